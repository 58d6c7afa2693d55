"""The instruments between two over time: a staircase each, one lane for every holder in its chain, filled by how it stood."""

from __future__ import annotations

from typing import Any, NamedTuple

from ....kernel.dates import BEGIN
from ..law import BINDING, Instrument, Law
from ..scene import Scene
from ..words import year_fraction
from .draw import INK, libraries, svg

LOOK_BACK = 20 * 365
"""How far before the day to draw what has no known beginning."""
VERDICTS = tuple(v.value for v in BINDING)


class Lane(NamedTuple):
    """A line of the drawing: its key (unique, ends in its label), its label, and whether it heads an instrument."""

    key: str
    label: str
    heads: bool


def lanes(law: Law) -> list[Lane]:
    """Every instrument as a heading, and below it its holders in the order of the chain."""
    out: list[Lane] = []
    for i in law.instruments:
        out.append(Lane(f"{i.treaty.id}|", title(law.scene, i), True))
        alone = len(i.stages) == 1
        out += [Lane(f"{i.treaty.id}|{s.holder}", "between the two" if alone else law.stage_name(s), False) for s in i.stages]
    return out


def title(scene: Scene, instrument: Instrument) -> str:
    """What a lane calls an instrument: `United States–Kingdom of Serbia 1901`."""
    return instrument.treaty.name(scene.label).removesuffix(" undated")


def opening(law: Law) -> int:
    """The first day worth drawing."""
    days = [i.treaty.start for i in law.instruments if i.treaty.start > BEGIN]
    days += [p.since for i in law.instruments for s in i.stages for p in s.spans if p.verdict in BINDING and p.since > BEGIN]
    if any(p.verdict in BINDING and p.since <= BEGIN for i in law.instruments for s in i.stages for p in s.spans):
        days += [d for s in (law.scene.subject, law.scene.observer) if (d := law.scene.view.bounds(s).start) > BEGIN
                 ] or [law.scene.day - LOOK_BACK]
    return min([*days, law.scene.day])


def draw(law: Law, title_: str, describes: str, narrow: bool = False) -> str:
    """The lanes as SVG, for a desk or for a phone."""
    alt, _ = libraries()
    scene = law.scene
    first, found = opening(law), lanes(law)
    room = 7 * max(len(lane.label) for lane in found if not lane.heads)
    width, size, step = (350, 11, 32) if narrow else (max(840 - room, 500), 13, 28)
    order = [lane.key for lane in found]
    span = [year_fraction(first) - 0.5, year_fraction(scene.horizon)]
    x = alt.X("a:Q", title=None, scale=alt.Scale(domain=span, nice=False),
              axis=alt.Axis(format="d", tickMinStep=1, tickCount=5 if narrow else 10, orient="top", domain=False))
    axis = None if narrow else alt.Axis(title=None, domain=False, ticks=False, labelLimit=360, labelColor=INK["ink"], labelPadding=8,
                                        labelExpr=f"{_labels(found)}[datum.value]")
    y = alt.Y("lane:N", sort=order, scale=alt.Scale(domain=order), axis=axis)
    shift, thick = (8, 9) if narrow else (0, 13)
    marks = [*_steps(alt, law, x, y, shift), _bars(alt, law, x, y, first, thick, shift), *_signed(alt, law, x, y, shift),
             *_texts(alt, found, y, size, narrow), *_marker(alt, scene, x)]
    chart = alt.layer(*marks).properties(width=width, height=alt.Step(step))
    return svg(chart, title_, describes, "instruments-narrow" if narrow else "instruments-wide", size)


def _labels(found: list[Lane]) -> str:
    """What the axis writes at each lane, as a Vega object: nothing at a heading, which is written inside."""
    import json

    return json.dumps({lane.key: "" if lane.heads else lane.label for lane in found}, ensure_ascii=False)


def _bars(alt: Any, law: Law, x: Any, y: Any, first: int, thick: int, shift: int) -> Any:
    rows = [{"lane": f"{i.treaty.id}|{s.holder}", "verdict": p.verdict.value, "a": year_fraction(max(p.since, first)),
             "b": year_fraction(min(p.until, law.scene.horizon))}
            for i in law.instruments for s in i.stages for p in s.spans if p.verdict in BINDING and p.since < law.scene.horizon]
    fill = alt.Fill("verdict:N", scale=alt.Scale(domain=list(VERDICTS), range=[INK[v] for v in VERDICTS]), legend=None)
    return alt.Chart(alt.Data(values=rows)).mark_bar(height=thick, opacity=1, yOffset=shift, stroke=INK["soft"], strokeWidth=0.6).encode(
        x=x, x2="b:Q", y=y, fill=fill)


def _steps(alt: Any, law: Law, x: Any, y: Any, shift: int) -> list[Any]:
    """From each holder down to the next, on the day of the succession; dotted across the years in which nobody held it."""
    passed = [(i, before, s, s.link.since) for i in law.instruments for before, s in zip(i.stages, i.stages[1:], strict=False) if s.link is not None]
    if not passed:
        return []
    down = [{"lane": f"{i.treaty.id}|{before.holder}", "to": f"{i.treaty.id}|{s.holder}", "a": year_fraction(day)} for i, before, s, day in passed]
    gaps = [{"lane": f"{i.treaty.id}|{before.holder}", "a": year_fraction(last), "b": year_fraction(day)} for i, before, _, day in passed
            if (last := max((p.until for p in before.spans if p.verdict in BINDING), default=day)) < day]
    ink = {"stroke": INK["ink"], "strokeWidth": 1, "yOffset": shift}
    return [alt.Chart(alt.Data(values=down)).mark_rule(**ink, y2Offset=shift).encode(x=x, y=y, y2="to:N"),
            *([alt.Chart(alt.Data(values=gaps)).mark_rule(**ink, strokeDash=[1, 4]).encode(x=x, x2="b:Q", y=y)] if gaps else [])]


def _signed(alt: Any, law: Law, x: Any, y: Any, shift: int) -> list[Any]:
    """A ring on the day of signature, where it is known."""
    rows = [{"lane": f"{i.treaty.id}|{i.stages[0].holder}", "a": year_fraction(s.latest)}
            for i in law.instruments if (s := law.signed(i)) is not None]
    ring = {"filled": True, "fill": INK["paper"], "stroke": INK["accent"], "strokeWidth": 1.3, "opacity": 1, "size": 38, "yOffset": shift}
    return [alt.Chart(alt.Data(values=rows)).mark_point(**ring).encode(x=x, y=y)] if rows else []


def _texts(alt: Any, found: list[Lane], y: Any, size: int, narrow: bool) -> list[Any]:
    """Headings inside the drawing; on a phone the holders too, above their bars."""
    heads = alt.Chart(alt.Data(values=[{"lane": lane.key, "text": lane.label} for lane in found if lane.heads])).mark_text(
        align="left", dy=6, fontSize=size, fontWeight="bold", color=INK["ink"]).encode(x=alt.value(0), y=y, text="text:N")
    if not narrow:
        return [heads]
    rest = alt.Chart(alt.Data(values=[{"lane": lane.key, "text": lane.label} for lane in found if not lane.heads])).mark_text(
        align="left", dy=-6, fontSize=size, color=INK["ink"]).encode(x=alt.value(0), y=y, text="text:N")
    return [heads, rest]


def _marker(alt: Any, scene: Scene, x: Any) -> list[Any]:
    return [alt.Chart(alt.Data(values=[{"a": year_fraction(scene.day)}])).mark_rule(stroke=INK["ink"], strokeWidth=1, strokeDash=[3, 3]).encode(x=x)]
