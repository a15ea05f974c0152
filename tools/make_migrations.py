#!/usr/bin/env python3
"""Turns db/migrations into one header: version, name, SHA-256 and text for each engine, in order.

NNNN-name.sql serves both engines; what they cannot share stands in NNNN-name.sqlite.sql and NNNN-name.postgres.sql,
which follow the shared text where there is one.
"""
import hashlib
import pathlib
import re
import sys

target, *files = sys.argv[1:]
found: dict[int, tuple[str, dict[str, str]]] = {}
for file in sorted(map(pathlib.Path, files), key=lambda path: (path.name.split(".")[0], path.name.count("."))):
    match = re.fullmatch(r"(\d{4})-([a-z0-9-]+)(?:\.(sqlite|postgres))?\.sql", file.name)
    if not match:
        sys.exit(f"{file}: a migration is named NNNN-name.sql, NNNN-name.sqlite.sql or NNNN-name.postgres.sql")
    version, name, engine = int(match[1]), match[2], match[3]
    known, texts = found.setdefault(version, (name, {}))
    if known != name:
        sys.exit(f"{file}: version {version} is already {known}")
    for which in [engine] if engine else ["sqlite", "postgres"]:
        texts[which] = texts.get(which, "") + file.read_text(encoding="utf-8")


def literal(text: str) -> str:
    """A raw string; long texts in pieces, because compilers limit one literal."""
    return "\n".join(f'R"MIGRATION({text[at:at + 8000]})MIGRATION"' for at in range(0, max(len(text), 1), 8000))


lines = ["// Made from db/migrations by tools/make_migrations.py.", "#pragma once", "#include <array>",
         "#include <string_view>", "", "namespace opencarnet::platform {", "",
         "struct Migration {", "  int version;", "  std::string_view name;",
         "  std::string_view sqlite_sha256, sqlite, postgres_sha256, postgres;", "};", "",
         f"inline constexpr std::array<Migration, {len(found)}> migrations{{{{"]
for version, (name, texts) in sorted(found.items()):
    if texts.keys() != {"sqlite", "postgres"}:
        sys.exit(f"db/migrations/{version:04}-{name}: both engines need their text")
    lines.append(f'  {{{version}, "{name}",')
    for engine, end in (("sqlite", ","), ("postgres", "},")):
        lines.append(f'   "{hashlib.sha256(texts[engine].encode()).hexdigest()}",\n{literal(texts[engine])}{end}')
lines += ["}};", "", "}  // namespace opencarnet::platform", ""]
path = pathlib.Path(target)
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text("\n".join(lines), encoding="utf-8")
