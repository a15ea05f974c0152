#!/usr/bin/env python3
"""TypeScript's compiler, ESLint and Prettier have nothing to say about the web apps, nor about tests/e2e."""
import subprocess
import sys

import house

ROOT = house.ROOT
BIN = ROOT / "web/node_modules/.bin"
JUDGES = [
    ("the types of contract and texts", ROOT / "web", ["node", "tools/make_types.mjs"]),
    ("the compiler about web", ROOT / "web", ["node", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]),
    ("the compiler about tests/e2e", ROOT / "web",
     ["node", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "../tests/e2e"]),
    ("ESLint about web", ROOT / "web", ["node", "node_modules/eslint/bin/eslint.js", "."]),
    ("Prettier about web", ROOT / "web", ["node", "node_modules/prettier/bin/prettier.cjs", "--check", "."]),
    ("Prettier about tests/e2e", ROOT,
     ["node", "web/node_modules/prettier/bin/prettier.cjs", "--config", "web/.prettierrc.json", "--check",
      "tests/e2e/**/*.ts"]),
    ("ESLint about tests/e2e", ROOT,
     ["node", "web/node_modules/eslint/bin/eslint.js", "-c", "web/eslint.config.mjs", "tests/e2e"]),
]


def judged(judges: list[tuple]) -> list[str]:
    """What the judges say, one text for each that is not content."""
    said = []
    for name, folder, command in judges:
        done = subprocess.run([BIN / command[0], *command[1:]], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            said.append(f"{name}:\n{(done.stdout + done.stderr).rstrip()}")
    return said


def main() -> int:
    if not (BIN / "node").exists():
        print("the web packages are not installed: ./dev web installs them")
        return 1
    said = judged(JUDGES)
    if said:
        print("\n".join(said))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
