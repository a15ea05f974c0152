"""The two engines as an operator has them: a file, or a private PostgreSQL cluster that is started, killed and read.

What is stored is read past the server: SQLite's own library and psql.
"""
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PSQL = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]


class SqliteDatabase:
    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "opencarnet.db"
        self.url = f"sqlite:{self.file}"

    def rows(self, sql):
        connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(sql)]
        finally:
            connection.close()

    def run(self, sql):
        connection = sqlite3.connect(self.file, timeout=30, isolation_level=None)
        try:
            connection.executescript(sql)
        finally:
            connection.close()

    def problems(self):
        """What the engine itself finds wrong with the file."""
        found = [row["integrity_check"] for row in self.rows("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found


class Sqlite:
    name = "SQLite"

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True)

    def empty(self, name):
        folder = self.folder / name
        folder.mkdir()
        return SqliteDatabase(folder)

    def copy_of(self, world, name, into=None):
        """A database of its own that begins as the prepared world."""
        folder = into or self.folder / name
        folder.mkdir(exist_ok=into is not None)
        for file in ("opencarnet.db", "master.key"):
            shutil.copy2(world.folder / file, folder / file)
        return SqliteDatabase(folder)

    def drop(self, database):
        shutil.rmtree(database.folder)

    def stop(self):
        pass


class PostgresDatabase:
    def __init__(self, cluster, name, folder):
        self.cluster, self.name, self.folder = cluster, name, folder

    @property
    def url(self):
        return self.url_by(self.cluster.socket)

    def url_by(self, socket):
        return f"postgresql://opencarnet@/{self.name}?host={socket}"

    def rows(self, sql):
        return json.loads(self.cluster.psql(self.name, f"SELECT COALESCE(json_agg(q), '[]') FROM ({sql}) AS q"))

    def run(self, sql):
        self.cluster.psql(self.name, sql)

    def problems(self):
        return []


class Postgres:
    name = "PostgreSQL"

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True)
        made = subprocess.run([REPOSITORY / "tools/postgres.sh", "start", folder], capture_output=True, text=True,
                              check=True)
        self.socket = made.stdout.strip().partition("host=")[2]
        inside = folder / "data"
        self.data = inside if (inside / "PG_VERSION").exists() else pathlib.Path(self.socket) / "data"
        # From here on it is a child of ours: a killed one must be buried by its parent before the next can begin.
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGINT)
        while (self.data / "postmaster.pid").exists():
            time.sleep(0.02)
        self.start()

    def start(self):
        """Also after a kill: what the dead server left behind may take a moment to go."""
        binary = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"))[-1]
        owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        end = time.monotonic() + 60
        self.process = None
        while True:
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen(
                    [binary, "-D", self.data, "-c", "listen_addresses=", "-c", f"unix_socket_directories={self.socket}",
                     "-c", "max_connections=200", "-c", "fsync=on"], cwd="/", stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL, stderr=open(self.folder / "server.log", "ab"), **owner)
            time.sleep(0.1)
            if subprocess.run(["pg_isready", "-q", "-h", self.socket], check=False).returncode == 0:
                return
            if time.monotonic() > end:
                raise AssertionError("the private PostgreSQL does not start: " +
                                     (self.folder / "server.log").read_text(errors="replace")[-2000:])

    def kill(self):
        """kill -9 of the postmaster: its children notice and go, whatever they were doing."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def kill_backend(self, database):
        """kill -9 of one session: the postmaster ends all others and recovers from its log."""
        found = self.psql("postgres", f"SELECT pid FROM pg_stat_activity WHERE datname = '{database.name}' "
                                      "AND backend_type = 'client backend' ORDER BY state = 'active' DESC LIMIT 1")
        if found.strip():
            os.kill(int(found), signal.SIGKILL)

    def stop_in_order(self):
        """Like an operator in a hurry: pg_ctl stop -m fast."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def psql(self, database, sql):
        done = subprocess.run(PSQL + ["-h", self.socket, "-U", "opencarnet", "-d", database, "-c", sql],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError(f"psql: {done.stderr.strip()} in {sql[:300]}")
        return done.stdout

    def empty(self, name):
        self.psql("postgres", f"CREATE DATABASE {name}")
        folder = self.folder / f"files-{name}"
        folder.mkdir()
        return PostgresDatabase(self, name, folder)

    def copy_of(self, world, name, tablespace=""):
        at = f" TABLESPACE {tablespace}" if tablespace else ""
        self.psql("postgres", f"CREATE DATABASE {name} TEMPLATE {world.name}{at}")
        folder = self.folder / f"files-{name}"
        folder.mkdir()
        shutil.copy2(world.folder / "master.key", folder / "master.key")
        return PostgresDatabase(self, name, folder)

    def drop(self, database):
        self.psql("postgres", f"DROP DATABASE {database.name} WITH (FORCE)")
        shutil.rmtree(database.folder)

    def stop(self):
        if self.process.poll() is None:
            self.stop_in_order()
        shutil.rmtree(self.socket, ignore_errors=True)
