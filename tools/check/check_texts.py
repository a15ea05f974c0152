#!/usr/bin/env python3
"""Every text stands in every language with the same values, and is used; every key that is used is there."""
import json
import pathlib
import re

import house
import icu_message
import yaml

LANGUAGES = ("en", "fr", "ar")
DOMAINS = ("shared", "ui", "wallet", "portal", "start", "server")
WEB = ("shared", "ui", "wallet", "portal", "start")
REFUSAL = ("title", "detail", "next")
# Vocabularies of the contract and the directory, said whole in `shared`; screens name them by code: t(`use.${code}`).
VOCABULARIES = ("transaction_type.", "carnet_state.", "mode_of_transport.", "action.", "place.", "use.", "unit.",
                "carnet_type.", "declaration_state.", "medium.", "party_kind.", "territory.", "country.", "field.",
                "role.")
LITERAL = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`'
COMMENT = re.compile(rf"({LITERAL})|//[^\n]*|/\*.*?\*/|<!--.*?-->", re.S)
ASKED = re.compile(rf"(?:\bt(?:\.rich|\.has)?\(([^()]*?)(?=[,)])|\bid\s*[=:]\s*\{{?\s*({LITERAL}))")


def read(root: pathlib.Path, name: str, problems: list[house.Problem]) -> dict:
    path = root / "texts" / name
    if not path.exists():
        problems.append(house.Problem(f"texts/{name}", 1, "is missing"))
        return {}

    def once(pairs):
        for key, _ in pairs:
            if sum(key == other for other, _ in pairs) > 1:
                problems.append(house.Problem(f"texts/{name}", 1, f"{key} stands twice"))
        return dict(pairs)

    try:
        found = json.loads(house.text_of(path), object_pairs_hook=once)
    except ValueError as problem:
        problems.append(house.Problem(f"texts/{name}", 1, f"is no JSON: {problem}"))
        return {}
    return found if isinstance(found, dict) else {}


def values(message, where: tuple[str, str], problems: list[house.Problem]) -> dict[str, set[str]] | None:
    """None where the message cannot be read; that is said."""
    if not isinstance(message, str) or not message.strip():
        problems.append(house.Problem(where[0], 1, f"{where[1]} is no text"))
        return None
    try:
        return icu_message.values_of(message)
    except icu_message.Broken as broken:
        problems.append(house.Problem(where[0], 1, f"{where[1]}: {broken}"))
        return None


def compare(english: dict[str, str], other: dict, name: str, problems: list[house.Problem]) -> None:
    for key in sorted(english.keys() - other.keys()):
        problems.append(house.Problem(name, 1, f"{key} is missing"))
    for key in sorted(other.keys() - english.keys()):
        problems.append(house.Problem(name, 1, f"{key} does not stand in English"))
    for key in sorted(english.keys() & other.keys()):
        wanted = values(english[key], ("texts/en", key), [])  # its own faults are told with the English file
        found = values(other[key], (name, key), problems)
        if wanted is None or found is None:
            continue
        if wanted.keys() != found.keys():
            problems.append(house.Problem(name, 1, f"{key} takes {sorted(found)}, English takes {sorted(wanted)}"))
        problems.extend(house.Problem(name, 1, f"{key} takes {value} as {sorted(found[value])}, English as "
                                               f"{sorted(wanted[value])}")
                        for value in sorted(wanted.keys() & found.keys()) if not alike(wanted[value], found[value]))


def alike(wanted: set[str], found: set[str]) -> bool:
    """A number may be shown plainly, as a number, or with the forms its language needs: those differ by language."""
    counted = {"text", "number", "plural"}
    return wanted == found or (wanted <= counted and found <= counted and "plural" in wanted | found)


def catalogues(root: pathlib.Path, problems: list[house.Problem]) -> dict[str, str]:
    """Keys of the web's domains with their file, after every domain was compared."""
    web: dict[str, str] = {}
    here = {path.stem for path in (root / "texts").glob("*/*.json")} - {"refusals"}
    for domain in (*DOMAINS, *sorted(here - set(DOMAINS))):
        english = read(root, f"en/{domain}.json", problems)
        for key, message in english.items():
            values(message, (f"texts/en/{domain}.json", key), problems)
            if domain in WEB and key in web:
                problems.append(house.Problem(f"texts/en/{domain}.json", 1, f"{key} stands in {web[key]} too"))
            if domain in WEB:
                web[key] = f"texts/en/{domain}.json"
        for language in LANGUAGES[1:]:
            name = f"{language}/{domain}.json"
            compare(english, read(root, name, problems), f"texts/{name}", problems)
    return web


def refusals(root: pathlib.Path, problems: list[house.Problem]) -> None:
    english = {}
    for path in sorted((root / "api/refusals").glob("*.yaml")):
        for entry in yaml.safe_load(house.text_of(path)) or []:
            for part in REFUSAL:
                english[f'{entry["code"]}.{part}'] = str(entry.get(part) or "")
    for language in LANGUAGES[1:]:
        name = f"{language}/refusals.json"
        said = {f"{code}.{part}": message for code, parts in read(root, name, problems).items()
                for part, message in (parts.items() if isinstance(parts, dict) else [("title", None)])}
        compare(english, said, f"texts/{name}", problems)


def sources(root: pathlib.Path) -> dict[str, str]:
    found = {}
    # The start page is made by the room pages.
    for path in [*house.files(root, ".ts", ".tsx", ".mjs", ".js", ".html", ".svg", under="web"),
                 *house.files(root, ".cpp", under="src/pages")]:
        name = house.where(root, path)
        if "/generated/" not in name and not re.search(r"\.test\.tsx?$", name):
            found[name] = COMMENT.sub(lambda match: match[1] or "", house.text_of(path))
    return found


def usage(root: pathlib.Path, web: dict[str, str], problems: list[house.Problem]) -> None:
    literals, prefixes = set(), set(VOCABULARIES)
    for name, text in sources(root).items():
        literals.update(re.findall(r"[\"'`]([\w.]+)[\"'`]", text))
        for asked in ASKED.finditer(text):
            for literal in re.findall(LITERAL, asked[1] or asked[2] or ""):
                key, line = literal[1:-1], house.line_of(text, asked.start())
                begin = key.split("${")[0]
                if "." not in begin:
                    continue  # the id of an element
                if begin != key:
                    prefixes.add(begin)
                    if not any(known.startswith(begin) for known in web):
                        problems.append(house.Problem(name, line, f"no text begins with {begin}"))
                elif key not in web:
                    problems.append(house.Problem(name, line, f"there is no text {key}"))
    for key, file in web.items():
        if key not in literals and not any(prefix and key.startswith(prefix) for prefix in prefixes):
            problems.append(house.Problem(file, 1, f"{key} is never shown"))


def check(root: pathlib.Path) -> list[house.Problem]:
    problems: list[house.Problem] = []
    web = catalogues(root, problems)
    refusals(root, problems)
    usage(root, web, problems)
    return problems


if __name__ == "__main__":
    house.main(check)
