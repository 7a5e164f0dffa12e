"""Who may know whom."""
import re

from rules import rule

BELOW = ["base", "store", "http"]  # each may include those before it, and itself
TOP = {"app", "cli"}  # know everybody, each other too


def folder_of(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "src" and len(parts) > 2 else None


def included_folders(tree, path):
    for number, name in tree.includes(path):
        if name[0] == '"' and "/" in name:
            yield number, name[1:-1].split("/")[0]


def known_folders(tree):
    return {folder_of(path) for path in tree.paths(r"^src/.+/")} - {None}


@rule(
    "arrows",
    "base ← store ← http ← domain folders ← cli, app",
    bad={"src/store/tx.h": '#include "access/permit.h"\n', "src/access/permit.h": ""},
    good={"src/access/permit.h": '#include "store/tx.h"\n', "src/store/tx.h": ""},
)
def arrows(tree):
    folders = known_folders(tree)
    for path in tree.product():
        mine = folder_of(path)
        for number, theirs in included_folders(tree, path):
            if theirs not in folders or theirs == mine or mine is None or mine in TOP:
                continue
            if mine in BELOW:
                allowed = theirs in BELOW[: BELOW.index(mine)]
            else:
                allowed = theirs not in TOP
            if not allowed:
                yield f"{path}:{number}: {mine}/ may not know {theirs}/"


@rule(
    "cycles",
    "domain folders may use each other's headers, but not in a circle",
    bad={
        "src/seats/seats.h": '#include "accounts/plan.h"\n',
        "src/accounts/plan.h": '#include "seats/seats.h"\n',
    },
    good={"src/seats/seats.h": '#include "accounts/plan.h"\n', "src/accounts/plan.h": ""},
)
def cycles(tree):
    edges = {}  # folder → folder → where
    domains = known_folders(tree) - TOP - set(BELOW)
    for path in tree.product():
        mine = folder_of(path)
        for number, theirs in included_folders(tree, path):
            if mine in domains and theirs in domains and mine != theirs:
                edges.setdefault(mine, {}).setdefault(theirs, f"{path}:{number}")
    seen = set()

    def walk(folder, trail):
        for next_folder in sorted(edges.get(folder, {})):
            if next_folder in trail:
                circle = trail[trail.index(next_folder) :] + [next_folder]
                if frozenset(circle) not in seen:
                    seen.add(frozenset(circle))
                    steps = zip(circle, circle[1:])
                    places = ", ".join(edges[a][b] for a, b in steps)
                    yield f"{' → '.join(circle)} ({places})"
            else:
                yield from walk(next_folder, trail + [next_folder])

    for folder in sorted(edges):
        yield from walk(folder, [folder])


@rule(
    "meaning",
    "x.h and x.cc named like their folder know neither store/ nor http/",
    bad={"src/seats/seats.cc": '#include "store/tx.h"\n'},
    good={"src/seats/assign.cc": '#include "store/tx.h"\n', "src/seats/seats.cc": ""},
)
def meaning(tree):
    for path in tree.product():
        mine = folder_of(path)
        if mine in TOP or mine in BELOW or not re.search(rf"/{mine}\.(h|cc)$", path):
            continue
        for number, theirs in included_folders(tree, path):
            if theirs in ("store", "http"):
                yield f"{path}:{number}: the meaning of {mine}/ knows {theirs}/"


STREAMS = "iostream|sstream|fstream|istream|ostream|iomanip|regex|locale|syncstream"
FOREIGN = "boost/|sqlite3|libpq|curl/|openssl/|sodium|utf8proc|idn2|toml\\+\\+|CLI/|zxcvbn|fmt/"
HEAVY = re.compile(rf"<({STREAMS})>|[<\"]({FOREIGN})")


@rule(
    "light_headers",
    "headers include no library, no stream, no regex: the .cc that wraps them does",
    bad={"src/http/server.h": "#include <boost/asio.hpp>\n"},
    good={
        "src/http/server.h": "#include <string>\n",
        "src/http/server.cc": "#include <boost/asio.hpp>\n",
    },
)
def light_headers(tree):
    for path in tree.paths(r"^src/.*\.h$"):
        for number, name in tree.includes(path):
            if HEAVY.match(name):
                yield f"{path}:{number}: {name} belongs in the .cc that wraps it"


# Which folders wrap which library. A new wrapper is a decision, so it is made here.
WRAPPERS = {
    r"boost/(asio|beast|system)": {"http"},
    r"boost/json": {"base"},
    r"sqlite3": {"store"},
    r"libpq": {"store"},
    r"curl/": {"mail"},
    r"toml\+\+": {"app", "blueprints"},
    r"CLI/": {"app", "cli"},
    r"utf8proc|idn2": {"base"},
    r"openssl/": {"base", "http"},
    r"sodium": {"base", "signin"},
    r"zxcvbn": {"signin"},
}


@rule(
    "wrappers",
    "each library is known in the folder that wraps it, and nowhere else",
    bad={"src/directory/list.cc": "#include <sqlite3.h>\n"},
    good={"src/store/sqlite.cc": "#include <sqlite3.h>\n"},
)
def wrappers(tree):
    for path in tree.product():
        for number, name in tree.includes(path):
            for library, folders in WRAPPERS.items():
                if re.match(rf"[<\"]({library})", name) and folder_of(path) not in folders:
                    yield f"{path}:{number}: {name} is wrapped in {', '.join(sorted(folders))}/"


@rule(
    "dead_headers",
    "every header is used by somebody beside its own .cc",
    bad={"src/seats/old.h": "", "src/seats/old.cc": '#include "seats/old.h"\n'},
    good={"src/seats/seats.h": "", "src/seats/assign.cc": '#include "seats/seats.h"\n'},
)
def dead_headers(tree):
    used = set()
    for path in tree.sources():
        for _, name in tree.includes(path):
            header = name[1:-1]
            for root in ("src/", "tests/", "bench/"):
                if path.rsplit(".", 1)[0] != (root + header).rsplit(".", 1)[0]:
                    used.add(root + header)
    for path in tree.paths(r"^(src|tests|bench)/.*\.h$"):
        if path not in used and path != "src/precompiled.h":
            yield f"{path}: nobody includes it"
