"""The armed groups named in relation to the two of a brief: by where they were and whose nationals joined them, as known of the day."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ...kernel.claims import Claim, Coverage
from ...kernel.dates import BEGIN
from ...kernel.groups import Called
from ...kernel.names import fold
from ...questions.groups.lineage import lineage
from ...questions.groups.record import GroupRecord
from .kin import BORN, JOINS, Kin
from .named import as_of, latin
from .scene import Scene
from .words import the

MOST = 8
"""How many groups a brief tells of."""


class Armed(NamedTuple):
    """A group with what names it in relation to the two: claims of where it was, and of whose nationals joined it."""

    record: GroupRecord
    ground: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.group.id


class Groups:
    """The groups named in relation to the subject and the observer of a scene.

    shown: at most `MOST`, the most relevant first. more: how many others. passed: how many are placed there without a day, and listed by
    neither; passed_by: by which sources.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.two = (scene.subject, scene.observer)
        pairs = dict.fromkeys(p for party in self.two for p in scene.atlas.pairs_of("presence", object_=party))
        ground: dict[str, list[Claim]] = {}
        for pair in pairs:
            found = [c for c in scene.atlas.pair("presence", pair) if scene.counts_claim(c) and c.earliest <= scene.day]
            if found:
                ground.setdefault(pair.split()[0], []).extend(found)
        ranked = sorted((self._worth(id_, claims), id_) for id_, claims in ground.items() if self._matters(id_, claims))
        found_ = [Armed(GroupRecord(scene.view, scene.atlas.groups[i], scene.label(i)), tuple(ground[i])) for _, i in ranked[:3 * MOST]]
        there = [a for a in found_ if begun(a.record, scene.day)]
        self.shown, self.more = there[:MOST], len(there[MOST:]) + len(ranked[3 * MOST:])
        passed = [claims for id_, claims in ground.items() if not self._matters(id_, claims)]
        self.passed, self.passed_by = len(passed), sorted({c.source for claims in passed for c in claims})

    @cached_property
    def regimes(self) -> tuple[str, ...]:
        """The lists of either of the two, the subject's first."""
        return tuple(r for party in self.two for r in self.scene.atlas.vocabulary.regimes if r.partition("/")[0] == party)

    def _listed(self, id_: str) -> bool:
        """Whether either of the two has listed a group by the day, as far as a row says."""
        return any(c.latest <= self.scene.day for r in self.regimes for c in self.scene.atlas.pair("listing", f"{r} {id_}"))

    def _matters(self, id_: str, claims: Iterable[Claim]) -> bool:
        return any(not c.undated for c in claims) or self._listed(id_)

    def _worth(self, id_: str, claims: list[Claim]) -> tuple[int, int, int, int, str]:
        """How far down it stands: whose nationals joined it first, then what either has listed, then by how much says that it was there."""
        joined = {c.object for c in claims if c.act == "drew-nationals"}
        near = min((self._away(c) for c in claims if not c.undated), default=1 << 40)
        return -len(joined), -int(self._listed(id_)), near, -len(claims), self.scene.label(id_)

    def _away(self, claim: Claim) -> int:
        """How many years before the day a claim of presence last speaks of it."""
        done = claim.act == "drew-nationals" or claim.until
        last = claim.until_latest if claim.until_latest is not None else claim.latest if done else self.scene.day
        return max(self.scene.day - last, 0) // 366

    @cached_property
    def kin(self) -> Kin | None:
        """The lineage, as of the day, of the group shown with most dated joins to others; None where there are none."""
        best: tuple[int, Kin] | None = None
        for a in self.shown:
            days = [e.days for e in a.record.events if e.act in JOINS and e.days is not None and e.days[1] <= self.scene.day]
            if len(days) > (best[0] if best else 0):
                best = len(days), Kin(lineage(self.scene.view, a.id, self.scene.day), self.scene.day)
        return best[1] if best else None

    def gaps(self) -> list[Coverage]:
        """What is known to be missing of the groups shown, and of what either of the two's lists say of them."""
        ids = {a.id for a in self.shown}
        others = set(self.scene.atlas.vocabulary.regimes) - set(self.regimes)
        mine = [c for c in self.scene.atlas.coverage if c.relation == "gap" and c.note and self.scene.view.admits(c.source)
                and c.actor not in others and c.since_day <= self.scene.day]
        return [c for c in mine if c.object in ids or (c.actor in ids and c.object in ("", "*"))] + [
            c for c in mine if c.actor in self.regimes and c.object in ("", "*")]


def begun(record: GroupRecord, day: int) -> bool:
    """Whether a group may have been there by a day: unless everything that begins it comes after, and nothing is said of it before."""
    id_ = record.group.id
    births = [e.days[0] for e in record.events if e.days is not None and e.actor == id_ and e.act in BORN]
    if not births or min(births) <= day:
        return True
    return any(BEGIN < c.earliest <= day for c in record.claims) or any(BEGIN < c.since_day <= day for c in record.called)


def named(scene: Scene, id_: str, start: bool = False) -> str:
    """What a group is called inside a sentence as of the day of a scene, and what anybody else is called."""
    if id_ not in scene.atlas.groups:
        return scene.name(id_, start)
    return the(as_of(GroupRecord(scene.view, scene.atlas.groups[id_], scene.label(id_)), scene.day), start)


def uses(record: GroupRecord, day: int) -> dict[str, list[Called]]:
    """What others called a group on a day, by who: names in Latin letters that somebody dates, each once, the longest held first."""
    out: dict[str, list[Called]] = {}
    seen: set[tuple[str, str]] = set()
    for c in sorted(record.names_on(day), key=lambda c: (c.since_latest, c.name)):
        if latin(c) and c.by != record.group.id and c.how == "uses" and c.on(day) and (c.by, fold(c.name)) not in seen:
            seen.add((c.by, fold(c.name)))
            out.setdefault(c.by, []).append(c)
    return out
