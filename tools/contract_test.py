#!/usr/bin/env python3
"""Proves that tools/contract.py can fail: each broken rule of the contract ends it with a line that names the place."""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import yaml

TOOL = pathlib.Path(__file__).with_name("contract.py")
SCHEMAS = {
    "Money": {"type": "object", "additionalProperties": False, "properties": {"amount": {"type": "string"}}},
    "Problem": {"type": "object", "properties": {"code": {"type": "string"}}},
}
RESPONSES = {"Problem": {"description": "No", "content": {
    "application/problem+json": {"schema": {"$ref": "schemas.yaml#/Problem"}}}}}
GOOD = {
    "openapi": "3.1.0", "info": {"title": "Toy", "version": "1"}, "servers": [{"url": "/api/toy/v1"}],
    "paths": {"/things/{thing_id}": {"post": {
        "operationId": "make_thing", "summary": "Make a thing", "x-roles": ["officer"],
        "parameters": [{"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string"}}],
        "requestBody": {"content": {"application/json": {
            "schema": {"$ref": "common/schemas.yaml#/Money"}, "example": {"amount": "1"}}}},
        "responses": {
            "200": {"description": "Made", "content": {"application/json": {
                "schema": {"type": "object", "properties": {"day": {"type": "string"}}},
                "example": {"day": "2027-01-09"}}}},
            "default": {"$ref": "common/responses.yaml#/Problem"}}}}},
}
OPERATION = ("paths", "/things/{thing_id}", "post")
REQUEST = (*OPERATION, "requestBody", "content", "application/json")


def run(document, schemas=None, text=None):
    with tempfile.TemporaryDirectory() as folder:
        api = pathlib.Path(folder)
        (api / "common").mkdir()
        (api / "refusals").mkdir()
        (api / "refusals/some.yaml").write_text("- {code: not_found, status: 404}\n")
        (api / "common/schemas.yaml").write_text(yaml.safe_dump(schemas or SCHEMAS))
        (api / "common/responses.yaml").write_text(yaml.safe_dump(RESPONSES))
        (api / "toy.yaml").write_text(text or yaml.safe_dump(document))
        done = subprocess.run(
            [sys.executable, TOOL, "--out", api / "out", "--cpp", api / "made.cpp", "--refusals",
             api / "refusals/some.yaml", "--api", api / "toy.yaml"], capture_output=True, text=True, check=False)
        made = api / "out/toy.json"
        return done.returncode, done.stderr, json.loads(made.read_text()) if made.exists() else None


def changed(path, value):
    document = copy.deepcopy(GOOD)
    node = document
    for part in path[:-1]:
        node = node[part]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return document


BROKEN = [
    ("needs an operationId", changed((*OPERATION, "operationId"), None)),
    ("needs an operationId", changed((*OPERATION, "operationId"), "makeThing")),
    ("needs a summary", changed((*OPERATION, "summary"), None)),
    ("needs x-roles", changed((*OPERATION, "x-roles"), None)),
    ("king is no role", changed((*OPERATION, "x-roles"), ["king"])),
    ("request needs an example", changed((*REQUEST, "example"), None)),
    ("answer needs an example",
     changed((*OPERATION, "responses", "200", "content", "application/json", "example"), None)),
    ("declares no problem response", changed((*OPERATION, "responses", "default"), None)),
    ("declared by reference", changed((*OPERATION, "responses", "404"), {"description": "No"})),
    ("additionalProperties: false",
     changed((*REQUEST, "schema"), {"type": "object", "properties": {"a": {"type": "string"}}})),
    ("dayOfWeek is not snake_case",
     changed((*OPERATION, "responses", "200", "content", "application/json", "schema"),
             {"type": "object", "properties": {"dayOfWeek": {"type": "string"}}})),
    ("needs a type", changed((*REQUEST, "schema"), {"description": "anything"})),
    ("does not know patternProperties", changed((*REQUEST, "schema"), {"type": "object", "patternProperties": {}})),
    ("needs maxLength", changed((*REQUEST, "schema"), {"type": "string", "pattern": "^a*$"})),
    ("would be ignored", changed((*REQUEST, "schema"), {"$ref": "common/schemas.yaml#/Money", "maxLength": 3})),
    ("requires b", changed((*REQUEST, "schema"), {"type": "object", "additionalProperties": False, "required": ["b"],
                                                 "properties": {"a": {"type": "string"}}})),
    ("which is not there", changed((*REQUEST, "schema"), {"$ref": "common/schemas.yaml#/Gold"})),
    ("path parameters are", changed((*OPERATION, "parameters"), [])),
    ("does not stand in api/refusals", changed((*OPERATION, "x-refusals"), ["invented"])),
    ("base path", changed(("servers",), None)),
]


def main() -> None:
    failed = 0
    status, errors, made = run(GOOD)
    problem = made and made["components"]["schemas"]["Problem"]["properties"]["code"]
    if status != 0 or "common" in json.dumps(made) or problem.get("enum") != ["not_found"]:
        failed += 1
        print(f"a good contract is not bundled as it should be: {errors}")
    for wanted, document in BROKEN:
        status, errors, _ = run(document)
        if status == 0 or wanted not in errors:
            failed += 1
            print(f"expected “{wanted}”, got {status}: {errors}")
    status, errors, _ = run(None, text="openapi: 3.1.0\nopenapi: 3.1.0\n")
    if status == 0 or "stands twice" not in errors:
        failed += 1
        print(f"a key that stands twice passed: {errors}")
    print(f"{len(BROKEN) + 2 - failed} passed, {failed} failed")
    sys.exit(failed != 0)


main()
