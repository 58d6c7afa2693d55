"""Who is on a list on a day: every group of which a regime of listing has any word, with its standing, its entry and its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import UsageError
from ...kernel.dates import iso
from ...kernel.standing import Verdict
from .record import listing_row
from .standing import Listing, listing

if TYPE_CHECKING:
    from ..view import View


class Listed(NamedTuple):
    """The lists of one party, or one list, as of a day. listings: every group with any word of it, in order of regime and label."""

    view: View
    by: str
    day: int
    regimes: tuple[str, ...]
    listings: tuple[Listing, ...]

    def those(self, verdict: Verdict) -> list[Listing]:
        """The groups with a verdict on the day."""
        return [x for x in self.listings if x.answer.on(self.day) is verdict]

    def covered(self, regime: str) -> tuple[str, ...]:
        """The sources that print the whole of a list as of the day."""
        rows = self.view.atlas.covering.get(("listing", "*"), ())
        return tuple(c.source for c in rows if c.actor == regime and c.since_day <= self.day < c.until_day and self.view.admits(c.source))

    def gaps(self) -> tuple[str, ...]:
        """What is known to be missing of these lists."""
        return tuple(c.note for c in self.view.atlas.coverage if c.relation == "gap" and c.actor in self.regimes)

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract."""
        rows = [listing_row(x, self.day) for x in self.listings]
        ids = sorted({c["source"] for r in rows for c in r["claims"]})
        found = [s for i in ids if (s := self.view.atlas.source(i)) is not None]
        return {"question": {"ask": "listed", "by": self.by}, "lens": self.view.to_dict(), "on": iso(self.day),
                "regimes": {r: {"title": self.view.atlas.label(r), "covered_by": list(self.covered(r))} for r in self.regimes},
                "listings": rows, "gaps": list(self.gaps()), "sources": [s.to_dict() for s in found], "atlas": dict(self.view.atlas.about)}


def listed(view: View, by: str, day: int) -> Listed:
    """Every group that a party's lists, or one list, have any word of. Raises UsageError, UnknownName, AmbiguousName."""
    regimes = regimes_of(view, by, day)
    atlas = view.atlas
    found = []
    for regime in regimes:
        groups = sorted({pair.split()[1] for pair in atlas.pairs_of("listing", actor=regime)}, key=lambda g: (atlas.label(g).casefold(), g))
        found += [x for g in groups if (x := listing(view, regime, g)).claims]
    return Listed(view, by, day, regimes, tuple(found))


def regimes_of(view: View, by: str, day: int | None) -> tuple[str, ...]:
    """The lists that a text means: one by its id, or all of a party's or organisation's. Raises UsageError, UnknownName, AmbiguousName."""
    regimes = view.atlas.vocabulary.regimes
    if by in regimes:
        return (by,)
    party = by if by in view.atlas.vocabulary.organisations else view.party(by, day)
    own = tuple(r for r in regimes if r.partition("/")[0] == party)
    if not own:
        owners = ", ".join(dict.fromkeys(r.partition("/")[0] for r in regimes))
        raise UsageError(f"{view.atlas.label(party)} has no list in this atlas; it has those of {owners}; one by one: {', '.join(regimes)}")
    return own
