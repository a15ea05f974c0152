#!/usr/bin/env python3
"""Bundles api/<audience>.yaml with what it refers to, checks the house rules of the contract and embeds the result.

contract.py --out <folder> --cpp <file.cpp> --depfile <file.d> --refusals <api/refusals/*.yaml …> --api <api/*.yaml …>

For each audience <folder>/<audience>.json is one OpenAPI 3.1 document without references to other files; the C++ source
holds the same text for the server. The Problem schema's `code` lists the refusal codes of api/refusals.
Any broken rule ends the build with one line each: file, operation or schema, and what to do.
"""
import argparse
import json
import pathlib
import re
import sys

import yaml

SECTIONS = {"schemas", "responses", "parameters", "headers", "examples", "requestBodies", "securitySchemes"}
METHODS = {"get", "put", "post", "delete", "patch"}
ROLES = {"none", "officer", "controller", "regional_manager", "admin", "holder", "nics_client", "operator_of_core"}
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
# What the server's validator understands (src/contract/validate.cpp); anything else would be a promise nobody keeps.
KEYWORDS = {"type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems",
            "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
            "exclusiveMaximum", "multipleOf", "format", "oneOf", "anyOf", "allOf", "not", "minProperties",
            "maxProperties", "propertyNames", "if", "then", "else", "default"}
NOTES = {"description", "title", "example", "examples", "deprecated", "readOnly", "writeOnly", "discriminator",
         "contentMediaType", "contentEncoding", "$comment"}
FORMATS = {"date", "date-time", "email", "int64", "int32", "binary", "password", "uri", "decimal", "byte"}


class Loader(yaml.SafeLoader):
    """Plain YAML: days stay text, only true and false are booleans (NO is Norway), no key stands twice."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, expr) for tag, expr in resolvers if tag.rsplit(":", 1)[1] in {"null", "int", "float", "merge"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def mapping(loader: Loader, node: yaml.MappingNode) -> dict:
    seen: set = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key.value!r} stands twice", key.start_mark)
        seen.add(key.value)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)

problems: list[str] = []
files: dict[pathlib.Path, dict] = {}


def load(path: pathlib.Path):
    if path not in files:
        if not path.exists():
            sys.exit(f"contract: {path} is referred to but does not exist")
        try:
            files[path] = yaml.load(path.read_text(encoding="utf-8"), Loader)  # a SafeLoader
        except yaml.YAMLError as problem:
            sys.exit(f"contract: {path}: {problem}")
        if not isinstance(files[path], dict):
            sys.exit(f"contract: {path}: is not a mapping")
    return files[path]


def pointed(document, pointer: str, where: str):
    for part in filter(None, pointer.split("/")):
        part = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(document, dict) or part not in document:
            sys.exit(f"contract: {where} refers to #{pointer}, which is not there")
        document = document[part]
    return document


class Bundle:
    """One audience: walks its document and pulls everything it refers to into its own components."""

    def __init__(self, path: pathlib.Path, codes: list[str]):
        self.path, self.codes = path, codes
        self.components: dict[str, dict] = {}
        self.origins: dict[tuple[str, str], tuple[pathlib.Path, str]] = {}
        root = load(path)
        for section, entries in (root.get("components") or {}).items():
            for name in entries or {}:
                self.component(path, f"/components/{section}/{name}", str(path))
        rest = {key: value for key, value in root.items() if key != "components"}
        self.document = self.walk(rest, path)
        self.document["components"] = {s: dict(sorted(e.items())) for s, e in sorted(self.components.items())}

    def component(self, file: pathlib.Path, pointer: str, where: str) -> str:
        parts = [part for part in pointer.split("/") if part]
        known = [part for part in [file.stem, *parts[:-1]] if part in SECTIONS]
        if not parts or not known:
            sys.exit(f"contract: {where}: cannot tell whether {file}#{pointer} is a schema, a response …")
        section, name = known[-1], parts[-1]
        taken = self.origins.setdefault((section, name), (file, pointer))
        if taken != (file, pointer):
            sys.exit(f"contract: {where}: {section}/{name} means both {taken[0]}#{taken[1]} and {file}#{pointer}")
        entries = self.components.setdefault(section, {})
        if name not in entries:
            entries[name] = {}  # stands before it is walked: schemas may refer to themselves
            made = self.walk(pointed(load(file), pointer, where), file)
            if section == "schemas" and name == "Problem":
                self.list_codes(made)
            entries[name] = made
        return f"#/components/{section}/{name}"

    def list_codes(self, schema) -> None:
        if isinstance(schema, dict):
            code = (schema.get("properties") or {}).get("code")
            if isinstance(code, dict) and "$ref" not in code:
                code["enum"] = self.codes
            for value in schema.values():
                self.list_codes(value)

    def walk(self, node, file: pathlib.Path):
        if isinstance(node, list):
            return [self.walk(value, file) for value in node]
        if not isinstance(node, dict):
            return node
        made = {}
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                target, _, pointer = value.partition("#")
                source = (file.parent / target).resolve() if target else file
                made[key] = self.component(source, pointer, f"{file}: $ref {value}")
            elif key == "x-refusal-codes":
                made["enum"] = self.codes
            else:
                made[str(key)] = self.walk(value, file)
        return made


class Lint:
    def __init__(self, audience: str, document: dict, codes: list[str]):
        self.audience, self.document, self.codes = audience, document, set(codes)
        self.names: set[str] = set()
        self.requests: set[str] = set()  # components reachable from a request body

    def say(self, where: str, what: str) -> None:
        problems.append(f"api/{self.audience}.yaml: {where}: {what}")

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            node = pointed(self.document, node["$ref"].removeprefix("#"), self.audience)
        return node

    def run(self) -> None:
        if not (self.document.get("servers") or [{}])[0].get("url", "").startswith("/"):
            self.say("servers", "the first server's url must be the base path, e.g. /api/customs/v1")
        if not str(self.document.get("openapi", "")).startswith("3.1"):
            self.say("openapi", "must be 3.1.x")
        for path, item in (self.document.get("paths") or {}).items():
            for method, operation in item.items():
                if method in METHODS:
                    self.operation(path, method, item, operation)
                elif method not in {"parameters", "summary", "description", "servers"}:
                    self.say(path, f"{method} is not known here")
        for name, schema in self.document["components"].get("schemas", {}).items():
            self.schema(f"schema {name}", schema, name in self.requests)

    def operation(self, path: str, method: str, item: dict, operation: dict) -> None:
        name = operation.get("operationId", "")
        where = name or f"{method.upper()} {path}"
        if not SNAKE.fullmatch(name):
            self.say(where, "needs an operationId in snake_case")
        if name in self.names:
            self.say(where, "the operationId stands twice")
        self.names.add(name)
        if not operation.get("summary"):
            self.say(where, "needs a summary")
        roles = operation.get("x-roles")
        if not roles or not isinstance(roles, list):
            self.say(where, f"needs x-roles, a list of {', '.join(sorted(ROLES))}")
        for role in set(roles or []) - ROLES:
            self.say(where, f"x-roles: {role} is no role; roles are {', '.join(sorted(ROLES))}")
        for code in set(operation.get("x-refusals") or []) - self.codes:
            self.say(where, f"x-refusals: {code} does not stand in api/refusals")
        self.parameters(where, path, [*(item.get("parameters") or []), *(operation.get("parameters") or [])])
        if "requestBody" in operation:
            self.content(where, self.resolve(operation["requestBody"]).get("content") or {}, "request", True)
        self.responses(where, operation.get("responses") or {})

    def parameters(self, where: str, path: str, parameters: list) -> None:
        named = set()
        for parameter in map(self.resolve, parameters):
            name = parameter.get("name", "")
            if parameter.get("in") in {"path", "query"} and not SNAKE.fullmatch(name):
                self.say(where, f"parameter {name} is not snake_case")
            if "schema" not in parameter:
                self.say(where, f"parameter {name} needs a schema")
            else:
                self.schema(f"{where}, parameter {name}", parameter["schema"], False)
            if parameter.get("in") == "path":
                named.add(name)
                if parameter.get("required") is not True:
                    self.say(where, f"path parameter {name} must say required: true")
        if named != (wanted := set(re.findall(r"{(\w+)}", path))):
            self.say(where, f"path parameters are {sorted(named)}, the path names {sorted(wanted)}")

    def responses(self, where: str, responses: dict) -> None:
        good = sorted(status for status in responses if str(status).startswith(("2", "3")))
        if not good:
            self.say(where, "declares no answer for success")
        shared = False
        for status, response in responses.items():
            if status in good:
                main = status == good[0]
                self.content(f"{where}, {status}", self.resolve(response).get("content") or {}, "answer", main)
            elif "$ref" in response:
                shared = True
            elif self.speaks_oauth(response):
                self.content(f"{where}, {status}", response["content"], "answer", True)
            else:
                self.say(where, f"{status}: problems are declared by reference, e.g. common/responses.yaml#/Problem")
        if not shared:
            self.say(where, "declares no problem response (default: $ref common/responses.yaml#/Problem)")

    def speaks_oauth(self, response: dict) -> bool:
        """RFC 6749 section 5.2 prescribes another form of error than problem documents."""
        body = (response.get("content") or {}).get("application/json") or {}
        return "error" in (self.resolve(body.get("schema") or {}).get("required") or [])

    def content(self, where: str, content: dict, kind: str, want_example: bool) -> None:
        for media, body in content.items():
            if media in {"application/json", "application/x-www-form-urlencoded"}:
                schema = body.get("schema")
                if schema is None:
                    self.say(where, f"{kind} {media} needs a schema")
                    continue
                target = self.resolve(schema)
                has = "example" in body or body.get("examples") or "example" in target or target.get("examples")
                if want_example and not has:
                    self.say(where, f"{kind} needs an example")
                self.schema(f"{where}, {kind}", schema, kind == "request")
                if kind == "request":
                    self.reach(schema)

    def reach(self, node) -> None:
        if isinstance(node, list):
            for value in node:
                self.reach(value)
        elif isinstance(node, dict):
            name = node.get("$ref", "").rsplit("/", 1)[-1] if isinstance(node.get("$ref"), str) else ""
            if name and name not in self.requests:
                self.requests.add(name)
                self.reach(self.resolve(node))
            for key, value in node.items():
                if key not in NOTES:
                    self.reach(value)

    def schema(self, where: str, schema, request: bool) -> None:
        if isinstance(schema, bool):
            return
        if not isinstance(schema, dict):
            return self.say(where, "a schema must be a mapping")
        if "$ref" in schema:
            for key in schema.keys() - {"$ref"} - NOTES:
                self.say(where, f"{key} beside $ref would be ignored; use allOf")
            return
        for key in schema.keys() - KEYWORDS - NOTES:
            if not key.startswith("x-"):
                self.say(where, f"the server's validator does not know {key}")
        if not schema.keys() & {"type", "oneOf", "anyOf", "allOf", "const", "enum", "not", "if"}:
            self.say(where, "needs a type")
        if "format" in schema and schema["format"] not in FORMATS:
            self.say(where, f"format {schema['format']} is not known; formats are {', '.join(sorted(FORMATS))}")
        if "pattern" in schema and request and "maxLength" not in schema and re.search(r"[*+]|,}", schema["pattern"]):
            self.say(where, "an open-ended pattern in a request needs maxLength")
        properties = schema.get("properties") or {}
        if request and properties and schema.get("additionalProperties") is not False:
            self.say(where, "an object in a request needs additionalProperties: false")
        for name in properties:
            if not SNAKE.fullmatch(name):
                self.say(where, f"the field {name} is not snake_case")
        for name in set(schema.get("required") or []) - properties.keys():
            if "properties" in schema:
                self.say(where, f"requires {name}, which is not among its properties")
        for name, child in properties.items():
            self.schema(f"{where}.{name}", child, request)
        for key in ("items", "additionalProperties", "not", "propertyNames"):
            if key in schema:
                self.schema(f"{where}.{key}", schema[key], request and key != "not")
        for key in ("oneOf", "anyOf", "allOf"):
            for index, child in enumerate(schema.get(key) or []):
                self.schema(f"{where}.{key}[{index}]", child, request and key != "allOf")


def embedded(documents: dict[str, str]) -> str:
    lines = ["// Made from api/*.yaml by tools/contract.py.", '#include "contract/documents.h"', "",
             "namespace opencarnet::contract {", "", "std::vector<EmbeddedDocument> embedded_documents() {",
             "  return {"]
    for audience, text in documents.items():
        lines.append(f'      {{"{audience}",')
        for at in range(0, len(text), 8000):  # compilers bound one literal, not their sum
            lines.append(f'R"OC({text[at:at + 8000]})OC"')
        lines.append("      },")
    lines += ["  };", "}", "", "}  // namespace opencarnet::contract", ""]
    return "\n".join(lines)


def write(path: pathlib.Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--cpp", type=pathlib.Path, required=True)
    parser.add_argument("--depfile", type=pathlib.Path)
    parser.add_argument("--refusals", nargs="*", type=pathlib.Path, default=[])
    parser.add_argument("--api", nargs="*", type=pathlib.Path, default=[])
    given = parser.parse_args()
    codes = sorted(entry["code"] for file in given.refusals
                   for entry in yaml.safe_load(file.read_text(encoding="utf-8")) or [])
    texts: dict[str, str] = {}
    for path in sorted(given.api):
        document = Bundle(path.resolve(), codes).document
        Lint(path.stem, document, codes).run()
        texts[path.stem] = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        if not problems:
            write(given.out / f"{path.stem}.json", json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    if problems:
        sys.exit("\n".join(f"contract: {problem}" for problem in problems))
    write(given.cpp, embedded(texts))
    if given.depfile:
        write(given.depfile, f"{given.cpp}: {' '.join(str(file) for file in files)}\n")


main()
