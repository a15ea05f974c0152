#!/usr/bin/env python3
"""The bill of materials of what was built has the form of CycloneDX 1.5, and each part of it a version and a licence
that lets public bodies ship it; what the program loads stands in docs/licences.csv, and nothing else does.
"""
import pathlib
import re
import sys

import check_licences
import house

sys.path.insert(0, str(house.ROOT / "tools"))
import sbom  # noqa: E402

PURL = re.compile(r"pkg:(?:deb/debian|npm)/[\w.%/~+-]+@[\w.%~+-]+(?:\?[\w=&-]+)?")
SERIAL = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FIELDS = {"type", "bom-ref", "name", "version", "licenses", "purl", "hashes", "properties"}
LENGTHS = {"SHA-256": 64, "SHA-512": 128}


def check(root: pathlib.Path) -> list[house.Problem]:
    built = [root / "build" / preset / "opencarnet" for preset in ("release", "dev")]
    program = next((path for path in built if path.exists()), None)
    if program is None:
        return [house.Problem("build", 1, "no program is built: its parts were not judged", remark=True)]
    name = house.where(root, program)
    made = sbom.bill(program)
    problems = [house.Problem(name, 1, message) for message in judge(made)]
    if made != sbom.bill(program):
        problems.append(house.Problem(name, 1, "the bill differs from one run to the next"))
    there = {part["name"] for part in made["components"]}
    for row in sbom.table(root):
        if row["registry"] == sbom.RUNTIME and row["package"] not in there:
            problems.append(house.Problem(check_licences.TABLE, 1, f'{row["package"]} is listed, but nothing loads it'))
    return problems


def judge(made: dict):
    """What the schema of CycloneDX 1.5 asks of the fields we write, and what we ask of each part."""
    if (made.get("bomFormat"), made.get("specVersion"), made.get("version")) != ("CycloneDX", "1.5", 1):
        yield "it does not say that it is CycloneDX 1.5"
    if not SERIAL.fullmatch(made.get("serialNumber", "")):
        yield "its serial number is no urn:uuid"
    parts = made.get("components", [])
    names = [part.get("bom-ref") for part in parts]
    if len(set(names)) != len(names) or names != sorted(names):
        yield "its parts are not in order, each once"
    if made.get("dependencies") != [{"ref": made["metadata"]["component"]["bom-ref"], "dependsOn": names}]:
        yield "the program does not depend on exactly its parts"
    for part in parts:
        for message in judge_part(part):
            yield f'{part.get("name")}: {message}'


def judge_part(part: dict):
    if set(part) - FIELDS or part.get("type") != "library":
        yield f"unknown fields {sorted(set(part) - FIELDS)} or kind {part.get('type')}"
    if not part.get("version"):
        yield "has no version"
    if not PURL.fullmatch(part.get("purl", "")):
        yield "has no package URL"
    for given in part.get("hashes", []):
        if not re.fullmatch(rf"[0-9a-f]{{{LENGTHS.get(given.get('alg'), 0)}}}", given.get("content", "")):
            yield "has a hash of another length than its kind"
    told = part.get("licenses", [])
    if len(told) != 1:
        yield f"has no licence: find it, list it in {check_licences.TABLE}"
        return
    licence = told[0].get("expression") or "public-domain"
    if not check_licences.allowed({"licence": licence, "use": "linked"}):
        yield f"ships under {licence}"


if __name__ == "__main__":
    house.main(check)
