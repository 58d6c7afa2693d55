"""Making a brief: the scene is set, the sections are built in order, and the result can be shown as a page, as text, or as data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...kernel.dates import iso
from ...questions.answer import Day, as_day
from ...questions.view import View
from ..files import write_whole
from . import lead as lead_
from .blocks import Part, Statement
from .ledger import Ledger
from .scene import Scene
from .sections import sections

Progress = Callable[[str], None]


def _quiet(step: str) -> None:
    """Say nothing."""


class Brief:
    """One subject seen from one observer on one day, through one lens.

    title: the answer as a heading. lead: its sentences. parts: (section id, Part) in order. ledger: footnotes and proofs.
    """

    def __init__(self, scene: Scene, ledger: Ledger, title: str, lead: tuple[Statement, ...], parts: list[tuple[str, Part]],
                 progress: Progress = _quiet) -> None:
        self.scene, self.ledger, self.title, self.lead, self.parts = scene, ledger, title, lead, parts
        self._progress = progress

    def html(self) -> str:
        """The whole page, self-contained. Raises UsageError if Altair, vl-convert or Jinja2 is not installed."""
        from .page import page  # only the page needs the libraries of the extra
        return page(self, self._progress)

    def text(self, width: int = 100) -> str:
        """A screenful of plain text."""
        from .terminal import text
        return text(self, width)

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data: the sentences and tables with the numbers of their notes, the notes, the proofs."""
        scene = self.scene
        pair = scene.view.recognition(scene.observer, scene.subject)
        return {
            "question": {"ask": "brief", "subject": scene.subject, "observer": scene.observer}, "lens": scene.view.to_dict(), "on": iso(scene.day),
            "verdict": pair.on(scene.day).value, "title": self.title, "lead": [s.to_dict() for s in self.lead],
            "sections": [{"id": i, "title": p.title, "blocks": [b.to_dict() for b in p.blocks]} for i, p in self.parts],
            "notes": [n.to_dict() for n in self.ledger.notes],
            "proofs": {a: e.proof.to_dict() for a, e in self.ledger.proofs.items()}, "atlas": scene.atlas.about}


def make_brief(view: View, subject: str, observer: str, *, on: Day, progress: Progress | None = None) -> Brief:
    """The brief of a subject as an observer sees it on a day, both by id, code or name, through the view's lens.

    progress: called with a word on each step as it starts. Raises UnknownName, AmbiguousName, DateError.
    """
    tell = progress or _quiet
    day = as_day(on)
    scene = Scene(view, view.party(subject, day), view.party(observer, day), day)
    ledger = Ledger(view.atlas, day)
    tell("the answer")
    title, sentences = lead_.title(scene), lead_.lead(scene, ledger)
    parts = []
    for section in sections():
        tell(section.id)
        part = section.build(scene, ledger)
        if part is not None:
            parts.append((section.id, part))
    return Brief(scene, ledger, title, sentences, parts, tell)


def write_brief(brief: Brief, path: str | Path) -> Path:
    """Write the page to a file and give its path back. Raises UsageError if a library of the extra is missing, OSError if it cannot be written."""
    file = Path(path)
    write_whole(file, brief.html())
    return file
