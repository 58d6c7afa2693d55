"""The page: templates filled with the blocks of a brief. Self-contained: style, charts and footnotes are all inside."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ...errors import UsageError
from ...kernel.dates import iso
from ...kernel.proofs import Node
from ...kernel.render import sources_of, walk_carrying
from .blocks import Figure
from .charts.draw import libraries
from .ledger import Note, ProofEntry
from .words import day_text, edtf_text, listed

if TYPE_CHECKING:
    from .brief import Brief, Progress

SOURCE_KINDS = {"primary": "primary source", "secondary": "secondary source", "mirror": "mirror of another document"}


def page(brief: Brief, progress: Progress) -> str:
    """The whole page as one string of HTML."""
    environment, markup = templates()
    libraries()
    drawn = {}
    for _, part in brief.parts:
        for block in part.blocks:
            if isinstance(block, Figure):
                progress(f"drawing: {block.title}")
                drawn[block.id] = (markup(block.draw(False)), markup(block.draw(True)))
    progress("proofs and sources")
    proofs = [_proof(brief, e, markup) for e in brief.ledger.proofs.values()]
    refs = _Refs(markup)
    environment.filters["refs"] = refs
    environment.filters["readable"] = readable
    return str(environment.get_template("page.html").render(
        brief=brief, scene=brief.scene, drawn=drawn, proofs=proofs, notes=brief.ledger.notes, lens=lens_text(brief), on=day_text(brief.scene.day),
        iso=iso(brief.scene.day), atlas=brief.scene.atlas.about, atlas_day=day_text(brief.scene.atlas.date), about=note_text))


def templates() -> tuple[Any, Any]:
    """The templates of pages, and what marks text as HTML already. Raises UsageError if Jinja2 is not installed."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise UsageError(f"a brief's page needs {error.name}; install it with: pip install 'comity[brief]'") from error
    environment = Environment(loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    return environment, Markup


def colours(dark: bool) -> dict[str, str]:
    """What the style of pages paints with, by what it means: on light paper, or on dark."""
    css = files(__package__).joinpath("templates/brief.css").read_text(encoding="utf-8")
    root = css.split(":root {")[2 if dark else 1].partition("}")[0]
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", root))


def readable(url: str) -> str:
    """An address as people read it: no scheme, no percent signs where letters will do."""
    return unquote(url).removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


class _Refs:
    """Footnote numbers as links; the first link to a note is where the note leads back to."""

    def __init__(self, markup: Any) -> None:
        self.markup = markup
        self.seen: set[int] = set()

    def __call__(self, numbers: tuple[int, ...]) -> Any:
        links = []
        for n in numbers:
            anchor = "" if n in self.seen else f' id="r{n}"'
            self.seen.add(n)
            links.append(f'<a href="#n{n}"{anchor} aria-label="note {n}">{n}</a>')
        return self.markup(f'<sup class="refs">{" ".join(links)}</sup>' if links else "")


def _proof(brief: Brief, entry: ProofEntry, markup: Any) -> dict[str, Any]:
    """A proof as nested details, its sources as links to the notes."""
    day, ledger = entry.day, brief.ledger
    root = entry.proof.node
    cite = {}
    for source in _cited(root, day):
        n = ledger.source(source)
        cite[source] = f' <sup class="refs"><a href="#n{n}" aria-label="note {n}">{n}</a></sup>'
    for claim in [c for node in root.walk() for c in node.claims if c.source in cite]:
        ledger.source(claim.source, claim.read, claim.locator)
    asked = entry.question
    mine = (asked.get("actor"), asked.get("object")) == (brief.scene.observer, brief.scene.subject)
    then = f", {day_text(day)}" if day != brief.scene.day else ""
    return {"anchor": entry.anchor, "title": entry.title + then, "verdict": root.verdict(day).value, "html": markup(entry.proof.html(day, cite)),
            "open": mine}


def _cited(node: Node, day: int) -> list[str]:
    """The sources that a proof names on a day, in its order."""
    return list(dict.fromkeys(source for step in walk_carrying(node, day) for source in sources_of(step.node)))


def lens_text(brief: Brief) -> str:
    """The lens in words."""
    lens, label = brief.scene.view.lens, brief.scene.atlas.label
    parts = []
    if lens.eyes:
        parts.append(f"in the eyes of {label(lens.eyes)}: where it has spoken on an act, only it counts")
    if lens.known_by is not None:
        parts.append(f"known by {day_text(lens.known_by)}: only what was published by then counts")
    if lens.doctrine:
        parts.append(f"doctrine {lens.doctrine}")
    if lens.trusting:
        parts.append(f"trusting only {listed(sorted(lens.trusting))}")
    if lens.without:
        parts.append(f"without {listed(sorted(lens.without))}")
    if lens.overlays:
        parts.append(f"with the overlay {listed(list(lens.overlays))}")
    if lens.suppose:
        parts.append(f"supposing that {listed([s.text for s in lens.suppose])}")
    return "; ".join(parts) or "none: every claim of the atlas counts, in nobody's eyes"


def note_text(note: Note) -> str:
    """What a footnote says of its source after the title: publisher, day, kind, how it was read, where in it."""
    source = note.source
    if source is None:
        return note.text
    published = edtf_text(source.published, "undated")
    where = f"at {listed(sorted(note.locators)[:3])}" if note.locators else ""
    return ", ".join(p for p in (source.publisher, published, SOURCE_KINDS.get(source.kind, source.kind), note.how, where) if p)
