"""An open atlas: the built file with any overlays laid over it, asked through views."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .._version import __version__
from ..atlas.store import Store
from ..errors import UsageError
from ..kernel.acts import Words
from ..kernel.claims import Claim
from ..kernel.lens import DOCTRINES, Lens, Supposition, read_supposition
from .answer import Day, as_day

if TYPE_CHECKING:
    from os import PathLike

    from ..atlas.overlay import Overlay
    from .groups.names import GroupNames
    from .names import Names
    from .view import View

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
        from .view import View  # which needs the atlas

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
