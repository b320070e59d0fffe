# SPDX-License-Identifier: EUPL-1.2
"""Each house rule is fed a sample that breaks it, and must be the one that fires."""
import unittest

from check_tree import TOP, Tree, check
from cxx_scan import functions

SPDX = "// SPDX-License-Identifier: EUPL-1.2\n"
HEADER = SPDX + "// What it is.\n#pragma once\n"
DRIVER = SPDX + 'const RelayProtocol kNew{"new", set};\n'
SOUND = {name: "" for name in TOP - {"bench", "drivers", "scenarios", "reports", "tests", ".ci"}} | {
    "CMakeLists.txt": "# SPDX-License-Identifier: EUPL-1.2\nadd_executable(banc bench/cli/main.cc)\n",
    "README.md": "# Banc\nSee [rules](bench/CONVENTIONS.md#house-rules). `banc demo --json`, `banc scenario show ID`\n",
    "bench/CONVENTIONS.md": "## House rules\n`bench/demo`\n",
    "bench/demo": "#!/usr/bin/env bash\n# SPDX-License-Identifier: EUPL-1.2\n",
    "bench/cli/main.cc": SPDX + 'int main() { return run("demo", "scenario show"); }\n',
    ".ci/run": "", "drivers/a.h": HEADER, "scenarios/a.yaml": "", "reports/a.h": HEADER,
    "tests/relay_test.cc": SPDX + '// [golden] "old"\n',
    "tests/CMakeLists.txt": "# SPDX-License-Identifier: EUPL-1.2\nx(relay_test.cc)\n",
}


def code(body, path="bench/a.h"):
    return {path: HEADER + body}


def function(body, parameters=""):
    return code(f"int f({parameters}) {{\n{body}\n}}\n")


DEEP = "if (a) {\nfor (;;) {\nwhile (b) {\nif (c) {\n}\n}\n}\n}"

BROKEN = {
    "top-level": [{"notes.txt": ""}, {"LICENSE": False}],
    "spdx": [{"bench/x.py": "print()\n"}, {"bench/CMakeLists.txt": "x()\n"},
             {"bench/demo": "#!/usr/bin/env bash\nexit\n"}],
    "length": [code("\n" * 300)],
    "columns": [code("// " + "x" * 98 + "\n")],
    "function": [function("a;\n" * 49), code('TEST_CASE("x") {\n' + "a;\n" * 80 + "}\n")],
    "nesting": [function(DEEP), function("for (;;)\nif (a)\nwhile (b)\nif (c) d;"),
                function("run([&] {" + DEEP + "});")],
    "parameters": [function("", "int a, int b, std::map<int, int> c, int d, int e")],
    "bool": [function("", "int a, bool b")],
    "sleep": [function("usleep(1);"), function("std::this_thread::sleep_for(1s);")],
    "system": [function('std::system("ls");')],
    "atoi": [function("std::atoi(s);")],
    "sscanf": [function("sscanf(s, f);")],
    "cause": [function("std::strerror(errno);"), function("return failed.message();")],
    "using-namespace-std": [code("using namespace std;\n")],
    "shared_ptr": [code("std::shared_ptr<int> p;\n"),
                   code("// allow: sleep, the wrong rule\nstd::shared_ptr<int> p;\n")],
    "await": [function("auto a = co_await f({1, 2});"), function("co_await g(b ? c : d);")],
    "unfinished": [code("// TO" "DO later\n"), {"bench/x.md": "not implem" "ented\n"}],
    "machine-path": [{"bench/x.md": "see /wo" "rk/main\n"}, code('// "/ro' 'ot/x"\n')],
    "registry": [{"scenarios/a.yaml": "https://regis" "try.npmjs.o" "rg/x\n"}],
    "header": [{"bench/a.h": SPDX + "#pragma once\n"}, {"bench/a.h": SPDX + "// No end\n#pragma once\n"}],
    "orphan": [{"bench/lost.cc": SPDX}],
    "run-bit": [{"bench/x.yaml": "#!/bin/sh\n# SPDX-License-Identifier: EUPL-1.2\n"}],
    "driver": [{"drivers/relay/new.cc": DRIVER, "drivers/CMakeLists.txt": "# SPDX-License-Identifier"
                ": EUPL-1.2\nx(relay/new.cc)\n"}],
    "link": [{"bench/x.md": "[a](none.md)\n"}, {"bench/x.md": "[a](CONVENTIONS.md#no-such)\n"}],
    "command": [{"README.md": "`banc demo|swim`\n"}, {"README.md": "`banc scenario show|draw`\n"},
                {"README.md": "```\nbanc fly\n```\n"}],
    "path": [{"README.md": "`bench/nowhere`\n"}, {"bench/CONVENTIONS.md": "## House rules\n`tests/none.cc`\n"}],
    "allow": [code("int* p;  // al" "low: shared_ptr\n")],
}


def rules_fired(changes):
    files = {path: text for path, text in (SOUND | changes).items() if text is not False}
    breaches, _ = check(Tree(files, executables={"bench/demo"}))
    return {rule for _, _, rule, _ in breaches}


class EachRule(unittest.TestCase):
    def test_a_sound_tree_is_left_in_peace(self):
        self.assertEqual(rules_fired({}), set())

    def test_each_bad_sample_fires_its_rule_and_no_other(self):
        for rule, samples in BROKEN.items():
            for sample in samples:
                with self.subTest(rule=rule, sample=str(sample)[:80]):
                    self.assertEqual(rules_fired(sample), {rule})

    def test_a_driver_is_asked_for_each_of_its_four_companions(self):
        whole = BROKEN["driver"][0] | {
            "drivers/CMakeLists.txt": "# SPDX-License-Identifier: EUPL-1.2\n"
                                      "x(relay/new.cc relay/registry.cc emulators/new.cc)\n",
            "drivers/relay/registry.cc": SPDX + "&kNew\n", "drivers/emulators/new.cc": SPDX,
            "drivers/relay/boards.yaml": "a: { protocol: new }\n",
            "tests/relay_test.cc": SPDX + '// [golden] "new"\n'}
        self.assertEqual(rules_fired(whole), set())
        for path, sound in whole.items():
            if path not in ("drivers/relay/new.cc", "drivers/CMakeLists.txt"):
                with self.subTest(path=path):
                    self.assertEqual(rules_fired(whole | {path: False}), {"driver"}, sound)

    def test_a_tag_with_a_reason_allows_its_line_the_next_one_or_the_file(self):
        for text in ("std::shared_ptr<int> p;  // allow: shared_ptr, one owner: the test\n",
                     "// allow: shared_ptr, one owner: the test\nstd::shared_ptr<int> p;\n",
                     "// allow: length, a table\n" + "\n" * 300):
            self.assertEqual(rules_fired(code(text)), set())
        self.assertEqual(rules_fired(code("// allow: shared_ptr, far away\n\nstd::shared_ptr<A> p;\n")),
                         {"shared_ptr"})

    def test_a_header_may_end_its_sentence_with_a_source_or_go_on_with_an_example(self):
        for comment in ("// What it is (design.md §4).\n", "// What it is.\n//\n//   f(x)\n"):
            self.assertEqual(rules_fired({"bench/a.h": SPDX + comment + "#pragma once\n"}), set())

    def test_words_in_comments_and_texts_are_only_words(self):
        self.assertEqual(rules_fired(code('// Nothing sleeps. No sleep( here.\nauto a = "system(";\n'
                                          'auto b = R"(atoi())"; auto c = \'"\'; int d = 1\'000;\n')),
                         set())


class Scanner(unittest.TestCase):
    def test_it_sees_what_a_person_sees(self):
        source = """template <class T>
struct A : B<T> {
    A(int a, T b) : a_{a}, b_(b) {}
    explicit operator bool() const { return true; }
    int a_{0};
};
std::vector<int> all(const std::map<int, std::pair<int, int>>& m, int (*f)(int, int)) {
    const auto keep = [&](int x) -> bool { for (;;) { if (x) { } } };
    for (const auto& [k, v] : m)
        if (keep(k)) return {k, v};
    switch (f(1, 2)) {
        case 1: { break; }
    }
    do { f(1, 2); } while (m.empty());
    return std::vector<int>{1, 2};
}
"""
        seen = [(f.name, f.line, f.lines, f.depth, len(f.parameters)) for f in functions(source)]
        self.assertEqual(seen, [("A", 3, 1, 0, 2), ("operator bool", 4, 1, 0, 0),
                                ("all", 7, 10, 2, 2)])


if __name__ == "__main__":
    unittest.main()
