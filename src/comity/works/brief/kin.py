"""What a picture of a lineage shows: a strand for each group, its names and listings along it, and the joins between strands; and the same as rows.

Nothing is put at a day that nobody gives: what has no day stands among the rows only. With a last day, nothing after it is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, END
from ...kernel.groups import Called
from ...kernel.standing import Verdict
from ...questions.answer import Answer
from ...questions.groups.lineage import Lineage
from ...questions.groups.record import Event, GroupRecord, Tie
from ...questions.groups.standing import Listing
from .named import Taken, as_of, short, taken
from .words import window_text

HOLDS = (Verdict.YES, Verdict.DISPUTED)
JOINS = ("merges-into", "becomes", "splits-from", "succeeds")
ALONE = {"founds": "founded", "dissolves": "dissolved"}
BORN = ("founds", "splits-from", "succeeds")
GONE = ("dissolves", "merges-into", "becomes")


class Mark(NamedTuple):
    """A listing that begins or ends: the days on which it can have been, which list, and whether it was struck off."""

    first: int
    day: int
    regime: str
    struck: bool
    disputed: bool


class Join(NamedTuple):
    """What ties one strand to another, from the older to what came of it, or from who swears to whom; `ends` for a tie that ends."""

    first: int
    day: int
    source: str
    target: str
    kind: str
    disputed: bool
    ends: bool = False


class Life(NamedTuple):
    """A time over which a group existed: the days on which it can have begun and ended, None where nobody says."""

    begun: tuple[int, int] | None
    ended: tuple[int, int] | None


class Strand(NamedTuple):
    """One group: its label, when it existed, its names and its listings. first: the first day on which anything is known of it; last: likewise."""

    id: str
    label: str
    lives: tuple[Life, ...]
    names: tuple[Taken, ...]
    marks: tuple[Mark, ...]
    first: int
    last: int


class Row(NamedTuple):
    """One line of the table: who, what, when in words, how it stands, and the claims and names behind it. days: None where nobody gives one."""

    who: str
    what: str
    when: str
    standing: str
    days: tuple[int, int] | None
    claims: tuple[Claim, ...] = ()
    names: tuple[Called, ...] = ()


class Kin:
    """A lineage made ready to be drawn. until: the last day of which anything is told; None for all that is known."""

    def __init__(self, lineage: Lineage, until: int | None = None) -> None:
        self.lineage, self.until = lineage, until
        self._records = {r.group.id: r for r in lineage.records}

    def _label(self, id_: str) -> str:
        """What a group is called: by its label, or with a last day as of then."""
        record = self._records.get(id_)
        return as_of(record, self.until) if record is not None and self.until is not None else self.lineage.view.atlas.label(id_)

    @property
    def label(self) -> str:
        """What the group asked for is called."""
        return self._label(self.lineage.root)

    def _told(self, days: tuple[int, int] | None) -> bool:
        """Whether something is told, by when it was: with a last day only what had certainly come to pass."""
        return days is not None and (self.until is None or days[1] <= self.until)

    def _doubted(self, answer: Answer) -> bool:
        """Whether an event is disputed for good, or as of the last day."""
        last = answer.on(self.until) if self.until is not None else answer.timeline[-1].verdict
        return last is not Verdict.YES

    @cached_property
    def joins(self) -> tuple[Join, ...]:
        """Every join with a day, in order of time."""
        found = [Join(*days, *self._way(e), e.act, self._doubted(e.held.answer)) for e in self.lineage.events
                 if e.act in JOINS and (days := e.days) is not None and self._told(days)]
        for t in self.lineage.ties:
            found += [Join(a.first, a.last, t.actor, t.object, t.of, t.held.answer.on(a.last) is Verdict.DISPUTED, a.effect == "ends")
                      for a in t.held.outcome.acts if a.effect in ("starts", "ends") and self._told((a.first, a.last))]
        return tuple(sorted(found, key=lambda j: (j.day, j.first, j.source, j.target)))

    @staticmethod
    def _way(event: Event) -> tuple[str, str]:
        """From the older of two to what came of it."""
        return (event.actor, event.object) if event.act in ("merges-into", "becomes") else (event.object, event.actor)

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """A strand for each group that anything dated joins to another, and for the group asked for; joined ones next to each other."""
        joined = {i for j in self.joins for i in (j.source, j.target)} | {self.lineage.root}
        found = {id_: self._strand(r) for id_, r in self._records.items() if id_ in joined}
        return tuple(found[i] for i in arranged([i for i, s in found.items() if s.first < END], self.joins))

    @property
    def apart(self) -> tuple[str, ...]:
        """The labels of the kin that have no strand, since nothing that joins them has a day, and of those beyond the number shown."""
        drawn = {s.id for s in self.strands}
        return tuple(self._label(i) for i in (*self._records, *self.lineage.beyond) if i not in drawn)

    def _strand(self, record: GroupRecord) -> Strand:
        id_ = record.group.id
        events = [e for e in self.lineage.events if id_ in (e.actor, e.object) and self._told(e.days)]
        names = tuple(n for n in taken(record) if self._told((n.first, n.day)))
        marks = tuple(m for x in record.listings for m in marks_of(x) if self._told((m.first, m.day)))
        days = [e.days[1] for e in events if e.days] + [j.day for j in self.joins if id_ in (j.source, j.target)]
        days += [n.day for n in names] + [m.day for m in marks]
        return Strand(id_, self._label(id_), tuple(self._lives(id_, events)), names, marks, min(days, default=END), max(days, default=BEGIN))

    def _lives(self, id_: str, events: Iterable[Event]) -> Iterable[Life]:
        """The times over which a group existed, by what is not disputed: begun, ended, perhaps begun again."""
        begun: tuple[int, int] | None = None
        alive, dead = False, False
        for e in sorted((e for e in events if e.days and not self._doubted(e.held.answer)), key=lambda e: (e.days or (0, 0))[::-1]):
            starts = (e.act in BORN and e.actor == id_) or (e.act == "becomes" and e.object == id_)
            if starts and not alive:
                begun, alive = e.days, True
            elif e.act in GONE and e.actor == id_ and (alive or not dead):
                yield Life(begun, e.days)
                begun, alive, dead = None, False, True
        if alive or not dead:
            yield Life(begun, None)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Everything in the picture, and what has no day, as lines in order of time; what nobody dates comes last."""
        found = [*self._events(), *(r for t in self.lineage.ties for r in self._ties(t))]
        for s in self.strands:
            found += [Row(s.label, f"is called {n.text}", window_text(n.first, n.day), "", (n.first, n.day), (), n.rows) for n in s.names]
            record = self._records[s.id]
            for x in record.listings:
                found += [self._listed(s.label, x, m) for m in marks_of(x) if self._told((m.first, m.day))]
        return tuple(sorted(found, key=lambda r: (r.days is None, (r.days or (0, 0))[::-1], r.who, r.what)))

    def _events(self) -> Iterable[Row]:
        says = self.lineage.view.atlas.words("lineage").says
        for e in self.lineage.events:
            if e.days is None or self._told(e.days):
                what = f"was {ALONE[e.act]}" if e.act in ALONE else f"{says[e.act]} {self._label(e.object)}"
                standing = "" if e.days is None or not self._doubted(e.held.answer) else "disputed"
                yield self._row(self._label(e.actor), what, e.days, standing, e.held.claims)

    def _ties(self, tie: Tie) -> Iterable[Row]:
        says = self.lineage.view.atlas.words("affiliation").says
        who, whom = self._label(tie.actor), self._label(tie.object)
        shown = [a for a in tie.held.outcome.acts if a.effect in ("starts", "ends")]
        for a in (a for a in shown if self._told((a.first, a.last))):
            disputed = "disputed" if tie.held.answer.on(a.last) is Verdict.DISPUTED else ""
            yield self._row(who, f"{says[a.type]} {whom}", (a.first, a.last), disputed, (*a.best, *a.lesser, *a.denials))
        for c in tie.held.undated if not shown else ():
            yield self._row(who, f"{says[c.act]} {whom}", None, "", (c,))

    def _listed(self, who: str, listing: Listing, mark: Mark) -> Row:
        what = f"{'struck off' if mark.struck else 'on'} the list {mark.regime} ({self.lineage.view.atlas.label(mark.regime)})"
        claims = [c for c in (*listing.claims, *(c for a in listing.aliases for c in a.claims)) if c.latest <= mark.day]
        return self._row(who, what, (mark.first, mark.day), "disputed" if mark.disputed else "", claims or listing.claims)

    def _row(self, who: str, what: str, days: tuple[int, int] | None, standing: str, claims: Iterable[Claim]) -> Row:
        return Row(who, what, "no day given" if days is None else window_text(*days), standing, days, tuple(dict.fromkeys(claims)))

    @property
    def undated(self) -> tuple[Row, ...]:
        """What nobody dates, and no picture can show."""
        dated = {(r.who, r.what) for r in self.rows if r.days is not None}
        return tuple(r for r in self.rows if r.days is None and (r.who, r.what) not in dated)

    def short(self, id_: str) -> str:
        """A group's name where room is short: the acronym that its sources use, or its label."""
        record = self._records[id_]
        return short(record, self._label(id_), any_acronym=True)


def marks_of(listing: Listing) -> list[Mark]:
    """When a listing began and ended, by its timeline. A day that dates leave open is marked at its latest."""
    out: list[Mark] = []
    on, waiting = False, None
    for s in listing.answer.timeline:
        if s.verdict is Verdict.UNDETERMINED:
            waiting = s.since if waiting is None else waiting
            continue
        now = s.verdict in HOLDS
        if now != on and s.since > BEGIN:
            out.append(Mark(s.since if waiting is None else waiting, s.since, listing.regime, on, s.verdict is Verdict.DISPUTED))
        on, waiting = now, None
    return out


def arranged(ids: list[str], joins: Iterable[Join]) -> list[str]:
    """Groups in an order that keeps the joined together: each is moved to where the joins are shortest, until none gains."""
    pull: dict[tuple[str, str], int] = {}
    for j in joins:
        if j.source in ids and j.target in ids:
            key = (min(j.source, j.target), max(j.source, j.target))
            pull[key] = pull.get(key, 0) + (3 if j.kind in JOINS else 1)

    def length(order: list[str]) -> int:
        at = {i: n for n, i in enumerate(order)}
        return sum(weight * abs(at[a] - at[b]) for (a, b), weight in pull.items())

    best, least = list(ids), length(ids)
    for _ in range(len(ids)):
        before = least
        for id_ in ids:
            rest = [i for i in best if i != id_]
            for n in range(len(ids)):
                tried = [*rest[:n], id_, *rest[n:]]
                if (now := length(tried)) < least:
                    best, least = tried, now
        if least == before:
            break
    return best
