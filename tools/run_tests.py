#!/usr/bin/env python3
"""Runs the test programs that CTest knows, then those of the web, sums up over all of them, and ends with a line
`N passed, N failed`.

A GoogleTest program is counted by its XML report. Any other program is counted by its own last line of that form, else
as one test by its exit code. A program that dies counts as one failed test more than it reported.
"""
import argparse
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import xml.etree.ElementTree

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
SLOW_SECONDS = 1.0
TIMEOUT_SECONDS = int(os.environ.get("TEST_TIMEOUT_SECONDS", "900"))


@dataclasses.dataclass
class Outcome:
    name: str
    passed: int = 0
    failed: int = 0
    skipped: list[str] = dataclasses.field(default_factory=list)
    slow: list[tuple[float, str]] = dataclasses.field(default_factory=list)
    seconds: float = 0.0
    output: str = ""
    figures: list[str] = dataclasses.field(default_factory=list)


def programs(build: str) -> list[dict]:
    listing = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], capture_output=True, text=True,
                             check=True)
    tests = []
    for test in json.loads(listing.stdout)["tests"]:
        properties = {p["name"]: p["value"] for p in test.get("properties", [])}
        folder = properties.get("WORKING_DIRECTORY", build)
        variables = dict(line.split("=", 1) for line in properties.get("ENVIRONMENT", []))
        tests.append({"name": test["name"], "command": test.get("command", []), "folder": folder, "env": variables})
    return tests


def web_programs(build: pathlib.Path, part: str) -> list[dict]:
    """Tests of the web's logic, and the stories in a real browser."""
    node, program = REPOSITORY / "web/node_modules/.bin/node", build.resolve() / "opencarnet"
    return [{"name": "web", "command": [str(node), "tools/test.mjs"], "folder": REPOSITORY / "web", "env": {}},
            {"name": "e2e", "command": [str(node), "tests/e2e/run.ts"] + ([part] if part else []),
             "folder": REPOSITORY, "env": {"E2E_PROGRAM": str(program)}}]


def alone(build: pathlib.Path, part: str) -> list[dict]:
    """What runs last and beside nothing else: it measures, kills, or keeps all cores busy by itself."""
    return web_programs(build, part) + [
        python_program("fault", "--program", str(build.resolve() / "opencarnet")),
        python_program("fuzz"),
    ]


def python_program(name: str, *options: str) -> dict:
    """A short run of tests/<name>/run.py; `./dev soak` has the long ones."""
    return {"name": name, "command": ["/usr/bin/python3", f"tests/{name}/run.py", *options], "folder": REPOSITORY,
            "env": {}}


def is_google_test(command: list[str]) -> bool:
    path = pathlib.Path(command[0])
    return len(command) == 1 and path.name.endswith("_test")


def read_report(report: pathlib.Path, outcome: Outcome) -> None:
    for case in xml.etree.ElementTree.parse(report).getroot().iter("testcase"):
        name = f'{outcome.name}: {case.get("classname")}.{case.get("name")}'
        if case.get("status") == "notrun":
            continue
        if case.find("failure") is not None:
            outcome.failed += 1
        elif case.get("result") == "skipped":
            outcome.skipped.append(name)
        else:
            outcome.passed += 1
        if float(case.get("time", 0)) >= SLOW_SECONDS:
            outcome.slow.append((float(case.get("time", 0)), name))


def run(test: dict, logs: pathlib.Path, only: str) -> Outcome:
    outcome = Outcome(test["name"])
    command, report = list(test["command"]), logs / f'{test["name"]}.xml'
    if not command or not os.access(command[0], os.X_OK):
        outcome.failed, outcome.output = 1, f"{outcome.name} was not built\n"
        return outcome
    google = is_google_test(command)
    if google:
        report.unlink(missing_ok=True)
        command += ["--gtest_brief=1", f"--gtest_output=xml:{report}"]
        command += [f"--gtest_filter=*{only}*"] if only else []
    begin = time.monotonic()
    try:
        done = subprocess.run(command, cwd=test["folder"], env={**os.environ, **test["env"]}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT_SECONDS)
        code, text = done.returncode, done.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired as late:
        code, text = -1, (late.stdout or b"").decode("utf-8", "replace") + f"\nstopped after {TIMEOUT_SECONDS} s\n"
    outcome.seconds = time.monotonic() - begin
    (logs / f'{test["name"]}.log').write_text(text, encoding="utf-8")
    count(outcome, google, code, text, report)
    if outcome.failed:
        outcome.output = text
    elif not google:
        outcome.figures = [line.removeprefix("figure ") for line in text.splitlines() if line.startswith("figure ")]
    return outcome


def count(outcome: Outcome, google: bool, code: int, text: str, report: pathlib.Path) -> None:
    lines = text.rstrip().splitlines()
    summary = re.fullmatch(r"(\d+) passed, (\d+) failed", lines[-1].strip()) if lines else None
    if google and report.exists():
        read_report(report, outcome)
    elif not google and summary:
        outcome.passed, outcome.failed = int(summary[1]), int(summary[2])
    elif code == 0 and not google:
        outcome.passed = 1
    if code != 0 and outcome.failed == 0 or google and not report.exists():
        outcome.failed += 1


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", required=True)
    arguments.add_argument("--logs", type=pathlib.Path, required=True)
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--only-built", action="store_true", help="the programs of the build, none that run alone")
    arguments.add_argument("only", nargs="?", default="")
    given = arguments.parse_args()
    given.logs.mkdir(parents=True, exist_ok=True)
    given.logs = given.logs.resolve()
    tests, afterwards, only = chosen(given.build, given.only)
    afterwards = [] if given.only_built else afterwards
    begin = time.monotonic()
    outcomes = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=given.jobs) as pool:
        for done in concurrent.futures.as_completed([pool.submit(run, test, given.logs, only) for test in tests]):
            outcomes.append(done.result())
            tell(outcomes[-1], only)
    for test in afterwards:
        outcomes.append(run(test, given.logs, ""))
        tell(outcomes[-1], only)
    return report_sum(outcomes, time.monotonic() - begin)


def chosen(build: str, only: str) -> tuple[list[dict], list[dict], str]:
    """Programs that may run beside each other, those that come alone and last, and the filter for names of tests.
    `only`: a room, a program that runs alone, "e2e/<part of a story's file name>", or a part of a test's name."""
    name, _, part = only.partition("/")
    last = alone(pathlib.Path(build), part)
    if name in [test["name"] for test in last]:
        return [], [test for test in last if test["name"] == name], ""
    tests = programs(build)
    if any(test["name"] == f"{only}_test" for test in tests):
        return [test for test in tests if test["name"] == f"{only}_test"], [], ""
    if only:
        return [test for test in tests if is_google_test(test["command"] or [""])], [], only
    return tests, last, ""


def tell(outcome: Outcome, only: str) -> None:
    if outcome.output:
        print(f"--- {outcome.name}\n{outcome.output.rstrip()}")
    for line in outcome.figures:
        print(f"      {line}")
    if not only or outcome.passed + outcome.failed:
        print(f"{outcome.name}: {outcome.passed} passed, {outcome.failed} failed, "
              f"{len(outcome.skipped)} skipped in {outcome.seconds:.1f} s", flush=True)


def report_sum(outcomes: list[Outcome], seconds: float) -> int:
    for name in sorted(name for outcome in outcomes for name in outcome.skipped):
        print(f"skipped {name}")
    for took, name in sorted((s for outcome in outcomes for s in outcome.slow), reverse=True)[:10]:
        print(f"slow {took:6.1f} s  {name}")
    passed, failed = sum(o.passed for o in outcomes), sum(o.failed for o in outcomes)
    print(f"{len(outcomes)} programs in {seconds:.1f} s")
    if passed + failed == 0:
        print("no test ran")
        failed = 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
