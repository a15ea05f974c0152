#!/usr/bin/env python3
"""Every refusal says what happened, why, and what to do next, and takes the values that the code gives it."""
import pathlib
import re

import house
import yaml

STATUSES = {400, 401, 403, 404, 405, 408, 409, 410, 412, 413, 415, 422, 423, 428, 429, 431, 500, 501, 503}


def placeholders(text: str) -> set[str]:
    """Names of ICU arguments; those within plural and select branches count too."""
    return set(re.findall(r"\{\s*([a-z_][a-z0-9_]*)\s*(?=[,}])", text))


def check(root: pathlib.Path) -> list[house.Problem]:
    problems, known = [], {}
    for path in sorted((root / "api/refusals").glob("*.yaml")):
        text, name = house.text_of(path), house.where(root, path)
        for entry in yaml.safe_load(text) or []:
            match = re.search(rf"code:\s*{entry.get('code')}\b", text)
            line = house.line_of(text, match.start()) if match else 1
            problems += [house.Problem(name, line, f'{entry.get("code")}: {what}') for what in faults_of(entry)]
            if entry.get("code") in known:
                problems.append(house.Problem(name, line, f'{entry["code"]} stands also in {known[entry["code"]]}'))
            known[entry.get("code")] = name
    return problems


def faults_of(entry: dict):
    for field in ("title", "detail", "next"):
        text = str(entry.get(field) or "").strip()
        if not text:
            yield f"has no {field}"
        elif text.count("{") != text.count("}"):
            yield f"{field}: braces do not pair"
        elif not (text[0].isupper() or text[0] in '{"“' or text[0].isdigit()):
            yield f"{field} begins with a capital"
        elif field == "title" and text.endswith("."):
            yield "title ends without a full stop"
        elif field == "next" and not text.endswith((".", "!", "?")):
            yield "next is a sentence with its full stop"
    if entry.get("status") not in STATUSES:
        yield f'status {entry.get("status")} is not one the contract knows'
    if placeholders(str(entry.get("title") or "")):
        yield "the title is the same for every case: values belong into the detail"
    unknown = placeholders(str(entry.get("next") or "")) - placeholders(str(entry.get("detail") or ""))
    if unknown and not entry.get("detail"):
        yield f"next uses {sorted(unknown)}"


if __name__ == "__main__":
    house.main(check)
