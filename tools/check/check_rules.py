#!/usr/bin/env python3
"""Every rule that docs/rules.md calls tested has a test that bears its identifier; no refusal names an unknown rule."""
import pathlib
import re

import house

LIST = "docs/rules.md"
ROW = re.compile(r"^\|\s*([CTXVRLMI]\d+)\s*\|\s*(.+?)\s*\|\s*(tested|later)\s*\|\s*$")
NAMED_TEST = re.compile(r"\b(?:[A-Z_]*TEST[A-Z_]*|FOR_BOTH_ENGINES\w*)\s*\(\s*\w+\s*,\s*(\w+)"
                        r"|\b(?:test|it)\(\s*[\"'`]([^\"'`]+)")
COUNTS = {"C": 12, "T": 9, "X": 18, "V": 7, "R": 9, "L": 7, "M": 4, "I": 6}


def tests_by_rule(root: pathlib.Path) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    places = house.files(root, "_test.cpp", under="src")
    places += house.files(root, ".cpp", ".ts", ".js", ".mjs", under="tests")
    for path in places:
        text = house.text_of(path)
        for match in NAMED_TEST.finditer(text):
            name = match[1] or match[2]
            for rule in re.findall(r"(?<![A-Za-z0-9])([CTXVRLMI]\d+)(?![A-Za-z0-9])", name.replace("_", " ")):
                found.setdefault(rule, []).append((house.where(root, path), house.line_of(text, match.start())))
    return found


def check(root: pathlib.Path) -> list[house.Problem]:
    tests, problems, states = tests_by_rule(root), [], {}
    for number, line in enumerate(house.text_of(root / LIST).splitlines(), 1):
        match = ROW.match(line)
        if not match:
            if re.match(r"\|\s*[A-Z]\d+\s*\|", line):
                problems.append(house.Problem(LIST, number, "a row is | identifier | what it says | tested or later |"))
            continue
        if match[1] in states:
            problems.append(house.Problem(LIST, number, f"{match[1]} stands twice"))
        states[match[1]] = match[3]
        if match[3] == "tested" and match[1] not in tests:
            problems.append(house.Problem(LIST, number, f"no test bears {match[1]} in its name"))
        if match[3] == "later" and match[1] in tests:
            file, at = tests[match[1]][0]
            message = f"{match[1]} has a test ({file}:{at}): say tested when it is whole"
            problems.append(house.Problem(LIST, number, message, remark=True))
    for letter, count in COUNTS.items():
        for rule in (f"{letter}{n}" for n in range(1, count + 1)):
            if rule not in states:
                problems.append(house.Problem(LIST, 1, f"{rule} is missing"))
    for rule in tests.keys() - states.keys():
        file, line = tests[rule][0]
        problems.append(house.Problem(file, line, f"there is no rule {rule}"))
    for path in sorted((root / "api/refusals").glob("*.yaml")):
        for number, line in enumerate(house.text_of(path).splitlines(), 1):
            match = re.match(r"\s*rule:\s*[\"']?([\w ,]+)", line)
            for rule in re.findall(r"\w+", match[1]) if match else []:
                if rule not in states:
                    problems.append(house.Problem(house.where(root, path), number, f"there is no rule {rule}"))
    return problems


if __name__ == "__main__":
    house.main(check)
