#!/usr/bin/env python3
"""Turns api/refusals/*.yaml into the C++ enumeration of refusal codes and the table of their facts.

An entry: code (snake_case), status (HTTP), rule (identifier in the rulebook, optional), and in English title, detail
(ICU message; {name} are the refusal's parameters) and next (what the reader does next).
"""
import json
import pathlib
import re
import sys

import yaml

target, *files = sys.argv[1:]
entries: dict[str, dict] = {}
for file in files:
    for entry in yaml.safe_load(pathlib.Path(file).read_text(encoding="utf-8")) or []:
        unknown = entry.keys() - {"code", "status", "rule", "title", "detail", "next"}
        missing = {"code", "status", "title", "detail", "next"} - entry.keys()
        if unknown or missing or not re.fullmatch(r"[a-z][a-z0-9_]*", entry["code"]):
            sys.exit(f"{file}: entry {entry.get('code')}: unknown {sorted(unknown)}, missing {sorted(missing)}")
        if entry["code"] in entries:
            sys.exit(f"{file}: {entry['code']} stands twice")
        entries[entry["code"]] = entry


def quoted(text: str) -> str:
    return json.dumps(" ".join(str(text).split()), ensure_ascii=False)


codes = sorted(entries)
lines = ["// Made from api/refusals/*.yaml by tools/make_refusals.py.", "#pragma once", "#include <array>",
         "#include <string_view>", "", "namespace opencarnet {", "",
         "/// Why the system says no. One list feeds this, the contract and the texts.",
         "enum class Code {", *[f"  {code}," for code in codes], "};", "",
         "struct CodeFacts {", "  std::string_view code;", "  int status;  // HTTP",
         "  std::string_view rule;  // identifier in the rulebook, empty where none decides",
         "  std::string_view title, detail, next;  // English; ICU messages", "};", "",
         f"inline constexpr std::array<CodeFacts, {len(codes)}> code_facts{{{{"]
for code in codes:
    e = entries[code]
    lines.append(f'  {{"{code}", {e["status"]}, "{e.get("rule", "")}", {quoted(e["title"])},\n'
                 f'   {quoted(e["detail"])},\n   {quoted(e["next"])}}},')
lines += ["}};", "", "}  // namespace opencarnet", ""]
path = pathlib.Path(target)
path.parent.mkdir(parents=True, exist_ok=True)
text = "\n".join(lines)
if not path.exists() or path.read_text(encoding="utf-8") != text:
    path.write_text(text, encoding="utf-8")
