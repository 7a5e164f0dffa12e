"""How large things may be, and what they may be called."""
import re

import cpp
from rules import rule

FILE_LINES = 800
FUNCTION_LINES = 120
COLUMNS = 100


@rule(
    "file_size",
    f"no source file is longer than {FILE_LINES} lines",
    bad={"src/seats/seats.cc": "\n" * 801},
    good={"src/seats/seats.cc": "\n" * 700},
)
def file_size(tree):
    for path in tree.paths(r"^((src|tests|bench|cmake|script|ui)/.*|CMakeLists\.txt)$"):
        made = path.endswith((".json", ".d.ts")) or re.match(r"tests/upgrade/level_\d+\.sql", path)
        if made:  # by programs
            continue
        length = tree.files[path].count("\n")
        if length > FILE_LINES:
            yield f"{path}: {length} lines"


@rule(
    "function_size",
    f"no function is longer than {FUNCTION_LINES} lines",
    bad={"src/seats/seats.cc": "namespace a {\nint f(int x) {\n" + "x = 1;\n" * 121 + "}\n}\n"},
    good={"src/seats/seats.cc": "struct A {\nint f() const {\n" + "x();\n" * 100 + "}\n};\n"},
)
def function_size(tree):
    for path in tree.sources():
        for function in cpp.functions(tree.code(path)):
            if function.lines > FUNCTION_LINES:
                yield f"{path}:{function.line}: {function.name} has {function.lines} lines"


@rule(
    "columns",
    f"no line is wider than {COLUMNS} columns",
    bad={"src/seats/seats.cc": "x" * 101},
    good={"src/seats/seats.cc": "ä" * 100 + "\n// https://example.com/" + "x" * 100},
)
def columns(tree):
    written = r"^(src|tests|bench|cmake|script)/.*\.(cc|h|sql|cmake|py)$|^script/[^.]*$|^CMakeLists"
    for path in tree.paths(written):
        if path.startswith("tests/upgrade/level_"):  # made by a program
            continue
        for number, line in tree.lines(path):
            if len(line) > COLUMNS and "://" not in line:
                yield f"{path}:{number}: {len(line)} columns"


EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "service", "impl", "misc"}


@rule(
    "file_words",
    "no file or folder is called " + ", ".join(sorted(EMPTY_WORDS)),
    bad={"src/seats/seat_utils.cc": ""},
    good={"src/seats/assign.cc": ""},
)
def file_words(tree):
    for path in tree.paths(r"^(src|tests|bench|script|cmake|ui/src|ui/scripts)/"):
        parts = re.split(r"[/._-]|(?<=[a-z])(?=[A-Z])", path)
        for word in sorted(EMPTY_WORDS & {part.lower() for part in parts}):
            yield f"{path}: \"{word}\" says nothing"


@rule(
    "pragma_once",
    "every header begins with a sentence and #pragma once",
    bad={"src/seats/seats.h": "#pragma once\nint x;\n"},
    good={"src/seats/seats.h": "// Seats of an account.\n#pragma once\nint x;\n"},
)
def pragma_once(tree):
    for path in tree.paths(r"^(src|tests|bench)/.*\.h$"):
        if not re.match(r"(//[^\n]*\n)+#pragma once\n", tree.files[path]):
            yield f"{path}: begins with // what it promises, then #pragma once"


@rule(
    "acceptance_names",
    "an acceptance test's suite is its id in the specification: TEST(ST1, …)",
    bad={"tests/acceptance/stamps.cc": "TEST(Stamps, ST1_invites) {}\n"},
    good={"tests/acceptance/stamps.cc": "TEST_F(ST1, the_owner_invites) {}\n"},
)
def acceptance_names(tree):
    for path in tree.paths(r"^tests/acceptance/.*\.cc$"):
        for match in re.finditer(r"\bTEST(?:_[FP])?\(\s*(\w+)", tree.code(path)):
            if not re.fullmatch(r"[A-Z]{1,3}[0-9]+(_[A-Za-z]\w*)?", match[1]):
                line = cpp.line_of(tree.code(path), match.start())
                yield f"{path}:{line}: {match[1]} is no id"
