"""The report on who recognises a polity: every actor's verdict, its conflicts by kind, and the pairs that need a historian."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..kernel.conflicts import KINDS
from ..kernel.dates import iso
from ..kernel.render import spell_span
from ..kernel.standing import Verdict
from ..questions.answer import Answer, Day, as_day
from ..questions.counts import gaps
from ..questions.view import View

FAR_APART = 31
"""Days of one act this far apart make a reader ask whether they were two acts."""


class Line(NamedTuple):
    """One actor: its verdict on the day, since when, its conflicts by kind, and why a historian should look."""

    actor: str
    label: str
    verdict: Verdict
    span: str
    conflicts: dict[str, int]
    ask: tuple[str, ...]


class Report(NamedTuple):
    """The stand of everybody recorded on one polity, on one day, through one lens."""

    object: str
    label: str
    on: str
    lines: tuple[Line, ...]
    gaps: tuple[str, ...]
    lens: dict[str, Any]
    atlas: dict[str, str]

    @property
    def tally(self) -> Counter[str]:
        """How many actors have each verdict."""
        return Counter(line.verdict.value for line in self.lines)

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"question": {"ask": "report", "object": self.object}, "lens": self.lens, "on": self.on, "tally": dict(self.tally),
                "lines": [{**line._asdict(), "verdict": line.verdict.value, "ask": list(line.ask)} for line in self.lines],
                "gaps": list(self.gaps), "atlas": self.atlas}

    def markdown(self) -> str:
        """As a page."""
        return "\n".join(self._page()) + "\n"

    def _page(self) -> Iterator[str]:
        tally = self.tally
        yield f"# Who recognises {self.label}, {self.on}\n"
        asked = f"comity report {self.object} --on {self.on}{_flags(self.lens)}"
        yield (f"Made by `{asked}` from the atlas {self.atlas['data']} ({self.atlas['hash'][:12]}): "
               + ", ".join(f"{tally[v.value]} {v.value}" for v in Verdict) + ". Whoever is not in the list is unrecorded, which is not a no.\n")
        wanted = [line for line in self.lines if line.ask]
        yield f"## Pairs that need a historian ({len(wanted)})\n"
        yield from (f"* **{line.label}** ({line.verdict.value}): {'; '.join(line.ask)}" for line in wanted)
        yield "\n## What is known to be missing\n"
        yield from (f"* {gap}" for gap in self.gaps)
        yield "\n## Everybody recorded\n\n| actor | verdict | span | conflicts |\n|---|---|---|---|"
        for line in self.lines:
            kinds = ", ".join(f"{n} {k}" for k, n in line.conflicts.items())
            yield f"| {line.label} ({line.actor}) | {line.verdict.value} | {line.span} | {kinds} |"
        yield "\nKinds of conflict: " + "; ".join(f"*{k}*, {says}" for k, says in KINDS.items()) + "."


def _flags(lens: dict[str, Any]) -> str:
    """The lens as the flags that would ask the same again."""
    out = ""
    for name, value in lens.items():
        for one in value if isinstance(value, list) else [value] if value else []:
            out += f" --{name.replace('_', '-')} " + (f'"{one}"' if " " in str(one) else str(one))
    return out


def make_report(view: View, name: str, on: Day | None = None) -> Report:
    """The report on who recognises a polity, on a day (the atlas's own if none is given)."""
    day = view.atlas.date if on is None else as_day(on)
    object_ = view.party(name, day)
    lines = [_line(view, actor, answer, day) for actor, answer in view.recognisers(object_, on=day).items()]
    return Report(object_, view.atlas.label(object_), iso(day) or "", tuple(sorted(lines, key=lambda x: (list(Verdict).index(x.verdict), x.label))),
                  tuple(what for what, _ in gaps(view, object_)), view.to_dict(), dict(view.atlas.about))


def _line(view: View, actor: str, answer: Answer, day: int) -> Line:
    segment = answer.segment(day)
    kinds = Counter(c.kind for c in answer.conflicts)
    presumed = f", presumed since {iso(answer.presumed_from)}" if segment.presumed else ""
    return Line(actor, view.atlas.label(actor), segment.verdict, spell_span(*answer.span(day)) + presumed,
                {k: kinds[k] for k in KINDS if kinds[k]}, tuple(_questions(answer)))


def _questions(answer: Answer) -> Iterator[str]:
    for conflict in answer.conflicts:
        if conflict.kind in ("dates", "spread", "kinds"):
            days = [c.earliest for c in conflict.claims if c.exact]
            if days and max(days) - min(days) > FAR_APART:
                yield f"one act or two? {conflict.says}"
        elif conflict.kind == "no-beginning":
            yield f"a withdrawal without a recognition: {conflict.says}"
        elif conflict.kind == "one-rumour":
            yield f"one report decides: {conflict.says}"
