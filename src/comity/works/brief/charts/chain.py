"""Who answered for a territory when, or what stood there before: bars over time, one lane for each, certain parts solid, possible parts thin."""

from __future__ import annotations

from typing import Any, NamedTuple

from ....kernel.dates import BEGIN, END
from ..scene import Scene
from ..words import day_text, year_fraction
from .draw import INK, libraries, svg

KINDS = ("sovereignty", "administration", "occupation", "existence")


class Bar(NamedTuple):
    """One claimed span of one lane: the days it may cover and the days it certainly covers."""

    lane: str
    kind: str
    since_earliest: int
    since_latest: int
    until_earliest: int
    until_latest: int


def draw(scene: Scene, bars: list[Bar], opening: int, title: str, describes: str, narrow: bool = False) -> str:
    """The bars as SVG, for a desk or for a phone. Lanes are in order of their first bar."""
    alt, _ = libraries()
    width, size, step = (350, 11, 34) if narrow else (660, 13, 27)
    lanes = list(dict.fromkeys(b.lane for b in sorted(bars, key=lambda b: (max(b.since_latest, opening), b.until_latest))))
    rows = [r for b in bars for r in _rows(b, lanes, opening, scene.horizon)]
    x = alt.X("a:Q", title=None, scale=alt.Scale(domain=[year_fraction(opening), year_fraction(scene.horizon)], nice=False),
              axis=alt.Axis(format="d", tickMinStep=1, tickCount=5 if narrow else 10, orient="top", domain=False))
    axis = None if narrow else alt.Axis(title=None, domain=False, ticks=False, labelLimit=260, labelColor=INK["ink"], labelPadding=8)
    y = alt.Y("lane:N", sort=lanes, axis=axis)
    base = alt.Chart(alt.Data(values=rows))
    fill = alt.Fill("kind:N", scale=alt.Scale(domain=list(KINDS), range=[INK[k] for k in KINDS]), legend=None)
    thick, shift = (9, 8) if narrow else (15, 0)
    marks = [base.mark_bar(height=3, opacity=1, yOffset=shift, color=INK["soft"]).encode(x=x, x2="b:Q", y=y).transform_filter("datum.sure == 0"),
             base.mark_bar(height=thick, opacity=1, yOffset=shift, stroke=INK["soft"], strokeWidth=0.6).encode(x=x, x2="b:Q", y=y, fill=fill)
                 .transform_filter("datum.sure == 1")]
    if narrow:
        marks.append(alt.Chart(alt.Data(values=[{"lane": l} for l in lanes])).mark_text(align="left", dy=-7, fontSize=size, color=INK["ink"]).encode(
            x=alt.value(0), y=y, text="lane:N"))
    marks += _marker(alt, scene, x, size)
    chart = alt.layer(*marks).properties(width=width, height=alt.Step(step))
    return svg(chart, title, describes, "chain-narrow" if narrow else "chain-wide", size)


def _rows(bar: Bar, lanes: list[str], opening: int, horizon: int) -> list[dict[str, Any]]:
    """A bar as up to two rows: what it may cover, and on top what it certainly covers."""
    out = []
    for sure, since, until in ((0, bar.since_earliest, bar.until_latest), (1, bar.since_latest, bar.until_earliest)):
        a, b = max(since, opening), min(until, horizon)
        if since <= BEGIN:
            a = opening
        if until >= END:
            b = horizon
        if a < b:
            out.append({"lane": bar.lane, "kind": bar.kind, "sure": sure, "a": year_fraction(a), "b": year_fraction(b)})
    return out


def _marker(alt: Any, scene: Scene, x: Any, size: int) -> list[Any]:
    base = alt.Chart(alt.Data(values=[{"a": year_fraction(scene.day), "name": day_text(scene.day)}]))
    return [base.mark_rule(stroke=INK["ink"], strokeWidth=1, strokeDash=[3, 3]).encode(x=x)]
