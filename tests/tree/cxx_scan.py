# SPDX-License-Identifier: EUPL-1.2
"""C++ read with half-closed eyes: enough to find functions, how long and how deep they are, and
what they take. Braces and keywords only; our format (tests/tree, .clang-format) makes that enough."""
import re
from dataclasses import dataclass, field

LITERAL = re.compile(
    r'R"([^()\\\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\''
    r"|//[^\n]*|/\*.*?\*/|^[ \t]*#(?:\\\n|[^\n])*", re.S | re.M)
CONTROL = re.compile(r"\b(?:if|for|while|switch|catch)\b")
TYPE = re.compile(r"^(?:\w+\s+)*?(?:namespace|class|struct|union|enum|extern)\b")
LAMBDA = re.compile(r"\[[^\[\]]*\]\s*(?:\([^{}]*\))?\s*(?:mutable|noexcept|->[^{}()]*)?\s*$")
TEMPLATE = re.compile(r"^template\s*<(?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*>\s*")


def strip(text):
    """The code alone: comments, literals and preprocessor lines become blanks, lines stay put."""
    return LITERAL.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


@dataclass
class Function:
    name: str
    parameters: list
    line: int
    last: int = 0
    depth: int = 0  # deepest nesting of if, for, while, switch, catch, do, try

    @property
    def lines(self):
        return self.last - self.line + 1


@dataclass
class Frame:
    kind: str  # file type function lambda control block init
    levels: int = 0  # of nesting, since the innermost function or lambda
    function: Function = None
    header: list = field(default_factory=list)  # what stands before the next brace
    parens: int = 0


def split_parameters(header):
    """What stands between the parentheses of a function's header, cut at its own commas."""
    start, depth, parts = header.index("(") + 1, 0, [""]
    if header.startswith("()", start - 1) and header[start + 1:].lstrip().startswith("("):
        start = header.index("(", start + 1) + 1  # operator()(…)
    for char in header[start:]:
        if char == ")" and depth == 0:
            break
        depth += (char in "(<[{") - (char in ")>]}")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if part.strip()]


def kind_of(header, frames):
    """What the brace after this header opens."""
    inside = any(f.kind in ("function", "lambda") for f in frames)
    if LAMBDA.search(header):
        return "lambda"
    if TYPE.match(header) and not header.endswith(")"):
        return "type"
    if inside and levels_of(header):
        return "control"
    if frames[-1].parens or not header.strip() or header[-1:] not in " \n":
        return "block" if inside and not header.strip() else "init"
    if ")" in header and not header.rstrip().endswith("="):
        return "block" if inside else "function"
    return "init"


def levels_of(header):
    """How many levels of nesting the statement with this header adds."""
    keyword = re.search(r"(?:^|\W)(?:else|do|try)\s*$", header)
    return len(CONTROL.findall(header)) + (1 if keyword else 0)


def functions(text):
    """Every function defined in a source file. Lambdas count in the function that holds them,
    their nesting starts anew."""
    found, frames, line = [], [Frame("file")], 1
    for char in strip(text):
        top = frames[-1]
        if char == "{":
            frames.append(open_frame(frames, line))
        elif char == "}" and len(frames) > 1:
            close_frame(frames, line, found)
        elif char == ";" and top.parens == 0:
            note_depth(frames, levels_of("".join(top.header)))
            top.header = []
        else:
            top.parens += (char == "(") - (char == ")")
            top.header.append(char)
        line += char == "\n"
    return found


def open_frame(frames, line):
    raw = "".join(frames[-1].header)
    header = TEMPLATE.sub("", re.sub(r"^(?:\s|(?:public|private|protected):)*", "", raw))
    kind = kind_of(header, frames)
    frame = Frame(kind, 0 if kind == "lambda" else frames[-1].levels, frames[-1].function)
    if kind == "function":
        name = re.search(r"(operator\s*[^\s(]*|[\w:~]+)\s*\(", header)
        first = line - header.count("\n")
        frame.levels = 0
        frame.function = Function(name[1] if name else "?", split_parameters(header), first)
    elif kind == "control":
        frame.levels += levels_of(header)
        note_depth(frames, levels_of(header))
    return frame


def close_frame(frames, line, found):
    closed = frames.pop()
    if closed.kind == "function":
        closed.function.last = line
        found.append(closed.function)
    if closed.kind in ("init", "lambda"):
        frames[-1].header.append("{}")
    else:
        frames[-1].header = []


def note_depth(frames, more):
    function = frames[-1].function
    if function:
        function.depth = max(function.depth, frames[-1].levels + more)
