"""What the claims of one pair contradict each other about (S1, S9–S12, S18). Listed, never settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from .acts import KIND_NAMES, UNCLEAR, Act, Context, date_kind, lesser_bound, when_text
from .claims import Claim, head
from .dates import BEGIN
from .standing import CERTAIN_AGAINST, CERTAIN_FOR, READ, Verdict
from .states import Outcome
from .timeline import at

KINDS = {
    "dates": "sources give different days of the best kind for one act",
    "adjacent": "sources give days one apart for one act (perhaps a matter of time zones)",
    "kinds": "a date of a lesser kind cannot be squared with the date used",
    "spread": "sources give different days for one act, which may be days of different kinds",
    "denied": "a party denies an act",
    "bounds": "an act is dated before its object or actor began",
    "observer": "an observer says the opposite of what the acts say that day",
    "late-refusal": "a refusal follows the actor's own recognition",
    "no-beginning": "an act ends what nobody recorded as begun",
    "one-rumour": "a single report by neither party decides the verdict",
    "coverage": "a source that lists everything of the kind leaves out what others report",
}
"""Each kind of conflict and what it means."""


class PairConflict(NamedTuple):
    """One contradiction: its kind, a sentence, and the claims on either side."""

    kind: str
    says: str
    claims: tuple[Claim, ...]

    def to_dict(self) -> dict[str, Any]:
        """As answers show it."""
        return {"kind": self.kind, "says": self.says, "claims": [c.id for c in self.claims],
                "sources": sorted({c.source for c in self.claims})}


def conflicts(outcome: Outcome, context: Context, coverage: Sequence[tuple[int, int, str]] = (), today: int | None = None) -> list[PairConflict]:
    """Every conflict among the claims that an outcome weighed, most telling kinds first."""
    found: list[PairConflict] = []
    for act in outcome.acts:
        differing = [*_dates(act, context), *_kinds(act, context)]
        found += differing or _spread(act, context)
        if act.denials:
            who = ", ".join(sorted({context.label(c.holder) for c in act.denials}))
            found.append(PairConflict("denied", f"{_name(act, context)}: denied by {who}", act.best + act.denials))
    found += _aside(outcome, context)
    found += _bounds(outcome, context)
    found += _no_beginning(outcome, context)
    found += _observers(outcome, context)
    found += _coverage(outcome, context, coverage)
    if today is not None:
        found += _one_rumour(outcome, context, today)
    order = list(KINDS)
    return sorted(found, key=lambda c: order.index(c.kind))


def _name(act: Act, context: Context) -> str:
    return f"{context.who} {context.words.says[act.type]} {context.whom}"


def _dates(act: Act, context: Context) -> Iterator[PairConflict]:
    sure = [c for c in act.best if not c.possible]
    apart = [(a, b) for n, a in enumerate(sure) for b in sure[n + 1:] if a.latest < b.earliest or b.latest < a.earliest]
    if not apart:
        return
    gap = max(max(a.earliest, b.earliest) - min(a.latest, b.latest) for a, b in apart)
    involved = tuple(sorted({c for pair in apart for c in pair}, key=lambda c: (c.earliest, c.id)))
    dates = "; ".join(_one_day([c for c in involved if c.date == d]) for d in dict.fromkeys(c.date for c in involved))
    yield PairConflict("adjacent" if gap == 1 else "dates", f"{_name(act, context)}: {dates}", involved)


def _kinds(act: Act, context: Context) -> Iterator[PairConflict]:
    for claim in act.lesser:
        low, high = lesser_bound(act.kind, claim)
        if date_kind(claim) == UNCLEAR:
            low, high = claim.earliest, claim.latest
        if high < act.first or low > act.last:
            near = act.first - high == 1 or low - act.last == 1
            yield PairConflict("adjacent" if near else "kinds", f"{_name(act, context)}: {KIND_NAMES[date_kind(claim)]} {when_text(claim)} "
                               f"({claim.source}), but {KIND_NAMES[act.kind]} {when_text(act.best[0])} ({act.best[0].source})", (claim, *act.best))


def _spread(act: Act, context: Context) -> Iterator[PairConflict]:
    exact = [c for c in (*act.best, *act.lesser) if c.exact]
    days = sorted({c.earliest for c in exact})
    if len(days) > 1:
        dates = "; ".join(_one_day([c for c in exact if c.earliest == day]) for day in days)
        yield PairConflict("spread", f"{_name(act, context)}: {dates}", tuple(exact))


def _one_day(claims: Sequence[Claim]) -> str:
    """One day, its best kind, and up to three of the sources that give it."""
    sources = list(dict.fromkeys(c.source for c in sorted(claims, key=lambda c: (date_kind(c), c.source))))
    more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
    return f"{claims[0].date} {KIND_NAMES[min(map(date_kind, claims))]} ({', '.join(sources[:3])}{more})"


def _aside(outcome: Outcome, context: Context) -> Iterator[PairConflict]:
    for why, claim in outcome.aside:
        if claim.act == "denies":
            says = f'{context.label(claim.holder)} denies "{claim.object}" ({why}; not counted)'
            yield PairConflict("denied", says, (claim,))


def _bounds(outcome: Outcome, context: Context) -> Iterator[PairConflict]:
    for act in outcome.acts:
        early = tuple(c for c in act.best if BEGIN < c.latest < context.bounds.start)
        if early:
            yield PairConflict("bounds", f"{_name(act, context)} {when_text(early[0])}, before it began: another entity of that name?", early)


def _no_beginning(outcome: Outcome, context: Context) -> Iterator[PairConflict]:
    if outcome.acts and outcome.acts[0].effect == "ends":
        act = outcome.acts[0]
        yield PairConflict("no-beginning", f"{_name(act, context)} {when_text(act.best[0])}, and no recognition is recorded before", act.best)


def _observers(outcome: Outcome, context: Context) -> Iterator[PairConflict]:
    for claim in outcome.observations:
        if claim.earliest <= BEGIN or not outcome.acts:
            continue
        bits = [at(a.node.steps, claim.latest) for a in outcome.acts]
        held = _acts_say(outcome, claim.latest)
        for_it = context.words.effects[claim.act] == "observes-for"
        if any(bits) and held is (Verdict.NO if for_it else Verdict.YES) and outcome.acts[0].first <= claim.earliest:
            yield PairConflict("observer", f"{context.label(claim.holder)} {when_text(claim)}: {'yes' if for_it else 'no'}; the acts say {held} "
                               f"({claim.source})", (claim,))
    for node in outcome.node.walk():
        if node.rule == "S12-late-refusal":
            claim = node.claims[0]
            yield PairConflict("late-refusal", f"{context.label(claim.actor)} refused {when_text(claim)}, after recognising by its own word",
                               node.claims)


def _acts_say(outcome: Outcome, day: int) -> Verdict:
    held = Verdict.UNRECORDED
    for act in outcome.acts:
        bits = at(act.node.steps, day)
        if bits & CERTAIN_FOR and not bits & CERTAIN_AGAINST:
            held = Verdict.YES if act.effect == "starts" else Verdict.NO
        elif bits & CERTAIN_FOR:
            held = Verdict.DISPUTED
    return held


def _coverage(outcome: Outcome, context: Context, coverage: Sequence[tuple[int, int, str]]) -> Iterator[PairConflict]:
    for since, until, source in coverage:
        if any(c.source == source for c in outcome.weighed):
            continue
        held = [a for a in outcome.acts if a.effect == "starts" and since <= a.last < until and READ[at(a.node.steps, a.last)] is Verdict.YES]
        for act in held:
            yield PairConflict("coverage", f"{source} lists all of them and leaves out: {_name(act, context)} {when_text(act.best[0])}", act.best)


def _one_rumour(outcome: Outcome, context: Context, today: int) -> Iterator[PairConflict]:
    if READ[at(outcome.node.steps, today)] is Verdict.UNRECORDED or not outcome.acts:
        return
    last = outcome.acts[-1]
    claims = last.best + last.lesser
    if len({c.source for c in claims}) == 1 and not any(context.is_party(c.holder) or head(c.holder) == context.actor for c in claims):
        yield PairConflict("one-rumour", f"{_name(last, context)} rests on {claims[0].source} alone, reported by {context.label(claims[0].holder)}",
                           claims)
