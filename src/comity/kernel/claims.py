"""Sources and claims, as the kernel sees them: rows with their dates already read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .dates import BEGIN, END


class Source(NamedTuple):
    """One document that says something. `published_latest` is the latest day it can have been published, None if unknown."""

    id: str
    title: str
    publisher: str
    published: str | None
    published_earliest: int | None
    published_latest: int | None
    url: str | None
    accessed: str | None
    kind: str
    language: str | None
    licence: str
    derives_from: tuple[str, ...]
    note: str | None

    def to_dict(self) -> dict[str, Any]:
        """What a reader needs to find it."""
        return {"id": self.id, "title": self.title, "publisher": self.publisher, "published": self.published,
                "url": self.url, "kind": self.kind}


class Claim(NamedTuple):
    """One source's word on one act or state.

    `earliest`/`latest` are the first date's bounds, `until_earliest`/`until_latest` those of a state's end (None for acts).
    `published` is the latest day its source can have been published, None if unknown. `name` and `entry` are those of a listing: the name as
    printed, and the entry it stands in.
    """

    id: int
    relation: str
    act: str
    actor: str
    object: str
    ordinal: int
    of: str
    mode: str
    kind: str
    strength: str
    ground: str
    date: str
    earliest: int
    latest: int
    possible: bool
    date_kind: str
    until: str
    until_earliest: int | None
    until_latest: int | None
    holder: str
    relayed_by: str
    source: str
    published: int | None
    locator: str
    read: str
    note: str
    file: str
    line: int
    name: str = ""
    entry: str = ""

    @property
    def key(self) -> str:
        """The act it speaks of: type, actor, object, ordinal (S8)."""
        return f"{self.act} {self.pair} {self.ordinal}"

    @property
    def target(self) -> str:
        """The key of the act that a denial, annulment or reversal speaks of."""
        ordinal = self.object.rpartition(" ")[2]
        return f"{self.object.partition(' ')[0]} {self.pair} {ordinal if ordinal.isdigit() else 1}"

    @property
    def pair(self) -> str:
        """The two that it is about, `SR XK`; a denial is about the pair of the act that it denies.

        A treaty is in force between two whoever is named first: `US XK`, by name.
        """
        words = self.object.split()
        two = words[1:3] if len(words) > 2 else [self.actor, self.object]
        return " ".join(sorted(two) if self.relation == "in-force" else two)

    @property
    def undated(self) -> bool:
        """Whether nobody says when: it is known that it was, not on which days."""
        return not self.date

    @property
    def exact(self) -> bool:
        """Whether its date is one certain day."""
        return self.earliest == self.latest and not self.possible

    def to_dict(self) -> dict[str, Any]:
        """The row as a reader would write it: empty fields left out."""
        row = {f: getattr(self, f) for f in ("act", "actor", "object", "ordinal", "of", "mode", "kind", "strength", "ground", "date",
                                             "date_kind", "until", "name", "entry", "holder", "relayed_by", "source", "locator", "read", "note")}
        if self.relation == "in-force":
            row["treaty"] = row.pop("of")
        return {"id": self.id, **{k: v for k, v in row.items() if v not in ("", None)}, "row": f"{self.file}:{self.line}"}


class Coverage(NamedTuple):
    """A source's word that it lists all acts of a kind, by actor on object (`*` is anybody), within `[since_day, until_day)` (S18)."""

    source: str
    relation: str
    act: str
    actor: str
    object: str
    since: str
    until: str
    since_day: int
    until_day: int
    published: int | None
    holder: str
    read: str
    note: str

    def meets(self, relation: str, actor: str, object_: str, effects: Mapping[str, str]) -> bool:
        """Whether it would have named the pair, had an act begun the state between them."""
        begins = self.act == "*" or (self.relation == relation and effects[self.act] == "starts")
        return self.relation == relation and begins and self.actor in ("*", actor) and self.object in ("*", object_)

    @property
    def span(self) -> tuple[int, int, str]:
        """What the kernel needs of it: since, until, source."""
        return self.since_day, self.until_day, self.source


class Bounds(NamedTuple):
    """Between which days an entity can have acted at all, by the widest of its claimed spans (S10)."""

    start: int = BEGIN
    end: int = END


def widest(spans: Sequence[tuple[int, int, int, int]]) -> Bounds:
    """The widest of some claimed spans (start's earliest and latest, end's earliest and latest); unbounded for none (S10).

    A year that contains somebody's exact day agrees with it, and the day wins, as among dates of one act (S9).
    """
    if not spans:
        return Bounds()
    starts, ends = [(a, b) for a, b, _, _ in spans], [(c, d) for _, _, c, d in spans]
    return Bounds(min(e for e, _ in _sharpest(starts)), max(l for _, l in _sharpest(ends)))


def _sharpest(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(e, l) for e, l in windows if e == l or not any(x == y and e <= x <= l for x, y in windows)]


def claims_sovereignty(claim: Claim) -> bool:
    """Whether a claim says that its actor holds sovereignty over another to this day: what makes a holder of rights concerned (S11)."""
    return claim.relation == "control" and claim.kind == "sovereignty" and claim.until_latest is None and claim.actor != claim.object


def head(holder: str) -> str:
    """The party a holder speaks for: `US` for `US/executive`."""
    return holder.partition("/")[0]
