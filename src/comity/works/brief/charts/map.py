"""The world on the day, by who recognises the subject. Geometry: Natural Earth, as drawn today; it takes no side."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import Any

from ..scene import Scene
from .draw import INK, libraries, svg

SHAPES = ("yes", "disputed", "undetermined", "no", "unrecorded", "self", "none")
_SPAN = 5.4133  # width of the Equal Earth projection at scale 1


@cache
def world() -> dict[str, Any]:
    """The map file: shapes (polygons by polity), small (polities shown as a dot), centre (a point inside each)."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("world.json").read_text("utf-8"))
    return found


def verdicts(scene: Scene) -> dict[str, str]:
    """What each drawn polity shows on the day: a verdict, `self`, or `none` where no state of the day can be told."""
    said, rulers = _said(scene), _rulers(scene)
    places = dict.fromkeys([*world()["shapes"], *world()["small"]])
    return {p: said.get(p) or said.get(rulers.get(p, ""), "none") for p in places}


def _said(scene: Scene) -> dict[str, str]:
    said = {s.actor: s.verdict.value for s in scene.standings}
    said.update((i, "unrecorded") for i in scene.silent)
    return {**said, scene.subject: "self"}


def lent(scene: Scene) -> bool:
    """Whether any territory is drawn in the colour of whoever answered for it."""
    said = _said(scene)
    return any(placed(p) and p not in said and ruler in said for p, ruler in _rulers(scene).items())


def placed(id_: str) -> bool:
    """Whether a polity has an outline or a dot on the map."""
    return id_ in world()["shapes"] or id_ in world()["small"]


def _rulers(scene: Scene) -> dict[str, str]:
    """Who held sovereignty over a drawn territory on the day, where just one polity is said to have."""
    found: dict[str, set[str]] = {}
    for object_, actor, _ in scene.rows(
            "SELECT object, actor, source FROM claim WHERE relation = 'control' AND kind = 'sovereignty' AND earliest <= ? "
            "AND (until_latest IS NULL OR until_latest > ?)", scene.day, scene.day, source=2):
        found.setdefault(object_, set()).add(actor)
    return {k: next(iter(v)) for k, v in found.items() if len(v) == 1}


def undrawn(scene: Scene) -> list[str]:
    """The actors with a standing that have no place on the drawing, by label."""
    return [s.label for s in scene.standings if not placed(s.actor)]


def draw(scene: Scene, title: str, describes: str, narrow: bool = False) -> str:
    """The map as SVG, for a desk or for a phone."""
    alt, _ = libraries()
    width, height, dot = (380, 160, 9) if narrow else (960, 402, 26)
    shown = verdicts(scene)
    features = [{"type": "Feature", "v": shown[p], "geometry": {"type": "MultiPolygon", "coordinates": rings}}
                for p, rings in world()["shapes"].items()]
    dots = [{"v": shown[p], "lon": at[0], "lat": at[1]} for p, at in world()["small"].items() if shown[p] != "none"]
    scale = alt.Scale(domain=list(SHAPES), range=[INK[s] for s in SHAPES])
    land = alt.Chart(alt.NamedData("land")).mark_geoshape(stroke=INK["paper"], strokeWidth=0.3 if narrow else 0.5).encode(
        fill=alt.Fill("v:N", scale=scale, legend=None))
    small = alt.Chart(alt.NamedData("dots")).mark_circle(size=dot, opacity=1, stroke=INK["paper"], strokeWidth=0.4).encode(
        longitude="lon:Q", latitude="lat:Q", fill=alt.Fill("v:N", scale=scale, legend=None))
    layers = [land, small, *_pointers(alt, scene, narrow)]
    scale_ = width / _SPAN
    chart = alt.layer(*layers).project(type="equalEarth", scale=scale_, translate=[width / 2, height * 0.59]).properties(width=width, height=height)
    name = "map-narrow" if narrow else "map-wide"
    return svg(chart, title, describes, name, 10 if narrow else 13, {"land": features, "dots": dots})


def _pointers(alt: Any, scene: Scene, narrow: bool) -> list[Any]:
    """A ring and a name on the subject, a name on the observer."""
    centre = world()["centre"]
    out: list[Any] = []
    above = -14 if narrow else -22
    for id_, ring in ((scene.subject, True), (scene.observer, False)):
        if id_ not in centre:
            continue
        lon, lat = centre[id_]
        base = alt.Chart(alt.Data(values=[{"lon": lon, "lat": lat, "name": scene.label(id_)}])).encode(longitude="lon:Q", latitude="lat:Q")
        if ring:
            out.append(base.mark_point(size=130 if narrow else 420, filled=False, stroke=INK["accent"], strokeWidth=1.4 if narrow else 2, opacity=1))
        for colour, outline in ((INK["paper"], 3.5), (INK["accent"] if ring else INK["ink"], 0)):
            out.append(base.mark_text(dy=above if ring else _dodge(scene, narrow), fontSize=10 if narrow else 14, fontWeight="bold",
                                      color=colour, stroke=INK["paper"], strokeWidth=outline, strokeJoin="round", opacity=1).encode(text="name:N"))
    return out


def _dodge(scene: Scene, narrow: bool) -> int:
    """How far down the observer's name moves so as not to cover the subject's name and ring."""
    centre = world()["centre"]
    if scene.subject not in centre:
        return 0
    size, (x, y) = (10 if narrow else 14), (_at(centre[i], narrow) for i in (scene.subject, scene.observer))
    apart = abs(x[0] - y[0]) < size * 0.31 * (len(scene.label(scene.subject)) + len(scene.label(scene.observer))) + size
    above, below = x[1] - size * 2.7, x[1] + size * 1.7
    return round(below - y[1]) if apart and above < y[1] < below else 0


def _at(place: tuple[float, float], narrow: bool) -> tuple[float, float]:
    """About where a place comes to lie on the drawing, from a fixed origin: Equal Earth, by its first terms."""
    lon, lat = place
    scale = (380 if narrow else 960) / _SPAN
    a = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    return scale * math.radians(lon) * math.cos(a) * 1.15, -scale * 1.32 * a
