#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""The house rules that a program can check (bench/CONVENTIONS.md). `check_tree.py [ROOT]` prints
one line per breach and exits 1. The only way round is a comment `// allow: RULE, reason` on the
line, on the line before, or anywhere in the file for a rule about the whole file."""
import os
import pathlib
import posixpath
import re
import subprocess
import sys
from collections import Counter

from cxx_scan import functions, strip

FILE_LINES, FUNCTION_LINES, TEST_LINES, COLUMNS, DEPTH, PARAMETERS = 300, 50, 80, 100, 3, 4
CODE = (".h", ".cc", ".py", ".sh", ".ps1", ".cmake", ".css", ".js")
TOP = {"CMakeLists.txt", "bench", "drivers", "scenarios", "reports", "tests", "README.md", ".ci",
       ".clang-format", ".clang-tidy", ".gitignore", "CMakePresets.json", "LICENSE"}
GUEST = "bench/virtual/image/"
FOLDERS = "bench|drivers|scenarios|reports|tests"
ALLOW = re.compile(r"(?://|#|/\*) ?allow: ([\w-]+)(?:, (\S.*))?")

# Words of C++ that have no place here, with what to write instead.
BANNED = {
    "sleep": (r"\b(?:u|nano)?sleep(?:_for|_until)?\b", "a deadline and a timer"),
    "system": (r"\b(?:system|popen)\s*\(", "an argument list, no shell"),
    "atoi": (r"\bato(?:i|l|ll|f)\b", "std::from_chars"),
    "sscanf": (r"\bsscanf\b", "std::from_chars"),
    "cause": (r"\bstrerror\b|\.message\s*\(", "because(), which knows French (bench/core/causes.h)"),
    "using-namespace-std": (r"\busing\s+namespace\s+std\s*;", "the names themselves"),
    "shared_ptr": (r"\bshared_ptr\b", "one owner"),
}
# In any text. Cut in two so that this file does not breach its own rules. The guest of the virtual
# PC has a home and a mount point of that name.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|not (?:yet )?implem" r"ented")
MACHINE = re.compile(r"(?<![\w.$}/-])/(?:wo" r"rk|ro" r"ot|fa" r"rm)/|bash_" r"jobs")
REGISTRY = re.compile(r"npmjs\.o" r"rg|pypi\.o" r"rg|pythonho" r"sted|crates\.i" r"o\b|proxy\.go" r"lang")


class Tree:
    """The tracked files: path to text (None when binary), and which may be run."""

    def __init__(self, files, executables=()):
        self.files, self.executables = dict(files), set(executables)

    @classmethod
    def read(cls, root):
        paths = tracked(root)
        texts = {p: read_text(root / p) for p in paths}
        return cls(texts, {p for p in paths if os.access(root / p, os.X_OK)})

    def texts(self, *endings):
        return ((p, t) for p, t in sorted(self.files.items())
                if t is not None and (not endings or p.endswith(endings)))

    def exists(self, path):
        return path in self.files or any(p.startswith(path.rstrip("/") + "/") for p in self.files)


def tracked(root):
    git = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if git.returncode == 0 and git.stdout:
        paths = git.stdout.decode().split("\0")
    else:  # an exported tree, or one that belongs to somebody else
        paths = (p.relative_to(root).as_posix() for p in root.rglob("*"))
    return [p for p in paths if (root / p).is_file()
            and p.split("/")[0] not in ("", ".git", "build", ".cache")]


def read_text(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def is_script(text):
    return text.startswith("#!")


def is_code(path, text):
    return path.endswith(CODE) or path.endswith("CMakeLists.txt") or is_script(text)


# Each rule yields (path, line or 0 for the whole file, rule, what).

def top_level(tree):
    for name in sorted({p.split("/")[0] for p in tree.files} - TOP):
        yield name, 0, "top-level", "nothing else stands at the top (design.md §4)"
    for name in sorted(n for n in TOP if not tree.exists(n)):
        yield name, 0, "top-level", "missing"


def licence_lines(tree):
    for path, text in tree.texts():
        line = text.split("\n", 2)[1 if is_script(text) and "\n" in text else 0]
        if is_code(path, text) and "SPDX-License-Identifier: EUPL-1.2" not in line:
            yield path, 0, "spdx", "starts with SPDX-License-Identifier: EUPL-1.2"


def budgets(tree):
    for path, text in tree.texts():
        lines = text.count("\n")
        if is_code(path, text) and lines > FILE_LINES:
            yield path, 0, "length", f"{lines} lines, at most {FILE_LINES}"
    for path, text in tree.texts(".h", ".cc"):
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > COLUMNS:
                yield path, number, "columns", f"{len(line)} columns, at most {COLUMNS}"
        for f in functions(text):
            yield from function_budgets(path, f)


def function_budgets(path, f):
    most = TEST_LINES if f.name.startswith("TEST_CASE") else FUNCTION_LINES
    if f.lines > most:
        yield path, f.line, "function", f"{f.name}: {f.lines} lines, at most {most}"
    if f.depth > DEPTH:
        yield path, f.line, "nesting", f"{f.name}: {f.depth} levels, at most {DEPTH}"
    if len(f.parameters) > PARAMETERS:
        yield path, f.line, "parameters", f"{f.name}: {len(f.parameters)}, at most {PARAMETERS}"
    if any(re.match(r"(?:const )?bool\b(?!\s*(?:[&*(]|\w+::\*))", p) for p in f.parameters):
        yield path, f.line, "bool", f"{f.name}: a bool parameter; name the two cases"


def words(tree):
    for path, text in tree.texts(".h", ".cc"):
        for number, line in enumerate(strip(text).split("\n"), 1):
            for rule, (pattern, instead) in BANNED.items():
                if re.search(pattern, line):
                    yield path, number, rule, f"write {instead}"
    for path, text in tree.texts():
        for number, line in enumerate(text.split("\n"), 1):
            for rule, pattern in (("unfinished", UNFINISHED), ("machine-path", MACHINE),
                                  ("registry", REGISTRY)):
                if pattern.search(line) and not (rule == "machine-path" and path.startswith(GUEST)):
                    yield path, number, rule, pattern.search(line)[0]


def awaits(tree):
    """g++ 12 destroys twice what braces or ?: make inside an awaited expression (seen: a crash)."""
    for path, text in tree.texts(".h", ".cc"):
        bare = strip(text)
        for found in re.finditer(r"\bco_await\b[^;]*;", bare):
            if re.search(r"[{?]", found[0]):
                line = bare.count("\n", 0, found.start()) + 1
                yield path, line, "await", "make the value first, then await with its name"


def headers(tree):
    shape = re.compile(r"// SPDX[^\n]*\n((?://[^\n]*\n)+)#pragma once\n")
    for path, text in tree.texts(".h"):
        start = shape.match(text)
        if not start or not re.search(r"[.:)](?:\s|$)", start[1]):
            yield path, 0, "header", "SPDX line, a sentence on what it is, #pragma once"


def listed(tree):
    known = set()
    for path, text in tree.texts("CMakeLists.txt"):
        for name in re.findall(r"[\w./${}+-]+\.cc\b", text):
            name, from_root = re.subn(r"^\$\{\w+_SOURCE_DIR\}/", "", name)
            folder = "" if from_root else posixpath.dirname(path)
            known.add(posixpath.normpath(posixpath.join(folder, name)))
    for path, _ in tree.texts(".cc"):
        if path not in known:
            yield path, 0, "orphan", "no CMakeLists.txt lists it"


def run_bits(tree):
    for path, text in tree.texts():
        if is_script(text) != (path in tree.executables):
            yield path, 0, "run-bit", "a script has #! and its run bit, other files neither"


def relay_drivers(tree):
    boards = tree.files.get("drivers/relay/boards.yaml") or ""
    registry = tree.files.get("drivers/relay/registry.cc") or ""
    golden = "".join(t for _, t in tree.texts("_test.cc") if "[golden]" in t)
    for path, text in tree.texts(".cc"):
        driver = re.search(r'RelayProtocol (k\w+)\{\s*"([\w-]+)"', text)
        if not driver or not path.startswith("drivers/relay/"):
            continue
        name = driver[2]
        for there, what in ((posixpath.basename(path) == f"{name}.cc", "a file of its own name"),
                            (f"&{driver[1]}" in registry, "a place in registry.cc"),
                            (f"drivers/emulators/{name}.cc" in tree.files, "an emulator"),
                            (f'"{name}"' in golden, "golden bytes in a [golden] test"),
                            (re.search(rf"protocol: {name}\b", boards), "a board in boards.yaml")):
            if not there:
                yield path, 0, "driver", f"{name} has not got {what}"


def anchor(heading):
    """The fragment a forge makes of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links(tree):
    for path, text in tree.texts(".md"):
        prose = re.sub(r"```.*?```", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
        for number, line in enumerate(prose.split("\n"), 1):
            for target in re.findall(r"\]\(([^)\s]+)\)", line):
                if not re.match(r"\w+:", target) and not resolves(tree, path, target):
                    yield path, number, "link", f"{target} leads nowhere"


def resolves(tree, path, target):
    name, _, fragment = target.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
    if not tree.exists(file):
        return False
    headings = re.findall(r"^#+ (.*)$", tree.files.get(file) or "", re.M)
    return not fragment or fragment in map(anchor, headings)


def promises(tree):
    """What README.md and CONVENTIONS.md name is there: commands of `banc`, paths."""
    program = "".join(t for p, t in tree.texts(".cc", ".h") if p.startswith("bench/cli/"))
    for path in ("README.md", "bench/CONVENTIONS.md"):
        fenced = False
        for number, line in enumerate((tree.files.get(path) or "").split("\n"), 1):
            fenced ^= line.startswith("```")
            spans = [line] if fenced else re.findall(r"`([^`]+)`", line)
            for command in unknown_commands(spans, program):
                yield path, number, "command", f"bench/cli knows no “{command}”"
            for name in re.findall(rf"\b(?:{FOLDERS})/[\w./-]*\w", " ".join(spans)):
                if not name.startswith("build/") and not tree.exists(name):
                    yield path, number, "path", f"{name} is not there"


def unknown_commands(spans, program):
    """The commands named after `banc` that the program's table does not hold: "banc demo", and
    "banc scenario list|show ID", which names two."""
    for first, second in re.findall(r"\bbanc ([a-z|]+)(?![\w./-])(?: ([a-z|]+)(?![\w./-]))?",
                                    "\n".join(spans)):
        for word in first.split("|"):
            names = [f"{word} {s}" for s in second.split("|")] if second else [word]
            if f'"{word}"' not in program:
                yield from (n for n in names if f'"{n}"' not in program)


RULES = (top_level, licence_lines, budgets, words, awaits, headers, listed, run_bits, relay_drivers,
         links, promises)


def allowances(text):
    """Line number to the rule its tag allows; None where the reason is missing."""
    found = {}
    for number, line in enumerate(text.split("\n"), 1):
        tag = ALLOW.search(line)
        if tag:
            found[number] = tag[1] if tag[2] else None
    return found


def check(tree):
    """(breaches, count of allowances used by rule)."""
    breaches, used = [], Counter()
    tags = {p: allowances(t) for p, t in tree.texts() if is_code(p, t)}
    for path, mine in sorted(tags.items()):
        breaches += [(path, n, "allow", "a tag gives its reason") for n, r in mine.items() if not r]
    for rule in RULES:
        for path, line, name, what in rule(tree):
            mine = tags.get(path, {})
            near = mine.values() if line == 0 else (mine.get(line), mine.get(line - 1))
            if name in near:
                used[name] += 1
            else:
                breaches.append((path, line, name, what))
    return breaches, used


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    breaches, used = check(Tree.read(root))
    for path, line, rule, what in breaches:
        print(f"{path}:{line or 1}: {rule}: {what}")
    print("allowed:", ", ".join(f"{n} {rule}" for rule, n in sorted(used.items())) or "nothing")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
