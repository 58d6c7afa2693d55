"""How rules of law put timelines together: a handful of operators, named in every proof node so that the checker can re-derive it.

and, or, not, unless: verdicts combine (S4, S5). carry: what stood on one day stands from another on, as far as the link between them does.
ever: what has once been so. from: only from a day on, or until one. agree: for where somebody agreed, against where nobody did.
flat: a rule's own conclusion, on no premise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .claims import Claim
from .dates import BEGIN, END, iso
from .proofs import Node
from .standing import AGAINST, CERTAIN_FOR, CONJ, DISJ, FOR, MAYBE_FOR, NONE, POSSIBLE_FOR, READ, UNLESS, Verdict
from .timeline import NOTHING, Steps, at, combine2, pool, tidy, within

NEGATED = tuple((b & 3) << 2 | (b & 12) >> 2 for b in range(16))
"""Evidence for the contrary: for and against change places (S4)."""


def every(lines: Sequence[Steps]) -> Steps:
    """`and`, day by day."""
    out = lines[0]
    for line in lines[1:]:
        out = combine2(out, line, CONJ)
    return out


def either(lines: Sequence[Steps]) -> Steps:
    """`or`, day by day."""
    out = lines[0]
    for line in lines[1:]:
        out = combine2(out, line, DISJ)
    return out


def negated(line: Steps) -> Steps:
    """`not`, day by day."""
    return tidy([(day, NEGATED[bits]) for day, bits in line])


def unless(line: Steps, exceptions: Sequence[Steps]) -> Steps:
    """`x unless e`, day by day, one exception after another (S5)."""
    for exception in exceptions:
        line = combine2(line, exception, UNLESS)
    return line


def carried(before: Steps, link: Steps, day: int, since: int) -> Steps:
    """What stood on a day stands from `since` on, wherever the link between the two holds too."""
    stood = at(before, day)
    return combine2(((BEGIN, NONE), (since, stood)) if since > BEGIN else ((BEGIN, stood),), within(link, since, END), CONJ) if stood else NOTHING


def ever(line: Steps) -> Steps:
    """Whether it has been so by a day: what once was for stays for; against is forgotten."""
    held, points = NONE, []
    for day, bits in line:
        held |= FOR if READ[bits] is Verdict.YES else bits & (CERTAIN_FOR | POSSIBLE_FOR) and MAYBE_FOR
        points.append((day, held))
    return tidy(points)


def agreed(evidence: Steps, both: bool, since: int) -> Steps:
    """From `since` on: for where agreement is claimed, only possibly where not both sides did; against where nobody claims it."""
    def read(bits: int) -> int:
        if not bits & POSSIBLE_FOR:
            return AGAINST
        return bits if both else bits & ~CERTAIN_FOR
    return within(tidy([(day, read(bits)) for day, bits in evidence]), since, END)


def node(rule: str, op: str, line: Steps, premises: Sequence[Node] = (), claims: tuple[Claim, ...] = (), **args: Any) -> Node:
    """A proof node of a rule of law: its operator and the operator's days are among its arguments."""
    return Node(rule, line, {"op": op, **{k: iso(v) if k in ("day", "since", "until") and isinstance(v, int) else v for k, v in args.items()}},
                tuple(premises), claims)


def flat(rule: str, bits: int, since: int = BEGIN, claims: tuple[Claim, ...] = (), **args: Any) -> Node:
    """A rule's own conclusion, from a day on."""
    line = ((BEGIN, bits),) if since <= BEGIN else tidy([(BEGIN, NONE), (since, bits)])
    return node(rule, "flat", line, (), claims, since=since, bits=bits, **args)


def together(lines: Sequence[Steps]) -> Steps:
    """Pooled, day by day (S3)."""
    return pool(lines)
