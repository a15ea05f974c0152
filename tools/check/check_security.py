#!/usr/bin/env python3
"""docs/security.md names an existing proof, a reason or a gap for all it must; secrets are compared in one way only.

A proof stands in backticks: `path` or `path:name of a test in it`.
"""
import pathlib
import re

import house
from check_rules import NAMED_TEST

PAGE = "docs/security.md"
STATEMENTS = [f"S{n}" for n in range(1, 14)]
# OWASP ASVS 5.0: how many sections each chapter has.
SECTIONS = dict(enumerate([5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3], 1))
STATES = {"test", "reason", "gap"}
PROOF = re.compile(r"`((?:src|tests|tools|web|docs|api|cmake|bench)/[^`:]+)(?::([^`]+))?`")
ROW = re.compile(r"^\|\s*(S\d+|V\d+\.\d+)\s*\|")
# A secret, or what is kept of one, beside == or !=: the time such a comparison takes tells how much was right.
COMPARED = re.compile(r"\b(\w*(?:secret|password|token|_hash|digest|pin|mac))\s*[!=]=|"
                      r"[!=]=\s*(?:\w+(?:\.|->))*(\w*(?:secret|password|token|_hash|digest))\b(?!\s*\()|"
                      r"\b(memcmp|strcmp)\(")
NOT_TYPED = {"request_hash": "a digest of the request, which is no secret",
             "pin_hash": "both are read from the database: was the PIN replaced meanwhile?"}


def names_in(path: pathlib.Path) -> set[str]:
    return {match[1] or match[2] for match in NAMED_TEST.finditer(house.text_of(path))}


def proofs(root: pathlib.Path, number: int, line: str) -> list[house.Problem]:
    problems = []
    for file, name in PROOF.findall(line):
        path = root / file
        if not path.exists():
            problems.append(house.Problem(PAGE, number, f"there is no {file}"))
        elif name and name not in names_in(path):
            problems.append(house.Problem(PAGE, number, f"{file} has no test {name}"))
    return problems


def page(root: pathlib.Path) -> list[house.Problem]:
    path = root / PAGE
    if not path.exists():
        return [house.Problem(PAGE, 1, "is missing")]
    problems, seen = [], set()
    for number, line in enumerate(house.text_of(path).splitlines(), 1):
        problems += proofs(root, number, line)
        row = ROW.match(line)
        if not row:
            continue
        if row[1] in seen:
            problems.append(house.Problem(PAGE, number, f"{row[1]} stands twice"))
        seen.add(row[1])
        states = [cell.strip() for cell in line.strip("| ").split("|")][2]
        said = {word.strip(" ,") for word in states.split(",")}
        if not said <= STATES:
            problems.append(house.Problem(PAGE, number, f"{row[1]} is test, reason or gap, not {states}"))
        if "test" in said and not PROOF.search(line):
            problems.append(house.Problem(PAGE, number, f"{row[1]} names no test"))
    wanted = STATEMENTS + [f"V{chapter}.{n}" for chapter, count in SECTIONS.items() for n in range(1, count + 1)]
    problems += [house.Problem(PAGE, 1, f"{one} is missing") for one in wanted if one not in seen]
    return problems


def comparisons(root: pathlib.Path) -> list[house.Problem]:
    problems = []
    for path in house.files(root, ".cpp", ".h", under="src"):
        if path.name.endswith("_test.cpp") or "crypto" in path.parts:  # whose own functions are the one way
            continue
        for number, line in enumerate(house.without_comments(house.text_of(path)).splitlines(), 1):
            for match in COMPARED.finditer(line):
                what = match[1] or match[2] or match[3]
                if what not in NOT_TYPED:
                    message = f"{what} is compared: crypto::equal_in_constant_time does it without telling (S3)"
                    problems.append(house.Problem(house.where(root, path), number, message))
    return problems


def check(root: pathlib.Path) -> list[house.Problem]:
    return page(root) + comparisons(root)


if __name__ == "__main__":
    house.main(check)
