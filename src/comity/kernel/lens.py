"""The lens (S14–S17): which claims count, and in whose eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..errors import UsageError
from .claims import Claim, Source, head
from .dates import day, iso

DOCTRINES = ("recorded", "vcsst-1978", "clean-slate", "continuity")


class Supposition(NamedTuple):
    """A hypothetical act, held by its actor: "ES recognises XK on 2027-01-01" (S17)."""

    act: str
    actor: str
    object: str
    day: int
    text: str


class Lens(NamedTuple):
    """Which claims count. All parts are optional and combine.

    eyes: a holder (S15). known_by: a day; only what was published by then counts (S16). doctrine: one of DOCTRINES, or
    None for all. trusting, without: source ids (S17). overlays: names of the overlay files laid over the atlas.
    suppose: hypothetical acts.
    """

    eyes: str | None = None
    known_by: int | None = None
    doctrine: str | None = None
    trusting: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    overlays: tuple[str, ...] = ()
    suppose: tuple[Supposition, ...] = ()

    @property
    def selects(self) -> bool:
        """Whether it leaves any claim out."""
        return self.known_by is not None or bool(self.trusting) or bool(self.without)

    def admits(self, source: str, published: int | None, sources: Mapping[str, Source]) -> bool | None:
        """Whether what a source says counts (S16, S17); None if it is left out only because nobody knows when it was published."""
        if self.trusting and not self.trusting & origins(source, sources):
            return False
        if self.without and derived_only(source, self.without, sources):
            return False
        if self.known_by is None:
            return True
        return None if published is None else published <= self.known_by

    def is_eyes(self, holder: str) -> bool:
        """Whether a holder is the eyes: the party itself or one of its organs (S14, S15)."""
        return self.eyes is not None and (holder == self.eyes or head(holder) == self.eyes)

    def speaks(self, claim: Claim) -> bool:
        """Whether a claim is the word of the eyes (S15)."""
        return self.is_eyes(claim.holder)

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it; what is not set is null or empty."""
        return {"eyes": self.eyes, "known_by": None if self.known_by is None else iso(self.known_by), "doctrine": self.doctrine,
                "trusting": sorted(self.trusting), "without": sorted(self.without), "with": list(self.overlays),
                "suppose": [s.text for s in self.suppose]}


def origins(source: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The source and, where everything in it derives from one other, that one and its like (S17)."""
    seen = {source}
    while source in sources and len(sources[source].derives_from) == 1:
        source = sources[source].derives_from[0]
        if source in seen:
            break
        seen.add(source)
    return frozenset(seen)


def derived_only(source: str, named: Iterable[str], sources: Mapping[str, Source], _path: frozenset[str] = frozenset()) -> bool:
    """Whether a source is one of the named, or has no origin outside them (S17)."""
    names = frozenset(named)
    if source in names:
        return True
    if source not in sources or source in _path or not sources[source].derives_from:
        return False
    return all(derived_only(parent, names, sources, _path | {source}) for parent in sources[source].derives_from)


def read_supposition(text: str) -> Supposition:
    """Read "ES recognises XK on 2027-01-01" (actor, act, object by id). Raises UsageError."""
    words = text.split()
    if len(words) != 5 or words[3] != "on":
        raise UsageError(f'cannot suppose "{text}"; write it as "ES recognises XK on 2027-01-01"')
    actor, act, object_, _, when = words
    return Supposition(act, actor, object_, day(when), text.strip())
