#!/usr/bin/env python3
"""One name everywhere: operationId, route row, use case and test of an operation are spelled the same."""
import pathlib
import re

import house
import yaml

METHODS = {"get", "put", "post", "delete", "patch"}


def operations(root: pathlib.Path) -> dict[str, tuple[str, int]]:
    """'<audience>.<operationId>' → where the contract declares it."""
    found = {}
    for path in sorted((root / "api").glob("*.yaml")):
        text = house.text_of(path)
        for item in (yaml.safe_load(text) or {}).get("paths", {}).values():
            for method, operation in item.items():
                if method in METHODS and "operationId" in operation:
                    name = operation["operationId"]
                    match = re.search(rf"operationId:\s*{re.escape(name)}\b", text)
                    line = house.line_of(text, match.start()) if match else 1
                    found[f"{path.stem}.{name}"] = (house.where(root, path), line)
    return found


def route_rows(root: pathlib.Path, audiences: set[str]) -> dict[str, list[tuple[str, int, str]]]:
    rows: dict[str, list[tuple[str, int, str]]] = {}
    for path in house.files(root, ".cpp", under="src"):
        if not path.name.startswith("routes_") or path.name.endswith("_test.cpp"):
            continue
        text = house.text_of(path)
        for match in re.finditer(r'"([a-z]+)\.([a-z][a-z0-9_]*)"', text):
            if match[1] in audiences:
                place = (house.where(root, path), house.line_of(text, match.start()), house.room_of(root, path))
                rows.setdefault(f"{match[1]}.{match[2]}", []).append(place)
    return rows


def check(root: pathlib.Path) -> list[house.Problem]:
    declared = operations(root)
    rows = route_rows(root, {name.split(".")[0] for name in declared} | {p.stem for p in (root / "api").glob("*.yaml")})
    tests = "\n".join(house.text_of(path) for path in house.files(root, "_test.cpp", under="src")
                      + house.files(root, ".cpp", ".h", ".ts", ".js", ".mjs", ".py", under="tests"))
    code = {}
    problems = []
    for name, (file, line) in declared.items():
        if name not in rows:
            problems.append(house.Problem(file, line, f"no route row binds {name}"))
        if not re.search(rf'\b{re.escape(name.split(".")[1])}\b', tests):
            problems.append(house.Problem(file, line, f"no test names {name}"))
    for name, places in rows.items():
        file, line, room = places[0]
        if name not in declared:
            problems.append(house.Problem(file, line, f"{name} stands in no contract of api/"))
        for other in places[1:]:
            problems.append(house.Problem(other[0], other[1], f"{name} is bound a second time"))
        if room not in code:
            code[room] = "\n".join(house.without_comments(house.text_of(path))
                                   for path in house.files(root, ".h", ".cpp", under=f"src/{room}")
                                   if not path.name.endswith("_test.cpp"))
        if not re.search(rf'\b{re.escape(name.split(".")[1])}\s*\(', code[room]):
            problems.append(house.Problem(file, line, f'the use case of {name} is not a function {name.split(".")[1]}'))
    return problems


if __name__ == "__main__":
    house.main(check)
