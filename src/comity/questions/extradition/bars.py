"""What bars surrender under an instrument (S24): each clause with its force, whether it applies, and whose word that is."""

from __future__ import annotations

from typing import NamedTuple

from ...kernel.compose import flat, node
from ...kernel.instruments import Provision
from ...kernel.proofs import Node
from ...kernel.rules import rule
from ...kernel.standing import AGAINST, FOR, NONE, Verdict
from ...kernel.timeline import Steps
from .case import FACTS, Case
from .clauses import Clauses
from .offence import unread

MANDATORY, OPTIONAL, NO_BAR = "mandatory", "optional", "none"


class Bar(NamedTuple):
    """One ground of refusal: its force (mandatory, optional, or none where the text rules it out), and the proof of whether it applies."""

    ground: str
    force: str
    node: Node
    authority: str
    unless: str = ""

    @property
    def verdict(self) -> Verdict:
        """Whether it applies."""
        return self.node.verdict(0)

    @property
    def blocks(self) -> bool:
        """Whether it is an unread clause: it might forbid, and nobody knows (S24)."""
        return self.node.rule == "S24-unread"


@rule("S24-bar", authority="the treaty's own clause", says="{treaty}, {where}, on {ground}: {says}")
def bar(applies: bool | None) -> Steps:
    """A clause that allows or demands refusal applies where the fact it asks for is given; where nobody gives it, it is an item of `unless`."""
    return flat("S24-bar", NONE if applies is None else FOR if applies else AGAINST).steps


FORCES = {**dict.fromkeys(("required", "mandatory-bar", "shall-refuse", "not-retroactive"), MANDATORY),
          **dict.fromkeys(("may-refuse", "no-obligation"), OPTIONAL)}
"""The force of each way in which a clause may settle a ground; every other way is no bar."""
_SAYS = {"mandatory-bar": "refusal is mandatory", "shall-refuse": "its own nationals are not surrendered", "may-refuse": "it may refuse",
         "no-obligation": "neither is bound to surrender its own nationals", "shall-not-refuse": "nationality is no ground of refusal",
         "no-bar": "no bar", "silent": "the text says nothing", "not-retroactive": "earlier acts are not covered",
         "retroactive": "earlier acts are covered", "required": "surrender only upon evidence"}
_BY_FACT = (("political-offence", "political"), ("lapse-of-time", "time_barred"), ("prior-trial", "tried"), ("capital-punishment", "capital"),
            ("military-offence", "military"), ("political-motive", "persecution"), ("evidence", "evidence"))
"""The clauses that ask for one fact."""
_IF_READ = ("military-offence", "political-motive", "evidence")
"""Those that many treaties lack, or that stand within another's article: one that was not read leaves nothing open, unless the case turns on it."""


def bars(clauses: Clauses, case: Case, since: int) -> list[Bar]:
    """Every ground of refusal under a treaty, own nationals first. since: the day on which the treaty came into force between the two."""
    found = [_own_nationals(clauses, case)]
    found += [_by_fact(clauses, case, clause, fact) for clause, fact in _BY_FACT]
    found.append(_retroactivity(clauses, case, since))
    return [b for b in found if b is not None]


def _own_nationals(clauses: Clauses, case: Case) -> Bar | None:
    if case.national_of is not None and case.national_of != case.requested:
        return None
    row = clauses.of("own-nationals")
    who = clauses.view.atlas.label(case.requested)
    if row is None:
        return _unread(clauses, "own-nationals", f"whether {who} must surrender its own nationals")
    applies = row.value in FORCES if case.national_of is not None else None if row.value in FORCES else False
    return _bar(clauses, row, "own-nationals", applies, f"the person is a national of {who}" if applies is None else "")


def _by_fact(clauses: Clauses, case: Case, clause: str, fact: str) -> Bar | None:
    given, row = case.fact(fact), clauses.of(clause)
    if clause == "evidence" and given is not None:
        given = not given
    if row is None:
        open_ = given is None and clause not in _IF_READ
        return _unread(clauses, clause, f"its clause on {_words(clause)}, if it has one") if given or open_ else None
    if row.value not in FORCES:
        return _bar(clauses, row, clause, False)
    excluded = [o for o in row.details.get("excludes", ()) if o in case.offences]
    if given and clause == "political-offence" and excluded:
        return _bar(clauses, row, clause, False, note=f"; {', '.join(excluded)} does not count as political")
    assurance = row.details.get("unless")
    if given is None:
        lacking = "not so: " if clause == "evidence" else ""
        return _bar(clauses, row, clause, None, lacking + FACTS[fact] + (f", without {assurance}" if assurance else ""))
    return _bar(clauses, row, clause, given, f"not so: {assurance} is given" if given and assurance else "")


def _retroactivity(clauses: Clauses, case: Case, since: int) -> Bar | None:
    if case.committed is not None and case.committed >= since:
        return None
    row = clauses.of("retroactivity")
    if row is None:
        return _unread(clauses, "retroactivity", "whether it covers acts before it came into force")
    applies = None if case.committed is None and row.value in FORCES else row.value in FORCES
    return _bar(clauses, row, "retroactivity", applies, "the act was committed before it came into force" if applies is None else "")


def _bar(clauses: Clauses, row: Provision, ground: str, applies: bool | None, item: str = "", note: str = "") -> Bar:
    name = clauses.treaty.name(clauses.view.atlas.label)
    bits = NONE if applies is None else FOR if applies else AGAINST
    law = row.details.get("law")
    whose = f", by the law of the {law} state" if law in ("requested", "requesting", "either") else ""
    proof = node("S24-bar", "flat", bar(applies), (), (row.claim,), since=None, bits=bits, treaty=name, article=row.article, where=row.where,
                 ground=_words(ground), says=_SAYS.get(row.value, row.value) + whose + note)
    return Bar(ground, FORCES.get(row.value, NO_BAR), proof, f"{name}, {row.where}", item)


def _unread(clauses: Clauses, ground: str, what: str) -> Bar:
    name = clauses.treaty.name(clauses.view.atlas.label)
    proof = node("S24-unread", "flat", unread(), since=None, bits=NONE, treaty=name, what=what)
    return Bar(ground, "unrecorded", proof, name)


def _words(ground: str) -> str:
    return ground.replace("-", " ")


