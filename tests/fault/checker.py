"""The independent judge: compares what clients were told with what stands in the tables.

It shares no code with the server: it reads rows past it, computes leaves and hashes of codes anew, and counts.
"""
import base64
import collections
import hashlib
import hmac
import json


class Checker:
    def __init__(self, database, ledger):
        self.database, self.ledger, self.problems = database, ledger, []
        self.counts = collections.Counter()

    def check(self, carnets_of_the_world):
        """Everything that holds at any time. Transactions of the world's making are those known from before."""
        self.transactions(carnets_of_the_world)
        self.events()
        self.outbox()
        self.keys()
        self.problems += [f"the engine finds the database damaged: {p}" for p in self.database.problems()]
        return self

    def found(self, kind, text):
        self.counts[kind] += 1
        self.problems.append(f"{kind}: {text}")

    # --- transactions -------------------------------------------------------------------------------------------------

    def transactions(self, known):
        rows = [r for r in self.database.rows("SELECT * FROM transactions") if r["transaction_id"] not in known]
        stored = {r["transaction_id"]: r for r in rows}
        code_key = hmac.new((self.database.folder / "master.key").read_bytes(), b"codes", hashlib.sha256).digest()
        told = {}
        for intent in self.ledger.acknowledged():
            for line in intent.reply.body["transactions"]:
                if line["transaction_id"] in told:
                    self.found("doubled", f"two answers name {line['transaction_id']}")
                told[line["transaction_id"]] = intent
                self.compare(line, stored.get(line["transaction_id"]), intent, code_key)
        for transaction_id, row in stored.items():
            if transaction_id not in told:
                self.unacknowledged(row)
        pairs = collections.Counter((r["declaration_id"], r["signature_no"], r["type"]) for r in rows)
        for pair, times in pairs.items():
            if times > 1:
                self.found("doubled", f"{pair} is stored {times} times")
        self.sequences()
        self.counts["stored"] = len(stored)
        self.counts["acknowledged"] = len(told)

    def compare(self, line, row, intent, code_key):
        if row is None:
            self.found("lost", f"{line['transaction_id']} was acknowledged and is not stored")
            return
        for field in ("carnet_id", "declaration_id", "type", "territory", "country", "office_id", "office", "officer",
                      "committed_at"):
            if line[field] != row[field]:
                self.found("altered", f"{line['transaction_id']}: {field} was told {line[field]!r}, is {row[field]!r}")
        content = json.loads(row["content"])
        if content["goods"] != line["goods"] or content.get("final_date") != line.get("final_date"):
            self.found("altered", f"{line['transaction_id']}: goods or final date are not as told")
        if row["declaration_id"] != intent.declaration.declaration_id:
            self.found("altered", f"{line['transaction_id']} is of another declaration than was asked for")
        code = intent.reply.body["verification_code"]
        digest = hmac.new(code_key, b"verification_code\0" + code.encode(), hashlib.sha256).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != row["verification_code_hash"]:
            self.found("altered", f"{line['transaction_id']}: the verification code told does not prove it")

    def unacknowledged(self, row):
        """May be only where a request of that declaration ended without an answer and was never resolved."""
        pending = [i for i in self.ledger.intents if i.declaration.declaration_id == row["declaration_id"]
                   and i.unanswered and i.reply is None]
        if not pending:
            self.found("unexplained", f"{row['transaction_id']} is stored and nobody was told")

    def sequences(self):
        for row in self.database.rows("SELECT carnet_id, COUNT(*) AS number, MAX(sequence) AS last, "
                                      "MIN(sequence) AS first FROM transactions GROUP BY carnet_id"):
            if row["first"] != 1 or row["last"] != row["number"]:
                self.found("doubled", f"carnet {row['carnet_id']}: its transactions are not numbered densely")

    # --- events, audit, outbox ----------------------------------------------------------------------------------------

    def events(self):
        events = self.database.rows("SELECT * FROM events")
        committed = collections.Counter()
        requests = collections.Counter()
        for event in events:
            if leaf(event) != event["leaf"]:
                self.found("altered", f"event {event['event_id']} does not match its leaf")
            if event["type"] == "transaction_committed":
                requests[event["request_id"]] += 1
                committed.update(t["transaction_id"] for t in json.loads(event["payload"])["transactions"])
        stored = {r["transaction_id"] for r in self.database.rows("SELECT transaction_id FROM transactions")}
        for transaction_id in stored:
            if committed[transaction_id] != 1:
                self.found("unexplained", f"{transaction_id} stands in {committed[transaction_id]} events")
        for transaction_id in committed.keys() - stored:
            self.found("lost", f"an event tells of {transaction_id}, which is not stored")
        self.positions(events)
        self.audit(requests)
        self.counts["events"] = len(events)

    def positions(self, events):
        given = sorted(e["position"] for e in events if e["position"] is not None)
        if given != list(range(1, len(given) + 1)):
            self.found("unexplained", "positions of events are not dense")
        head = self.database.rows("SELECT last_position FROM event_head")[0]["last_position"]
        if head != len(given):
            self.found("unexplained", f"the head says {head} positions, {len(given)} are given")

    def audit(self, requests):
        rows = self.database.rows("SELECT request_id FROM audit WHERE outcome = 'done' "
                                  "AND operation = 'customs.commit_transaction'")
        audited = collections.Counter(r["request_id"] for r in rows)
        for request_id in requests.keys() | audited.keys():
            if requests[request_id] != 1 or audited[request_id] != 1:
                self.found("unexplained", f"request {request_id}: {requests[request_id]} events of a commit, "
                                          f"{audited[request_id]} rows of audit")

    def outbox(self):
        """A job is either still there or was done; a dead one would be a receipt nobody gets."""
        for job in self.database.rows("SELECT job_id, last_error FROM outbox WHERE dead = 1"):
            self.found("lost", f"job {job['job_id']} is a dead letter: {job['last_error']}")
        for job in self.database.rows("SELECT event_id, COUNT(*) AS times FROM outbox GROUP BY event_id, reaction"):
            if job["times"] > 1:
                self.found("doubled", f"event {job['event_id']} has {job['times']} jobs of one reaction")

    def keys(self):
        for row in self.database.rows("SELECT idempotency_key FROM idempotency_keys WHERE status IS NULL"):
            self.found("unexplained", f"key {row['idempotency_key']} was claimed and has no answer")

    # --- receipts -----------------------------------------------------------------------------------------------------

    def expected_receipts(self):
        """Message ids by receiver in the order of the carnet's events: each commit, each receiver, one letter."""
        receivers = self.receivers()
        expected = collections.defaultdict(list)
        for event in self.database.rows("SELECT event_id, subject, payload FROM events "
                                        "WHERE type = 'transaction_committed' ORDER BY position"):
            for receiver in receivers[json.loads(event["payload"])["carnet_id"]]:
                digest = hashlib.sha256(receiver.encode()).hexdigest()[:16]
                expected[receiver, event["subject"]].append(f"receipt.{event['event_id']}.{digest}")
        return expected

    def receivers(self):
        found = collections.defaultdict(set)
        for row in self.database.rows("SELECT carnet_id, content FROM carnets"):
            found[row["carnet_id"]].add(json.loads(row["content"])["holder"]["email"])
        for row in self.database.rows("SELECT d.carnet_id, a.email FROM downloads d JOIN accounts a "
                                      "ON a.account_id = d.account_id"):
            found[row["carnet_id"]].add(row["email"])
        return found

    def receipts(self, arrived, ordered=True):
        """`arrived`: message ids in the order of their first arrival, over all receivers."""
        place = {message: at for at, message in enumerate(arrived)}
        for (receiver, subject), messages in self.expected_receipts().items():
            for message in messages:
                if message not in place:
                    self.found("lost", f"no receipt {message} for {receiver}")
            order = [place[m] for m in messages if m in place]
            if ordered and order != sorted(order):
                self.found("disordered", f"receipts of {subject} reached {receiver} out of order")
            self.counts["receipts"] += len(order)
        return self


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def leaf(event):
    proven = {f: event[f] for f in ("event_id", "at", "type", "subject", "territory", "salt")}
    proven["payload"] = json.loads(event["payload"])
    return hashlib.sha256(b"\0" + canonical(proven).encode()).hexdigest()
