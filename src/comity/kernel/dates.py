"""Days and dates (S1, S2): EDTF in, integers out.

A day is its proleptic Gregorian ordinal (`datetime.date.toordinal`: 1 is 0001-01-01; earlier days are zero or negative).
Spans are half-open. EDTF is ISO 8601-2:2019, levels 0 and 1, with intervals and one-of sets of level 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..errors import DateError

BEGIN = -(1 << 40)
"""The sentinel for "since ever"."""
END = 1 << 40
"""The sentinel for "for ever"."""

APPROXIMATE_DAYS = 31
"""How far `~` widens a date on either side; the vocabulary of an atlas repeats it and the build checks that they agree."""

_LAST_YEAR = 2_000_000_000
_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


class Date(NamedTuple):
    """A date as printed and the days it may be: `earliest` ≤ day ≤ `latest` (ordinals, both inclusive).

    `possible` is true for `?`: what it dates is possible only. `interval` is true for `a/b`.
    """

    earliest: int
    latest: int
    text: str
    possible: bool = False
    interval: bool = False


def is_leap(year: int) -> bool:
    """Whether a proleptic Gregorian year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The number of days of a month."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month]


def ordinal(year: int, month: int, day: int) -> int:
    """The ordinal of a proleptic Gregorian day, for any year. (Howard Hinnant, days_from_civil.)"""
    if month <= 2:
        year -= 1
        month += 12
    era = year // 400
    yoe = year - era * 400
    doy = (153 * (month - 3) + 2) // 5 + day - 1
    return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 305


def civil(day: int) -> tuple[int, int, int]:
    """(year, month, day) of an ordinal; the inverse of `ordinal`."""
    z = day + 305
    era = z // 146097
    doe = z - era * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + 3 if mp < 10 else mp - 9
    return yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1


def iso(day: int) -> str | None:
    """`2008-02-18` for an ordinal; None for a sentinel."""
    if day <= BEGIN or day >= END:
        return None
    y, m, d = civil(day)
    if abs(y) > 9999:
        return f"Y{y}-{m:02d}-{d:02d}"
    return f"{y:04d}-{m:02d}-{d:02d}" if y >= 0 else f"-{-y:04d}-{m:02d}-{d:02d}"


def _build_month(key: str) -> tuple[int, int]:
    if not (len(key) == 7 and key[4] == "-" and key[:4].isdigit() and key[5:].isdigit() and key.isascii()):
        raise KeyError(key)
    year, month = int(key[:4]), int(key[5:])
    if not 1 <= month <= 12:
        raise KeyError(key)
    return ordinal(year, month, 1) - 1, month_length(year, month)


class _Months(dict[str, tuple[int, int]]):
    """`YYYY-MM` to (ordinal of the day before the first, length): most dates share few months, so a day costs one look-up."""

    def __missing__(self, key: str) -> tuple[int, int]:
        value = self[key] = _build_month(key)
        return value


_months = _Months()
_TWO_DIGITS = {f"{n:02d}": n for n in range(1, 32)}


def parse(text: str) -> Date:
    """Read an EDTF string.

    Raises DateError, saying why, for anything that is not EDTF level 0 or 1 (with level-2 one-of sets) or does not exist.
    """
    if len(text) == 10:
        try:
            before, length = _months[text[:7]]
            number = _TWO_DIGITS[text[8:]]
            if number <= length and text[7] == "-":
                number += before
                return Date(number, number, text)
        except KeyError:
            pass
    return _parse_other(text)


def day(text: str) -> int:
    """Read one exact day, `YYYY-MM-DD`. Raises DateError for anything coarser."""
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{4}", text):
        raise DateError(f'"{text}" can be read in two ways; write a day as YYYY-MM-DD, such as 2017-02-10')
    date = parse(text)
    if date.earliest != date.latest or date.possible:
        raise DateError(f'"{text}" is not one day; give a full date such as 2008-02-18')
    return date.earliest


def _parse_other(text: str) -> Date:
    stripped = text.strip()
    if not stripped:
        raise DateError("an empty date; give one such as 2008-02-18, 2008-02 or ../2008-03-01")
    if stripped[0] in "[{":
        return _one_of(stripped)
    if "/" in stripped:
        return _interval(stripped)
    earliest, latest, possible = _single(stripped)
    return Date(earliest, latest, text, possible)


def _interval(text: str) -> Date:
    head, _, tail = text.partition("/")
    if "/" in tail:
        raise DateError(f'"{text}" has more than one "/"; an interval is start/end')
    if head in ("", "..") and tail in ("", ".."):
        raise DateError(f'"{text}" has neither start nor end')
    start, _, p1 = (BEGIN, BEGIN, False) if head in ("", "..") else _single(head)
    _, end, p2 = (END, END, False) if tail in ("", "..") else _single(tail)
    if start > end:
        raise DateError(f'"{text}" ends before it starts; write the earlier date first')
    return Date(start, end, text, p1 or p2, True)


def _one_of(text: str) -> Date:
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing) or len(text) < 3:
        raise DateError(f'"{text}" is not closed; a one-of set is [2008-02-18,2008-02-20]')
    lows, highs, possible = [], [], False
    for part in text[1:-1].split(","):
        part = part.strip()
        low, high = (BEGIN, END)
        head, dots, tail = part.partition("..")
        if not dots:
            low, high, p = _single(part)
            possible |= p
        else:
            if head:
                low = _single(head)[0]
            if tail:
                high = _single(tail)[1]
        if low > high:
            raise DateError(f'"{text}" has a range that ends before it starts')
        lows.append(low)
        highs.append(high)
    return Date(min(lows), max(highs), text, possible)


_SINGLE = (r"(?P<year>-?[0-9X]{4}|Y-?[0-9]{5,12})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
                     r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?(?P<mark>[?~%])?")


@cache
def _single_pattern() -> re.Pattern[str]:
    """Compiled when first wanted: most dates are plain days and never come here."""
    return re.compile(_SINGLE, re.ASCII)


def _single(text: str) -> tuple[int, int, bool]:
    match = _single_pattern().fullmatch(text)
    if match is None:
        raise DateError(f'"{text}" is not a date; write YYYY-MM-DD, YYYY-MM, YYYY or another EDTF form')
    year, month, number, mark = match.group("year", "month", "day", "mark")
    if year[0] == "Y":
        low = high = int(year[1:])
        if abs(low) > _LAST_YEAR:
            raise DateError(f'"{text}" is beyond the years this calendar is kept for ({_LAST_YEAR})')
    else:
        if "X" in year.rstrip("X"):
            raise DateError(f'"{text}" has digits after unknown ones; X stands at the end (200X, 20XX)')
        sign = -1 if year[0] == "-" else 1
        ends = sorted((sign * int(year.lstrip("-").replace("X", "0")), sign * int(year.lstrip("-").replace("X", "9"))))
        low, high = ends
    earliest, latest = _within_year(text, low, high, month, number)
    if mark in ("~", "%"):
        earliest, latest = earliest - APPROXIMATE_DAYS, latest + APPROXIMATE_DAYS
    return earliest, latest, mark in ("?", "%")


def _within_year(text: str, low: int, high: int, month: str | None, number: str | None) -> tuple[int, int]:
    if month is None or month == "XX":
        if number not in (None, "XX"):
            raise DateError(f'"{text}" has a day but no month')
        return ordinal(low, 1, 1), ordinal(high, 12, 31)
    if low != high:
        raise DateError(f'"{text}" has a month but no exact year')
    if "X" in month:
        raise DateError(f'"{text}" has half a month; write XX for an unknown one')
    m = int(month)
    if m in _SEASON_MONTHS and number is None:
        first, last = _SEASON_MONTHS[m]
        over = last > 12
        return ordinal(low, first, 1), ordinal(low + over, last - 12 * over, month_length(low + over, last - 12 * over))
    if not 1 <= m <= 12:
        raise DateError(f'date "{text}" does not exist (there is no month {month})')
    length = month_length(low, m)
    if number is None or number == "XX":
        return ordinal(low, m, 1), ordinal(low, m, length)
    if "X" in number:
        raise DateError(f'"{text}" has half a day; write XX for an unknown one')
    if not 1 <= int(number) <= length:
        raise DateError(f'date "{text}" does not exist ({_MONTHS[m]} {low} has {length} days)')
    d = ordinal(low, m, int(number))
    return d, d


def parse_many(texts: list[str]) -> Iterator[Date]:
    """Read many EDTF strings, in order; the first bad one raises DateError."""
    return map(parse, texts)
