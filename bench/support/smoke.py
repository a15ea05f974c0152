#!/usr/bin/python3
"""The parts of the benchmarks do their work on both engines: a few carnets. No speed is judged."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

build = pathlib.Path(sys.argv[1])
WAITING, LEFT_TO_LOAD = 8 * 9, 8  # importations of eight carnets


def bench(*words) -> dict:
    done = subprocess.run([build / "opencarnet-bench", *map(str, words)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return json.loads(done.stdout or "{}")


def crossed(database: str, folder: pathlib.Path) -> None:
    bench("world", "--database", database, "--data-dir", folder, "--carnets", 12, "--open", 8, "--officers", 4,
          "--variants", 1)
    with open(folder / "server.log", "w+", encoding="utf-8") as log:
        server = subprocess.Popen([build / "opencarnet", "serve", "--data-dir", folder, "--database", database,
                                   "--port", "0", "--log-level", "warn"],
                                  stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            port = re.search(r"localhost:(\d+)", server.stdout.readline())[1]
            told = bench("load", "--data-dir", folder, "--port", port, "--officers", 4, "--seconds", 120,
                         "--warm-up", 0, "--skip", WAITING - LEFT_TO_LOAD)  # ends when they have crossed
        finally:
            server.terminate()
            server.wait()
    if told["failures"] or told["commit"]["count"] != LEFT_TO_LOAD:
        raise RuntimeError(f"not all crossed: {told}")
    # The second begins before the first: what is recorded must not have been crossed.
    for skip, commits in ((30, []), (0, ["--commits"])):
        bare = bench("limit", "--database", database, "--data-dir", folder, "--clients", 1, "--seconds", 0.2, "--skip",
                     skip, *commits)
        if bare["used"] <= skip:
            raise RuntimeError(f"nothing was asked of the bare database: {bare}")


def with_postgres(url: str, folder: pathlib.Path) -> None:
    def sql(text: str) -> None:
        subprocess.run(["psql", "-Xq", url, "-c", text], check=True, capture_output=True)

    name = f"bench_smoke_{os.getpid()}"
    sql(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        crossed(url.replace("/postgres?", f"/{name}?"), folder)
    finally:
        sql(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> None:
    failures, postgres = [], os.environ["OPENCARNET_TEST_POSTGRES"]
    with tempfile.TemporaryDirectory() as place:
        for engine, work in (("sqlite", lambda folder: crossed(f"sqlite:{folder}/world.db", folder)),
                             ("postgres", lambda folder: with_postgres(postgres, folder))):
            folder = pathlib.Path(place, engine)
            folder.mkdir()
            try:
                work(folder)
            except Exception as problem:  # whatever it is, it is told with the engine it happened on
                failures.append(f"{engine}: {type(problem).__name__}: {problem}")
    print("\n".join(failures) + ("\n" if failures else "") + f"{2 - len(failures)} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
