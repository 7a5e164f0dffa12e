"""What may not stand in the text."""
import re

import cpp
from rules import rule


def find(tree, paths, pattern, message):
    found = re.compile(pattern)
    for path in paths:
        for number, line in tree.lines(path):
            match = found.search(line)
            if match:
                yield f"{path}:{number}: {message.format(match[0].strip())}"


@rule(
    "engines",
    "the words sqlite and postgres stand in store/, app/config and cli/move only",
    bad={"src/directory/list.cc": "// SQLite walks the primary key\n"},
    good={"src/store/sqlite.cc": "// SQLite\n", "src/app/config.cc": "// PostgreSQL\n"},
)
def engines(tree):
    paths = [p for p in tree.product() if not re.match(r"src/(store/|app/config|cli/move)", p)]
    yield from find(tree, paths, r"(?i)sqlite|postgres|libpq", "{} is known to store/ only")


@rule(
    "unfinished",
    "nothing is left undone and no test is left out",
    bad={"src/seats/seats.cc": "// TO" + "DO: later\n"},
    good={"src/seats/seats.cc": "// what is to do\n"},
)
def unfinished(tree):
    paths = [
        path
        for path in tree.paths(r"^(src|tests|bench|cmake|script|docs|ui|blueprints)/|^[A-Z]+\.md$")
        if not path.startswith("tests/tidy/") and not path.endswith("package-lock.json")
    ]
    marks = (
        r"\b(TODO|FIXME|XXX|HACK)\b|GTEST_SKIP|\bDISABLED_"
        r"|\b(it|test|describe)\.(skip|todo|only)\b"
    )
    yield from find(tree, paths, marks, "{}")


@rule(
    "places",
    "no path of somebody's machine, and packages come from the public registry",
    bad={"src/seats/seats.cc": 'open("/home/' + 'ada/x");\n'},
    good={"src/seats/seats.cc": 'open("/v1/home/x");\n'},
)
def places(tree):
    paths = [p for p in tree.paths(r"") if not p.startswith("tests/tidy/")]
    somebody = r"(?<![\w.{}~/-])/(work|root|home/\w+)/[\w.]"
    yield from find(tree, paths, somebody, "{}… is a path of somebody's machine")
    for path in tree.paths(r"package-lock\.json$"):
        elsewhere = r'"resolved": "(?!https://registry\.npmjs\.org/)[^"]*"'
        yield from find(tree, [path], elsewhere, "{}")


@rule(
    "try_in_braces",
    "TRY never stands inside the braces of a value: g++ 12 leaks there",
    bad={"src/seats/assign.cc": "Result<void> f() {\n    Seat s{TRY(find()), 1};\n}\n"},
    good={
        "src/seats/assign.cc": "Result<void> f() {\n    auto s = TRY(find());\n"
        "    return g({1, [&](Tx& tx) -> Result<int> {\n        return TRY(h(tx));\n    }});\n}\n"
    },
)
def try_in_braces(tree):
    for path in tree.sources():
        for line in cpp.calls_within_values(tree.code(path), "TRY"):
            yield f"{path}:{line}: name the value first"


@rule(
    "merged",
    "nothing is left of a merge that was not finished",
    bad={"src/seats/seats.cc": "<" * 7 + " HEAD\nint x;\n" + "=" * 7 + "\n"},
    good={"src/seats/seats.cc": "// =======  a line\n"},
)
def merged(tree):
    yield from find(tree, tree.paths(r""), r"^(<{7} |>{7} |={7}$)", "{}")
