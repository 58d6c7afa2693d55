"""Dates, read a second time: EDTF levels 0 and 1, intervals and one-of sets, naively."""

from __future__ import annotations

import datetime
import re
from typing import Any, NamedTuple

EVER = 10**13
"""Beyond every day, on either side."""
_APPROXIMATE_DAYS = 31


class Unsound(Exception):
    """Something about a step that does not follow, in words."""


class Window(NamedTuple):
    """The days a date may mean, both inclusive, and whether it is possible only."""
    earliest: int
    latest: int
    possible: bool


def _ordinal(year: int, month: int, day: int) -> int:
    cycles, rest = divmod(year - 1, 400)  # the calendar repeats every 400 years, and datetime knows none before 1
    return datetime.date(rest + 1, month, day).toordinal() + cycles * 146097


def read_day(text: Any, default: int) -> int:
    """One exact day, or the default for null."""
    date = Window(default, default, False) if text is None else _one(str(text))
    if date.earliest != date.latest or date.possible:
        raise Unsound(f'"{text}" is no day')
    return date.earliest


def spell_day(day: int) -> str:
    """A day as it is written; `ever` beyond all."""
    if abs(day) >= EVER - 2:
        return "ever"
    cycles, rest = divmod(day - 1, 146097)
    date = datetime.date.fromordinal(rest + 1)
    year = date.year + 400 * cycles
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{date:%m-%d}"


def _one(text: str) -> Window:
    """A single EDTF date of level 0 or 1."""
    match = re.fullmatch(r"(Y?-?[\dX]{4,})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T[\d:.+\-Z]+)?([?~%]?)", text)
    if match is None:
        raise Unsound(f'"{text}" is no date that this checker reads')
    year, month, day, mark = match.groups()
    low, high = sorted(int(year.removeprefix("Y").replace("X", digit)) for digit in "09")
    if day not in (None, "XX"):
        first = _ordinal(low, int(month), int(day))
        after = first + 1
    elif month in (None, "XX"):
        first, after = _ordinal(low, 1, 1), _ordinal(high + 1, 1, 1)
    else:  # a month, or a season: three of them, winter running into the next year
        start, end = (int(month), int(month)) if int(month) < 13 else (3 * int(month) - 60, 3 * int(month) - 58)
        first, after = _ordinal(low, start, 1), _ordinal(low + end // 12, end % 12 + 1, 1)
    widen = _APPROXIMATE_DAYS if mark in ("~", "%") else 0
    return Window(first - widen, after - 1 + widen, mark in ("?", "%"))


def read_date(text: str) -> Window:
    """A date as printed in a claim: EDTF levels 0 and 1, intervals, one-of sets."""
    text = text.strip()
    if text[:1] in ("[", "{"):
        parts = [read_date(part.replace("..", "/")) for part in text[1:-1].split(",")]
        return Window(min(p.earliest for p in parts), max(p.latest for p in parts), any(p.possible for p in parts))
    head, slash, tail = text.partition("/")
    ends = [None if end in ("", "..") else _one(end) for end in ((head, tail) if slash else (text, text))]
    return Window(ends[0].earliest if ends[0] else -EVER, ends[1].latest if ends[1] else EVER, any(e and e.possible for e in ends))


