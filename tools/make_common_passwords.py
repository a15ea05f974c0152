#!/usr/bin/env python3
"""Turns db/reference/common_passwords.txt into a sorted table for the password policy (rule I3)."""
import pathlib
import sys

target, source = map(pathlib.Path, sys.argv[1:])
words = set()
for line in source.read_text(encoding="utf-8").splitlines():
    if line.strip() and not line.startswith("#"):
        words.update(line.split())
for word in words:
    if not word.isascii() or word != word.lower() or '"' in word or "\\" in word:
        sys.exit(f"{source}: {word}: only lower-case ASCII without quotes")
lines = ["// Made from db/reference/common_passwords.txt by tools/make_common_passwords.py.", "#pragma once",
         "#include <array>", "#include <string_view>", "", "namespace opencarnet::identity {", "",
         f"inline constexpr std::array<std::string_view, {len(words)}> common_passwords{{",
         *[f'    "{word}",' for word in sorted(words)], "};", "", "}  // namespace opencarnet::identity", ""]
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text("\n".join(lines), encoding="utf-8")
