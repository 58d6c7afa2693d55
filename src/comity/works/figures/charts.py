"""Figures as pictures: `ranges` (bounds as dots and bars), `ranks` (from the best rank to the worst) and `map` (one ranking on the map of the world).

    >>> Path("kosovo.svg").write_text(charts.svg(view.fighters("XK"), "ranges"))
    >>> Path("icsr.html").write_text(charts.page(view.fighter_ranks(source="icsr-2015-01")))
"""

from __future__ import annotations

from ...errors import UsageError
from ...questions.fighters.record import Fighters
from . import look, ranges, world
from .page import render
from .words import Found, rankings_of

DRAWINGS = {"ranges": "Every figure between its bounds", "ranks": "Where each place can stand within the bounds",
            "map": "The map of the one ranking"}
"""What can be drawn, in words."""


def svg(found: Found, what: str = "ranges") -> str:
    """One drawing as an SVG file with a title and a description. what: one of `DRAWINGS`; ranks and map are of rankings, a map of just one.

    Raises UsageError where there is no such drawing of what was found, or if Altair or vl-convert is missing.
    """
    if what not in DRAWINGS:
        raise UsageError(f'"{what}" is no drawing of figures; it may be {", ".join(DRAWINGS)}')
    if what == "ranges":
        return ranges.ranges(found)
    if isinstance(found, Fighters):
        raise UsageError(f"{what} can be drawn of a ranking, not of one place; ask for fighter_ranks")
    return ranges.ranks(found) if what == "ranks" else world.draw(found)


def png(found: Found, what: str = "ranges", scale: float = 2) -> bytes:
    """The same drawing as a PNG on paper. scale: pixels to a unit of the drawing. Raises as `svg` does."""
    return look.png(svg(found, what), scale)


def page(found: Found) -> str:
    """Every drawing there can be of what was found, a table of every figure, and the sources, as one self-contained page. Raises as `svg` does."""
    if isinstance(found, Fighters):
        drawn = ["ranges"] if found.rows else []
    else:
        ranked = rankings_of(found)
        drawn = ["ranges", "ranks", *(["map"] if len(ranked) == 1 else [])] if ranked else []
    return render(found, {DRAWINGS[what]: svg(found, what) for what in drawn})
