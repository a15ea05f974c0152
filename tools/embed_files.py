#!/usr/bin/env python3
"""Embeds files into the program: a C++ source with a table of http::StaticFile, bytes taken in by the assembler.

embed_files.py --cpp <file.cpp> --function <name> --work <folder for .gz> <url prefix>=<folder or file> …

`name.br` beside `name` is the same file as brotli: it is taken in with it and has no address of its own.
"""
import argparse
import gzip
import hashlib
import pathlib
import re

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json",
         ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".ico": "image/x-icon", ".woff2": "font/woff2",
         ".webmanifest": "application/manifest+json", ".wasm": "application/wasm", ".xml": "application/xml"}
PACKED = {".png", ".woff2", ".ico"}
HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")  # app-4fZk9a_Q.js below /assets/

parser = argparse.ArgumentParser()
parser.add_argument("--cpp", type=pathlib.Path, required=True)
parser.add_argument("--function", required=True)
parser.add_argument("--work", type=pathlib.Path, required=True)
parser.add_argument("sources", nargs="+")
wanted = parser.parse_args()

files: dict[str, pathlib.Path] = {}
for source in wanted.sources:
    prefix, _, place = source.partition("=")
    root = pathlib.Path(place).resolve()
    for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
        if path.is_file() and path.suffix == ".br" and not path.with_suffix("").is_file():
            raise SystemExit(f"embed_files: {path} stands beside nothing")
        if path.is_file() and path.suffix != ".br":
            url = prefix if path == root else prefix.rstrip("/") + "/" + path.relative_to(root).as_posix()
            if files.setdefault(url, path) != path:
                raise SystemExit(f"embed_files: two files at {url}: {files[url]} and {path}")

wanted.work.mkdir(parents=True, exist_ok=True)
assembly, externs, rows = [], [], []


def take_in(label: str, path: pathlib.Path) -> str:
    assembly.append(f'    ".global {label}_begin\\n.global {label}_end\\n'
                    f'{label}_begin:\\n.incbin \\"{path}\\"\\n{label}_end:\\n.byte 0\\n"')
    externs.append(f"extern const char {label}_begin[], {label}_end[];")
    return f"bytes({label}_begin, {label}_end)"


for number, (url, path) in enumerate(sorted(files.items())):
    suffix = path.suffix
    if suffix not in TYPES:
        raise SystemExit(f"embed_files: {path}: no content type known for {suffix}")
    body = path.read_bytes()
    digest = hashlib.sha256(body).hexdigest()
    label = f"opencarnet_{wanted.function}_{number}"
    zipped = gzip.compress(body, 9, mtime=0)
    packed = '""'
    if suffix not in PACKED and len(zipped) < len(body) * 0.9:
        beside = (wanted.work / f"{digest[:24]}.gz").resolve()
        beside.write_bytes(zipped)
        packed = take_in(label + "_gz", beside)
    brotli = pathlib.Path(f"{path}.br")
    smallest = take_in(label + "_br", brotli) if brotli.is_file() else '""'
    fixed = "true" if "/assets/" in url and HASHED.search(url) else "false"
    rows.append(f'      {{"{url}", "{TYPES[suffix]}", "\\"{digest[:24]}\\"", {fixed},\n'
                f"       {take_in(label, path)}, {packed},\n       {smallest}}},")

wanted.cpp.parent.mkdir(parents=True, exist_ok=True)
wanted.cpp.write_text("\n".join([
    "// Made by tools/embed_files.py.", '#include "http/static_files.h"', "#include <vector>", "",
    'asm(".section .rodata\\n"', *assembly, '    ".previous\\n");', 'extern "C" {', *externs, "}", "",
    "namespace opencarnet::http {",
    "static std::string_view bytes(const char* begin, const char* end) {",
    "  return {begin, static_cast<std::size_t>(end - begin)};", "}",
    f"std::span<const StaticFile> {wanted.function}();",
    f"std::span<const StaticFile> {wanted.function}() {{", "  static const std::vector<StaticFile> files{",
    *rows, "  };", "  return files;", "}", "}  // namespace opencarnet::http", ""]), encoding="utf-8")
