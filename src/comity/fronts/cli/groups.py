"""The commands on armed groups: what one is called and who had listed it, who is on a list, and the picture of a lineage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import UsageError
from ...kernel.acts import date_kind
from ...kernel.claims import Claim
from ...kernel.dates import iso
from ...kernel.groups import ALIASING, Called
from ...kernel.render import spell_span
from ...kernel.standing import Verdict
from ...questions.answer import Answer
from . import complete, show
from .lens import Asked, question

if TYPE_CHECKING:
    from ...questions.groups.lineage import Lineage
    from ...questions.groups.record import Event, GroupRecord, Judged, Tie
    from ...questions.groups.standing import Listing
    from ...questions.view import View

_NAME = {"metavar": "NAME", "help": "A group: name, acronym, id, or code (ucdp:234, QDe.137).", "show_default": False,
         "autocompletion": complete.groups}
_FIRST = 8
"""How many rows of a list are shown without --proof."""
_ACTS = {"founds": "founded", "dissolves": "dissolved", "merges-into": "merged into", "splits-from": "split from", "becomes": "became",
         "succeeds": "succeeded"}
_LISTED = {Verdict.YES: "listed", Verdict.NO: "not listed", Verdict.DISPUTED: "disputed", Verdict.UNDETERMINED: "undetermined",
           Verdict.UNRECORDED: "unrecorded"}


@question
def group(asked: Asked, name: Annotated[str, typer.Argument(**_NAME)]) -> None:
    """What NAME is called on a day and by whom, what came before and after, its ties, who takes it for which other group, and who had listed it.

    Example: comity group "Jabhat Fateh al-Sham" --on 2015-01-01
    """
    view = asked.view
    found = view.group(name, on=asked.on)
    if asked.json:
        show.as_json(found.to_dict(asked.on))
        return
    day = view.atlas.date if asked.on is None else _day(asked)
    about = found.group
    organ = f", an organ of {view.atlas.label(about.organ_of)}" if about.organ_of else ""
    show.out(f"{about.label} ({about.id}), {about.kind}{organ}{': ' + about.about if about.about else ''}")
    for title, lines in (("", _asked(found, day)), (f"called, on {iso(day)}", _called(found, day, asked.proof)),
                         ("past and after", _events(found, day)), ("ties", _ties(found, day)), ("one group with", _judged(found, day)),
                         (f"listed by, on {iso(day)}", _listings(found, day, asked.proof)),
                         ("said of it, which lists nothing", (show.claim(c, view) for c in found.statements)),
                         ("where, and whose nationals", _presence(found))):
        rows = list(lines)
        if rows and title:
            show.out(f"{title}:")
        for line in rows:
            show.out(f"  {line}" if title else line)
    for conflict in found.conflicts:
        show.out(f"conflict ({conflict.kind}): {conflict.says}")
    if found.left_out:
        show.out(show.left_out(found.left_out))


def _day(asked: Asked) -> int:
    from ...kernel.dates import day

    return day(asked.on or "")


def _asked(found: GroupRecord, day: int) -> Iterator[str]:
    """Whether the name that was asked for was in use on the day."""
    names = found.view.atlas.group_names
    if found.asked != found.group.id and names.transliterated(found.asked):
        known = sorted({c.name for c in names.candidates(found.asked)})
        yield f'"{found.asked}" is nobody\'s spelling here; read as a transliteration of {", ".join(known)}'
    early = found.anachronism(day)
    if early is not None:
        then = sorted({c.name for c in found.names_on(day) if c.by == found.group.id and c.style != "acronym"}) or ["no name that anybody dates"]
        yield (f'"{found.asked}" is an anachronism on {iso(day)}: the name was taken {_when(early)} [{early.source}]; then it was {", ".join(then)}')
    elif found.asked != found.group.id and found.spelt_as_asked() and not any(c.dated for c in found.spelt_as_asked()):
        yield f'nobody dates the name "{found.asked}"; whether it was in use on {iso(day)} is not recorded'


def _when(row: Called) -> str:
    return f"{'by' if row.since.startswith('../') else 'on' if row.since_day == row.since_latest else 'in'} {row.since.removeprefix('../')}"


def _called(found: GroupRecord, day: int, whole: bool) -> Iterator[str]:
    """Its names on the day by who used them: first those that somebody dates, then how many more nobody does."""
    label = found.view.atlas.label
    rows = defaultdict(list)
    for c in found.names_on(day):
        rows[c.name].append(c)
    for name, said in rows.items():
        since = sorted({f"{label(c.by)}{' itself' if c.by == found.group.id else ''} since {c.since or '…'} [{c.source}]" for c in said})
        yield f"{name}: {'; '.join(since)}"
    undated = [c for c in found.called if not c.dated and c.style != "code"]
    for by in dict.fromkeys(c.by for c in undated):
        names = list(dict.fromkeys(c.name for c in undated if c.by == by))
        shown = names if whole else names[:_FIRST]
        more = f" … and {len(names) - len(shown)} more (--proof)" if len(names) > len(shown) else ""
        yield f"{label(by)}, at no stated time: {', '.join(shown)}{more}"
    later: dict[str, list[Called]] = defaultdict(list)
    for c in sorted((c for c in found.called if c.how == "adopts" and c.since_day > day), key=lambda c: (c.since_day, c.name)):
        later[_when(c)].append(c)
    yield from (f"later: {', '.join(dict.fromkeys(c.name for c in rows))}, taken {when} [{', '.join(dict.fromkeys(c.source for c in rows))}]"
                for when, rows in later.items())
    codes = sorted({c.name for c in found.called if c.style == "code"})
    if codes:
        yield f"codes: {', '.join(codes)}"


def _events(found: GroupRecord, day: int) -> Iterator[str]:
    label = found.view.atlas.label
    for e in found.events:
        rest = "" if e.object == e.actor else f" {label(e.object)}"
        said = "undated" if e.days is None else e.held.answer.on(day).value
        yield f"{show.verdict(said)} {label(e.actor)} {_ACTS[e.act]}{rest}{_dated(e)}"
    told: dict[str, list[str]] = defaultdict(list)
    for c in found.told:
        line, _, source = show.claim(c, found.view).rpartition(" [")
        told[line].append(source.rstrip("]"))
    yield from (f"{show.verdict('said')} {line} [{', '.join(sources)}]" for line, sources in told.items())


def _dated(event: Event) -> str:
    if event.days is None:
        return "  [" + ", ".join(sorted({c.source for c in event.held.claims})) + "]"
    return " " + "; ".join(_row(c) for c in sorted(event.held.claims, key=lambda c: (date_kind(c), c.date)))


def _row(claim: Claim) -> str:
    """When, of which kind, on whose word."""
    return f"{claim.date or 'undated'}{' ' + claim.date_kind if claim.date_kind else ''} ({claim.holder}) [{claim.source}]"


def _ties(found: GroupRecord, day: int) -> Iterator[str]:
    label = found.view.atlas.label
    for t in sorted(found.ties, key=lambda t: t.actor != found.group.id):
        dated = bool(t.held.outcome.acts)
        said = t.held.answer.on(day).value if dated else "undated"
        spans = "; ".join(" ".join(line.split()) for line in show.timeline(t.held.answer)) if dated else ""
        yield f"{show.verdict(said)} {t.of}: {label(t.actor)} to {label(t.object)}{f' ({spans})' if spans else ''}{_told(t)}"


def _told(tie: Tie) -> str:
    return "".join(f"; {c.act} {_row(c)}" for c in tie.told)


def _judged(found: GroupRecord, day: int) -> Iterator[str]:
    label = found.view.atlas.label
    for j in found.judged:
        said = "; ".join(f"{label(h)}: {_same(j, h, day)}" for h in j.holders)
        yield f"{show.verdict(j.answer.on(day).value)} {label(j.other)}: {said}"


def _same(judged: Judged, holder: str, day: int) -> str:
    held = judged.holders[holder]
    word = {Verdict.YES: "the same", Verdict.NO: "apart"}.get(held.answer.on(day), held.answer.on(day).value)
    acts = {a: "" if len({c.act for c in held.claims}) == 1 else a.rpartition("-")[2] + " " for a in ("treats-as-same", "treats-as-apart", "denies")}
    return f"{word} ({', '.join(acts[c.act] + _row(c) for c in held.claims)})"


def _listings(found: GroupRecord, day: int, whole: bool) -> Iterator[str]:
    for x in found.listings:
        yield from listing(found.view, x, day, whole)
    if not found.listings:
        yield "nobody, as far as this atlas has their lists"


def listing(view: View, found: Listing, day: int, whole: bool = False) -> Iterator[str]:
    """One regime's stand to a group: the verdict and its span, under whose entry, and each act with its dates kept apart by kind."""
    says = _LISTED[found.answer.on(day)]
    under = "".join(f', as "{a.name}" in the entry of {view.atlas.label(a.of)}' for a in found.aliases if a.node.verdict(day) is Verdict.YES)
    yield f"{show.verdict(says)} {view.atlas.label(found.regime)}: {_span(found.answer, day)}{under}"
    own = {c.of for c in found.claims if c.act in ALIASING} - {n.name for n in found.aliases}
    acts: dict[tuple[str, int, str], list[Claim]] = defaultdict(list)
    for c in found.claims:
        if c.of not in own or not c.of:
            acts[c.act, c.ordinal, c.of].append(c)
    for (act, _, name), claims in sorted(acts.items(), key=lambda i: min(c.earliest for c in i[1])):
        what = f'{act} "{name}"' if name else act
        yield f"    {_later(claims, day)}{what} " + "; ".join(map(_row, sorted(claims, key=lambda c: c.latest)))
    yield from _names_in(found, own, day, whole)


def _later(claims: Iterable[Claim], day: int) -> str:
    return "later: " if min(c.earliest for c in claims) > day else ""


def _names_in(found: Listing, own: set[str], day: int, whole: bool) -> Iterator[str]:
    """The names of a group's own entry, those added together on one line."""
    added: dict[tuple[str, ...], list[str]] = defaultdict(list)
    rows: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for c in found.claims:
        if c.of in own and c.act in ALIASING:
            rows[c.act, c.of].append(c)
    for (act, name), claims in sorted(rows.items()):
        when = (_later(claims, day) + act.partition("-")[0], *map(_row, sorted(claims, key=lambda c: c.latest)))
        added[when].append(name)
    for said, names in sorted(added.items(), key=lambda i: i[0][1:]):
        shown = names if whole else names[:_FIRST]
        more = f" … and {len(names) - len(shown)} more (--proof)" if len(names) > len(shown) else ""
        yield f"    {said[0]} the names {', '.join(shown)}{more}: {'; '.join(said[1:])}"


def _span(answer: Answer, day: int) -> str:
    since, until = answer.span(day)
    return spell_span(since, until)


def _presence(found: GroupRecord) -> Iterator[str]:
    label = found.view.atlas.label
    by_act: dict[tuple[str, str], list[str]] = defaultdict(list)
    for c in found.presence:
        by_act[c.act, c.holder].append(label(c.object) + (f" ({c.date}{' – ' + c.until if c.until else ''})" if c.date else ""))
    for (act, holder), where in by_act.items():
        yield f"{act}: {', '.join(dict.fromkeys(where))}; holder {label(holder)}"


@question
def listed(asked: Asked,
           by: Annotated[str, typer.Option("--by", metavar="WHOSE", help="Whose lists: a party or organisation (US, UN, EU), or one list (US/fto).",
                                           show_default=False, autocompletion=complete.regimes)]) -> None:
    """Which groups the lists of WHOSE name on a day, since when, under which entry; and what is not recorded.

    Example: comity listed --by US --on 2017-02-10
    """
    on = asked.on or iso(asked.view.atlas.date) or ""
    found = asked.view.listed(by, on=on)
    if asked.json:
        show.as_json(found.to_dict())
        return
    for regime in found.regimes:
        rows = [x for x in found.listings if x.regime == regime]
        show.out(f"{asked.view.atlas.label(regime)} ({regime}), on {on}:")
        for x in rows:
            verdict = x.answer.on(found.day)
            if asked.proof or verdict not in (Verdict.NO, Verdict.UNRECORDED):
                for line in listing(asked.view, x, found.day, asked.proof) if asked.proof else _short(asked.view, x, found.day):
                    show.out(f"  {line}")
        show.out(f"  {_tally(rows, found.day)}; {_covered(found.covered(regime))}")
    for gap in found.gaps():
        show.out(f"missing: {gap}")


def _short(view: View, found: Listing, day: int) -> Iterator[str]:
    under = "".join(dict.fromkeys(f", in the entry of {view.atlas.label(a.of)}" for a in found.aliases if a.node.verdict(day) is Verdict.YES))
    yield f"{show.verdict(_LISTED[found.answer.on(day)])} {view.atlas.label(found.group)} ({_span(found.answer, day)}){under}"


def _tally(rows: Iterable[Listing], day: int) -> str:
    found = list(rows)
    counts = Counter(_LISTED[x.answer.on(day)] for x in found)
    names = sum(x.answer.on(day) is Verdict.YES and any(a.node.verdict(day) is Verdict.YES for a in x.aliases) for x in found)
    own = f" ({counts['listed'] - names} by entries of their own, {names} as names in another's)" if names else ""
    return ", ".join(f"{n} {word}{own if word == 'listed' else ''}" for word, n in counts.most_common()) or "no group is recorded"


def _covered(sources: tuple[str, ...]) -> str:
    if sources:
        return f"the whole list of that day is in {', '.join(sources)}"
    return "no source here prints the whole list of that day, so that other groups are unrecorded, not unlisted"


@question
def lineage(asked: Asked, name: Annotated[str, typer.Argument(**_NAME)],
            output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Draw it: .svg, .png or .html.")] = None) -> None:
    """Where NAME came from and what became of it: names, merges, splits, allegiances and listings over time, as text or as a picture.

    Example: comity lineage "Hay'at Tahrir al-Sham" -o lineage.svg
    """
    found = asked.view.lineage(name, on=asked.on)
    if output is not None:
        _draw(found, output)
        if not asked.json:
            show.out(str(output))
            return
    if asked.json:
        show.as_json(found.to_dict())
        return
    from ...works.lineage import markdown

    show.out(markdown(found).rstrip())


def _draw(found: Lineage, output: Path) -> None:
    from ...works import lineage as picture
    from ...works.files import write_whole

    ways: dict[str, Callable[[Lineage], str | bytes]] = {".svg": picture.draw, ".html": picture.page, ".png": picture.png}
    way = ways.get(output.suffix.lower())
    if way is None:
        raise UsageError(f'"{output.name}" is no picture that can be drawn; name it .svg, .html or .png')
    write_whole(output, way(found))
