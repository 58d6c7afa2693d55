"""The commands on treaties: what binds two, and one treaty's life."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, END, day, iso
from ...kernel.instruments import Provision, Treaty
from ...kernel.render import spell_span
from ...kernel.standing import Verdict
from ...questions.answer import Answer
from . import complete, show
from .lens import Asked, question

if TYPE_CHECKING:
    from ...questions.treaties.ask import Tie, Treaties
    from ...questions.treaties.record import Record
    from ...questions.view import View

_PARTY = {"help": "A polity: id, ISO code, scheme:code (cow:345, fips:RS), or name.", "show_default": False,
          "autocompletion": complete.polities}
_INDENT = " " * 13
_HELD = (Verdict.YES, Verdict.DISPUTED, Verdict.UNDETERMINED)
_NUMBER = re.compile(r"[0-9IVXLC]+\b")
_FIRST = 12
"""How many rows of a list are shown without --proof."""
_SETTLES = {"listed": "lists", "list-read": "list of offences read", "deems": "deems included", "other": ""}
"""What a provision settles, where its name with blanks would not say so."""
_UNREAD = {"list-read": "the whole list of offences"}


@question
def treaties(asked: Asked, a: Annotated[str, typer.Argument(metavar="A", **_PARTY)], b: Annotated[str, typer.Argument(metavar="B", **_PARTY)],
             about: Annotated[list[str] | None, typer.Option("--about", metavar="MATTER", autocompletion=complete.matters,
                                                             help="Only those about this: extradition, terrorism … (repeatable).")] = None) -> None:
    """Which treaties bind A and B, since when, and through which chain of succession; what bound them once; what was said beside it.

    Example: comity treaties US XK --about extradition --on 2010-07-16
    """
    found = asked.view.treaties(a, b, on=asked.on, about=about)
    if asked.json:
        show.as_json(found.to_dict())
        return
    today = asked.view.atlas.date if found.day is None else found.day
    label = asked.view.atlas.label
    matter = f" about {' or '.join(found.about)}" if found.about else ""
    now = [t for t in found.treaties if t.binds(today)]
    once = [t for t in found.treaties if t not in now and t.bound_by(today)]
    rest = [t for t in found.treaties if t not in now and t not in once]
    when = f"{iso(today)}{', the day of the atlas' if found.day is None else ''}{'' if asked.view.lens.doctrine else ', under one doctrine or more'}"
    for title, ties in ((f"in force on {when}", now), ("once in force", once), ("recorded, and not in force by then", rest)):
        if ties:
            show.out(f"{title}:")
            for line in (line for tie in ties for line in _tie(tie, today, later=ties is rest)):
                show.out(line)
    _said(asked, found)
    if not found.treaties:
        show.out(f"nothing is recorded of a treaty{matter} between {label(found.a)} and {label(found.b)}")
    if asked.proof:
        _proofs(now, today)
    _lens(asked, found.left_out)


def _tie(tie: Tie, today: int, later: bool) -> Iterator[str]:
    """One treaty: one line where all doctrines agree, else a line for those that do under it."""
    same: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for doctrine, found in tie.answers.items():
        same.setdefault((found.on(today).value, tuple(_spans(tie, found, today, later))), []).append(doctrine)
    one = {said for said, _ in same}
    column = show.verdict(one.pop() if len(one) == 1 else "by doctrine")
    called = _called(tie.view, tie.treaty)
    if len(same) == 1:
        (said, spans), = same
        held = "; ".join(span if word in (said, "yes") else f"{word} {span}" for word, span in spans)
        yield f"{column} {called}{', ' if held else ''}{'later ' if held and later else ''}{held}"
    else:
        yield f"{column} {called}"
        yield _INDENT + " · ".join(f"{', '.join(who)} {'; '.join(' '.join(span) for span in spans) or said}" for (said, spans), who in same.items())
    yield from _ways(tie)
    yield from _after(tie)


def _spans(tie: Tie, found: Answer, today: int, later: bool) -> Iterator[tuple[str, str]]:
    """When something speaks for it: (verdict, span); on a day only the span around it, if it stands then."""
    held = [(said, list(group)) for said, group in groupby(found.timeline, key=lambda s: s.verdict) if said in _HELD]
    spans = [(said.value, same[0].since, same[-1].until) for said, same in held]
    if tie.day is not None:
        spans = [s for s in spans if s[1] <= today < s[2]] or [s for s in spans if later or s[1] <= today]
    yield from ((said, spell_span(since, until)) for said, since, until in spans)


def _ways(tie: Tie) -> Iterator[str]:
    """The chains, each once, with the doctrines that see it where not all that have one do."""
    ways: dict[tuple[str, ...], list[str]] = {}
    for doctrine, chain in tie.chains.items():
        if chain:
            ways.setdefault(chain, []).append(doctrine)
    for chain, who in ways.items():
        whose = f"  ({', '.join(who)})" if len(who) < len(tie.chains) else ""
        yield f"{_INDENT}through {' → '.join(map(tie.view.atlas.label, chain))}{whose}"


def _after(tie: Tie) -> Iterator[str]:
    every = tie.view.atlas.treaties
    for other in tie.replaced_by:
        yield f"{_INDENT}replaced by {_called(tie.view, every[other])}"
    for claim in (*tie.ended_by, *tie.cut_by):
        yield f"{_INDENT}{_act(claim, tie.view)}"


def _act(claim: Claim, view: View, held: bool = True) -> str:
    """An act on a treaty in a line: when, what, whose word (where `held`), from where."""
    acts, label = view.atlas.vocabulary.acts[claim.relation], view.atlas.label
    says = str(acts[claim.act]["says"]).rstrip(",")
    if claim.act in ("denies", "reverses"):
        target = claim.object.partition(" ")[0]
        says = "reversed the denial" if target == "denies" else f"{says} that it {acts[target]['says']}"
    what = f"{label(claim.actor)} {says} it"
    if claim.relation == "in-force":
        what = f"{says} between {' and '.join(map(label, claim.pair.split()))}"
    holder = f"; holder {label(claim.holder)}" if held else ""
    return f"{claim.date or '…'}  {what}{holder} [{claim.source}]{f' ({claim.note})' if claim.note else ''}"


def _said(asked: Asked, found: Treaties) -> None:
    """Reservations, declarations and objections without effect, and the provisions that declarations change."""
    view = asked.view
    beside = [(t, _act(c, view)) for t in found.treaties for c in t.beside]
    beside += [(t, f"{view.atlas.label(p.party)}, {_provision(p)}") for t in found.treaties for p in t.declared]
    if beside:
        show.out("said beside them:")
    for tie, line in beside:
        show.out(f"  {tie.treaty.id}: {line}")


def _proofs(ties: Iterable[Tie], today: int) -> None:
    """The proofs of the day; doctrines that prove the same way once."""
    for tie in ties:
        same: dict[str, list[str]] = {}
        for doctrine, found in tie.answers.items():
            same.setdefault(found.proof.text(today, whole=True), []).append(doctrine)
        for text, who in same.items():
            show.out(f"\n{tie.treaty.id}, {', '.join(who)}:")
            show.out(text)


def _called(view: View, treaty: Treaty) -> str:
    """Its title, who made it and when where the title does not say so, and its id."""
    name = treaty.name(view.atlas.label)
    year = name.rpartition(" ")[2]
    return f"{treaty.title} ({treaty.id})" if not treaty.bilateral or year in treaty.title else f"{treaty.title}, {name} ({treaty.id})"


def _lens(asked: Asked, left_out: dict[str, int]) -> None:
    if left_out:
        show.out(show.left_out(left_out))
    if asked.view.lens.eyes is not None:
        show.out(f"in the eyes of {asked.view.atlas.label(asked.view.lens.eyes)}")


@question
def treaty(asked: Asked, name: Annotated[str, typer.Argument(metavar="TREATY", help="A treaty: its id, or words of its title, parties and year.",
                                                             show_default=False, autocompletion=complete.treaties)]) -> None:
    """One treaty's life: dates, links, what its articles settle as far as they were read, whom it binds, and who says so.

    Example: comity treaty us-serbia-1901 --on 1954-06-01
    """
    found = asked.view.treaty(name)
    if asked.json:
        show.as_json(found.to_dict(asked.on))
        return
    for line in (*_identity(found), *_stands(found, asked.on), *_text(found, asked), *_claims(found, asked), *_coverage(found)):
        show.out(line)
    _lens(asked, found.left_out)


def _identity(found: Record) -> Iterator[str]:
    """What it is, its own dates, what it does to others and they to it, its final clauses."""
    t, label = found.treaty, found.view.atlas.label
    yield f"{_called(found.view, t)}, {t.kind}, about {', '.join(t.about)}"
    for what, value in (("made by", " and ".join(map(label, t.parties))), ("cited as", "; ".join(t.cites)),
                        ("depositary", label(t.depositary) if t.depositary else ""), ("source", t.source), ("note", t.note)):
        if value:
            yield f"{what:<13}{value}"
    for row in found.life:
        more = "".join(f", {v}" for v in (row.place, row.printed and f"printed as {row.printed}", row.note) if v)
        yield f"{row.act:<13}{row.date}{more} [{row.source}]"
    if not found.life:
        yield "dates: unrecorded"
    for x in found.links:
        act = x.link.act.replace("-", " ")
        does = f"{act if act != 'protocol to' else 'is a protocol to'} {_called(found.view, x.treaty)}"
        by = f"{_called(found.view, x.treaty)} {act if act != 'protocol to' else 'is a protocol to'} it"
        article = f", Art. {x.link.article}" if x.link.article else ""
        yield f"{does if x.direction == 'to' else by}{article} [{x.link.source}]"
    for c in found.clauses:
        after = f": after {c.days} days" if c.days else f": after {c.months} months" if c.months else ""
        yield f"{c.clause.replace('-', ' ')}{after}{f', Art. {c.article}' if c.article else ''} [{c.source}]"


def _stands(found: Record, on: str | None) -> Iterator[str]:
    """Whom it binds on the day, or on the atlas's own, by verdict."""
    label, today = found.view.atlas.label, found.view.atlas.date if on is None else day(on)
    verdicts = found.on(today)
    yield f"on {iso(today)}{', the day of the atlas' if on is None else ''}, {found.doctrine}:"
    polities = found.view.atlas.polities
    there = {id_ for id_, (*_, bounds) in polities.items() if bounds.start <= today < bounds.end}
    verdicts = {who: said for who, said in verdicts.items() if said in _HELD or all(p in there or p not in polities for p in who.split())}
    if found.treaty.bilateral:
        for pair, said in verdicts.items():
            yield f"  {show.verdict(said.value)} between {' and '.join(map(label, pair.split()))}"
    for verdict in Verdict if not found.treaty.bilateral else ():
        who = [p for p, said in verdicts.items() if said is verdict]
        if who:
            yield f"  {show.verdict(verdict.value)} {len(who)}: {', '.join(sorted(map(label, who)))}"
    if not verdicts:
        yield "  nobody of whom anything is recorded existed then" if found.on(today) else "  unrecorded; nothing is recorded of anybody with it"


def _text(found: Record, asked: Asked) -> Iterator[str]:
    """What its articles settle, one a line, and what of it nobody read."""
    from ...questions.treaties.record import holding

    rows = holding(found.provisions, None if asked.on is None else day(asked.on))
    if not any(not p.party for p in found.provisions):
        yield "provisions: unrecorded; nobody has read its text here"
    else:
        yield "provisions:"
        for row in (p for p in rows if not p.party):
            yield f"  {_provision(row, asked.proof)}"
        if found.unread:
            yield f"  not read: {', '.join(_UNREAD.get(w) or w.replace('-', ' ') for w in found.unread)}"
    declared = [f"{found.view.atlas.label(p.party)}: {_provision(p, asked.proof)}" for p in rows if p.party]
    if declared:
        yield "declared otherwise by:"
        yield from _first(declared, asked, "  ")


def _provision(row: Provision, whole: bool = False) -> str:
    """An article in a line: what it settles, how, under which condition, from which source."""
    how = row.value.replace("-", " ") or ", ".join(o.replace("-", " ") for o in row.offences)
    more = [f"{k} {', '.join(map(str, v)) if isinstance(v, list) else v}" for k, v in row.details.items() if k not in ("months", "days")]
    since = f" ({spell_span(row.since_day, row.until_day)})" if row.since_day > BEGIN or row.until_day < END else ""
    note = f" ({row.note})" if row.note and (whole or row.provision == "other") else ""
    article = f"Art. {row.article}" if _NUMBER.match(row.article) else row.article.strip("-")
    settles = _SETTLES.get(row.provision, row.provision.replace("-", " "))
    return ": ".join(part for part in (article, settles, "; ".join((how, *more))) if part) + f"{since}{note} [{row.source}]"


def _claims(found: Record, asked: Asked) -> Iterator[str]:
    """Who says that it is in force, or binds one, by holder and in order of time."""
    from ...questions.treaties.record import until

    label, number = found.view.atlas.label, None if asked.on is None else day(asked.on)
    between = until(found.in_force, number)
    yield "said of its force:" if between else "said of its force: nothing recorded"
    for holder in dict.fromkeys(c.holder for c in between):
        yield f"  {label(holder)}:"
        yield from _first([_act(c, asked.view, held=False) for c in between if c.holder == holder], asked, "    ")
    joined = until(found.party, number)
    if joined:
        yield "said of its parties:"
        yield from _first([_act(c, asked.view) for c in joined], asked, "  ")


def _first(rows: list[str], asked: Asked, indent: str) -> Iterator[str]:
    """The first rows of a list; with --proof all."""
    yield from (indent + row for row in (rows if asked.proof else rows[:_FIRST]))
    if len(rows) > _FIRST and not asked.proof:
        yield f"{indent}… and {len(rows) - _FIRST} more (--proof)"


def _coverage(found: Record) -> Iterator[str]:
    label = found.view.atlas.label
    for row in found.coverage:
        what = f"the extradition treaties of {label(row.actor)}" if row.relation == "extradition" else "its parties" if (
            row.relation == "party") else "those between whom it is in force"
        yield f"{row.source} lists all of {what}, {spell_span(row.since_day, row.until_day)}"
