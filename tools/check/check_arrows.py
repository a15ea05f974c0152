#!/usr/bin/env python3
"""Arrows point one way: a file includes only its own room and the rooms its USES line reaches.

Siblings never use each other, the kernel stays pure, a heavy library stands behind one door, and in rooms with use
cases only the stores run SQL. In web/ a source imports only the packages that its own package.json names, an app is
imported by nobody, and packages do not use each other in a circle.
"""
import json
import pathlib
import re

import house

SIBLINGS = {"issuing", "wallet", "customs", "reconciliation", "claims", "transition", "support", "operations"}
KERNEL = "carnet"
KERNEL_MAY_USE = {"base"}
KERNEL_HEADERS = ("date/date.h", "tl/expected.hpp", "fmt/")
# Library header → the rooms whose sources may include it: what is heavy or dangerous has one door.
DOORS = {"soci": {"platform"}, "sqlite3.h": {"platform"}, "libpq": {"platform"}, "restinio": {"http"}, "asio": {"http"},
         "curl/": {"http", "platform"}, "valijson": {"contract"}, "cairo": {"documents"}, "pango": {"documents"},
         "qrencode": {"documents"}, "jose/": {"crypto"}, "openssl/": {"crypto"}, "cbor.h": {"crypto"},
         "sodium.h": {"base", "crypto", "platform"}, "unicode/": {"contract", "edge", "identity"},
         "spdlog/": {"runtime"}, "toml++": {"runtime"}, "CLI/": {"runtime", "bin"}}
# The kernel is a pure function of its arguments, and exact (C4).
IMPURE = re.compile(r"\b(system_clock|steady_clock|random_device|mt19937\w*|getenv|[io]?fstream|mutex|thread|float|"
                    r"double)\b")
OURS = "@opencarnet/"
TEST_CODE = re.compile(r"_test\.cpp$|^testing|fixture")
WALL_CLOCK = re.compile(r"\bsystem_clock::now\b|\bgettimeofday\b|\bclock_gettime\b|\bstd::time\s*\(")
READS_THE_CLOCK = {"src/platform/clock.cpp", "src/base/ids.cpp", "src/runtime/log.cpp",
                   "src/http/answer_head.cpp"}
# Rooms beneath the use cases: they have no stores.
WITHOUT_STORES = {"base", "platform", "edge", "http", "contract", "crypto", "documents", "runtime", "bin"}


def check(root: pathlib.Path) -> list[house.Problem]:
    all_rooms = house.rooms(root)
    problems = []
    for room in all_rooms.values():
        problems += front_door(room, all_rooms)
    for path in house.files(root, ".h", ".cpp", under="src"):
        room = all_rooms.get(house.room_of(root, path))
        if room:
            problems += includes(root, path, room, all_rooms)
            problems += impurities(root, path, room)
    return problems + web(root)


def web(root: pathlib.Path) -> list[house.Problem]:
    """npm would let every workspace import every other: its package.json says what it may."""
    uses = {}
    for path in house.files(root, "package.json", under="web"):
        if path.parent.parent.name in {"packages", "apps"}:
            named = json.loads(house.text_of(path)).get("dependencies", {})
            uses[path.parent] = {name.partition("/")[2] for name in named if name.startswith(OURS)}
    apps = {folder.name for folder in uses if folder.parent.name == "apps"}
    by_name = {folder.name: names for folder, names in uses.items()}
    problems = []
    for folder, allowed in uses.items():
        name = house.where(root, folder / "package.json")
        if allowed & apps:
            problems.append(house.Problem(name, 1, f"uses {sorted(allowed & apps)}: nobody uses an app"))
        if folder.name in reached_from(by_name, allowed):
            problems.append(house.Problem(name, 1, "the package uses itself in a circle"))
        for path in house.files(root, ".ts", ".tsx", under=house.where(root, folder)):
            for number, line in enumerate(house.text_of(path).splitlines(), 1):
                for used in re.findall(r"""['"]@opencarnet/(\w+)""", line):
                    if used not in allowed | {folder.name}:
                        message = f"imports {OURS}{used}, which its package.json does not name"
                        problems.append(house.Problem(house.where(root, path), number, message))
    return problems


def reached_from(uses: dict[str, set[str]], names: set[str]) -> set[str]:
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += uses.get(name, ())
    return seen


def front_door(room: house.Room, all_rooms: dict[str, house.Room]) -> list[house.Problem]:
    def problem(message: str) -> house.Problem:
        return house.Problem(room.file, 1, message)

    found = [] if room.purpose else [problem("the room does not say its PURPOSE")]
    for used in room.uses:
        if used not in all_rooms:
            found.append(problem(f"USES {used}: there is no such room"))
        elif room.added_at >= 0 and all_rooms[used].added_at >= room.added_at:
            found.append(problem(f"USES {used}, which comes after it in the root CMakeLists.txt"))
    if room.linked:
        found.append(problem(f"{', '.join(room.linked)}: rooms stand in USES, not among libraries"))
    reached = house.closure(all_rooms, room.uses)
    if room.name in reached:
        found.append(problem("the room uses itself in a circle"))
    if room.name in SIBLINGS and reached & SIBLINGS - {room.name}:
        found.append(problem(f"reaches its siblings {sorted(reached & SIBLINGS - {room.name})}"))
    if room.name == KERNEL and set(room.uses) - KERNEL_MAY_USE:
        found.append(problem(f"the kernel is pure: it may use only {sorted(KERNEL_MAY_USE)}"))
    return found


def impurities(root: pathlib.Path, path: pathlib.Path, room: house.Room):
    name = house.where(root, path)
    if TEST_CODE.search(path.name):
        return
    for number, line in enumerate(house.without_comments(house.text_of(path)).splitlines(), 1):
        if room.name == KERNEL and "#include" not in line and IMPURE.search(line):
            yield house.Problem(name, number, f"the kernel is pure and exact: no {IMPURE.search(line)[1]}")
        if WALL_CLOCK.search(line) and name not in READS_THE_CLOCK:
            yield house.Problem(name, number, "time comes from the injected clock")


def includes(root: pathlib.Path, path: pathlib.Path, room: house.Room, all_rooms: dict[str, house.Room]):
    test = bool(TEST_CODE.search(path.name))
    reached = house.closure(all_rooms, [room.name])
    if test:
        reached |= house.closure(all_rooms, [link.removeprefix("room_") for link in room.test_links])
        reached.add("support")
    for number, line in enumerate(house.text_of(path).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if not match:
            continue
        message = judge(match[2], match[1] == '"', test, path, room, reached, all_rooms)
        if message:
            yield house.Problem(house.where(root, path), number, message)


def judge(header: str, own: bool, test: bool, path: pathlib.Path, room: house.Room, reached: set[str],
          all_rooms: dict[str, house.Room]) -> str:
    target = header.split("/")[0]
    if own and "/" in header and target in all_rooms | {"support": None} and target not in reached:
        return f"{room.name} may not include {header}: its USES line does not reach {target}"
    if own and "/" not in header:
        return f'include "{room.name}/{header}": headers are named with their room'
    if own and header.endswith("/queries.h") and not test:
        if target != room.name:
            return f"the queries of {target} are run by {target} alone"
        if room.name not in WITHOUT_STORES and not path.stem.endswith("store"):
            return "only a *_store.cpp runs SQL"
    if room.name == KERNEL and not own and ("/" in header or "." in header) and not test:
        if not header.startswith(KERNEL_HEADERS):
            return f"the kernel is pure: <{header}> is neither standard nor a word of base"
    for door, allowed in DOORS.items():
        if not own and header.startswith(door) and room.name not in allowed and not test:
            return f"<{header}> stands behind the door of {', '.join(sorted(allowed))}"
    return ""


if __name__ == "__main__":
    house.main(check)
