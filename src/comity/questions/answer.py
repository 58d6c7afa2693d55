"""What a question gives back: a timeline of standings with its proof, sources, conflicts, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ..kernel.claims import Source
from ..kernel.dates import BEGIN, END, day, iso
from ..kernel.lens import Lens
from ..kernel.proofs import Node
from ..kernel.standing import Verdict
from ..kernel.timeline import Segment, segments

if TYPE_CHECKING:
    from ..kernel.conflicts import PairConflict

Day = str | int | date
"""`YYYY-MM-DD`, a `datetime.date`, or an ordinal."""


def as_day(on: Day) -> int:
    """A day as an ordinal, from `YYYY-MM-DD`, a `datetime.date`, or an ordinal. Raises DateError."""
    if isinstance(on, int):
        return on
    return day(on if isinstance(on, str) else on.isoformat()[:10])


class Proof:
    """A proof: `to_dict()` is the whole DAG, `text(day)` and `html(day)` what carries the verdict on a day."""

    def __init__(self, node: Node) -> None:
        self.node = node

    def to_dict(self) -> dict[str, Any]:
        """The DAG as JSON-ready data: root, nodes, claims."""
        return self.node.to_dict()

    def text(self, on: Day, whole: bool = False) -> str:
        """Indented text for a day."""
        from ..kernel.render import lines

        return "\n".join(lines(self.node, as_day(on), whole))

    def html(self, on: Day, cite: dict[str, str] | None = None, whole: bool = False) -> str:
        """Nested `<details>` for a day."""
        from ..kernel.render import html

        return html(self.node, as_day(on), cite, whole)

    def why_not(self, on: Day) -> str:
        """The premise that keeps the conclusion from being yes on a day."""
        from ..kernel.render import why_not

        return "\n".join(why_not(self.node, as_day(on)))


class Answer:
    """The answer to one question through one lens.

    timeline: tuple of Segment, `[since, until)`, all time. proof: Proof. sources: those the proof stands on, by id. conflicts: PairConflict each,
    found when asked for. left_out: how many claims the lens left out, by reason.
    """

    def __init__(self, question: dict[str, Any], lens: Lens, node: Node, presumed_from: int, left_out: dict[str, int],
                 atlas: dict[str, str], source: Callable[[str], Source | None], find_conflicts: Callable[[], Iterable[PairConflict]]) -> None:
        self.question = question
        self.lens = lens
        self.proof = Proof(node)
        self.timeline: tuple[Segment, ...] = segments(node.steps, presumed_from)
        self.presumed_from = presumed_from
        self.left_out = left_out
        self.atlas = atlas
        self._source = source
        self._find_conflicts = find_conflicts
        self._conflicts: tuple[PairConflict, ...] | None = None

    def on(self, when: Day) -> Verdict:
        """How it stands on a day."""
        return self.proof.node.verdict(as_day(when))

    def segment(self, when: Day) -> Segment:
        """The segment that a day lies in."""
        number = as_day(when)
        return next(s for s in self.timeline if s.since <= number < s.until or s.until == END)

    def span(self, when: Day) -> tuple[int, int]:
        """The span `[since, until)` around a day over which the verdict stays the same, presumed or not."""
        number = as_day(when)
        here = next(n for n, s in enumerate(self.timeline) if s.since <= number < s.until or s.until == END)
        first = last = here
        while first and self.timeline[first - 1].verdict is self.timeline[here].verdict:
            first -= 1
        while last + 1 < len(self.timeline) and self.timeline[last + 1].verdict is self.timeline[here].verdict:
            last += 1
        return self.timeline[first].since, self.timeline[last].until

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of every claim in the proof, by id."""
        nodes = list(self.proof.node.walk())
        ids = sorted({c.source for node in nodes for c in node.claims} | {n.args["source"] for n in nodes if n.rule == "S18-coverage"})
        return tuple(s for i in ids if (s := self._source(i)) is not None)

    @property
    def conflicts(self) -> tuple[PairConflict, ...]:
        """What the claims contradict each other about, none of it settled."""
        if self._conflicts is None:
            self._conflicts = tuple(self._find_conflicts())
        return self._conflicts

    def _reading(self) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for node in self.proof.node.walk():
            for claim in node.claims:
                found.setdefault(claim.source, (claim.read, claim.locator))
        return found

    def to_dict(self, on: Day | None = None) -> dict[str, Any]:
        """The JSON contract of an answer; with a day, the verdict that day, else null."""
        number = None if on is None else as_day(on)
        reading = self._reading()
        sources = []
        for source in self.sources:
            read, locator = reading.get(source.id, ("", ""))
            sources.append({**source.to_dict(), "read": read or None, "locator": locator or None})
        return {"question": self.question, "lens": self.lens.to_dict(), "on": None if number is None else iso(number),
                "verdict": None if number is None else self.on(number).value, "timeline": [s.to_dict() for s in self.timeline],
                "proof": self.proof.to_dict(), "sources": sources, "conflicts": [c.to_dict() for c in self.conflicts],
                "left_out": dict(self.left_out), "atlas": dict(self.atlas)}

    def __repr__(self) -> str:
        spans = "; ".join(f"{s.verdict.value}{' (presumed)' if s.presumed else ''} {iso(s.since) or '…'} – {iso(s.until) or '…'}"
                          for s in self.timeline if s.since > BEGIN or s.until < END or s.bits)
        return f"<Answer {' '.join(str(v) for v in self.question.values())}: {spans or 'unrecorded'}>"
