"""A group's kin: every group it came of or that came of it, with what joins them, as a graph with days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.dates import iso
from .record import Event, GroupRecord, Tie, find

if TYPE_CHECKING:
    from ..view import View

MOST = 24
"""How many groups a lineage shows at most; the nearest first."""


class Lineage(NamedTuple):
    """The kin of one group. records: each group's record, nearest first; beyond: kin that are not shown."""

    view: View
    root: str
    asked: str
    day: int | None
    records: tuple[GroupRecord, ...]
    beyond: tuple[str, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that joins two of them, or begins or ends one, each once, in order of time."""
        ids = {r.group.id for r in self.records}
        found = {(e.act, e.actor, e.object): e for r in self.records for e in r.events if {e.actor, e.object} <= ids}
        return tuple(sorted(found.values(), key=lambda e: (e.days is None, e.days or (0, 0), e.act, e.actor, e.object)))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The allegiances and coalitions among them."""
        ids = {r.group.id for r in self.records}
        return tuple({(t.of, t.actor, t.object): t for r in self.records for t in r.ties if {t.actor, t.object} <= ids}.values())

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract: every group's record, and which are left out."""
        return {"question": {"ask": "lineage", "name": self.asked, "id": self.root}, "lens": self.view.to_dict(),
                "on": None if self.day is None else iso(self.day), "groups": [r.to_dict(self.day) for r in self.records],
                "edges": [{"act": e.act, "actor": e.actor, "object": e.object, "earliest": iso(e.days[0]) if e.days else None,
                           "latest": iso(e.days[1]) if e.days else None} for e in self.events if e.actor != e.object],
                "beyond": list(self.beyond), "atlas": dict(self.view.atlas.about)}


def lineage(view: View, name: str, day: int | None) -> Lineage:
    """The kin of the group that a name means: by descent as far as it goes, by allegiance, coalition and identity one step. Raises as `find` does."""
    root = find(view, name, day)
    records: dict[str, GroupRecord] = {}
    queue, waiting = [root], dict.fromkeys([root])
    while queue and len(records) < MOST:
        id_ = queue.pop(0)
        record = records[id_] = GroupRecord(view, view.atlas.groups[id_], name if id_ == root else view.atlas.groups[id_].label)
        kin = [x for e in record.events for x in (e.actor, e.object)]
        if id_ == root:
            kin += [x for t in record.ties for x in (t.actor, t.object)] + [j.other for j in record.judged]
        new = [k for k in dict.fromkeys(kin) if k not in waiting]
        waiting |= dict.fromkeys(new)
        queue += new
    return Lineage(view, root, name, day, tuple(records.values()), tuple(k for k in waiting if k not in records))
