"""One treaty's life: its dates and links, what its articles settle as far as they were read, whom it binds, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import AmbiguousName, UnknownName
from ...kernel.claims import Claim, Coverage
from ...kernel.dates import iso
from ...kernel.instruments import Clause, Life, Link, Provision, Treaty
from ...kernel.names import fold
from ...kernel.standing import Verdict
from ..answer import Day, as_day
from ..recognition import admit
from .ask import first_day, in_force, in_order
from .links import ancestors
from .relations import relations

if TYPE_CHECKING:
    from ..view import View

EXPECTED = ("offence-method", "own-nationals", "political-offence", "lapse-of-time", "prior-trial", "capital-punishment", "military-offence",
            "retroactivity", "specialty", "provisional-arrest")
"""What a reader of an extradition treaty looks for; what of it nobody read is said, since it may forbid (S24)."""
_ADDS = ("supplements", "amends", "protocol-to", "extends")
SHOWN = 4
"""How many treaties an error names."""


class Linked(NamedTuple):
    """What a treaty does to another (`to`), or another to it (`from`)."""

    direction: str
    treaty: Treaty
    link: Link

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it; what is empty is left out."""
        row = {"direction": self.direction, "act": self.link.act, "treaty": self.treaty.id, "title": self.treaty.title,
               "article": self.link.article, "source": self.link.source, "read": self.link.read, "note": self.link.note}
        return {k: v for k, v in row.items() if v}


class Record:
    """Everything recorded of one treaty, through a lens.

    life, links, clauses, provisions: what the lens admits of the instrument itself. in_force, party: the admitted claims that it binds two, or one,
    in order of time. coverage: the sources that list all of its parties, or all extradition treaties of one that made it. left_out: claims that the
    lens left out, by reason.
    """

    def __init__(self, view: View, treaty: Treaty) -> None:
        atlas, keep = view.atlas, view.admits
        self.view, self.treaty = view, treaty
        self.life: tuple[Life, ...] = tuple(sorted((r for r in treaty.life if keep(r.source)), key=lambda r: r.earliest))
        self.links: tuple[Linked, ...] = tuple(x for x in _linked(view, treaty) if keep(x.link.source))
        self.clauses: tuple[Clause, ...] = tuple(c for c in treaty.clauses if keep(c.source))
        self.provisions: tuple[Provision, ...] = tuple(p for p in atlas.law.provisions(treaty.id) if keep(p.source))
        self.left_out: dict[str, int] = {}
        self._pairs = [pair for pair, ids in atlas.in_force.items() if treaty.id in ids]
        between = [c for pair in self._pairs for c in atlas.pair("in-force", pair) if c.of == treaty.id]
        joined = [] if treaty.bilateral else [c for pair in atlas.pairs_of("party", object_=treaty.id) for c in atlas.pair("party", pair)]
        self.in_force: tuple[Claim, ...] = tuple(in_order(admit(view, between, self.left_out)))
        self.party: tuple[Claim, ...] = tuple(in_order(admit(view, joined, self.left_out)))
        self.coverage: tuple[Coverage, ...] = tuple(c for c in atlas.coverage if self._covers(c) and keep(c.source))

    def _covers(self, row: Coverage) -> bool:
        if row.relation in ("party", "in-force"):
            return row.object == self.treaty.id
        return row.relation == "extradition" and "extradition" in self.treaty.about and row.actor in self.treaty.parties

    @property
    def unread(self) -> tuple[str, ...] | None:
        """The matters of an extradition treaty that nobody read in its text; None for what is no such treaty, or only adds to another."""
        if not {"extradition", "surrender"} & set(self.treaty.about) or any(link.act in _ADDS for link in self.treaty.links):
            return None
        read = {p.provision: p.value for p in self.provisions if not p.party}
        lists, limit = read.get("offence-method", ""), read.get("threshold")
        more = [("list-read", lists.startswith("list") and read.get("list-read") != "whole"), ("threshold", "dual" in lists and limit is None)]
        return (*(word for word in EXPECTED if word not in read), *(word for word, missing in more if missing))

    def on(self, when: Day) -> dict[str, Verdict]:
        """Whom it binds on a day under the lens's doctrine (recorded where it has none): by party, or by pair for a bilateral ("US XK").

        Everybody of whom anything is recorded with it, and of a multilateral those who continue one of them.
        """
        day = as_day(when)
        if self.treaty.bilateral:
            pairs = sorted({*self._pairs, " ".join(sorted(self.treaty.parties))})
            return {f"{a} {b}": in_force(self.view, self.treaty, a, b, self.doctrine).on(day) for a, b in (pair.split() for pair in pairs)}
        known = relations(self.view, self.doctrine)
        bonds = {party: known.party(self.treaty, party).node for party in self._concerned}
        return {party: node.verdict(day) for party, node in bonds.items() if node is not None}

    @property
    def doctrine(self) -> str:
        """The doctrine under which it is said whom it binds."""
        return self.view.lens.doctrine or "recorded"

    @cached_property
    def _concerned(self) -> list[str]:
        named = {c.pair.split()[0] for c in self.party}
        return sorted(named | {p for p in self.view.atlas.predecessors if named & ancestors(self.view, p)})

    def to_dict(self, on: Day | None = None) -> dict[str, Any]:
        """The JSON contract; with a day, what was said or settled by then, and whom it binds."""
        day = None if on is None else as_day(on)
        t = self.treaty
        return {"question": {"ask": "treaty", "id": t.id}, "lens": self.view.to_dict(), "on": None if day is None else iso(day),
                "treaty": {"id": t.id, "title": t.title, "kind": t.kind, "about": list(t.about), "parties": list(t.parties), "cites": list(t.cites),
                           "depositary": t.depositary or None, "source": t.source, "note": t.note or None},
                "stands": None if day is None else {k: v.value for k, v in self.on(day).items()},
                "life": [r.to_dict() for r in self.life], "links": [x.to_dict() for x in self.links],
                "clauses": [_clause(c) for c in self.clauses], "provisions": [p.to_dict() for p in holding(self.provisions, day)],
                "unread": None if self.unread is None else list(self.unread), "in_force": [c.to_dict() for c in until(self.in_force, day)],
                "party": [c.to_dict() for c in until(self.party, day)], "coverage": [_coverage(c) for c in self.coverage],
                "left_out": self.left_out, "atlas": dict(self.view.atlas.about)}


def until(claims: Sequence[Claim], day: int | None) -> list[Claim]:
    """The claims dated up to a day; all of them without one."""
    return [c for c in claims if day is None or first_day(c) <= day]


def holding(provisions: Sequence[Provision], day: int | None) -> list[Provision]:
    """The provisions in the text, or declared, on a day; all of them without one."""
    return [p for p in provisions if day is None or p.holds_on(day)]


def _clause(row: Clause) -> dict[str, Any]:
    return {k: v for k, v in row._asdict().items() if v}


def _coverage(row: Coverage) -> dict[str, Any]:
    return {"source": row.source, "relation": row.relation, "actor": row.actor, "object": row.object, "from": row.since or None,
            "until": row.until or None}


def _linked(view: View, treaty: Treaty) -> list[Linked]:
    every = view.atlas.treaties
    return [*(Linked("to", every[link.treaty], link) for link in treaty.links),
            *(Linked("from", every[other], link) for other, link in view.atlas.law.linked.get(treaty.id, ()))]


def record(view: View, treaty: Treaty) -> Record:
    """The record of a treaty: what the lens admits of it."""
    return Record(view, treaty)


def find(view: View, text: str) -> Treaty:
    """The treaty that an id, or words of its title, parties, year or citation, mean. Raises UnknownName, AmbiguousName."""
    every = view.atlas.treaties
    if text in every:
        return every[text]
    wanted = fold(text)
    said = {t.id: _said(view, t) for t in every.values()}
    exact = [id_ for id_, (names, _) in said.items() if wanted in names]
    found = exact or [id_ for id_, (_, words) in said.items() if wanted and set(wanted.split()) <= words]
    if len(found) == 1:
        return every[found[0]]
    if found:
        raise _ambiguous(view, text, [every[id_] for id_ in found])
    raise _unknown(view, text, said)


def _said(view: View, treaty: Treaty) -> tuple[set[str], set[str]]:
    """What a treaty is called, folded: its whole names, and every word that may be said of it."""
    label = view.atlas.label
    names = {fold(n) for n in (treaty.id, treaty.title, treaty.name(label), *treaty.cites)}
    year = treaty.signed.date[:4] if treaty.signed else ""
    return names, {w for n in (*names, *(fold(label(p)) for p in treaty.parties), *map(fold, treaty.about), year) for w in n.split()}


def called(view: View, treaty: Treaty) -> str:
    """What a list calls a treaty: who made it and when, or its title, and its id."""
    return f"{treaty.name(view.atlas.label)} ({treaty.id})"


def _ambiguous(view: View, text: str, found: list[Treaty]) -> AmbiguousName:
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    who = ", ".join(called(view, t) for t in found[:SHOWN])
    return AmbiguousName(f'"{text}" is {len(found)} treaties: {who}{more}. Give more words, such as parties or a year, or the id: '
                         f"comity treaty {found[0].id}", tuple(found))


def _unknown(view: View, text: str, said: dict[str, tuple[set[str], set[str]]]) -> UnknownName:
    import difflib  # only an error needs it, and it costs milliseconds

    wanted = fold(text)
    whole = {name: id_ for id_, (names, _) in said.items() for name in names}
    near = [whole[name] for name in difflib.get_close_matches(wanted, list(whole), n=SHOWN, cutoff=0.7)]
    known = {w for _, held in said.values() for w in held}
    words = {w for word in wanted.split() for w in difflib.get_close_matches(word, known, n=1, cutoff=0.8) or [word]}
    shared = sorted((id_ for id_, (_, held) in said.items() if 2 * len(words & held) > len(words)), key=lambda id_: -len(words & said[id_][1]))
    ids = list(dict.fromkeys(near + shared))[:SHOWN]
    hint = f"Near it: {', '.join(called(view, view.atlas.treaties[id_]) for id_ in ids)}." if ids else (
        "List those between two with: comity treaties A B.")
    return UnknownName(f'"{text}" is no treaty of this atlas. {hint}', tuple(ids))
