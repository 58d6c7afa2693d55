"""Reading treaties, provisions, laws, offences and decisions out of a built atlas; each kind is read once, when first asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from ..kernel.dates import BEGIN
from ..kernel.instruments import Clause, Decision, Life, Link, Offence, Provision, Treaty
from ..kernel.names import fold

Rows = Callable[..., list[tuple[Any, ...]]]
T = TypeVar("T")


class LawStore:
    """The law of an atlas, by id."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @cached_property
    def treaties(self) -> dict[str, Treaty]:
        """Every treaty."""
        life, links = self._by_treaty("treaty_life", Life._make), self._by_treaty("treaty_link", Link._make)
        clauses = self._by_treaty("treaty_clause", Clause._make)
        said: dict[str, int] = dict(self._rows("SELECT of, MIN(earliest) FROM claim WHERE relation = 'in-force' "
                                               "AND act IN ('enters-force', 'provisionally-applies') GROUP BY of"))
        return {r[0]: Treaty.of((*r[:3], *(tuple(json.loads(v)) for v in r[3:6]), *r[6:9], bool(r[9])), life.get(r[0], ()), links.get(r[0], ()),
                                clauses.get(r[0], ()), said.get(r[0], BEGIN)) for r in self._rows("SELECT * FROM treaty ORDER BY id")}

    def _by_treaty(self, table: str, make: Callable[[tuple[Any, ...]], T]) -> Mapping[str, tuple[T, ...]]:
        found: dict[str, list[T]] = defaultdict(list)
        for treaty, *row in self._rows(f"SELECT * FROM {table} ORDER BY rowid"):
            found[treaty].append(make(tuple(row)))
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def between(self) -> dict[frozenset[str], tuple[str, ...]]:
        """The bilateral treaties by the two that made them."""
        found: dict[frozenset[str], list[str]] = defaultdict(list)
        for treaty in self.treaties.values():
            if treaty.bilateral:
                found[frozenset(treaty.parties)].append(treaty.id)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def linked(self) -> dict[str, tuple[tuple[str, Link], ...]]:
        """What other instruments do to a treaty: (the other, its link)."""
        found: dict[str, list[tuple[str, Link]]] = defaultdict(list)
        for treaty in self.treaties.values():
            for link in treaty.links:
                found[link.treaty].append((treaty.id, link))
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def _provisions(self) -> dict[tuple[str, str], tuple[Provision, ...]]:
        found: dict[tuple[str, str], list[Provision]] = defaultdict(list)
        for id_, kind, *row in self._rows("SELECT * FROM provision ORDER BY id"):
            found[kind, row[0]].append(Provision._make((id_, *row[:5], tuple(json.loads(row[5])), json.loads(row[6]), *row[7:])))
        return {k: tuple(v) for k, v in found.items()}

    def provisions(self, treaty: str) -> tuple[Provision, ...]:
        """What the articles of a treaty settle, as far as they were read."""
        return self._provisions.get(("treaty", treaty), ())

    def laws(self, polity: str) -> tuple[Provision, ...]:
        """What a state's own law settles, as far as it was read."""
        return self._provisions.get(("law", polity), ())

    @cached_property
    def offences(self) -> dict[str, Offence]:
        """The offence vocabulary."""
        return {r[0]: Offence(r[0], r[1], tuple(json.loads(r[2])), tuple(json.loads(r[3]))) for r in self._rows("SELECT * FROM offence ORDER BY id")}

    @cached_property
    def offence_words(self) -> dict[str, tuple[str, str]]:
        """Every word of the offence vocabulary, folded: the offence it means, and the word as written."""
        return {fold(w): (o.id, w) for o in self.offences.values() for w in (o.id.replace("-", " "), o.label, *o.words)}

    @cached_property
    def deeming(self) -> tuple[Provision, ...]:
        """The clauses that deem offences included in the extradition treaties between a convention's parties."""
        return tuple(p for (kind, _), rows in self._provisions.items() if kind == "treaty" for p in rows if p.provision == "deems")

    @cached_property
    def about(self) -> dict[str, tuple[str, ...]]:
        """The multilateral treaties by what they are about."""
        found: dict[str, list[str]] = defaultdict(list)
        for treaty in self.treaties.values():
            for matter in treaty.about if not treaty.bilateral else ():
                found[matter].append(treaty.id)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        """The decided cases."""
        lists = {Decision._fields.index(name) for name in ("grounds", "facts")}
        found = {}
        for r in self._rows("SELECT * FROM decision ORDER BY id"):
            values = [json.loads(v) if n in lists else v for n, v in enumerate(r)]
            found[r[0]] = Decision._make(tuple(v) if isinstance(v, list) else v for v in values)
        return found
