#!/usr/bin/env python3
"""One SQL for both engines: the few files that stand apart come in pairs, say why, and are counted."""
import pathlib
import re

import house

ENGINES = ("sqlite", "postgres")
WHY = re.compile(r"^\s*-- Apart: \S", re.M)


def check(root: pathlib.Path) -> list[house.Problem]:
    problems, pairs, shared = [], set(), 0
    for path in house.files(root, ".sql", under="src") + house.files(root, ".sql", under="db"):
        name, text = house.where(root, path), house.text_of(path)
        engine = path.name.removesuffix(".sql").rpartition(".")[2]
        if engine in ENGINES:
            stem = path.name.removesuffix(f".{engine}.sql")
            texts = [path.with_name(f"{stem}.{e}.sql") for e in ENGINES]
            pairs.add(stem)
            if not all(t.exists() for t in texts):
                problems.append(house.Problem(name, 1, "has no twin for the other engine"))
            elif not name.startswith("db/migrations/") and path.with_name(f"{stem}.sql").exists():
                problems.append(house.Problem(name, 1, f"{stem}.sql exists as well"))
            elif engine == "sqlite" and not any(WHY.search(house.text_of(t)) for t in texts):
                problems.append(house.Problem(name, 1, "neither twin says why in a line `-- Apart: …`"))
        else:
            shared += 1
            if "." in path.name.removesuffix(".sql"):
                problems.append(house.Problem(name, 1, f"{engine} is no engine"))
        if name.startswith("src/"):
            problems += comments(name, text)
    if pairs:
        message = f"{len(pairs)} pairs stand apart by engine ({', '.join(sorted(pairs))}), {shared} files are shared"
        problems.append(house.Problem("src", 1, message, remark=True))
    return problems


def comments(name: str, text: str):
    """The database door reads :names also in comments, and a lone apostrophe there as the begin of a text."""
    for match in re.finditer(r"--[^\n]*", re.sub(r"'(?:''|[^'\n])*'", lambda m: "x" * len(m[0]), text)):
        if re.search(r":\w|'", match[0]):
            message = "no colon before a word and no apostrophe in a comment"
            yield house.Problem(name, house.line_of(text, match.start()), message)


if __name__ == "__main__":
    house.main(check)
