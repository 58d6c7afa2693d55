"""Two charts of bounds: figures or rates as dots and bars, and ranks as bars from the best to the worst. One panel for each scope."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from ...kernel.figures import Figure, Interval
from ...questions.fighters.ranking import Ranked, Ranking, Rankings
from ...questions.fighters.rates import spell
from ...questions.fighters.record import Fighters, Row
from ..brief.charts.draw import INK, libraries
from . import words
from .look import SIZE, finish, heading, panel_title, wrapped
from .words import Found

_LABELS, _PLOT, _ROW = 370, 430, 17
_FADE = 46
"""How far, in units of the drawing, an open bound goes on; a length that says nothing but: further."""
_SCALED = 10
_STEPS = ((0.0, 0.4, 0.8), (0.4, 0.7, 0.5), (0.7, 1.0, 0.25))
"""The fading of an open bound: from, to, how dark."""
_READ = ["A dot is one number, a bar lies between two bounds; an arrow that fades is an open bound, and its length says nothing.",
         "A hollow dot is a sample, which is no total."]
_READ_RANKS = ["A bar goes from the best rank to the worst that the bounds allow; a solid block is a rank that is certain.",
               "Ranks count within one source and scope; those of different panels do not compare."]


class Line(NamedTuple):
    """One row of a panel: its name at the left, its bounds, what stands at the right, and whether it is a sample."""

    name: str
    bounds: Interval
    says: str
    sample: bool = False


class Panel(NamedTuple):
    """Rows of one scope under a heading."""

    heading: str
    lines: tuple[Line, ...]


def panels(found: Found) -> list[Panel]:
    """The panels of the range chart. Of a place: one for each scope, persons first, rows by day. Of rankings: one each, the highest first."""
    if not isinstance(found, Fighters):
        return [Panel(words.heading(r), tuple(_ranked(r, x) for x in sorted(r.rows, key=_highest))) for r in words.rankings_of(found)]
    groups: dict[tuple[Any, str], list[Row]] = {}
    for row in found.rows:
        groups.setdefault((row.figure.scope, row.figure.part_of), []).append(row)
    units = list(found.view.atlas.vocabulary.kinds["unit"])
    ordered = sorted(groups.items(), key=lambda g: (g[0][1] != "", units.index(g[0][0].unit), -len(g[1]), g[0][0]))
    return [Panel(words.scope(found.view, scope, part), tuple(map(_sourced, sorted((r.figure for r in some), key=_by_day))))
            for (scope, part), some in ordered]


def ranges(found: Found) -> str:
    """The bounds of every figure, or of every ranked rate or count, as SVG. Raises UsageError if Altair or vl-convert is missing."""
    alt, _ = libraries()
    made = panels(found)
    most = max((float(b) for p in made for line in p.lines for b in line.bounds if b is not None), default=1.0) or 1.0
    drawn = [_range_panel(alt, p, most * 1.02, scaled) for p, scaled in zip(made, _scaled(made), strict=True)]
    many = sum(len(p.lines) for p in made)
    describes = (f"{many} rows in {len(made)} panels, one for each scope; each row is a dot or a bar between its bounds, its numbers beside it. "
                 "The table of the same has every bound.")
    return finish(_stacked(alt, drawn, words.title(found), [*_notes(found, made), *_READ]), words.title(found), describes, "ranges")


def ranks(found: Ranking | Rankings) -> str:
    """Where each place of each ranking can stand, as SVG. Raises UsageError if Altair or vl-convert is missing."""
    alt, _ = libraries()
    ranked = words.rankings_of(found)
    title = words.title(found)
    describes = f"{sum(len(r.rows) for r in ranked)} places in {len(ranked)} rankings; " + "; ".join(
        f"{r.source}: certainly first {', '.join(words.place(r.view, p) for p in r.certainly_first) or 'nobody'}" for r in ranked)
    drawn = [_rank_panel(alt, r) for r in ranked]
    return finish(_stacked(alt, drawn, title, [*_notes(found, ranked), *_READ_RANKS]), title, describes, "ranks")


# the rows

def _sourced(f: Figure) -> Line:
    return Line(f"{f.source}, {f.as_of}", f.interval, words.count(f), f.basis == "sample")


def _by_day(f: Figure) -> tuple[Any, ...]:
    return (f.as_of_latest, f.low if f.low is not None else f.high, f.source)


def _ranked(ranking: Ranking, x: Ranked) -> Line:
    says = spell(x.bounds) if ranking.per_head else words.count(x.figure)
    return Line(words.place(ranking.view, x.figure.place), x.bounds, says, x.figure.basis == "sample")


def _highest(x: Ranked) -> tuple[Any, ...]:
    low, high = x.bounds
    return (-(high if high is not None else low or 0), -(low or 0), x.figure.place)


def _notes(found: Found, shown: Sequence[object]) -> list[str]:
    """What must be said above a chart: that there is nothing, what is left out, and the lens."""
    notes = [] if shown else ["No figure is recorded; that is not a figure of nobody."]
    if not isinstance(found, Fighters):
        left = sorted({words.place(found.view, f.place) for r in words.rankings_of(found) for f in r.left})
        notes += [f"Without a population, and so without a rate: {', '.join(left)}."] if left else []
    lens = words.lens(found.view)
    notes += [f"Lens: {lens}."] if lens != "none" else []
    return [line for note in notes for line in wrapped(note)]


def _scaled(made: Sequence[Panel]) -> list[bool]:
    """Which panels have the numbers of the scale under them: the last, and any after which ten rows have gone by without."""
    found, since = [], 0
    for panel in made:
        since += len(panel.lines)
        found.append(since >= _SCALED or panel is made[-1])
        since = 0 if found[-1] else since
    return found


# the drawing

def _stacked(alt: Any, drawn: Sequence[Any], title: str, lines: list[str]) -> Any:
    blank = alt.Chart(alt.Data(values=[{}])).mark_point(opacity=0).properties(width=_LABELS + _PLOT, height=1)
    return alt.vconcat(*(drawn or [blank]), spacing=14).properties(title=heading(alt, title, lines))


def _axes(alt: Any, names: Sequence[str], scale: Any, **axis: Any) -> tuple[Any, Any]:
    """The horizontal axis with its grid, and the rows with their names; all panels have the same room for names, so that they line up."""
    x = alt.X("x:Q", scale=scale, title=None, axis=alt.Axis(domain=False, ticks=False, grid=True, labelFlush=False, **axis))
    letters = {str(n): name for n, name in enumerate(names)}
    label = f"({json.dumps(letters)})[datum.value]"  # two rows may have one name, so that names cannot be the rows themselves
    y = alt.Y("y:O", title=None, sort=None, scale=alt.Scale(domain=list(letters), paddingInner=0.1),
              axis=alt.Axis(labelExpr=label, domain=False, ticks=False, grid=False, minExtent=_LABELS, maxExtent=_LABELS, labelLimit=_LABELS + 60,
                            labelColor=INK["ink"], labelFontSize=SIZE, labelPadding=8))
    return x, y


def _range_panel(alt: Any, panel: Panel, most: float, scaled: bool) -> Any:
    x, y = _axes(alt, [line.name for line in panel.lines], alt.Scale(domain=[0, most], nice=False), tickCount=6, labels=scaled)
    fade = _FADE * most / _PLOT
    bars, open_, arrows, dots = [], [], [], []
    for n, line in enumerate(panel.lines):
        low, high = (None if b is None else float(b) for b in line.bounds)
        ends = [b for b in (low, high) if b is not None]
        dots += [{"y": str(n), "x": b, "sample": line.sample} for b in dict.fromkeys(ends)]
        if low is not None and high is not None:
            bars.append({"y": str(n), "x": low, "x2": high})
        for at, way in ((high, -1), (low, 1)):
            if len(ends) == 1 and at is not None:
                length = fade if way > 0 else min(fade, at)
                open_ += [{"y": str(n), "x": at + way * length * a, "x2": at + way * length * b, "dark": dark} for a, b, dark in _STEPS]
                arrows.append({"y": str(n), "x": at + way * length, "shape": "triangle-right" if way > 0 else "triangle-left"})
    return _layers(alt, x, y, panel, bars, open_, arrows, dots)


def _layers(alt: Any, x: Any, y: Any, panel: Panel, *rows: list[dict[str, Any]]) -> Any:
    bars, open_, arrows, dots = (alt.Chart(alt.Data(values=r)) for r in rows)
    says = alt.Chart(alt.Data(values=[{"y": str(n), "t": line.says} for n, line in enumerate(panel.lines)]))
    bar = {"stroke": INK["yes"], "strokeWidth": 4}
    layers = [
        bars.mark_rule(opacity=1, **bar).encode(x=x, x2="x2:Q", y=y),
        *(open_.transform_filter(f"datum.dark == {dark}").mark_rule(opacity=dark, **bar).encode(x=x, x2="x2:Q", y=y) for _, _, dark in _STEPS),
        *(arrows.transform_filter(f"datum.shape == '{shape}'").mark_point(shape=shape, size=44, filled=True, fill=INK["yes"], opacity=0.55).encode(
            x=x, y=y) for shape in ("triangle-left", "triangle-right")),
        dots.transform_filter("!datum.sample").mark_point(shape="circle", size=62, filled=True, fill=INK["yes"], opacity=1).encode(x=x, y=y),
        dots.transform_filter("datum.sample").mark_point(shape="circle", size=52, filled=True, fill=INK["paper"], stroke=INK["yes"], strokeWidth=1.6,
                                                         opacity=1).encode(x=x, y=y),
        says.mark_text(align="left", baseline="middle", fontSize=SIZE, color=INK["ink"]).encode(
            x=alt.value(_PLOT + _FADE // 2 + 14), y=y, text="t:N")]
    return alt.layer(*layers).properties(width=_PLOT, height=alt.Step(_ROW), title=panel_title(alt, panel.heading))


def _rank_panel(alt: Any, ranking: Ranking) -> Any:
    names = [words.place(ranking.view, r.figure.place) for r in ranking.rows]
    of = len(ranking.rows)
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if of <= n * 15)
    x, y = _axes(alt, names, alt.Scale(domain=[0.5, of + 0.5], nice=False), values=[1, *range(every if every > 1 else 2, of + 1, every)], format="d")
    bars = [{"y": str(n), "x": r.rank.best - 0.42, "x2": r.rank.worst + 0.42, "sure": r.rank.best == r.rank.worst,
             "t": f"{r.rank.best}" if r.rank.best == r.rank.worst else f"{r.rank.best}–{r.rank.worst}"} for n, r in enumerate(ranking.rows)]
    base = alt.Chart(alt.Data(values=bars))
    layers = [
        base.transform_filter("!datum.sure").mark_bar(height=9, fill=INK["faint"], stroke=INK["yes"], strokeWidth=1, opacity=1).encode(
            x=x, x2="x2:Q", y=y),
        base.transform_filter("datum.sure").mark_bar(height=11, fill=INK["yes"], opacity=1).encode(x=x, x2="x2:Q", y=y),
        base.mark_text(align="left", baseline="middle", fontSize=SIZE, color=INK["ink"]).encode(x=alt.value(_PLOT + 12), y=y, text="t:N")]
    return alt.layer(*layers).properties(width=_PLOT, height=alt.Step(_ROW), title=panel_title(alt, words.heading(ranking)))
