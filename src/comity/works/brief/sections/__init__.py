"""The sections of a brief, in order. A new one is one module with `build`, and one line here, or `register` from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ....errors import UsageError
from ..blocks import Part
from ..ledger import Ledger
from ..scene import Scene
from . import before, fighters, groups, mutual, open_matters, polity, recognition, treaties

Build = Callable[[Scene, Ledger], Part | None]


class Section(NamedTuple):
    """One section: an id (its anchor), its place (lower comes first), and what builds it; None leaves it out for this pair and day."""

    id: str
    place: int
    build: Build


_SECTIONS: dict[str, Section] = {s.id: s for s in (
    Section("recognition", 100, recognition.build),
    Section("polity", 200, polity.build),
    Section("before", 300, before.build),
    Section("mutual", 400, mutual.build),
    Section("treaties", 500, treaties.build),
    Section("groups", 600, groups.build),
    Section("fighters", 700, fighters.build),
    Section("open", 900, open_matters.build),
)}


def register(section: Section) -> None:
    """Add a section to every brief made from now on. Raises UsageError for an id that is taken."""
    if section.id in _SECTIONS:
        raise UsageError(f'a brief already has a section "{section.id}"; give the new one another id')
    _SECTIONS[section.id] = section


def sections() -> list[Section]:
    """The sections in order."""
    return sorted(_SECTIONS.values(), key=lambda s: (s.place, s.id))
