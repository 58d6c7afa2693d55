"""The map of who is bound to surrender to one state: the world by standing, and a table of every state with its sources, as a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from ..kernel.dates import BEGIN, END, iso
from ..kernel.render import spell_span
from ..questions.extradition.answer import NOTICE
from ..questions.extradition.bases import STANDINGS, Base, Bases, Instrument, Word
from ..questions.extradition.spelling import spell_chain
from .brief.charts.draw import INK, libraries, svg
from .brief.charts.map import placed, world
from .brief.words import the
from .files import write_whole

_INK = {"in-force": "yes", "disputed": "disputed", "undetermined": "undetermined", "suspended": "occupation", "none": "no",
        "unrecorded": "unrecorded"}
"""The stand-in that draws each standing; three of them are patterns, so that they tell apart on a grey printer too."""
_NAMED = ("disputed", "undetermined", "suspended")
_MANY = 12
"""Up to so many states of a rare standing are named on the drawing."""
_SPAN = 5.4133  # width of the Equal Earth projection at scale 1
_STYLE = """<style>
:root { --ink: #1b1a17; --soft: #57534a; --faint: #d8d2c4; --paper: #fdfcf9; --accent: #8a1c1c; --link: #1b4e6b;
  --yes: #1f5673; --no: #d9a765; --unrecorded: #ece8dd; --self: #1b1a17; --none: #f7f5f0; }
svg { font-family: Charter, Georgia, "Noto Serif", serif; }
</style>
<defs>
<pattern id="pattern-disputed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6"
 fill="#fdfcf9"/><rect width="3" height="6" fill="#1f5673"/></pattern>
<pattern id="pattern-undetermined" width="4.5" height="4.5" patternUnits="userSpaceOnUse"><rect width="4.5" height="4.5" fill="#ece8dd"/><circle
 cx="2.25" cy="2.25" r="1.15" fill="#1f5673"/></pattern>
<pattern id="pattern-occupation" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#fdfcf9"/><rect width="5"
 height="2" fill="#8a1c1c"/></pattern>
</defs>"""
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>
body {{ margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 76rem; background: #fdfcf9; color: #1b1a17;
  font: 1.05rem/1.55 Charter, Georgia, "Noto Serif", serif; overflow-wrap: break-word; }}
h1 {{ font-size: clamp(1.6rem, 4vw, 2.6rem); line-height: 1.1; margin: 0 0 .5rem; }}
h2 {{ margin: 2.4rem 0 .6rem; border-top: 1px solid #1b1a17; padding-top: .5rem; font-size: 1.35rem; }}
svg {{ width: 100%; height: auto; }} a {{ color: #1b4e6b; }} .aside {{ color: #57534a; font-size: .9rem; }}
.wide {{ overflow-x: auto; }} table {{ border-collapse: collapse; width: 100%; font-size: .92rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #d8d2c4; }} th {{ border-color: #1b1a17; }}
sup {{ line-height: 0; }} td sup a {{ text-decoration: none; }} li {{ overflow-wrap: anywhere; }}
</style></head>
<body>
<h1>{title}</h1>
<p>{counts}. Doctrine: {doctrine}. Lens: {lens}.</p>
{caution}
<figure style="margin: 1rem 0">{map}</figure>
<p class="aside">{undrawn}Geometry: Natural Earth, as drawn today; it takes no side. {notice}</p>
<h2>What the words mean</h2>
<ul>{means}</ul>
{conflicts}
<h2>Every state</h2>
<div class="wide"><table><thead><tr><th scope="col">state</th><th scope="col">standing</th><th scope="col">instruments</th>
<th scope="col">what lists say</th><th scope="col">sources</th></tr></thead>
<tbody>
{rows}
</tbody></table></div>
<h2>Sources</h2>
<ol>
{sources}
</ol>
<p class="aside">Atlas {data} ({hash}), code {code}. {notice}</p>
</body></html>
"""


def write_bases(found: Bases, path: Path) -> None:
    """Write the page (.html), or the drawing alone (.svg), whole or not at all. Raises UsageError if Altair or vl-convert is missing, OSError."""
    write_whole(path, draw(found) + "\n" if path.suffix == ".svg" else page(found))


# the drawing

def draw(found: Bases) -> str:
    """The world by standing, as an SVG that carries its own colours and patterns; a legend with counts, and rare standings by name."""
    alt, _ = libraries()
    label = found.view.atlas.label(found.requesting)
    shown, names = _shown(found), {**{s: f"{s.replace('-', ' ')}: {n}" for s, n in found.counts.items()}, "self": label, "none-drawn": "no state"}
    features = [{"type": "Feature", "v": names[shown[p]], "geometry": {"type": "MultiPolygon", "coordinates": rings}}
                for p, rings in world()["shapes"].items()]
    dots = [{"v": names[shown[p]], "lon": at[0], "lat": at[1]} for p, at in world()["small"].items() if shown[p] != "none-drawn"]
    used = [*STANDINGS, "self", "none-drawn"]
    scale = alt.Scale(domain=[names[s] for s in used], range=[INK[{**_INK, "self": "self", "none-drawn": "none"}[s]] for s in used])
    legend = alt.Legend(title=None, orient="bottom", direction="horizontal", columns=4, symbolType="square", symbolSize=260, symbolStrokeWidth=0.8,
                        symbolStrokeColor=INK["soft"], labelFontSize=14, labelColor=INK["ink"], columnPadding=28,
                        values=[names[s] for s in used if s == "self" or found.counts.get(s)])
    fill = alt.Fill("v:N", scale=scale, legend=legend)
    land = alt.Chart(alt.NamedData("land")).mark_geoshape(stroke=INK["soft"], strokeWidth=0.4).encode(fill=fill)
    small = alt.Chart(alt.NamedData("dots")).mark_circle(size=30, opacity=1, stroke=INK["soft"], strokeWidth=0.5).encode(
        longitude="lon:Q", latitude="lat:Q", fill=fill)
    chart = alt.layer(land, small, *_labels(alt, found)).project(type="equalEarth", scale=960 / _SPAN, translate=[480, 412 * 0.575])
    title = f"Extradition to {label}, {iso(found.on)}"
    drawn = svg(chart.properties(width=960, height=412), title, _describes(found), "bases", 13, {"land": features, "dots": dots})
    return drawn.replace("</desc>", "</desc>" + _STYLE, 1)


def _shown(found: Bases) -> dict[str, str]:
    """What each drawn place shows: its standing, that of whoever held sovereignty over it that day, or that no state of the day can be told."""
    said = {**{b.polity: b.standing for b in found.rows}, found.requesting: "self"}
    rulers: dict[str, set[str]] = {}
    for object_, actor, source in found.view.atlas.rows(
            "SELECT object, actor, source FROM claim WHERE relation = 'control' AND kind = 'sovereignty' AND earliest <= ? "
            "AND (until_latest IS NULL OR until_latest > ?)", found.on, found.on):
        if found.view.admits(source):
            rulers.setdefault(object_, set()).add(actor)
    ruler = {k: next(iter(v)) for k, v in rulers.items() if len(v) == 1}
    return {p: said.get(p) or said.get(ruler.get(p, ""), "none-drawn") for p in dict.fromkeys([*world()["shapes"], *world()["small"]])}


def _labels(alt: Any, found: Bases) -> list[Any]:
    """The names of who requests and of states with a rare standing, so that no eye has to tell patterns apart; neighbours keep out of the way."""
    centre = world()["centre"]
    rare = [b.polity for b in found.rows if b.standing in _NAMED and b.polity in centre]
    shown = [p for p in (found.requesting, *(rare if len(rare) <= _MANY else ())) if p in centre]
    sides = [sum(abs(centre[o][0] - centre[p][0]) < 25 and abs(centre[o][1] - centre[p][1]) < 5 for o in shown[:n]) for n, p in enumerate(shown)]
    rows = [{"lon": centre[p][0], "lat": centre[p][1], "name": found.view.atlas.label(p), "side": side} for p, side in zip(shown, sides, strict=True)]
    out = []
    for side in sorted(set(sides)):
        for colour, outline in ((INK["paper"], 3), (INK["ink"], 0)):
            here = alt.Chart(alt.Data(values=[r for r in rows if r["side"] == side]))
            out.append(here.mark_text(dy=-9 + 14 * side, fontSize=11, fontWeight="bold", color=colour, stroke=INK["paper"], strokeWidth=outline,
                                      strokeJoin="round", opacity=1).encode(longitude="lon:Q", latitude="lat:Q", text="name:N"))
    return out


def _describes(found: Bases) -> str:
    return "World map. " + "; ".join(f"{s.replace('-', ' ')}: {n}" for s, n in found.counts.items() if n) + ". The table holds every state."


# the page

def page(found: Bases) -> str:
    """The map and the table as one self-contained page."""
    label, numbers = found.view.atlas.label(found.requesting), {s.id: n for n, s in enumerate(found.sources, 1)}
    title = escape(f"Who is bound to extradite to {the(label)}, {iso(found.on)}")
    chosen = {k.replace("_", " "): " ".join(map(str, v)) if isinstance(v, list) else v for k, v in found.view.to_dict().items() if v}
    lens = ", ".join(f"{k} {v}" for k, v in chosen.items())
    undrawn = [b.label for b in found.rows if not placed(b.polity) and b.standing != "unrecorded"]
    caution = f"<p><strong>{escape(found.caution[0].upper() + found.caution[1:])}.</strong></p>" if found.caution else ""
    return _PAGE.format(
        title=title, counts=", ".join(f"{n} {s.replace('-', ' ')}" for s, n in found.counts.items() if n), doctrine=escape(found.doctrine),
        lens=escape(lens or "none"), caution=caution, map=draw(found),
        undrawn=escape(f"Not drawn: {', '.join(undrawn)}. ") if undrawn else "", notice=NOTICE, conflicts=_conflicts(found, numbers),
        means="".join(f"<li><b>{s.replace('-', ' ')}</b>: {escape(m)}</li>" for s, m in STANDINGS.items()),
        rows="\n".join(_row(found, b, numbers) for b in sorted(found.rows, key=lambda b: (list(STANDINGS).index(b.standing), b.label))),
        sources="\n".join(_sources(found)), data=found.view.atlas.about["data"], hash=found.view.atlas.about["hash"][:12],
        code=found.view.atlas.about["code"])


def _row(found: Bases, b: Base, numbers: dict[str, int]) -> str:
    held = "<br>".join(escape(_instrument(found, i)) for i in b.instruments)
    said = "<br>".join(escape(_word(found, w)) + _refs([w.source], numbers) for w in b.words)
    return (f'<tr id="{b.polity}"><th scope="row">{escape(b.label)}</th><td>{b.standing.replace("-", " ")}</td><td>{held}</td><td>{said}</td>'
            f"<td>{_refs(b.sources, numbers) or 'none'}</td></tr>")


def _instrument(found: Bases, i: Instrument) -> str:
    way = spell_chain(found.view, i.treaty, i.chain)
    stands = "suspended" if i.suspended else {"yes": "in force", "no": "not in force"}.get(i.verdict.value, i.verdict.value)
    span = f" {spell_span(i.since, i.until)}" if i.since > BEGIN or i.until < END else ""
    return f"{i.treaty.name(found.view.atlas.label)}: {stands}{span}{'; ' + way if way else ''}"


def _word(found: Bases, w: Word) -> str:
    return f"{found.view.atlas.label(w.holder)} {'names it' if w.names else 'leaves it out'}, {iso(w.day)}"


def _conflicts(found: Bases, numbers: dict[str, int]) -> str:
    if not found.conflicts:
        return ""
    items = "".join(f'<li><a href="#{b.polity}">{escape(b.label)}</a> ({b.standing.replace("-", " ")}): ' + "; ".join(
        escape(_word(found, w)) + _refs([w.source], numbers) for w in b.contradicting) + "</li>" for b in found.conflicts)
    return f"<h2>Where lists contradict it, or one another</h2>\n<ul>{items}</ul>"


def _refs(ids: Any, numbers: dict[str, int]) -> str:
    links = " ".join(f'<a href="#s{numbers[s]}">{numbers[s]}</a>' for s in ids if s in numbers)
    return f"<sup>{links}</sup>" if links else ""


def _sources(found: Bases) -> Iterator[str]:
    for n, s in enumerate(found.sources, 1):
        title = f'<a href="{escape(s.url, quote=True)}">{escape(s.title)}</a>' if s.url else escape(s.title)
        yield f'<li id="s{n}">{title}, {escape(s.publisher)}, {escape(s.published or "undated")} <code>{escape(s.id)}</code></li>'
