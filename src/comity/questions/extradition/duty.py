"""Must the requested state surrender (S24)? Per doctrine: the instruments in force, how far they reach, what bars, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.compose import either, every, node, unless
from ...kernel.dates import BEGIN
from ...kernel.instruments import Treaty
from ...kernel.proofs import Node
from ...kernel.rules import rule
from ...kernel.standing import NONE, POSSIBLE_FOR, Verdict, conj, disj
from ...kernel.timeline import NOTHING, Steps
from ..treaties.chains import chain
from ..treaties.relations import Relations
from .bars import MANDATORY, OPTIONAL, Bar, bars
from .case import Case
from .clauses import Clauses, standing
from .domestic import Domestic, domestic
from .offence import Reach, reach
from .treaties import about_extradition, covered

if TYPE_CHECKING:
    from ..view import View

MUST_SURRENDER, MAY_REFUSE, MUST_REFUSE, NO_DUTY = "must-surrender", "may-refuse", "must-refuse", "no-duty"
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


class Basis(NamedTuple):
    """One instrument between the two: how it stands on the day, by which chain, how far it reaches, what bars, and what follows from it."""

    treaty: Treaty
    node: Node
    verdict: Verdict
    chain: tuple[str, ...]
    suspended: bool
    reach: Reach
    bars: tuple[Bar, ...]
    duty: str
    owed: Node


class Finding(NamedTuple):
    """What holds under one doctrine: duty, domestic law, the instruments, and the facts not given that would change it."""

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
    def follows(self) -> str:
        """What duty and domestic law make together, where that is worth saying (S24)."""
        if self.duty == MUST_SURRENDER and self.domestic.says == "forbids":
            return "refusal would be in breach: a party may not invoke its own law (VCLT Art. 27)"
        if self.duty == NO_DUTY and self.domestic.says in ("permits", "discretionary"):
            return "surrender would be without a duty, by its own law"
        return ""

    def to_dict(self) -> dict[str, Any]:
        """The contract of one doctrine."""
        main = self.governing or (self.basis[0] if self.basis else None)
        offence = {"verdict": "unrecorded", "reached_by": None, "words": None, "proof": None}
        if main is not None:
            offence = {"verdict": _verdict(main.reach.node).value, "reached_by": main.reach.by or None, "words": main.reach.words or None,
                       "proof": main.reach.node.id}
        return {"duty": self.duty, "domestic": self.domestic.says, "verdict": self.verdict.value, "follows": self.follows or None,
                "basis": [{"treaty": b.treaty.id, "title": b.treaty.title, "chain": list(b.chain), "verdict": b.verdict.value,
                           "suspended": b.suspended, "duty": b.duty, "proof": b.node.id} for b in self.basis],
                "offence": offence,
                "bars": [{"ground": bar.ground, "force": bar.force, "verdict": bar.verdict.value, "authority": bar.authority, "proof": bar.node.id}
                         for bar in (main.bars if main else ())],
                "unless": list(self.unless), "domestic_proof": self.domestic.node.id, "proof": self.node.id}


def find(view: View, case: Case, doctrine: str, relations: Relations) -> Finding:
    """The whole answer under one doctrine."""
    found = tuple(b for t in about_extradition(view, case.requested, case.requesting) if (b := _basis(relations, t, case)))
    verdict = disj(b.verdict for b in found) if found else Verdict.UNRECORDED
    if verdict is Verdict.UNRECORDED and covered(view, case.requested, case.requesting, case.on):
        verdict = Verdict.NO
    main = _governing(found)
    result = main.duty if main else NO_DUTY if verdict is Verdict.NO else "unrecorded"
    nationality = next((b for b in (main.bars if main else ()) if b.ground == "own-nationals"), None)
    power = Clauses(relations, main.treaty, case.requested, case.requesting, case.on).of("own-nationals-power") if main else None
    law = domestic(view, case, verdict, nationality is not None and nationality.force == "none", power)
    items = [*(main.reach.unless if main else ()), *(b.unless for b in (main.bars if main else ()) if b.unless), *law.unless]
    doctrine_ = "" if doctrine == "recorded" else f" ({doctrine})"
    counts = tuple(b.owed for b in (found if main is None or main.verdict is not Verdict.YES else (main,)))
    root = node("S24-duty", "or" if counts else "beside", duty([n.steps for n in counts]), counts,
                requested=view.atlas.label(case.requested), requesting=view.atlas.label(case.requesting), doctrine=doctrine_)
    listed = tuple(b for b in sorted(found, key=lambda b: (b is not main, b.verdict is not Verdict.YES, -b.treaty.bounds.start))
                   if b is main or _worth_saying(relations, b, case))
    return Finding(doctrine, result, law, listed, verdict, tuple(dict.fromkeys(items)), root)


def _governing(found: Sequence[Basis]) -> Basis | None:
    """The instrument that the duty follows from: the latest in force (VCLT Art. 30(3)); where none is for certain, the one that would weigh most."""
    in_force = [b for b in found if b.verdict is Verdict.YES]
    if in_force:
        return max(in_force, key=lambda b: (b.treaty.bounds.start, b.treaty.id))
    return min(found, key=lambda b: (_ORDER.index(b.duty), -b.treaty.bounds.start), default=None)


def _worth_saying(relations: Relations, basis: Basis, case: Case) -> bool:
    """Whether an instrument ever bound the two under the doctrine, or anybody has said that it did."""
    return any(bits & POSSIBLE_FOR for _, bits in basis.node.steps) or bool(relations.recorded(basis.treaty, case.requested, case.requesting))


def _basis(relations: Relations, treaty: Treaty, case: Case) -> Basis | None:
    bond = relations.between(treaty, case.requested, case.requesting)
    if bond.node is None:
        return None
    stands = standing(relations.view, bond.node, case.on)
    clauses = Clauses(relations, treaty, case.requested, case.requesting, case.on)
    reached = reach(relations, clauses, case)
    grounds = tuple(bars(clauses, case, bond.node.span(case.on)[0] if stands is Verdict.YES else BEGIN))
    exceptions = [b for b in grounds if b.force in (MANDATORY, OPTIONAL)]
    blocking = [b for b in grounds if b.blocks]
    parts = [bond.node, reached.node, *(b.node for b in blocking)]
    both = node("S24-reached", "and", every([p.steps for p in parts]), parts, treaty=treaty.name(relations.view.atlas.label))
    line = owed([both.steps], [b.node.steps for b in exceptions])
    proof = node("S24-owed", "unless", line, (both, *(b.node for b in exceptions)), requested=relations.view.atlas.label(case.requested),
                 treaty=treaty.name(relations.view.atlas.label))
    result = _duty(conj((stands, _verdict(reached.node))), exceptions, proof.verdict(case.on))
    return Basis(treaty, bond.node, stands, chain(relations, treaty, case.requested, case.requesting, case.on, bond), _suspended(bond.node, case.on),
                 reached, grounds, result, proof)


@rule("S24-reached", authority="docs/semantics.md S24", says="{treaty} is in force, reaches the offence, and its clauses were read")
def reached_and_read(parts: list[Steps]) -> Steps:
    """An instrument counts where it is in force, reaches the offence, and every clause that could forbid was read."""
    return every(parts)


def _duty(reached: Verdict, exceptions: list[Bar], stands: Verdict) -> str:
    """What follows from one instrument that day."""
    if reached is Verdict.NO:
        return NO_DUTY
    if reached is not Verdict.YES:
        return reached.value
    applying = {b.force for b in exceptions if b.verdict is Verdict.YES}
    if applying:
        return MUST_REFUSE if MANDATORY in applying else MAY_REFUSE
    return MUST_SURRENDER if stands is Verdict.YES else stands.value


def _verdict(node_: Node) -> Verdict:
    """The verdict of a proof that says the same on every day of the question."""
    last = node_.steps[-1][1]
    return Verdict.UNRECORDED if last == NONE else node_.verdict(10**9)


def _suspended(bond: Node, day: int) -> bool:
    """Whether what ended a treaty by a day was a suspension."""
    from ...kernel.render import walk_carrying  # only a treaty that is not in force is asked

    if bond.verdict(day) is not Verdict.NO:
        return False
    return any(str(s.node.args.get("key", "")).startswith("suspends ") and s.verdict is Verdict.YES for s in walk_carrying(bond, day))

