"""An open atlas, and a view of it through a lens: the two objects that questions are asked of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .._version import __version__
from ..atlas.store import Store
from ..errors import UsageError
from ..kernel.acts import Context, Words
from ..kernel.claims import Bounds, Claim, claims_sovereignty, widest
from ..kernel.lens import DOCTRINES, Lens, Supposition, read_supposition
from . import recognition as recognition_
from .answer import Answer, Day, as_day

if TYPE_CHECKING:
    from os import PathLike

    from ..atlas.overlay import Overlay
    from .extradition.answer import Extradition
    from .extradition.bases import Bases
    from .groups.lineage import Lineage
    from .groups.listed import Listed
    from .groups.names import GroupNames
    from .groups.record import GroupRecord
    from .names import Names
    from .polity import Record
    from .treaties.ask import Treaties
    from .treaties.record import Record as TreatyRecord


KEPT_LENSES = 64
"""For how many lenses an atlas keeps what was worked out before it starts afresh."""


class Atlas(Store):
    """A built atlas, with any overlays laid over it (`--with`): the overlays' claims obey every lens and never enter the file."""

    def __init__(self, path: str | PathLike[str] | None = None, overlays: Sequence[str | PathLike[str]] = ()) -> None:
        super().__init__(path)
        self.overlays: list[Overlay] = []
        if overlays:
            from pathlib import Path

            from ..atlas.overlay import read_overlay  # its readers cost a third of the import
            for n, file in enumerate(overlays):
                self.lay(read_overlay(Path(file), self, n))

    def lay(self, overlay: Overlay) -> None:
        """Lay an overlay over the atlas."""
        self.overlays.append(overlay)
        self._sources.update(overlay.sources)
        if "sources" in self.__dict__:
            self.sources.update(overlay.sources)

    def pair(self, relation: str, pair: str) -> tuple[Claim, ...]:
        """Every claim about two, those of the overlays included."""
        claims = super().pair(relation, pair)
        for overlay in self.overlays:
            claims = overlay.over(relation, pair, claims)
        return claims

    def pairs_of(self, relation: str, *, actor: str | None = None, object_: str | None = None) -> list[str]:
        """The pairs with any claim of a relation, those of the overlays included."""
        laid = {p for o in self.overlays for r, p in o.pairs if r == relation and p.split()[0] == (actor or p.split()[0])
                and p.split()[1] == (object_ or p.split()[1])}
        return sorted({*super().pairs_of(relation, actor=actor, object_=object_), *laid})

    def claims_about(self, id_: str) -> list[Claim]:
        """Every claim about a polity, those of the overlays included."""
        return super().claims_about(id_) + [c for o in self.overlays for c in o.about(id_)]

    @cached_property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """Whom each polity is said to succeed or continue, overlays included."""
        found = dict(super().predecessors)
        for pair in (p for o in self.overlays for r, p in o.pairs if r == "succession"):
            heir, before = pair.split()
            found[heir] = tuple(dict.fromkeys((*found.get(heir, ()), before)))
        return found

    @cached_property
    def in_force(self) -> dict[str, tuple[str, ...]]:
        """The treaties of which anything is claimed between two, overlays included."""
        found = dict(super().in_force)
        for claim in (c for o in self.overlays for c in o.claims if c.relation == "in-force"):
            found[claim.pair] = tuple(dict.fromkeys((*found.get(claim.pair, ()), claim.of)))
        return found

    @cached_property
    def claimed_between(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Between whom anything is claimed of each treaty."""
        found: dict[str, list[tuple[str, str]]] = {}
        for pair, treaties in self.in_force.items():
            a, b = pair.split()
            for treaty in treaties:
                found.setdefault(treaty, []).append((a, b))
        return {k: tuple(v) for k, v in found.items()}

    def held_over(self, territory: str) -> list[Claim]:
        """Every claim about who answered for a territory, overlays included."""
        return super().held_over(territory) + [c for o in self.overlays for c in o.claims if c.relation == "control" and c.object == territory]

    def claims_of(self, source: str) -> list[Claim]:
        """Every claim that rests on a source, those of the overlays included."""
        return super().claims_of(source) + [c for o in self.overlays for c in o.claims if c.source == source]

    @cached_property
    def names(self) -> Names:
        """Names and codes to polities."""
        from .names import Names  # not needed where ids are given

        return Names(self)

    @cached_property
    def group_names(self) -> GroupNames:
        """Names and codes to armed groups."""
        from .groups.names import GroupNames  # only questions about groups need them

        return GroupNames(self)

    def group_claims(self, id_: str) -> list[Claim]:
        """Every claim about a group by any relation of groups, those of the overlays included."""
        found = super().group_claims(id_)
        laid = sorted({(c.relation, c.pair) for o in self.overlays for c in o.about(id_)})
        return [c for c in found if (c.relation, c.pair) not in laid] + [c for key in laid for c in self.pair(*key)]

    @cached_property
    def date(self) -> int:
        """The atlas's own day: everything after it is presumed."""
        return int(self.meta["date_day"])

    @cached_property
    def about(self) -> dict[str, str]:
        """Which code and data an answer came from."""
        return {"code": __version__, "data": self.meta["data"], "hash": self.meta["hash"]}

    def view(self, *, eyes: str | None = None, known_by: Day | None = None, doctrine: str | None = None, trusting: Sequence[str] = (),
             without: Sequence[str] = (), suppose: Sequence[str] = ()) -> View:
        """The atlas through a lens.

        eyes: a party or holder (id, code or name). known_by: a day, `YYYY-MM-DD`. doctrine: recorded, vcsst-1978, clean-slate, continuity or all.
        trusting, without: source ids. suppose: acts such as "ES recognises XK on 2027-01-01". Raises UsageError, UnknownName, AmbiguousName.
        """
        if doctrine == "all":
            doctrine = None
        if doctrine is not None and doctrine not in DOCTRINES:
            raise UsageError(f'doctrine "{doctrine}" is not one of {", ".join(DOCTRINES)}, all')
        for id_ in (*trusting, *without):
            if self.source(id_) is None:
                raise UsageError(f'"{id_}" is no source of this atlas; see its claims\' sources with: comity claims POLITY')
        return View(self, Lens(None if eyes is None else self.holder(eyes), None if known_by is None else as_day(known_by), doctrine,
                               frozenset(trusting), frozenset(without), tuple(o.name for o in self.overlays),
                               tuple(self._supposition(s) for s in suppose)))

    def kept(self, lens: Lens) -> dict[str, Any]:
        """What views through a lens have worked out, kept for the next view through the same lens: neither the file nor an overlay changes."""
        kept: dict[Lens, dict[str, Any]] = self.__dict__.setdefault("_kept", {})
        if len(kept) >= KEPT_LENSES and lens not in kept:
            kept.clear()
        return kept.setdefault(lens, {})

    def holder(self, text: str) -> str:
        """The holder that a text means: one of the vocabulary, a polity, or an organ of one (`US/executive`)."""
        if text in self.vocabulary.holders or text in self.polities:
            return text
        party, slash, organ = text.partition("/")
        holder = self.names.one(party) + slash + organ
        if slash and not self.rows("SELECT 1 FROM claim WHERE holder = ? LIMIT 1", holder) and not any(c.holder == holder for o in self.overlays
                                                                                                     for c in o.claims):
            known = [h for (h,) in self.rows("SELECT DISTINCT holder FROM claim WHERE holder LIKE ? ORDER BY holder", f"{self.names.one(party)}/%")]
            raise UsageError(f'no claim here is held by "{holder}"; its organs that hold any: {", ".join(known) or "none"}')
        return holder

    def _supposition(self, text: str) -> Supposition:
        read = read_supposition(text)
        acts = [a for a, effect in self.words("recognition").effects.items() if effect in ("starts", "ends", "refuses")]
        if read.act not in acts:
            raise UsageError(f'cannot suppose "{text}": "{read.act}" is no act that can be supposed; it may be {", ".join(acts)}')
        return Supposition(read.act, self.names.one(read.actor, read.day), self.names.one(read.object, read.day), read.day, read.text)

    def words(self, relation: str) -> Words:
        """The acts of a relation, kept: every question of it needs them."""
        cache: dict[str, Words] = self.__dict__.setdefault("_words", {})
        if relation not in cache:
            cache[relation] = self.vocabulary.words(relation)
        return cache[relation]

    def label(self, holder: str) -> str:
        """What a polity, an organ or another holder is called in sentences."""
        if holder in self.polities:
            return self.polities[holder][0]
        if holder in self.vocabulary.regimes:
            return self.vocabulary.regimes[holder]
        party, slash, organ = holder.partition("/")
        whole = self.polities[party][0] if party in self.polities else self.vocabulary.organisations.get(party)
        if slash and whole:
            return f"{whole} ({organ.replace('-', ' ')})"
        words = self.vocabulary
        return words.holders.get(holder) or words.organisations.get(holder) or self._group(holder) or holder

    def _group(self, id_: str) -> str:
        return self.groups[id_].label if id_ in self.groups else ""


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
