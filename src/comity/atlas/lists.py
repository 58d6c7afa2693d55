"""Rows that are no claims of their own: what a source lists in full, and who counted how many."""

from __future__ import annotations

import re
from typing import Any

from ..kernel.claims import Coverage
from ..kernel.dates import BEGIN, END, Date
from .check import Checker
from .read import CLAIM_COLUMNS, Problems, Row, read_date

COVERED = (*(r for r in CLAIM_COLUMNS if r not in ("coverage", "counts")), "extradition", "gap")
"""What a source may cover: a relation, all extradition treaties of a state, or nothing, where it is known that something is missing."""

_COUNT = re.compile(r"[0-9]{1,12}")


def coverage(row: Row, checker: Checker) -> Coverage | None:
    """One coverage row; problems are noted, and None returned if it cannot be used."""
    cells, problems = row.cells, checker.problems
    before = len(problems.lines)
    if cells["relation"] not in COVERED:
        problems.add(row.where, f'relation "{cells["relation"]}" is not one of {", ".join(COVERED)}')
    source = checker.source(row)
    acts = checker.vocabulary.acts.get(cells["relation"], {})
    if cells["act"] not in ("", "*", *acts) and cells["relation"] != "gap":
        problems.add(row.where, f'act "{cells["act"]}" is not in the vocabulary of {cells["relation"]}; correct it or write *')
    for column in ("actor", "object"):
        id_ = cells[column]
        words = checker.vocabulary
        known = (checker.polities, words.organisations, checker.treaties, checker.groups, words.regimes, words.holders, words.places)
        if id_ not in ("", "*") and not any(id_ in k for k in known):
            problems.add(row.where, f'{column} "{id_}" is neither polity, treaty, group, regime nor place; add it, or write *')
    if cells["holder"]:
        checker.holder(cells["holder"], row.where)
    checker.read(cells["read"], row.where)
    since = read_date(cells["from"], row.where, problems) if cells["from"] else Date(BEGIN, BEGIN, "")
    until = read_date(cells["until"], row.where, problems) if cells["until"] else Date(END, END, "")
    if since is not None and until is not None and since.earliest > until.latest:
        problems.add(row.where, f'until "{until.text}" is before from "{since.text}"; write the start first')
    if len(problems.lines) > before or source is None or since is None or until is None:
        return None
    end = until.earliest + 1 if since.text == until.text else until.earliest
    return Coverage(source.id, cells["relation"], cells["act"] or "*", cells["actor"] or "*", cells["object"] or "*", since.text, until.text,
                    since.latest, end, source.published_latest, cells["holder"], cells["read"], cells["note"])


def count(row: Row, checker: Checker) -> tuple[Any, ...] | None:
    """One published count, as the atlas keeps it; problems are noted, and None returned if it cannot be used."""
    cells, problems = row.cells, checker.problems
    before = len(problems.lines)
    source = checker.source(row)
    if cells["object"] not in checker.polities:
        problems.add(row.where, f'object "{cells["object"]}" is no polity; add data/polities/{cells["object"] or "<id>"}.toml or correct the id')
    checker.holder(cells["holder"], row.where)
    checker.read(cells["read"], row.where)
    if cells["of"] not in checker.vocabulary.kinds["counted"]:
        problems.add(row.where, f'of "{cells["of"]}" is not one of {", ".join(checker.vocabulary.kinds["counted"])}')
    as_of = read_date(cells["as_of"], row.where, problems)
    low, high = _number(cells["low"], row, problems), _number(cells["high"] or cells["low"], row, problems)
    if low is None and high is None:
        problems.add(row.where, "a count without low and high; give at least one")
    elif low is not None and high is not None and low > high:
        problems.add(row.where, f"low {low} is above high {high}; write the smaller number in low")
    if len(problems.lines) > before or source is None or as_of is None:
        return None
    return (cells["holder"], cells["object"], cells["of"], as_of.text, as_of.earliest, as_of.latest, low, high, cells["scope"], source.id,
            source.published_latest, cells["read"], cells["note"])


def _number(text: str, row: Row, problems: Problems) -> int | None:
    if text and not _COUNT.fullmatch(text):
        problems.add(row.where, f'count "{text}" is not a whole number; write digits only')
    return int(text) if _COUNT.fullmatch(text) else None
