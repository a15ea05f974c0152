#!/usr/bin/env python3
"""Writes first inputs for the fuzz targets into build/fuzz/corpus: from the files of tests/conformance, the examples of
the contract, and requests as clients write them. `run.py --merge` then keeps what is worth keeping."""
import hashlib
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
CORPUS = REPOSITORY / "build/fuzz/corpus"
CONTRACT = REPOSITORY / "build/fuzz/generated/api"


def write(target: str, content: bytes) -> None:
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)


def conformance(name: str) -> dict:
    return json.loads((HERE.parent / "conformance" / name).read_text(encoding="utf-8"))


def operations() -> list[tuple[str, dict, dict]]:
    """In the order of json_command.cpp: by name. With each the document it stands in."""
    found = []
    for file in CONTRACT.glob("*.json"):
        document = json.loads(file.read_text(encoding="utf-8"))
        for item in document["paths"].values():
            for method, operation in item.items():
                if isinstance(operation, dict) and "operationId" in operation:
                    found.append((f'{file.stem}.{operation["operationId"]}', operation, document))
    return sorted(found, key=lambda one: one[0])


def resolved(node: dict, document: dict) -> dict:
    while "$ref" in node:
        at = document
        for part in node["$ref"][2:].split("/"):
            at = at[part]
        node = at
    return node


def json_command() -> None:
    for index, (_, operation, document) in enumerate(operations()):
        query = "&".join(f'{name}={value}' for name, value in (
            (p["name"], resolved(p.get("schema", {}), document).get("default", "1"))
            for p in (resolved(p, document) for p in operation.get("parameters", [])) if p["in"] == "query"))
        write("json_command", bytes([index, 0]) + query.encode() + b"\n")
        content = resolved(operation.get("requestBody", {}), document).get("content", {})
        for media, form in content.items():
            examples = [form["example"]] if "example" in form else []
            examples += [one["value"] for one in form.get("examples", {}).values() if "value" in one]
            for example in examples:
                if media == "application/json":
                    write("json_command", bytes([index, 0, 10]) + json.dumps(example).encode())
                elif isinstance(example, dict):
                    text = "&".join(f"{name}={value}" for name, value in example.items())
                    write("json_command", bytes([index, 2, 10]) + text.encode())


def ranges() -> None:
    file = conformance("ranges.json")
    for case in file["accepted"] + file["refused"]:
        write("ranges", b"\x01\x0f" + case["typed"].encode())
    for typed in ("1-300", "299x2, 1", "3x1000000000", "2-9999,1", "1" + ",1-9999" * 20):
        for size in range(4):
            write("ranges", bytes([size, 3]) + typed.encode())


def qr() -> None:
    file = conformance("qr.json")
    texts = [case["text"] for case in file["genuine"] + file["unknown_key"]] + file["damaged"] + file["foreign"]
    for text in texts:
        if len(text) < 1000:
            write("qr", b"\0" + text.encode())
    for text in ("OCS:4711:8KQ2M4TZ9WXYC", "OCS:1:8kq2-m4tz-9wxyc\r\n"):
        write("qr", b"\4" + text.encode())
    write("qr", b"\5BB8QED8")
    write("qr", b"\7\x82\x18\x18\x41\x61")
    payload = bytes.fromhex("aa0101021a000bb8ff036c43484441303030303031333304") + b"\x6d8KQ2M4TZ9WXYC" + bytes.fromhex(
        "0504") + b"\x06\x65CH_LI\x07\x62EU\x08\x63" + b"1-4" + bytes.fromhex("091951550a1a6afda9c0")
    write("qr", b"\3" + payload)


def jose() -> None:
    file = conformance("jose.json")
    for name in ("jws", "jwe"):
        write("jose", b"\0" + file[name].encode())
        for part in file[name].split("."):
            write("jose", b"\0" + part.encode())
    for name in ("signing_key", "encryption_key"):
        write("jose", b"\3" + json.dumps(file[name]).encode())
        public = {member: value for member, value in file[name].items() if member in ("kty", "crv", "x", "y")}
        write("jose", b"\3" + json.dumps(public).encode())
    key = {"kty": "OKP", "crv": "Ed25519", "kid": "01234567", "x": "A" * 43}
    write("jose", b"\3" + json.dumps({"keys": [key]}).encode())
    for header in ('{"alg":"ES256"}', '{"alg":"ES256","typ":"JWT","kid":"x","iat":1}', '{"alg":"ES256","alg":"none"}',
                   '{"alg":"ES256","crit":["b64"],"b64":false}'):
        write("jose", b"\1" + header.encode())
    for header in ('{"alg":"ECDH-ES+A256KW","enc":"A256GCM","epk":0}', '{"alg":"ECDH-ES","enc":"A256GCM","epk":0}',
                   '{"alg":"ECDH-ES+A256KW","enc":"A256GCM","epk":0,"zip":"DEF"}'):
        write("jose", b"\2" + header.encode())


def http_head() -> None:
    get, host = b"GET /api/public/v1/countries?q=a HTTP/1.1\r\n", b"Host: localhost:8080\r\n"
    post = b"POST /api/customs/v1/scans HTTP/1.1\r\n" + host
    cookie = b"Cookie: __Host-session=abc; a=b\r\nIf-None-Match: \"1\"\r\nAccept-Language: fr;q=0.5, ar\r\n"
    chunked = b"Transfer-Encoding: chunked\r\n\r\n"
    wires = [get + host + b"\r\n", get + host + cookie + b"\r\n", post + b"Content-Length: 2\r\n\r\n{}",
             post + chunked + b"2\r\n{}\r\n0\r\n\r\n", post + chunked + b"1;a=b\r\nx\r\n0\r\nTrailer: 1\r\n\r\n",
             post + b"Expect: 100-continue\r\nContent-Length: 1\r\n\r\n1" + get + host + b"\r\n",
             b"GET / HTTP/1.0\r\n\r\n", b"OPTIONS * HTTP/1.1\r\n" + host + b"\r\n", b"\r\n\r\n" + get + host + b"\r\n",
             post + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             post + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n12", get + host + host + b"\r\n",
             get + host + b" folded: 1\r\n\r\n", get + host + b"Transfer-Encoding : chunked\r\n\r\n",
             post + b"Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n", b"GET /%C3%A9 HTTP/1.1\r\n" + host + b"\r\n",
             post + b"Content-Length: 1001\r\n\r\n", post + chunked + b"fffffffff\r\n", get.replace(b"\r", b"") + b"\n"]
    for wire in wires:
        for first in (0, 6, 61):
            write("http_head", bytes([first]) + wire)
        write("http_head", b"\x3f" + wire)
    write("http_head", b"\x3eLocation\n/a\r\nSet-Cookie: x\nX-Y\n1\nlast")


def texts() -> None:
    lines = {0: ["grant_type=client_credentials&client_id=a%2Bb+c", "a=%C3%A9&b="],
             1: ["Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3", "Basic YSUzQWI6YytkJTJC"],
             2: ["__Host-session=a; b=c\nfr-CH, ar;q=0.5, en;q=0.9"],
             3: ["2027-01-09", "2026-11-22T14:03:07.123Z", "2028-02-29T00:00:00Z"],
             4: ["EUR\n1705.00", "JPY\n1705", "kg\n12.5", "BHD\n0.001"],
             5: ["8KQ2-M4TZ-9WXYC", "8kq2 m4tz 9wxyc", "ABCD-EFGH-JKMN", "8KQ2–M4TZ–9WXYC1"],
             6: ["Zürich\nAarau\nÄgeri", "الأردن\nالجزائر\nمصر", "Straße\nSTRASSE\nstrasse"],
             7: ["\x01a\n1\n2\n1-4, 7\n3\n30\n2027-01-09\nx", "\x09'{0}'\n5\n9"]}
    for first, all_of_it in lines.items():
        for text in all_of_it:
            write("texts", bytes([first]) + text.encode())


if __name__ == "__main__":
    for make in (json_command, ranges, qr, jose, http_head, texts):
        make()
