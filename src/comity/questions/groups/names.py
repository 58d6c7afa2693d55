"""Names of armed groups, as of a day: exact after folding, else as a declared transliteration; ambiguity returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...kernel.dates import BEGIN, END
from ...kernel.groups import ALIASING
from ...kernel.names import fold, transliterate
from ..names import Candidate, Index

if TYPE_CHECKING:
    from ..view import Atlas

LISTING = "listing"


class GroupNames(Index):
    """All names and codes of an atlas's armed groups: what they call themselves, what others call them, and the names in lists.

    A name that its group is said to have adopted on a day, and not to have given up by then, names nobody before; any other is as old as the group.
    """

    def __init__(self, atlas: Atlas) -> None:
        groups = atlas.groups
        rows: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        adopted: dict[tuple[str, str], tuple[int, int]] = {}
        codes: dict[str, list[Candidate]] = defaultdict(list)
        for id_, group in groups.items():
            rows[id_, fold(group.label)].append(Candidate(id_, group.label, BEGIN, END, "label", group.source))
        left: dict[tuple[str, str], int] = {}
        for id_, name, style, how, instead_of, since, until, source in atlas.rows(
                "SELECT armed_group, name, style, how, instead_of, since_day, until_day, source FROM group_name ORDER BY rowid"):
            if style == "code":
                codes[name.casefold()].append(Candidate(id_, name, BEGIN, END, name.partition(":")[0], source))
                continue
            key = id_, fold(name)
            rows[key].append(Candidate(id_, name, BEGIN, END, "name", source))
            if how == "adopts" and since > BEGIN:
                first, last = adopted.get(key, (since, until))
                adopted[key] = min(first, since), max(last, until)
                if instead_of:
                    left[id_, fold(instead_of)] = min(since, left.get((id_, fold(instead_of)), since))
        for key, (since, until) in adopted.items():
            if left.get(key, END) <= since:  # taken again: it had been its name before it was first given up
                adopted[key] = BEGIN, until
        for id_, act, name, entry, source in atlas.rows("SELECT DISTINCT object, act, name, entry, source FROM claim WHERE relation = 'listing'"):
            if name:
                rows[id_, fold(name)].append(Candidate(id_, name, BEGIN, END, LISTING, source))
            if entry and entry not in groups and act not in ALIASING:  # a name in an entry is not whom the entry is of
                codes[entry.casefold()].append(Candidate(id_, entry, BEGIN, END, "entry", source))
        names: dict[str, list[Candidate]] = {}
        for (id_, folded), found in rows.items():
            since, until = adopted.get((id_, folded), (BEGIN, END))
            names.setdefault(folded, []).append(found[0]._replace(since=since, until=until))
        super().__init__({id_: g.label for id_, g in groups.items()}, names, codes, ("group", "groups"),
                         "Try its English name, its acronym, or a code such as ucdp:234.")
        self._coded: dict[str, dict[str, str]] = defaultdict(dict)
        for found in codes.values():
            for c in found:
                self._coded[c.id].setdefault(c.scheme, c.name)
        self._spelt: dict[str, list[str]] | None = None

    def codes(self, id_: str) -> dict[str, str]:
        """One code per scheme of a group: `ucdp`, and the `entry` of a list that numbers its own."""
        return dict(self._coded.get(id_, {}))

    def transliterated(self, text: str) -> bool:
        """Whether a name is known only by how it is spelt: nobody holds it as written, and somebody as a transliteration."""
        return fold(text) not in self._names and bool(self._named(text))

    def _told(self, found: Candidate) -> str:
        return super()._told(found) if (found.since, found.until) != (BEGIN, END) else ""

    def _every(self, text: str) -> list[Candidate]:
        return super()._every(text) or list(self._codes.get(text.strip().casefold(), ()))

    def _named(self, text: str) -> Sequence[Candidate]:
        folded = fold(text)
        if folded in self._names:
            return self._names[folded]
        if self._spelt is None:
            self._spelt = defaultdict(list)
            for known, held in self._names.items():
                self._spelt[transliterate(held[0].name)].append(known)
        return [c for known in self._spelt.get(transliterate(text), ()) for c in self._names[known]]
