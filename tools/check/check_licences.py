#!/usr/bin/env python3
"""Every package we install is listed in docs/licences.csv; what ships has a licence that lets public bodies ship it.

`linked` means used as a shared library that anybody may replace, which is all that LGPL and MPL ask for.
"""
import csv
import json
import pathlib

import house

PERMISSIVE = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Apache-2.0", "BSL-1.0", "Zlib", "curl",
              "PostgreSQL", "Unicode-3.0", "CC0-1.0", "Unlicense", "OFL-1.1",
              "Bitstream-Vera", "public-domain", "BlueOak-1.0.0", "MIT-0",
              "CC-BY-4.0", "Python-2.0", "Apache-2.0 WITH LLVM-exception"}
REPLACEABLE = {"LGPL-2.0-or-later", "LGPL-2.1-or-later", "LGPL-3.0-or-later", "MPL-1.1", "MPL-2.0"}
USES = {"ships", "linked", "tool", "test"}
TABLE = "docs/licences.csv"


def wanted(root: pathlib.Path) -> dict[tuple[str, str], tuple[str, int]]:
    found = {}
    for number, line in enumerate(house.text_of(root / "tools/packages.txt").splitlines(), 1):
        if line.split("#")[0].strip():
            found["debian", line.split("#")[0].strip()] = ("tools/packages.txt", number)
    for path in house.files(root, "package.json"):
        package = json.loads(house.text_of(path))
        for kind in ("dependencies", "devDependencies", "optionalDependencies"):
            for name, version in package.get(kind, {}).items():
                if not version.startswith(("workspace:", "file:", "*")):
                    found["npm", name] = (house.where(root, path), 1)
    return found


def check(root: pathlib.Path) -> list[house.Problem]:
    problems, listed = [], set()
    with open(root / TABLE, encoding="utf-8", newline="") as table:
        for number, row in enumerate(csv.DictReader(table), 2):
            listed.add((row["registry"], row["package"]))
            if row["use"] not in USES:
                problems.append(house.Problem(TABLE, number, f'{row["package"]}: use is one of {sorted(USES)}'))
            elif not row["licence"]:
                problems.append(house.Problem(TABLE, number, f'{row["package"]} has no licence'))
            elif row["use"] in {"ships", "linked"} and not allowed(row):
                problems.append(house.Problem(TABLE, number, f'{row["package"]} {row["use"]} under {row["licence"]}'))
    needed = wanted(root)
    for key, (file, line) in needed.items():
        if key not in listed:
            problems.append(house.Problem(file, line, f"{key[1]} is not listed in {TABLE}"))
    for registry, package in sorted(listed - needed.keys()):
        problems.append(house.Problem(TABLE, 1, f"{package} ({registry}) is listed but not used"))
    return problems


def allowed(row: dict[str, str]) -> bool:
    """`A OR B` needs one of them, `A AND B` all of them."""
    accepted = PERMISSIVE | (REPLACEABLE if row["use"] == "linked" else set())
    choices = row["licence"].split(" OR ")
    return any(all(part.strip() in accepted for part in choice.split(" AND ")) for choice in choices)


if __name__ == "__main__":
    house.main(check)
