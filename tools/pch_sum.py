#!/usr/bin/env python3
"""pch_sum.py <build folder> <file>: what the precompiled header is made of, as one SHA-256: compiler, flags, and every
header inside. Equal in every checkout of the same text; see cmake/house.cmake."""
import hashlib
import json
import pathlib
import shlex
import subprocess
import sys


def main() -> None:
    build, made = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    command = next(shlex.split(e["command"]) for e in entries if e["file"].endswith("cmake_pch.hxx.cxx"))
    compiler = next(i for i, word in enumerate(command) if word.endswith(("c++", "g++")))
    command = command[compiler:]
    out = command.index("-o")
    command[out:out + 2] = []
    command[command.index("-c")] = "-M"
    listed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=build).stdout
    headers = listed.replace("\\\n", " ").split(": ", 1)[1].split()
    digest = hashlib.sha256(subprocess.run([command[0], "--version"], capture_output=True, check=True).stdout)
    digest.update(" ".join(word for word in command if not word.startswith(str(build))).encode())
    for header in headers:
        digest.update((build / header).read_bytes())
    made.write_text(digest.hexdigest() + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
