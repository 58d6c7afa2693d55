"""The commands that ask: recognition, membership, polity, resolve, claims, source."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...errors import UnknownName, UsageError
from ...kernel.claims import Claim
from ...kernel.dates import day, iso
from ...kernel.render import spell_span
from ...questions.answer import Answer
from ...questions.polity import holding
from ...questions.recognition import admit
from . import complete, show
from .lens import Asked, question

if TYPE_CHECKING:
    from ...questions.names import Index

_PARTY = {"help": "A polity: id, ISO code, scheme:code (cow:345, fips:RS), or name.", "show_default": False,
          "autocompletion": complete.polities}
Actor = Annotated[str, typer.Argument(metavar="ACTOR", **_PARTY)]
WhyNot = Annotated[bool, typer.Option("--why-not", help="Only the premise that keeps it from being yes on that day.")]
Name = Annotated[str, typer.Argument(metavar="NAME", **_PARTY)]


@question
def recognition(asked: Asked, actor: Actor, object_: Annotated[str | None, typer.Argument(
        metavar="OBJECT", help="The polity recognised or not; left out, everybody's stand on ACTOR is listed.",
        autocompletion=complete.polities)] = None,
        of: Annotated[str, typer.Option("--of", metavar="WHAT", help="state or government.",
                                        autocompletion=complete.recognised_as)] = "state", why_not: WhyNot = False) -> None:
    """Does ACTOR recognise OBJECT? With one name: who recognises it.

    Example: comity recognition US XK --on 2008-02-18
    """
    if of not in ("state", "government"):
        raise UsageError(f'--of "{of}" is not state or government')
    if object_ is None:
        if of != "state":
            raise UsageError(f"--of {of} needs two names; the list of recognisers is of states")
        _recognisers(asked, actor)
        return
    found = asked.view.recognition(actor, object_, on=asked.on, of=of)
    _answer(asked, found, why_not)


def _answer(asked: Asked, found: Answer, why_not: bool) -> None:
    if asked.json:
        show.as_json(found.to_dict(asked.on))
    elif why_not:
        show.out(found.proof.why_not(asked.on or asked.view.atlas.date))
    else:
        show.answer(asked.view, found, asked.on, asked.proof)


def _recognisers(asked: Asked, object_: str) -> None:
    view = asked.view
    on = asked.on or iso(view.atlas.date) or ""
    answers = view.recognisers(object_, on=on)
    if asked.json:
        show.as_json({"question": {"ask": "recognisers", "object": view.party(object_, day(on))}, "lens": view.to_dict(), "on": on,
                      "verdicts": {a: f.on(on).value for a, f in answers.items()}, "atlas": view.atlas.about})
        return
    for actor, found in sorted(answers.items(), key=lambda i: (i[1].on(on).value, view.atlas.label(i[0]))):
        segment = found.segment(on)
        show.out(f"{show.verdict(segment.verdict.value)} {view.atlas.label(actor)} ({spell_span(*found.span(on))})")
    tally = Counter(f.on(on).value for f in answers.values())
    gone = len(view.recognisers(object_)) - len(answers)
    show.out(f"{on}: " + (", ".join(f"{n} {v}" for v, n in tally.most_common()) or "nobody is recorded")
             + (f"; {gone} that did not exist that day are left out" if gone else "") + "; of everybody else nothing is recorded")


@question
def membership(asked: Asked, actor: Actor,
               organisation: Annotated[str, typer.Argument(metavar="ORGANISATION", help="UN or LoN.",
                                                           autocompletion=complete.organisations)] = "UN",
               why_not: WhyNot = False) -> None:
    """Is ACTOR a member of an organisation?

    Example: comity membership TW UN --on 1971-10-26
    """
    _answer(asked, asked.view.membership(actor, organisation, on=asked.on), why_not)


@question
def polity(asked: Asked, name: Name) -> None:
    """What NAME is: names, codes, start and end per namer, what it succeeded, who answered for it.

    Example: comity polity XK --on 2017-02-10
    """
    view = asked.view
    record = view.polity(name, on=asked.on)
    if asked.json:
        show.as_json(record.to_dict(asked.on))
        return
    number = day(asked.on) if asked.on else None
    show.out(f"{record.label} ({record.id}), {record.kind}{': ' + record.about if record.about else ''}")
    said = record.on(number) if number is not None else {}
    for e in record.existence:
        mark = f"{show.verdict(said[e.holder])} " if said else ""
        show.out(f"  {mark}{view.atlas.label(e.holder)}: from {e.since or '…'} until {e.until or '…'}  [{e.source}]")
    held = holding(record.names, number)
    show.out("names: " + ", ".join(dict.fromkeys(n.text for n in held if asked.proof or n.kind != "variant")))
    show.out("codes: " + ", ".join(dict.fromkeys(f"{c.kind}:{c.text}" for c in holding(record.codes, number))))
    for title, rows in (("succession", record.succession), ("answered for by", record.control)):
        if rows:
            show.out(f"{title}:")
            for row in rows if asked.proof else rows[:12]:
                show.out("  " + show.claim(row, view))
            if len(rows) > 12 and not asked.proof:
                show.out(f"  … and {len(rows) - 12} more (--proof)")
    show.out("United Nations: " + "; ".join(" ".join(line.split()) for line in show.timeline(record.membership)))


@question
def resolve(asked: Asked, names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Names or codes, one or many; - reads one a line.")],
            to: Annotated[str | None, typer.Option("--as", metavar="SCHEME", help="Answer with a code: cow, gw, iso2, iso3, fips …",
                                                   autocompletion=complete.schemes)] = None,
            kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="What is meant: polity or group.",
                                              autocompletion=complete.named)] = "polity") -> None:
    """Which polity, or which armed group, held NAME, a name or code, on a day; of many names, a line each with every group or polity it may mean.

    Example: comity resolve Yugoslavia --on 1950-01-01 --as cow
    """
    if kind not in ("polity", "group"):
        raise UsageError(f'--kind "{kind}" is not polity or group')
    if to is not None and to not in asked.view.atlas.vocabulary.kinds["schemes"]:
        raise UsageError(f'--as "{to}" is no scheme; it may be {", ".join(asked.view.atlas.vocabulary.kinds["schemes"])}')
    if to is not None and kind == "group":
        raise UsageError("--as gives the codes of polities; those of a group are shown by: comity group NAME")
    asked_for = [text for name in names for text in ([line.strip() for line in sys.stdin if line.strip()] if name == "-" else [name])]
    if len(asked_for) == 1 and names != ["-"]:
        _one(asked, asked_for[0], to, kind)
    else:
        _many(asked, asked_for, to, kind)


def _index(asked: Asked, kind: str) -> Index:
    return asked.view.atlas.group_names if kind == "group" else asked.view.atlas.names


def _candidates(asked: Asked, name: str, kind: str) -> dict[str, Any]:
    """Whom one name may mean, as the JSON contract has it."""
    index, number = _index(asked, kind), day(asked.on) if asked.on else None
    found = index.candidates(name, number)
    codes = {c.id: asked.view.atlas.names.codes(c.id, number) if kind == "polity" else asked.view.atlas.group_names.codes(c.id) for c in found}
    return {"candidates": [c._replace(name=index.labels[c.id]).to_dict(codes[c.id]) for c in found],
            "suggestions": [] if found else list(index.suggest(name))}


def _resolved(asked: Asked, question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    return {"question": {"ask": "resolve", **question}, "lens": asked.view.to_dict(), "on": asked.on, **answer, "atlas": asked.view.atlas.about}


def _one(asked: Asked, name: str, to: str | None, kind: str) -> None:
    index, number = _index(asked, kind), day(asked.on) if asked.on else None
    found = index.candidates(name, number)
    if asked.json:
        show.as_json(_resolved(asked, {"name": name, "kind": kind}, _candidates(asked, name, kind)))
        if len(found) != 1:
            raise typer.Exit(1)
        return
    if not found:
        raise index.unknown(name, number)
    if len(found) > 1:
        raise index.ambiguous(name, number, found)
    only = found[0]
    if to is None:
        show.out(f"{only.id}  {index.labels[only.id]}  ({spell_span(only.since, only.until)})")
        return
    codes = asked.view.atlas.names.code(only.id, to, number)
    if not codes:
        raise UnknownName(f"{index.labels[only.id]} has no {to} code{' on ' + asked.on if asked.on else ''} in this atlas; "
                          f"see all with: comity polity {only.id}")
    show.out(", ".join(codes))


def _many(asked: Asked, names: list[str], to: str | None, kind: str) -> None:
    """A line for each name, in their order: name, then every id (or code) it may mean; a bare name means nobody."""
    if asked.json:
        answers = [{"name": name, **_candidates(asked, name, kind)} for name in names]
        show.as_json(_resolved(asked, {"names": names, "kind": kind}, {"answers": answers}))
        return
    index, number = _index(asked, kind), day(asked.on) if asked.on else None
    for name in names:
        ids = [c.id for c in index.candidates(name, number)]
        said = [",".join(asked.view.atlas.names.code(i, to, number)) or f"{i} (no {to})" for i in ids] if to else ids
        show.out("\t".join([name, *said]))


@question
def claims(asked: Asked, name: Name,
           relation: Annotated[str | None, typer.Option("--relation", metavar="RELATION", help="Only this relation.",
                                                        autocompletion=complete.relations)] = None) -> None:
    """Every claim about NAME that the lens admits, as rows with their sources.

    Example: comity claims XK --relation succession
    """
    view = asked.view
    id_ = view.party(name, day(asked.on) if asked.on else None)
    if relation is not None and relation not in view.atlas.vocabulary.acts:
        raise UsageError(f'--relation "{relation}" is not one of {", ".join(view.atlas.vocabulary.acts)}')
    rows, left_out = _through(asked, [c for c in view.atlas.claims_about(id_) if relation in (None, c.relation)])
    if asked.json:
        show.as_json({"question": {"ask": "claims", "id": id_, "relation": relation}, "lens": view.to_dict(), "on": asked.on,
                      "claims": [c.to_dict() for c in rows], "left_out": left_out, "atlas": view.atlas.about})
        return
    for row in rows:
        show.out(show.claim(row, view))
    show.out(f"{len(rows)} claims about {view.atlas.label(id_)}")
    if left_out:
        show.out(show.left_out(left_out))


def _through(asked: Asked, rows: list[Claim]) -> tuple[list[Claim], dict[str, int]]:
    """The rows that the lens admits, of days up to the one asked for; and how many it left out, by reason."""
    lens = asked.view.lens
    left_out: dict[str, int] = {}
    kept = admit(asked.view, rows, left_out) if lens.selects else rows
    if asked.on is not None:
        kept = [c for c in kept if c.earliest <= day(asked.on)]
    return [c for c in kept if lens.eyes is None or lens.speaks(c)], left_out


@question
def source(asked: Asked, id_: Annotated[str, typer.Argument(metavar="SOURCE", help="A source's id.", show_default=False,
                                                           autocompletion=complete.sources)]) -> None:
    """What a source is, and every claim that rests on it and that the lens admits.

    Example: comity source cow-system-2024
    """
    atlas = asked.view.atlas
    found = atlas.source(id_)
    if found is None:
        import difflib

        near = difflib.get_close_matches(id_, list(atlas.sources), n=3)
        raise UnknownName(f'"{id_}" is no source of this atlas. '
                          + (f"Near it: {', '.join(near)}." if near else "See a polity's with: comity claims POLITY."), tuple(near))
    rows, left_out = _through(asked, atlas.claims_of(id_))
    rest = {t: atlas.rows(f"SELECT count(*) FROM {t} WHERE source = ?", id_)[0][0] for t in ("name", "code", "existence", "coverage", "count")}
    if asked.json:
        show.as_json({"question": {"ask": "source", "id": id_}, "lens": asked.view.to_dict(), "on": asked.on,
                      "source": {**found._asdict(), "derives_from": list(found.derives_from)}, "claims": [c.to_dict() for c in rows],
                      "rows": {k: v for k, v in rest.items() if v}, "left_out": left_out, "atlas": atlas.about})
        return
    for label, value in (("title", found.title), ("publisher", found.publisher), ("published", found.published), ("url", found.url),
                         ("kind", found.kind), ("licence", found.licence), ("derives from", ", ".join(found.derives_from)), ("note", found.note)):
        if value:
            show.out(f"{label:<13} {value}")
    for row in rows:
        show.out("  " + show.claim(row, asked.view))
    also = ", ".join(f"{n} {t} rows" for t, n in rest.items() if n)
    show.out(f"{len(rows)} claims{'; also ' + also if also else ''}")
    if left_out:
        show.out(show.left_out(left_out))
