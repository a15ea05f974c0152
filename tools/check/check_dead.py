#!/usr/bin/env python3
"""Nothing lies about unused: sources outside the build, headers nobody includes, queries nobody runs, refusal codes
nobody gives, links that lead nowhere."""
import pathlib
import re

import house
import yaml


def check(root: pathlib.Path) -> list[house.Problem]:
    sources = house.files(root, ".h", ".cpp", under="src") + house.files(root, ".h", ".cpp", under="tests") \
        + house.files(root, ".h", ".cpp", under="bench")
    code = {path: house.text_of(path) for path in sources}
    return [*outside_the_build(root, sources), *headers(root, code), *queries(root, code), *refusals(root, code),
            *links(root)]


def outside_the_build(root: pathlib.Path, sources: list[pathlib.Path]):
    listed = "\n".join(house.text_of(p) for p in house.files(root, "CMakeLists.txt"))
    added = {f"src/{name}" for name in re.findall(r"add_subdirectory\(\s*src/([\w/]+)\s*\)", listed)}
    for path in sources:
        folder, name = house.where(root, path.parent), house.where(root, path)
        if not name.startswith("src/") or path.suffix != ".cpp":
            continue
        door = next((root / room / "CMakeLists.txt" for room in added if name.startswith(f"{room}/")), None)
        named = door and name.removeprefix(house.where(root, door.parent) + "/") in house.text_of(door)
        if folder not in added and not named:
            yield house.Problem(name, 1, f"outside the build: no add_subdirectory({folder})")


def headers(root: pathlib.Path, code: dict[pathlib.Path, str]):
    included = {match for text in code.values() for match in re.findall(r'#\s*include\s+"([^"]+)"', text)}
    for path in code:
        name = house.where(root, path)
        if path.suffix == ".h" and name.startswith("src/") and name.removeprefix("src/") not in included:
            yield house.Problem(name, 1, "nobody includes this header")


def queries(root: pathlib.Path, code: dict[pathlib.Path, str]):
    for path in house.files(root, ".sql", under="src"):
        room, query = house.room_of(root, path), path.name.split(".")[0]
        here = (text for source, text in code.items() if house.room_of(root, source) == room)
        if not any(re.search(rf"\bsql::{query}\b", text) for text in here):
            yield house.Problem(house.where(root, path), 1, f"nobody in {room} runs sql::{query}")


def refusals(root: pathlib.Path, code: dict[pathlib.Path, str]):
    given = {match for text in code.values() for match in re.findall(r"\bCode::(\w+)", text)}
    for path in sorted((root / "api" / "refusals").glob("*.yaml")):
        text = house.text_of(path)
        for entry in yaml.safe_load(text) or []:
            if entry["code"] not in given:
                match = re.search(rf"code:\s*{entry['code']}\b", text)
                yield house.Problem(house.where(root, path), house.line_of(text, match.start() if match else 0),
                                    f"nobody refuses with {entry['code']}")


def anchors(path: pathlib.Path) -> set[str]:
    found = set()
    for heading in re.findall(r"^#{1,6}\s+(.+?)\s*$", house.text_of(path), re.M):
        plain = re.sub(r"[`*_]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        found.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


def links(root: pathlib.Path):
    for path in house.files(root, ".md"):
        text = re.sub(r"```.*?```", lambda m: "\n" * m[0].count("\n"), house.text_of(path), flags=re.S)
        for match in re.finditer(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)|<img[^>]+src=\"([^\"]+)\"", text):
            target, _, anchor = (match[1] or match[2]).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            there = (path.parent / target) if target else path
            name, line = house.where(root, path), house.line_of(text, match.start())
            if not there.exists():
                yield house.Problem(name, line, f"the link to {target} leads nowhere")
            elif anchor and there.suffix == ".md" and anchor not in anchors(there):
                yield house.Problem(name, line, f"{target or path.name} has no heading #{anchor}")


if __name__ == "__main__":
    house.main(check)
