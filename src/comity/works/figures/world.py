"""The world by how many fighters came, per head or by count, for one ranking: the colour is what is certain, the hatching what may be."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ...errors import UsageError
from ...kernel.figures import Interval
from ...questions.fighters.ranking import Ranking, Rankings
from ..brief.charts.draw import INK, libraries
from ..brief.charts.map import placed, world
from . import words
from .look import SIZE, finish, heading, wrapped

SHADES = ("#cddde6", "#9fbfd0", "#6b9ab5", "#3a6f8f", "#143f5a")
"""From the lowest bin to the highest: each darker than the last, so that grey tells them apart too."""
_SPAN = 5.4133  # width of the Equal Earth projection at scale 1
_WIDTH, _HEIGHT = 960, 412
_EUROPE = (-12.0, 31.0, 48.0, 67.0)  # west, south, east, north of the second drawing, where states are too small for a map of the world
_FEW = 3
"""How many ranked places must lie there for it to be drawn."""


def draw(found: Ranking | Rankings) -> str:
    """The map of one ranking, as SVG. Raises UsageError where there is not just one, or if Altair or vl-convert is missing."""
    ranked = words.rankings_of(found)
    if len(ranked) != 1:
        raise UsageError(f"a map shows one ranking, and here are {len(ranked)}; choose a source and a theatre that have one")
    alt, _ = libraries()
    ranking = ranked[0]
    edges = bins(ranking)
    shown = {r.figure.place: _bin(r.bounds, edges) for r in ranking.rows}
    classes = sorted(set(shown.values()))
    names = {c: _name(c, edges) for c in classes}
    features = [{"type": "Feature", "v": names[shown[p]] if p in shown else "no figure", "geometry": {"type": "MultiPolygon", "coordinates": rings}}
                for p, rings in world()["shapes"].items()]
    dots = [{"v": names[shown[p]], "lon": at[0], "lat": at[1]} for p, at in world()["small"].items() if p in shown]
    domain, paints = [*names.values(), "no figure"], [*(_stand_in(c) for c in classes), INK["paper"]]
    legend = alt.Legend(title=None, orient="bottom", direction="horizontal", columns=4, symbolType="square", symbolSize=260, symbolStrokeWidth=0.8,
                        symbolStrokeColor=INK["soft"], labelFontSize=SIZE + 1, labelColor=INK["ink"], columnPadding=24, labelLimit=320)
    fill = alt.Fill("v:N", scale=alt.Scale(domain=domain, range=paints), legend=legend)
    views = [_view(alt, fill, _WIDTH, _HEIGHT, scale=_WIDTH / _SPAN, translate=[_WIDTH / 2, _HEIGHT * 0.575])]
    near = [p for p in shown if _in_europe(p)]
    if len(near) >= _FEW:
        views.append(_europe(alt, fill, ranking, near))
    chart = alt.vconcat(*views, spacing=10).properties(title=heading(alt, words.title(ranking), _lines(ranking, len(views) > 1)))
    drawn = finish(chart, words.title(ranking), _describes(ranking), "map", _patterns(classes), {"land": features, "dots": dots})
    for c in classes:
        drawn = drawn.replace(f'fill="{_stand_in(c)}"', f'fill="{_paint(c)}"')
    return drawn


def bins(ranking: Ranking) -> list[float]:
    """Where one bin ends and the next begins: round numbers (1, 2 or 5 and noughts) near the fifths of all bounds; at most one fewer than shades."""
    bounds = sorted(float(b) for r in ranking.rows for b in r.bounds if b)
    if not bounds:
        return []
    fifths = [bounds[len(bounds) * n // len(SHADES)] for n in range(1, len(SHADES))]
    return sorted({_round(b) for b in fifths})


def _round(value: float) -> float:
    below = 10.0 ** math.floor(math.log10(value))
    return float(f"{min((below * n for n in (1, 2, 5, 10)), key=lambda x: abs(math.log(x / value))):g}")


Bin = tuple[int, int]
"""The bins of the lower and the upper bound; an open upper bound is one past the last."""


def _bin(bounds: Interval, edges: list[float]) -> Bin:
    """A lower bound that is open is none at all: certain is only that there were not fewer than nobody."""
    return _place(bounds.low or Fraction(0), edges), len(SHADES) if bounds.high is None else _place(bounds.high, edges)


def _place(value: Fraction, edges: list[float]) -> int:
    return sum(value >= e for e in edges)


def _name(c: Bin, edges: list[float]) -> str:
    spans = [f"under {edges[0]:,g}", *(f"{a:,g} to {b:,g}" for a, b in pairwise(edges)), f"{edges[-1]:,g} and more"] if edges else ["any"]
    low, high = c
    if low == high:
        return spans[low]
    return f"at least {spans[low]}, no upper bound" if high == len(SHADES) else f"lower {spans[low]}, upper {spans[high]}"


def _stand_in(c: Bin) -> str:
    """What paints a class until its pattern does."""
    return f"#0c0{c[0]}0{c[1]}"


def _paint(c: Bin) -> str:
    return SHADES[c[0]] if c[0] == c[1] else f"url(#hatch-{c[0]}-{c[1]})"


def _patterns(classes: list[Bin]) -> str:
    """Stripes of the upper bound's shade over that of the lower; dots where there is no upper bound."""
    made = []
    for low, high in classes:
        if low == high:
            continue
        mark = ('<circle cx="2.5" cy="2.5" r="1.2" fill="#1b1a17"/>' if high == len(SHADES)
                else f'<rect width="2.2" height="5" fill="{SHADES[high]}"/>')
        turned = "" if high == len(SHADES) else ' patternTransform="rotate(45)"'
        made.append(f'<pattern id="hatch-{low}-{high}" width="5" height="5" patternUnits="userSpaceOnUse"{turned}>'
                    f'<rect width="5" height="5" fill="{SHADES[low]}"/>{mark}</pattern>')
    return f"<defs>{''.join(made)}</defs>"


def _view(alt: Any, fill: Any, width: float, height: float, labels: Any = (), **projection: Any) -> Any:
    land = alt.Chart(alt.NamedData("land")).mark_geoshape(stroke=INK["soft"], strokeWidth=0.4, clip=True).encode(fill=fill)
    small = alt.Chart(alt.NamedData("dots")).mark_circle(size=44, opacity=1, stroke=INK["soft"], strokeWidth=0.7, clip=True).encode(
        longitude="lon:Q", latitude="lat:Q", fill=fill)
    return alt.layer(land, small, *labels).project(type="equalEarth", **projection).properties(width=width, height=height)


def _in_europe(p: str) -> bool:
    if not placed(p) or p not in world()["centre"]:
        return False
    lon, lat = world()["centre"][p]
    west, south, east, north = _EUROPE
    return bool(west < lon < east and south < lat < north)


def _europe(alt: Any, fill: Any, ranking: Ranking, near: list[str]) -> Any:
    """Europe and its neighbours again, larger, with the rank range of each."""
    ranks = {r.figure.place: r.rank for r in ranking.rows}
    rows = [{"lon": world()["centre"][p][0], "lat": world()["centre"][p][1],
             "t": str(k.best) if (k := ranks[p]).best == k.worst else f"{k.best}–{k.worst}"} for p in near]
    west, south, east, north = _EUROPE
    look = {"fontSize": 11, "fontWeight": "bold", "stroke": INK["paper"], "strokeJoin": "round", "opacity": 1, "clip": True}
    labels = [alt.Chart(alt.Data(values=rows)).mark_text(**look, color=colour, strokeWidth=outline).encode(
                  longitude="lon:Q", latitude="lat:Q", text="t:N")
              for colour, outline in ((INK["paper"], 3), (INK["ink"], 0))]
    middle = ((west + east) / 2, (south + north) / 2)
    return _view(alt, fill, _WIDTH, 580, labels, scale=800, rotate=[-middle[0], 0, 0], center=[0, middle[1]], translate=[_WIDTH / 2, 290])


def _lines(ranking: Ranking, twice: bool) -> list[str]:
    """How to read it, and what it cannot show."""
    unit = words.per(ranking.denominator.base) if ranking.per_head else words.count_of(ranking)
    lines = [*wrapped(words.heading(ranking), 150),
             f"Colour: what is certain at least, {unit}. Stripes in the colour of the upper bound: the bounds lie in two bins. Dots: no upper bound.",
             "Left blank: no figure, which is not a figure of nobody." + (" Numbers on the second map are ranks." if twice else "")]
    undrawn = [words.place(ranking.view, r.figure.place) for r in ranking.rows if not placed(r.figure.place)]
    left = [words.place(ranking.view, f.place) for f in ranking.left]
    lines += wrapped(f"Without a place on the map: {', '.join(undrawn)}.", 140) if undrawn else []
    lines += wrapped(f"Without a population, and so without a rate: {', '.join(left)}.", 140) if left else []
    return [*lines, "Geometry: Natural Earth, as drawn today; it takes no side."]


def _describes(ranking: Ranking) -> str:
    first = ", ".join(words.place(ranking.view, p) for p in ranking.certainly_first) or "nobody"
    return (f"World map of {len(ranking.rows)} places, coloured by the lower bound and hatched where the bounds lie in two bins; certainly first: "
            f"{first}. The table of the same has every bound.")
