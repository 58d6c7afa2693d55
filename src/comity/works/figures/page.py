"""Figures as one self-contained page: the drawings, a table that says the same and more, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ...kernel.claims import Source
from ...kernel.figures import Figure, Interval
from ...questions.fighters.ranking import Ranking, Rankings
from ...questions.fighters.rates import Rate, spell
from ...questions.fighters.record import Fighters
from . import words
from .words import Found

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>
body {{ margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 76rem; background: #fdfcf9; color: #1b1a17;
  font: 1.05rem/1.55 Charter, Georgia, "Noto Serif", serif; overflow-wrap: break-word; }}
h1 {{ font-size: clamp(1.6rem, 4vw, 2.6rem); line-height: 1.1; margin: 0 0 .5rem; }}
h2 {{ margin: 2.4rem 0 .6rem; border-top: 1px solid #1b1a17; padding-top: .5rem; font-size: 1.35rem; }}
figure {{ margin: 1rem 0 2rem; }} svg {{ width: 100%; height: auto; max-width: 60rem; }} a {{ color: #1b4e6b; }}
.aside {{ color: #57534a; font-size: .9rem; }}
.wide {{ overflow-x: auto; }} table {{ border-collapse: collapse; width: 100%; font-size: .88rem; margin: 0 0 1.6rem; }}
caption {{ text-align: left; font-weight: bold; padding: .6rem 0 .2rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #d8d2c4; }}
thead th {{ border-color: #1b1a17; }} li {{ overflow-wrap: anywhere; }} .number {{ white-space: nowrap; }}
</style></head>
<body>
<h1>{title}</h1>
<p>Lens: {lens}. An empty cell is an open bound or nothing printed, never zero.</p>
{notes}
{drawings}
<h2>Every figure</h2>
{tables}
{more}
<h2>Sources</h2>
<ol>
{sources}
</ol>
<p class="aside">Atlas {data} ({hash}), code {code}.</p>
</body></html>
"""


def render(found: Found, drawings: Mapping[str, str]) -> str:
    """The page. drawings: what each is, to its SVG."""
    about, listed = found.view.atlas.about, words.sources(found)
    says = '<figcaption class="aside">{}; the table below has every bound and source.</figcaption>'
    figures = "\n".join(f"<figure>{drawn}{says.format(escape(what))}</figure>" for what, drawn in drawings.items())
    made = _of_place(found) if isinstance(found, Fighters) else _of_rankings(found)
    more = _printed(found) if isinstance(found, Fighters) else ""
    return _PAGE.format(
        title=escape(words.title(found)), lens=escape(words.lens(found.view)), notes=_list(_notes(found)), drawings=figures, tables="\n".join(made),
        more=more, sources="\n".join(map(_listed, listed)), data=about["data"], hash=about["hash"][:12], code=about["code"])


def _notes(found: Found) -> Iterator[str]:
    """What a reader must know before the numbers."""
    if isinstance(found, Fighters):
        if not found.rows:
            yield "No figure is recorded; that is not a figure of nobody."
        yield from (f"Why they differ: {line}." for line in found.spread)
        if found.left_out:
            yield "Left out by the lens: " + ", ".join(f"{n} ({why})" for why, n in found.left_out.items()) + "."
        return
    ranked = words.rankings_of(found)
    if not ranked:
        yield "No source here has three places or more of one scope, so that there is nothing to rank."
    if len(ranked) > 1:
        yield "Figures of different sources and scopes are not ranked together. A map can show one ranking at a time."
    for r in ranked:
        certain, possible = (", ".join(words.place(r.view, p) for p in ids) or "nobody" for ids in (r.certainly_first, r.possibly_first))
        yield f"{r.source}, until {r.as_of}: certainly first {certain}; possibly first {possible}."


def _of_place(found: Fighters) -> Iterator[str]:
    heads = ("source", "since", "until", "low", "high", "basis", "part of", "copy of", "low per million", "high per million", "population", "note")
    for scope, rows in found.scopes.items():
        cells = [[_source(r.figure.source), *_day(r.figure), *_bounds(r.figure.interval, 0), r.figure.basis, r.figure.part_of, r.figure.copies,
                  *_rate(r.rate), escape(r.figure.note)] for r in rows]
        yield _table(words.scope(found.view, scope), heads, cells)


def _of_rankings(found: Ranking | Rankings) -> Iterator[str]:
    heads = ("place", "rank at best", "rank at worst", "until", "low", "high", "basis", "copy of", "low per million", "high per million",
             "population", "note")
    for ranking in words.rankings_of(found):
        cells = [_ranked(ranking, r.figure, r.rate, str(r.rank.best), str(r.rank.worst)) for r in ranking.rows]
        cells += [_ranked(ranking, f, None, "", "") for f in ranking.left]
        yield _table(words.heading(ranking), heads, cells)


def _ranked(ranking: Ranking, f: Figure, rate: Rate | None, best: str, worst: str) -> list[str]:
    return [escape(words.place(ranking.view, f.place)), best, worst, escape(f.as_of), *_bounds(f.interval, 0), f.basis, f.copies, *_rate(rate),
            escape(f.note)]


def _printed(found: Fighters) -> str:
    """The rates, ranks and superlatives that sources print."""
    if not found.printed:
        return ""
    cells = [[_source(p.source), escape(p.as_of), p.rate_low, p.rate_high, f"{p.per:,}" if p.per else "", escape(p.base),
              f"{p.rank}{f' of {p.of}' if p.of else ''}" if p.rank else "", escape(p.superlative), escape(p.note)] for p in found.printed]
    heads = ("source", "until", "rate, low", "rate, high", "per", "of whom", "rank", "superlative", "note")
    return "<h2>What sources print</h2>\n" + _table("Rates, ranks and superlatives, by the sources' own arithmetic", heads, cells)


def _day(f: Figure) -> tuple[str, str]:
    return escape(f.since), escape(f.as_of)


def _bounds(bounds: Interval, digits: int) -> tuple[str, str]:
    """Each bound by itself; nothing where it is open."""
    low, high = ("" if b is None else spell(Interval(b, b), digits) for b in bounds)
    return low, high


def _rate(rate: Rate | None) -> tuple[str, str, str]:
    return ("", "", "") if rate is None else (*_bounds(rate.bounds, 1), f"{escape(words.people(rate.population))} {_source(rate.population.source)}")


def _source(id_: str) -> str:
    return f'<a href="#s-{escape(id_)}">{escape(id_)}</a>'


def _listed(s: Source) -> str:
    return (f'<li id="s-{escape(s.id)}">{_link(s.url, s.title)}, {escape(s.publisher)}, {escape(s.published or "undated")} '
            f"<code>{escape(s.id)}</code></li>")


def _link(url: str | None, title: str) -> str:
    return f'<a href="{escape(url, quote=True)}">{escape(title)}</a>' if url else escape(title)


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table whose first cells are headings of their rows; columns in which nothing stands are left out. Cells are HTML."""
    kept = [n for n in range(len(heads)) if n == 0 or any(row[n] for row in rows)]
    head = "".join(f'<th scope="col">{escape(heads[n])}</th>' for n in kept)
    body = "\n".join("<tr>" + "".join(f'<th scope="row">{row[n]}</th>' if n == 0 else f"<td>{row[n]}</td>" for n in kept) + "</tr>" for row in rows)
    return (f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption, quote=True)}"><table><caption>{escape(caption)}</caption>'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>")
