"""What can be asked about treaties: what binds two, since when and through which chain, under each doctrine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import UsageError
from ...kernel.claims import Claim
from ...kernel.compose import ever
from ...kernel.dates import BEGIN, END, iso
from ...kernel.instruments import Provision, Treaty
from ...kernel.lens import DOCTRINES
from ...kernel.render import walk_carrying
from ...kernel.standing import POSSIBLE_FOR
from ...kernel.states import hold
from ...kernel.timeline import at
from ..answer import Answer
from ..recognition import admit
from .chains import chain
from .links import ancestors, joined
from .relations import presumed_from, relations

if TYPE_CHECKING:
    from ..view import View


def candidates(view: View, a: str, b: str, about: Set[str] = frozenset(), *, multilateral: bool = True) -> list[Treaty]:
    """The treaties that may bind two: made by them or by those they come from, claimed to go on between them, or open to many.

    about: only those about one of these matters; empty for all. In order of signature.
    """
    atlas = view.atlas
    ids = {id_ for p, q in product(ancestors(view, a), ancestors(view, b)) for id_ in atlas.in_force.get(f"{p} {q}" if p < q else f"{q} {p}", ())}
    ids |= set(atlas.law.between.get(frozenset((a, b)), ()))
    if multilateral:
        ids |= {id_ for matter in about or atlas.law.about for id_ in atlas.law.about.get(matter, ())}
    found = [atlas.treaties[id_] for id_ in ids]
    return sorted((t for t in found if not about or about & set(t.about)), key=lambda t: (t.start, t.id))


class Tie:
    """One treaty between two: an Answer under each doctrine, the chain it came through, what cut, ended or replaced it, and what was said beside it.

    day: the day asked for, None for all time. answers, chains: by doctrine; a chain is polity ids from maker to heir, empty where the two made or
    joined it themselves. ended_by, cut_by, beside: admitted claims; with a day, those of up to then. declared: provisions that a declaration of
    either changes. replaced_by: ids of the later treaties that ended it.
    """

    def __init__(self, view: View, treaty: Treaty, a: str, b: str, doctrines: Sequence[str], day: int | None) -> None:
        self.view, self.treaty, self.a, self.b, self.day = view, treaty, a, b, day
        self.answers: dict[str, Answer] = {d: in_force(view, treaty, a, b, d) for d in doctrines}

    @property
    def recorded(self) -> bool:
        """Whether it ever bound them under any doctrine, or anything is recorded of it between them."""
        if any(s.bits & POSSIBLE_FOR for found in self.answers.values() for s in found.timeline):
            return True
        made = self.treaty.bilateral and {self.a, self.b} == set(self.treaty.parties) and self.view.admits(self.treaty.source)
        return made or bool(relations(self.view, "recorded").recorded(self.treaty, self.a, self.b))

    def binds(self, day: int) -> bool:
        """Whether under any doctrine something speaks for it on a day."""
        return any(found.segment(day).bits & POSSIBLE_FOR for found in self.answers.values())

    def bound_by(self, day: int) -> bool:
        """Whether under any doctrine something speaks for it on that day or on one before."""
        return any(s.bits & POSSIBLE_FOR and s.since <= day for found in self.answers.values() for s in found.timeline)

    @cached_property
    def chains(self) -> dict[str, tuple[str, ...]]:
        """From maker to heir under each doctrine: on the day, or on the last day that it bound."""
        found = {}
        for doctrine, answer in self.answers.items():
            known = relations(self.view, doctrine)
            day = self._last(answer) if self.day is None else self.day
            held = answer.segment(day).bits & POSSIBLE_FOR
            found[doctrine] = chain(known, self.treaty, self.a, self.b, day, known.between(self.treaty, self.a, self.b)) if held else ()
        return found

    def _last(self, answer: Answer) -> int:
        """The last day up to the atlas's own on which something speaks for it; the atlas's day where nothing ever does."""
        today = self.view.atlas.date
        return max((min(s.until - 1, today) for s in answer.timeline if s.bits & POSSIBLE_FOR and s.since <= today), default=today)

    @cached_property
    def _ends(self) -> list[Claim]:
        """The claims by which the proofs have it end, be suspended or cut: those that stand on the day."""
        found: dict[int, Claim] = {}
        for answer in {a.proof.node: a for a in self.answers.values()}.values():
            nodes = answer.proof.node.walk() if self.day is None else (s.node for s in walk_carrying(answer.proof.node, self.day))
            found |= {c.id: c for node in nodes for c in node.claims if self._is_end(c)}
        return in_order(c for c in found.values() if self.day is None or first_day(c) <= self.day)

    def _is_end(self, claim: Claim) -> bool:
        if (claim.of if claim.relation == "in-force" else claim.pair.partition(" ")[2]) != self.treaty.id:
            return False
        return claim.relation in ("in-force", "party") and self.view.atlas.words(claim.relation).effects[claim.act] == "ends"

    @property
    def ended_by(self) -> tuple[Claim, ...]:
        """The acts that terminated, denounced or suspended it."""
        return tuple(c for c in self._ends if c.act != "excludes")

    @property
    def cut_by(self) -> tuple[Claim, ...]:
        """The objections and declarations by which a multilateral is not in force between the two."""
        return tuple(c for c in self._ends if c.act == "excludes")

    @cached_property
    def replaced_by(self) -> tuple[str, ...]:
        """The later treaties that ended it between the two, under any doctrine asked for: by the day, or ever."""
        found = []
        for other, link in self.view.atlas.law.linked.get(self.treaty.id, ()):
            if link.act in ("replaces", "terminates") and self.view.admits(link.source):
                later = self.view.atlas.treaties[other]
                nodes = [relations(self.view, d).between(later, self.a, self.b).node for d in self.answers]
                lines = [ever(n.steps) for n in nodes if n is not None]
                if any(at(line, END if self.day is None else self.day) & POSSIBLE_FOR for line in lines):
                    found.append(other)
        return tuple(dict.fromkeys(found))

    @cached_property
    def beside(self) -> tuple[Claim, ...]:
        """What was said about it without effect on its force: reservations, declarations, objections of either (signatures are left out)."""
        return tuple(in_order(c for c in about_two(self.view, [self.treaty], self.a, self.b)
                              if self.view.atlas.words(c.relation).effects[c.act] == "none" and c.act != "signs"
                              and self.view.admits(c.source) and (self.day is None or first_day(c) <= self.day)))

    @cached_property
    def declared(self) -> tuple[Provision, ...]:
        """What a declaration or reservation of either changes in its text."""
        return tuple(p for p in self.view.atlas.law.provisions(self.treaty.id) if p.party in (self.a, self.b) and self.view.admits(p.source)
                     and (self.day is None or p.holds_on(self.day)))

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it."""
        signed = self.treaty.signed
        return {"id": self.treaty.id, "title": self.treaty.title, "kind": self.treaty.kind, "about": list(self.treaty.about),
                "signed": signed.date if signed else None, "doctrines": {d: self._under(d) for d in self.answers},
                "beside": [c.to_dict() for c in self.beside], "declared": [p.to_dict() for p in self.declared],
                "cut_by": [c.to_dict() for c in self.cut_by], "ended_by": [c.to_dict() for c in self.ended_by],
                "replaced_by": list(self.replaced_by)}

    def _under(self, doctrine: str) -> dict[str, Any]:
        answer = self.answers[doctrine]
        since, until = (None, None) if self.day is None else map(iso, answer.span(self.day))
        return {"verdict": None if self.day is None else answer.on(self.day).value, "from": since, "until": until,
                "chain": list(self.chains[doctrine]), "timeline": [s.to_dict() for s in answer.timeline]}


class Treaties(NamedTuple):
    """What binds two, bound them once, or is recorded between them; `treaties` in order of signature.

    day: the day asked for, None for all time. about: the matters asked for, empty for all. left_out: claims that the lens left out, by reason.
    """

    view: View
    a: str
    b: str
    about: tuple[str, ...]
    day: int | None
    treaties: tuple[Tie, ...]
    left_out: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract."""
        return {"question": {"ask": "treaties", "a": self.a, "b": self.b, "about": list(self.about)}, "lens": self.view.to_dict(),
                "on": None if self.day is None else iso(self.day), "treaties": [t.to_dict() for t in self.treaties],
                "left_out": self.left_out, "atlas": dict(self.view.atlas.about)}


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in order of time."""
    return sorted(claims, key=lambda c: (first_day(c), c.id))


def first_day(claim: Claim) -> int:
    """The first day that a claim speaks of; of one known only as "by D" it is D."""
    return claim.latest if claim.earliest <= BEGIN else claim.earliest


def about_two(view: View, treaties: Iterable[Treaty], a: str, b: str) -> list[Claim]:
    """Every claim about some treaties between two, and about either as a party, whether the lens admits it or not."""
    ids = {t.id for t in treaties}
    pair = " ".join(sorted((a, b)))
    claims = [c for c in view.atlas.pair("in-force", pair) if c.of in ids]
    return claims + [c for id_ in sorted(ids) if not view.atlas.treaties[id_].bilateral for party in (a, b)
                     for c in view.atlas.pair("party", f"{party} {id_}")]


def two(view: View, a: str, b: str, on: int | None) -> tuple[str, str]:
    """The two asked about, polities or organisations, by id. Raises UnknownName, AmbiguousName; UsageError where they are one."""
    first, second = (t if t in view.atlas.vocabulary.organisations else view.party(t, on) for t in (a, b))
    if first == second:
        raise UsageError(f"{view.atlas.label(first)} has no treaties with itself; name two")
    return first, second


def in_force(view: View, treaty: Treaty, a: str, b: str, doctrine: str) -> Answer:
    """How a treaty stands between two, by ids, under a doctrine: unrecorded where neither they nor those before them have to do with it."""
    known = relations(view, doctrine)
    found = known.between(treaty, a, b).node or hold((), (), known.context(treaty, tuple(sorted((a, b)))), "is in force").node
    left_out: dict[str, int] = {}
    if view.lens.selects:
        admit(view, about_two(view, [treaty], a, b), left_out)
    question = {"ask": "in-force", "treaty": treaty.id, "a": a, "b": b, "doctrine": doctrine}
    return Answer(question, view.lens, found, presumed_from(view, found), left_out, view.atlas.about, view.atlas.source,
                  lambda: known.conflicts(treaty, a, b))


def treaties(view: View, a: str, b: str, day: int | None, about: Sequence[str]) -> Treaties:
    """What binds two, by ids. Raises UsageError for a matter that is no word of the vocabulary."""
    words = view.atlas.vocabulary.kinds["about"]
    for word in about:
        if word not in words:
            raise UsageError(f'"{word}" is nothing that a treaty here is about; it may be {", ".join(words)}')
    doctrines = (view.lens.doctrine,) if view.lens.doctrine else DOCTRINES
    may = [t for t in candidates(view, a, b, frozenset(about)) if t.bilateral or _concerns(view, t, a, b)]
    found = tuple(tie for t in may if (tie := Tie(view, t, a, b, doctrines, day)).recorded)
    left_out: dict[str, int] = {}
    if view.lens.selects:
        admit(view, about_two(view, may, a, b), left_out)
    return Treaties(view, a, b, tuple(about), day, found, left_out)


def _concerns(view: View, treaty: Treaty, a: str, b: str) -> bool:
    """Whether anything is claimed of a multilateral between two, or of either, or those before them, as parties to it: else it cannot bind them."""
    if treaty.id in view.atlas.in_force.get(" ".join(sorted((a, b))), ()):
        return True
    return treaty.id in joined(view, a) and treaty.id in joined(view, b)
