"""An extradition answer as plain text, on one screen: a line per doctrine, then what differs, then what else was said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from textwrap import wrap

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, END, iso
from ...kernel.instruments import Decision
from ...kernel.render import lines, sources_of, spell_span, walk_carrying
from ...questions.extradition.answer import NOTICE, Extradition
from ...questions.extradition.bars import Bar
from ...questions.extradition.bases import STANDINGS, Base, Bases, Instrument, Word
from ...questions.extradition.beside import beside
from ...questions.extradition.duty import FOREVER, Basis, Finding
from ...questions.extradition.spelling import spell_chain, stood
from ...questions.view import View
from . import show

WIDTH = 100
SHOWN = 5
"""How many decisions, and how many sources of an instrument, are shown before the rest are only counted."""
_SAID_ABOVE = ("observer", "denied")
"""The kinds of conflict that stand among what was also said."""
_FORCE = {"mandatory": "must refuse", "optional": "may refuse", "none": "no ground", "unrecorded": "not read"}
_REACHED = {"listed": "by the treaty's list", "dual-criminality": "by dual criminality", "deemed-included": "by a convention that deems it included"}
_STANDS = {"yes": "in force", "no": "not in force"}


def text(found: Extradition, proof: bool) -> Iterator[str]:
    """The whole answer, line by line; with `proof`, the proof of every doctrine instead of its details."""
    yield _title(found)
    yield ""
    yield from _table(found)
    if proof:
        for doctrine in found.doctrines:
            yield f"\n{doctrine}"
            yield from found.proof_text(doctrine).splitlines()
    else:
        for names, finding in _groups(found):
            yield f"\n{', '.join(names)}"
            yield from _details(found, finding)
    yield from _also_said(found, proof)
    yield from (f"conflict ({c.kind}): {c.says}" for c in found.conflicts if c.kind not in _SAID_ABOVE)
    if found.left_out:
        yield show.left_out(found.left_out)
    yield f"\n{NOTICE}"


def _title(found: Extradition) -> str:
    case, label = found.case, found.view.atlas.label
    about = "whether an instrument binds" if not case.offence else case.offence
    national = f", a national of {label(case.national_of)}" if case.national_of else ""
    days = "".join(f", {what} {iso(day)}" for what, day in (("requested", case.requested_on if case.requested_on != case.on else None),
                                                          ("committed", case.committed)) if day is not None)
    facts = "".join(f", {name.replace('_', ' ')}: {'yes' if value else 'no'}" for name, value in case.facts.items())
    return f"{label(case.requested)} to {label(case.requesting)}, {iso(case.on)}: {about}{national}{days}{facts}"


def _table(found: Extradition) -> Iterator[str]:
    yield f"{'doctrine':<12} {'duty':<14} {'domestic law':<14} basis"
    for doctrine, f in found.doctrines.items():
        yield f"{doctrine:<12} {show.verdict(f.duty, 14)} {show.verdict(f.domestic.says, 14)} {_basis(found.view, f)}"


def _basis(view: View, finding: Finding) -> str:
    if not finding.basis:
        return "none recorded" if finding.verdict.value == "unrecorded" else "none: a complete list names no instrument"
    return _instrument(view, finding.basis[0])


def _instrument(view: View, basis: Basis) -> str:
    way = spell_chain(view, basis.treaty, basis.chain)
    return f"{basis.treaty.name(view.atlas.label)}, {_stands_so(basis)}{': ' + way if way else ''}"


# what is the same under several doctrines is said once

def _groups(found: Extradition) -> list[tuple[list[str], Finding]]:
    groups: dict[tuple[object, ...], tuple[list[str], Finding]] = {}
    for doctrine, f in found.doctrines.items():
        key = (f.duty, f.domestic.says, f.domestic.node.id, tuple((b.treaty.id, b.verdict) for b in f.basis[:1]),
               f.reach.node.id if f.reach else None, tuple(b.node.id for b in f.bars), f.unless)
        groups.setdefault(key, ([], f))[0].append(doctrine)
    return list(groups.values())


def _details(found: Extradition, f: Finding) -> Iterator[str]:
    if f.basis:
        yield from _item("basis", _held(found, f.basis[0]))
    if len(f.basis) > 1:
        yield from _item("", "also: " + "; ".join(f"{b.treaty.name(found.view.atlas.label)} ({_stands_so(b)})" for b in f.basis[1:]))
    binds = not f.basis or f.basis[0].verdict.value != "no"  # what does not bind reaches and bars nothing
    if f.reach is not None and binds:
        yield from _item("offence", f"{f.reach.node.verdict(FOREVER).value}{_reached(f)}: {f.reach.node.sentence}")
    width = max((len(b.ground) for b in f.bars), default=0)
    for n, bar in enumerate(f.bars if binds else ()):
        yield f"  {'bars' if not n else '':<9} {_bar(bar, f.governing, found, width)}"
    for n, item in enumerate(f.unless if binds else f.domestic.unless):
        yield from _item("unless" if not n else "", item)
    says = "; ".join(p.sentence for p in f.domestic.node.premises) or f.domestic.node.sentence
    yield from _item("domestic", f"{f.domestic.says}: {says}")
    if f.follows:
        yield from _item("follows", f.follows)


def _held(found: Extradition, basis: Basis) -> str:
    """An instrument by its title, since when it stands so, and on whose word."""
    since, until = stood(basis.node, found.case.on)
    span = f" {spell_span(since, until)}" if since > BEGIN or until < END else ""
    cited = list(dict.fromkeys(s for step in walk_carrying(basis.node, found.case.on) for s in sources_of(step.node)))
    more = f" and {len(cited) - SHOWN} more" if len(cited) > SHOWN else ""
    return f"{basis.treaty.title} ({basis.treaty.id}), {_stands_so(basis)}{span}" + (f"  [{', '.join(cited[:SHOWN])}{more}]" if cited else "")


def _stands_so(basis: Basis) -> str:
    return "suspended" if basis.suspended else _STANDS.get(basis.verdict.value, basis.verdict.value)


def _item(head: str, said: str) -> Iterator[str]:
    for n, line in enumerate(wrap(said, WIDTH - 12, break_long_words=False, break_on_hyphens=False)):
        yield f"  {head if not n else '':<9} {line}"


def _reached(f: Finding) -> str:
    if f.reach is None or not f.reach.by:
        return ""
    words = f', word "{f.reach.words}"' if f.reach.words else ""
    return f" ({_REACHED[f.reach.by]}{words})"


def _bar(bar: Bar, main: Basis | None, found: Extradition, width: int) -> str:
    name = main.treaty.name(found.view.atlas.label) if main else ""
    where = bar.authority.removeprefix(name).removeprefix(", ") or "the treaty"
    return f"{bar.ground.replace('-', ' '):<{width}}  {_FORCE[bar.force]:<11}  {show.verdict(bar.verdict.value)}  {where}"


# what stands beside the answer

def _also_said(found: Extradition, everything: bool) -> Iterator[str]:
    said = beside(found)
    if not (said.claims or said.decisions or said.later):
        return
    yield "\nalso said"
    for claim in said.claims:
        yield from _hanging(_claim(found.view, claim))
    shown = said.decisions if everything else said.decisions[:SHOWN]
    for decision in shown:
        yield from _hanging(_decision(decision))
    hidden = len(said.decisions) - len(shown)
    more = [f"{hidden} more decision{'s' if hidden > 1 else ''} (--proof)" if hidden else "", f"{said.later} said later" if said.later else ""]
    if any(more):
        yield "  … and " + ", ".join(m for m in more if m)


def _hanging(said: str) -> list[str]:
    return wrap(said, WIDTH, initial_indent="  ", subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)


def _claim(view: View, claim: Claim) -> str:
    label, words = view.atlas.label, view.atlas.words("in-force")
    treaty = view.atlas.treaties[claim.of].name(label)
    if words.effects[claim.act] in ("denies", "reverses"):
        what = f"{claim.act} that {treaty} {words.says[claim.target.split()[0]]}"
    else:
        what = f"{treaty} {words.says[claim.act]}"
    note = f" ({claim.note})" if claim.note else ""
    return f"{claim.date or 'undated'}  {label(claim.holder)}: {what}{note}  [{claim.source}]"


def _decision(d: Decision) -> str:
    end = f", {d.result.replace('_', ' ')}" if d.result else ""
    reversed_ = "; reversed later" if d.reversed_by else ""
    return f"{d.decided}  {d.name} ({d.court_name}): {d.held.replace('-', ' ')}{end}{reversed_}  [{d.source}]"


# every state towards one

def standings(found: Bases, proof: bool) -> Iterator[str]:
    """The map as text: how many stand how, who, and where lists contradict it or one another."""
    label = found.view.atlas.label
    yield f"Extradition to {label(found.requesting)}, {iso(found.on)} (doctrine {found.doctrine}): " + ", ".join(
        f"{n} {s}" for s, n in found.counts.items())
    if found.caution:
        yield found.caution
    for stands, means in STANDINGS.items():
        rows = [b for b in found.rows if b.standing == stands]
        if rows:
            yield f"\n{stands} ({len(rows)}): {means}"
            yield from _rows(found, rows, proof)
    if found.conflicts:
        yield f"\nlists that contradict it, or one another ({len(found.conflicts)})"
        for b in found.conflicts:
            said = "; ".join(_word(found.view, w) for w in b.contradicting)
            yield from _hanging(f"{b.label} ({b.standing}): {said}")
    yield f"\n{NOTICE}"


def _rows(found: Bases, rows: list[Base], proof: bool) -> Iterator[str]:
    """Those with an instrument one a line, the others in one paragraph with the lists that leave them out."""
    for b in (b for b in rows if b.instruments):
        yield f"  {b.label}: {_stands(found.view, b.instruments[0])}{_more(b)}  [{', '.join(b.instruments[0].sources)}]"
        if proof:
            yield from (f"    {line}" for line in lines(b.instruments[0].node, found.on))
    rest = [b for b in rows if not b.instruments]
    if rest:
        lists = list(dict.fromkeys(chain.from_iterable(b.lists for b in rest)))
        yield from wrap(", ".join(b.label for b in rest) + (f"  [{', '.join(lists)}]" if lists else ""), WIDTH, initial_indent="  ",
                        subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _more(b: Base) -> str:
    more = sum(i.verdict is b.instruments[0].verdict for i in b.instruments) - 1
    return f", and {more} more" if more else ""


def _stands(view: View, i: Instrument) -> str:
    way = spell_chain(view, i.treaty, i.chain)
    stands = "suspended " if i.suspended else "not in force " if i.verdict.value == "no" else ""
    return f"{i.treaty.name(view.atlas.label)}, {stands}{spell_span(i.since, i.until)}{', through ' + way if way else ''}"


def _word(view: View, w: Word) -> str:
    who = f"the list of {view.atlas.label(w.holder)}" if w.complete else view.atlas.label(w.holder)
    return f"{who} {'names it' if w.names else 'leaves it out'} ({iso(w.day)})  [{w.source}]"
