"""Officers at work: scan, open, commit, and a ledger of what they were told.

Every change has one idempotency key for one intent and is repeated until it is answered, as the contract asks of
clients. Nothing here knows what the server stores.
"""
import collections
import dataclasses
import random
import secrets
import threading
import time

from caller import Caller, NoAnswer, Reply
from world import Declaration

PATIENCE = 120  # seconds in which an intent must get its answer, whatever happens to the server meanwhile


@dataclasses.dataclass
class Intent:
    """One commit that an officer wanted: what was sent and what came of it."""
    declaration: Declaration
    officer: Caller
    key: str
    reply: Reply = None
    unanswered: int = 0   # tries of which nobody told the outcome: cut off, or 503 outcome_unknown
    not_now: int = 0      # tries answered with 503

    @property
    def path(self):
        return f"/api/customs/v1/declarations/{self.declaration.declaration_id}/commit"

    @property
    def replayed(self):
        return self.reply is not None and self.reply.headers.get("idempotency-replayed") == "true"


class Ledger:
    def __init__(self):
        self.lock, self.intents, self.problems = threading.Lock(), [], []
        self.counts = collections.Counter()
        self.abandoned = False

    def open(self, declaration, officer):
        intent = Intent(declaration, officer, secrets.token_urlsafe(16))
        with self.lock:
            self.intents.append(intent)
        return intent

    def count(self, what):
        with self.lock:
            self.counts[what] += 1

    def problem(self, text):
        with self.lock:
            self.problems.append(text)

    def acknowledged(self):
        return [i for i in list(self.intents) if i.reply is not None and i.reply.status == 201]


def settled(ledger, caller_of, method, path, body=None, key=None, intent=None):
    """The final answer of one intent. `caller_of()` says before which process the next try is made."""
    end = time.monotonic() + PATIENCE
    tries = 0
    while True:
        tries += 1
        try:
            reply = caller_of().call(method, path, body, key)
        except NoAnswer:
            reply = None
            ledger.count("requests without an answer")
            if intent:
                intent.unanswered += 1
        if reply is not None and not reply.must_be_repeated:
            return reply
        if reply is not None:
            ledger.count("503 " + reply.code)
            if intent:
                intent.not_now += 1
                intent.unanswered += reply.code == "outcome_unknown"
            if "retry-after" not in reply.headers:
                ledger.problem(f"503 without Retry-After: {method} {path}")
        if ledger.abandoned:
            return None
        if time.monotonic() > end:
            ledger.problem(f"no answer within {PATIENCE} s and {tries} tries: {method} {path}")
            return None
        time.sleep(min(0.02 * tries, 0.25))


class Load:
    """Threads that carry out the declarations of a world in an order that a real journey may have."""

    def __init__(self, world, ports, seed, threads=8):
        self.ledger, self.world, self.ports = Ledger(), world, ports
        self.random = random.Random(seed)
        self.importations = dict(world.importations)
        self.waiting = collections.deque(world.exportations)
        self.random.shuffle(self.waiting)
        self.stopping, self.lock, self.gate = threading.Event(), threading.Lock(), threading.Event()
        self.gate.set()  # cleared: nobody begins a new declaration
        self.busy = 0    # declarations in hand
        self.threads = [threading.Thread(target=self.work, args=(n,)) for n in range(threads)]

    def start(self):
        for thread in self.threads:
            thread.start()
        return self

    def abandon(self):
        """Something went wrong that the trial has told: nobody waits for answers any more."""
        self.ledger.abandoned = True
        self.finish()

    def finish(self):
        """No new intents; those that were begun get their answers."""
        self.stopping.set()
        self.gate.set()
        for thread in self.threads:
            thread.join()
        return self.ledger

    def hold(self):
        """Nobody begins a new declaration until the gate is set; `idle` tells when all in hand are done."""
        with self.lock:
            self.gate.clear()

    def idle(self):
        return self.busy == 0

    def next(self):
        with self.lock:
            return self.waiting.popleft() if self.waiting else None

    def begin(self):
        with self.lock:
            if not self.waiting or not self.gate.is_set():
                return None
            self.busy += 1
            return self.waiting.popleft()

    def next_exportation(self):
        with self.lock:
            found = next(d for d in self.waiting if d.type == "exportation")
            self.waiting.remove(found)
            return found

    def exhausted(self):
        return not self.waiting

    def commits(self):
        return self.ledger.counts["commits"]

    def work(self, number):
        callers = {}

        def caller_of(country):
            port = self.random.choice(self.ports)
            if (country, port) not in callers:
                callers[country, port] = self.world.officer(country, number).at(port)
            return callers[country, port]

        try:
            while self.gate.wait() and not self.stopping.is_set():
                declaration = self.begin()
                if declaration is None:
                    time.sleep(0.02)  # the others may still make importations possible
                    continue
                done = self.carry_out(declaration, lambda d=declaration: caller_of(d.country), number)
                with self.lock:
                    self.busy -= 1
                    if done:
                        following = self.importations.pop((declaration.carnet_id, declaration.item), None)
                        if following and declaration.type == "exportation":
                            self.waiting.append(following)
        except Exception as problem:  # noqa: BLE001 - a thread that died silently would look like a clean run
            self.ledger.problem(f"an officer's thread ended: {problem!r}")

    def carry_out(self, declaration, caller_of, number):
        ledger = self.ledger
        scan = settled(ledger, caller_of, "POST", "/api/customs/v1/scans", {"qr": declaration.qr},
                       secrets.token_urlsafe(16))
        if not self.expected(scan, 200, declaration):
            return False
        ledger.count("scans")
        opened = settled(ledger, caller_of, "GET", f"/api/customs/v1/declarations/{declaration.declaration_id}")
        if not self.expected(opened, 200, declaration):
            return False
        intent = ledger.open(declaration, self.world.officer(declaration.country, number))
        intent.reply = settled(ledger, caller_of, "POST", intent.path, {"step": "commit"}, intent.key, intent)
        if not self.expected(intent.reply, 201, declaration):
            return False
        ledger.count("commits")
        return True

    def expected(self, reply, status, declaration):
        if reply is not None and reply.status == status:
            return True
        if reply is not None:
            self.ledger.problem(f"{declaration.type} {declaration.declaration_id} was answered {reply.status}: "
                                f"{reply.raw[:400]!r}")
        return False


def replay(ledger, port, intents):
    """The same request again, word for word: the first answer must come back, byte for byte."""
    for intent in intents:
        officer = intent.officer.at(port)
        again = settled(ledger, lambda o=officer: o, "POST", intent.path, {"step": "commit"}, intent.key)
        officer.close()
        if again is None:
            continue
        ledger.count("answers asked for again")
        if (again.status, again.raw) != (intent.reply.status, intent.reply.raw):
            ledger.problem(f"a repeat of {intent.path} got another answer: {again.status} {again.raw[:300]!r} "
                           f"after {intent.reply.raw[:300]!r}")
        if again.headers.get("idempotency-replayed") != "true":
            ledger.problem(f"a repeat of {intent.path} was done again")
