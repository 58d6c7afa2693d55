"""Small random worlds of states and treaties: polities that split, merge, recognise and fall out over some sixty days, and what is claimed of it.

A world is a list of claims and a few records; `Made` shows it to the questions as an atlas would, without a file.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from comity.atlas.vocabulary import Vocabulary
from comity.kernel.claims import Bounds, Claim, Coverage, claims_sovereignty
from comity.kernel.dates import BEGIN, END
from comity.kernel.instruments import Life, Link, Treaty
from comity.kernel.lens import Lens
from comity.questions.view import Atlas, View

from ..reference import EVER, FIRST_DAY
from ..worlds import claim

ROOT = Path(__file__).parent.parent.parent.parent
LAST = 60
STEP = 4
KINDS = ("separation", "separation", "dissolution", "uniting", "uniting", "absorption", "newly-independent", "moved-frontier", "restoration",
         "continuation")
DATE_KINDS = ("decided", "decided", "decided", "effective", "signed", "unclear", "announced")
BILATERAL = ("enters-force", "enters-force", "enters-force", "provisionally-applies", "continues", "continues", "resumes", "terminates", "denounces",
             "suspends", "applies", "doubts", "denies", "denies", "reverses")
PARTY = ("ratifies", "ratifies", "accedes", "succeeds", "denounces", "suspends", "resumes", "listed", "not-listed", "denies", "reverses")
RECOGNITION = ("recognises", "recognises", "withdraws", "refuses", "refuses", "reaffirms", "doubts", "denies")


class World(NamedTuple):
    """What there is: polities with their first and one-past-last days, treaties, claims, and spans over which a source lists all parties."""

    polities: dict[str, tuple[int, int]]
    treaties: dict[str, Treaty]
    claims: tuple[Claim, ...]
    covers: tuple[tuple[str, int, int], ...]

    def claims_of(self, relation: str) -> list[Claim]:
        """The claims of one relation."""
        return [c for c in self.claims if c.relation == relation]


@cache
def vocabulary() -> Vocabulary:
    """The real words."""
    return Vocabulary.from_dict(tomllib.loads((ROOT / "data" / "vocabulary.toml").read_text(encoding="utf-8")))


class _Maker:
    """Draws one world, claim by claim."""

    def __init__(self, seed: int, cycles: bool) -> None:
        self.random = random.Random(seed)
        self.cycles = cycles
        self.claims: list[Claim] = []
        self.ids = [f"p{n}" for n in range(self.random.randint(4, 7))]
        self.treaties: dict[str, Treaty] = {}
        self.covers: list[tuple[str, int, int]] = []

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def near(self, day: int, spread: int = 6) -> int:
        return min(max(day + self.random.randint(-spread, spread), 0), LAST) // STEP * STEP

    def holder(self, *own: str) -> str:
        """Mostly one of those concerned or an organ of it, else anybody."""
        roll = self.random.random()
        if roll < 0.65:
            return str(self.pick(*own)) + self.pick("", "", "", "/court")
        return str(self.pick("press", "press", "icj", "un-secretariat", *self.ids))

    def add(self, relation: str, act: str, actor: str, object_: str, day: int, holder: str, **fields: Any) -> None:
        """One claim, with a date about a day: exact, a window, open on either side, or possible only."""
        shape = self.pick("exact", "exact", "exact", "window", "window", "wide", "by", "from") if fields.pop("loose", True) else "exact"
        width = {"window": self.pick(STEP, 2 * STEP), "wide": self.pick(4, 7) * STEP}.get(shape, 0)
        day = day // STEP * STEP
        first, last = (-EVER, day) if shape == "by" else (day, EVER) if shape == "from" else (day, day + width)
        row = claim(act, first, last, holder=holder, kind=self.pick(*DATE_KINDS), ordinal=fields.pop("ordinal", self.pick(1, 1, 1, 1, 2)),
                    strength=fields.pop("strength", ""), ground=fields.pop("ground", ""), possible=self.chance(0.12), object_=object_,
                    actor=actor, number=len(self.claims))
        self.claims.append(row._replace(relation=relation, source="paper", mode="", **{"of": "", **fields}))

    def make(self) -> World:
        polities = self._polities()
        for n, heir in enumerate(self.ids):
            befores = [p for p in self.ids if p != heir] if self.cycles and self.chance(0.3) else self.ids[:n]
            for before in self.random.sample(befores, min(len(befores), self.pick(0, 1, 1, 1, 2))):
                self._succession(heir, before, polities[heir][0])
        self._control(polities)
        for n in range(self.pick(1, 2, 2, 3)):
            self._bilateral(f"t{n}")
        for n in range(self.pick(0, 1, 1, 2)):
            self._multilateral(f"m{n}")
        self._links()
        for _ in range(self.pick(0, 2, 4, 6)):
            self._recognition()
        return World(polities, self.treaties, tuple(self.claims), tuple(self.covers))

    def _polities(self) -> dict[str, tuple[int, int]]:
        found = {}
        for n, id_ in enumerate(self.ids):
            start = self.pick(-EVER, 0, STEP) if n < 2 else self.random.randint(1, 11) * STEP
            end = self.pick(EVER, EVER, self.near(max(start, 15) + 20, 14))
            found[id_] = (start, end)
        return found

    # states

    def _succession(self, heir: str, before: str, start: int) -> None:
        act = self.pick("succeeds", "succeeds", "succeeds", "continues")
        day = self.near(start, self.pick(0, 0, STEP)) if start > -EVER and self.chance(0.8) else self.random.randint(5, LAST - 15)
        kind = self.pick(*KINDS)
        for _ in range(self.pick(1, 1, 2, 3)):
            said = kind if self.chance(0.6) else self.pick(*KINDS, "")
            self.add("succession", act, heir, before, self.near(day, self.pick(0, 0, STEP, 2 * STEP)), self.holder(heir, before), ordinal=1,
                     kind=said if act == "succeeds" else "", loose=start > -EVER)
        if self.chance(0.15):
            self.add("succession", "succeeds" if act == "continues" else "continues", heir, before, day, self.holder(heir, before),
                     kind=self.pick(*KINDS) if act == "continues" else "", ordinal=1, loose=start > -EVER)
        for _ in range(self.pick(0, 0, 0, 1, 2)):
            denier = self.holder(heir, before, *self.ids)
            self.add("succession", "denies", denier.split("/")[0], f"{act} {heir} {before} 1", day, denier, ground=self.pick("fact", "effect", ""),
                     ordinal=1)

    def _control(self, polities: Mapping[str, tuple[int, int]]) -> None:
        for territory in self.ids:
            for _ in range(self.pick(0, 0, 1, 2)):
                actor = self.pick(*self.ids)
                since = self.random.randint(0, 7) * STEP
                until = since + self.pick(4, 20, 40)
                if polities[territory][0] > since and self.chance(0.7):
                    until = self.near(polities[territory][0], self.pick(0, STEP))
                self.add("control", "controls", actor, territory, since, self.holder(actor), ordinal=1,
                         kind=self.pick("sovereignty", "sovereignty", "occupation"))
                wide = self.pick(0, 0, STEP)
                ends = (None, None) if self.chance(0.3) else (FIRST_DAY + until, FIRST_DAY + until + wide)
                self.claims[-1] = self.claims[-1]._replace(until_earliest=ends[0], until_latest=ends[1])

    def _recognition(self) -> None:
        actor, object_ = self.random.sample(self.ids, 2)
        for _ in range(self.pick(1, 2, 3)):
            act = self.pick(*RECOGNITION)
            holder = self.holder(actor, actor, object_)
            who, what = (holder.split("/")[0], f"recognises {actor} {object_} 1") if act == "denies" else (actor, object_)
            strength = self.pick("explicit", "explicit", "list", "implied") if act == "refuses" else ""
            self.add("recognition", act, who, what, self.random.randint(0, LAST), holder, of="state", strength=strength,
                     ground=self.pick("fact", "effect") if act == "denies" else "")

    # treaties

    def _life(self) -> tuple[Life, ...]:
        day = self.random.randint(0, 3) * STEP
        signed = Life("signed", "", FIRST_DAY + day, FIRST_DAY + day + self.pick(0, 0, STEP), "", "", "paper", "read", "")
        return () if self.chance(0.2) else (signed,)

    def _treaty(self, id_: str, kind: str, parties: Sequence[str]) -> None:
        depositary = self.pick("", "un-secretariat", self.pick(*self.ids)) if kind == "multilateral" else ""
        self.treaties[id_] = Treaty.of((id_, id_, kind, ("other",), tuple(parties), (), depositary, "paper", "", False), self._life(), (), ())

    def _bilateral(self, id_: str) -> None:
        makers = self.random.sample(self.ids[:4], 2)
        self._treaty(id_, "bilateral", makers)
        self._acts_between(id_, *makers, BILATERAL, first="enters-force")
        for _ in range(self.pick(0, 1, 2, 3)):
            heirs = [c.actor for c in self.claims if c.relation == "succession" and c.act != "denies"] or self.ids
            a, b = self.pick(*heirs), self.pick(*makers, *self.ids)
            if a != b:
                self._acts_between(id_, a, b, BILATERAL)

    def _acts_between(self, treaty: str, a: str, b: str, acts: Sequence[str], first: str = "") -> None:
        for n in range(self.pick(1, 1, 2, 3, 4)):
            act = first if first and n == 0 else self.pick(*acts)
            holder = self.holder(a, b)
            day = self.random.randint(2, 20) if act == "enters-force" and first else self.random.randint(5, LAST)
            who, what = self.pick((a, b), (b, a))
            ground = ""
            if act in ("denies", "reverses"):
                said = [c for c in self.claims if c.relation == "in-force" and c.of == treaty and {c.actor, c.object} == {a, b}]
                if act == "reverses":
                    said += [c for c in self.claims if c.act == "denies" and c.of == treaty and set(c.object.split()[1:3]) == {a, b}]
                if not said:
                    continue
                target = self.pick(*said)
                words = target.object.split() if target.act == "denies" else [target.actor, target.object]
                who, ground = holder.split("/")[0], self.pick("fact", "fact", "effect", "") if act == "denies" else ""
                what = f"{target.act} {a} {b} {target.ordinal}" if len(words) == 2 else f"denies {a} {b} {target.ordinal}"
            self.add("in-force", act, who, what, day, holder, of=treaty, ground=ground)

    def _multilateral(self, id_: str) -> None:
        self._treaty(id_, "multilateral", ())
        for party in self.random.sample(self.ids, self.random.randint(2, len(self.ids))):
            for _ in range(self.pick(1, 1, 2, 3)):
                act, holder = self.pick(*PARTY), self.holder(party)
                who, what, ground = party, id_, ""
                if act in ("denies", "reverses"):
                    said = [c for c in self.claims if c.relation == "party" and c.actor == party and c.object == id_]
                    if not said:
                        continue
                    target = self.pick(*said)
                    who, what = holder.split("/")[0], f"{target.act} {party} {id_} {target.ordinal}"
                    ground = self.pick("fact", "effect", "") if act == "denies" else ""
                self.add("party", act, who, what, self.random.randint(3, LAST), holder, ground=ground)
        if self.chance(0.3):
            since = self.random.randint(0, 8) * STEP
            self.covers.append((id_, since, since + self.pick(1, 4) * STEP))
        if self.chance(0.6):
            self._acts_between(id_, *self.random.sample(self.ids, 2), ("excludes", "excludes", "resumes", "enters-force", "doubts", "denies"))

    def _links(self) -> None:
        ids = list(self.treaties)
        for n, id_ in enumerate(ids):
            links = tuple(Link(self.pick("replaces", "replaces", "terminates", "supplements"), other, "", "paper", "read", "")
                          for other in ids[:n] if self.chance(0.4))
            self.treaties[id_] = self.treaties[id_]._replace(links=links)


def seeded(seed: int, cycles: bool = False) -> World:
    """The world of a seed. cycles: whether a polity may succeed one that succeeds it.

    Such circles are not compared by default: no source claims one, and of what comes back to an heir by way of another the program says no where the
    rules say nothing, in one world of seven.
    """
    return _Maker(seed, cycles).make()


class Made(Atlas):
    """A world as the questions see an atlas; it has no file behind it."""

    def __init__(self, world: World) -> None:
        self.overlays = []
        self._sources = {}
        self._claims: dict[tuple[str, str], list[Claim]] = {}
        for c in world.claims:
            self._claims.setdefault((c.relation, c.pair), []).append(c)
        linked = {id_: tuple((t.id, link) for t in world.treaties.values() for link in t.links if link.treaty == id_) for id_ in world.treaties}
        held = world.claims_of("control")
        self.law = SimpleNamespace(treaties=world.treaties, linked=linked)
        self.__dict__.update(
            polities={id_: (id_, "state", "", Bounds(BEGIN if start <= -EVER else FIRST_DAY + start, END if end >= EVER else FIRST_DAY + end))
                      for id_, (start, end) in world.polities.items()},
            predecessors=_index((c.pair.split()[0], c.pair.split()[1]) for c in world.claims_of("succession")),
            in_force=_index((c.pair, c.of) for c in world.claims_of("in-force")),
            rights={id_: frozenset(c.actor for c in held if claims_sovereignty(c) and c.object == id_) for id_ in world.polities},
            coverage=[Coverage("list", "party", "*", "*", id_, "", "", FIRST_DAY + since, FIRST_DAY + until, None, "press", "read", "")
                      for id_, since, until in world.covers],
            vocabulary=vocabulary(), sources={}, date=FIRST_DAY + 1000, about={"code": "", "data": "", "hash": ""})
        self._held = held

    def pair(self, relation: str, pair: str) -> tuple[Claim, ...]:
        """Every claim about two."""
        return tuple(self._claims.get((relation, pair), ()))

    def pairs_of(self, relation: str, *, actor: str | None = None, object_: str | None = None) -> list[str]:
        """The pairs with any claim of a relation, by one actor or on one object."""
        return sorted(p for r, p in self._claims if r == relation and p.split()[0] == (actor or p.split()[0])
                      and p.split()[1] == (object_ or p.split()[1]))

    def held_over(self, territory: str) -> list[Claim]:
        """Every claim about who answered for a territory."""
        return [c for c in self._held if c.object == territory]

    def source(self, id_: str) -> None:
        """No source has a record here."""


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {k: tuple(v) for k, v in found.items()}


def view(world: World) -> View:
    """A neutral view of a world."""
    return View(Made(world), Lens())
