"""Foreign fighters from either of the two: the figure to print, what others count, what is printed and whether it holds, sums and gaps.

Which figure is printed first is chosen by `Fought.lead`; no midpoint is printed, and nothing of different scopes is ranked together.
"""

from __future__ import annotations

from ..blocks import Block, Heading, Listing, Paragraph, Part, Statement
from ..fought import Fought
from ..fought_phrases import disagreements, head, missing, nothing, others, short, sums
from ..fought_tables import counted, printed
from ..ledger import Ledger
from ..scene import Scene

TITLE = "Foreign fighters"


def build(scene: Scene, ledger: Ledger) -> Part | None:
    """The section; None before the subject was there, and where no figure of either belongs to the day."""
    if not scene.exists or scene.subject == scene.observer:
        return None
    both = [Fought(scene, place) for place in (scene.subject, scene.observer)]
    if not any(f.lines or f.prints for f in both):
        return None
    blocks: list[Block] = [Paragraph(tuple(s for s in (head(f, ledger) or nothing(f, ledger), others(f, ledger)) if s)) for f in both]
    if against := [s for f in both for s in disagreements(f, ledger)]:
        blocks += [Heading("Where sources disagree"), Listing(tuple(against))]
    drawn = max(both, key=lambda f: len(f.lines))  # one chart is enough for an editor; the other place has its table in the open
    for f in both:
        blocks += counted(f, ledger, f is drawn)
    for f in both:
        blocks += printed(f, ledger)
    blocks += _listing("Sums", [s for f in both for s in sums(f, ledger)])
    blocks += _listing("What is missing here", missing(both, ledger))
    told = [s for f in both if (s := short(f, ledger)) is not None]
    return Part(TITLE, tuple(blocks), tuple(told[:1]))


def _listing(heading: str, items: list[Statement]) -> list[Block]:
    return [Heading(heading), Listing(tuple(items))] if items else []
