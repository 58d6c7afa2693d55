"""Timelines (S6): what holds when.

Inside the kernel a timeline is *steps*: a tuple of `(day, bits)` sorted by day, the first at `BEGIN`, each holding until the
next. An answer shows them as `Segment`s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .dates import BEGIN, END, iso
from .standing import READ, Verdict, letters

Steps = tuple[tuple[int, int], ...]

NOTHING: Steps = ((BEGIN, 0),)
"""Nothing recorded, ever."""


class Segment(NamedTuple):
    """One span `[since, until)` of an answer: its evidence, whether it is presumed, and the day to look up its proof."""

    since: int
    until: int
    bits: int
    presumed: bool

    def __repr__(self) -> str:
        return f"<Segment {iso(self.since) or '…'} – {iso(self.until) or '…'}: {self.verdict.value}{' (presumed)' if self.presumed else ''}>"

    @property
    def verdict(self) -> Verdict:
        """The verdict that the evidence reads as."""
        return READ[self.bits]

    def to_dict(self) -> dict[str, Any]:
        """`{"from", "until", "verdict", "presumed", "bits"}`; null is unbounded."""
        return {"from": iso(self.since), "until": iso(self.until), "verdict": self.verdict.value,
                "presumed": self.presumed, "bits": letters(self.bits)}


def steps(*points: tuple[int, int]) -> Steps:
    """Steps from (day, bits) points in any order; before the first nothing is recorded; later points of one day win."""
    held = {BEGIN: 0}
    for when, bits in sorted(points, key=lambda p: p[0]):
        if when < END:
            held[max(when, BEGIN)] = bits
    return tidy(sorted(held.items()))


def tidy(points: Sequence[tuple[int, int]]) -> Steps:
    """Merge neighbours of equal evidence."""
    out = [points[0]]
    for point in points:
        if point[1] != out[-1][1]:
            out.append(point)
    return tuple(out)


def at(line: Steps, day: int) -> int:
    """The evidence on a day."""
    bits = 0
    for when, value in line:
        if when > day:
            break
        bits = value
    return bits


def combine(lines: Sequence[Steps], how: Callable[[list[int]], int]) -> Steps:
    """Sweep several timelines at once: `how` gets the evidence of each, in order, wherever any changes."""
    if len(lines) == 1:
        return tidy([(when, how([bits])) for when, bits in lines[0]])
    events = sorted((when, n, bits) for n, line in enumerate(lines) for when, bits in line)
    current = [0] * len(lines)
    out: list[tuple[int, int]] = []
    last = len(events) - 1
    for n, (when, which, bits) in enumerate(events):
        current[which] = bits
        if n == last or events[n + 1][0] != when:
            value = how(current)
            if not out or out[-1][1] != value:
                out.append((when, value))
    return tuple(out)


def combine2(first: Steps, second: Steps, table: Sequence[Sequence[int]]) -> Steps:
    """Sweep two timelines through a 16 × 16 table of evidence."""
    out: list[tuple[int, int]] = []
    i = j = 0
    n, m = len(first), len(second)
    value, when = -1, max(first[0][0], second[0][0])
    while True:
        new = table[first[i][1]][second[j][1]]
        if new != value:
            out.append((when, new))
            value = new
        a = first[i + 1][0] if i + 1 < n else END
        b = second[j + 1][0] if j + 1 < m else END
        when = a if a < b else b
        if when == END:
            return tuple(out)
        i += a == when
        j += b == when


def pool(lines: Sequence[Steps]) -> Steps:
    """Pool the evidence of several timelines: bitwise or, day by day (S3)."""
    if not lines:
        return NOTHING
    if len(lines) == 1:
        return lines[0]
    return combine(lines, _or)


def _or(bits: list[int]) -> int:
    total = 0
    for b in bits:
        total |= b
    return total


def within(line: Steps, since: int, until: int, outside: int = 0) -> Steps:
    """The timeline between two days, `outside` elsewhere."""
    if since >= until:
        return ((BEGIN, outside),)
    points = [(BEGIN, outside)] if since > BEGIN else []
    points.append((since, at(line, since)))
    points += [(when, bits) for when, bits in line if since < when < until]
    if until < END:
        points.append((until, outside))
    return tidy(points)


def segments(line: Steps, presumed_from: int = END) -> tuple[Segment, ...]:
    """Steps as the segments of an answer, cut where what holds becomes presumed (S19)."""
    out: list[Segment] = []
    for n, (since, bits) in enumerate(line):
        until = line[n + 1][0] if n + 1 < len(line) else END
        if bits and since < presumed_from < until:
            out += [Segment(since, presumed_from, bits, False), Segment(presumed_from, until, bits, True)]
        else:
            out.append(Segment(since, until, bits, bool(bits) and since >= presumed_from))
    return tuple(out)
