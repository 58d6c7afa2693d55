"""The United States as requested state (S25): what the Secretary of State may, must not, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...kernel.compose import flat, node
from ...kernel.dates import BEGIN
from ...kernel.instruments import Provision
from ...kernel.proofs import Node
from ...kernel.rules import REGISTRY, rule
from ...kernel.standing import AGAINST, FOR, NONE, Verdict
from ...kernel.timeline import Steps
from .case import Case

if TYPE_CHECKING:
    from ..view import View

_VIOLENCE = frozenset({"murder", "attempted-murder", "manslaughter", "assault", "wounding", "rape", "kidnapping", "abduction", "hostage-taking",
                       "robbery", "arson", "torture", "terrorist-bombing", "hijacking", "aircraft-sabotage", "internationally-protected-persons"})
"""The offences of the vocabulary that can be crimes of violence (18 U.S.C. 16)."""


@rule("us-3184", authority="18 U.S.C. 3184, 3186", looks_at="decided",
      says="under a treaty in force a judge certifies the case, and the Secretary of State may order surrender (18 U.S.C. 3184, 3186)")
def certification(basis: int) -> Steps:
    """Where a treaty is in force a judge may certify the case, and the Secretary of State may order the person surrendered."""
    return flat("us-3184", basis).steps


@rule("us-evidence", authority="18 U.S.C. 3184", looks_at="decided",
      says="no certificate where the evidence does not sustain the charge (18 U.S.C. 3184)")
def evidence_must_sustain() -> Steps:
    """A judge certifies a case only upon evidence that sustains the charge under the treaty."""
    return flat("us-evidence", AGAINST).steps


@rule("us-neidecker", authority="Valentine v. United States ex rel. Neidecker, 299 U.S. 5 (9 November 1936)", until="1990-11-21", looks_at="decided",
      says="no power to surrender a citizen whom the treaty does not oblige it to (Valentine v. Neidecker, 1936)")
def no_power_over_citizens() -> Steps:
    """The executive has no power to surrender a citizen of the United States unless a treaty or statute confers it."""
    return flat("us-neidecker", AGAINST).steps


@rule("us-3196", authority="18 U.S.C. 3196 (Pub. L. 101-623, 21 November 1990)", since="1990-11-21", looks_at="decided",
      says="the Secretary of State may surrender a citizen though the treaty does not oblige it to, its other requirements met (18 U.S.C. 3196)")
def secretary_may_surrender_citizens() -> Steps:
    """If a treaty does not oblige the United States to surrender its citizens, the Secretary of State may, if its other requirements are met."""
    return flat("us-3196", FOR).steps


@rule("us-power-granted", authority="the treaty's own clause", looks_at="decided",
      says="{treaty}, {where} grants the power to surrender a citizen")
def treaty_grants_power() -> Steps:
    """A clause that grants the executive the power to surrender its own citizens is power enough."""
    return flat("us-power-granted", FOR).steps


@rule("us-no-treaty", authority="18 U.S.C. 3181(a); Valentine v. United States ex rel. Neidecker, 299 U.S. 5 (1936)", looks_at="decided",
      says="no surrender without a treaty (18 U.S.C. 3181(a))")
def no_surrender_without_treaty() -> Steps:
    """Without a treaty or a statute nobody in the United States has power to surrender a person to a foreign state."""
    return flat("us-no-treaty", AGAINST).steps


@rule("us-3181b", authority="18 U.S.C. 3181(b) (Pub. L. 104-132, sec. 443, 24 April 1996)", since="1996-04-24", looks_at="decided",
      says="in the exercise of comity, for crimes of violence against nationals of the United States abroad, if the Attorney General certifies it")
def exercise_of_comity() -> Steps:
    """Persons other than citizens, nationals and permanent residents may be surrendered without a treaty for violence against US nationals abroad."""
    return flat("us-3181b", NONE).steps


def law(view: View, case: Case, basis: Verdict, obliged: bool, power: Provision | None) -> tuple[str, Node, tuple[str, ...]]:
    """What United States law says of a case on the day of decision: (permits, forbids, discretionary or a standing; proof; unless)."""
    from .domestic import DISCRETIONARY, FORBIDS, together

    if basis is Verdict.NO:
        leaves, unless = [_leaf(view, "us-no-treaty", AGAINST)], []
        if REGISTRY["us-3181b"].is_law_on(case.on) and case.national_of != "US" and (not case.offences or _VIOLENCE & set(case.offences)):
            leaves.append(_leaf(view, "us-3181b", NONE))
            unless = ["it is a crime of violence against nationals of the United States abroad, and the Attorney General certifies it "
                      "(18 U.S.C. 3181(b))"]
        return FORBIDS, together(view, case, FORBIDS, tuple(leaves)), tuple(unless)
    if basis is not Verdict.YES:
        return basis.value, together(view, case, basis.value, (_leaf(view, "us-3184", NONE),)), ()
    if case.fact("evidence") is False:
        return FORBIDS, together(view, case, FORBIDS, (_leaf(view, "us-evidence", AGAINST),)), ()
    leaf = _citizens(view, case, power) if case.national_of == "US" and not obliged else None
    says = FORBIDS if leaf is not None and leaf.rule == "us-neidecker" else DISCRETIONARY
    leaves = [_leaf(view, "us-3184", FOR), *([leaf] if leaf else [])]
    unless_ = ("the person is a citizen of the United States", ) if case.national_of is None and not obliged else ()
    return says, together(view, case, says, tuple(leaves)), unless_


def _citizens(view: View, case: Case, power: Provision | None) -> Node:
    """Which rule governs a citizen whom the treaty does not oblige it to surrender, on the day of decision."""
    if power is not None and power.value == "granted":
        return node("us-power-granted", "flat", treaty_grants_power(), (), (power.claim,), since=None, bits=FOR, article=power.article,
                    where=power.where, treaty=view.atlas.treaties[power.of].name(view.atlas.label))
    if REGISTRY["us-3196"].is_law_on(case.on):
        return _leaf(view, "us-3196", FOR)
    return _leaf(view, "us-neidecker", AGAINST)


_STATUTES = {"us-3184": ("3184", "3186"), "us-evidence": ("3184",), "us-3196": ("3196",), "us-3181b": ("3181(b)",),
             "us-no-treaty": ("3181(a)", "3181"), "us-neidecker": ("299 U.S. 5", "Neidecker")}
"""The articles of data/laws/US.toml that a rule was read in."""


def _leaf(view: View, name: str, bits: int) -> Node:
    claims = tuple(p.claim for p in view.atlas.law.laws("US") if any(a in f"{p.law} {p.article}" for a in _STATUTES[name]) and view.admits(p.source))
    line = flat(name, bits, BEGIN).steps
    return node(name, "flat", line, (), claims[:2], since=None, bits=bits)
