"""Just enough of C++ to find strings, blocks and functions in code laid out by clang-format."""
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
    (?P<comment> //(?:\\\n|[^\n])* | /\*.*?\*/ )
  | (?P<raw>     \bR"(?P<mark>[^\s()\\]*)\(.*?\)(?P=mark)" )
  | (?P<string>  "(?:\\.|[^"\\\n])*" )
  | (?P<char>    (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+' )
  | (?P<directive> ^[ \t]*\#(?:\\\n|[^\n])* )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def blank(text):
    """The same length and lines, with only code left: strings become "", comments nothing."""

    def hide(match):
        kept = re.sub(r"[^\n]", " ", match[0])
        if match["raw"] or match["string"]:
            return '"' + kept[1:-1] + '"'
        return kept

    return TOKEN.sub(hide, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def literals(text):
    """Strings as the compiler joins them: (line, value); comments between the parts are dropped."""
    joined, began, end = None, 0, 0
    for match in TOKEN.finditer(text):
        if match["comment"] or match["char"] or match["directive"]:
            continue
        if match["raw"]:
            mark = len(match["mark"])
            value = match[0][mark + 3 : -mark - 2]
        else:
            value = match[0][1:-1].replace('\\"', '"').replace("\\n", "\n")
        between = re.sub(r"//[^\n]*|/\*.*?\*/", "", text[end : match.start()], flags=re.DOTALL)
        if joined is not None and not between.strip():
            joined += value
        else:
            if joined is not None:
                yield line_of(text, began), joined
            joined, began = value, match.start()
        end = match.end()
    if joined is not None:
        yield line_of(text, began), joined


@dataclass
class Function:
    name: str
    line: int
    lines: int


SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
AFTER_PARAMETERS = re.compile(
    r"\)\s*(?:(?:const|noexcept|override|final|mutable|&&?)\s*)*(?:->[\w:<>,&*\s\[\]().]+)?$"
)


def blocks(code):
    """Each pair of braces: (kind, head, start, end), kind of "scope", "body" or "value"."""
    stack = []
    for match in re.finditer(r"[{}]", code):
        at = match.start()
        if match[0] == "}":
            if stack:
                kind, head, start = stack.pop()
                yield kind, head, start, at
            continue
        head = code[max(code.rfind(mark, 0, at) for mark in ";{}") + 1 : at].strip()
        before = code[max(0, at - 400) : at].rstrip()
        inside_value = bool(stack) and stack[-1][0] == "value"
        if SCOPE.search(head) and "(" not in SCOPE.split(head)[-1] and not head.endswith("="):
            kind = "scope"
        elif AFTER_PARAMETERS.search(before) or re.search(r"(\]|\b(else|do|try))$", before):
            kind = "body"
        elif not inside_value and (not before or before[-1] in ";{}:"):
            kind = "body"
        else:
            kind = "value"
        stack.append((kind, head, at))


def functions(code):
    """The functions that stand in a namespace or a class, those within them counted with them."""
    found = sorted(blocks(code), key=lambda block: block[2])
    last_end = -1
    for kind, head, start, end in found:
        if kind != "body" or start < last_end or "(" not in head:
            continue
        test = re.match(r"TEST\w*\(\s*(\w+),\s*(\w+)", head)
        name = re.search(r"([\w:~]+)\s*\(", head)
        first = start - len(head)
        last_end = end
        yield Function(
            f"{test[1]}.{test[2]}" if test else name[1] if name else head[:40],
            line_of(code, start),
            code.count("\n", first, end) + 1,
        )


def calls_within_values(code, name):
    """Lines where `name(` stands inside the braces of a value."""
    found = list(blocks(code))
    for match in re.finditer(rf"\b{name}\s*\(", code):
        around = [b for b in found if b[2] < match.start() < b[3]]
        if around and max(around, key=lambda b: b[2])[0] == "value":
            yield line_of(code, match.start())
