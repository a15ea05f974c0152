#!/usr/bin/env python3
"""Every package we install has a known licence; what ships has one that lets public bodies ship it.

Of Debian's packages docs/licences.csv tells: `linked` means used as a shared library that anybody may replace, which is
all that LGPL and MPL ask for. Packages of npm tell themselves, in the lock file or where they are installed; a row in
the table speaks for one that does not, or wrongly. Judged are those that reach people and those that we chose.
"""
import csv
import json
import pathlib

import house

PERMISSIVE = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Apache-2.0", "BSL-1.0", "Zlib", "curl",
              "PostgreSQL", "Unicode-3.0", "CC0-1.0", "Unlicense", "OFL-1.1",
              "Bitstream-Vera", "public-domain", "BlueOak-1.0.0", "MIT-0",
              "CC-BY-4.0", "Python-2.0", "Apache-2.0 WITH LLVM-exception", "GPL-3.0-or-later WITH GCC-exception-3.1",
              "FTL", "HPND-sell-variant", "MIT-Modern-Variant", "OLDAP-2.8", "BSD-3-Clause-Attribution", "libpng-2.0",
              "Unicode-DFS-2016", "X11"}
REPLACEABLE = {"LGPL-2.0-or-later", "LGPL-2.1-or-later", "LGPL-3.0-or-later", "MPL-1.1", "MPL-2.0"}
USES = {"ships", "linked", "tool", "test"}
TABLE = "docs/licences.csv"


def wanted(root: pathlib.Path) -> dict[tuple[str, str], tuple[str, int]]:
    found = {}
    for number, line in enumerate(house.text_of(root / "tools/packages.txt").splitlines(), 1):
        if line.split("#")[0].strip():
            found["debian", line.split("#")[0].strip()] = ("tools/packages.txt", number)
    return found


def chosen(root: pathlib.Path) -> dict[str, tuple[str, int]]:
    """npm packages that a package.json of ours names, and where."""
    found, ours = {}, set()
    for path in house.files(root, "package.json"):
        text = house.text_of(path)
        package = json.loads(text)
        ours.add(package.get("name"))
        for kind in ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies"):
            for name in package.get(kind, {}):
                found[name] = (house.where(root, path), house.line_of(text, text.find(f'"{name}"')))
    return {name: place for name, place in found.items() if name not in ours}


def locked(root: pathlib.Path):
    """(lock file, package, its licence or "", whether it reaches people) of every package of npm, nested ones too."""
    for lock in house.files(root, "package-lock.json"):
        for place, package in json.loads(house.text_of(lock)).get("packages", {}).items():
            if "node_modules/" not in place or package.get("link"):
                continue
            licence = package.get("license", "")
            installed = lock.parent / place / "package.json"
            if not licence and installed.exists():
                licence = json.loads(house.text_of(installed)).get("license", "")
            # What is optional may be missing: no app that needs it could be built, so it is in none.
            ships = not any(package.get(kind) for kind in ("dev", "devOptional", "optional"))
            name = package.get("name") or place.rpartition("node_modules/")[2]
            yield house.where(root, lock), name, licence if isinstance(licence, str) else "", ships


def check_npm(root: pathlib.Path, told: dict[str, dict[str, str]]) -> list[house.Problem]:
    problems, seen, direct = [], set(), chosen(root)
    for lock, name, licence, ships in locked(root):
        seen.add(name)
        if not ships and name not in direct:
            continue
        row = told.get(name, {"use": "ships" if ships else "tool", "licence": licence})
        if ships and row["use"] != "ships":
            problems.append(house.Problem(TABLE, 1, f'{name} is listed as {row["use"]}, but it ships'))
        if not row["licence"]:
            problems.append(house.Problem(lock, 1, f"{name} does not tell its licence: find it, list it in {TABLE}"))
        elif not allowed({**row, "use": "ships" if ships else "linked"}):
            how = "ships" if ships else "is used"
            problems.append(house.Problem(lock, 1, f'{name} {how} under {row["licence"]}'))
    for name, (file, line) in direct.items():
        if name not in seen:
            problems.append(house.Problem(file, line, f"{name} is not locked: npm install writes package-lock.json"))
    for name in told.keys() - seen:
        problems.append(house.Problem(TABLE, 1, f"{name} (npm) is listed but not used"))
    return problems


def check(root: pathlib.Path) -> list[house.Problem]:
    problems, listed, told = [], set(), {}
    with open(root / TABLE, encoding="utf-8", newline="") as table:
        for number, row in enumerate(csv.DictReader(table), 2):
            if row["registry"] == "npm":
                told[row["package"]] = row
            elif row["registry"] != "debian-runtime":  # check_sbom compares those with what the program loads
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
    return problems + check_npm(root, told)


def allowed(row: dict[str, str]) -> bool:
    """`A OR B` needs one of them, `A AND B` all of them; no licence we meet nests them deeper."""
    accepted = PERMISSIVE | (REPLACEABLE if row["use"] == "linked" else set())
    choices = row["licence"].replace("(", "").replace(")", "").split(" OR ")
    return any(all(part.strip() in accepted for part in choice.split(" AND ")) for choice in choices)


if __name__ == "__main__":
    house.main(check)
