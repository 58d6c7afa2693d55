"""A view of an atlas through a lens: the object that questions are asked of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..kernel.acts import Context
from ..kernel.claims import Bounds, Claim, claims_sovereignty, widest
from ..kernel.lens import Lens
from . import recognition as recognition_
from .answer import Answer, Day, as_day
from .opened import Atlas

if TYPE_CHECKING:
    from .extradition.answer import Extradition
    from .extradition.bases import Bases
    from .fighters.explain import Comparison, Explanation
    from .fighters.ranking import Rankings
    from .fighters.rates import Denominator
    from .fighters.record import Fighters
    from .groups.lineage import Lineage
    from .groups.listed import Listed
    from .groups.record import GroupRecord
    from .polity import Record
    from .treaties.ask import Treaties
    from .treaties.record import Record as TreatyRecord

__all__ = ["Atlas", "View"]


class View:
    """An atlas seen through a lens. Every question is a method and gives an Answer, or a record of its own that says so."""

    def __init__(self, atlas: Atlas, lens: Lens) -> None:
        self.atlas = atlas
        self.lens = lens
        self._admitted: dict[str, bool] = {}
        self.kept: dict[str, Any] = atlas.kept(lens)

    def recognition(self, actor: str, object_: str, *, on: Day | None = None, of: str = "state") -> Answer:
        """Does actor recognise object (as a state; of="government" for its government)? Names are read as of `on`, where given."""
        number = None if on is None else as_day(on)
        return recognition_.holds(self, "recognition", self.party(actor, number), self.party(object_, number), of)

    def membership(self, actor: str, organisation: str = "UN", *, on: Day | None = None) -> Answer:
        """Is actor a member of an organisation of the vocabulary?"""
        organisation = next((id_ for id_, name in self.atlas.vocabulary.organisations.items() if name.casefold() == organisation.casefold()),
                            organisation)
        if organisation not in self.atlas.vocabulary.organisations:
            raise UsageError(f'"{organisation}" is no organisation of this atlas; it has {", ".join(self.atlas.vocabulary.organisations)}')
        return recognition_.holds(self, "membership", self.party(actor, None if on is None else as_day(on)), organisation)

    def recognisers(self, object_: str, *, on: Day | None = None) -> dict[str, Answer]:
        """Everybody of whom something is recorded about recognising object, with the answer for each.

        With a day, only those that may have existed then, by the widest dates claimed.
        """
        id_ = self.party(object_, None if on is None else as_day(on))
        actors = {pair.split()[0] for pair in self.atlas.pairs_of("recognition", object_=id_)
                  if any(c.of == "state" for c in self.atlas.pair("recognition", pair))}
        actors |= {s.actor for s in self.lens.suppose if s.object == id_}
        if on is not None:
            day, bounds = as_day(on), self.atlas.polities
            actors = {a for a in actors if a not in bounds or bounds[a][3].start <= day < bounds[a][3].end}
        return {actor: self.recognition(actor, id_) for actor in sorted(actors)}

    def polity(self, name: str, *, on: Day | None = None) -> Record:
        """What a polity is: its names, codes, start and end per namer, succession, control, membership, each with its source."""
        from .polity import record

        number = None if on is None else as_day(on)
        return record(self, self.party(name, number))

    def in_force(self, treaty: str, a: str, b: str, *, on: Day | None = None) -> Answer:
        """Is a treaty (id, or words of its title) in force between two, under the lens's doctrine (recorded where it has none)?"""
        from .treaties.ask import in_force, two
        from .treaties.record import find

        found = find(self, treaty)
        return in_force(self, found, *two(self, a, b, None if on is None else as_day(on)), self.lens.doctrine or "recorded")

    def treaties(self, a: str, b: str, *, on: Day | None = None, about: str | Sequence[str] | None = None) -> Treaties:
        """What binds two, bound them once, or is recorded between them, under the lens's doctrine or all side by side.

        about: one of the vocabulary's matters, or several. Raises UnknownName, AmbiguousName, UsageError.
        """
        from .treaties.ask import treaties, two

        number = None if on is None else as_day(on)
        return treaties(self, *two(self, a, b, number), number, (about,) if isinstance(about, str) else tuple(about or ()))

    def treaty(self, name: str) -> TreatyRecord:
        """One treaty's life, by its id or words of its title. Raises UnknownName, AmbiguousName."""
        from .treaties.record import find, record

        return record(self, find(self, name))

    def extradition(self, *, requested: str, requesting: str, on: Day, offence: str | None = None, national_of: str | None = None,
                    requested_on: Day | None = None, committed: Day | None = None, facts: Mapping[str, bool] | None = None) -> Extradition:
        """Could a person be extradited from `requested` to `requesting`, and what bars it (S24)?

        on: the day of decision; requested_on (default: that day) and committed: the days of the request and of the act. offence: plain words of the
        vocabulary. national_of: the person's nationality. facts: what is known of the case, by the names of `questions.extradition.case.FACTS`.
        Raises UnknownName, AmbiguousName, UsageError, DateError.
        """
        from .extradition.answer import Extradition
        from .extradition.case import read_case

        return Extradition(self, read_case(self, requested, requesting, on, offence, national_of, requested_on, committed, facts))

    def bases(self, requesting: str, *, on: Day) -> Bases:
        """How every state stands towards one that requests extradition on a day: in force, disputed, undetermined, suspended, none, unrecorded;
        with the instruments and the lists that contradict it. The doctrine is the lens's, `recorded` where it names none."""
        from .extradition.bases import bases

        day = as_day(on)
        return bases(self, self.party(requesting, day), day)

    def group(self, name: str, *, on: Day | None = None) -> GroupRecord:
        """What an armed group is called by whom, what came before and after it, who takes it for which, and who had listed it.

        name: a name, acronym, code (ucdp:234) or id, of any time; of a day where several groups have held it. Raises UnknownName, AmbiguousName.
        """
        from .groups.record import record

        return record(self, name, None if on is None else as_day(on))

    def listed(self, by: str, *, on: Day) -> Listed:
        """Every group of which anything is recorded in the lists of a party (US, UN, EU …) or one of its lists (US/fto), as of a day."""
        from .groups.listed import listed

        return listed(self, by, as_day(on))

    def lineage(self, name: str, *, on: Day | None = None) -> Lineage:
        """The groups that one came of and that came of it, with their names, ties and listings, each with its day. Raises as `group` does."""
        from .groups.lineage import lineage

        return lineage(self, name, None if on is None else as_day(on))

    def fighters(self, place: str, *, on: Day | None = None, theatre: str | None = None, base: str = "total", year: int | None = None,
                 vintage: Day | None = None) -> Fighters:
        """Every figure of the foreign fighters from a place, grouped by what it counts, with rates per million and what explains the spread.

        base: of whom the population is taken (total, muslims …), of `year` (default: the figure's), as published by the day `vintage` (default: the
        last that the lens admits).
        on: only what was counted until that day or before. Raises UnknownName, AmbiguousName, UsageError.
        """
        from .fighters.record import Fighters, place_of, theatre_of

        number = None if on is None else as_day(on)
        return Fighters(self, place_of(self, place, number), theatre_of(self, theatre), self._denominator(base, year, vintage), number)

    def fighter_ranks(self, *, on: Day | None = None, theatre: str | None = None, source: str | None = None, per_head: bool = True,
                      among: Sequence[str] = (), base: str = "total", year: int | None = None, vintage: Day | None = None) -> Rankings:
        """Rank ranges of places, within one source and scope each, by rate or by count. Raises as `fighters` does."""
        from .fighters.ranking import rankings
        from .fighters.record import theatre_of

        number = None if on is None else as_day(on)
        ids = [self.party(p, number) for p in among]
        return rankings(self, theatre_of(self, theatre), source, per_head, ids, self._denominator(base, year, vintage), number)

    def compare_figures(self, one: str, other: str, *, on: Day | None = None) -> Comparison:
        """Do two sources (ids) disagree, or count different things? Place by place. Raises UsageError."""
        from .fighters.explain import compare

        return compare(self, one, other, None if on is None else as_day(on))

    def explain_rate(self, place: str, rate: str, per: int = 1_000_000, *, on: Day | None = None) -> Explanation:
        """Which counts and populations of a place reproduce a printed rate ("125"). Raises UnknownName, AmbiguousName, UsageError."""
        from .fighters.explain import explain
        from .fighters.record import place_of

        number = None if on is None else as_day(on)
        return explain(self, place_of(self, place, number), rate, per, number)

    def _denominator(self, base: str, year: int | None, vintage: Day | None) -> Denominator:
        from .fighters.rates import Denominator

        bases = self.atlas.vocabulary.kinds["population"]
        if base not in bases:
            raise UsageError(f'base "{base}" is no population of this atlas; it may be {", ".join(bases)}')
        return Denominator(base, year, None if vintage is None else as_day(vintage))

    def party(self, text: str, on: int | None = None) -> str:
        """The polity that an id, code or name means, on a day where one is given."""
        return text if text in self.atlas.polities else self.atlas.names.one(text, on)

    def context(self, relation: str, actor: str, object_: str) -> Context:
        """Everything about a pair that is not a claim."""
        atlas = self.atlas
        first, second = self.bounds(actor), self.bounds(object_)
        return Context(actor, object_, recognition_.bounds_of(first, second),
                       frozenset({actor, object_}) | self.rights(object_), atlas.words(relation), atlas.label, self.lens,
                       atlas.label(actor if first.start > second.start else object_), atlas.label(actor if first.end < second.end else object_))

    def bounds(self, id_: str) -> Bounds:
        """How far acts of or about an entity can reach, by the widest dates that the lens admits (S10, S16)."""
        if id_ not in self.atlas.polities:
            return self.atlas.vocabulary.bounds(id_)
        if not self.lens.selects:
            return self.atlas.polities[id_][3]
        rows = self.atlas.rows("SELECT since_earliest, since_latest, until_earliest, until_latest, source FROM existence WHERE polity = ?", id_)
        return widest([r[:4] for r in rows if self.admits(r[4])])

    def rights(self, object_: str) -> frozenset[str]:
        """Who claims sovereignty over what `object_` holds, by the claims that the lens admits, overlays included (S11)."""
        if not self.lens.selects and not self.atlas.overlays:
            return self.atlas.rights.get(object_, frozenset())
        return frozenset(c.actor for c in self.atlas.held_over(object_) if claims_sovereignty(c) and self.admits(c.source))

    def coverage(self, relation: str, actor: str, object_: str) -> list[tuple[int, int, str]]:
        """The spans over which an admitted source lists everything of a relation: (since, until, source id)."""
        effects, about = self.atlas.words(relation).effects, self.atlas.covering
        rows = (*about.get((relation, object_), ()), *about.get((relation, "*"), ()))
        return [c.span for c in rows if c.meets(relation, actor, object_, effects) and self.admits(c.source)]

    def admits(self, source: str) -> bool:
        """Whether the lens lets a source count; what is supposed always does (S16, S17)."""
        if not self.lens.selects or source == "supposed":
            return True
        if source not in self._admitted:
            found = self.atlas.source(source)
            self._admitted[source] = self.lens.admits(source, found.published_latest if found else None, self.atlas.sources) is True
        return self._admitted[source]

    def claims_about(self, id_: str) -> list[Claim]:
        """Every admitted claim in which a polity is actor, object, or part of the act spoken of."""
        return [c for c in self.atlas.claims_about(id_) if self.admits(c.source)]

    def to_dict(self) -> dict[str, Any]:
        """The lens, as the JSON contract has it."""
        return self.lens.to_dict()
