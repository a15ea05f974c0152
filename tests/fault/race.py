"""Q2: one voucher, many officers: exactly one commit, and each loser is told by whom and when."""
import threading

from load import Intent, settled
from trial import Trial

OFFICERS = 64


def race(engine, world, seed, declarations, processes=2):
    trial = Trial(engine, world, processes).start()
    try:
        load = trial.begin_load(seed, threads=0)
        chosen = [load.next() for _ in range(declarations)]
        ledger = load.ledger
        scanning = world.officer("CH", 0).at(trial.ports[0])
        for declaration in chosen:
            settled(ledger, lambda: scanning, "POST", "/api/customs/v1/scans", {"qr": declaration.qr}, "scan-"
                    + declaration.declaration_id)
        intents = [[None] * OFFICERS for _ in chosen]
        barrier = threading.Barrier(OFFICERS)

        def officer(number):
            caller = world.officer("CH", number).at(trial.ports[number % processes])
            for at, declaration in enumerate(chosen):
                intent = intents[at][number] = ledger.open(declaration, caller)
                barrier.wait()
                intent.reply = settled(ledger, lambda: caller, "POST", intent.path, {"step": "commit"}, intent.key,
                                       intent)

        threads = [threading.Thread(target=officer, args=(n,)) for n in range(OFFICERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for of_one in intents:
            judge_one(trial, of_one)
        trial.judge()
        return trial
    finally:
        trial.close()


def judge_one(trial, intents: list[Intent]):
    won = [i for i in intents if i.reply is not None and i.reply.status == 201]
    trial.counts["declarations raced for"] += 1
    trial.counts["won"] += len(won)
    if len(won) != 1:
        trial.problems.append(f"{len(won)} officers were told that they committed {intents[0].path}")
        return
    winner = won[0].reply.body["transactions"][0]
    for intent in intents:
        if intent is won[0] or intent.reply is None:
            continue
        said = intent.reply.body.get("detail", "")
        told = (intent.reply.code == "declaration_already_committed" and intent.reply.status == 409
                and all(winner[field] in said for field in ("officer", "office", "committed_at")))
        trial.counts["losers told by whom"] += told
        if not told:
            trial.problems.append(f"a loser was told {intent.reply.status} {intent.reply.raw[:300]!r}")
