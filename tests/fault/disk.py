"""Q7: the disk is full. Changes are told 503 with Retry-After, reads go on, and with room again all goes on by itself.

Root may mount a small disk. Nobody else can: then the file may not grow (SQLite), or PostgreSQL is made to say what it
says of a full disk.
"""
import contextlib
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile

from caller import until
from trial import Trial

MEGABYTES = 192
SAYS_FULL = """
CREATE FUNCTION fault_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END; $$;
CREATE TRIGGER fault_full BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION fault_full();
"""


@contextlib.contextmanager
def small_disk():
    """A mounted disk of its own, or None where that may not be."""
    place = pathlib.Path(tempfile.mkdtemp(prefix="opencarnet-disk."))
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=755", "tmpfs", place], capture_output=True,
        check=False).returncode == 0
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", place], check=True)
        place.rmdir()


def fill(place):
    with contextlib.suppress(OSError), open(place / "filler", "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * size)


class MountedSqlite:
    what = "a mounted disk filled to the last byte"

    def __init__(self, engine, world, place):
        self.place = place
        self.database = engine.copy_of(world.database, "", into=place)

    def full(self, trial):
        fill(self.place)

    def room_again(self, trial):
        (self.place / "filler").unlink()

    def close(self):
        pass


class LimitedSqlite:
    what = "a file that may not grow"

    def __init__(self, engine, world, _):
        self.engine = engine
        self.database = engine.copy_of(world.database, "limited")

    def full(self, trial):
        for server in trial.servers:
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1 << 16, resource.RLIM_INFINITY))

    def room_again(self, trial):
        for server in trial.servers:
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)

    def close(self):
        self.engine.drop(self.database)


class MountedPostgres:
    what = "a mounted disk filled to the last byte"

    def __init__(self, engine, world, place):
        self.engine, self.place = engine, place
        shutil.chown(place, "postgres", "postgres")
        engine.psql("postgres", f"CREATE TABLESPACE small LOCATION '{place}'")
        self.database = engine.copy_of(world.database, "on_small", tablespace="small")

    def full(self, trial):
        fill(self.place)

    def room_again(self, trial):
        (self.place / "filler").unlink()

    def close(self):
        self.engine.drop(self.database)
        self.engine.psql("postgres", "DROP TABLESPACE small")


class SayingPostgres:
    what = "PostgreSQL says that the disk is full"

    def __init__(self, engine, world, _):
        self.engine = engine
        self.database = engine.copy_of(world.database, "says_full")

    def full(self, trial):
        self.database.run(SAYS_FULL)

    def room_again(self, trial):
        self.database.run("DROP TRIGGER fault_full ON events")

    def close(self):
        self.engine.drop(self.database)


def full_and_room_again(engine, world, seed, commits):
    with small_disk() as place:
        kinds = {"SQLite": (LimitedSqlite, MountedSqlite), "PostgreSQL": (SayingPostgres, MountedPostgres)}
        world.sign_in()
        disk = kinds[engine.name][place is not None](engine, world, place)
        try:
            return under_load(engine, world, seed, commits, disk)
        finally:
            disk.close()


def under_load(engine, world, seed, commits, disk):
    trial = Trial(engine, world, database=disk.database)
    trial.keeps = True  # whoever mounted it takes it away
    try:
        trial.start()
        load = trial.begin_load(seed)
        trial.commits(commits)
        disk.full(trial)
        until(lambda: refusals(load) >= 10 or load.exhausted(), 180, "somebody is told 503")
        if load.exhausted():
            trial.problems.append("the disk never was full: nothing was proven")
        read_on(trial, world)
        trial.counts["told 503 while " + disk.what] = refusals(load)
        disk.room_again(trial)
        trial.commits(commits)
        trial.recovered()
        return trial.judge()
    finally:
        trial.close()


def refusals(load):
    return load.ledger.counts["503 busy"] + load.ledger.counts["503 outcome_unknown"]


def read_on(trial, world):
    """What changes nothing is answered, also for somebody who was not there for a while. A read of a carnet's content
    must leave a row (V7): it may be told 503, and when to come again.
    """
    for number in range(8, 12):
        reader = world.officer("CH", number).at(trial.ports[0])
        for path in ("/api/customs/v1/offices", "/api/identity/v1/sessions/current", "/api/public/v1/countries",
                     "/readyz"):
            reply = reader.send("GET", path)
            if reply.status != 200:
                trial.problems.append(f"with a full disk GET {path} was answered {reply.status} {reply.raw[:300]!r}")
            trial.counts["reads answered meanwhile"] += reply.status == 200
        reply = reader.send("GET", "/api/customs/v1/transactions")
        if reply.status != 200 and "retry-after" not in reply.headers:
            trial.problems.append(f"with a full disk a list was answered {reply.status} {reply.raw[:300]!r}")
