"""How rules of law put timelines together: a handful of operators, named in every proof node so that the checker can re-derive it.

and, or, not, unless: verdicts combine (S4, S5). carry: what stood on one day stands from another on, as far as the link between them does.
refuse: against from a day on, as far as the link does. agree: for where somebody agreed, `refuse` where nobody did. ever: what has once been so.
pool: all that is said (S3). flat: a rule's own conclusion, on no premise. beside: nothing, of what only stands side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .claims import Claim
from .dates import BEGIN, END, iso
from .proofs import Node
from .standing import AGAINST, CERTAIN_FOR, CONJ, DISJ, FOR, MAYBE_AGAINST, MAYBE_FOR, NONE, POSSIBLE_FOR, READ, UNLESS, Verdict
from .timeline import NOTHING, Steps, at, combine2, tidy, within

NEGATED = tuple((b & 3) << 2 | (b & 12) >> 2 for b in range(16))
"""Evidence for the contrary: for and against change places (S4)."""
_REFUSAL = {Verdict.YES: AGAINST, Verdict.DISPUTED: MAYBE_AGAINST, Verdict.UNDETERMINED: MAYBE_AGAINST}
REFUSED = tuple(_REFUSAL.get(READ[b], NONE) for b in range(16))
"""What a rule that lets nothing pass says, by the evidence for the succession it is about."""


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
    """What stood on a day stands from `since` on, as far as the link between the two holds; before `since` nothing has passed."""
    stood = at(before, day)
    return within(combine2(((BEGIN, stood),), link, CONJ) if stood else NOTHING, since, END, AGAINST)


def refused(link: Steps, since: int) -> Steps:
    """Against from `since` on, as far as the link between the two holds; before `since` nothing has passed."""
    return within(tidy([(day, REFUSED[bits]) for day, bits in link]), since, END, AGAINST)


def ever(line: Steps) -> Steps:
    """Whether it has been so by a day: what once was for stays for; against is forgotten."""
    held, points = NONE, []
    for day, bits in line:
        held |= FOR if READ[bits] is Verdict.YES else bits & (CERTAIN_FOR | POSSIBLE_FOR) and MAYBE_FOR
        points.append((day, held))
    return tidy(points)


def agreed(evidence: Steps, link: Steps, both: bool, since: int) -> Steps:
    """From `since` on: for where agreement is claimed, only possibly where not both sides did; where nobody claims it, `refused`."""
    most = POSSIBLE_FOR | AGAINST if not both else FOR | AGAINST
    table = tuple(tuple(e & most if e & POSSIBLE_FOR else REFUSED[x] for x in range(16)) for e in range(16))
    return within(combine2(evidence, link, table), since, END, AGAINST)


def node(rule: str, op: str, line: Steps, premises: Sequence[Node] = (), claims: tuple[Claim, ...] = (), **args: Any) -> Node:
    """A proof node of a rule of law: its operator and the operator's days are among its arguments."""
    return Node(rule, line, {"op": op, **{k: iso(v) if k in ("day", "since", "until") and isinstance(v, int) else v for k, v in args.items()}},
                tuple(premises), claims)


def flat(rule: str, bits: int, since: int = BEGIN, claims: tuple[Claim, ...] = (), **args: Any) -> Node:
    """A rule's own conclusion, from a day on."""
    line = ((BEGIN, bits),) if since <= BEGIN else tidy([(BEGIN, NONE), (since, bits)])
    return node(rule, "flat", line, (), claims, since=since, bits=bits, **args)
