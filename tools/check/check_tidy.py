#!/usr/bin/env python3
"""clang-tidy over the server's sources (not its tests). A source that passed is judged again only when it, a header of
ours that it includes, the settings or its flags changed.

clang cannot read the precompiled header of g++, so its own is made from the same list of headers. Nearly all of
clang-tidy's time goes into walking through what the headers declare, so sources of a room are judged several at once.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
from typing import NamedTuple

import house

BUILD = "build/dev"
WORK = "build/tidy"
TOGETHER = 8  # a mistake makes all of them be judged again: more at once saves little more
DROPPED = re.compile(r"^(-Winvalid-pch|-Wno-maybe-uninitialized|-Werror|-fdiagnostics-color\S*|-fconcepts\S*)$")


class Job(NamedTuple):
    path: pathlib.Path
    flags: list[str]
    stamp: pathlib.Path  # made when nothing is said about it


def commands(root: pathlib.Path) -> dict[pathlib.Path, list[str]]:
    database = root / BUILD / "compile_commands.json"
    found = {}
    for entry in json.loads(house.text_of(database)) if database.exists() else []:
        path = pathlib.Path(entry["file"])
        if path.is_relative_to(root / "src") and not path.name.endswith("_test.cpp") and path.exists():
            found[path] = flags_of(shlex.split(entry["command"]))
    return found


def flags_of(words: list[str]) -> list[str]:
    """The compiler's flags alone: no launcher, output, source or precompiled header of g++."""
    kept: list[str] = []
    skip = 0
    for at, word in enumerate(words):
        if skip:
            skip -= 1
        elif word in {"-o", "-c"} or word == "-include" and "cmake_pch" in words[at + 1]:
            skip = 1
        elif word == "-isystem":
            kept += words[at:at + 2]
            skip = 1
        elif word.startswith("-") and not DROPPED.match(word) and (kept or word[1] in "DIfWgOsi"):
            kept.append(word)
    return [*kept, "-Wno-unknown-warning-option", "-Wno-unused-command-line-argument"]


def own_headers(root: pathlib.Path, path: pathlib.Path, seen: set[pathlib.Path]) -> set[pathlib.Path]:
    for name in re.findall(r'^\s*#\s*include\s+"([^"]+)"', house.text_of(path), re.M):
        for header in (root / "src" / name, root / BUILD / "generated" / name):
            if header.exists() and header not in seen:
                seen.add(header)
                own_headers(root, header, seen)
    return seen


def key_of(root: pathlib.Path, path: pathlib.Path, flags: list[str]) -> str:
    digest = hashlib.sha256(" ".join(flags).encode())
    for file in [root / ".clang-tidy", path, *sorted(own_headers(root, path, set()))]:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def precompiled(root: pathlib.Path, flags: list[str]) -> list[str]:
    """Flags that make clang use its own precompiled header, made when missing or outdated."""
    listed = root / BUILD / "CMakeFiles/pch.dir/cmake_pch.hxx"
    if not listed.exists():
        return []
    flags = [flag for flag in flags if not flag.startswith("-I")]
    key = hashlib.sha256((house.text_of(listed) + " ".join(flags)).encode()).hexdigest()[:16]
    header, made = root / WORK / f"pch-{key}.h", root / WORK / f"pch-{key}.h.pch"
    if not made.exists():
        header.write_text(house.text_of(listed), encoding="utf-8")
        subprocess.run(["clang++", *flags, "-Wno-everything", "-x", "c++-header", str(header), "-o", str(made)],
                       check=True)
    return ["-include-pch", str(made)]


def judge(root: pathlib.Path, jobs: list[Job]) -> list[house.Problem]:
    """Judges sources of one room at once; when anything is said about them, halves, down to each by itself: names that
    each source may use for itself can meet when two of them stand together."""
    sources = [job.path for job in jobs]
    if len(sources) > 1:
        together = "".join(f'#include "{path}"\n' for path in sources)
        judged = root / WORK / f"together-{hashlib.sha256(together.encode()).hexdigest()[:16]}.cpp"
        judged.write_text(together, encoding="utf-8")
    else:
        judged = sources[0]
    flags = jobs[0].flags
    done = subprocess.run(["clang-tidy", "--quiet", str(judged), "--", *precompiled(root, flags), *flags],
                          capture_output=True, text=True, cwd=root)
    problems = problems_in(root, sources[0], done)
    if problems and len(jobs) > 1:
        return judge(root, jobs[::2]) + judge(root, jobs[1::2])
    if not problems:
        for job in jobs:
            job.stamp.touch()
    return problems


def problems_in(root: pathlib.Path, path: pathlib.Path, done: subprocess.CompletedProcess) -> list[house.Problem]:
    problems = []
    for file, line, kind, message in re.findall(r"^(/[^:\n]+):(\d+):\d+: (warning|error): (.+)$", done.stdout, re.M):
        there = pathlib.Path(file)
        if there.is_relative_to(root):
            problems.append(house.Problem(house.where(root, there), int(line), message))
        elif kind == "error":
            problems.append(house.Problem(house.where(root, path), 1, f"{file}:{line}: {message}"))
    if done.returncode and not problems:
        message = (done.stderr or done.stdout).strip()[-400:] or "clang-tidy failed"
        problems.append(house.Problem(house.where(root, path), 1, message))
    return problems


def batches(jobs: list[Job]) -> list[list[Job]]:
    """Sources of one room and equal flags, dealt out like cards: neighbours by name are alike and their names meet."""
    rooms: dict[tuple, list[Job]] = {}
    for job in sorted(jobs, key=lambda job: job.path):
        rooms.setdefault((job.path.parent, *job.flags), []).append(job)
    dealt = []
    for alike in rooms.values():
        hands = -(-len(alike) // TOGETHER)
        dealt += [alike[hand::hands] for hand in range(hands)]
    return dealt


def check(root: pathlib.Path) -> list[house.Problem]:
    (root / WORK).mkdir(parents=True, exist_ok=True)
    waiting = []
    for path, flags in commands(root).items():
        stamp = root / WORK / f"{key_of(root, path, flags)}.passed"
        if not stamp.exists():
            waiting.append(Job(path, flags, stamp))
    for job in waiting:
        precompiled(root, job.flags)  # before the workers start, so that none makes it twice
    workers = int(os.environ.get("DEV_JOBS", 0)) or os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda jobs: judge(root, jobs), batches(waiting))
        return sorted({problem for problems in found for problem in problems})


if __name__ == "__main__":
    if "--all" in sys.argv:
        for old in (house.ROOT / WORK).glob("*.passed"):
            old.unlink()
    house.main(check)
