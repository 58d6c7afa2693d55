"""The case that is asked about: who requests whom of whom, for what, when, and which of the facts that a treaty asks for are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import UnknownName, UsageError
from ...kernel.dates import iso
from ...kernel.names import fold
from ..answer import Day, as_day

if TYPE_CHECKING:
    from ..view import View

FACTS = {
    "punishable": "it is punishable in both states as the treaty asks",
    "political": "it is of a political character",
    "time_barred": "it is barred by lapse of time",
    "tried": "the person was tried for it already",
    "capital": "it is punishable by death in the requesting state",
    "military": "it is a purely military offence",
    "evidence": "the evidence suffices under the law of the requested state",
    "persecution": "the request is made to punish the person for race, religion, nationality or political opinion",
}
"""The facts that clauses ask for, each as what it is if true. One that is not given becomes an item of `unless` (S20)."""


class Case(NamedTuple):
    """One request. on, requested_on, committed: the days of the decision, the request, the act (None where not given). offences: vocabulary ids."""

    requested: str
    requesting: str
    on: int
    requested_on: int
    committed: int | None
    offence: str
    offences: tuple[str, ...]
    word: str
    national_of: str | None
    facts: Mapping[str, bool]

    def fact(self, name: str) -> bool | None:
        """A fact as given; None where nobody said."""
        return self.facts.get(name)

    def to_dict(self) -> dict[str, Any]:
        """The question, as the JSON contract has it."""
        return {"ask": "extradition", "requested": self.requested, "requesting": self.requesting, "requested_on": iso(self.requested_on),
                "committed": None if self.committed is None else iso(self.committed), "offence": self.offence or None,
                "offence_ids": list(self.offences), "national_of": self.national_of, "facts": dict(self.facts)}


def read_case(view: View, requested: str, requesting: str, on: Day, offence: str | None, national_of: str | None, requested_on: Day | None,
              committed: Day | None, facts: Mapping[str, bool] | None) -> Case:
    """The case that a question gives. Raises UsageError, UnknownName, AmbiguousName, DateError."""
    day = as_day(on)
    asked = day if requested_on is None else as_day(requested_on)
    done = None if committed is None else as_day(committed)
    for earlier, later, what in ((asked, day, "requested after it was decided"), (done, asked, "committed after the request")):
        if earlier is not None and earlier > later:
            raise UsageError(f"{what} ({iso(earlier)} is after {iso(later)}); correct one of the days")
    for name in facts or {}:
        if name not in FACTS:
            raise UsageError(f'"{name}" is no fact that a clause asks for; it may be {", ".join(FACTS)}')
    one, other = view.party(requested, day), view.party(requesting, day)
    if one == other:
        raise UsageError(f"{view.atlas.label(one)} cannot request anybody of itself; name two states")
    ids, word = match(view, offence) if offence else ((), "")
    return Case(one, other, day, asked, done, offence or "", ids, word, None if national_of is None else view.party(national_of, day), facts or {})


def match(view: View, text: str) -> tuple[tuple[str, ...], str]:
    """The offences that plain words mean, and the word that matched. Raises UnknownName with what is known near it.

    Exact after folding: an id, a label, a word of the vocabulary; else every word of the vocabulary that the text contains.
    """
    folded = fold(text)
    words = view.atlas.law.offence_words
    if fold(text.replace("-", " ")) in words:
        id_, word = words[fold(text.replace("-", " "))]
        return (id_,), word
    within = [(w, *words[w]) for w in words if f" {w} " in f" {folded} "]
    longest = [(id_, word) for w, id_, word in within if not any(w != other and w in other for other, _, _ in within)]
    if longest:
        return tuple(dict.fromkeys(id_ for id_, _ in longest)), ", ".join(dict.fromkeys(word for _, word in longest))
    near = _near(folded, [word for _, word in words.values()])
    raise UnknownName(f'"{text}" is no offence of this atlas; near it: {", ".join(near) or "nothing"}; the whole list: comity offences', near)


_SHORT = 3
"""Words up to this length (of, by, the) suggest nothing."""


def _near(folded: str, words: list[str]) -> tuple[str, ...]:
    """Words that share one of the text's, else those spelt most alike where rapidfuzz is there; suggestions only."""
    parts = {word for word in folded.split() if len(word) > _SHORT}
    sharing = [w for w in words if parts & set(fold(w).split())]
    if sharing:
        return tuple(sharing[:6])
    import difflib  # suggestions are rare

    return tuple(difflib.get_close_matches(folded, words, n=6, cutoff=0.6))
