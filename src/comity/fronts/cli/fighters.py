"""The command on foreign fighters: figures with their scope and bounds, rank ranges, comparisons, what explains a rate, and tables of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import UsageError
from ...kernel.dates import iso
from . import complete, show
from .lens import Asked, question

if TYPE_CHECKING:
    from ...questions.fighters.explain import Comparison, Explained, Explanation
    from ...questions.fighters.ranking import Ranking, Rankings
    from ...questions.fighters.record import Fighters, Row
    from ...questions.view import View

KINDS = ("csv", "parquet", "json")
_FIRST = 25
"""How many rows of a ranking are shown without --proof."""


@question
def fighters(
        asked: Asked,
        place: Annotated[str | None, typer.Argument(metavar="PLACE", help="Whence they came: a polity, or an aggregate that sources count.",
                                                    show_default=False, autocompletion=complete.counted_places)] = None,
        rank: Annotated[bool, typer.Option("--rank", help="Rank places, within one source and scope each.")] = False,
        audit: Annotated[bool, typer.Option("--audit", help="What printed rates, totals and superlatives come to, as a page.")] = False,
        compare: Annotated[tuple[str, str] | None, typer.Option("--compare", metavar="SOURCE SOURCE", help="Do two sources disagree?")] = None,
        explain: Annotated[str | None, typer.Option("--explain", metavar="RATE", help="Which counts and populations give this printed rate?")] = None,
        theatre: Annotated[str | None, typer.Option("--theatre", metavar="THEATRE", help="Only this one: syria-iraq, ukraine …",
                                                    autocompletion=complete.theatres)] = None,
        source: Annotated[str | None, typer.Option("--source", metavar="SOURCE", help="Only this source.", autocompletion=complete.sources)] = None,
        by: Annotated[str, typer.Option("--by", metavar="HOW", help="Rank by rate (per head) or by count.",
                                      autocompletion=complete.rankable)] = "rate",
        among: Annotated[list[str] | None, typer.Option("--among", metavar="PLACE", help="Rank only these places (repeatable).",
                                                        autocompletion=complete.polities)] = None,
        base: Annotated[str, typer.Option("--base", metavar="WHOM", help="Per head of whom: total, muslims …",
                                          autocompletion=complete.populations)] = "total",
        year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="The population of this year.")] = None,
        vintage: Annotated[str | None, typer.Option("--vintage", metavar="DATE", help="The population as published by this day.")] = None,
        per: Annotated[int, typer.Option("--per", metavar="NUMBER", help="With --explain: the rate is per so many.")] = 1_000_000,
        to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help="The rows as csv, parquet or json; with -o into a file.",
                                               autocompletion=complete.table_formats)] = None,
        chart: Annotated[str, typer.Option("--chart", metavar="WHAT", help="What -o draws: ranges, ranks, or a map of one ranking.",
                                           autocompletion=complete.charts)] = "ranges",
        output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Draw it (.svg, .png, .html), or write (--to).")] = None,
) -> None:
    """How many foreign fighters came from PLACE, who says so, of whom, until when and between which bounds; and what that is per million.

    Example: comity fighters XK --theatre syria-iraq
    """
    _wants(place, rank, audit, compare, explain, to, by)
    if (compare is not None or explain is not None) and (to is not None or output is not None):
        raise UsageError("--compare and --explain answer in text or with --json; leave --to and -o out")
    view = asked.view
    if audit:
        _audit(asked, output)
    elif compare is not None:
        _compare(asked, view.compare_figures(*compare, on=asked.on))
    elif explain is not None:
        _explain(asked, view.explain_rate(place or "", explain, per, on=asked.on))
    else:
        rows = (view.fighter_ranks(on=asked.on, theatre=theatre, source=source, per_head=by == "rate", among=among or (), base=base, year=year,
                                   vintage=vintage)
                if rank else view.fighters(place or "", on=asked.on, theatre=theatre, base=base, year=year, vintage=vintage))
        _give(asked, rows, to, chart, output)


def _wants(place: str | None, rank: bool, audit: bool, compare: object, explain: str | None, to: str | None, by: str) -> None:
    """Whether one thing is asked for, and everything it needs is there. Raises UsageError."""
    if sum((rank, audit, compare is not None, explain is not None)) > 1:
        raise UsageError("--rank, --compare, --explain and --audit are questions of their own; ask one")
    if place is None and not rank and not audit and compare is None:
        raise UsageError("whose fighters? Name a place (comity fighters XK), or ask for --rank or --compare SOURCE SOURCE")
    if place is not None and (rank or audit or compare is not None):
        raise UsageError("--rank, --compare and --audit are about many places; leave PLACE out (--among PLACE ranks only some)")
    if to is not None and to not in KINDS:
        raise UsageError(f'--to "{to}" is not one of {", ".join(KINDS)}')
    if by not in ("rate", "count"):
        raise UsageError(f'--by "{by}" is not rate or count')


def _audit(asked: Asked, output: Path | None) -> None:
    """The page that docs/figures.md is."""
    from ...works.figures.audit import markdown
    from ...works.files import write_whole

    if asked.json:
        raise UsageError("--audit is a page; its figures as data: comity fighters --rank --json, comity fighters PLACE --json")
    made = markdown(asked.view)
    if output is None:
        show.out(made.rstrip())
    else:
        write_whole(output, made)
        show.out(str(output))


def _give(asked: Asked, found: Fighters | Rankings, to: str | None, chart: str, output: Path | None) -> None:
    """As a table, a picture, JSON or text."""
    from ...questions.fighters.record import Fighters

    if to is not None:
        _table(found, to, output)
    elif output is not None:
        _draw(found, chart, output)
    elif asked.json:
        show.as_json(found.to_dict())
    else:
        for line in _figures(found, asked.proof) if isinstance(found, Fighters) else _rankings(found, asked.proof):
            show.out(line)


def _table(found: Fighters | Rankings, to: str, output: Path | None) -> None:
    from ...works.figures import tables

    if output is not None:
        tables.write(tables.rows(found), output, to)
        show.out(str(output))
    elif to == "parquet":
        raise UsageError("Parquet is no text; say where to write it: --to parquet -o figures.parquet")
    else:
        show.out(tables.text(tables.rows(found), to).rstrip())


def _draw(found: Fighters | Rankings, chart: str, output: Path) -> None:
    from ...works.figures import charts
    from ...works.files import write_whole

    suffix = output.suffix.lower()
    if suffix not in (".svg", ".png", ".html"):
        raise UsageError(f'"{output.name}" is no picture that can be drawn; name it .svg, .png or .html')
    if chart not in charts.DRAWINGS:
        raise UsageError(f'--chart "{chart}" is not one of {", ".join(charts.DRAWINGS)}')
    if suffix == ".html":
        write_whole(output, charts.page(found))
    else:
        write_whole(output, charts.png(found, chart) if suffix == ".png" else charts.svg(found, chart))
    show.out(str(output))


def _figures(found: Fighters, whole: bool) -> Iterator[str]:
    from ...questions.fighters.rates import spell

    view, label = found.view, found.view.atlas.label
    yield f"{_place(view, found.place)}: {len(found.rows)} figures from {len({r.figure.source for r in found.rows})} sources"
    for scope, rows in found.scopes.items():
        yield f"{_scope(view, scope.theatre, scope.groups)}; {scope.counted.replace('-', ' ')}, {scope.kind}, {scope.unit}:"
        for row in rows:
            yield f"  {_row(row)}  {label(row.figure.holder)} [{row.figure.source}]"
    for w in found.wholes:
        parts = ", ".join(f"{spell(p.interval, 0)} {p.unit}" for p in w.parts)
        yield f"parts: {parts} of {spell(w.whole.interval, 0)} {w.whole.unit} [{w.whole.source}]: {_SUMS[w.verdict]}"
    for line in found.spread:
        yield f"why they differ: {line}"
    for p in found.printed:
        rate = f"{p.rate_low}{'–' + p.rate_high if p.rate_high != p.rate_low else ''} per {p.per:,} of {p.base}" if p.rate_low else ""
        rank = f"rank {p.rank}{f' of {p.of}' if p.of else ''}" if p.rank else ""
        yield f"printed: {'; '.join(x for x in (rate, rank, p.superlative) if x)}  {label(p.holder)} [{p.source}]"
    if not found.rows:
        yield "no figure is recorded; that is not a figure of nobody"
    if found.left_out:
        yield show.left_out(found.left_out)
    if whole:
        for s in found.sources:
            yield f"source: {s.title}, {s.publisher}, {s.published or 'undated'} [{s.id}]"


_SUMS = {"exceeds": "more than the whole", "equals": "they make up the whole", "within": "they fit, and leave a rest"}


def _row(row: Row) -> str:
    from ...questions.fighters.rates import spell

    f = row.figure
    when = f"{f.since}/{f.as_of}" if f.since else f.as_of
    sample = "  (a sample, no total)" if f.basis == "sample" else ""
    part = f"  (of {f.part_of})" if f.part_of else ""
    rate = ""
    if row.rate is not None and not f.part_of:
        p = row.rate.population
        vintage = iso(p.published) if p.published else "on an unknown day"
        rate = f"  {spell(row.rate.bounds)} per million of {p.base} {p.low:,} ({p.year}, as published {vintage})"
    return f"{when:<12} {spell(f.interval, 0):>14}{part}{sample}{rate}"


def _place(view: View, place: str) -> str:
    return view.atlas.vocabulary.places.get(place) or view.atlas.label(place)


def _scope(view: View, theatre: str, groups: str) -> str:
    words = view.atlas.vocabulary
    return f"{words.theatres.get(theatre, theatre)}, {words.sides.get(groups, groups)}"


def _rankings(found: Rankings, whole: bool) -> Iterator[str]:
    for ranking in found.rankings:
        yield from _ranking(ranking, whole)
    if not found.rankings:
        yield "no source here has three places or more of one scope, so that there is nothing to rank"
    elif len(found.rankings) > 1:
        yield f"{len(found.rankings)} rankings; figures of different sources and scopes are not ranked together"


def _ranking(ranking: Ranking, whole: bool) -> Iterator[str]:
    from ...questions.fighters.rates import spell

    view, scope = ranking.view, ranking.scope
    how = f"per million of {ranking.denominator.base}" if ranking.per_head else "by count"
    what = f"{_scope(view, scope.theatre, scope.groups)}; {scope.counted}, {scope.kind}, {scope.unit}, as of {ranking.as_of}"
    yield f"{ranking.source}, {what}; {how}, of {len(ranking.rows)}:"
    shown = ranking.rows if whole else ranking.rows[:_FIRST]
    for r in shown:
        span = f"{r.rank.best}" if r.rank.best == r.rank.worst else f"{r.rank.best}–{r.rank.worst}"
        rate = f"  {spell(r.rate.bounds)} ({r.rate.population.year}: {r.rate.population.low:,})" if r.rate else ""
        yield f"  {span:>7}  {_place(view, r.figure.place):<28} {spell(r.figure.interval, 0):>12}{rate}"
    if len(ranking.rows) > len(shown):
        yield f"  … and {len(ranking.rows) - len(shown)} more (--proof)"
    first = ", ".join(_place(view, p) for p in ranking.certainly_first)
    yield f"  certainly first: {first or 'nobody'}; possibly first: {', '.join(_place(view, p) for p in ranking.possibly_first)}"
    if ranking.left:
        yield f"  without a population here: {', '.join(_place(view, f.place) for f in ranking.left)}"


def _compare(asked: Asked, found: Comparison) -> None:
    from ...questions.fighters.rates import spell

    if asked.json:
        show.as_json(found.to_dict())
        return
    for pair in found.pairs:
        why = "; ".join(f"{field}: {a} / {b}" for field, (a, b) in pair.differences.items())
        fits = f"{'some' if pair.one.interval.meets(pair.other.interval) else 'no'} number fits both"
        says = f"count different things ({why}), and {fits}" if pair.verdict == "differs" else fits
        unit = pair.one.unit if pair.one.unit == pair.other.unit else f"{pair.one.unit}, {pair.other.unit}"
        show.out(f"{_place(found.view, pair.one.place):<28} {spell(pair.one.interval, 0):>14} {spell(pair.other.interval, 0):>14} {unit}  {says}")
    if not found.pairs:
        show.out(f"no place has a figure in both {found.one} and {found.other}")
    for source, places in found.only.items():
        if places:
            show.out(f"only in {source}: {', '.join(_place(found.view, p) for p in places)}")


def _explain(asked: Asked, found: Explanation) -> None:
    if asked.json:
        show.as_json(found.to_dict())
        return
    shown = found.found if asked.proof else found.found[:_FIRST]
    for e in shown:
        show.out(_explained(e))
    if len(found.found) > len(shown):
        show.out(f"… and {len(found.found) - len(shown)} more (--proof)")
    if not found.found:
        show.out(f"no count and population here give {float(found.printed):g} for {_place(found.view, found.place)}")
    if not found.found and found.nearest:
        show.out(f"nearest: {_explained(found.nearest)}")
        count = getattr(found.nearest.figure, found.nearest.bound)
        low, high = (None if b is None else f"{round(b):,}" for b in found.implied(count))
        show.out(f"{count:,} would need a population of {low} to {high or 'any number'}")


def _explained(e: Explained) -> str:
    p = e.population
    return (f"{getattr(e.figure, e.bound):,} {e.figure.unit} ({e.bound}, {e.figure.as_of}) [{e.figure.source}] over {p.low:,} {p.base} of {p.year}, "
            f"as published {iso(p.published) if p.published else 'undated'} [{p.source}]: {float(e.rate):.2f}")
