"""What the requested state's own law allows (S24), as far as it was read; the United States has a file of its own (S25)."""

from __future__ import annotations

from typing import NamedTuple

from ...kernel.compose import flat, node
from ...kernel.instruments import Provision
from ...kernel.proofs import Node
from ...kernel.rules import rule
from ...kernel.standing import AGAINST, FOR, NONE, Verdict
from ...kernel.timeline import Steps
from ..view import View
from . import united_states
from .case import Case

PERMITS, FORBIDS, DISCRETIONARY = "permits", "forbids", "discretionary"
_ORDER = (FORBIDS, "disputed", "undetermined", "unrecorded", DISCRETIONARY, PERMITS)
"""Among several laws, the first of these that any of them says (as `and`, S4)."""


class Domestic(NamedTuple):
    """What the law of the requested state says: permits, forbids, discretionary, or disputed, undetermined, unrecorded; with its proof."""

    says: str
    node: Node
    unless: tuple[str, ...] = ()


@rule("S24-domestic", authority="the requested state's own law", says="{law}, {where}: {says}")
def own_law(value: int) -> Steps:
    """The law of the requested state permits, forbids or leaves it to somebody's discretion."""
    return flat("S24-domestic", value).steps


@rule("S24-own-law", authority="docs/semantics.md S24", says="the law of {requested} {says}")
def laws_together(value: int) -> Steps:
    """Several laws of one state allow together what none of them forbids."""
    return flat("S24-own-law", value).steps


def domestic(view: View, case: Case, basis: Verdict, obliged: bool, power: Provision | None) -> Domestic:
    """What the requested state's law allows on the day of decision.

    basis: whether an instrument is in force between the two. obliged: whether it leaves nationality no ground. power: the clause by which the
    treaty itself grants a power to surrender own nationals, where it has one.
    """
    if case.requested == "US":
        return Domestic(*united_states.law(view, case, basis, obliged, power))
    rows = [p for p in view.atlas.law.laws(case.requested) if p.holds_on(case.on) and view.admits(p.source)]
    said: list[tuple[str, Provision | None]] = [s for p in rows if (s := _says(p, case, basis)) is not None]
    needed = {"own-nationals"} if case.national_of == case.requested else set()
    needed |= {"no-treaty"} if basis is Verdict.NO else set()
    if needed - {p.provision for p in rows}:
        said.append(("unrecorded", None))
    unless = ("the person is its own national",) if case.national_of is None and any(p.provision == "own-nationals" for p in rows) else ()
    if not said:
        said = [(PERMITS if basis is Verdict.YES and any(p.provision == "surrender" for p in rows) else "unrecorded", None)]
    verdict = min((s for s, _ in said), key=_ORDER.index)
    leaves = tuple(_leaf(p, s) for s, p in said if p is not None)
    return Domestic(verdict, together(view, case, verdict, leaves), unless)


def together(view: View, case: Case, verdict: str, leaves: tuple[Node, ...]) -> Node:
    """The conclusion about the law of the requested state, on the laws that carry it."""
    bits = {FORBIDS: AGAINST, PERMITS: FOR, DISCRETIONARY: FOR}.get(verdict, NONE)
    words = {FORBIDS: "forbids it", PERMITS: "permits it", DISCRETIONARY: "leaves it to discretion"}.get(verdict, f"is {verdict} on it")
    return node("S24-own-law", "flat", laws_together(bits), leaves, since=None, bits=bits, requested=view.atlas.label(case.requested), says=words)


def _says(row: Provision, case: Case, basis: Verdict) -> tuple[str, Provision | None] | None:
    """What one provision says of the case; None where it is not about it."""
    if row.provision == "own-nationals" and case.national_of == case.requested:
        if row.value == "forbids-unless-treaty":
            return {Verdict.YES: PERMITS, Verdict.NO: FORBIDS}.get(basis, basis.value), row
        return row.value, row
    if row.provision == "no-treaty" and basis is not Verdict.YES:
        says = {"reciprocity": DISCRETIONARY}.get(row.value, row.value)
        return (says if basis is Verdict.NO or says != FORBIDS else basis.value), row
    if row.provision == "surrender" and basis is Verdict.YES:
        return row.value, row
    fact = {"political-offence": "political", "lapse-of-time": "time_barred", "capital-punishment": "capital"}.get(row.provision)
    if fact and case.fact(fact):
        return (FORBIDS if row.value == "forbids" else DISCRETIONARY), row
    return None


def _leaf(row: Provision, says: str) -> Node:
    bits = {FORBIDS: AGAINST, PERMITS: FOR, DISCRETIONARY: FOR}.get(says, NONE)
    return node("S24-domestic", "flat", own_law(bits), (), (row.claim,), since=None, bits=bits, law=row.law, article=row.article, where=row.where,
                says=f"{row.provision.replace('-', ' ')}: {row.value.replace('-', ' ')}")
