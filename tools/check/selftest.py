#!/usr/bin/env python3
"""Proves that each check can fail: a small repository that is clean, then one fault at a time."""
import contextlib
import hashlib
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile

import house


RULES = "".join(f"| {letter}{n} | text | {'tested' if (letter, n) == ('X', 6) else 'later'} |\n"
                for letter, count in {"C": 12, "T": 9, "X": 18, "V": 7, "R": 9, "L": 7, "M": 4, "I": 6}.items()
                for n in range(1, count + 1))
SECTIONS = dict(enumerate([5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3], 1))
PROOF = "`src/customs/stay_test.cpp:X6_commit_stay`"
SECURITY = "".join(f"| {row} | text | {'test' if row == 'S3' else 'gap'} | {PROOF} |\n"
                   for row in [*(f"S{n}" for n in range(1, 14)),
                               *(f"V{c}.{n}" for c, count in SECTIONS.items() for n in range(1, count + 1))])
LOCK = json.dumps({"packages": {
    "": {"name": "ours"}, "node_modules/ours": {"link": True}, "node_modules/kit": {"license": "(MIT OR GPL-3.0)"},
    "node_modules/kit/node_modules/old": {}, "node_modules/probe": {"license": "MPL-2.0", "dev": True},
    "node_modules/far": {"license": "GPL-3.0", "dev": True}}}) + "\n"
CLEAN = {
    ".clang-format": "BasedOnStyle: Google\nColumnLimit: 120\n",
    "CMakeLists.txt": "add_subdirectory(src/base)\nadd_subdirectory(src/carnet)\nadd_subdirectory(src/wallet)\n"
                      "add_subdirectory(src/customs)\n",
    "src/base/CMakeLists.txt": 'room(base\n  PURPOSE "Words."\n  USES\n  LINK)\n',
    "src/base/day.h": '#pragma once\n',
    "src/carnet/CMakeLists.txt": 'room(carnet PURPOSE "Kernel." USES base)\n',
    "src/carnet/goods.h": '#pragma once\n#include <map>\n\n#include "base/day.h"\n',
    "src/wallet/CMakeLists.txt": 'room(wallet PURPOSE "Wallet." USES carnet OWNS travels)\n',
    "src/wallet/sql/find_travel.sql": "SELECT t.travel_id FROM travels t JOIN v_stays s ON s.id = t.id\n",
    "src/wallet/travel_store.cpp": '#include "wallet/queries.h"\nauto q = sql::find_travel;\n',
    "src/customs/CMakeLists.txt": 'room(customs PURPOSE "Customs." USES carnet OWNS stays)\n',
    "src/customs/sql/put_stay.sql": "INSERT INTO stays (id) VALUES (:id) ON CONFLICT (id) DO UPDATE SET id = :id\n",
    "src/customs/stay_store.cpp": '#include "carnet/goods.h"\n#include "customs/queries.h"\nauto q = sql::put_stay;\n',
    "src/customs/routes_customs.cpp": 'auto row = Route{"customs.commit_stay", {}};\n',
    "src/customs/commit_stay.cpp": "Verdict commit_stay() { return refuse(Code::wrong_day); }\n",
    "src/customs/stay_test.cpp": "TEST(Stay, X6_commit_stay) { commit_stay(); }\n",
    "api/customs.yaml": "paths:\n  /stays:\n    post:\n      operationId: commit_stay\n",
    "api/refusals/common.yaml": "- code: wrong_day\n  status: 409\n  rule: X6\n  title: Wrong\n"
                                "  detail: \"On {day}.\"\n  next: Wait.\n",
    "db/migrations/0001-all.sql": "CREATE TABLE travels (\n  travel_id TEXT PRIMARY KEY,\n  id TEXT NOT NULL\n);\n"
                                  "CREATE TABLE stays (id TEXT PRIMARY KEY, n BIGINT,\n"
                                  "  CONSTRAINT stays_n_unique UNIQUE (n));\n"
                                  "CREATE VIEW v_stays AS SELECT id FROM stays;\n",
    "db/migrations/released.txt": "# released\n",
    "tools/packages.txt": "# build\ng++\n",
    "tools/contract.py": "",
    "docs/licences.csv": "registry,package,use,licence,note\ndebian,g++,tool,GPL-3.0,\nnpm,old,ships,MIT,\n",
    "web/package.json": '{"name": "ours", "dependencies": {"kit": "1.0.0"}, "devDependencies": {"probe": "1.0.0"}}\n',
    "web/package-lock.json": LOCK,
    "web/apps/wallet/package.json": '{"dependencies": {}}\n',
    "docs/rules.md": RULES,
    "docs/security.md": SECURITY,
    **{f"texts/{language}/{domain}.json": "{}\n" for language in ("en", "fr", "ar")
       for domain in ("shared", "ui", "portal", "start", "server")},
    **{f"texts/{language}/wallet.json":
       '{"wallet.days": "{n, plural, one {# day} other {# days}}", "wallet.to": "{n}"}\n'
       for language in ("en", "fr", "ar")},
    **{f"texts/{language}/refusals.json": '{"wrong_day": {"title": "Non", "detail": "{day} .", "next": "Oui."}}\n'
       for language in ("fr", "ar")},
    "web/apps/wallet/src/app.tsx": "const a = t('wallet.days', {n: 1}); // t('wallet.later')\n"
                                   "const b = t(`wallet.${a}`) + <p id={`row-${a}`} />;\n"
                                   "const c = t(a ? 'wallet.to' : 'wallet.days');\n",
    "README.md": "# Name\n\nSee [rules](docs/rules.md) and [here](#name).\n",
}
FUNCTION = "int f() {\n" + "  g();\n" * 75 + "}\n"
# check, file to change, its text ({} stands for the clean one), what must be found there
FAULTS = [
    ("formatting", "src/base/day.h", "{}int  x;\n", "src/base/day.h:2"),
    ("arrows", "src/carnet/goods.h", '{}#include "wallet/x.h"\n', "src/carnet/goods.h:5"),
    ("arrows", "src/carnet/goods.h", "{}#include <soci/soci.h>\n", "src/carnet/goods.h:5"),
    ("arrows", "src/wallet/CMakeLists.txt", 'room(wallet PURPOSE "W." USES customs OWNS travels)\n', "siblings"),
    ("arrows", "src/base/CMakeLists.txt", 'room(base PURPOSE "B." USES carnet)\n', "circle"),
    ("arrows", "src/base/CMakeLists.txt", "room(base USES)\n", "PURPOSE"),
    ("arrows", "src/customs/commit_stay.cpp", '{}#include "customs/queries.h"\n', "_store.cpp runs SQL"),
    ("arrows", "src/wallet/CMakeLists.txt", '{}target_link_libraries(room_wallet PUBLIC room_customs)\n',
     "stand in USES"),
    ("arrows", "src/carnet/goods.h", "{}double value;\n", "src/carnet/goods.h:5"),
    ("arrows", "web/apps/wallet/src/far.ts", "import {x} from '@opencarnet/kit';\n", "far.ts:1: imports"),
    ("arrows", "web/packages/kit/package.json", '{"dependencies": {"@opencarnet/wallet": "1"}}\n', "uses an app"),
    ("arrows", "web/packages/kit/package.json", '{"dependencies": {"@opencarnet/kit": "1"}}\n', "in a circle"),
    ("arrows", "src/wallet/travel_store.cpp", "{}auto t = std::chrono::system_clock::now();\n", "injected clock"),
    ("tables", "src/wallet/sql/find_travel.sql", "SELECT 1\n  FROM stays\n", "find_travel.sql:2"),
    ("tables", "src/wallet/sql/find_travel.sql", "SELECT 1 FROM travels t,\n  stays s\n", "find_travel.sql:2"),
    ("tables", "src/wallet/sql/find_travel.sql", "UPDATE stays SET id = 1\n", "wallet writes stays"),
    ("tables", "src/wallet/sql/find_travel.sql", "DELETE FROM stays\n", "wallet writes stays"),
    ("tables", "db/migrations/0002-more.sql", "CREATE TABLE lost (id TEXT PRIMARY KEY);\n", "OWNS the table lost"),
    ("tables", "db/migrations/0001-all.sql", "{}CREATE TABLE stays (\n  id TEXT,\n  at TIMESTAMP\n);\n",
     "column at is TIMESTAMP"),
    ("tables", "db/migrations/0001-all.sql", "{}CREATE TABLE stays (id TEXT UNIQUE);\n",
     "unique constraint has a name"),
    ("tables", "src/customs/commit_stay.cpp", '{}auto s = "DELETE FROM stays";\n', "sql/<name>.sql"),
    ("names", "api/customs.yaml", "{}  /x:\n    get: {{operationId: find_stay}}\n",
     "no route row binds customs.find_stay"),
    ("names", "src/customs/routes_customs.cpp", '{}auto r = Route{{"customs.lose_stay"}};\n', "stands in no contract"),
    ("names", "src/customs/commit_stay.cpp", "Verdict commit() { return refuse(Code::wrong_day); }\n",
     "is not a function commit_stay"),
    ("names", "src/customs/stay_test.cpp", "TEST(Stay, X6_x) {}\n", "no test names customs.commit_stay"),
    ("dead", "src/lost/lost.cpp", "int x;\n", "outside the build"),
    ("dead", "src/base/lost.h", "#pragma once\n", "nobody includes"),
    ("dead", "src/wallet/sql/lost.sql", "SELECT 1\n", "sql::lost"),
    ("dead", "api/refusals/more.yaml", "- code: lost\n", "refuses with lost"),
    ("dead", "README.md", "{}\n[x](docs/lost.md)\n", "README.md:5"),
    ("dead", "README.md", "{}\n[x](docs/rules.md#lost)\n", "no heading #lost"),
    ("sizes", "src/base/day.h", "int x;\n" * 401, "401 lines"),
    ("sizes", "src/base/day.h", "// " + "x" * 118 + "\n", "121 columns"),
    ("sizes", "src/customs/commit_stay.cpp", FUNCTION, "commit_stay.cpp:1: a function of 77 lines"),
    ("licences", "tools/packages.txt", "{}liblost-dev\n", "liblost-dev is not listed"),
    ("licences", "docs/licences.csv", "{}debian,x,ships,GPL-3.0-only,\n", "x ships under GPL-3.0-only"),
    ("licences", "docs/licences.csv", "{}npm,lost,ships,MIT,\n", "lost (npm) is listed but not used"),
    ("licences", "web/package.json", '{"dependencies": {"lost": "1.0.0"}}\n', "lost is not locked"),
    ("licences", "web/package-lock.json", LOCK.replace("MIT OR ", ""), "kit ships under (GPL-3.0)"),
    ("licences", "web/package-lock.json", LOCK.replace("MPL-2.0", "UNLICENSED"), "probe is used under UNLICENSED"),
    ("licences", "web/package-lock.json", LOCK.replace('"license": "MPL-2.0", ', ""), "probe does not tell"),
    ("licences", "web/package-lock.json", LOCK.replace('"MPL-2.0", "dev": true', '"MPL-2.0"'),
     "probe ships under MPL-2.0"),
    ("licences", "docs/licences.csv", "registry,package,use,licence,note\ndebian,g++,tool,GPL-3.0,\n",
     "old does not tell"),
    ("licences", "docs/licences.csv", "{}debian-runtime,x,linked,GPL-3.0-only,\n", "x linked under GPL-3.0-only"),
    ("contract", "tools/contract.py", "import sys\nsys.exit('api/customs.yaml:3: no summary')\n", "api/customs.yaml:3"),
    ("migrations", "db/migrations/released.txt", "0000  0001-all.sql\n", "changed after its release"),
    ("migrations", "db/migrations/released.txt", "0000  0000-lost.sql\n", "is gone"),
    ("migrations", "db/migrations/0001-other.sql", "-- nothing\n", "belongs to"),
    ("rules", "src/customs/stay_test.cpp", "TEST(Stay, commit_stay) {}\n", "no test bears X6"),
    ("rules", "src/customs/stay_test.cpp", "{}TEST(Stay, X99_never) {}\n", "no rule X99"),
    ("rules", "docs/rules.md", "| X6 | text | tested |\n", "C1 is missing"),
    ("security", "docs/security.md", "{}`tests/lost_test.cpp`\n", "there is no tests/lost_test.cpp"),
    ("security", "docs/security.md", "{}`src/customs/stay_test.cpp:lost`\n", "has no test lost"),
    ("security", "docs/security.md", "{}| S1 | text | gap | |\n", "S1 stands twice"),
    ("security", "docs/security.md", SECURITY.replace("| V17.3 ", "| V18.3 "), "V17.3 is missing"),
    ("security", "docs/security.md", SECURITY.replace("| gap |", "| fine |", 1), "S1 is test, reason or gap"),
    ("security", "docs/security.md", SECURITY.replace(PROOF, "well", 3), "S3 names no test"),
    ("security", "src/customs/commit_stay.cpp", "{}bool same = kept.token_hash == typed;\n", "token_hash is compared"),
    ("security", "src/customs/commit_stay.cpp", "{}bool same = typed != row.secret;\n", "secret is compared"),
    ("sql", "src/wallet/sql/find.sqlite.sql", "SELECT 1\n", "no twin"),
    ("sql", "src/wallet/sql/find_travel.sql", "{}-- as :this\n", "find_travel.sql:2"),
    ("refusals", "api/refusals/common.yaml", "{}- code: lost\n  status: 418\n  title: Gone.\n", "lost: has no next"),
    ("texts", "texts/fr/wallet.json", '{"wallet.to": "{n}"}', "texts/fr/wallet.json:1: wallet.days is missing"),
    ("texts", "texts/ar/ui.json", '{"ui.lost": "x"}', "ui.lost does not stand in English"),
    ("texts", "texts/ar/ui.json", "{", "texts/ar/ui.json:1: is no JSON"),
    ("texts", "texts/ar/ui.json", '{"ui.a": "x", "ui.a": "y"}', "ui.a stands twice"),
    ("texts", "texts/en/extra.json", "{}", "texts/fr/extra.json:1: is missing"),
    ("texts", "texts/en/server.json", '{"a": "{b, plural, one {x}}"}', "b has no branch other"),
    ("texts", "texts/en/server.json", '{"a": "{b"}', "texts/en/server.json:1: a: a brace is not closed"),
    ("texts", "texts/en/server.json", '{"a": " "}', "a is no text"),
    ("texts", "texts/fr/wallet.json", '{"wallet.days": "{n, plural, other {{m}}}", "wallet.to": "{n}"}',
     "wallet.days takes ['m', 'n'], English takes ['n']"),
    ("texts", "texts/fr/wallet.json", '{"wallet.days": "{n, select, other {x}}", "wallet.to": "{n}"}',
     "wallet.days takes n as ['select'], English as ['plural']"),
    ("texts", "texts/fr/refusals.json", "[]", "wrong_day.next is missing"),
    ("texts", "texts/fr/refusals.json", '{"wrong_day": {"title": "Non", "detail": "Non.", "next": "Oui."}}',
     "wrong_day.detail takes [], English takes ['day']"),
    ("texts", "api/refusals/more.yaml", "- code: new_one\n  title: A\n  detail: B.\n  next: C.\n",
     "texts/ar/refusals.json:1: new_one.title is missing"),
    ("texts", "texts/en/ui.json", '{"ui.lost": "x"}', "ui.lost is never shown"),
    ("texts", "web/apps/wallet/src/app.tsx", "{}t('wallet.lost');\n", "app.tsx:4: there is no text wallet.lost"),
    ("texts", "web/apps/wallet/src/app.tsx", "{}const d = t(`lost.${{a}}`);\n", "app.tsx:4: no text begins with lost."),
    ("words", "README.md", "{}TODO: write\n", "README.md:4"),
    ("words", "README.md", "{}see /work/x\n", "path of one machine"),
]


def write(root: pathlib.Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def found_in(name: str, root: pathlib.Path) -> list[str]:
    return [str(problem) for problem in importlib.import_module(f"check_{name}").check(root) if not problem.remark]


def runner_is_fooled() -> list[str]:
    """What tools/run_tests.py counts wrongly: (GoogleTest or not, exit code, output, report) → passed, failed."""
    sys.path.insert(0, str(house.ROOT / "tools"))
    run_tests = importlib.import_module("run_tests")
    report = '<a><testcase name="a" classname="S" status="run" result="completed" time="0"/>' \
             '<testcase name="b" classname="S" status="run" result="completed" time="0"><failure/></testcase></a>'
    wrong = []
    for google, code, output, text, wanted in [
            (True, 1, "", report, (1, 1)), (True, -11, "", "", (0, 1)), (True, 0, "", "", (0, 1)),
            (True, 1, "", report.replace("<failure/>", ""), (2, 1)), (False, 0, "7 passed, 0 failed", "", (7, 0)),
            (False, 1, "7 passed, 0 failed", "", (7, 1)), (False, 1, "", "", (0, 1)), (False, 0, "fine", "", (1, 0))]:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "report.xml"
            if text:
                path.write_text(text, encoding="utf-8")
            outcome = run_tests.Outcome("x")
            run_tests.count(outcome, google, code, output, path)
            if (outcome.passed, outcome.failed) != wanted:
                wrong.append(f"run_tests counts {outcome.passed}, {outcome.failed} instead of {wanted}")
    return wrong


def tidy_is_blind() -> list[str]:
    """Two sources, judged together when they can be: each uses names for itself, and in the end the same name."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        write(root, ".clang-tidy", house.text_of(house.ROOT / ".clang-tidy"))
        sources = "src/base/moved.cpp", "src/base/other.cpp"
        write(root, "build/dev/compile_commands.json",
              json.dumps([{"directory": folder, "file": str(root / source),
                           "command": f"g++ -std=c++20 -o x.o -c {root / source}"} for source in sources]))
        for other, use, wanted in (("g", "", []), ("g", "b += a;", [sources[0]]), ("f", "", []),
                                   ("f", "b += a; ", [sources[0]])):
            for source, name, said in ((sources[0], "f", use), (sources[1], other, "")):
                write(root, source, f"#include <string>\nstatic std::string {name}(std::string a) {{\n"
                                    f"  std::string b = std::move(a);\n  {said}\n  return b;\n}}\n"
                                    f"std::string use_{source[9:14]}() {{ return {name}({{}}); }}\n")
            found = [problem.split(":4")[0] for problem in found_in("tidy", root)]
            if found != wanted:
                return [f"tidy does not judge “{use}” beside “{other}” rightly: {found_in('tidy', root)}"]
    return []


def web_is_deaf() -> list[str]:
    """The judges of the web are programs of others: that one of them is heard is what can go wrong here."""
    judge = importlib.import_module("check_web").judged

    def saying(code: int) -> list[tuple]:
        return [("one", house.ROOT, [sys.executable, "-c", f"print('wrong'); raise SystemExit({code})"])]

    heard = judge(saying(1)) == ["one:\nwrong"] and judge(saying(0)) == []
    return [] if heard else ["web does not hear its judges"]


def hardening_is_blind() -> list[str]:
    """A small program linked and compiled as the release is, then without one flag at a time."""
    check = importlib.import_module("check_hardening")
    linked = ["-pie", "-Wl,-z,relro,-z,now,-z,noexecstack"]
    faults = [("PIE", [], ["-no-pie", *linked[1:]]), ("RELRO", [], ["-pie", "-Wl,-z,lazy,-z,norelro"]),
              ("executed", [], ["-pie", "-Wl,-z,now,-z,execstack"]), ("RPATH", [], [*linked, "-Wl,-rpath,/opt"]),
              ("stack protector", ["-fno-stack-protector"], linked), ("checked calls", ["-U_FORTIFY_SOURCE"], linked),
              ("CET", ["-fcf-protection=none"], linked)]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        write(root, "a.c", "#include <stdio.h>\n#include <string.h>\nint main(int n, char** words) {\n"
                           "  char text[64];\n  strcpy(text, words[n - 1]);\n  return puts(text) < 0;\n}\n")
        for wanted, compiling, linking in [("", [], linked), *faults]:
            command = ["gcc", "-O2", *check.COMPILED, *compiling, str(root / "a.c"), *linking, "-o", str(root / "a")]
            subprocess.run(command, check=True, capture_output=True)
            found = [*check.judge_linking(root / "a"), *check.judge_compiling(root / "a")]
            if len(found) != bool(wanted) or any(wanted not in message for message in found):
                wrong.append(f"hardening finds {found} where it should find “{wanted}”")
    good = f"g++ -O2 {' '.join(check.COMPILED)} -c a.cpp"
    for flag in ["-O2", *check.COMPILED]:
        if not list(check.judge_commands([{"file": "a.cpp", "command": good.replace(flag, "-g")}])):
            wrong.append(f"hardening does not miss {flag}")
    return wrong + [f"hardening finds fault with {good}"] * bool(list(check.judge_commands(
        [{"file": "a.cpp", "command": good}])))


def sbom_is_blind() -> list[str]:
    """A bill of one part, then one fault at a time."""
    judge = importlib.import_module("check_sbom").judge
    purl = "pkg:npm/kit@1.0.0"

    def bill(**changed) -> dict:
        part = {"type": "library", "bom-ref": purl, "name": "kit", "version": "1.0.0", "purl": purl,
                "licenses": [{"expression": "MIT"}], "hashes": [{"alg": "SHA-256", "content": "0" * 64}], **changed}
        return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": [part],
                "serialNumber": "urn:uuid:00000000-0000-5000-8000-000000000000",
                "metadata": {"component": {"bom-ref": "ours"}}, "dependencies": [{"ref": "ours", "dependsOn": [purl]}]}

    faults = [({"version": ""}, "no version"), ({"purl": "kit"}, "no package URL"), ({"licenses": []}, "no licence"),
              ({"licenses": [{"expression": "GPL-3.0-only"}]}, "ships under GPL-3.0-only"),
              ({"hashes": [{"alg": "SHA-256", "content": "0"}]}, "another length"), ({"x": 1}, "unknown fields"),
              ({"bom-ref": "other"}, "exactly its parts")]
    wrong = [f"sbom does not see “{wanted}”" for changed, wanted in faults
             if not any(wanted in message for message in judge(bill(**changed)))]
    broken = [({"specVersion": "1.4"}, "CycloneDX 1.5"), ({"serialNumber": "1"}, "no urn"),
              ({"components": bill()["components"] * 2}, "in order, each once")]
    wrong += [f"sbom does not see “{wanted}”" for changed, wanted in broken
              if not any(wanted in message for message in judge({**bill(), **changed}))]
    return wrong + [f"sbom finds fault with a good bill: {found}" for found in [list(judge(bill()))] if found]


def main() -> int:
    passed = failed = 0

    def expect(right: bool, what: str) -> None:
        nonlocal passed, failed
        passed, failed = passed + right, failed + (not right)
        if not right:
            print(what)

    checks = sorted({fault[0] for fault in FAULTS})
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for file, text in CLEAN.items():
            write(root, file, text)
        for name in checks:
            expect(not found_in(name, root), f"{name} finds fault with the clean repository: {found_in(name, root)}")
        for name, file, text, wanted in FAULTS:
            clean = CLEAN.get(file)
            added = text.startswith("{}")
            write(root, file, (clean or "") + text[2:].replace("{{", "{").replace("}}", "}") if added else text)
            found = found_in(name, root)
            seen = any(wanted in problem for problem in found)
            expect(seen, f"{name} does not see “{wanted}” in {file}, only {found}")
            with contextlib.suppress(FileNotFoundError):
                (root / file).unlink()
            if clean is not None:
                write(root, file, clean)
        known = hashlib.sha256((root / "db/migrations/0001-all.sql").read_bytes()).hexdigest()
        write(root, "db/migrations/released.txt", f"{known}  0001-all.sql\n")
        expect(not found_in("migrations", root), "an unchanged released migration is refused")
    for wrong in [*runner_is_fooled(), *tidy_is_blind(), *web_is_deaf(), *hardening_is_blind(), *sbom_is_blind()]:
        expect(False, wrong)
    there = {path.stem.removeprefix("check_") for path in pathlib.Path(__file__).parent.glob("check_*.py")}
    untested = there - set(checks) - {"tidy", "web", "hardening", "sbom"}  # which have functions of their own
    expect(not untested, f"no fault is tried on {sorted(untested)}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
