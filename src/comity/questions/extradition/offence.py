"""Whether an instrument reaches the offence: listed, by dual criminality, or deemed included by a convention of both (S24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...kernel.compose import flat, node
from ...kernel.instruments import Provision
from ...kernel.proofs import Node
from ...kernel.rules import rule
from ...kernel.standing import AGAINST, FOR, NONE, Verdict
from ...kernel.timeline import Steps
from ..treaties.doctrines import both_are_parties
from ..treaties.relations import Relations
from .case import FACTS, Case
from .clauses import Clauses, standing

if TYPE_CHECKING:
    from ..view import View


class Reach(NamedTuple):
    """Whether an instrument reaches the offence: the proof, by which way (listed, dual-criminality, deemed-included), and what would change it."""

    node: Node
    by: str
    words: str
    unless: tuple[str, ...]


@rule("S24-listed", authority="the treaty's own list of offences", says="{treaty}, {where} lists {offence}{by}")
def listed(named: bool) -> Steps:
    """An offence that the treaty names is extraditable under it."""
    return flat("S24-listed", FOR if named else NONE).steps


@rule("S24-not-listed", authority="the treaty's own list of offences, read whole", says="{treaty}: {offence} is not among the offences listed")
def not_listed() -> Steps:
    """Where a treaty lists offences and the whole list was read, what is not in it is not extraditable under it."""
    return flat("S24-not-listed", AGAINST).steps


@rule("S24-dual", authority="the treaty's clause on dual criminality", says="{treaty}, {where}: whatever both states punish{threshold}")
def dual_criminality(punishable: bool | None) -> Steps:
    """An offence is extraditable where the laws of both states punish it as the clause asks; whether they do is a fact of the case."""
    return flat("S24-dual", AGAINST if punishable is False else FOR).steps


@rule("S24-deemed", authority="the convention's clause on extradition", says="{convention}, {where} deems {offence} included")
def deemed_included(both: Steps) -> Steps:
    """An offence that a convention deems included in the extradition treaties between its parties is reached where both are parties to it."""
    return both_are_parties([both])


@rule("S24-unread", authority="docs/semantics.md S24", says="{treaty}: nobody has read {what}")
def unread() -> Steps:
    """A clause that nobody has read may forbid: what depends on it is unrecorded."""
    return flat("S24-unread", NONE).steps


@rule("S24-any-offence", authority="docs/semantics.md S24", says="no offence is named: whether it is extraditable is left open")
def any_offence() -> Steps:
    """Without an offence the question is whether an instrument binds at all."""
    return flat("S24-any-offence", FOR).steps


def reach(relations: Relations, clauses: Clauses, case: Case) -> Reach:
    """How far one treaty reaches the offence of a case."""
    name = clauses.treaty.name(relations.view.atlas.label)
    if not case.offences:
        return Reach(node("S24-any-offence", "flat", any_offence(), since=None, bits=FOR), "", "", ("the offence is not one that it covers",))
    method = clauses.of("offence-method")
    found = _listed(clauses, case, name) or _dual(method, clauses, case, name) or _deemed(relations, clauses, case)
    if found is not None:
        return found
    whole = clauses.of("list-read")
    if method and method.value == "list" and whole and whole.value == "whole":
        rows = (whole.claim, *(p.claim for p in clauses.every("listed")))
        line = node("S24-not-listed", "flat", not_listed(), (), rows, since=None, bits=AGAINST, treaty=name, offence=case.word)
        return Reach(line, "listed", case.word, ())
    what = "the whole list of offences" if method and method.value == "list" else "which offences it covers"
    claims = (method.claim,) if method else ()
    return Reach(node("S24-unread", "flat", unread(), (), claims, since=None, bits=NONE, treaty=name, what=what), "", case.word, ())


def _listed(clauses: Clauses, case: Case, name: str) -> Reach | None:
    offences = clauses.view.atlas.law.offences
    for row in clauses.every("listed"):
        for id_ in case.offences:
            hit = next((o for o in (id_, *_wider(clauses.view, id_)) if o in row.offences), None)
            if hit is not None:
                given = ("both-laws",) if case.fact("punishable") else ()
                needs = tuple(f"not so: {need.replace('-', ' ')}" for need in row.details.get("needs", ()) if need not in given)
                by = "" if hit == id_ else f" (as {offences[hit].label})"
                line = node("S24-listed", "flat", listed(True), (), (row.claim,), since=None, bits=FOR, treaty=name, article=row.article,
                            where=row.where, offence=offences[id_].label, by=by)
                return Reach(line, "listed", case.word, needs)
    return None


def _wider(view: View, id_: str) -> list[str]:
    """The broader offences that one lies within, nearest first."""
    found: list[str] = []
    queue = [id_]
    while queue:
        here = view.atlas.law.offences.get(queue.pop(0))
        queue += [w for w in (here.within if here else ()) if w not in found]
        found += [w for w in (here.within if here else ()) if w not in found]
    return found


def _dual(method: Provision | None, clauses: Clauses, case: Case, name: str) -> Reach | None:
    if method is None or "dual" not in method.value:
        return None
    threshold = clauses.of("threshold")
    punishable = case.fact("punishable")
    words = f" by {threshold.value}" if threshold else ""
    claims = (method.claim, threshold.claim) if threshold else (method.claim,)
    bits = AGAINST if punishable is False else FOR
    line = node("S24-dual", "flat", dual_criminality(punishable), (), claims, since=None, bits=bits, treaty=name, article=method.article,
                where=method.where, threshold=words)
    return Reach(line, "dual-criminality", case.word, (f"not so: {FACTS['punishable']}{words}",) if punishable is None else ())


def _deemed(relations: Relations, clauses: Clauses, case: Case) -> Reach | None:
    """The first convention, in force between the two on the day, that deems the offence included."""
    view = relations.view
    for row in view.atlas.law.deeming:
        treaty = view.atlas.treaties[row.of]
        hit = next((o for o in case.offences if o in row.offences), None)
        if hit is None or treaty.id == clauses.treaty.id or not view.admits(row.source):
            continue
        bond = relations.between(treaty, case.requested, case.requesting)
        if bond.node is not None and standing(view, bond.node, case.on) is Verdict.YES:
            line = node("S24-deemed", "and", deemed_included(bond.node.steps), (bond.node,), (row.claim,), convention=treaty.title,
                        article=row.article, where=row.where, offence=view.atlas.law.offences[hit].label)
            return Reach(line, "deemed-included", case.word, ())
    return None
