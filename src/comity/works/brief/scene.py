"""The scene of a brief: who is seen by whom on which day through which lens, and what every section wants to know of it, asked once."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, END, day
from ...kernel.standing import Verdict
from ...questions.answer import Answer
from ...questions.counts import Count, counts, gaps
from ...questions.polity import Existence, Record
from ...questions.succession import denials, predecessors
from ...questions.view import Atlas, View
from .words import the

OPENING = day("1900-01-01")
"""The chain of polities is followed back to this day."""
ORDER = (Verdict.YES, Verdict.DISPUTED, Verdict.UNDETERMINED, Verdict.NO, Verdict.UNRECORDED)


class Standing(NamedTuple):
    """How one actor stands towards the subject on the day, and over which days it stood so."""

    actor: str
    label: str
    answer: Answer
    verdict: Verdict
    presumed: bool
    since: int
    until: int


class Scene:
    """A view, a subject and an observer (ids), and a day."""

    def __init__(self, view: View, subject: str, observer: str, day: int) -> None:
        self.view, self.subject, self.observer, self.day = view, subject, observer, day
        self._records: dict[str, Record] = {}

    @property
    def atlas(self) -> Atlas:
        """The atlas behind the view."""
        return self.view.atlas

    def label(self, id_: str) -> str:
        """What a polity or holder is called."""
        return self.atlas.label(id_)

    def name(self, id_: str, start: bool = False) -> str:
        """The same inside a sentence, with its article."""
        label = self.label(id_)
        work, comma, body = label.rpartition(", ") if id_ in self.atlas.vocabulary.holders else ("", "", label)
        text = f"{the(body)}'s {work}" if comma else the(label)
        return text[0].upper() + text[1:] if start else text

    @cached_property
    def record(self) -> Record:
        """Everything recorded of the subject."""
        return self.record_of(self.subject)

    def record_of(self, id_: str) -> Record:
        """Everything recorded of a polity; kept."""
        if id_ not in self._records:
            self._records[id_] = self.view.polity(id_)
        return self._records[id_]

    @cached_property
    def standings(self) -> list[Standing]:
        """Everybody of whom something is recorded about recognising the subject, by verdict, then by name."""
        found = [self.standing(actor, answer) for actor, answer in self.view.recognisers(self.subject).items() if self.there(actor)]
        return sorted(found, key=lambda s: (ORDER.index(s.verdict), s.label))

    def standing(self, actor: str, answer: Answer) -> Standing:
        """How an answer stands on the day, and since and until when without a break."""
        segments = answer.timeline
        at = next(n for n, s in enumerate(segments) if s.since <= self.day < s.until)
        verdict, first, last = segments[at].verdict, at, at
        while first and segments[first - 1].verdict is verdict:
            first -= 1
        while last + 1 < len(segments) and segments[last + 1].verdict is verdict:
            last += 1
        return Standing(actor, self.label(actor), answer, verdict, segments[at].presumed, segments[first].since, segments[last].until)

    def there(self, actor: str) -> bool:
        """Whether an actor may have existed on the day: by the widest dates, and unless most of its namers say no."""
        polity, words = self.atlas.polities.get(actor), self._existing.get(actor, [])
        if polity is None:
            return True
        return polity[3].start <= self.day < polity[3].end and (not words or words.count("no") * 2 < len(words))

    def of(self, *verdicts: Verdict) -> list[Standing]:
        """The standings of some verdicts."""
        return [s for s in self.standings if s.verdict in verdicts]

    @cached_property
    def silent(self) -> list[str]:
        """The states that most namers count that day and of which nothing at all is recorded about recognising the subject, by label."""
        spoken = {s.actor for s in self.standings}
        return sorted((i for i in self.states if i not in spoken and i != self.subject), key=self.label)

    @cached_property
    def states(self) -> list[str]:
        """The states that most of those who name them count as existing on the day."""
        kinds = ("state", "empire", "union")
        return [i for i, words in self._existing.items() if self.atlas.polities[i][1] in kinds and words.count("no") * 2 < len(words)]

    @cached_property
    def _existing(self) -> dict[str, list[str]]:
        """What each namer says of each polity's existence on the day."""
        said: dict[str, list[str]] = {}
        for id_, *row in self.rows("SELECT polity, holder, since, until, since_earliest, since_latest, until_earliest, until_latest, source, note "
                                   "FROM existence", source=8):
            said.setdefault(id_, []).append(Existence(*row).on(self.day))
        return said

    def rows(self, sql: str, *values: Any, source: int) -> list[tuple[Any, ...]]:
        """Rows of the atlas whose source (at a position) the lens admits."""
        return [r for r in self.atlas.rows(sql, *values) if self.view.admits(r[source])]

    def counts_claim(self, claim: Claim) -> bool:
        """Whether the lens lets a claim count."""
        return self.view.admits(claim.source)

    @cached_property
    def links(self) -> list[tuple[Claim, ...]]:
        """The links from the subject back to the opening day, by the claims that do not put them after the day of the brief."""
        found, reached = [], {self.subject}
        for link in predecessors(self.view, self.subject, OPENING):
            claims = tuple(c for c in link if c.earliest <= self.day)
            if claims and claims[0].actor in reached:
                reached.add(claims[0].object)
                found.append(claims)
        return found

    @cached_property
    def denials(self) -> list[Claim]:
        """Who denied by the day that the subject succeeds or continues another."""
        return [c for c in denials(self.view, self.subject) if c.earliest <= self.day]

    @cached_property
    def control(self) -> list[Claim]:
        """The claims of control over the territory that begin by the day, by start, none that ended before the opening day."""
        return sorted((c for c in self.record.control if self.counts_claim(c) and c.earliest <= self.day
                       and (c.until_latest is None or c.until_latest > OPENING)), key=lambda c: (max(c.latest, OPENING), c.actor))

    @cached_property
    def counts(self) -> list[Count]:
        """The published counts of the subject's recognisers, by day."""
        return counts(self.view, self.subject)

    @cached_property
    def gaps(self) -> list[tuple[str, str]]:
        """What is known to be missing about the subject: (what, source)."""
        return gaps(self.view, self.subject)

    @cached_property
    def claimants(self) -> list[str]:
        """Who holds that the subject's territory is its own."""
        return sorted(self.atlas.rights.get(self.subject, ()))

    def claiming(self, claimant: str) -> list[tuple[Any, ...]]:
        """The sources that say of somebody that it holds the territory to be its own."""
        return self.rows("SELECT source FROM rights WHERE object = ? AND holder = ?", self.subject, claimant, source=0)

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The widest span that anybody gives the subject."""
        found = self.atlas.polities[self.subject][3]
        return found.start, found.end

    @property
    def where(self) -> str:
        """What every footnote of absence says it searched."""
        return f"the atlas ({self.atlas.about['data']}), through this lens"

    @property
    def exists(self) -> bool:
        """Whether the subject may have existed on the day, by the widest dates."""
        return self.bounds[0] <= self.day < self.bounds[1]

    @property
    def horizon(self) -> int:
        """The last day worth drawing: the atlas's own, or the end of the subject, or the day itself if that is later."""
        end = self.bounds[1]
        return max(min(self.atlas.date, end if end < END else self.atlas.date), self.day)

    @property
    def opening(self) -> int:
        """The first day worth drawing: the start of the subject, or of the evidence where that has none."""
        if self.bounds[0] > BEGIN:
            return self.bounds[0]
        return min((s.since for s in self.standings if s.since > BEGIN), default=self.day)
