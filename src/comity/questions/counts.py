"""Who counted how many recognisers or withdrawals, as of when: published figures, never our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .view import View


class Count(NamedTuple):
    """A published count; `low` or `high` is None where that end is open."""

    holder: str
    of: str
    as_of: str
    earliest: int
    latest: int
    low: int | None
    high: int | None
    scope: str
    source: str
    read: str

    @property
    def spoken(self) -> str:
        """`113`, `113 to 115`, `at least 140`, `at most 95`."""
        if self.low is None or self.high is None:
            return f"at most {self.high}" if self.low is None else f"at least {self.low}"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


def counts(view: View, object_: str, of: str = "recognisers") -> list[Count]:
    """The admitted counts of `recognisers` or `withdrawals` of a polity, by day."""
    rows = view.atlas.rows("SELECT holder, of, as_of, earliest, latest, low, high, scope, source, read FROM count WHERE object = ? AND of = ? "
                           "ORDER BY earliest, latest, source", object_, of)
    return [Count(*r) for r in rows if view.admits(r[8])]


def gaps(view: View, object_: str) -> list[tuple[str, str]]:
    """What is known to be missing about a polity: (what, source)."""
    rows = view.atlas.rows("SELECT note, source FROM coverage WHERE relation = 'gap' AND object = ? ORDER BY rowid", object_)
    return [(str(note), str(source)) for note, source in rows if view.admits(source)]
