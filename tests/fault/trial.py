"""One trial: a copy of the world, servers before it, what is done to them, and the judgement at the end."""
import collections
import datetime

from checker import Checker
from load import Load
from server import Server
from caller import until


class Trial:
    number = 0

    def __init__(self, engine, world, processes=1, options=(), database=None, url=None, environment=None):
        world.sign_in()
        Trial.number += 1
        self.engine, self.world = engine, world
        self.database = database or engine.copy_of(world.database, f"trial{Trial.number}")
        self.servers = [Server(self.database, options, url=url, environment=environment) for _ in range(processes)]
        self.problems, self.counts = [], collections.Counter()
        self.load, self.judged = None, False
        self.keeps = False  # somebody else takes the database away

    @property
    def ports(self):
        return [server.port for server in self.servers]

    def start(self):
        for server in self.servers:
            server.start()
        return self

    def begin_load(self, seed, threads=8):
        self.load = Load(self.world, self.ports, seed, threads).start()
        return self.load

    def commits(self, more, seconds=180):
        """Waits until so many more were committed, or nothing is left to commit."""
        goal = self.load.commits() + more
        until(lambda: self.load.commits() >= goal or self.load.exhausted(), seconds, f"{more} more commits", 0.01)

    def recovered(self, seconds=120):
        """The servers must come back by themselves: same processes, nobody restarts them."""
        for server in self.servers:
            until(server.ready, seconds, "the server is ready again by itself")

    def judge(self, later_minutes=3, ordered=True):
        """Ends the load, lets the outbox finish, and compares everything. Leases of killed processes end after two
        minutes: the last server begins with a clock that is further on."""
        self.load.finish()
        self.stop()
        last = Server(self.database, ["--clock", instant(later_minutes)]).start()
        try:
            self.drain()
            until(lambda: not self.database.rows("SELECT event_id FROM events WHERE position IS NULL"), 30,
                  "all events are numbered")
        finally:
            last.stop()
            self.note_faults(last)
        return self.compare(self.letters(), ordered)

    def compare(self, arrived, ordered=True):
        checker = Checker(self.database, self.load.ledger).check(self.world.known).receipts(arrived, ordered)
        self.problems += checker.problems + self.load.ledger.problems
        self.counts.update(checker.counts)
        self.counts.update(self.load.ledger.counts)
        self.judged = True
        self.counts["resolved by a repeat"] = sum(i.replayed for i in self.load.ledger.intents)
        return self

    def drain(self):
        """Receipts come behind requests and may be slow on a busy machine: what counts is that they come."""
        left = self.jobs()
        while left:
            until(lambda before=left: self.jobs() < before, 120, "a job of the outbox is done", 0.1)
            left = self.jobs()

    def jobs(self):
        return self.database.rows("SELECT COUNT(*) AS jobs FROM outbox")[0]["jobs"]

    def letters(self):
        rows = self.database.rows("SELECT message_id, letter_id FROM letters")
        return [row["message_id"] for row in sorted(rows, key=lambda r: r["letter_id"])]

    def stop(self):
        for server in self.servers:
            server.stop()
            self.note_faults(server)

    def note_faults(self, server):
        faults = server.faults()
        self.counts["faults in the log"] += len(faults)
        self.problems += [f"the server logged a fault: {line[:400]}" for line in faults[:5]]

    def close(self):
        """After a failure too: nothing of ours is left running."""
        if self.load:
            self.load.abandon()
        for server in self.servers:
            server.kill()
        if self.judged and not self.problems and not self.keeps:
            self.engine.drop(self.database)


def instant(minutes):
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
    return now.strftime("%Y-%m-%dT%H:%M:%S.000Z")
