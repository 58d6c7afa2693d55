"""A second reading of docs/semantics.md, S3 to S18, for one pair: naive, day by day, and written from the text alone.

It shares no code with the kernel and knows no timelines: it asks of one day at a time which evidence counts. It reads the fields of
claims and nothing else, so that where the two differ, one of them has misread a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from comity.kernel.claims import Claim

EVER = 10**9
"""Further than any date of a world, on either side."""
FIRST_DAY = 730_120
"""The day that worlds count from: 2000-01-01."""

NOTHING: frozenset[str] = frozenset()
FOR, AGAINST, MAYBE_FOR, MAYBE_AGAINST = frozenset("Ff"), frozenset("Aa"), frozenset("f"), frozenset("a")
MAYBE = MAYBE_FOR | MAYBE_AGAINST
PLAIN = {"yes": FOR, "no": AGAINST, "disputed": FOR | AGAINST, "undetermined": MAYBE, "unrecorded": NOTHING}

STARTS, ENDS = ("recognises", "resumes"), ("withdraws", "suspends")
RUMOUR, SURE_ENOUGH = 4, 5
"""The two last ranks of S9: announced by others, and no later than."""


def verdict(evidence: frozenset[str]) -> str:
    """S3: what evidence reads as."""
    if "F" in evidence:
        return "disputed" if "A" in evidence else "yes"
    if "A" in evidence:
        return "no"
    return "undetermined" if evidence else "unrecorded"


def both(*verdicts: str) -> str:
    """S4: and."""
    return next(v for v in ("no", "disputed", "undetermined", "unrecorded", "yes") if v in verdicts)


def either(*verdicts: str) -> str:
    """S4: or."""
    return next(v for v in ("yes", "disputed", "undetermined", "unrecorded", "no") if v in verdicts)


def negated(v: str) -> str:
    """S4: not."""
    return {"yes": "no", "no": "yes"}.get(v, v)


def unless(x: str, exception: str) -> str:
    """S5: an exception counts only where something speaks for it."""
    return both(x, negated("no" if exception == "unrecorded" else exception))


@dataclass
class World:
    """Everything there is to know about one pair."""

    claims: list[Claim]
    coverage: list[tuple[int, int]] = field(default_factory=list)
    eyes: str | None = None
    actor: str = "A"
    object: str = "O"
    start: int = -EVER
    end: int = EVER
    rights: frozenset[str] = frozenset({"R"})
    deciders: frozenset[str] = frozenset({"icj"})
    rumour_days: int = 31
    known_by: int | None = None
    numbered: bool = False
    """Whether the rows carry ordinals of their own; else acts are told apart by S8."""

    def is_party(self, holder: str) -> bool:
        """S11: who makes a dispute."""
        return party(holder) in {self.actor, self.object} | self.rights or holder in self.deciders

    def days(self) -> list[int]:
        """Every day near which anything can change."""
        marks = {self.start, self.end, *(d for span in self.coverage for d in span)}
        marks |= {clip(d) for c in self.claims for d in (c.earliest, c.latest)}
        marks = {m for m in marks if abs(m) < EVER} | {FIRST_DAY - 10_000, FIRST_DAY + 10_000}
        return sorted({d + n for d in marks | {m - self.rumour_days for m in marks} for n in (-2, -1, 0, 1)})

    def is_eyes(self, holder: str) -> bool:
        """S15 and "Organs": the eyes of a party are those of every organ of it."""
        return self.eyes is not None and self.eyes in (holder, party(holder))


@dataclass
class Act:
    """One act (S8): the claims that count for it, and the first and last day it can have happened on."""

    type: str
    ordinal: int
    claims: list[Claim]
    windows: list[tuple[int, int, bool]] = field(default_factory=list)
    denials: list[bool] = field(default_factory=list)
    """Whether each is possible only."""
    silent: bool = False
    no_later: bool = False
    annulled: Act | None = None

    @property
    def first(self) -> int:
        return min(w[0] for w in self.windows)

    @property
    def last(self) -> int:
        return max(w[1] for w in self.windows)

    @property
    def starts(self) -> bool:
        return self.type in STARTS

    def on(self, day: int) -> frozenset[str]:
        """S9, S11: the evidence that it has happened by a day."""
        found = NOTHING
        if not self.silent:
            for earliest, latest, possible in self.windows:
                said = AGAINST if day < earliest else FOR if day >= latest else MAYBE
                found |= said & MAYBE if possible else said
        for possible in self.denials:
            if self.silent or day >= self.first:  # what the eyes deny and do not report never happened (S15)
                found |= MAYBE_AGAINST if possible else AGAINST
        return found


def party(holder: str) -> str:
    """S14: the party whose organ a holder is."""
    return holder.split("/")[0]


def clip(day: int) -> int:
    """The kernel's sentinels as ours."""
    return max(-EVER, min(EVER, day))


class Reference:
    """What a world says, on any day."""

    def __init__(self, world: World) -> None:
        self.world = world
        told_apart = world.claims if world.numbered else self._numbered(world.claims)
        known = [c for c in told_apart if world.known_by is None or (c.published is not None and c.published <= world.known_by)]  # S16
        reversed_keys = {c.object for c in known if c.act == "reverses"}
        self.claims = [c for c in known if c.of == "state" and key(c) not in reversed_keys]  # S11, "Reversal"; S13
        self.refusals = [c for c in self.claims if self._explicit(c)]
        self.observations = [c for c in self.claims if c.act in ("reaffirms", "doubts") or (c.act == "refuses" and not self._explicit(c))]
        if any(world.is_eyes(c.holder) for c in self.claims if c.act != "reverses"):
            self.observations = [c for c in self.observations if world.is_eyes(c.holder)]  # S15, last sentence
        self.refusals = [r for r in self.refusals if not any(  # S15: E's later contrary observation denies a refusal, too
            c.act == "reaffirms" and world.is_eyes(c.holder) and not world.is_eyes(r.holder) and c.earliest >= r.earliest
            for c in self.observations)]
        self.acts = self._acts()

    def _explicit(self, c: Claim) -> bool:
        return c.act == "refuses" and c.strength == "explicit" and party(c.holder) == self.world.actor

    # --- which acts there are, S8 to S12, S15

    @staticmethod
    def _numbered(claims: list[Claim]) -> list[Claim]:
        """S8: two rows report one act unless an opposite act certainly lies between them."""
        numbers: dict[int, int] = {}
        for type_ in STARTS + ENDS:
            opposite = (*ENDS, "annuls") if type_ in STARTS else STARTS
            number, last = 1, None
            for c in sorted((c for c in claims if c.act == type_), key=lambda c: (c.latest, c.earliest)):
                if last and last.latest < c.earliest and any(
                        o.act in opposite and not o.possible and last.latest <= o.earliest and o.latest <= c.earliest for o in claims):
                    number += 1
                numbers[c.id], last = number, c
        return [c._replace(ordinal=numbers.get(c.id, c.ordinal)) for c in claims]

    def _acts(self) -> list[Act]:
        groups: dict[tuple[str, int], list[Claim]] = {}
        for c in self.claims:
            if c.act in STARTS + ENDS:
                groups.setdefault((c.act, c.ordinal), []).append(c)
        acts = [Act(type_, ordinal, rows) for (type_, ordinal), rows in groups.items()]
        for act in acts:
            self._date(act)
        self.known = [*acts, *(annulment for act in acts for annulment in self._annulments(act))]
        order = self._in_order(acts)
        for act in order:
            self._deny(act, order)
        return self._in_order(self.known)

    @staticmethod
    def _in_order(acts: list[Act]) -> list[Act]:
        plain = sorted((a for a in acts if a.annulled is None), key=lambda a: (a.first, a.last, not a.starts))
        return [b for a in plain for b in (a, *(c for c in acts if c.annulled is a))]

    def _rank(self, c: Claim) -> int:
        """S9: effective, decided, unclear, announced by the actor, by others, no later than."""
        if clip(c.earliest) == -EVER:
            return SURE_ENOUGH
        if c.date_kind == "announced":
            return 3 if party(c.holder) == self.world.actor else RUMOUR
        return {"effective": 0, "decided": 1, "signed": 1, "deposited": 1}.get(c.date_kind, 2)

    def _date(self, act: Act) -> None:
        """S9: the claims of the best kind pool, each narrowed by the lesser ones."""
        counted = [c for c in act.claims if self.world.is_eyes(c.holder)] or act.claims
        best = min(self._rank(c) for c in counted)
        lesser = [c for c in counted if self._rank(c) > best]
        act.no_later = best == SURE_ENOUGH and not act.starts
        act.windows = []
        for c in counted:
            if self._rank(c) != best:
                continue
            earliest, latest = clip(c.earliest), clip(c.latest)
            if best == RUMOUR:
                earliest = max(earliest - self.world.rumour_days, min(self.world.start, earliest))
            elif best == SURE_ENOUGH:
                earliest = latest if act.no_later else min(self.world.start, latest)
            for other in lesser:
                if best == 0 and self._rank(other) < SURE_ENOUGH:
                    if self._rank(other) == 1 and clip(other.earliest) <= latest:
                        earliest = max(earliest, clip(other.earliest))
                elif clip(other.latest) >= earliest:
                    latest = min(latest, clip(other.latest))
                    if best == 2 and self._rank(other) == 3 and clip(other.earliest) <= latest:
                        earliest = max(earliest, clip(other.earliest))
            act.windows.append((earliest, latest, c.possible))

    def _deny(self, act: Act, order: list[Act]) -> None:
        """S11, S12, S15: what stands against an act."""
        world = self.world
        rows = [c for c in self.claims if c.act == "denies" and c.object == f"{act.type} {world.actor} {world.object} {act.ordinal}"]
        by_eyes = [c.possible for c in rows if world.is_eyes(c.holder)]
        between = (world.actor, world.object)  # who denies no more than the effect disputes only what it takes part in (S11)
        by_parties = [c.possible for c in rows if world.is_party(c.holder) and (c.ground != "effect" or party(c.holder) in between)]
        refused = [c for c in self.refusals if act.starts and self._follows(c, act) and not self._own(act)]
        if world.eyes is not None:
            own = any(world.is_eyes(c.holder) for c in act.claims)
            if not own:
                by_eyes += [False for c in self.observations if world.is_eyes(c.holder) and self._contrary(c, act, order)]
            if refused and world.is_eyes(world.actor):
                by_eyes += [False for _ in refused]
            if own or by_eyes:
                act.denials = by_eyes
                act.silent = not own
                return
        act.denials = by_parties + [False for _ in refused]

    def _own(self, act: Act) -> bool:
        return any(party(c.holder) == self.world.actor for c in act.claims)

    def _contrary(self, c: Claim, act: Act, order: list[Act]) -> bool:
        """S15: whether an observation says the opposite of an act that, by the acts before it, still stands."""
        before = [a for a in order if a.first <= clip(c.earliest)]
        if act not in before or act.starts == (c.act == "reaffirms"):
            return False
        return all(a.starts == act.starts for a in before[before.index(act):])

    def _follows(self, refusal: Claim, act: Act) -> bool:
        """S12: a refusal after a recognition, with no end of it between."""
        day = clip(refusal.earliest)
        after = self._in_order(self.known)
        after = after[after.index(act) + 1:]
        return day >= act.first and not any(e.type in ENDS and e.first >= act.first and e.last <= day for e in after)

    def _annulments(self, act: Act) -> list[Act]:
        """S11: an annulment ends a state from its beginning."""
        world = self.world
        rows = [c for c in self.claims if c.act == "annuls" and c.object == f"{act.type} {world.actor} {world.object} {act.ordinal}"]
        if any(world.is_eyes(c.holder) for c in rows):
            rows = [c for c in rows if world.is_eyes(c.holder)]
        return [Act("annuls", 1, rows, [(act.first, act.first, c.possible) for c in rows], annulled=act)] if rows else []

    # --- one day

    def evidence(self, day: int) -> frozenset[str]:
        """The pooled evidence on a day (S3), inside the bounds of the two (S10)."""
        world = self.world
        if not world.start <= day < world.end:
            return AGAINST
        found = self._state(day)
        for c in self.refusals:
            found |= self._refused(c, day)
        for c in self.observations:
            if self._pools(c):
                found |= self._observed(c, day)
        if not found & {"F", "A"}:
            for c in self.observations:
                found |= self._observed(c, day)
        if not found and any(since <= day < until for since, until in world.coverage):
            found = AGAINST
        return found

    def _pools(self, c: Claim) -> bool:
        return self.world.is_party(c.holder) and c.strength != "implied"

    def verdict(self, day: int) -> str:
        """How it stands on a day."""
        return verdict(self.evidence(day))

    def _state(self, day: int) -> frozenset[str]:
        """S7, S5: a state persists from its start until an act ends it."""
        acts = self.acts
        if not acts:
            return NOTHING
        if acts[0].starts:
            held, rest = acts[0].on(day), acts[1:]
        else:  # S8: an ending act entails that the state held the day before, possibly earlier
            held, rest = FOR if day >= acts[0].first - 1 else MAYBE_FOR, acts
        for act in rest:
            said = verdict(act.on(day))
            if act.starts:
                held = PLAIN[either(verdict(held), said)]
            elif said not in ("no", "unrecorded"):
                held = PLAIN[unless(verdict(held), said)]
        for act in rest:
            if act.no_later and day < act.last:
                held |= MAYBE_AGAINST
        return held

    def _late(self, c: Claim) -> bool:
        """S12: after the actor's own recognition, with no end between."""
        return any(a.starts and self._follows(c, a) and self._own(a) for a in self.acts)

    def _refused(self, c: Claim, day: int) -> frozenset[str]:
        """S12: the actor's own explicit refusal, until an act says otherwise."""
        earliest, latest = clip(c.earliest), clip(c.latest)
        before = [a for a in self.acts if a.starts and self._follows(c, a)]
        if before:
            return MAYBE_AGAINST if day >= earliest and any(self._own(a) for a in before) else NOTHING
        until = min((a.first for a in self.acts if a.starts and a.first > earliest), default=EVER)
        return self._seen(earliest, latest, until, AGAINST, c.possible, day)

    def _observed(self, c: Claim, day: int) -> frozenset[str]:
        """S7: an observation is a state on its day that persists only until the next act."""
        earliest, latest = (max(clip(d), self.world.start) for d in (self._seen_from(c), c.latest))  # nothing is seen before there is anything (S10)
        acts = [a.first for a in self.acts] + [clip(r.earliest) for r in self.refusals if not self._late(r)]  # a refusal is an act (S12)
        own = [clip(self._seen_from(o)) for o in self.observations if party(o.holder) == party(c.holder)]  # whoever looks again replaces what it saw
        until = min([first for first in acts if first > earliest] + [day_ for day_ in own if day_ > latest], default=EVER)
        return self._seen(earliest, latest, until, FOR if c.act == "reaffirms" else AGAINST, c.possible, day)

    @staticmethod
    def _seen_from(c: Claim) -> int:
        return c.latest if c.earliest <= -EVER or clip(c.earliest) <= -EVER else c.earliest

    @staticmethod
    def _seen(earliest: int, latest: int, until: int, says: frozenset[str], possible: bool, day: int) -> frozenset[str]:
        if not earliest <= day < until:
            return NOTHING
        return says & MAYBE if possible or day < latest else says


def key(c: Claim) -> str:
    """S8: type, actor, object, ordinal."""
    return f"{c.act} {c.actor} {c.object} {c.ordinal}"


def describe(world: World) -> dict[str, Any]:
    """A world as a person reads it, for the message of a failing test."""
    return {"eyes": world.eyes, "known_by": world.known_by, "bounds": (world.start, world.end), "coverage": world.coverage,
            "claims": [f"{c.act} {c.object if ' ' in c.object else ''}{c.ordinal} {c.date} {c.date_kind} "
                       f"by {c.holder} {c.strength} {c.published or ''}".strip() for c in world.claims]}
