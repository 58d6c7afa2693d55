"""How every state stands towards one that requests: whether an instrument on extradition binds the two on a day, and which lists say otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.claims import Claim, Source
from ...kernel.dates import BEGIN, iso
from ...kernel.instruments import Treaty
from ...kernel.lens import DOCTRINES
from ...kernel.proofs import Node
from ...kernel.render import sources_of, walk_carrying
from ...kernel.standing import POSSIBLE_FOR, Verdict
from ..polity import Existence
from ..recognition import admit
from ..treaties.chains import chain
from ..treaties.relations import Bond, relations
from .answer import NOTICE
from .clauses import standing, suspended
from .spelling import stood
from .treaties import ABOUT, about_extradition

if TYPE_CHECKING:
    from ..view import View

STANDINGS = {
    "in-force": "an instrument on extradition is in force between the two",
    "disputed": "whether one is in force is disputed",
    "undetermined": "the dates are too coarse to say for this day",
    "suspended": "the instrument is suspended",
    "none": "none is in force: a list that covers the day does not name the state, or the last instrument ended, or the doctrine lets none pass",
    "unrecorded": "no claim says, and no list covers the day; which is not a no",
}
"""How a state can stand, and what each word means."""
_READ = {Verdict.YES: "in-force", Verdict.DISPUTED: "disputed", Verdict.UNDETERMINED: "undetermined"}


class Instrument(NamedTuple):
    """One instrument between a state and the one that requests, on the day: its verdict, since and until when, by which chain, on whose word."""

    treaty: Treaty
    verdict: Verdict
    since: int
    until: int
    chain: tuple[str, ...]
    suspended: bool
    sources: tuple[str, ...]
    node: Node

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it."""
        return {"treaty": self.treaty.id, "title": self.treaty.title, "verdict": self.verdict.value, "from": iso(self.since),
                "until": iso(self.until), "chain": list(self.chain), "suspended": self.suspended, "sources": list(self.sources)}


class Word(NamedTuple):
    """What one list, or one observer, says of a state on its own day: that it names it among those with a treaty, or leaves it out."""

    source: str
    holder: str
    day: int
    names: bool
    complete: bool
    treaties: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it. complete: whether the source says that it lists all."""
        return {"source": self.source, "holder": self.holder, "on": iso(self.day), "says": "names" if self.names else "leaves-out",
                "complete": self.complete, "treaties": list(self.treaties)}


class Base(NamedTuple):
    """One state: its standing, the instruments that it rests on, what lists say of it; and those of them that contradict it, or one another."""

    polity: str
    label: str
    standing: str
    instruments: tuple[Instrument, ...]
    words: tuple[Word, ...]
    contradicting: tuple[Word, ...]
    lists: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the standing: those of the instruments, or of the list that does not name the state."""
        return tuple(dict.fromkeys((*(s for i in self.instruments for s in i.sources), *self.lists)))

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it."""
        return {"polity": self.polity, "label": self.label, "standing": self.standing, "instruments": [i.to_dict() for i in self.instruments],
                "lists": [w.to_dict() for w in self.words], "contradicting": [w.to_dict() for w in self.contradicting],
                "sources": list(self.sources)}


class Bases:
    """The standing of everybody towards one requesting state, on one day, under one doctrine: the lens's, or `recorded`.

    rows: a Base for each state that may have existed that day, and for each other polity with which an instrument is recorded, by label.
    """

    def __init__(self, view: View, requesting: str, on: int) -> None:
        self.view, self.requesting, self.on = view, requesting, on
        self.doctrine = view.lens.doctrine or DOCTRINES[0]
        self._relations = relations(view, self.doctrine)
        self._effects = view.atlas.words("in-force").effects
        self.coverage = tuple(c for c in view.atlas.coverage if c.relation == "extradition" and view.admits(c.source)
                              and (c.actor, c.object) in ((requesting, "*"), ("*", requesting)))
        self.rows = tuple(sorted(self._rows(), key=lambda b: b.label))

    @property
    def counts(self) -> dict[str, int]:
        """How many have each standing, in order of STANDINGS."""
        tally = Counter(b.standing for b in self.rows)
        return {s: tally[s] for s in STANDINGS}

    @property
    def conflicts(self) -> tuple[Base, ...]:
        """The states about which lists contradict the standing or one another."""
        return tuple(b for b in self.rows if b.contradicting)

    @property
    def caution(self) -> str:
        """What a reader must know of how far the lists reach; empty where one covers the day."""
        label = self.view.atlas.label(self.requesting)
        if not self.coverage:
            return f"no source here lists every extradition treaty of {label}: whoever is not named is unrecorded, which is not a no"
        if any(c.since_day <= self.on < c.until_day for c in self.coverage):
            return ""
        days = ", ".join(f"{c.since if c.since == c.until else f'{c.since} to {c.until}'} ({c.source})" for c in self.coverage)
        return (f"no source that lists every extradition treaty of {label} covers {iso(self.on)}, only {days}: "
                "whoever is not named is unrecorded, which is not a no")

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every source that a row rests on or that a list is, by id."""
        ids = {s for b in self.rows for s in b.sources} | {w.source for b in self.rows for w in b.words}
        return tuple(s for i in sorted(ids) if (s := self.view.atlas.source(i)) is not None)

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract: every row, the conflicts among lists by polity, the sources."""
        return {"question": {"ask": "bases", "requesting": self.requesting}, "lens": self.view.lens.to_dict(), "on": iso(self.on),
                "doctrine": self.doctrine, "counts": self.counts, "caution": self.caution or None,
                "coverage": [{"source": c.source, "from": c.since or None, "until": c.until or None, "note": c.note or None} for c in self.coverage],
                "bases": [b.to_dict() for b in self.rows], "conflicts": [b.polity for b in self.conflicts],
                "sources": [s.to_dict() for s in self.sources], "notice": NOTICE, "atlas": dict(self.view.atlas.about)}

    # how one state stands

    def _rows(self) -> Iterator[Base]:
        for id_, (label, kind, _, bounds) in self.view.atlas.polities.items():
            if id_ == self.requesting or not bounds.start <= self.on < bounds.end or id_ in self._gone:
                continue
            treaties = about_extradition(self.view, id_, self.requesting)
            if kind == "state" or any(t.bilateral for t in treaties):
                base = self._base(id_, label, treaties)
                if kind == "state" or base.instruments:
                    yield base

    @cached_property
    def _gone(self) -> frozenset[str]:
        """Those that some namer gives no end, but that most namers say did not exist on the day; and those that nobody dates at all."""
        said: dict[str, list[str]] = {id_: [] for id_, polity in self.view.atlas.polities.items() if polity[1] == "state"}
        for id_, *row in self.view.atlas.rows("SELECT polity, holder, since, until, since_earliest, since_latest, until_earliest, until_latest, "
                                              "source, note FROM existence"):
            if self.view.admits(row[7]):
                said.setdefault(id_, []).append(Existence(*row).on(self.on))
        return frozenset(id_ for id_, words in said.items() if words.count("no") * 2 >= len(words))

    def _base(self, polity: str, label: str, treaties: Sequence[Treaty]) -> Base:
        found = [(t, bond) for t in treaties if (bond := self._relations.between(t, polity, self.requesting)).node is not None]
        instruments = [i for t, bond in found if (i := self._instrument(t, bond, polity)) is not None]
        instruments.sort(key=lambda i: (list(Verdict).index(i.verdict), -i.treaty.start))
        lists = tuple(c.source for c in self.coverage if c.since_day <= self.on < c.until_day)
        stands = _together(instruments, bool(lists))
        by_list = lists if stands == "none" and not instruments else ()
        words = self._words(polity)
        return Base(polity, label, stands, tuple(instruments), words, self._contradicting(words, instruments, found), by_list)

    def _instrument(self, treaty: Treaty, bond: Bond, polity: str) -> Instrument | None:
        """An instrument as it stands on the day; None for one that says nothing of it: a later one of the same two, one that never bound them."""
        assert bond.node is not None
        bound = any(bits & POSSIBLE_FOR for day, bits in bond.node.steps if day <= self.on)
        made_by_them = not treaty.bilateral or {polity, self.requesting} == set(treaty.parties)
        if treaty.start > self.on or (made_by_them and not bound):
            return None
        stands = standing(self.view, bond.node, self.on)
        cut = stands is Verdict.NO and suspended(bond.node, self.on)
        way = chain(self._relations, treaty, polity, self.requesting, self.on, bond) if stands is not Verdict.NO or cut else ()
        cited = dict.fromkeys(s for step in walk_carrying(bond.node, self.on) for s in sources_of(step.node))
        return Instrument(treaty, stands, *stood(bond.node, self.on), way, cut, tuple(cited), bond.node)

    # what lists say

    def _words(self, polity: str) -> tuple[Word, ...]:
        """What each list, dated by the day, says of a state: the complete ones of the requesting state, and those observed to name it or not."""
        claims = [c for c in self._claims(polity) if self._effects[c.act] in ("starts", "observes-for", "observes-against")]
        bounds = self.view.atlas.polities[polity][3]
        found: dict[str, Word] = {}
        for c in sorted(claims, key=lambda c: c.latest):
            effect, day = self._effects[c.act], c.latest if c.earliest <= BEGIN else c.earliest
            if effect != "starts" and day <= self.on and self.view.atlas.source(c.source) is not None:
                found[c.source] = Word(c.source, c.holder, day, effect == "observes-for", False, (c.of,))
        for row in sorted(self.coverage, key=lambda c: c.since_day):
            day = min(self.on, row.until_day - 1)
            if row.since_day <= self.on and bounds.start <= day < bounds.end:
                named = tuple(dict.fromkeys(c.of for c in claims if c.source == row.source and self._effects[c.act] != "observes-against"))
                found[row.source] = Word(row.source, row.holder, day, bool(named), True, named)
        return tuple(sorted(found.values(), key=lambda w: (w.day, w.source)))

    def _claims(self, polity: str) -> list[Claim]:
        pair = " ".join(sorted((polity, self.requesting)))
        about = {t for t in self.view.atlas.in_force.get(pair, ()) if ABOUT & set(self.view.atlas.treaties[t].about)}
        return admit(self.view, [c for c in self.view.atlas.pair("in-force", pair) if c.of in about], {}) if about else []

    def _contradicting(self, words: Sequence[Word], instruments: Sequence[Instrument], found: Sequence[tuple[Treaty, Bond]]) -> tuple[Word, ...]:
        """The words that cannot be squared with how it stood on their own day, or with one another; none of it settled.

        What was said against an instrument that another has since replaced is past.
        """
        live = {i.treaty.id for i in instruments if i.verdict is not Verdict.NO}
        words = [w for w in words if w.complete or not live or live & set(w.treaties)]
        then = {w: self._stood(w, found) for w in words}
        against = {w for w in words if then[w] is Verdict.DISPUTED or then[w] is (Verdict.NO if w.names else Verdict.YES)}
        for w in words:
            against |= {o for o in words if o.names != w.names and (w in against or then[o] is then[w] or not (o.complete and w.complete))}
        return tuple(w for w in words if w in against)

    def _stood(self, word: Word, found: Sequence[tuple[Treaty, Bond]]) -> Verdict:
        """Whether any instrument was in force on the day of a word; a list that names all is one of bilateral treaties."""
        said = {standing(self.view, bond.node, word.day) for t, bond in found if t.start <= word.day and (t.bilateral or not word.complete)}
        return next((v for v in (Verdict.YES, Verdict.DISPUTED, Verdict.UNDETERMINED, Verdict.NO) if v in said), Verdict.UNRECORDED)


def _together(instruments: Sequence[Instrument], listed: bool) -> str:
    """The standing that several instruments make. listed: whether a list that names all covers the day."""
    said = {i.verdict for i in instruments}
    for verdict, stands in _READ.items():
        if verdict in said:
            return stands
    if any(i.suspended for i in instruments):
        return "suspended"
    if listed or said == {Verdict.NO}:
        return "none"
    return "unrecorded"


def bases(view: View, requesting: str, on: int) -> Bases:
    """The standing of everybody towards a requesting state on a day; kept by the view."""
    kept: dict[tuple[str, int], Bases] = view.kept.setdefault("bases", {})
    if (requesting, on) not in kept:
        kept[requesting, on] = Bases(view, requesting, on)
    return kept[requesting, on]
