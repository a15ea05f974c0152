"""What the benchmarks stand on: a PostgreSQL cluster and servers of their own, worlds and copies of them, and what a
run cost. Everything lies in build/bench and is stopped by process id."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
PLACE = pathlib.Path(os.environ.get("BENCH_PLACE", REPOSITORY / "build/bench"))
PORT = int(os.environ.get("BENCH_PORT", "21000"))
TICKS = os.sysconf("SC_CLK_TCK")
ENGINES = ("postgres", "sqlite")


def program(name: str) -> str:
    return str(REPOSITORY / os.environ.get("BENCH_BUILD", "build/release") / name)


def say(text: str) -> None:
    print(text, flush=True)


def run(command: list, **options) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(str(word) for word in command[:3])} … failed:\n{done.stderr.strip()}")
    return done.stdout


class Postgres:
    """A private cluster; durable, with the memory an ordinary server would be given."""
    settings = {"shared_buffers": "2GB", "max_wal_size": "8GB", "checkpoint_timeout": "15min"}

    def __init__(self) -> None:
        self.folder = PLACE / "postgres"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.start()
        for name, value in self.settings.items():
            self.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        self.stop()
        self.start()

    def start(self) -> None:
        self.url = run([REPOSITORY / "tools/postgres.sh", "start", self.folder]).strip()
        data = self.sql("SHOW data_directory").strip()
        self.postmaster = int(pathlib.Path(data, "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])

    def stop(self) -> None:
        """By the cluster's own process id; the folder of the socket stays."""
        os.kill(self.postmaster, signal.SIGINT)
        while pathlib.Path(f"/proc/{self.postmaster}").exists():
            time.sleep(0.05)

    def remove(self) -> None:
        run([REPOSITORY / "tools/postgres.sh", "stop", self.folder])
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, text: str, database: str = "postgres") -> str:
        return run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", self.url_of(database), "-c", text])

    def url_of(self, database: str) -> str:
        return self.url.replace("/postgres?", f"/{database}?")

    @contextlib.contextmanager
    def filling(self):
        """With a short and thin log: a world that is lost with the machine is made again."""
        careless = {"full_page_writes": "off", "max_wal_size": "2GB"}
        for name, value in careless.items():
            self.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        self.sql("SELECT pg_reload_conf()")
        try:
            yield
        finally:
            for name in careless:
                value = self.settings.get(name, "on")
                self.sql(f"ALTER SYSTEM SET {name} = '{value}'")
            self.sql("SELECT pg_reload_conf()")
            self.sql("CHECKPOINT")

    def drop(self, database: str) -> None:
        self.sql(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def create(self, database: str, template: str = "template0") -> str:
        self.drop(database)
        self.sql(f"CREATE DATABASE {database} TEMPLATE {template} STRATEGY = FILE_COPY")
        return self.url_of(database)


class World:
    """A filled database that nobody serves: copies of it are what runs work on."""

    def __init__(self, engine: str, postgres: Postgres | None, name: str) -> None:
        self.engine, self.postgres, self.name = engine, postgres, name
        self.folder = PLACE / f"{name}-{engine}"
        self.seconds = 0.0

    def fill(self, options: list) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        begin = time.monotonic()
        with self.postgres.filling() if self.postgres else contextlib.nullcontext():
            run([program("opencarnet-bench"), "world", "--database", self.fresh("world"), "--data-dir", self.folder,
                 *options])
        self.seconds = time.monotonic() - begin

    def fresh(self, role: str) -> str:
        if self.engine == "postgres":
            return self.postgres.create(f"{self.name}_{role}")
        for file in self.folder.glob(f"{role}.db*"):
            file.unlink()
        return self.url(role)

    def url(self, role: str) -> str:
        if self.engine == "postgres":
            return self.postgres.url_of(f"{self.name}_{role}")
        return f"sqlite:{self.folder}/{role}.db"

    def copy(self, role: str) -> str:
        if self.engine == "postgres":
            url = self.postgres.create(f"{self.name}_{role}", f"{self.name}_world")
            self.postgres.sql("CHECKPOINT")
            return url
        url = self.fresh(role)
        shutil.copyfile(self.folder / "world.db", self.folder / f"{role}.db")
        with open(self.folder / f"{role}.db", "rb") as file:
            os.fsync(file.fileno())
        return url

    def size(self) -> int:
        if self.engine == "postgres":
            return int(self.postgres.sql(f"SELECT pg_database_size('{self.name}_world')"))
        return (self.folder / "world.db").stat().st_size

    def remove(self) -> None:
        if self.engine == "postgres":
            for role in ("world", "run", "limit", "peer"):
                self.postgres.drop(f"{self.name}_{role}")
        shutil.rmtree(self.folder, ignore_errors=True)


class Kept:
    """What a benchmark must clear away."""

    def __init__(self) -> None:
        self.worlds: list[World] = []
        self.cluster: Postgres | None = None

    def postgres(self) -> Postgres:
        self.cluster = Postgres()
        return self.cluster

    def world(self, engine: str, name: str, options: list) -> World:
        """Noted before it is filled: that may be interrupted."""
        self.worlds.append(World(engine, self.cluster if engine == "postgres" else None, name))
        self.worlds[-1].fill(options)
        return self.worlds[-1]

    def clear(self) -> None:
        for world in self.worlds:
            world.remove()
        self.worlds = []
        if self.cluster:
            self.cluster.remove()


@contextlib.contextmanager
def cleared(keep: bool = False):
    """Removes worlds and cluster afterwards, however it ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    kept = Kept()
    try:
        yield kept
    finally:
        if not keep:
            kept.clear()


def ticks(process: int, with_dead_children: bool = False) -> int:
    try:
        fields = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(field) for field in fields[11:15 if with_dead_children else 13])


def resident(server) -> float:
    """Of the server and its children, MiB."""
    kibibytes = 0
    for process in family(server.process.pid):
        for line in pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                kibibytes += int(line.split()[1])
    return kibibytes / 1024


class Server:
    """A started program that answers on a port."""

    def __init__(self, command: list, port: int, log: pathlib.Path, ready: str) -> None:
        self.port = port
        with open(log, "w", encoding="utf-8") as out:
            self.process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=out, cwd=REPOSITORY)
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://localhost:{port}{ready}", timeout=1).close()
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        raise SystemExit(f"the server is not there: {log}")

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


def family(process: int) -> list[int]:
    """The process and its children."""
    children = pathlib.Path(f"/proc/{process}/task/{process}/children")
    with contextlib.suppress(FileNotFoundError):
        return [process] + [int(word) for word in children.read_text(encoding="ascii").split()]
    return []


def product(world: World, url: str, port: int = PORT, options: tuple = ()) -> Server:
    return Server([program("opencarnet"), "serve", "--data-dir", world.folder, "--database", url, "--port", port,
                   "--log-level", "warn", *options], port, world.folder / "server.log", "/readyz")


def peer(url: str, log: pathlib.Path, port: int = PORT + 1) -> Server:
    """The three operations as a Fastify + pg server; see bench/peer/server.mjs."""
    folder, node = REPOSITORY / "bench/peer", REPOSITORY / "web/node_modules/.bin/node"
    if not (folder / "node_modules").exists():
        run(["npm", "ci", "--ignore-scripts"], cwd=folder)
    return Server([node if node.exists() else "node", folder / "server.mjs", port, url], port, log, "/readyz")


class Cost:
    """CPU of the server and of the database's processes between two moments, in seconds."""

    def __init__(self, server: Server | None, postgres: Postgres | None) -> None:
        self.server, self.postgres = server, postgres
        self.before = self.now()

    def now(self) -> tuple[float, float]:
        own = sum(ticks(process) for process in family(self.server.process.pid)) if self.server else 0
        others = 0
        if self.postgres:
            others = sum(ticks(process, process == self.postgres.postmaster)
                         for process in family(self.postgres.postmaster))
        return own / TICKS, others / TICKS

    def spent(self) -> tuple[float, float]:
        own, others = self.now()
        return own - self.before[0], others - self.before[1]


def words_of(options: dict) -> list:
    words = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        words += [flag] if value is True else [] if value is False else [flag, value]
    return words


def load(world: World, port: int = PORT, **options) -> dict:
    told = json.loads(run([program("opencarnet-bench"), "load", "--data-dir", world.folder, "--port", port,
                           *words_of(options)]))
    for failure, count in told["failures"].items():
        say(f"  !! {count} × {failure}")
    return told


def limit(world: World, url: str, **options) -> dict:
    return json.loads(run([program("opencarnet-bench"), "limit", "--database", url, "--data-dir", world.folder,
                           *words_of(options)]))


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def table(rows: list[list[str]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        say("  " + "  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                             for column, (cell, width) in enumerate(zip(row, widths))).rstrip())
        if number == 0:
            say("  " + "  ".join("-" * width for width in widths))
