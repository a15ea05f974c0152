"""What the checks share: finding files, reading the rooms' front doors, printing what is wrong."""
import dataclasses
import os
import pathlib
import re
import sys
from collections.abc import Callable, Iterable

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_OURS = {"build", ".git", "node_modules", "__pycache__", "dist", "generated"}


@dataclasses.dataclass(frozen=True, order=True)
class Problem:
    """What a check found. A remark is worth saying and fails nothing."""

    file: str
    line: int
    message: str
    remark: bool = False

    def __str__(self) -> str:
        return f'{self.file}:{self.line}: {"remark: " if self.remark else ""}{self.message}'


@dataclasses.dataclass
class Room:
    name: str
    file: str
    purpose: str
    uses: list[str]
    owns: list[str]
    test_links: list[str]
    linked: list[str]  # rooms linked past the USES line
    added_at: int  # place of its line in the root CMakeLists.txt, -1 where it has none


def files(root: pathlib.Path, *suffixes: str, under: str = "") -> list[pathlib.Path]:
    found = []
    for folder, folders, names in os.walk(root / under):
        folders[:] = sorted(f for f in folders if f not in NOT_OURS)
        found += [pathlib.Path(folder) / name for name in sorted(names) if not suffixes or name.endswith(suffixes)]
    return found


def text_of(path: pathlib.Path) -> str:
    return path.read_text(encoding="utf-8")


def where(root: pathlib.Path, path: pathlib.Path) -> str:
    return path.relative_to(root).as_posix()


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def room_of(root: pathlib.Path, path: pathlib.Path) -> str:
    parts = path.relative_to(root).parts
    return parts[1] if len(parts) > 2 and parts[0] == "src" else ""


def without_comments(text: str) -> str:
    """C++ without comments and the content of strings; lines stay where they are."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)

    def blank(match: re.Match) -> str:
        kept = '""' if match[0][0] in 'R"' else "''" if match[0][0] == "'" else ""
        return kept + "\n" * match[0].count("\n")

    return pattern.sub(blank, re.sub(r"(?<=\d)'(?=\d)", "", text))


def rooms(root: pathlib.Path) -> dict[str, Room]:
    listed = text_of(root / "CMakeLists.txt") if (root / "CMakeLists.txt").exists() else ""
    order = re.findall(r"^\s*add_subdirectory\(\s*src/([\w/]+)\s*\)", listed, re.M)
    found = {}
    for path in files(root, "CMakeLists.txt", under="src"):
        match = re.search(r"^\s*room\(\s*(\w+)(.*?)\)\s*$", re.sub(r"#[^\n]*", "", text_of(path)), re.S | re.M)
        if not match:
            continue
        purpose = re.search(r'PURPOSE\s+"([^"]*)"', match[2])
        rest = re.sub(r'"[^"]*"', "", match[2])
        parts = re.split(r"\b(PURPOSE|USES|OWNS|LINK|TEST_LINK)\b", rest)
        lists = {key: value.split() for key, value in zip(parts[1::2], parts[2::2])}
        past = re.findall(rf"target_link_libraries\(\s*room_{match[1]}\b[^)]*?\b(room_\w+)", text_of(path))
        folder = path.parent.relative_to(root / "src").as_posix()
        found[match[1]] = Room(match[1], where(root, path), purpose[1] if purpose else "", lists.get("USES", []),
                               lists.get("OWNS", []), lists.get("TEST_LINK", []),
                               [w for w in lists.get("LINK", []) if w.startswith("room_")] + past,
                               order.index(folder) if folder in order else -1)
    return found


def closure(all_rooms: dict[str, Room], names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += all_rooms[name].uses if name in all_rooms else []
    return seen


def main(check: Callable[[pathlib.Path], list[Problem]]) -> None:
    """Runs one check as a program: a line a problem, exit code 1 when one is more than a remark."""
    found = sorted(set(check(ROOT)))
    for problem in found:
        print(problem)
    sys.exit(1 if any(not problem.remark for problem in found) else 0)
