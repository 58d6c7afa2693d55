"""What a polity is, per holder: names, codes, start and end, succession, control and membership, each with its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ..kernel.claims import Claim
from ..kernel.dates import iso
from .answer import Answer, Day, as_day
from .succession import link_by_link

if TYPE_CHECKING:
    from .view import View


class Named(NamedTuple):
    """A name or code and the days on which it may have held."""

    kind: str
    text: str
    since: str | None
    until: str | None
    since_day: int
    until_day: int
    source: str


class Existence(NamedTuple):
    """Start and end of a polity according to one namer, as written; `[since, until)`."""

    holder: str
    since: str | None
    until: str | None
    since_earliest: int
    since_latest: int
    until_earliest: int
    until_latest: int
    source: str
    note: str | None

    def on(self, day: int) -> str:
        """Whether it existed on a day for this namer: yes, no, undetermined."""
        if day < self.since_earliest or day >= self.until_latest:
            return "no"
        return "yes" if self.since_latest <= day < self.until_earliest else "undetermined"


class Record(NamedTuple):
    """Everything recorded of one polity, through a lens."""

    id: str
    label: str
    kind: str
    about: str
    names: tuple[Named, ...]
    codes: tuple[Named, ...]
    existence: tuple[Existence, ...]
    succession: tuple[Claim, ...]
    control: tuple[Claim, ...]
    membership: Answer
    lens: dict[str, Any]
    atlas: dict[str, str]

    def on(self, when: Day) -> dict[str, str]:
        """Whether it existed on a day, per namer: yes, no or undetermined; what several spans of one namer say together."""
        day = as_day(when)
        found: dict[str, str] = {}
        for e in self.existence:
            said = e.on(day)
            found[e.holder] = "yes" if "yes" in (said, found.get(e.holder)) else "undetermined" if "undetermined" in (
                said, found.get(e.holder)) else "no"
        return found

    def to_dict(self, on: Day | None = None) -> dict[str, Any]:
        """As JSON: rows as written, and with a day the verdict per namer and the names and codes that hold."""
        day = None if on is None else as_day(on)
        return {
            "question": {"ask": "polity", "id": self.id}, "lens": self.lens, "on": None if day is None else iso(day),
            "polity": {"id": self.id, "label": self.label, "kind": self.kind, "about": self.about},
            "exists": None if day is None else self.on(day),
            "names": [_named(n) for n in holding(self.names, day)], "codes": [_named(n) for n in holding(self.codes, day)],
            "existence": [{"holder": e.holder, "from": e.since, "until": e.until, "source": e.source} for e in self.existence],
            "succession": [c.to_dict() for c in self.succession], "control": [c.to_dict() for c in self.control],
            "membership": self.membership.to_dict(on), "atlas": self.atlas}


def _named(row: Named) -> dict[str, Any]:
    return {"kind": row.kind, "text": row.text, "from": row.since, "until": row.until, "source": row.source}


def holding(rows: Iterable[Named], day: int | None) -> list[Named]:
    """The names or codes that hold on a day; all of them without one."""
    return [r for r in rows if day is None or r.since_day <= day < r.until_day]


def record(view: View, id_: str) -> Record:
    """The record of a polity, by id: what the lens admits of it."""
    atlas = view.atlas
    label, kind, about, _ = atlas.polities[id_]
    keep = view.admits
    names = tuple(Named(r[1] or "name", *r[:1], *r[2:]) for r in atlas.rows(
        "SELECT name, style, since, until, since_day, until_day, source FROM name WHERE polity = ? ORDER BY since_day, name", id_) if keep(r[6]))
    codes = tuple(Named(*r) for r in atlas.rows(
        "SELECT scheme, code, since, until, since_day, until_day, source FROM code WHERE polity = ? ORDER BY scheme, since_day", id_) if keep(r[6]))
    spans = tuple(Existence(*r) for r in atlas.rows(
        "SELECT holder, since, until, since_earliest, since_latest, until_earliest, until_latest, source, note FROM existence "
        "WHERE polity = ? ORDER BY holder, since_earliest", id_) if keep(r[7]))
    spans = tuple(e for e in spans if view.lens.is_eyes(e.holder)) or spans
    claims = view.claims_about(id_)
    return Record(id_, label, kind, about, names, codes, spans, link_by_link(view, claims),
                  tuple(c for c in claims if c.relation == "control" and c.object == id_), view.membership(id_), view.lens.to_dict(), atlas.about)
