"""A group's kin as a picture, a page, and a table that says the same: how groups came of each other, what they called themselves, who listed them.

    >>> kin = comity.open().view().lineage("Jabhat al-Nusra")
    >>> Path("nusra.svg").write_text(draw(kin))
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..questions.groups.lineage import Lineage
from .brief.charts import lineage as chart
from .brief.charts.draw import libraries
from .brief.kin import Kin
from .brief.page import colours, templates
from .brief.words import day_text, plural

COLUMNS = ("Day", "Group", "What", "Standing", "Sources")
_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


class TableRow(NamedTuple):
    """One line of what a picture shows: when in words, which group, what, `disputed` or nothing, and the ids of the sources."""

    when: str
    who: str
    what: str
    standing: str
    sources: tuple[str, ...]


def draw(lineage: Lineage, *, until: int | None = None, narrow: bool = False) -> str:
    """The picture as a whole SVG file, light or dark as the reader has it. What nobody dates stands in a note beneath.

    until: a last day (as the kernel counts), after which nothing is told. narrow: for a phone. Raises UsageError if Altair or vl-convert is missing.
    """
    style = f"<style>{_scheme(False)}@media(prefers-color-scheme:dark){{{_scheme(True)}}}</style>"
    return _svg(lineage, until, narrow).replace("</desc>", f"</desc>{style}", 1)


def png(lineage: Lineage, *, until: int | None = None, scale: float = 2) -> bytes:
    """The picture as a PNG on white. Raises UsageError if Altair or vl-convert is missing."""
    _, vl_convert = libraries()
    plain = _VARIABLE.sub(lambda m: colours(False)[m.group(1)], _svg(lineage, until, False))
    head, close, body = plain.partition("</desc>")
    return bytes(vl_convert.svg_to_png(head.replace("<svg ", '<svg font-family="sans-serif" ', 1) + close
                                       + '<rect width="100%" height="100%" fill="#ffffff"/>' + body, scale=scale))


def page(lineage: Lineage, *, until: int | None = None) -> str:
    """A self-contained page: the picture, and the table that says the same. Raises UsageError if Altair, vl-convert or Jinja2 is missing."""
    environment, markup = templates()
    kin = Kin(lineage, until)
    sources = {s: source for r in table(lineage, until=until) for s in r.sources if (source := lineage.view.atlas.source(s)) is not None}
    return str(environment.get_template("lineage.html").render(
        title=_title(kin), describes=_describes(kin), wide=markup(_bare(kin, False)), narrow=markup(_bare(kin, True)), columns=COLUMNS,
        rows=table(lineage, until=until), sources=sources, numbers={s: n for n, s in enumerate(sources, 1)}, notes=_notes(kin),
        atlas=lineage.view.atlas.about, atlas_day=day_text(lineage.view.atlas.date)))


def table(lineage: Lineage, *, until: int | None = None) -> list[TableRow]:
    """What the picture shows as rows, in order of time, and what nobody dates last. until: a last day, after which nothing is told."""
    rows = []
    for r in Kin(lineage, until).rows:
        sources = dict.fromkeys([*(c.source for c in r.claims), *(c.source for c in r.names)])
        rows.append(TableRow(r.when, r.who, r.what, r.standing, tuple(sources)))
    return rows


def markdown(lineage: Lineage, *, until: int | None = None) -> str:
    """The same rows as a Markdown table."""
    def line(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"

    rows = [line((r.when, r.who, r.what, r.standing, ", ".join(r.sources))) for r in table(lineage, until=until)]
    return "\n".join([line(COLUMNS), line(("---",) * len(COLUMNS)), *rows]) + "\n"


def _svg(lineage: Lineage, until: int | None, narrow: bool) -> str:
    kin = Kin(lineage, until)
    return chart.draw(kin, _title(kin), _describes(kin), narrow, _notes(kin))


def _bare(kin: Kin, narrow: bool) -> str:
    return chart.draw(kin, _title(kin), _describes(kin), narrow)


def _title(kin: Kin) -> str:
    return f"The lineage of {kin.label}" + (f", as of {day_text(kin.until)}" if kin.until is not None else "")


def _describes(kin: Kin) -> str:
    joins = plural(len(kin.joins), "join", "joins")
    return f"{plural(len(kin.strands), 'group', 'groups')} as lines over time, {joins} between them; the table of the same says each with its source."


def _notes(kin: Kin) -> list[str]:
    """What the picture cannot show: events of no day, and kin that nothing dated joins to the others."""
    notes = []
    if kin.undated:
        notes.append("Without a day, and so not drawn: " + "; ".join(dict.fromkeys(f"{r.who} {r.what}" for r in kin.undated)) + ".")
    if kin.apart:
        notes.append("Without a line, since nothing that joins them is dated, or too far off: " + ", ".join(kin.apart) + ".")
    return notes


def _scheme(dark: bool) -> str:
    return "svg{" + "".join(f"--{k}:{v};" for k, v in colours(dark).items()) + "font-family:system-ui,sans-serif}"
