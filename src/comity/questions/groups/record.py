"""One armed group as of a day: its names by who used them, its past and ties, who takes it for which other, and who had listed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.claims import Claim, Source
from ...kernel.conflicts import PairConflict
from ...kernel.dates import BEGIN, END, iso
from ...kernel.groups import ALIASING, Called, Group
from ...kernel.names import fold, transliterate
from ..answer import Answer, Day, as_day
from ..names import Candidate
from ..recognition import admit
from .standing import Held, Listing, held, identity, listing

if TYPE_CHECKING:
    from ..view import View

EVENTS = ("founds", "splits-from", "succeeds", "becomes", "merges-into", "dissolves")
TOLD = ("claims-merger", "rejects-merger", "intends-dissolution", "denies")


class Event(NamedTuple):
    """One thing that happened to a group, or between it and another, with what says when."""

    act: str
    actor: str
    object: str
    held: Held

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and last day on which it can have happened; None where nobody gives a day."""
        return (self.held.outcome.acts[0].first, self.held.outcome.acts[0].last) if self.held.outcome.acts else None


class Tie(NamedTuple):
    """A group's allegiance to another, or its place in a coalition or alliance."""

    of: str
    actor: str
    object: str
    held: Held
    told: tuple[Claim, ...]


class Judged(NamedTuple):
    """Whether somebody takes two groups for one: all holders pooled, and each apart."""

    other: str
    answer: Answer
    holders: dict[str, Held]


class GroupRecord:
    """Everything recorded of one armed group, through a lens.

    asked: the name as given. called: who calls it what, since when. events, told: what happened, and what was only said to. ties: allegiances and
    coalitions, both ways. judged: who takes it for which other group. listings: how each regime stands to it. statements, presence: claims.
    """

    def __init__(self, view: View, group: Group, asked: str) -> None:
        self.view, self.group, self.asked = view, group, asked
        self.left_out: dict[str, int] = {}
        self.claims: tuple[Claim, ...] = tuple(admit(view, view.atlas.group_claims(group.id), self.left_out))
        names = [c for c in view.atlas.called(group.id) if view.admits(c.source)]
        self.called: tuple[Called, ...] = tuple([c for c in names if view.lens.is_eyes(c.by)] or names)

    def _of(self, relation: str) -> list[Claim]:
        return [c for c in self.claims if c.relation == relation]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happened to it, in order of time; what nobody dates comes last."""
        found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
        for c in self._of("lineage"):
            act = c.target.partition(" ")[0] if c.act == "denies" else c.act
            if act in EVENTS:
                found[act, *_two(c)].append(c)
        events = [Event(*key, held(self.view, "lineage", *key[1:], claims, entails=False,
                                   question={"ask": key[0], "actor": key[1], "object": key[2]}))
                  for key, claims in found.items() if any(c.act == key[0] for c in claims)]
        return tuple(sorted(events, key=lambda e: (e.days is None, e.days or (0, 0), EVENTS.index(e.act), e.actor, e.object)))

    @cached_property
    def told(self) -> tuple[Claim, ...]:
        """What was claimed, refused or announced of its past, and is no act of it."""
        return tuple(c for c in self._of("lineage") if c.act in TOLD)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Its allegiances and coalitions, and others' to it, by the day they began."""
        found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
        for c in self._of("affiliation"):
            found[c.of, *_two(c)].append(c)
        effects = self.view.atlas.words("affiliation").effects
        ties = []
        for (of, actor, object_), claims in found.items():
            question = {"ask": "affiliation", "of": of, "actor": actor, "object": object_}
            ties.append(Tie(of, actor, object_, held(self.view, "affiliation", actor, object_, claims, question=question),
                            tuple(c for c in claims if effects[c.act] == "none")))
        return tuple(sorted(ties, key=lambda t: (min((a.first for a in t.held.outcome.acts), default=1 << 40), t.of, t.actor, t.object)))

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """Who takes it for which other group."""
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for c in self._of("identity"):
            found[_two(c)].append(c)
        return tuple(Judged(b if a == self.group.id else a, *identity(self.view, a, b, claims)) for (a, b), claims in sorted(found.items()))

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """How each regime with any word of it stands to it, in the order in which they took it up."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for c in self._of("listing"):
            found[c.actor].append(c)
        rows = [listing(self.view, r, self.group.id, found[r]) for r in found]
        return tuple(sorted(rows, key=lambda x: (min((c.earliest for c in x.claims if c.earliest > BEGIN), default=END), x.regime)))

    @cached_property
    def statements(self) -> tuple[Claim, ...]:
        """What was said of it, which is no listing."""
        return tuple(sorted(self._of("statement"), key=lambda c: (c.earliest, c.id)))

    @cached_property
    def presence(self) -> tuple[Claim, ...]:
        """Where it was, and whose nationals joined it."""
        return tuple(sorted(self._of("presence"), key=lambda c: (c.act, c.object, c.id)))

    @property
    def conflicts(self) -> tuple[PairConflict, ...]:
        """What the claims about it contradict each other about, none of it settled."""
        answers = [*(e.held.answer for e in self.events), *(t.held.answer for t in self.ties), *(x.answer for x in self.listings)]
        return tuple(c for a in answers for c in a.conflicts)

    def spelt_as_asked(self) -> list[Called]:
        """The rows of the very name that was asked for: as written, else as a transliteration."""
        same = [c for c in self.called if fold(c.name) == fold(self.asked)]
        return same or [c for c in self.called if transliterate(c.name) == transliterate(self.asked)]

    def anachronism(self, on: int) -> Called | None:
        """Where the name asked for was adopted only after a day: the earliest adoption of it, unless it was a name taken again; else None."""
        if self.asked == self.group.id:
            return None
        adopted = [c for c in self.spelt_as_asked() if c.how == "adopts" and c.since]
        early = min(adopted, key=lambda c: c.since_day, default=None)
        if early is None or on >= early.since_day:
            return None
        again = any(c.how == "adopts" and c.since and c.since_day <= early.since_day and fold(c.instead_of) == fold(early.name)
                    for c in self.called if c.instead_of)
        return None if again else early

    def names_on(self, on: int) -> list[Called]:
        """What it was called on a day, as far as somebody dates it: of names taken one after another, those not yet given up.

        Where one row of a name leaves open since or until when, another row of it by the same namer says so.
        """
        dated = [c for c in self.called if c.dated and c.style != "code" and c.on(on) is not False]
        gone = {(c.by, fold(c.instead_of)) for c in dated if c.instead_of and c.how == "adopts"}
        later = {(c.by, fold(c.name)) for c in self.called if c.since and on < c.since_day}
        over = {(c.by, fold(c.name)): c.until_day for c in self.called if c.until and c.until_day <= on}
        return [c for c in dated if (key := (c.by, fold(c.name))) not in gone and (c.since or key not in later)
                and (c.until or c.since_day >= over.get(key, c.since_day))]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of everything in it, by id."""
        ids = sorted({self.group.source, *(c.source for c in self.called), *(c.source for c in self.claims)})
        return tuple(s for i in ids if (s := self.view.atlas.source(i)) is not None)

    def to_dict(self, on: Day | None = None) -> dict[str, Any]:
        """The JSON contract of a group; with a day, every standing as of it, else null."""
        day = None if on is None else as_day(on)
        group = self.group
        early = None if day is None else self.anachronism(day)
        return {
            "question": {"ask": "group", "name": self.asked, "id": group.id}, "lens": self.view.to_dict(), "on": None if day is None else iso(day),
            "group": {"id": group.id, "label": group.label, "kind": group.kind, "about": group.about, "organ_of": group.organ_of or None},
            "anachronism": None if day is None else {"is": early is not None, "adopted": early.since if early else None,
                                                     "source": early.source if early else None,
                                                     "then": sorted({c.name for c in self.names_on(day)})},
            "names": [_named(c, day) for c in self.called],
            "events": [{"act": e.act, "actor": e.actor, "object": e.object, **_days(e.days), **_standing(e.held.answer, day),
                        "claims": [c.to_dict() for c in e.held.claims]} for e in self.events],
            "told": [c.to_dict() for c in self.told],
            "ties": [{"of": t.of, "actor": t.actor, "object": t.object, **_standing(t.held.answer, day),
                      "claims": [c.to_dict() for c in t.held.claims]} for t in self.ties],
            "identity": [{"other": j.other, **_standing(j.answer, day), "holders": {h: _standing(x.answer, day) for h, x in j.holders.items()},
                          "claims": [c.to_dict() for x in j.holders.values() for c in x.claims]} for j in self.judged],
            "listings": [listing_row(x, day) for x in self.listings],
            "statements": [c.to_dict() for c in self.statements], "presence": [c.to_dict() for c in self.presence],
            "sources": [s.to_dict() for s in self.sources], "conflicts": [c.to_dict() for c in self.conflicts], "left_out": dict(self.left_out),
            "atlas": dict(self.view.atlas.about)}


def _two(claim: Claim) -> tuple[str, str]:
    first, second = claim.pair.split()
    return first, second


def _days(days: tuple[int, int] | None) -> dict[str, Any]:
    return {"earliest": iso(days[0]) if days else None, "latest": iso(days[1]) if days else None}


def _standing(answer: Answer, day: int | None) -> dict[str, Any]:
    return {"verdict": None if day is None else answer.on(day).value, "timeline": [s.to_dict() for s in answer.timeline]}


def _named(row: Called, day: int | None) -> dict[str, Any]:
    held_ = None if day is None else row.on(day)
    return {**row.to_dict(), "on": None if held_ is None else "yes" if held_ else "no"}


def listing_row(found: Listing, day: int | None) -> dict[str, Any]:
    """One regime's stand to a group, as JSON: the standing, the entries, the names in them, and every dated row kept apart by its kind."""
    return {"regime": found.regime, "group": found.group, **_standing(found.answer, day),
            "names": sorted({c.name for c in found.claims if c.name and c.act in (*ALIASING, "lists")}),
            "under": [{"entry": a.entry, "group": a.of, "name": a.name} for a in found.aliases],
            "proof": found.answer.proof.to_dict(), "claims": [c.to_dict() for c in sorted(found.claims, key=lambda c: (c.earliest, c.id))]}


def find(view: View, name: str, on: int | None) -> str:
    """The group that a name means: of any time, or, where several have held it, of the day. Raises UnknownName, AmbiguousName."""
    names = view.atlas.group_names
    if name in names.labels:
        return name
    ever = _one(names.candidates(name))
    if len(ever) > 1 and on is not None:
        ever = _one(names.candidates(name, on)) or ever
    if len(ever) == 1:
        return ever[0].id
    if ever:
        raise names.ambiguous(name, on, ever)
    raise names.unknown(name, on)


def _one(found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, each group once."""
    return list({c.id: c for c in found}.values())


def record(view: View, name: str, on: int | None) -> GroupRecord:
    """The record of the group that a name means. Raises UnknownName, AmbiguousName."""
    return GroupRecord(view, view.atlas.groups[find(view, name, on)], name)
