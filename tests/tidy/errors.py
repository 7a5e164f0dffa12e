"""Error keys: written down where they are used, described where users look."""
import re
import subprocess
from pathlib import Path

import cpp
from rules import rule

ROOT = Path(__file__).resolve().parents[2]
KEY = r'"([a-z_]+(?:\.[a-z0-9_]+)?)"'
USES = re.compile(
    r"\b\w*(?:error|fail|refus\w*|problem)\(\s*\"([a-z_]+\.[a-z0-9_]+)\""
    rf"|Code::\w+\s*,\s*{KEY}"
    rf"|\binvalid_field\(\s*[^,;]+,\s*{KEY}"
    rf"|\bproblem\(\s*\d+\s*,\s*{KEY}"
    rf"|\bkey\s*(?:=|==|!=)\s*{KEY}"
)


def defined(tree):
    """key → path:line, of every errors.def."""
    keys = {}
    for path in tree.paths(r"^src/\w+/errors\.def$"):
        for number, line in tree.lines(path):
            match = re.match(rf"USHER_ERROR\({KEY}", line)
            if match:
                keys[match[1]] = f"{path}:{number}"
    return keys


@rule(
    "error_keys",
    "each error key in the code stands in an errors.def",
    bad={"src/seats/assign.cc": 'return fail({Code::conflict, "seats.lost", "…"});\n'},
    good={
        "src/seats/assign.cc": 'return fail({Code::conflict, "seats.none_left", "…"});\n',
        "src/seats/errors.def": 'USHER_ERROR("seats.none_left", conflict, "…")\n',
    },
)
def error_keys(tree):
    keys = defined(tree)
    for path in tree.product():
        for match in USES.finditer(tree.files[path]):
            key = next(group for group in match.groups() if group)
            if key not in keys:
                line = cpp.line_of(tree.files[path], match.start())
                yield f"{path}:{line}: {key} stands in no errors.def"


@rule(
    "error_keys_used",
    "each key of an errors.def is given by somebody, and defined once",
    bad={"src/seats/errors.def": 'USHER_ERROR("seats.none_left", conflict, "…")\n'},
    good={
        "src/seats/assign.cc": 'return fail({Code::conflict, "seats.none_left", "…"});\n',
        "src/seats/errors.def": 'USHER_ERROR("seats.none_left", conflict, "…")\n',
    },
)
def error_keys_used(tree):
    text = "\n".join(tree.files[path] for path in tree.product())
    for key, where in defined(tree).items():
        if f'"{key}"' not in text:
            yield f"{where}: nobody gives {key}"
    places = {}
    for path in tree.paths(r"^src/\w+/errors\.def$"):
        for number, line in tree.lines(path):
            match = re.match(rf"USHER_ERROR\({KEY}", line)
            if match and match[1] in places:
                yield f"{path}:{number}: {match[1]} stands in {places[match[1]]} already"
            elif match:
                places[match[1]] = f"{path}:{number}"


@rule(
    "errors_page",
    "docs/errors.md is what script/errors makes of every errors.def",
    bad={"src/seats/errors.def": 'USHER_ERROR("seats.none_left", conflict, "None left.")\n'},
    good={},
)
def errors_page(tree):
    if "script/errors" in tree.files:  # the tree itself, not a sample
        made = subprocess.run([ROOT / "script/errors", "--check"], capture_output=True, text=True)
        if made.returncode != 0:
            yield "docs/errors.md is not current: run script/errors"
        return
    page = tree.files.get("docs/errors.md", "")
    for key, where in defined(tree).items():
        if f"`{key}`" not in page:
            yield f"{where}: {key} is not in docs/errors.md"
