"""Treaties, laws and decisions, as the kernel sees them: records with their dates already read."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from .claims import Bounds, Claim
from .dates import BEGIN, END


class Life(NamedTuple):
    """One date in an instrument's own life: adopted, signed, ratified, exchanged, in force, amended, terminated."""

    act: str
    date: str
    earliest: int
    latest: int
    printed: str
    place: str
    source: str
    read: str
    note: str

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it; what is empty is left out."""
        return {k: v for k, v in self._asdict().items() if v not in ("", None) and k not in ("earliest", "latest")}


class Link(NamedTuple):
    """What an instrument does to another: replaces, supplements, amends, extends it, or is a protocol to it."""

    act: str
    treaty: str
    article: str
    source: str
    read: str
    note: str


class Clause(NamedTuple):
    """A final clause: after how many days or months a deposit, or a notice of denunciation, takes effect."""

    clause: str
    article: str
    days: int
    months: int
    source: str
    read: str


class Provision(NamedTuple):
    """What one article of a treaty, or of a state's own law, settles (docs/data.md).

    of: the treaty, or the polity whose law it is. law: the name of the statute, empty for a treaty. offences: ids of the offence vocabulary.
    details: excludes, law, by, needs, unless, months, days, as written. party: whose declaration it is, empty for the text itself.
    since_day, until_day: `[since, until)` between which it holds.
    """

    id: int
    of: str
    law: str
    article: str
    provision: str
    value: str
    offences: tuple[str, ...]
    details: dict[str, Any]
    party: str
    since: str
    until: str
    since_day: int
    until_day: int
    source: str
    published: int | None
    read: str
    locator: str
    note: str
    file: str
    line: int

    @property
    def claim(self) -> Claim:
        """The provision as a leaf of a proof."""
        value = self.value or ", ".join(self.offences)
        return Claim(self.id, "provision", self.provision, self.of, value, 1, self.article, "", self.law, "", "", self.since, BEGIN, BEGIN, False,
                     "", self.until, None, None, self.party or self.of, "", self.source, self.published, self.locator, self.read, self.note,
                     self.file, self.line)

    @property
    def where(self) -> str:
        """The article as one cites it: `Art. V`, `final clauses`."""
        return f"Art. {self.article}" if re.match(r"[IVXLC]+\b|[0-9]", self.article) else self.article.replace("not stated", "article not stated")

    def holds_on(self, day: int) -> bool:
        """Whether it is in the text, or the law, on a day."""
        return self.since_day <= day < self.until_day

    def to_dict(self) -> dict[str, Any]:
        """As the JSON contract has it; what is empty is left out."""
        row = {"law": self.law, "article": self.article, "provision": self.provision, "value": self.value, "offences": list(self.offences),
               **self.details, "party": self.party, "from": self.since, "until": self.until, "source": self.source, "read": self.read,
               "locator": self.locator, "note": self.note}
        return {k: v for k, v in row.items() if v not in ("", None, [])}


class Treaty(NamedTuple):
    """An instrument: what it is called, who made it (bilateral) or keeps it (multilateral), its life, links, final clauses and provisions."""

    id: str
    title: str
    kind: str
    about: tuple[str, ...]
    parties: tuple[str, ...]
    cites: tuple[str, ...]
    depositary: str
    source: str
    note: str
    supplementary: bool
    life: tuple[Life, ...]
    links: tuple[Link, ...]
    clauses: tuple[Clause, ...]
    start: int

    @classmethod
    def of(cls, identity: tuple[Any, ...], life: tuple[Life, ...], links: tuple[Link, ...], clauses: tuple[Clause, ...],
           since: int = BEGIN) -> Treaty:
        """A treaty from its first ten fields and its tables; start is the first day on which it can have been signed, `since` if none is known."""
        start = min((row.earliest for row in life if row.act in ("signed", "adopted")), default=since)
        return cls._make((*identity, life, links, clauses, start))

    @property
    def bilateral(self) -> bool:
        """Whether two made it for themselves."""
        return self.kind == "bilateral"

    @property
    def adds(self) -> bool:
        """Whether it only adds to other instruments, by its own title or by a link."""
        return self.supplementary or any(link.act in ("supplements", "amends", "extends", "protocol-to") for link in self.links)

    @property
    def signed(self) -> Life | None:
        """Its signature, or else its adoption, where known."""
        adopted = None
        for row in self.life:
            if row.act == "signed":
                return row
            if row.act == "adopted" and adopted is None:
                adopted = row
        return adopted

    @property
    def bounds(self) -> Bounds:
        """No act under it precedes its signature (S10)."""
        return Bounds(self.start, END)

    def name(self, label: Any) -> str:
        """What sentences call it: its year and, for a bilateral, who made it."""
        year = self.signed.date[:4] if self.signed and self.signed.date[:4].isdigit() else "undated"
        return f"{label(self.parties[0])}–{label(self.parties[1])} {year}" if self.bilateral else self.title


class Offence(NamedTuple):
    """An offence of the vocabulary: the plain words that mean it, and the broader ones that it lies within."""

    id: str
    label: str
    words: tuple[str, ...]
    within: tuple[str, ...]


class Decision(NamedTuple):
    """A decided case: who asked whom for what under which treaty, what was held about it, and on which ground the case ended.

    facts: what the court found, by the names of `questions.extradition.FACTS`. day: the latest day on which it can have been decided.
    """

    id: str
    name: str
    court: str
    court_name: str
    decided: str
    day: int
    requesting: str
    requested: str
    treaty: str
    held: str
    result: str
    ground: str
    grounds: tuple[str, ...]
    offence: str
    offence_words: str
    nationality: str
    committed: str
    facts: dict[str, bool]
    matter: str
    reversed_by: str
    source: str
    read: str
    locator: str
    note: str
