#!/usr/bin/env python3
"""C++ looks as .clang-format says; ./dev format makes it so."""
import pathlib
import re
import subprocess

import house


def check(root: pathlib.Path) -> list[house.Problem]:
    sources = house.files(root, ".cpp", ".h")
    problems = {}
    for start in range(0, len(sources), 40):
        done = subprocess.run(["clang-format", "--dry-run", "-Werror", *map(str, sources[start:start + 40])],
                              capture_output=True, text=True)
        for file, line in re.findall(r"^(.+?):(\d+):\d+: error:", done.stderr, re.M):
            name = house.where(root, pathlib.Path(file))
            problems.setdefault(name, house.Problem(name, int(line), "not formatted; ./dev format does it"))
    return list(problems.values())


if __name__ == "__main__":
    house.main(check)
