#!/usr/bin/env python3
"""Writes the bill of materials of a built program: CycloneDX 1.5, JSON, the same bytes for the same parts.

  tools/sbom.py [--program build/release/opencarnet] [--out build/sbom.json]

Three kinds of parts: Debian packages whose code was compiled in or that are read at run time (docs/licences.csv: ships
and linked), Debian packages whose shared libraries the program loads, and npm packages that reach people's browsers
(web/package-lock.json). Versions are those of this machine: the ones the program was built with.
"""
import argparse
import base64
import csv
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools/check"))
import check_licences  # noqa: E402

RUNTIME = "debian-runtime"  # the registry of docs/licences.csv for packages that no list of ours names


def output(*command: str) -> str:
    english = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=english).stdout


def libraries(program: pathlib.Path) -> list[str]:
    """Paths of the shared libraries a program loads, those of its libraries too."""
    found = re.findall(r"(?:=> |^\s*)(/\S+) \(0x", output("ldd", str(program)), re.M)
    missing = re.findall(r"(\S+) => not found", output("ldd", str(program)))
    if missing:
        raise SystemExit(f"{program} does not find {', '.join(missing)}")
    return sorted(found)


def owners(paths: list[str]) -> set[str]:
    """The Debian packages the files belong to; dpkg may know one by its place before /lib became a link to /usr/lib."""
    names = {}
    for path in paths:
        real = str(pathlib.Path(path).resolve())
        names.update({name: path for name in (path, real, real.removeprefix("/usr"), f"/usr{path}")})
    english = {**os.environ, "LC_ALL": "C"}
    told = subprocess.run(["dpkg-query", "-S", *names], capture_output=True, text=True, env=english).stdout
    found = {names[line.rpartition(": ")[2]]: line.split(":")[0] for line in told.splitlines()}
    if unknown := sorted(set(paths) - found.keys()):
        raise SystemExit(f"{', '.join(unknown)} belong to no Debian package")
    return set(found.values())


def versions(packages: list[str]) -> dict[str, tuple[str, str]]:
    """Package → (version, architecture)."""
    shown = output("dpkg-query", "-W", "-f", "${Package}\t${Version}\t${Architecture}\n", *packages)
    return {name: (version, arch) for name, version, arch in (line.split("\t") for line in shown.splitlines())}


def table(root: pathlib.Path = ROOT) -> list[dict[str, str]]:
    with open(root / check_licences.TABLE, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def licences(expression: str) -> list[dict]:
    """Compound ones are expressions; what SPDX has no name for is a name."""
    if not expression:
        return []
    if expression == "public-domain":
        return [{"license": {"name": "public domain"}}]
    return [{"expression": expression.strip("()") if expression.count("(") == 1 else expression}]


def debian(packages: dict[str, tuple[str, str]]) -> list[dict]:
    """From package → (licence, how it is used)."""
    known, made = versions(sorted(packages)), []
    for name, (licence, how) in packages.items():
        version, arch = known[name]
        purl = f"pkg:deb/debian/{urllib.parse.quote(name, safe='')}@{urllib.parse.quote(version, safe='~')}" \
               f"?arch={arch}&distro=debian-12"
        made.append({"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
                     "licenses": licences(licence), "properties": [{"name": "opencarnet:use", "value": how}]})
    return made


def npm(root: pathlib.Path = ROOT) -> list[dict]:
    told, made = {row["package"]: row["licence"] for row in table(root) if row["registry"] == "npm"}, {}
    for lock in sorted(root.glob("web/package-lock.json")):
        for place, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
            outside = any(package.get(kind) for kind in ("dev", "devOptional", "optional", "link"))
            if "node_modules/" not in place or outside:
                continue
            name = package.get("name") or place.rpartition("node_modules/")[2]
            purl = f"pkg:npm/{urllib.parse.quote(name, safe='/')}@{package['version']}"
            part = {"type": "library", "bom-ref": purl, "name": name, "version": package["version"],
                    "licenses": licences(told.get(name) or package.get("license", "")), "purl": purl,
                    "properties": [{"name": "opencarnet:use", "value": "in the web apps"}]}
            if package.get("integrity", "").startswith("sha512-"):
                digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
                part["hashes"] = [{"alg": "SHA-512", "content": digest}]
            made[purl] = part
    return list(made.values())


def parts_of(program: pathlib.Path) -> list[dict]:
    rows, packages = table(), {}
    for row in rows:
        if row["registry"] == "debian" and row["use"] in {"ships", "linked"}:
            packages[row["package"]] = (row["licence"], "compiled in or read at run time")
    told = {row["package"]: row["licence"] for row in rows if row["registry"] == RUNTIME}
    for name in sorted(owners(libraries(program))):
        packages[name] = (told.get(name, ""), "shared library")
    return sorted(debian(packages) + npm(), key=lambda part: part["bom-ref"])


def bill(program: pathlib.Path) -> dict:
    version = re.search(r"project\(opencarnet VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    parts = parts_of(program)
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    ours = {"type": "application", "bom-ref": "opencarnet", "name": "opencarnet", "version": version,
            "licenses": licences("Apache-2.0"), "hashes": [{"alg": "SHA-256", "content": digest}]}
    made = {"$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json", "bomFormat": "CycloneDX",
            "specVersion": "1.5", "serialNumber": "", "version": 1, "metadata": {"component": ours},
            "components": parts,
            "dependencies": [{"ref": "opencarnet", "dependsOn": [part["bom-ref"] for part in parts]}]}
    # No clock and no chance: the number is that of the content.
    made["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(made, sort_keys=True))}"
    return made


def main() -> None:
    built = [ROOT / "build" / preset / "opencarnet" for preset in ("release", "dev")]
    arguments = argparse.ArgumentParser(prog="./dev sbom", description="Bill of materials, CycloneDX 1.5")
    arguments.add_argument("--program", type=pathlib.Path, default=next((p for p in built if p.exists()), built[0]))
    arguments.add_argument("--out", type=pathlib.Path, default=ROOT / "build/sbom.json")
    given = arguments.parse_args()
    if not given.program.exists():
        raise SystemExit(f"{given.program} is not built")
    made = bill(given.program)
    given.out.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{given.out}: {len(made['components'])} parts of {given.program}")


if __name__ == "__main__":
    main()
