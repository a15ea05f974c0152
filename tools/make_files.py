#!/usr/bin/env python3
"""Turns text files into one header: opencarnet::<room>::<name>, their names below a folder and their texts.

make_files.py <room> <name> <header> <folder> <files …>
"""
import pathlib
import sys

room, name, target, folder, *files = sys.argv[1:]


def literal(text: str) -> str:
    """A raw string; long texts in pieces, because compilers limit one literal."""
    return "\n".join(f'R"FILE({text[at:at + 8000]})FILE"' for at in range(0, max(len(text), 1), 8000))


lines = ["// Made by tools/make_files.py.", "#pragma once", "#include <array>", "", '#include "base/folder.h"', "",
         f"namespace opencarnet::{room} {{", f"inline constexpr std::array<EmbeddedFile, {len(files)}> {name}{{{{"]
for file in sorted(map(pathlib.Path, files)):
    text = file.read_text(encoding="utf-8")
    if ')FILE"' in text:
        sys.exit(f"{file}: its text would end the literal")
    lines.append(f'  {{"{file.relative_to(folder).as_posix()}",\n{literal(text)}}},')
lines += ["}};", f"}}  // namespace opencarnet::{room}", ""]
path = pathlib.Path(target)
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text("\n".join(lines), encoding="utf-8")
