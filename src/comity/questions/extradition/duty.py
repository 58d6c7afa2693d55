"""Must the requested state surrender (S24)? Per doctrine: the instruments in force, how far they reach, what bars, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.compose import either, every, node, unless
from ...kernel.dates import BEGIN, END
from ...kernel.instruments import Treaty
from ...kernel.proofs import Node
from ...kernel.rules import rule
from ...kernel.standing import POSSIBLE_FOR, Verdict, conj, disj
from ...kernel.timeline import NOTHING, Steps
from ..treaties.chains import chain
from ..treaties.relations import Relations
from .bars import MANDATORY, OPTIONAL, Bar, bars
from .case import Case
from .clauses import Clauses, standing, suspended
from .domestic import Domestic, domestic
from .offence import Reach, reach
from .spelling import stood
from .treaties import about_extradition, lists, weight

if TYPE_CHECKING:
    from ..view import View

MUST_SURRENDER, MAY_REFUSE, MUST_REFUSE, NO_DUTY = "must-surrender", "may-refuse", "must-refuse", "no-duty"
FOREVER = END - 1
"""A day after every other: what says the same on every day of the question is looked up there."""
_ORDER = (MUST_SURRENDER, "disputed", "undetermined", "unrecorded", MAY_REFUSE, MUST_REFUSE, NO_DUTY)
"""Among several instruments, the first of these that any of them gives rise to (as `or`, S4)."""


@rule("S24-owed", authority="docs/semantics.md S24", says="{requested} must surrender under {treaty}")
def owed(parts: list[Steps], exceptions: list[Steps]) -> Steps:
    """Surrender is owed where an instrument in force reaches the offence, all its clauses that could forbid were read, and none of them does."""
    return unless(every(parts), exceptions)


@rule("S24-duty", authority="docs/semantics.md S24; VCLT (1969) Art. 26", says="{requested} must surrender to {requesting}{doctrine}")
def duty(lines: list[Steps]) -> Steps:
    """Surrender is owed where any instrument owes it."""
    return either(lines) if lines else NOTHING


class Weighed(NamedTuple):
    """What follows from one instrument: how far it reaches, what bars, the duty, and the proof of whether surrender is owed under it."""

    reach: Reach
    bars: tuple[Bar, ...]
    duty: str
    owed: Node


class Basis(NamedTuple):
    """One instrument between the two: how it stands on the day, by which chain, whether it is suspended; weighed where the duty may rest on it."""

    treaty: Treaty
    node: Node
    verdict: Verdict
    chain: tuple[str, ...]
    suspended: bool
    weighed: Weighed | None

    @property
    def duty(self) -> str | None:
        """What follows from it; None where a later instrument governs."""
        return self.weighed.duty if self.weighed else None

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it."""
        return {"treaty": self.treaty.id, "title": self.treaty.title, "chain": list(self.chain), "verdict": self.verdict.value,
                "suspended": self.suspended, "duty": self.duty, "proof": self.node.id}


class Finding(NamedTuple):
    """What holds under one doctrine: duty, domestic law, the instruments, and the facts not given that would change it.

    basis: the governing instrument first, then the others that ever bound the two or are said to. verdict: whether any is in force on the day.
    """

    doctrine: str
    duty: str
    domestic: Domestic
    basis: tuple[Basis, ...]
    verdict: Verdict
    unless: tuple[str, ...]
    node: Node

    @property
    def governing(self) -> Basis | None:
        """The instrument that the duty follows from."""
        return self.basis[0] if self.basis and self.basis[0].duty == self.duty else None

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The grounds of refusal under the governing instrument."""
        return self.governing.weighed.bars if self.governing and self.governing.weighed else ()

    @property
    def reach(self) -> Reach | None:
        """How far the governing instrument reaches the offence."""
        return self.governing.weighed.reach if self.governing and self.governing.weighed else None

    @property
    def follows(self) -> str:
        """What duty and domestic law make together, where that is worth saying (S24)."""
        if self.duty == MUST_SURRENDER and self.domestic.says == "forbids":
            return "refusal would be in breach: a party may not invoke its own law (VCLT Art. 27)"
        if self.duty == NO_DUTY and self.domestic.says in ("permits", "discretionary"):
            return "surrender would be without a duty, by its own law"
        return ""

    def to_dict(self) -> dict[str, Any]:
        """The contract of one doctrine."""
        offence: dict[str, Any] = {"verdict": "unrecorded", "reached_by": None, "words": None, "proof": None}
        if self.reach is not None:
            offence = {"verdict": self.reach.node.verdict(FOREVER).value, "reached_by": self.reach.by or None, "words": self.reach.words or None,
                       "proof": self.reach.node.id}
        return {"duty": self.duty, "domestic": self.domestic.says, "verdict": self.verdict.value, "follows": self.follows or None,
                "basis": [b.to_dict() for b in self.basis], "offence": offence,
                "bars": [{"ground": bar.ground, "force": bar.force, "verdict": bar.verdict.value, "authority": bar.authority, "proof": bar.node.id}
                         for bar in self.bars],
                "unless": list(self.unless), "domestic_proof": self.domestic.node.id, "proof": self.node.id}


def find(view: View, case: Case, doctrine: str, relations: Relations) -> Finding:
    """The whole answer under one doctrine."""
    found = tuple(b for t in about_extradition(view, case.requested, case.requesting) if (b := _basis(relations, t, case)))
    said = [b.verdict for b in found if b.verdict is not Verdict.NO or _closes(relations, b, case)]
    verdict = disj(said) if said else Verdict.UNRECORDED
    gaps = [n for n in lists(view, case.requested, case.requesting) if n.verdict(case.on) is Verdict.NO] if verdict is Verdict.UNRECORDED else []
    verdict = Verdict.NO if gaps else verdict
    counting = [b._replace(weighed=_weigh(relations, b, case)) for b in _counting(relations, found, case)]
    main = max(counting, key=lambda b: (-_ORDER.index(b.duty or ""), weight(b.treaty)), default=None)
    result = main.duty or "" if main else NO_DUTY if verdict is Verdict.NO else "unrecorded"
    law = _domestic(view, case, relations, verdict, main)
    label, doctrine_ = view.atlas.label, "" if doctrine == "recorded" else f" ({doctrine})"
    counts = (*(b.weighed.owed for b in counting if b.weighed), *gaps)
    root = node("S24-duty", "or" if counts else "beside", duty([n.steps for n in counts]), counts, requested=label(case.requested),
                requesting=label(case.requesting), doctrine=doctrine_)
    weighed = {b.treaty.id: b for b in counting}
    listed = sorted((weighed.get(b.treaty.id, b) for b in found), key=lambda b: (main is None or b.treaty.id != main.treaty.id,
                                                                               b.verdict is not Verdict.YES, -b.treaty.start))
    return Finding(doctrine, result, law, tuple(b for b in listed if b.weighed or _worth_saying(relations, b, case)), verdict,
                   _unless(main, law), root)


def _counting(relations: Relations, found: Sequence[Basis], case: Case) -> list[Basis]:
    """The instruments that the duty may rest on: the latest in force (VCLT Art. 30(3)); else all that may be; else the latest of those that ended."""
    in_force = [b for b in found if b.verdict is Verdict.YES]
    if in_force:
        return [max(in_force, key=lambda b: weight(b.treaty))]
    maybe = [b for b in found if b.verdict is not Verdict.NO]
    ended = sorted((b for b in found if _closes(relations, b, case)), key=lambda b: weight(b.treaty))
    return maybe or ended[-1:]


def _closes(relations: Relations, basis: Basis, case: Case) -> bool:
    """Whether an instrument that is not in force lets one say that none is: it was between the two, or those before them, by that day.

    One that nobody had made yet says nothing of what stood before it, and a multilateral that one of the two never joined nothing of the rest.
    """
    if any(bits & POSSIBLE_FOR for day, bits in basis.node.steps if day <= case.on):
        return True
    return basis.treaty.bilateral and relations.begun(basis.treaty, case.on)


def _unless(main: Basis | None, law: Domestic) -> tuple[str, ...]:
    """The facts not given that would change the duty or the law's answer."""
    weighed = main.weighed if main else None
    items = [*weighed.reach.unless, *(b.unless for b in weighed.bars if b.unless)] if weighed else []
    return tuple(dict.fromkeys((*items, *law.unless)))


def _domestic(view: View, case: Case, relations: Relations, verdict: Verdict, main: Basis | None) -> Domestic:
    grounds = main.weighed.bars if main and main.weighed else ()
    nationality = next((b for b in grounds if b.ground == "own-nationals"), None)
    power = Clauses(relations, main.treaty, case.requested, case.requesting, case.on).of("own-nationals-power") if main else None
    return domestic(view, case, verdict, nationality is not None and nationality.force == "none", power)


def _worth_saying(relations: Relations, basis: Basis, case: Case) -> bool:
    """Whether an instrument ever bound the two under the doctrine, or anybody has said that it did."""
    return any(bits & POSSIBLE_FOR for _, bits in basis.node.steps) or bool(relations.recorded(basis.treaty, case.requested, case.requesting))


def _basis(relations: Relations, treaty: Treaty, case: Case) -> Basis | None:
    bond = relations.between(treaty, case.requested, case.requesting)
    if bond.node is None or not (treaty.bilateral or any(bits & POSSIBLE_FOR for _, bits in bond.node.steps)):
        return None  # a multilateral that never bound the two is no instrument between them
    stands = standing(relations.view, bond.node, case.on)
    return Basis(treaty, bond.node, stands, chain(relations, treaty, case.requested, case.requesting, case.on, bond),
                 stands is Verdict.NO and suspended(bond.node, case.on), None)


def _weigh(relations: Relations, basis: Basis, case: Case) -> Weighed:
    name, label = basis.treaty.name(relations.view.atlas.label), relations.view.atlas.label
    clauses = Clauses(relations, basis.treaty, case.requested, case.requesting, case.on)
    reached = reach(relations, clauses, case)
    grounds = tuple(bars(clauses, case, stood(basis.node, case.on)[0] if basis.verdict is Verdict.YES else BEGIN))
    exceptions = [b for b in grounds if b.force in (MANDATORY, OPTIONAL)]
    parts = [basis.node, reached.node, *(b.node for b in grounds if b.blocks)]
    both = node("S24-reached", "and", reached_and_read([p.steps for p in parts]), parts, treaty=name)
    line = owed([both.steps], [b.node.steps for b in exceptions])
    proof = node("S24-owed", "unless", line, (both, *(b.node for b in exceptions)), requested=label(case.requested), treaty=name)
    result = _duty(conj((basis.verdict, reached.node.verdict(FOREVER))), grounds, proof.verdict(case.on))
    return Weighed(reached, grounds, result, proof)


@rule("S24-reached", authority="docs/semantics.md S24", says="{treaty} is in force, reaches the offence, and its clauses were read")
def reached_and_read(parts: list[Steps]) -> Steps:
    """An instrument counts where it is in force, reaches the offence, and every clause that could forbid was read."""
    return every(parts)


def _duty(reached: Verdict, grounds: Sequence[Bar], stands: Verdict) -> str:
    """What follows from one instrument that day: a ground that applies is enough to be free, whatever else was not read."""
    if reached is Verdict.NO:
        return NO_DUTY
    if reached is not Verdict.YES:
        return reached.value
    applying = {b.force for b in grounds if b.force in (MANDATORY, OPTIONAL) and b.verdict is Verdict.YES}
    if applying:
        return MUST_REFUSE if MANDATORY in applying else MAY_REFUSE
    return MUST_SURRENDER if stands is Verdict.YES else stands.value
