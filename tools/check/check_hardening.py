#!/usr/bin/env python3
"""What is built defends itself (quality.md S12), read from the programs and from the commands that make them.

How a program is linked is the same in every preset and judged on each that is built. What compilers put in (stack
protector, checked calls, CET) is the release's: judged on the release where it is built, and always on the commands
that would build it.
"""
import json
import pathlib
import re
import subprocess

import house

COMPILED = ("-fstack-protector-strong", "-fstack-clash-protection", "-fcf-protection", "-D_FORTIFY_SOURCE=2", "-fPIE")
OPTIMISED = re.compile(r"\s-O[123s]\b")  # without it nothing is fortified


def read(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def judge_linking(program: pathlib.Path):
    if not re.search(r"Type:\s+DYN\b", read("readelf", "-hW", str(program))):
        yield "is no PIE: it always lies at the same addresses"
    segments, dynamic = read("readelf", "-lW", str(program)), read("readelf", "-dW", str(program))
    if "GNU_RELRO" not in segments or not re.search(r"\bBIND_NOW\b|\bFLAGS_1\b.*\bNOW\b", dynamic):
        yield "has no full RELRO: the table of functions stays writable"
    if not re.search(r"GNU_STACK\s.*\sRW\s", segments):
        yield "has a stack that can be executed"
    if re.search(r"LOAD\s.*\sRWE\s", segments):
        yield "has memory that can be written and executed"
    if re.search(r"\bTEXTREL\b", dynamic):
        yield "changes its own code when it is loaded (TEXTREL)"
    if re.search(r"\((?:RPATH|RUNPATH)\)", dynamic):
        yield "looks for libraries in a place of the machine it was built on (RPATH)"


def judge_compiling(program: pathlib.Path):
    symbols = read("readelf", "--dyn-syms", "-W", str(program))
    if "__stack_chk_fail" not in symbols:
        yield "has no stack protector"
    if not re.search(r"\b__\w+_chk\b", symbols.replace("__stack_chk", "")):
        yield "has no checked calls (_FORTIFY_SOURCE)"
    # The mark of the whole program needs every object of Debian's C library to bear it, which they do not: the first
    # instructions of our functions tell.
    if "endbr64" not in read("objdump", "-d", "--no-show-raw-insn", "--disassemble=main", str(program)):
        yield "has no landing pads for indirect jumps (CET)"


def judge_commands(commands: list[dict]):
    for entry in commands:
        words = entry["command"].split()
        missing = [flag for flag in COMPILED if flag not in words]
        if missing or not OPTIMISED.search(entry["command"]):
            yield entry["file"], f"is built for the release without {' '.join(missing) or 'optimisation'}"


def release_commands(root: pathlib.Path) -> list[dict]:
    """Of a release that is set up but not built: in a folder of its own, for a check changes nothing of others."""
    made = root / "build/hardening"
    done = subprocess.run(["cmake", "--preset", "release", "-B", str(made)], cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"the release cannot be set up:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return json.loads(house.text_of(made / "compile_commands.json"))


def check(root: pathlib.Path) -> list[house.Problem]:
    problems = []
    for preset in ("dev", "release"):
        program = root / "build" / preset / "opencarnet"
        if not program.exists():
            message = f"the program of {preset} is not built and was not judged"
            problems.append(house.Problem("build", 1, message, remark=True))
            continue
        found = [*judge_linking(program), *(judge_compiling(program) if preset == "release" else [])]
        problems += [house.Problem(house.where(root, program), 1, message) for message in found]
    if (root / "CMakePresets.json").exists():
        for file, message in judge_commands(release_commands(root)):
            path = pathlib.Path(file)
            problems.append(house.Problem(house.where(root, path) if path.is_relative_to(root) else file, 1, message))
    return problems


if __name__ == "__main__":
    house.main(check)
