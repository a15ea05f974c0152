"""Q4: what PostgreSQL asks to be retried is retried inside, with a bound; then 503 with Retry-After. On SQLite the same
for a file that another program keeps locked.
"""
import sqlite3
import threading
import time

from caller import until
from load import settled
from trial import Trial

MOST_TRIES = 6  # platform: most_tries

# Raised where the commit writes, and once where it is decided: at COMMIT itself.
TROUBLE = """
CREATE SEQUENCE fault_tries;
CREATE TABLE fault_share (share DOUBLE PRECISION, state TEXT);
INSERT INTO fault_share VALUES (0, '40001');
CREATE FUNCTION fault_trouble() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted fault_share%ROWTYPE;
BEGIN
  PERFORM nextval('fault_tries');
  SELECT * INTO wanted FROM fault_share;
  IF random() < wanted.share THEN RAISE EXCEPTION 'injected' USING ERRCODE = wanted.state; END IF;
  RETURN NULL;
END; $$;
CREATE TRIGGER fault_now AFTER INSERT ON transactions FOR EACH ROW EXECUTE FUNCTION fault_trouble();
CREATE CONSTRAINT TRIGGER fault_later AFTER INSERT ON presentations DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION fault_trouble();
"""
STATES = {"40001": "serialization failure", "40P01": "deadlock", "25006": "read-only transaction"}


def trouble_on_postgres(engine, world, seed, commits):
    trial = Trial(engine, world, processes=2)
    trial.database.run(TROUBLE)
    trial.start()
    try:
        load = trial.begin_load(seed)
        for state, name in STATES.items():
            wish(trial, 0.4, state)
            trial.commits(commits)
            trial.counts[name + " injected"] += commits
        wish(trial, 0, "40001")
        lose_connections(engine, trial, commits)
        load.gate.clear()
        until(lambda: all(i.reply for i in load.ledger.intents), 180, "all are answered")
        bounded(trial, world, load.next())
        trial.recovered()
        trial.database.run("DROP TRIGGER fault_now ON transactions; DROP TRIGGER fault_later ON presentations")
        return trial.judge()
    finally:
        trial.close()


def wish(trial, share, state):
    trial.database.run(f"UPDATE fault_share SET share = {share}, state = '{state}'")


def lose_connections(engine, trial, commits):
    """An administrator's pg_terminate_backend on every session, again and again."""
    goal = trial.load.commits() + commits
    while trial.load.commits() < goal and not trial.load.exhausted():
        engine.psql("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                f"WHERE datname = '{trial.database.name}'")
        trial.counts["times all sessions were terminated"] += 1
        time.sleep(0.1)


def bounded(trial, world, declaration):
    """With no way through, the request ends after so many tries with 503, and nothing of it stays."""
    officer = world.officer(declaration.country, 1).at(trial.ports[0])
    settled(trial.load.ledger, lambda: officer, "POST", "/api/customs/v1/scans", {"qr": declaration.qr}, "scan-bounded")
    for state in STATES:
        wish(trial, 1, state)
        before = trial.database.rows("SELECT last_value AS tries FROM fault_tries")[0]["tries"]
        intent = trial.load.ledger.open(declaration, officer)
        reply = officer.call("POST", intent.path, {"step": "commit"}, intent.key)
        tries = trial.database.rows("SELECT last_value AS tries FROM fault_tries")[0]["tries"] - before
        if (reply.status, reply.code) != (503, "busy") or "retry-after" not in reply.headers:
            trial.problems.append(f"{state} for ever was answered {reply.status} {reply.raw[:300]!r}")
        if tries != MOST_TRIES:
            trial.problems.append(f"{state} was tried {tries} times")
        trial.counts["tries of what always fails"] = tries
        trial.load.ledger.intents.remove(intent)
    wish(trial, 0, "40001")


def lock_on_sqlite(engine, world, seed, seconds):
    """Another program holds the write lock: commits wait, or are told 503 when it takes too long. More officers than
    the server has workers, so that readers would notice if all of those waited.
    """
    trial = Trial(engine, world, processes=2).start()
    try:
        load = trial.begin_load(seed, threads=32)
        trial.commits(5)
        slowest = hold_lock(trial, world, seconds)
        trial.counts[f"slowest read in ms, file locked for {seconds} s"] = round(slowest * 1000)
        if seconds > 6 and load.ledger.counts["503 busy"] == 0:
            trial.problems.append(f"the file was locked for {seconds} s and nobody was told to come again")
        trial.commits(5)
        return trial.judge()
    finally:
        trial.close()


def hold_lock(trial, world, seconds):
    reader = world.officer("CH", 5).at(trial.ports[0])
    holder = sqlite3.connect(trial.database.file, timeout=30, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    slowest, over = 0.0, threading.Event()
    timer = threading.Timer(seconds, over.set)
    timer.start()
    while not over.is_set():
        begin = time.monotonic()
        reply = reader.send("GET", "/api/customs/v1/offices")
        slowest = max(slowest, time.monotonic() - begin)
        if reply.status != 200:
            trial.problems.append(f"a read beside a locked file was answered {reply.status} {reply.raw[:200]!r}")
            over.wait()
        time.sleep(0.1)
    holder.execute("ROLLBACK")
    holder.close()
    return slowest
