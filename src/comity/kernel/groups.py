"""Armed groups, as the kernel sees them: who they are, and what they are called by whom, with dates already read."""

from __future__ import annotations

from typing import Any, NamedTuple

from .dates import BEGIN, END

ALIASING = ("adds-alias", "removes-alias")
"""The acts of a listing that are about one name of an entry, and so about each name apart."""
ALONE = ("founds", "dissolves", "intends-dissolution")
"""The acts of a lineage that are of one group alone: it is actor and object."""


class Group(NamedTuple):
    """One organisation, at the finest level at which any source tells it apart. organ_of: the polity whose own force it is, or empty."""

    id: str
    label: str
    kind: str
    about: str
    organ_of: str
    source: str
    locator: str
    read: str
    note: str


class Called(NamedTuple):
    """Somebody's word that a group was called so: `by` took the name (how `adopts`) or used it, from some day to another, each as written.

    [`since_day`, `until_day`) is the widest span; `since_latest` the latest day on which it can have begun. Undated names are unbounded.
    """

    group: str
    name: str
    style: str
    lang: str
    script: str
    by: str
    how: str
    instead_of: str
    since: str
    until: str
    since_day: int
    since_latest: int
    until_day: int
    date_kind: str
    source: str
    published: int | None
    locator: str
    read: str
    note: str
    file: str
    line: int

    @property
    def dated(self) -> bool:
        """Whether it is said since when, or until when, the name was in use."""
        return self.since_day > BEGIN or self.until_day < END

    def on(self, day: int) -> bool | None:
        """Whether it was in use on a day: None where the day may be on either side of its beginning, or nobody says since when."""
        if day < self.since_day or day >= self.until_day:
            return False
        return True if self.since and day >= self.since_latest else None

    def to_dict(self) -> dict[str, Any]:
        """The row as a reader would write it: empty fields left out."""
        row = {f: getattr(self, f) for f in ("name", "style", "lang", "script", "by", "how", "instead_of", "since", "until", "date_kind", "source",
                                             "locator", "read", "note")}
        row["from"] = row.pop("since")
        return {k: v for k, v in row.items() if v} | {"row": f"{self.file}:{self.line}"}
