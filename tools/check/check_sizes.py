#!/usr/bin/env python3
"""Sizes that keep rooms liveable. A smell detector: split by meaning, never by count."""
import pathlib
import re

import house

FILE_REMARK, FILE_LIMIT, FUNCTION_LIMIT, LINE_LIMIT = 250, 400, 70, 120
KINDS = (".cpp", ".h", ".py", ".sql", ".cmake", ".sh", ".ts", ".tsx", ".css", "CMakeLists.txt", "/dev")
WORDS = "namespace|class|struct|enum|union|switch|if|for|while|do|else|catch|try|return"
NOT_A_FUNCTION = re.compile(rf"\b({WORDS})\b|=\s*$")
HEAD_OF_FUNCTION = re.compile(r"\)\s*(const|noexcept|override|final|mutable|->[^;]*|:[^;]*)?\s*$", re.S)


def check(root: pathlib.Path) -> list[house.Problem]:
    problems = []
    for path in house.files(root):
        name = house.where(root, path)
        if not ("/" + name).endswith(KINDS):
            continue
        text = house.text_of(path)
        lines = text.splitlines()
        if len(lines) > FILE_LIMIT:
            problems.append(house.Problem(name, FILE_LIMIT, f"{len(lines)} lines, at most {FILE_LIMIT}"))
        elif len(lines) > FILE_REMARK:
            message = f"{len(lines)} lines, mostly under {FILE_REMARK}"
            problems.append(house.Problem(name, FILE_REMARK, message, remark=True))
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_LIMIT and "PURPOSE" not in line and not re.search(r"https?://\S{60}", line):
                problems.append(house.Problem(name, number, f"{len(line)} columns, at most {LINE_LIMIT}"))
        for start, length in functions(name, text):
            if length >= FUNCTION_LIMIT:
                problems.append(house.Problem(name, start, f"a function of {length} lines, under {FUNCTION_LIMIT}"))
    return problems


def functions(name: str, text: str):
    if name.endswith((".cpp", ".h")):
        yield from cpp_functions(text)
    elif name.endswith(".py"):
        yield from python_functions(text)


def cpp_functions(text: str):
    """Blocks whose head ends like a function's: `…)`, `…) const`, `…) -> T`, a constructor's initialisers."""
    plain = house.without_comments(text)
    heads: list[tuple[int, bool]] = []
    begin = 0
    for match in re.finditer(r"[{};]", plain):
        if match[0] == "{":
            head = plain[begin:match.start()]
            function = bool(HEAD_OF_FUNCTION.search(head)) and not NOT_A_FUNCTION.search(head)
            heads.append((begin + len(head) - len(head.lstrip()), function))
        elif match[0] == "}" and heads:
            start, function = heads.pop()
            if function and not any(outer for _, outer in heads):
                first = house.line_of(plain, start)
                yield first, house.line_of(plain, match.start()) - first + 1
        begin = match.end()


def python_functions(text: str):
    lines = text.splitlines()
    for start, line in enumerate(lines):
        match = re.match(r"(\s*)(async )?def ", line)
        if match:
            end = start + 1
            while end < len(lines) and (not lines[end].strip() or lines[end].startswith(match[1] + " ")
                                        or lines[end].startswith(match[1] + ")")):
                end += 1
            while not lines[end - 1].strip():
                end -= 1
            yield start + 1, end - start


if __name__ == "__main__":
    house.main(check)
