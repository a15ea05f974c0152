#!/usr/bin/env python3
"""Turns src/<room>/sql/*.sql into one header of platform::db::Query constants, named as their files."""
import pathlib
import sys

room, target, *files = sys.argv[1:]
queries: dict[str, dict[str, str]] = {}
for file in map(pathlib.Path, files):
    name, *engine = file.name.removesuffix(".sql").split(".")
    text = file.read_text(encoding="utf-8").strip().rstrip(";")
    for which in engine or ["sqlite", "postgres"]:
        queries.setdefault(name, {})[which] = text
lines = ["// Made from sql/*.sql by tools/make_queries.py.", "#pragma once", '#include "platform/query.h"', "",
         f"namespace opencarnet::{room}::sql {{"]
for name, texts in sorted(queries.items()):
    missing = {"sqlite", "postgres"} - texts.keys()
    if missing:
        sys.exit(f"{room}/sql/{name}: no text for {', '.join(sorted(missing))}")
    lines.append(f'inline constexpr platform::Query {name}{{"{room}.{name}",\n'
                 f'R"SQL({texts["sqlite"]})SQL",\nR"SQL({texts["postgres"]})SQL"}};')
lines.append(f"}}  // namespace opencarnet::{room}::sql\n")
path = pathlib.Path(target)
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text("\n".join(lines), encoding="utf-8")
