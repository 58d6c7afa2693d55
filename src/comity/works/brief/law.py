"""What a brief knows of extradition between its two: the answers both ways, the instruments, and the chain that each came down by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN
from ...kernel.instruments import Decision, Life, Treaty
from ...kernel.proofs import Node
from ...kernel.standing import READ, Verdict
from ...questions.extradition.answer import Extradition
from ...questions.extradition.duty import Basis, Finding
from ...questions.polity import holding
from ...questions.treaties.links import Link, links
from ...questions.treaties.relations import relations
from .scene import Scene

BINDING = (Verdict.YES, Verdict.DISPUTED, Verdict.UNDETERMINED)
"""The verdicts under which an instrument may bind."""


class Span(NamedTuple):
    """Days `[since, until)` over which an instrument stood the same between two."""

    since: int
    until: int
    verdict: Verdict


class Stage(NamedTuple):
    """One holder in the chain of an instrument: who, towards whom, the link that brought it (None for who made it), and how it stood over time."""

    holder: str
    other: str
    link: Link | None
    node: Node | None
    spans: tuple[Span, ...]


class Instrument(NamedTuple):
    """An instrument on extradition between the two, as it stands on the day, with every stage from its maker to them."""

    treaty: Treaty
    basis: Basis
    stages: tuple[Stage, ...]

    @property
    def last(self) -> Stage:
        """The stage of the two themselves."""
        return self.stages[-1]


class Question(NamedTuple):
    """One direction: who is asked by whom, and the answers for a national of its own and for one of the other's."""

    requested: str
    requesting: str
    own: Extradition
    another: Extradition


class Law:
    """Extradition between the subject and the observer of a scene, on its day, through its lens."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doctrine = scene.view.lens.doctrine or "recorded"
        """Under which the chart and the lead are told; the table of doctrines has all."""
        self.relations = relations(scene.view, self.doctrine)

    @cached_property
    def ways(self) -> tuple[Question, Question]:
        """Both directions, the subject's first."""
        a, b = self.scene.subject, self.scene.observer
        return self._question(a, b), self._question(b, a)

    def _question(self, asked: str, by: str) -> Question:
        view, day = self.scene.view, self.scene.day
        own, another = (view.extradition(requested=asked, requesting=by, on=day, national_of=n) for n in (asked, by))
        return Question(asked, by, own, another)

    @property
    def finding(self) -> Finding:
        """What holds for a national of the subject whom the observer asks for."""
        return self.ways[0].own.doctrines[self.doctrine]

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """Those that ever bound the two, or of which anybody said so, in order of signature."""
        found = sorted(self.finding.basis, key=lambda b: (b.treaty.start, b.treaty.id))
        return tuple(Instrument(b.treaty, b, self._stages(b)) for b in found)

    @property
    def main(self) -> Instrument | None:
        """The one that the answer for the day follows from; else one that may bind; else the first of those that no longer do."""
        order = {b.treaty.id: n for n, b in enumerate(self.finding.basis)}
        begun = [i for i in self.instruments if i.basis.verdict in BINDING] or [i for i in self.instruments if self._begun(i)]
        return min(begun, key=lambda i: (order[i.treaty.id], i.treaty.id), default=None)

    def _begun(self, instrument: Instrument) -> bool:
        """Whether an instrument had begun to bind the two, or anybody, by the day."""
        day = self.scene.day
        return any(s.verdict in BINDING and s.since <= day for s in instrument.last.spans) or (
            instrument.treaty.bilateral and self.relations.begun(instrument.treaty, day))

    def _stages(self, basis: Basis) -> tuple[Stage, ...]:
        a, b = self.scene.subject, self.scene.observer
        chain = basis.chain if len(basis.chain) > 1 else (a,)
        heir, other = (chain[-1], b if chain[-1] == a else a)
        before: str | None = None
        out = []
        for holder in chain:
            link = None if before is None else self._link(holder, before, (heir, other))
            node = self.relations.between(basis.treaty, holder, other).node if holder != heir else basis.node
            end = min(self.scene.view.bounds(p).end for p in (holder, other))
            out.append(Stage(holder, other, link, node, self.spans(node, end)))
            before = holder
        return tuple(out)

    def _link(self, heir: str, before: str, ends: tuple[str, str]) -> Link | None:
        return next((k for k in links(self.scene.view, heir, ends) if k.predecessor == before), None)

    def spans(self, node: Node | None, end: int) -> tuple[Span, ...]:
        """A proof's timeline by verdict: equal neighbours joined, up to the end of either of the two or the horizon; empty for no proof."""
        out: list[Span] = []
        last = min(self.scene.horizon + 1, end)
        steps = [s for s in node.steps if s[0] < last] if node is not None else []
        for (since, bits), (until, _) in zip(steps, [*steps[1:], (last, 0)], strict=False):
            if out and out[-1].verdict is READ[bits]:
                out[-1] = out[-1]._replace(until=until)
            else:
                out.append(Span(since, until, READ[bits]))
        return tuple(out)

    def signed(self, instrument: Instrument) -> Life | None:
        """Its signature, where known by a source that the lens admits."""
        found = instrument.treaty.signed
        return found if found is not None and self.scene.view.admits(found.source) else None

    def called(self, id_: str, day: int) -> str:
        """What a polity was called on a day, where the label that it goes by here is a name that it took only later."""
        label = self.scene.label(id_)
        names = [n for n in self.scene.record_of(id_).names if n.kind in ("formal", "short")]
        if day > BEGIN and any(n.text == label for n in names) and not any(n.text == label for n in holding(names, day)):
            return next((n.text for n in holding(names, day) if n.kind == "formal"), label)
        return label

    def stage_name(self, stage: Stage) -> str:
        """What the holder of a stage was called when the instrument came to it."""
        return self.called(stage.holder, stage.link.since if stage.link else BEGIN)

    def claims(self, instrument: Instrument) -> list[tuple[Stage, Claim]]:
        """Everything said on whether an instrument is in force at each stage, through the lens, in order of time."""
        found: list[tuple[Stage, Claim]] = []
        for stage in instrument.stages:
            said = [*self.relations.recorded(instrument.treaty, stage.holder, stage.other)]
            if not instrument.treaty.bilateral:
                ends = (stage.holder, stage.other) if stage is instrument.last else (stage.holder,)
                said += [c for p in ends for c in self.scene.atlas.pair("party", f"{p} {instrument.treaty.id}") if self.scene.counts_claim(c)]
            found += [(stage, c) for c in said if not self._past(instrument, stage, c)]
        return sorted(found, key=lambda f: (when(f[1]), f[1].latest, f[1].holder, f[1].id))

    def _past(self, instrument: Instrument, stage: Stage, claim: Claim) -> bool:
        """Whether a claim tells of an end between an earlier holder and the other after the instrument had passed on: no matter of the two."""
        after = instrument.stages[instrument.stages.index(stage) + 1:]
        ends = self.scene.atlas.words(claim.relation).effects[claim.act] == "ends"
        return ends and bool(after) and after[0].link is not None and claim.earliest >= after[0].link.since

    def voice(self, holder: str) -> str:
        """What a holder is called: a court by its own name, where a decision of it gives that."""
        return self._courts.get(holder) or self.scene.label(holder)

    @cached_property
    def _courts(self) -> dict[str, str]:
        return {d.court: d.court_name for d in self.scene.atlas.law.decisions.values() if d.court_name}

    @cached_property
    def decisions(self) -> list[Decision]:
        """The decided cases between the two, or between the holders before them, that the lens admits, in order of time."""
        before = {(frozenset((s.holder, s.other)), i.treaty.id) for i in self.instruments for s in i.stages[:-1]}
        two = frozenset((self.scene.subject, self.scene.observer))
        found = [d for d in self.scene.atlas.law.decisions.values() if self.scene.view.admits(d.source)
                 and ((pair := frozenset((d.requesting, d.requested))) == two or (pair, d.treaty) in before)]
        return sorted(found, key=lambda d: (d.day, d.id))

    def elsewhere(self) -> list[Decision]:
        """The decided cases by the day on the same instruments between others."""
        ids, mine = {i.treaty.id for i in self.instruments}, {d.id for d in self.decisions}
        return [d for d in self.scene.atlas.law.decisions.values()
                if d.treaty in ids and d.id not in mine and d.day <= self.scene.day and self.scene.view.admits(d.source)]


def when(claim: Claim) -> int:
    """The day by which a claim is put in order: its first, or its last where it only says "no later than"."""
    return claim.earliest if claim.earliest > BEGIN else claim.latest


def sides(scene: Scene, claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims that a treaty is in force, and those that it is not."""
    pro: list[Claim] = []
    contra: list[Claim] = []
    for c in claims:
        if c.relation in ("in-force", "party"):
            effect = scene.atlas.words(c.relation).effects[c.act]
            (pro if effect in ("starts", "observes-for", "reverses") else contra if effect != "none" else []).append(c)
    return pro, contra

