#!/usr/bin/env python3
"""The repository speaks of the product only: no unfinished ends without an issue, no places of one machine."""
import pathlib
import re

import house

FORBIDDEN = {
    r"\b(?:TODO|FIXME|HACK)\b(?!\(#\d+\))": "an open end names its issue: TODO(#7)",
    r"(?<![\w.])/(?:root|work|home/[a-z]\w*|Users/\w+)/": "a path of one machine",
    r"\b(?:registry\.[a-z]+js\.org|deb\.debian\.org|pypi\.org|proxy\.golang\.org)\b": "a registry's host",
    r"(?i)\blorem ipsum\b|\basdf\b": "a filler text",
    r"\bnot (?:yet )?implemented\b": "what is not there is not mentioned; what is there works",
    r"<<<<<<< |>>>>>>> ": "a merge left its marks",
}
BINARY = (".png", ".jpg", ".pdf", ".woff2", ".ico", ".zip", ".gz", ".db", ".xlsx", ".mjpeg", ".bin")
EXCEPT = {"tools/check/check_words.py", "tools/check/selftest.py"}


def check(root: pathlib.Path) -> list[house.Problem]:
    problems = []
    for path in house.files(root):
        name = house.where(root, path)
        if name in EXCEPT or name == ".git" or name.endswith(BINARY):
            continue
        try:
            text = house.text_of(path)
        except UnicodeDecodeError:
            problems.append(house.Problem(name, 1, "is not UTF-8"))
            continue
        if "\r\n" in text or (text and not text.endswith("\n")):
            message = "lines end with a single line feed, the last one too"
            problems.append(house.Problem(name, text.count("\n") + 1, message))
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, message in FORBIDDEN.items():
                if re.search(pattern, line):
                    problems.append(house.Problem(name, number, message))
    return problems


if __name__ == "__main__":
    house.main(check)
