#!/usr/bin/env python3
"""Released migrations never change. `check_migrations.py --release` writes the list db/migrations/released.txt."""
import hashlib
import pathlib
import re
import sys

import house

LIST = "db/migrations/released.txt"


def digest(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def migrations(root: pathlib.Path) -> list[pathlib.Path]:
    return sorted((root / "db/migrations").glob("*.sql"))


def check(root: pathlib.Path) -> list[house.Problem]:
    problems = []
    released = {}
    if (root / LIST).exists():
        for number, line in enumerate(house.text_of(root / LIST).splitlines(), 1):
            if line and not line.startswith("#"):
                known, name = line.split()
                released[name] = number
                path = root / "db/migrations" / name
                if not path.exists():
                    problems.append(house.Problem(LIST, number, f"the released migration {name} is gone"))
                elif digest(path) != known:
                    problems.append(house.Problem(f"db/migrations/{name}", 1,
                                                  "changed after its release: write a new migration"))
    numbers: dict[int, str] = {}
    for path in migrations(root):
        name = house.where(root, path)
        match = re.fullmatch(r"(\d{4})-([a-z0-9-]+)(?:\.(sqlite|postgres))?\.sql", path.name)
        if not match:
            problems.append(house.Problem(name, 1, "is named NNNN-name.sql or NNNN-name.<engine>.sql"))
            continue
        if numbers.setdefault(int(match[1]), match[2]) != match[2]:
            problems.append(house.Problem(name, 1, f"the number {match[1]} belongs to {numbers[int(match[1])]}"))
        twin = {"sqlite": "postgres", "postgres": "sqlite"}.get(match[3] or "")
        if twin and not path.with_name(f"{match[1]}-{match[2]}.{twin}.sql").exists():
            problems.append(house.Problem(name, 1, f"has no twin for {twin}"))
        if released and path.name not in released and int(match[1]) <= max(int(n[:4]) for n in released):
            problems.append(house.Problem(name, 1, "comes before a released migration"))
    return problems


def release() -> None:
    lines = ["# SHA-256 of every released migration. Written by tools/check/check_migrations.py --release.",
             *(f"{digest(path)}  {path.name}" for path in migrations(house.ROOT))]
    (house.ROOT / LIST).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--release" in sys.argv:
        if check(house.ROOT):
            sys.exit("./dev check migrations first")
        release()
    else:
        house.main(check)
