"""Answers as plain text for a terminal: short, aligned, the verdict first."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

import typer

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, iso
from ...kernel.render import spell_span
from ...kernel.standing import Verdict
from ...questions.answer import Answer, as_day
from ...questions.recognition import holds
from ...questions.succession import predecessors
from ...questions.view import View

_LEFT_OUT = {"lens": "of sources it does not admit", "no-date": "that give no day", "later": "counted until a later day",
             "undated": "of sources whose day of publication is not known"}
_COLOURS = {"yes": "green", "no": "red", "disputed": "yellow", "undetermined": "cyan", "unrecorded": "bright_black"}


class Page(Protocol):
    """What a work makes that can be read as a page or as data."""

    def markdown(self) -> str:
        """The page."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract."""


def out(line: str = "") -> None:
    """One line to standard output; whoever stops reading (`| head`) has had what they wanted."""
    try:
        typer.echo(line)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def as_json(value: Any) -> None:
    """A value as indented JSON, escaped where the output is not UTF-8."""
    out(json.dumps(value, ensure_ascii=(sys.stdout.encoding or "").lower() != "utf-8", indent=2))


def page(made: Page, json_: bool, output: Path | None) -> None:
    """A page as JSON, as Markdown in a file with the file's name said, or as Markdown here."""
    from ...works.files import write_whole  # few commands write

    if json_:
        as_json(made.to_dict())
    elif output is not None:
        write_whole(output, made.markdown())
        out(str(output))
    else:
        out(made.markdown().rstrip())


def verdict(value: str, width: int = 12) -> str:
    """A verdict in its colour, padded; no colour where the output is no terminal."""
    text = f"{value:<{width}}"
    return typer.style(text, fg=_COLOURS.get(value), bold=True) if sys.stdout.isatty() else text


def answer(view: View, found: Answer, on: str | None, proof: bool) -> None:
    """One answer: the verdict of a day with its proof, or the whole timeline."""
    if on is None:
        for line in timeline(found):
            out(line)
        for line in _beside(view, found):
            out(line)
        if proof:
            out(found.proof.text(view.atlas.date))
    else:
        for line in found.proof.text(on, whole=proof).splitlines():
            head, _, tail = line.partition(" ")
            out(f"{verdict(head, 0)} {tail}" if head in _COLOURS else line)
        for line in _remarks(view, found, as_day(on)):
            out(line)
    for line in _through(view, found):
        out(line)
    for conflict in found.conflicts:
        out(f"conflict ({conflict.kind}): {conflict.says}")


def timeline(found: Answer) -> Iterator[str]:
    """Every span of an answer, what is unrecorded too: a gap left out would read as a no."""
    for said, same in groupby(found.timeline, key=lambda s: s.verdict):
        spans = list(same)
        presumed = next((iso(s.since) for s in spans if s.presumed), None)
        tail = f"  (presumed from {presumed})" if presumed else ""
        yield f"{verdict(said.value)} {spell_span(spans[0].since, spans[-1].until)}{tail}"


def _beside(view: View, found: Answer, day: int | None = None) -> Iterator[str]:
    """What is recorded of the same two where the state question is not: recognition as a government, and relations (S13)."""
    q = found.question
    if q["ask"] != "recognition" or "of" in q or any(s.verdict in (Verdict.YES, Verdict.NO) and s.since > BEGIN for s in found.timeline):
        return
    claims = [c for c in view.atlas.pair("recognition", f"{q['actor']} {q['object']}") if view.admits(c.source)]
    if any(c.of == "government" for c in claims):
        as_government = view.recognition(q["actor"], q["object"], of="government")
        said = "; ".join(" ".join(line.split()) for line in timeline(as_government)) if day is None else as_government.on(day).value
        yield f"as a government (--of government): {said}"
    for c in claims:
        if c.of == "relations" and (day is None or c.earliest <= day):
            yield f"relations: {claim(c, view)}"


def _remarks(view: View, found: Answer, day: int) -> Iterator[str]:
    segment = found.segment(day)
    if segment.presumed:
        last = iso(found.presumed_from - 1) if found.presumed_from > BEGIN else None
        what = "the day of the atlas" if found.presumed_from > view.atlas.date else "the last evidence"
        yield f"no later act recorded; presumed since {last}, {what}" if last else "presumed"
    if segment.verdict is Verdict.UNRECORDED:
        q = found.question
        label = view.atlas.label
        yield (f"no claim says whether {label(q['actor'])} {'recognises' if q['ask'] == 'recognition' else 'is a member of'} "
               f"{label(q['object'])} on {iso(day)}, and no source covers it")
        yield from _beside(view, found, day)
    yield from _before(view, found, day)
    if segment.verdict is Verdict.DISPUTED and view.lens.eyes is None:
        yield " · ".join(_in_eyes(view, found, day))


def _before(view: View, found: Answer, day: int) -> Iterator[str]:
    """Whom to ask for a day before a member began: those it is said to succeed or continue that existed then."""
    actor, polities = found.question["actor"], view.atlas.polities
    if found.question["ask"] != "membership" or polities[actor][3].start <= day:
        return
    for claims in predecessors(view, actor):
        before = claims[0].object
        if claims[0].actor == actor and before in polities and polities[before][3].start <= day < polities[before][3].end:
            yield f"before it there was {view.atlas.label(before)}: comity membership {before} {found.question['object']}"


def _through(view: View, found: Answer) -> Iterator[str]:
    """What the lens left out, and on whose word the answer rests."""
    if found.left_out:
        yield left_out(found.left_out)
    if view.lens.eyes is not None:
        yield f"in the eyes of {view.atlas.label(view.lens.eyes)}: {found.proof.node.args.get('eyes', '')}"


def _in_eyes(view: View, found: Answer, day: int) -> Iterator[str]:
    """How the dispute looks to each of the two: the quickest way to see who says what."""
    for party in (found.question["actor"], found.question["object"]):
        if party in view.atlas.polities:
            seen = holds(View(view.atlas, view.lens._replace(eyes=party)), found.question["ask"], found.question["actor"], found.question["object"],
                         found.question.get("of", "state"))
            yield f"in {view.atlas.label(party)}'s eyes: {seen.on(day).value}"


def left_out(counts: dict[str, int]) -> str:
    """How many claims the lens left out, by reason."""
    return "left out by the lens: " + ", ".join(f"{n} claim{'s' if n != 1 else ''} {_LEFT_OUT[reason]}" for reason, n in sorted(counts.items()))


def claim(row: Claim, view: View) -> str:
    """One claim on one line: when, what, held by whom, from which source."""
    label = view.atlas.label
    what = " ".join(w if w not in view.atlas.polities else label(w) for w in row.object.split())
    until = f" – {row.until}" if row.until else ""
    kind = " ".join(k for k in (row.kind, row.of if row.of not in ("", "state") else "", row.mode, row.strength, row.date_kind) if k)
    return (f"{row.date or '…'}{until}  {label(row.actor)} {row.act} {what}{f' ({kind})' if kind else ''}; "
            f"holder {label(row.holder)} [{row.source}]")
