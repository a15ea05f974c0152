#!/usr/bin/env python3
"""The contract is well formed; tools/contract.py knows the rules and is the same program that bundles it."""
import pathlib
import re
import subprocess
import sys
import tempfile

import house


def check(root: pathlib.Path) -> list[house.Problem]:
    linter = root / "tools/contract.py"
    if not linter.exists():
        return [house.Problem("tools/contract.py", 1, "not there: the contract is not checked")]
    audiences, refusals = sorted(root.glob("api/*.yaml")), sorted(root.glob("api/refusals/*.yaml"))
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([sys.executable, str(linter), "--out", out, "--cpp", f"{out}/documents.cpp",
                               "--refusals", *map(str, refusals), "--api", *map(str, audiences)],
                              capture_output=True, text=True, cwd=root)
    problems = []
    for line in (done.stdout + done.stderr).splitlines():
        match = re.match(rf"(?:{re.escape(str(root))}/)?(\S+?\.yaml)(?::(\d+))?: (.+)", line)
        if match:
            problems.append(house.Problem(match[1], int(match[2] or 1), match[3], remark=done.returncode == 0))
        elif done.returncode and line.strip():
            problems.append(house.Problem("tools/contract.py", 1, line.strip()))
    if done.returncode and not problems:
        problems.append(house.Problem("tools/contract.py", 1, "failed without a word"))
    return problems


if __name__ == "__main__":
    house.main(check)
