"""How many recognised the subject, over time: the certain ones, the band of conflict above them, and what counters published."""

from __future__ import annotations

from typing import Any, NamedTuple

from ....kernel.dates import BEGIN
from ....kernel.standing import Verdict
from ..scene import Scene
from ..words import day_text, year_fraction
from .draw import INK, libraries, svg


class Point(NamedTuple):
    """From a day on: how many certainly recognised, and how many more are disputed or undetermined."""

    day: int
    yes: int
    disputed: int
    undetermined: int

    @property
    def upper(self) -> int:
        """All that may have."""
        return self.yes + self.disputed + self.undetermined


def points(scene: Scene) -> list[Point]:
    """The count of every verdict wherever any changes, from the timelines of all actors."""
    first, last = scene.opening, scene.horizon
    changes: dict[int, dict[Verdict, int]] = {}
    for answer in scene.view.recognisers(scene.subject).values():
        for segment in answer.timeline:
            since, until = max(segment.since, first if segment.since <= BEGIN else segment.since), segment.until
            for day, step in ((since, 1), (until, -1)):
                if day <= last:
                    changes.setdefault(max(day, first), {}).setdefault(segment.verdict, 0)
                    changes[max(day, first)][segment.verdict] += step
    held = dict.fromkeys(Verdict, 0)
    out: list[Point] = []
    for day in sorted(changes):
        for verdict, step in changes[day].items():
            held[verdict] += step
        point = Point(day, held[Verdict.YES], held[Verdict.DISPUTED], held[Verdict.UNDETERMINED])
        if not out or out[-1][1:] != point[1:]:
            out.append(point)
    return out


def on(line: list[Point], day: int) -> Point:
    """The count on a day."""
    return next((p for p in reversed(line) if p.day <= day), Point(day, 0, 0, 0))


def draw(scene: Scene, title: str, describes: str, narrow: bool = False) -> str:
    """The curve as SVG, for a desk or for a phone."""
    alt, _ = libraries()
    width, height, size = (330, 220, 11) if narrow else (860, 330, 13)
    line = points(scene)
    rows = [{"x": year_fraction(max(p.day, scene.opening)), "yes": p.yes, "upper": p.upper} for p in line]
    rows.append({**rows[-1], "x": year_fraction(scene.horizon)})
    x = alt.X("x:Q", title=None, scale=alt.Scale(domain=[rows[0]["x"], rows[-1]["x"]], nice=False),
              axis=alt.Axis(format="d", tickMinStep=1, tickCount=5 if narrow else 10, grid=False))
    y_axis = alt.Axis(title=None, tickCount=5, domain=False, ticks=False)
    base = alt.Chart(alt.Data(values=rows))
    layers = [
        base.mark_area(interpolate="step-after", fill=INK["disputed"], opacity=1).encode(x=x, y=alt.Y("yes:Q", axis=y_axis), y2="upper:Q"),
        base.mark_line(interpolate="step-after", stroke=INK["soft"], strokeWidth=0.8).encode(x=x, y="upper:Q"),
        base.mark_line(interpolate="step-after", stroke=INK["yes"], strokeWidth=2.4).encode(x=x, y="yes:Q"),
        *_counters(alt, scene, x, narrow), *_marker(alt, scene, x, size, rows)]
    chart = alt.layer(*layers).properties(width=width, height=height)
    return svg(chart, title, describes, "curve-narrow" if narrow else "curve-wide", size)


def _counters(alt: Any, scene: Scene, x: Any, narrow: bool) -> list[Any]:
    """What counters published: a ring on each number, a bar between low and high."""
    drawn = [c for c in scene.counts if scene.opening <= c.earliest and c.latest <= scene.horizon]
    rows = [{"x": year_fraction((c.earliest + c.latest) // 2), "low": c.high if c.low is None else c.low,
             "high": c.low if c.high is None else c.high} for c in drawn]
    if not rows:
        return []
    base = alt.Chart(alt.Data(values=rows))
    ring = {"filled": True, "fill": INK["paper"], "stroke": INK["accent"], "strokeWidth": 1, "opacity": 1, "size": 12 if narrow else 22}
    return [base.mark_rule(stroke=INK["accent"], strokeWidth=1).encode(x=x, y="low:Q", y2="high:Q"),
            base.mark_point(**ring).encode(x=x, y="low:Q"), base.mark_point(**ring).encode(x=x, y="high:Q")]


def _marker(alt: Any, scene: Scene, x: Any, size: int, rows: list[dict[str, Any]]) -> list[Any]:
    """A line at the day, with its date."""
    at = year_fraction(scene.day)
    first, last = rows[0]["x"], rows[-1]["x"]
    if not first <= at <= last:
        return []
    right = (at - first) > (last - first) * 0.6
    base = alt.Chart(alt.Data(values=[{"x": at, "name": day_text(scene.day)}])).encode(x=x)
    return [base.mark_rule(stroke=INK["ink"], strokeWidth=1, strokeDash=[3, 3]),
            base.mark_text(align="right" if right else "left", dx=-6 if right else 6, baseline="top", fontSize=size, fontWeight="bold",
                           color=INK["ink"]).encode(text="name:N", y=alt.value(2))]
