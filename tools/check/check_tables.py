#!/usr/bin/env python3
"""A table is written by the one room that OWNS it; others read it through views `v_…`.

Judges the statements of src/*/sql and db/: writes and reads by room, every table with exactly one owner, columns BIGINT
or TEXT only, named unique constraints, and no SQL in C++ outside the database door.
"""
import pathlib
import re

import house

TYPES = {"BIGINT", "TEXT"}
SYSTEM = re.compile(r"^(sqlite_|pg_|information_schema)")
WITH = re.compile(r"(?:\bWITH\s+(?:RECURSIVE\s+)?|,\s*)(\w+)(?:\s*\([^()]*\))?\s+AS\s+"
                  r"(?:NOT\s+)?(?:MATERIALIZED\s*)?\(", re.I)
WRITES = re.compile(r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|(?<!DO )(?<!FOR )UPDATE(?!\s+(?:SET|OF|SKIP|NOWAIT)\b)|"
                    r"DELETE\s+FROM)\s+(\w+)", re.I)
NAME = r"\w+(?:\s+(?:AS\s+)?\w+)?"  # a table and perhaps its short name
READS = re.compile(rf"\b(?:FROM|JOIN)\s+({NAME}(?:\s*,\s*{NAME})*)(\s*\()?", re.I)
IN_CODE = re.compile(r'"\s*(SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s)', re.I)


def without_noise(sql: str) -> str:
    def blank(match: re.Match) -> str:
        return ("''" if match[0][0] == "'" else "") + "\n" * match[0].count("\n")

    return re.sub(r"--[^\n]*|/\*.*?\*/|'(?:''|[^'])*'", blank, sql, flags=re.S)


def check(root: pathlib.Path) -> list[house.Problem]:
    all_rooms = house.rooms(root)
    owners: dict[str, str] = {}
    problems = []
    for room in all_rooms.values():
        for table in room.owns:
            if table in owners:
                problems.append(house.Problem(room.file, 1, f"OWNS {table}, which belongs to {owners[table]}"))
            owners[table] = room.name
    created: dict[str, tuple[str, int]] = {}
    for path in house.files(root, ".sql", under="db"):
        problems += schema(root, path, owners, created)
    for path in house.files(root, ".sql", ".cpp", under="src/platform"):  # the schema's own book is made before it
        for table in re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", house.text_of(path)):
            created.setdefault(table, (house.where(root, path), 1))
    for table, owner in owners.items():
        if table not in created:
            problems.append(house.Problem(all_rooms[owner].file, 1, f"OWNS {table}, which no migration creates"))
    for path in house.files(root, ".sql", under="src"):
        problems += statements(root, path, house.room_of(root, path), owners, set(created))
    for path in house.files(root, ".cpp", ".h", under="src"):
        if house.room_of(root, path) != "platform" and not path.name.endswith("_test.cpp"):
            for number, line in enumerate(house.text_of(path).splitlines(), 1):
                if IN_CODE.search(line):
                    problems.append(house.Problem(house.where(root, path), number, "SQL stands in sql/<name>.sql"))
    return problems


def schema(root: pathlib.Path, path: pathlib.Path, owners: dict[str, str], created: dict[str, tuple[str, int]]):
    name, sql = house.where(root, path), without_noise(house.text_of(path))
    for match in re.finditer(r"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)\s*\(", sql, re.I):
        line = house.line_of(sql, match.start())
        created.setdefault(match[1], (name, line))
        if match[1] not in owners:
            yield house.Problem(name, line, f"no room OWNS the table {match[1]}")
        yield from columns(name, line, body_of(sql, match.end()))
    for match in re.finditer(r"\bCREATE\s+(?:OR\s+REPLACE\s+)?VIEW\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)", sql, re.I):
        if not match[1].startswith("v_"):
            yield house.Problem(name, house.line_of(sql, match.start()), f"the view {match[1]} is not named v_…")


def body_of(sql: str, start: int) -> str:
    depth, end = 1, start
    while end < len(sql) and depth:
        depth += {"(": 1, ")": -1}.get(sql[end], 0)
        end += 1
    return sql[start:end - 1]


def columns(name: str, line: int, body: str):
    depth, begin, parts = 0, 0, []
    for at, letter in enumerate(body + ","):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append((begin, body[begin:at]))
            begin = at + 1
    for offset, part in parts:
        here = line + body.count("\n", 0, offset + len(part) - len(part.lstrip()))
        words = part.split()
        if not words:
            continue
        first = words[0].split("(")[0].upper()
        if first in {"UNIQUE"} or (first not in {"CONSTRAINT", "PRIMARY", "FOREIGN", "CHECK"} and
                                   re.search(r"\bUNIQUE\b", part, re.I)):
            message = "a unique constraint has a name: CONSTRAINT <table>_<columns>_unique UNIQUE (…)"
            yield house.Problem(name, here, message)
        if first not in {"CONSTRAINT", "PRIMARY", "FOREIGN", "CHECK", "UNIQUE"}:
            kind = words[1].upper() if len(words) > 1 else ""
            if kind not in TYPES:
                yield house.Problem(name, here, f"column {words[0]} is {kind or 'without type'}: only BIGINT and TEXT")


def statements(root: pathlib.Path, path: pathlib.Path, room: str, owners: dict[str, str], created: set[str]):
    name, sql = house.where(root, path), without_noise(house.text_of(path))
    local = {table.lower() for table in WITH.findall(sql)}
    written = [(match.start(1), match[1]) for match in WRITES.finditer(sql)]
    for offset, table in written:
        if owners.get(table) != room and not SYSTEM.match(table):
            yield house.Problem(name, house.line_of(sql, offset),
                                f"{room} writes {table}, which {owners.get(table, 'no room')} OWNS")
    places = {offset for offset, _ in written}
    flat = re.sub(r"\b(?:EXTRACT|SUBSTRING|TRIM)\s*\([^()]*\)", lambda m: " " * len(m[0]), sql, flags=re.I)
    flat = re.sub(r"\bDISTINCT\s+FROM\b", lambda m: " " * len(m[0]), flat, flags=re.I)
    for match in READS.finditer(flat):
        if match[2] and "," not in match[1]:
            continue  # a function that returns rows
        for offset, table in tables_in(match):
            if offset in places or table.lower() in local or table.startswith("v_") or SYSTEM.match(table):
                continue
            if table.upper() in {"LATERAL", "SELECT", "ONLY", "VALUES"} or table not in created | owners.keys():
                continue
            if owners.get(table) != room:
                yield house.Problem(name, house.line_of(sql, offset),
                                    f"{room} reads {table} of {owners.get(table, 'no room')}: use a view v_…")


def tables_in(match: re.Match):
    offset = match.start(1)
    for part in match[1].split(","):
        stripped = part.lstrip()
        yield offset + len(part) - len(stripped), stripped.split()[0]
        offset += len(part) + 1


if __name__ == "__main__":
    house.main(check)
