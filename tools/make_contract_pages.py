#!/usr/bin/env python3
"""Makes the readable contract: one HTML page an audience, an index and the list of refusals. No script, no own style.

make_contract_pages.py --contract <folder of audience.json> --out <folder> --made <stamp> --icon <svg>
                       --refusals <api/refusals/*.yaml …>
"""
import argparse
import html
import json
import pathlib

import yaml

METHODS = ["get", "post", "put", "patch", "delete"]
# A browser at the door of the pages sees audiences in the order of a carnet's life.
ORDER = ["nics", "wallet", "customs", "identity", "core", "public"]
DEEPEST = 3

parser = argparse.ArgumentParser()
for name in ("contract", "out", "made", "icon"):
    parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
parser.add_argument("--refusals", type=pathlib.Path, nargs="+", required=True)
wanted = parser.parse_args()
icon = wanted.icon.read_text(encoding="utf-8").strip()
documents = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in wanted.contract.glob("*.json")}
audiences = sorted(documents, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))


def text(value) -> str:
    return html.escape(str(value))


def code(value) -> str:
    return f"<code>{text(value)}</code>"


def table(caption: str, heads: tuple[str, ...], rows: list[str]) -> str:
    title = f"<caption>{caption}</caption>" if caption else ""
    columns = "".join(f'<th scope="col">{word}</th>' for word in heads)
    return f"<table>{title}<thead><tr>{columns}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def page(title: str, toc: str, body: str) -> str:
    links = "".join(f'<a href="/api/docs/{name}">{text(name)}</a>' for name in audiences)
    return f"""<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{text(title)} · OpenCarnet</title>
<link rel="icon" href="/start/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/start/style.css">
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="top"><div class="wide">
<a class="brand" href="/">{icon}<span>OpenCarnet</span></a>
<nav aria-label="Main"><a href="/api/docs">Contract</a>{links}<a href="/api/docs/refusals">refusals</a></nav>
</div></header>
<div class="wide docs">
{toc}
<main id="main">
<h1>{text(title)}</h1>
{body}
</main>
</div>
</body>
</html>
"""


class Pages:
    """The page of one audience."""

    def __init__(self, audience: str, document: dict):
        self.audience, self.document = audience, document
        self.schemas = document.get("components", {}).get("schemas", {})
        self.used: list[str] = []

    def resolve(self, node: dict) -> dict:
        while "$ref" in node:
            target = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def shape_name(self, schema: dict) -> str | None:
        ref = schema.get("$ref", "")
        return ref.rsplit("/", 1)[1] if ref.startswith("#/components/schemas/") else None

    def is_simple(self, schema: dict) -> bool:
        plain = self.resolve(schema)
        return not plain.get("properties") and plain.get("type") != "array" and not any(
            word in plain for word in ("oneOf", "anyOf", "allOf"))

    def kind(self, schema: dict) -> str:
        """The type in words; a shape of several fields becomes a link to its table."""
        name, plain = self.shape_name(schema), self.resolve(schema)
        if name and not self.is_simple(schema):
            if name not in self.used:
                self.used.append(name)
            return f'<a href="#shape-{text(name)}">{text(name)}</a>'
        for word, joint in (("oneOf", " or "), ("anyOf", " or "), ("allOf", " and ")):
            if word in plain:
                return joint.join(self.kind(part) for part in plain[word])
        kind = plain.get("type", "any")
        if isinstance(kind, list):
            return " or ".join(text(one) for one in kind)
        if kind == "array":
            return f"list of {self.kind(plain.get('items', {}))}"
        if name and self.is_simple(schema):
            return f"{text(name)} ({text(kind)})"
        return text(plain.get("format") and f"{kind}, {plain['format']}" or kind)

    def limits(self, schema: dict) -> str:
        plain, said = self.resolve(schema), []
        if "const" in plain:
            said.append(f"always {code(plain['const'])}")
        if "enum" in plain:
            said.append("one of " + ", ".join(code(value) for value in plain["enum"]))
        for low, high, what in (("minLength", "maxLength", "characters"), ("minItems", "maxItems", "entries"),
                                ("minimum", "maximum", "")):
            if low in plain and high in plain:
                said.append(f"{plain[low]} to {plain[high]} {what}".strip())
            elif low in plain:
                said.append(f"at least {plain[low]} {what}".strip())
            elif high in plain:
                said.append(f"at most {plain[high]} {what}".strip())
        if "pattern" in plain:
            said.append(f"of the form {code(plain['pattern'])}")
        if "default" in plain:
            said.append(f"default {code(json.dumps(plain['default'], ensure_ascii=False))}")
        return "; ".join(said)

    def rows(self, schema: dict, prefix: str = "", depth: int = 0) -> list[str]:
        plain, made = self.resolve(schema), []
        for part in plain.get("allOf", []):
            made += self.rows(part, prefix, depth)
        required = plain.get("required", [])
        for field, inner in plain.get("properties", {}).items():
            meaning = inner.get("description") or self.resolve(inner).get("description", "")
            limits = self.limits(inner)
            note = text(meaning) + (f"<br>{limits}" if limits else "")
            must = '<span class="must">required</span>' if field in required else "optional"
            made.append(f'<tr><td class="field deep-{min(depth, DEEPEST)}" data-label="Field"><bdi dir="ltr">'
                        f'{code(prefix + field)}</bdi></td><td data-label="Type">{self.kind(inner)}</td>'
                        f'<td data-label="Needed">{must}</td><td data-label="Meaning">{note}</td></tr>')
            below = inner
            if self.resolve(inner).get("type") == "array":
                below = self.resolve(inner).get("items", {})
            mark = "[]." if below is not inner else "."
            if not self.shape_name(below) and not self.shape_name(inner) and depth < DEEPEST:
                made += self.rows(below, prefix + field + mark, depth + 1)
        return made

    def fields(self, schema: dict, caption: str) -> str:
        plain, name = self.resolve(schema), self.shape_name(schema)
        if name and not self.is_simple(schema):
            return f"<p>{caption}: {self.kind(schema)}</p>"
        if plain.get("type") == "array":
            inner = self.fields(plain["items"], "each") if self.rows(plain["items"]) else ""
            return f"<p>{caption}: {self.kind(plain)}</p>{inner if not self.shape_name(plain['items']) else ''}"
        rows = self.rows(plain)
        if not rows:
            return f"<p>{caption}: {self.kind(schema)}. {self.limits(schema)}</p>"
        about = f": {text(plain['description'])}" if plain.get("description") else ""
        return table(f"{caption}{about}", ("Field", "Type", "Needed", "Meaning"), rows)

    def example(self, media: dict, label: str) -> str:
        found = media.get("example")
        if found is None and media.get("examples"):
            found = self.resolve(next(iter(media["examples"].values()))).get("value")
        if found is None:
            return ""
        shown = found if isinstance(found, str) else json.dumps(found, indent=2, ensure_ascii=False)
        return f'<pre tabindex="0" aria-label="{text(label)}"><code>{text(shown)}</code></pre>'

    def parameters(self, operation: dict, shared: list) -> str:
        rows = []
        for parameter in map(self.resolve, shared + operation.get("parameters", [])):
            limits = self.limits(parameter.get("schema", {}))
            note = text(parameter.get("description", "")) + (f"<br>{limits}" if limits else "")
            must = '<span class="must">required</span>' if parameter.get("required") else "optional"
            rows.append(f'<tr><td class="field" data-label="Name"><bdi dir="ltr">{code(parameter["name"])}</bdi></td>'
                        f'<td data-label="In">{text(parameter["in"])}</td>'
                        f'<td data-label="Type">{self.kind(parameter.get("schema", {}))}</td>'
                        f'<td data-label="Needed">{must}</td><td data-label="Meaning">{note}</td></tr>')
        if not rows:
            return ""
        return table("Parameters", ("Name", "In", "Type", "Needed", "Meaning"), rows)

    def operation(self, method: str, path: str, operation: dict, item: dict) -> str:
        name = operation["operationId"]
        servers = operation.get("servers") or item.get("servers") or self.document.get("servers") or [{"url": ""}]
        address = servers[0]["url"].rstrip("/") + path
        roles = [role.replace("_", " ") for role in operation.get("x-roles", [])]
        who = "anybody" if roles == ["none"] else ", ".join(roles)
        parts = [f'<article class="operation" id="{text(name)}"><h3>{text(operation.get("summary", name))}</h3>',
                 f'<p class="address"><span class="method {method}">{method.upper()}</span>{code(address)}</p>',
                 f'<p class="roles">{code(name)} · open to {text(who)}</p>']
        if operation.get("description"):
            parts.append(f"<p>{text(operation['description'])}</p>")
        parts.append(self.parameters(operation, item.get("parameters", [])))
        body = self.resolve(operation.get("requestBody", {}))
        for media_type, media in body.get("content", {}).items():
            parts.append(f"<h4>Request · {text(media_type)}</h4>" + self.fields(media.get("schema", {}), "Body"))
            parts.append(self.example(media, f"Example request of {name}"))
        parts.append("<h4>Answers</h4>")
        for status, answer in operation.get("responses", {}).items():
            answer = self.resolve(answer)
            label = "Otherwise" if status == "default" else status
            more = ' (<a href="/api/docs/refusals">all codes</a>)' if status == "default" else ""
            parts.append(f"<p><strong>{text(label)}</strong> {text(answer.get('description', ''))}{more}</p>")
            if status == "default":
                continue
            for media_type, media in answer.get("content", {}).items():
                if media.get("schema"):
                    parts.append(self.fields(media["schema"], text(media_type)))
                parts.append(self.example(media, f"Example answer {status} of {name}"))
        return "\n".join(part for part in parts if part) + "\n</article>"

    def shape(self, name: str) -> str:
        schema = self.schemas[name]
        rows = self.rows(schema)
        about = f"<p>{text(schema['description'])}</p>" if schema.get("description") else ""
        inner = self.fields(schema, "Fields") if rows else f"<p>{self.kind(schema)}. {self.limits(schema)}</p>"
        return f'<article class="shape" id="shape-{text(name)}"><h3>{text(name)}</h3>{about}{inner}</article>'

    def html(self) -> str:
        operations, links = [], []
        for path, item in self.document.get("paths", {}).items():
            for method in METHODS:
                if method in item:
                    operations.append(self.operation(method, path, item[method], item))
                    links.append(item[method]["operationId"])
        shapes, at = [], 0
        while at < len(self.used):  # a shape's table may use further shapes
            shapes.append(self.shape(self.used[at]))
            at += 1
        toc = ['<nav class="toc" aria-label="On this page"><h2>Operations</h2><ul>',
               *(f'<li><a href="#{text(name)}">{text(name)}</a></li>' for name in links), "</ul>"]
        if shapes:
            toc += ["<h2>Shapes</h2><ul>",
                    *(f'<li><a href="#shape-{text(name)}">{text(name)}</a></li>' for name in self.used), "</ul>"]
        info = self.document["info"]
        intro = (f"<p>{text(info.get('description', ''))}</p><p>Version {text(info['version'])} · "
                 f'<a href="/api/{self.audience}/openapi.json">OpenAPI document</a></p>')
        body = intro + "<h2>Operations</h2>" + "\n".join(operations)
        if shapes:
            body += "<h2>Shapes</h2>" + "\n".join(shapes)
        return page(info["title"], "\n".join(toc) + "</nav>", body)


def index() -> str:
    cards = []
    for name in audiences:
        info, paths = documents[name]["info"], documents[name].get("paths", {})
        count = sum(1 for item in paths.values() for method in METHODS if method in item)
        title, about = text(info["title"]), text(info.get("description", ""))
        cards.append(f'<li class="card {text(name)}"><h3>{title}</h3><p>{about}</p>'
                     f'<span><a href="/api/docs/{name}">{count} operations</a> · '
                     f'<a href="/api/{name}/openapi.json">OpenAPI<span class="skip"> of {title}</span></a></span></li>')
    body = f"""<p>JSON in UTF-8; days like <code>2027-01-09</code>, instants like
<code>2026-11-22T14:03:07.123Z</code>, amounts as decimal text with the currency beside them. Writes take an
<code>Idempotency-Key</code>: a repeat gets the first answer.</p>
<h2>Audiences</h2>
<ul class="cards">{''.join(cards)}</ul>
<h2>When the answer is no</h2>
<p>Refusals are problem documents (RFC 9457) with a code, the rule that spoke, what to do next, and every wrong
field at once: <a href="/api/docs/refusals">all refusals</a>.</p>"""
    toc = ('<nav class="toc" aria-label="Contract"><h2>Contract</h2><ul>' +
           "".join(f'<li><a href="/api/docs/{name}">{text(name)}</a></li>' for name in audiences) +
           '<li><a href="/api/docs/refusals">refusals</a></li></ul></nav>')
    return page("The contract", toc, body)


def refusals() -> str:
    sections, links = [], []
    for file in sorted(wanted.refusals):
        rows = []
        for one in yaml.safe_load(file.read_text(encoding="utf-8")) or []:
            rows.append(f'<tr id="{text(one["code"])}">'
                        f'<td data-label="Code"><bdi dir="ltr">{code(one["code"])}</bdi></td>'
                        f'<td data-label="Status">{text(one["status"])}</td>'
                        f'<td data-label="Rule">{text(one.get("rule") or "")}</td>'
                        f'<td data-label="Says">{text(one["title"])}</td>'
                        f'<td data-label="What to do">{text(one.get("next") or "")}</td></tr>')
        sections.append(f'<h2 id="of-{file.stem}">{text(file.stem.capitalize())}</h2>' +
                        table("", ("Code", "Status", "Rule", "Says", "What to do"), rows))
        links.append(f'<li><a href="#of-{file.stem}">{text(file.stem)}</a></li>')
    toc = f'<nav class="toc" aria-label="On this page"><h2>Refusals</h2><ul>{"".join(links)}</ul></nav>'
    body = "<p>Every reason for which the system says no, with the identifier of the rule that decides.</p>"
    return page("Refusals", toc, body + "".join(sections))


wanted.out.mkdir(parents=True, exist_ok=True)
for stale in wanted.out.glob("*.html"):
    stale.unlink()
for name in audiences:
    (wanted.out / f"{name}.html").write_text(Pages(name, documents[name]).html(), encoding="utf-8")
(wanted.out / "index.html").write_text(index(), encoding="utf-8")
(wanted.out / "refusals.html").write_text(refusals(), encoding="utf-8")
wanted.made.write_text("".join(f"{path.name}\n" for path in sorted(wanted.out.iterdir())), encoding="utf-8")
