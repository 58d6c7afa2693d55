"""What a court held, compared with what the engine says: how the treaty stood, and the ground on which the case ended.

Every comparison ends in one of four outcomes, and says why wherever that is not `agrees`:

* agrees: the engine says, with nothing left open, what the court's holding entails;
* contradicts: the engine says, with nothing left open, the opposite;
* disputed: the engine reports a dispute about it;
* undecided: the engine leaves it open (an unread clause, a fact not given, a claim missing), or has no rule about it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..kernel.dates import BEGIN
from ..kernel.instruments import Decision, Treaty
from ..kernel.proofs import Node
from ..kernel.render import carrying, sources_of, walk_carrying
from ..kernel.rules import REGISTRY
from ..kernel.standing import Verdict
from ..questions.extradition.bars import MANDATORY, OPTIONAL, Bar, bars
from ..questions.extradition.case import Case
from ..questions.extradition.clauses import Clauses, standing
from ..questions.extradition.duty import Finding
from ..questions.extradition.offence import Reach, reach
from ..questions.treaties.chains import chain
from ..questions.treaties.relations import Relations

AGREES, CONTRADICTS, DISPUTED, UNDECIDED = "agrees", "contradicts", "disputed", "undecided"
OUTCOMES = (AGREES, DISPUTED, UNDECIDED, CONTRADICTS)

_ADDS = ("supplements", "amends", "extends", "protocol-to")
_ALLOWING = ("permits", "discretionary")


class Compared(NamedTuple):
    """One comparison: its outcome, what the engine says in a word or two, and the reason where it is not agreement."""

    outcome: str
    engine: str
    reason: str = ""


class Heard(NamedTuple):
    """One decision put to the engine under one doctrine.

    treaty: the one that the court named. main: it, or the one that it supplements, or where none was named the governing one; None where no
    instrument is there. bond, stands: how the named treaty, or else any, stands between the two. reach, bars: by the clauses of `main`. chain: from
    who made it to who has it. own: the names of the decisions of the matter, on which a rule of law may itself rest.
    """

    decision: Decision
    case: Case
    relations: Relations
    finding: Finding
    treaty: Treaty | None
    main: Treaty | None
    bond: Node | None
    stands: Verdict
    reach: Reach | None
    bars: tuple[Bar, ...]
    chain: tuple[str, ...]
    own: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Whether the court let surrender go on, at least in part."""
        return self.decision.result.startswith(("surrender_allowed", "certified"))

    @property
    def refused(self) -> bool:
        """Whether the court refused it, at least in part."""
        return self.decision.result in ("refused", "refused_in_part", "surrender_barred")

    @property
    def suspended(self) -> bool:
        """Whether what ended the treaty was a suspension."""
        return any(b.suspended for b in self.finding.basis if self.main is None or b.treaty.id == self.main.id)

    @property
    def law(self) -> str:
        """What the requested state's law says; `unrecorded` where it forbids only by a rule that rests on this very matter."""
        domestic = self.finding.domestic
        rests = any(name in REGISTRY[n.rule].authority for n in domestic.node.walk() if n.rule in REGISTRY.rules for name in self.own)
        return "unrecorded" if rests and domestic.says == "forbids" else domestic.says

    def label(self, polity: str) -> str:
        """What a polity is called."""
        return self.relations.view.atlas.label(polity)

    @property
    def two(self) -> str:
        """The two, in words."""
        return f"{self.label(self.case.requested)} and {self.label(self.case.requesting)}"


def hear(relations: Relations, decision: Decision, case: Case, finding: Finding, own: tuple[str, ...]) -> Heard:
    """Put a decision to the engine under one doctrine."""
    view, two = relations.view, (case.requested, case.requesting)
    treaty = view.atlas.treaties.get(decision.treaty)
    governing = finding.governing
    main = _principal(relations, treaty) if treaty else governing.treaty if governing else None
    named = treaty or main
    bond = relations.between(named, *two) if named else None
    stands = standing(view, bond.node if bond else None, case.on) if treaty else finding.verdict
    if main is None:
        return Heard(decision, case, relations, finding, treaty, None, None, stands, None, (), (), own)
    clauses = Clauses(relations, main, *two, case.on)
    whole = relations.between(main, *two)
    since = whole.node.span(case.on)[0] if whole.node and standing(view, whole.node, case.on) is Verdict.YES else BEGIN
    steps = chain(relations, main, *two, case.on, whole)
    return Heard(decision, case, relations, finding, treaty, main, bond.node if bond else None, stands, reach(relations, clauses, case),
                 tuple(bars(clauses, case, since)), steps, own)


def _principal(relations: Relations, treaty: Treaty) -> Treaty:
    """The treaty itself, or the one that it only adds to."""
    seen = {treaty.id}
    while True:
        above = next((link.treaty for link in treaty.links if link.act in _ADDS and link.treaty not in seen), None)
        if above is None or above not in relations.view.atlas.treaties:
            return treaty
        treaty = relations.view.atlas.treaties[above]
        seen.add(above)


# how the treaty stood

_HELD = {"in-force": Verdict.YES, "not-in-force": Verdict.NO, "no-treaty": Verdict.NO, "suspended": Verdict.NO}


def compare_standing(heard: Heard) -> Compared:
    """What the court held of the treaty between the two, against how it stands on the day of decision."""
    held, stands = heard.decision.held, heard.stands
    if held == "not-applicable":
        return _applicable(heard)
    if stands is Verdict.DISPUTED:
        return Compared(DISPUTED, stands.value, _carriers(heard, stands))
    if stands not in (Verdict.YES, Verdict.NO):
        return Compared(UNDECIDED, stands.value, _open(heard))
    if stands is not _HELD[held]:
        return Compared(CONTRADICTS, stands.value, _carriers(heard, stands))
    if held == "suspended" and not heard.suspended:
        return Compared(CONTRADICTS, stands.value, "it ended otherwise than by suspension: " + _carriers(heard, stands))
    return Compared(AGREES, stands.value)


def _applicable(heard: Heard) -> Compared:
    """A treaty held not to apply: it is not in force, or gives rise to no duty."""
    duty = heard.finding.duty
    if heard.stands is Verdict.NO or (heard.stands is Verdict.YES and duty == "no-duty"):
        return Compared(AGREES, heard.stands.value)
    if heard.stands is Verdict.DISPUTED:
        return Compared(DISPUTED, heard.stands.value, _carriers(heard, heard.stands))
    if duty in ("must-surrender", "may-refuse", "must-refuse"):
        return Compared(CONTRADICTS, f"{heard.stands.value}, {duty}", "in force, and it reaches the offence: " + _carriers(heard, heard.stands))
    if heard.stands is not Verdict.YES:
        return Compared(UNDECIDED, heard.stands.value, _open(heard))
    return Compared(UNDECIDED, heard.stands.value, "in force, but whether it applied turns on what is open; " + "; ".join(missing(heard)))


def _carriers(heard: Heard, verdict: Verdict, most: int = 3) -> str:
    """What carries a verdict, as the ends of its proof: sentences with their sources."""
    if heard.bond is None:
        instruments = [b for b in heard.finding.basis if b.verdict is verdict]
        return "; ".join(b.treaty.name(heard.label) for b in instruments[:most]) or "no instrument, by a list of all"
    said, ends = [], [s for s in walk_carrying(heard.bond, heard.case.on) if not s.node.claims]
    for step in [s for s in ends if s.node.rule == "S9-act"] or [s for s in ends if not carrying(*s)] or ends[:1]:
        cited = list(dict.fromkeys(s for n in step.node.walk() for s in sources_of(n)))
        said.append(step.node.sentence + (f" [{', '.join(cited[:most])}{' …' if len(cited) > most else ''}]" if cited else ""))
    also = f" and {len(set(said)) - most} more" if len(set(said)) > most else ""
    told = "; ".join(list(dict.fromkeys(said))[:most]) + also
    named = heard.main.name(heard.label) if heard.main and heard.treaty is None else ""
    return told if named in told else f"{named}: {told}"


def _open(heard: Heard) -> str:
    """Why the engine cannot tell how a treaty stands: nothing is recorded, or the days are too coarse."""
    name = heard.treaty.name(heard.label) if heard.treaty else "an instrument on extradition"
    if heard.stands is Verdict.UNDETERMINED and heard.bond is not None:
        return "too coarse or one-sided for a verdict: " + _carriers(heard, heard.stands)
    silent = f"whether {name} is in force between {heard.two} on the day"
    if heard.treaty is None:
        return f"no claim says {silent}"
    view, pair = heard.relations.view, " ".join(sorted((heard.case.requested, heard.case.requesting)))
    own = sorted({c.source for c in view.atlas.pair("in-force", pair) if c.of == heard.treaty.id and c.source in view.lens.without})
    return f"only what is withheld says {silent} ({', '.join(own)})" if own else f"no claim says {silent}"


def _unread(heard: Heard, clause: str) -> str:
    """That a clause is unread, or read only in what is withheld."""
    if heard.main is None:
        return _open(heard)
    view, what = heard.relations.view, f"what {heard.main.name(heard.label)} says on {clause.replace('-', ' ')}"
    own = sorted({p.source for p in view.atlas.law.provisions(heard.main.id) if p.provision == clause and p.source in view.lens.without})
    return f"only what is withheld says {what} ({', '.join(own)})" if own else f"nobody has read {what}"


def missing(heard: Heard) -> list[str]:
    """The inputs that keep the duty open: the treaty's standing, unread clauses, facts not given, laws not read."""
    found = []
    if heard.stands not in (Verdict.YES, Verdict.NO):
        found.append(f"the treaty's standing is {heard.stands.value}")
    unread = ["the list of offences"] if heard.reach and heard.reach.node.rule == "S24-unread" else []
    unread += [b.ground.replace("-", " ") for b in heard.bars if b.blocks]
    if unread and heard.main:
        found.append(f"unread in {heard.main.name(heard.label)}: {', '.join(unread)}")
    if heard.finding.domestic.says in ("unrecorded", "undetermined", "disputed"):
        found.append(f"what the law of {heard.label(heard.case.requested)} says on it is {heard.finding.domestic.says}")
    return found or [f"not given: {'; '.join(heard.finding.unless)}" if heard.finding.unless else f"the duty is {heard.finding.duty}"]


# the ground


def compare_ground(heard: Heard) -> Compared:
    """The ground on which the case ended, with its result, against duty, own law and bars."""
    return _GROUNDS.get(heard.decision.ground, _result)(heard)


def _said(heard: Heard) -> str:
    return f"{heard.finding.duty}, own law: {heard.finding.domestic.says}"


def _succession(heard: Heard) -> Compared:
    """In force by succession: in force, through a chain of succession."""
    told = compare_standing(heard)
    if told.outcome == AGREES and heard.decision.held == "in-force" and len(heard.chain) < 2:
        return Compared(UNDECIDED, told.engine, "in force, but no chain of succession from its makers is recorded")
    return told._replace(engine=told.engine + (f", {' → '.join(heard.chain)}" if heard.chain else ""))


def _suspension(heard: Heard) -> Compared:
    told = compare_standing(heard)
    if told.outcome == AGREES and not heard.suspended:
        return Compared(CONTRADICTS, told.engine, "not by suspension")
    return told


def _selection(heard: Heard) -> Compared:
    """Which of several treaties governs."""
    governing = heard.finding.governing
    if heard.treaty is None or heard.main is None:
        return Compared(UNDECIDED, "", "the decision is recorded without the treaty that it chose")
    if governing is None or governing.verdict is not Verdict.YES:
        return Compared(UNDECIDED, "", "no instrument is in force for certain; " + "; ".join(missing(heard)))
    if governing.treaty.id in (heard.treaty.id, heard.main.id):
        return Compared(AGREES, governing.treaty.name(heard.label))
    return Compared(CONTRADICTS, governing.treaty.name(heard.label), "the latest in force is held to govern (VCLT Art. 30(3))")


def _no_treaty(heard: Heard) -> Compared:
    """Surrender without a treaty: none in force, and own law allows it."""
    if heard.stands is not Verdict.NO:
        return compare_standing(heard)
    if heard.law in _ALLOWING:
        return Compared(AGREES, _said(heard))
    if heard.law == "forbids":
        return Compared(CONTRADICTS, _said(heard), "own law as read: " + _law(heard))
    return Compared(UNDECIDED, _said(heard), "; ".join(missing(heard)))


def _law(heard: Heard) -> str:
    """What the requested state's law says, rule by rule."""
    leaves = heard.finding.domestic.node.premises or (heard.finding.domestic.node,)
    return "; ".join(dict.fromkeys(n.sentence for n in leaves))


def _by_clause(ground: str, fact: str) -> Callable[[Heard], Compared]:
    """The comparison for a ground that one clause and one fact settle."""

    def compare(heard: Heard) -> Compared:
        found = next((b for b in heard.bars if b.ground == ground), None)
        words = ground.replace("-", " ")
        if heard.main is None or heard.stands not in (Verdict.YES, Verdict.DISPUTED):
            return Compared(UNDECIDED, heard.stands.value, f"no treaty in force for certain whose clause on {words} could be asked")
        if found is None or found.blocks:
            return Compared(UNDECIDED, "unread", _unread(heard, ground))
        says = f"{words}: {found.verdict.value} ({found.force})"
        if heard.case.fact(fact) is None and found.verdict is Verdict.UNRECORDED:
            return Compared(UNDECIDED, says, f'the court\'s finding on "{fact}" is not recorded')
        return _upheld(heard, found, says)

    return compare


def _upheld(heard: Heard, found: Bar, says: str) -> Compared:
    """A bar upheld must apply; one rejected must not, or leave surrender open where own law does."""
    applies = found.verdict is Verdict.YES and found.force in (MANDATORY, OPTIONAL)
    if not (heard.refused or heard.allowed):
        return Compared(UNDECIDED, says, f"the result ({heard.decision.result}) neither upholds nor rejects it")
    if applies == heard.refused:
        return Compared(AGREES, says)
    if applies and found.force == OPTIONAL:
        return Compared(AGREES, says) if heard.law in _ALLOWING else Compared(UNDECIDED, says, "; ".join(missing(heard)))
    return Compared(CONTRADICTS, says, found.node.sentence)


def _nationality(heard: Heard) -> Compared:
    """Own nationals: refused where the bar applies or own law forbids; surrendered where neither stands in the way."""
    found = next((b for b in heard.bars if b.ground == "own-nationals"), None)
    national = heard.case.national_of
    if national is None or national != heard.case.requested:
        who = "no nationality" if national is None else f"only the nationality of {heard.label(national)}"
        return Compared(UNDECIDED, _said(heard), f"recorded of the person is {who}, so that own nationals are not in question")
    says = f"own nationals: {found.verdict.value} ({found.force}), own law: {heard.law}" if found else _said(heard)
    if heard.law == "forbids":
        return Compared(AGREES, says) if heard.refused else Compared(CONTRADICTS, says, "own law as read: " + _law(heard))
    if found is None or found.blocks or heard.stands is not Verdict.YES:
        return Compared(UNDECIDED, says, _unread(heard, "own-nationals") if heard.stands is Verdict.YES else _open(heard))
    return _upheld(heard, found, says) if heard.law in _ALLOWING or heard.refused else Compared(UNDECIDED, says, "; ".join(missing(heard)))


def _offence(heard: Heard) -> Compared:
    """Whether the offence is reached: listed, deemed included or punishable in both."""
    if heard.reach is None or not heard.case.offences:
        return Compared(UNDECIDED, "", "no instrument to look in" if heard.reach is None else "no offence of the vocabulary is recorded")
    reached = heard.reach.node.verdict(heard.case.on)
    says = f"offence: {reached.value}" + (f" ({heard.reach.by})" if heard.reach.by else "")
    if reached not in (Verdict.YES, Verdict.NO) or heard.reach.unless:
        return Compared(UNDECIDED, says, f"not given: {'; '.join(heard.reach.unless)}" if heard.reach.unless else "; ".join(missing(heard)))
    if not (heard.refused or heard.allowed):
        return Compared(UNDECIDED, says, f"the result ({heard.decision.result}) does not tell")
    agrees = (reached is Verdict.YES) == heard.allowed
    return Compared(AGREES, says) if agrees else Compared(CONTRADICTS, says, heard.reach.node.sentence)


def _discretion(heard: Heard) -> Compared:
    """Refused at discretion: own law leaves it open, or the treaty does."""
    if heard.refused and (heard.finding.duty == "may-refuse" or heard.law == "discretionary"):
        return Compared(AGREES, _said(heard))
    return _result(heard)


def _requester(heard: Heard) -> Compared:
    """The wrong requester: nothing is owed to it."""
    if heard.refused and heard.finding.duty == "no-duty" and heard.stands in (Verdict.YES, Verdict.NO):
        return Compared(AGREES, _said(heard))
    return _result(heard)


def _result(heard: Heard) -> Compared:
    """A ground that no rule is about: only the result can be compared, and only a clear duty or prohibition decides."""
    duty, ground = heard.finding.duty, heard.decision.ground.replace("_", " ")
    if heard.allowed:
        if duty == "must-refuse" or heard.law == "forbids":
            why = "; ".join(b.node.sentence for b in heard.bars if b.verdict is Verdict.YES and b.force == MANDATORY)
            return Compared(CONTRADICTS, _said(heard), why or "own law as read: " + _law(heard))
        if duty == "must-surrender" or (duty in ("may-refuse", "no-duty") and heard.law in _ALLOWING):
            return Compared(AGREES, _said(heard))
        return Compared(UNDECIDED, _said(heard), "not contradicted; " + "; ".join(missing(heard)))
    if heard.refused and duty == "must-surrender":
        return Compared(CONTRADICTS, _said(heard), f"no rule is about {ground}")
    return Compared(UNDECIDED, _said(heard), f"no rule is about {ground}" + ("; " + "; ".join(missing(heard)) if duty == "unrecorded" else ""))


_GROUNDS: dict[str, Callable[[Heard], Compared]] = {
    "treaty_in_force_succession": _succession, "treaty_in_force_other": compare_standing, "treaty_not_in_force_or_applicable": compare_standing,
    "treaty_suspended": _suspension, "treaty_selection": _selection, "no_treaty_other_basis": _no_treaty, "nationality": _nationality,
    "recognition_or_requester": _requester, "political_offence": _by_clause("political-offence", "political"),
    "lapse_of_time": _by_clause("lapse-of-time", "time_barred"), "prior_jeopardy": _by_clause("prior-trial", "tried"),
    "capital_punishment": _by_clause("capital-punishment", "capital"), "offence_or_dual_criminality": _offence,
    "evidence_or_formality": _by_clause("evidence", "evidence"),
    "extraneous_or_human_rights": _by_clause("political-motive", "persecution"), "executive_discretion": _discretion,
}
"""How each ground is compared; every other ground only by its result."""


def together(*told: Compared) -> str:
    """The outcome of a decision: contradicted, disputed or left open where any part is; agreed where all are."""
    return next(o for o in (CONTRADICTS, DISPUTED, UNDECIDED, AGREES) if o in {t.outcome for t in told})
