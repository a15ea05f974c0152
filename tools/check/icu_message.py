"""Reads ICU messages (MessageFormat 1): which values they take, and as what."""
import re

NAME = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|\d+)\s*")
BRANCHES = {"plural", "selectordinal", "select"}
SIMPLE = {"number", "date", "time"}


class Broken(ValueError):
    pass


def values_of(message: str) -> dict[str, set[str]]:
    """Name → kinds: "text" where the value is only shown, else number, date, time, plural, selectordinal, select."""
    found: dict[str, set[str]] = {}
    end = _text(message, 0, found, False, False)
    if end != len(message):
        raise Broken("a brace closes what was never opened")
    return found


def _text(message: str, at: int, found: dict, nested: bool, counting: bool) -> int:
    while at < len(message):
        sign = message[at]
        if sign == "'" and message[at + 1:at + 2] == "'":
            at += 2
        elif sign == "'" and message[at + 1:at + 2] in ({"{", "}", "#"} if counting else {"{", "}"}):
            close = message.find("'", at + 1)
            at = len(message) if close < 0 else close + 1
        elif sign == "{":
            at = _value(message, at + 1, found)
        elif sign == "}":
            if not nested:
                raise Broken("a brace closes what was never opened")
            return at
        else:
            at += 1
    if nested:
        raise Broken("a brace is not closed")
    return at


def _value(message: str, at: int, found: dict) -> int:
    name = NAME.match(message, at)
    if not name:
        raise Broken("a value has no name")
    kind, at = "text", name.end()
    if message[at:at + 1] == ",":
        word = NAME.match(message, at + 1)
        if not word or word[1] not in BRANCHES | SIMPLE:
            raise Broken(f"{name[1]} is of no known kind")
        kind, at = word[1], word.end()
    found.setdefault(name[1], set()).add(kind)
    if kind in BRANCHES:
        return _branches(message, at, found, name[1], kind)
    close = message.find("}", at)
    if close < 0:
        raise Broken("a brace is not closed")
    if kind == "text" and close != at:
        raise Broken(f"behind {name[1]} stands neither a comma nor a brace")
    return close + 1


def _branches(message: str, at: int, found: dict, name: str, kind: str) -> int:
    if message[at:at + 1] != ",":
        raise Broken(f"{name} has no branches")
    branches, at = set(), at + 1
    while True:
        selector = re.compile(r"\s*(?:offset:\d+\s+)?(=?\w+)\s*\{").match(message, at)
        if not selector:
            break
        branches.add(selector[1])
        at = _text(message, selector.end(), found, True, kind != "select") + 1
    close = re.compile(r"\s*\}").match(message, at)
    if not close:
        raise Broken(f"the branches of {name} do not end")
    if "other" not in branches:
        raise Broken(f"{name} has no branch other")
    return close.end()
