"""The names that a group took, as a picture or a sentence has room for: one for each day on which it took one, and acronyms for long ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from ...kernel.dates import BEGIN
from ...kernel.groups import Called
from ...kernel.names import fold
from ...questions.groups.record import GroupRecord

STYLES = ("name", "native", "translation", "spelling", "acronym")
LONG = 22
"""From how many letters on a name is shortened to an acronym, where one is known."""
LONGEST = 30
_WORD = re.compile(r"[^\W_]+")


class Taken(NamedTuple):
    """A name that a group took: the days on which it can have taken it, the name, how it is written where room is short, and the rows that say so."""

    first: int
    day: int
    text: str
    short: str
    rows: tuple[Called, ...]


def taken(record: GroupRecord) -> list[Taken]:
    """The names that a group took one after another, in order of time; of several of one day the one that is best attested."""
    found: dict[str, list[Called]] = {}
    for c in record.called:
        own = c.how == "adopts" or c.by == record.group.id
        if own and c.since and c.style in STYLES and latin(c):
            found.setdefault(fold(c.name), []).append(c)
    names = []
    for rows in found.values():
        tight = min(rows, key=lambda c: (c.since_latest - max(c.since_day, BEGIN), c.since_latest))
        best = min(rows, key=lambda c: STYLES.index(c.style))
        names.append(Taken(tight.since_day, tight.since_latest, best.name, short(record, best.name), tuple(rows)))
    return _one_a_day(names)


def _one_a_day(names: Iterable[Taken]) -> list[Taken]:
    out: list[Taken] = []
    for n in sorted(names, key=lambda n: (n.day, n.first, _worth(n))):
        if out and n.first <= out[-1].day:
            out[-1] = min(out[-1], n, key=_worth)
        else:
            out.append(n)
    return out


def _worth(name: Taken) -> tuple[int, int, int, str]:
    return (STYLES.index(min((c.style for c in name.rows), key=STYLES.index)) == STYLES.index("acronym"), -len(name.rows), len(name.text), name.text)


def as_of(record: GroupRecord, day: int, label: bool = False) -> str:
    """What a group is told of as on a day: by the last name that it had adopted, else its label, unless it adopted that only later.

    label: with the label behind a name that is another, if the label is no later name.
    """
    known, own = record.group.label, taken(record)
    adopted = [n for n in own if n.day <= day and any(c.how == "adopts" and c.style in ("name", "translation") for c in n.rows)]
    name = adopted[-1].text if adopted else known
    same = bool(adopted) and any(fold(c.name) == fold(known) for c in adopted[-1].rows)
    later = any(n.first > day and any(fold(c.name) == fold(known) for c in n.rows) for n in own)
    if later and not adopted:
        name = next((n.text for n in reversed(own) if n.day <= day), known)
    return known if same else f"{name} ({known})" if label and not later and fold(name) != fold(known) else name


def latin(row: Called) -> bool:
    """Whether a name is in Latin letters."""
    return row.script in ("", "Latn") and all(ord(ch) < 0x250 or 0x1e00 <= ord(ch) < 0x2100 for ch in row.name)


def short(record: GroupRecord, name: str, any_acronym: bool = False) -> str:
    """A name where room is short: as it is, as an acronym of it (or any) that somebody uses for the group, or cut."""
    if len(name) <= LONG:
        return name
    initials = [w[0] for w in _WORD.findall(_bare(name))]
    known = [c.name for c in record.called if c.style == "acronym" and latin(c)]
    fitting = [a for a in dict.fromkeys(known) if spells(_bare(a), initials)]
    fitting = fitting or (known if any_acronym else [])
    if fitting:
        return max(fitting, key=lambda a: (len(a), known.count(a), a))
    return name if len(name) <= LONGEST else name[:LONGEST - 2].rstrip() + "…"


def spells(acronym: str, initials: list[str]) -> bool:
    """Whether the letters of an acronym are the first letters of a name's words, in order, few of them left out; the first never."""
    rest = list(initials)
    if not acronym or not rest or acronym[0] != rest[0] or len(acronym) * 2 < len(rest):
        return False
    for letter in acronym:
        if letter not in rest:
            return False
        rest = rest[rest.index(letter) + 1:]
    return True


def _bare(text: str) -> str:
    """Small letters without marks or apostrophes."""
    found = unicodedata.normalize("NFKD", text).casefold()
    return "".join(ch for ch in found if not unicodedata.combining(ch) and ch not in "'’‘ʻʼ`")
