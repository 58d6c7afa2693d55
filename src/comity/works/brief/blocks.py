"""What a section is made of: statements with their footnotes, listings, tables and figures. Data only; `page` and `terminal` show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about the world: never without a footnote. `proof` is the anchor of its proof, where it is an answer.

    Raises ValueError if it has no footnote.
    """

    text: str
    refs: tuple[int, ...]
    verdict: str | None = None
    proof: str | None = None

    def __post_init__(self) -> None:
        if not self.refs:
            raise ValueError(f'a statement without a footnote: "{self.text}"')

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"text": self.text, "notes": list(self.refs), "verdict": self.verdict, "proof": self.proof}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; the row carries its footnotes in at least one of its cells."""

    text: str
    refs: tuple[int, ...] = ()
    verdict: str | None = None
    proof: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"text": self.text, "notes": list(self.refs), "verdict": self.verdict, "proof": self.proof}


@dataclass(frozen=True, slots=True)
class Aside:
    """A sentence about the page itself (how to read it), not about the world: no footnote."""

    text: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"block": "aside", "text": self.text}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"block": "heading", "text": self.text}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Statements that read on."""

    statements: tuple[Statement, ...]
    lead: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"block": "paragraph", "statements": [s.to_dict() for s in self.statements]}


@dataclass(frozen=True, slots=True)
class Listing:
    """Statements one below the other."""

    items: tuple[Statement, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"block": "listing", "statements": [s.to_dict() for s in self.items]}


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; the first cell of a row names it. `wide` lets it leave the measure; `numeric` columns align right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: bool = False
    numeric: tuple[int, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"block": "table", "caption": self.caption, "columns": list(self.columns), "rows": [[c.to_dict() for c in r] for r in self.rows]}


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers side by side: each a statement whose text is its label, and the number it carries."""

    items: tuple[tuple[int, Statement], ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"block": "tally", "items": [{"number": n, **s.to_dict()} for n, s in self.items]}


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a figure's legend: the CSS class of its swatch, and what it means."""

    swatch: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its text alternative. `draw(narrow)` gives SVG for a desk or for a phone, when asked; `table` holds what is drawn."""

    id: str
    title: str
    describes: str
    draw: Callable[[bool], str]
    keys: tuple[Key, ...]
    caption: tuple[Statement | Aside, ...]
    table: Table

    def to_dict(self) -> dict[str, Any]:
        """As JSON: the data, not the drawing."""
        return {"block": "figure", "id": self.id, "title": self.title, "describes": self.describes,
                "caption": [c.to_dict() for c in self.caption], "table": self.table.to_dict()}


Block = Statement | Aside | Heading | Paragraph | Listing | Table | Tally | Figure


@dataclass(frozen=True, slots=True)
class Part:
    """What a section gives: its title for this pair and day, and its blocks.

    `short` is one line for the terminal, `more` how many like it the page has.
    """

    title: str
    blocks: tuple[Block, ...]
    short: tuple[Statement, ...] = field(default=())
    more: int = 0
