"""Evidence pools, verdicts combine (S3–S5).

Evidence on one proposition and one day is four bits; pooling is bitwise or; it reads as one of five verdicts.
Verdicts combine by `conj`, `disj`, `negate` and `unless`. (Belnap, "A useful four-valued logic", 1977, with EDTF's
possible and certain at the edges.)
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

CERTAIN_FOR, POSSIBLE_FOR, CERTAIN_AGAINST, POSSIBLE_AGAINST = 1, 2, 4, 8

NONE = 0
FOR = CERTAIN_FOR | POSSIBLE_FOR
AGAINST = CERTAIN_AGAINST | POSSIBLE_AGAINST
MAYBE_FOR = POSSIBLE_FOR
MAYBE_AGAINST = POSSIBLE_AGAINST
MAYBE = POSSIBLE_FOR | POSSIBLE_AGAINST
BOTH = FOR | AGAINST


class Verdict(StrEnum):
    """How a proposition stands on a day. Absence is a standing of its own: `UNRECORDED`."""

    YES = "yes"
    NO = "no"
    DISPUTED = "disputed"
    UNDETERMINED = "undetermined"
    UNRECORDED = "unrecorded"


def _read(bits: int) -> Verdict:
    if bits & CERTAIN_FOR and bits & CERTAIN_AGAINST:
        return Verdict.DISPUTED
    if bits & CERTAIN_FOR:
        return Verdict.YES
    if bits & CERTAIN_AGAINST:
        return Verdict.NO
    return Verdict.UNDETERMINED if bits else Verdict.UNRECORDED


READ = tuple(_read(bits) for bits in range(16))
"""The verdict of each of the sixteen evidence values."""

BITS = {Verdict.YES: FOR, Verdict.NO: AGAINST, Verdict.DISPUTED: BOTH, Verdict.UNDETERMINED: MAYBE, Verdict.UNRECORDED: NONE}
"""The plainest evidence that reads as a verdict."""

_CONJ = {v: n for n, v in enumerate((Verdict.NO, Verdict.DISPUTED, Verdict.UNDETERMINED, Verdict.UNRECORDED, Verdict.YES))}
_DISJ = {v: n for n, v in enumerate((Verdict.YES, Verdict.DISPUTED, Verdict.UNDETERMINED, Verdict.UNRECORDED, Verdict.NO))}


def read(bits: int) -> Verdict:
    """The verdict that evidence reads as (S3)."""
    return READ[bits]


def close_bits(bits: int) -> int:
    """Evidence such that certain implies possible."""
    return bits | (bits & (CERTAIN_FOR | CERTAIN_AGAINST)) << 1


def letters(bits: int) -> str:
    """Evidence as text: `F`, `A` certainly for, against; `f`, `a` only possibly. `Fa` is certainly for and possibly against."""
    f = "F" if bits & CERTAIN_FOR else "f" if bits & POSSIBLE_FOR else ""
    a = "A" if bits & CERTAIN_AGAINST else "a" if bits & POSSIBLE_AGAINST else ""
    return f + a


def conj(verdicts: Iterable[Verdict]) -> Verdict:
    """`and`: the first present of no, disputed, undetermined, unrecorded, yes; yes for none at all (S4)."""
    return min(verdicts, key=_CONJ.__getitem__, default=Verdict.YES)


def disj(verdicts: Iterable[Verdict]) -> Verdict:
    """`or`: the first present of yes, disputed, undetermined, unrecorded, no; no for none at all (S4)."""
    return min(verdicts, key=_DISJ.__getitem__, default=Verdict.NO)


def negate(verdict: Verdict) -> Verdict:
    """`not`: swaps yes and no, leaves the rest (S4)."""
    return Verdict.NO if verdict is Verdict.YES else Verdict.YES if verdict is Verdict.NO else verdict


def close(verdict: Verdict) -> Verdict:
    """`unrecorded` becomes `no`: an exception counts only where something speaks for it (S5)."""
    return Verdict.NO if verdict is Verdict.UNRECORDED else verdict


def unless(verdict: Verdict, exception: Verdict) -> Verdict:
    """`x unless e` = `and(x, not close(e))` (S5)."""
    return conj((verdict, negate(close(exception))))


UNLESS = tuple(tuple(x if close(READ[e]) is Verdict.NO else BITS[unless(READ[x], READ[e])] for e in range(16)) for x in range(16))
"""`unless` on evidence: what no exception touches keeps its own bits. A table because timelines call it for every segment."""
DISJ = tuple(tuple(BITS[disj((READ[x], READ[y]))] for y in range(16)) for x in range(16))
"""`or` on evidence, as plain evidence."""
FILL = tuple(tuple(x or y for y in range(16)) for x in range(16))
"""The first evidence, and the second only where the first has nothing (S18)."""
SOFT_FILL = tuple(tuple(x if x & (CERTAIN_FOR | CERTAIN_AGAINST) else x | y for y in range(16)) for x in range(16))
"""The first evidence, and the second beside it where the first has nothing certain (S7)."""
CONJ = tuple(tuple(BITS[conj((READ[x], READ[y]))] for y in range(16)) for x in range(16))
"""`and` on evidence, as plain evidence."""
