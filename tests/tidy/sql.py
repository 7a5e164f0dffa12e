"""Where SQL stands, and that no statement forgets whose rows it touches."""
import re

import cpp
from rules import rule

STATEMENT = re.compile(
    r"\bselect\b.+\bfrom\b|\binsert\s+into\b|\bupdate\s+\w+\s+set\b|\bdelete\s+from\b",
    re.DOTALL | re.IGNORECASE,
)
MIGRATION = "create table seats (\n    account_id {id} not null,\n    user_id {id}\n);\n"


def statements(tree, path):
    for line, text in cpp.literals(tree.files[path]):
        if STATEMENT.search(text):
            yield line, text


@rule(
    "sql_stands_in_verbs",
    "routes.cc and the file named like its folder hold no SQL",
    bad={"src/seats/routes.cc": 'tx.one("select 1 from seats where account_id = $1");\n'},
    good={"src/seats/assign.cc": 'tx.one("select 1 from seats where account_id = $1");\n'},
)
def sql_stands_in_verbs(tree):
    for path in tree.product():
        folder, name = path.split("/")[-2:]
        if folder != "store" and re.fullmatch(rf"(routes|\w+_routes|{folder})\.(cc|h)", name):
            for line, _ in statements(tree, path):
                yield f"{path}:{line}: SQL belongs in a verb's file"


def tenant_tables(tree):
    """Tables of the migrations that have an account_id."""
    for path in tree.paths(r"^src/store/migrations/.*\.sql$"):
        text = re.sub(r"--[^\n]*", "", tree.files[path])
        for match in re.finditer(r"create table (\w+) \((.*?)\n\)", text, re.DOTALL):
            if re.search(r"\baccount_id\b", match[2]):
                yield match[1]


BOUND = re.compile(
    r"account_id\s*=\s*\$\d|\(\s*account_id\s*,|\binsert\s+into\s+\w+\s*\([^()]*\baccount_id\b"
)
ACROSS = re.compile(r"/\* across accounts: \S")


@rule(
    "tenancy",
    "a statement on a tenant's table binds account_id, or says /* across accounts: reason */",
    bad={
        "src/store/migrations/0001.sql": MIGRATION,
        "src/seats/free.cc": 'tx.exec("delete from seats "\n    "where user_id = $1", user);\n',
    },
    good={
        "src/store/migrations/0001.sql": MIGRATION,
        "src/seats/free.cc": 'tx.exec("delete from seats "\n    "where account_id = $1", id);\n'
        'tx.many("/* across accounts: the daily sweep */ select 1 from seats");\n',
    },
)
def tenancy(tree):
    tables = sorted(set(tenant_tables(tree)))
    if not tables:
        return
    named = re.compile(rf"\b(from|join|into|update)\s+({'|'.join(tables)})\b", re.IGNORECASE)
    for path in tree.product():
        for line, text in statements(tree, path):
            table = named.search(text)
            if table and not BOUND.search(text) and not ACROSS.search(text):
                yield f"{path}:{line}: {table[2]} without account_id = $"


@rule(
    "sql_placeholders",
    "values are bound as $n, never joined into the text",
    bad={"src/seats/free.cc": 'tx.exec("delete from seats where name = \'" + name + "\'");\n'},
    good={"src/seats/free.cc": 'tx.exec("delete from seats where name = $1", name);\n'},
)
def sql_placeholders(tree):
    for path in tree.product():
        for line, text in statements(tree, path):
            if re.search(r"=\s*'?$|\blike\s+'?%?$|\(\s*'$|(?<!\$)\?", text.strip()):
                yield f"{path}:{line}: bind it as $n"
