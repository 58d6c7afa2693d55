"""States that acts start and end (S7, S8, S10–S12, S15, S18): does `actor recognises object` hold, and when?

`hold` takes every admitted claim about one pair and one relation and returns an `Outcome`: the proof whose root timeline is the
answer, with the acts it was made of, so that conflicts can be listed without asking again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from .acts import NO_LATER, Act, Context, Dating, build_act, date_act, date_kind, when_text
from .claims import Claim, head
from .dates import BEGIN, END, iso
from .proofs import Node
from .rules import rule
from .standing import AGAINST, DISJ, FILL, FOR, MAYBE_AGAINST, MAYBE_FOR, SOFT_FILL, UNLESS
from .timeline import NOTHING, Steps, combine2, pool, steps, within


class Outcome(NamedTuple):
    """How a state stands: the proof, its acts in order, the claims that were weighed, and those that a lens or rule set aside."""

    node: Node
    acts: tuple[Act, ...]
    refusals: tuple[Claim, ...]
    observations: tuple[Claim, ...]
    weighed: tuple[Claim, ...]
    aside: tuple[tuple[str, Claim], ...]


@rule("S8-entailed", authority="docs/semantics.md S8", says="it held before, since an act ended it")
def entailed(first: int) -> Steps:
    """An act that ends a state entails that the state held the day before, possibly earlier."""
    return steps((BEGIN, MAYBE_FOR), (first - 1, FOR))


@rule("S8-open", authority="docs/semantics.md S8, S23", says="whether it held before is not said")
def open_before() -> Steps:
    """Where a doctrine predicts what a successor is bound by, an act that ends it there entails nothing of the time before."""
    return NOTHING


@rule("S9-open-end", authority="docs/semantics.md S9", says="it may have ended earlier: nobody says more than by {until}")
def open_end(since: int, until: int) -> Steps:
    """Where an end is known only as "no later than D", the days before keep their verdict with possibly against added."""
    return steps((since, MAYBE_AGAINST), (until, 0))


@rule("S7-state", authority="docs/semantics.md S5, S7; R. Kowalski and M. Sergot, A logic-based calculus of events (1986)",
      says="{actor} {holds} {object}, by its acts in order")
def state(evidence: Sequence[Steps], roles: Sequence[str]) -> Steps:
    """Acts start and end states; a state persists until an act ends it, and an ending act counts only where something speaks for it."""
    line = evidence[0]
    for more, role in zip(evidence[1:], roles[1:], strict=True):
        line = combine2(line, more, UNLESS if role == "end" else DISJ)
    return line


@rule("S12-refusal", authority="docs/semantics.md S12", says="{holder} refused {date}")
def refused(earliest: int, latest: int, until: int, possible: bool) -> Steps:
    """An explicit refusal by the actor itself is an act: from its day it does not recognise, until an act says otherwise."""
    points = [(earliest, MAYBE_AGAINST), (latest, MAYBE_AGAINST if possible else AGAINST), (until, 0)]
    return steps(*[p for p in points if p[0] <= until])


@rule("S12-late-refusal", authority="docs/semantics.md S12", says="{holder} refused {date}, after recognising by its own word")
def refused_late(earliest: int) -> Steps:
    """A refusal after the actor's own recognition is no withdrawal: it stands as possibly against."""
    return steps((earliest, MAYBE_AGAINST))


@rule("S7-observation", authority="docs/semantics.md S7", says="{holder} {date}: {saw}")
def observed(earliest: int, latest: int, until: int, for_it: bool, possible: bool) -> Steps:
    """An observation is a state on its day and persists only until the next act."""
    maybe, sure = (MAYBE_FOR, FOR) if for_it else (MAYBE_AGAINST, AGAINST)
    return steps(*[p for p in ((earliest, maybe), (latest, maybe if possible else sure), (until, 0)) if p[0] <= until])


@rule("S3-pool", authority="docs/semantics.md S3", says="all that parties and acts say, pooled")
def pooled(evidence: Sequence[Steps]) -> Steps:
    """Evidence on one proposition and one day pools by bitwise or."""
    return pool(evidence)


@rule("S7-fill", authority="docs/semantics.md S7, S11", says="where no act or party speaks for certain, observers do")
def fill(first: Steps, others: Sequence[Steps]) -> Steps:
    """Observers who are no party are heard where nothing else speaks for certain; they are evidence, not a dispute."""
    return combine2(first, pool(others), SOFT_FILL)


@rule("S18-coverage", authority="docs/semantics.md S18", says="{source} lists all of them over the span and does not name {actor}")
def covered(since: int, until: int) -> Steps:
    """A source that lists everything of a kind over a span says no for what it leaves out, within that span."""
    return within(((BEGIN, AGAINST),), since, until)


@rule("S18-fill", authority="docs/semantics.md S18", says="where nothing else speaks, coverage does")
def fill_covered(first: Steps, others: Sequence[Steps]) -> Steps:
    """Coverage supplies no only where nothing else speaks."""
    return combine2(first, pool(others), FILL)


@rule("S10-bounds", authority="docs/semantics.md S10", says="{actor} {holds} {object}")
def bounded(line: Steps, since: int, until: int) -> Steps:
    """No act precedes the start of its object or actor, and nothing is held by or about what has ended."""
    return within(line, since, until, AGAINST)


class _Pair:
    """The claims of one pair, sorted by what they do."""

    def __init__(self, claims: Sequence[Claim], context: Context) -> None:
        effects = context.words.effects
        self.acts: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        self.about: dict[str, list[Claim]] = defaultdict(list)
        self.annuls: dict[str, list[Claim]] = defaultdict(list)
        self.refusals: list[Claim] = []
        self.seen: list[Claim] = []
        self.aside: list[tuple[str, Claim]] = []
        reversed_ = {c.target for c in claims if effects[c.act] == "reverses"}
        for c in claims:
            effect = effects[c.act]
            if reversed_ and c.key in reversed_:
                self.aside.append(("reversed by a higher court (S11)", c))
            elif effect in ("starts", "ends"):
                self.acts[c.act, c.ordinal].append(c)
            elif effect == "denies":
                self._deny(c, context)
            elif effect == "annuls":
                self.annuls[c.target].append(c)
            elif effect == "refuses" and c.strength == "explicit" and head(c.holder) == head(c.actor):
                self.refusals.append(c)
            elif effect in ("refuses", "observes-for", "observes-against"):
                self.seen.append(c)

    def _deny(self, claim: Claim, context: Context) -> None:
        between = head(claim.holder) in (context.actor, context.object)
        if context.lens.speaks(claim) or between or (context.is_party(claim.holder) and claim.ground != "effect"):
            self.about[claim.target].append(claim)
        else:
            self.aside.append(("it denies the effect only, between two others" if context.is_party(claim.holder) else "no party", claim))


def hold(claims: Sequence[Claim], coverage: Sequence[tuple[int, int, str]], context: Context, holds: str, given: Node | None = None,
         entails: bool = True) -> Outcome:
    """Work out one state over all time.

    claims: the admitted claims about the pair, all of one relation. coverage: (since, until, source id) spans over which a source lists
    everything of the kind. holds: the verb of the state, for its sentence ("recognises"). given: a proof that the state began otherwise than by an
    act between the two (a treaty inherited), which acts may end. entails: whether an end that comes first entails that the state held (S8); what only
    cuts a ground that stands on its own, or what a doctrine predicts, does not.
    """
    pair = _Pair(claims, context)
    acts = _acts(pair, context)
    nodes: list[Node] = []
    if acts or given:
        nodes.append(_fold(acts, context, holds, given, entails))
        nodes += _open_ends(acts)
    refusals = _refusals(pair, acts, context)
    nodes += refusals
    late = {c.id for n in refusals if n.rule == "S12-late-refusal" for c in n.claims}
    party, others = _observations(pair, acts, late, context)
    root = _join("S3-pool", nodes + party)
    if others:
        root = _over("S7-fill", root, others)
    speaking = {c.source for c in claims}
    gaps = [_coverage(since, until, source, context) for since, until, source in coverage if source not in speaking]
    if gaps:
        root = _over("S18-fill", root, gaps)
    start, end = context.bounds
    root = Node("S10-bounds", bounded(root.steps if root else NOTHING, start, end), {
        "actor": context.who, "holds": holds, "object": context.whom,
        "since": iso(start), "until": iso(end), "began": context.latecomer, "ended": context.leaver, "ids": [context.actor, context.object],
        "eyes": _whose(root, context)}, (root,) if root else ())
    return Outcome(root, tuple(acts), tuple(pair.refusals), tuple(pair.seen), tuple(claims), tuple(pair.aside))


def _whose(root: Node | None, context: Context) -> str:
    """Whose word an answer through somebody's eyes rests on, by the claims that its proof stands on; nothing without eyes, and no walk."""
    if context.lens.eyes is None:
        return ""
    own = [context.lens.speaks(c) for n in (root.walk() if root else ()) for c in n.claims]
    if any(own):
        return "its own word" if all(own) else "its own word, and the record where it has not spoken"
    return "the record: it has not spoken"


def _join(name: str, nodes: Sequence[Node]) -> Node | None:
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return Node(name, pooled([n.steps for n in nodes]), {}, tuple(nodes))


def _over(name: str, first: Node | None, others: Sequence[Node]) -> Node:
    under = first.steps if first else NOTHING
    line = (fill if name == "S7-fill" else fill_covered)(under, [n.steps for n in others])
    return Node(name, line, {"first": first is not None}, ((first,) if first else ()) + tuple(others))


def _acts(pair: _Pair, context: Context) -> list[Act]:
    acts = []
    for (type_, ordinal), claims in pair.acts.items():
        denials = [("S11-denial", c) for c in pair.about.get(f"{type_} {context.actor} {context.object} {ordinal}", ())]
        denials += _unsupported(claims, pair, context, denials)
        spoken, silent = claims, False
        if context.lens.eyes is not None:
            spoken, denials, silent = _through_eyes(claims, denials, pair, context)
        acts.append(build_act(spoken, denials, context, silent))
    acts.sort(key=lambda a: (a.first, a.last, a.effect != "starts"))
    return [found for act in acts for found in (act, *_annulments(act, pair, context))]


def _annulments(act: Act, pair: _Pair, context: Context) -> list[Act]:
    """An annulment ends a state from its beginning: it works from the first day of the act it annuls, and stands right behind it."""
    claims = pair.annuls.get(act.key(context), [])
    own = [c for c in claims if context.lens.speaks(c)]
    moved = [c._replace(earliest=act.first, latest=act.first, date_kind="decided") for c in own or claims]
    return [build_act(moved, [], context)._replace(first=act.first, last=act.last)] if moved else []


def _through_eyes(claims: list[Claim], denials: list[tuple[str, Claim]], pair: _Pair,
                  context: Context) -> tuple[list[Claim], list[tuple[str, Claim]], bool]:
    """Where the eyes have spoken on an act, only they count (S15)."""
    lens = context.lens
    own = [c for c in claims if lens.speaks(c)]
    against = [(n, c) for n, c in denials if lens.speaks(c)]
    if not own:
        ends = context.words.effects[claims[0].act] == "ends"
        said = {c.id for _, c in against}
        contrary = [c for c in pair.seen if lens.speaks(c) and c.id not in said and (context.words.effects[c.act] == "observes-for") == ends]
        against += [("S15-denial", c) for c in contrary if any(claims is run for run in _in_force(c.earliest, pair, context))]
    if own:
        return own, against, False
    return (claims, against, True) if against else (claims, denials, False)


def _in_force(day: int, pair: _Pair, context: Context) -> list[list[Claim]]:
    """The rows of the acts that an observation on a day can contradict: those begun by then, back to the last one of the opposite effect."""
    effects = context.words.effects
    begun = [(d.first, d.last, effects[rows[0].act] != "starts", n, rows)
             for n, rows in enumerate(pair.acts.values()) if (d := date_act(_heard(rows, context), context)).first <= day]
    run: list[list[Claim]] = []
    for *_, rows in sorted(begun, reverse=True):
        if run and effects[rows[0].act] != effects[run[0][0].act]:
            break
        run.append(rows)
    return run


def _unsupported(claims: Sequence[Claim], pair: _Pair, context: Context,
                 denials: Sequence[tuple[str, Claim]]) -> list[tuple[str, Claim]]:
    """The actor's explicit refusals after a start that no claim of the actor supports (S12)."""
    if not pair.refusals or context.words.effects[claims[0].act] != "starts" or any(head(c.holder) == context.actor for c in claims):
        return []
    start = date_act(_heard(claims, context), context)
    said = {c.id for _, c in denials}
    return [("S12-denial", c) for c in pair.refusals if c.earliest >= start.first and c.id not in said
            and not _denied_by_eyes(c, pair, context) and not _ended_between(start, c.earliest, pair, context)]


def _heard(claims: Sequence[Claim], context: Context) -> Sequence[Claim]:
    """The rows of one act that count: the eyes' own where they have any, else all (S15)."""
    return [c for c in claims if context.lens.speaks(c)] or claims


def _ended_between(start: Dating, until: int, pair: _Pair, context: Context) -> bool:
    """Whether an end comes after a start in the order of acts, and certainly by a day."""
    for claims in pair.acts.values():
        if context.words.effects[claims[0].act] == "ends":
            end = date_act(_heard(claims, context), context)
            if (start.first, start.last, False) < (end.first, end.last, True) and end.last <= until:
                return True
    return False


def _fold(acts: Sequence[Act], context: Context, holds: str, given: Node | None, entails: bool) -> Node:
    evidence, roles = [a.node for a in acts], ["start" if a.effect == "starts" else "end" for a in acts]
    if entails and roles[:1] == ["end"]:
        evidence.insert(0, Node("S8-entailed", entailed(acts[0].first), {"first": iso(acts[0].first)}, (), acts[0].best))
        roles.insert(0, "start")
    if given or roles[0] == "end":
        evidence.insert(0, given or Node("S8-open", open_before()))
        roles.insert(0, "start")
    if len(evidence) == 1:
        return evidence[0]
    return Node("S7-state", state([n.steps for n in evidence], roles), {
        "actor": context.who, "holds": holds, "object": context.whom, "roles": roles}, tuple(evidence))


def _open_ends(acts: Sequence[Act]) -> list[Node]:
    out = []
    for n, act in enumerate(acts):
        if act.effect == "ends" and all(date_kind(c) == NO_LATER for c in act.best):
            since = acts[n - 1].last if n else BEGIN
            if since < act.last:
                out.append(Node("S9-open-end", open_end(since, act.last), {"since": iso(since), "until": iso(act.last)}, (), act.best))
    return out


def _saw(claim: Claim, for_it: bool, context: Context) -> str:
    """What an observer saw, in words."""
    if context.subject:
        return f"{context.subject} {context.words.says[claim.act]}"
    return "it recognises" if for_it else "it does not" if claim.act == "doubts" else "among those that refuse"


def _next_act(acts: Sequence[Act], after: int, starts_only: bool = False) -> int:
    return min((a.first for a in acts if a.first > after and not (starts_only and a.effect != "starts")), default=END)


def _refusals(pair: _Pair, acts: Sequence[Act], context: Context) -> list[Node]:
    """The actor's explicit refusals that are no denials: acts of their own, or late ones after its own recognition (S12)."""
    out = []
    used = {c.id for a in acts for c in a.denials}
    for c in pair.refusals:
        if c.id in used or _denied_by_eyes(c, pair, context):
            continue
        earliest = max(c.earliest, context.bounds.start)
        latest = max(c.latest, earliest)
        args = {"holder": context.label(c.holder), "date": when_text(c), "earliest": iso(earliest), "latest": iso(latest)}
        before = [a for a in acts if a.first <= c.earliest and (a.effect == "starts" or (a.effect == "ends" and a.last <= c.earliest))]
        begun = list(takewhile(lambda a: a.effect == "starts", reversed(before)))
        if not begun:
            until = _next_act(acts, c.earliest, starts_only=True)
            out.append(Node("S12-refusal", refused(earliest, latest, until, c.possible), {**args, "until": iso(until)}, (), (c,)))
        elif any(head(x.holder) == head(c.actor) for a in begun for x in a.best + a.lesser):
            out.append(Node("S12-late-refusal", refused_late(earliest), args, (), (c,)))
    return out


def _denied_by_eyes(refusal: Claim, pair: _Pair, context: Context) -> bool:
    """Whether the eyes, not the actor's own, later observed that it recognises all the same (S15)."""
    lens = context.lens
    return lens.eyes is not None and not lens.speaks(refusal) and any(
        lens.speaks(c) and context.words.effects[c.act] == "observes-for" and c.earliest >= refusal.earliest for c in pair.seen)


def _observations(pair: _Pair, acts: Sequence[Act], late: set[int], context: Context) -> tuple[list[Node], list[Node]]:
    """The observations of parties, which pool, and those of others, which only fill (S7, S11, S12, S15)."""
    party: list[Node] = []
    others: list[Node] = []
    lens = context.lens
    refusals = [r.earliest for r in pair.refusals if r.id not in late and not _denied_by_eyes(r, pair, context)]
    said = [*pair.seen, *pair.refusals, *(c for group in (pair.acts, pair.about, pair.annuls) for cs in group.values() for c in cs)]
    spoken = lens.eyes is not None and any(map(lens.speaks, said))
    for c in pair.seen:
        if spoken and not lens.speaks(c):
            pair.aside.append(("the eyes have spoken on the pair (S15)", c))
            continue
        for_it = context.words.effects[c.act] == "observes-for"
        earliest = max(_seen_from(c), context.bounds.start)
        latest = max(c.latest, earliest)
        until = min(_next_act(acts, earliest), min((r for r in refusals if r > earliest), default=END),
                    min((_seen_from(o) for o in pair.seen if head(o.holder) == head(c.holder) and _seen_from(o) > latest), default=END))
        node = Node("S7-observation", observed(earliest, latest, until, for_it, c.possible), {
            "holder": context.label(c.holder), "date": when_text(c), "earliest": iso(earliest), "latest": iso(latest), "until": iso(until),
            "for": for_it, "saw": _saw(c, for_it, context)}, (), (c,))
        heard = context.is_party(c.holder) and c.strength != "implied"
        (party if heard else others).append(node)
    return party, others


def _seen_from(claim: Claim) -> int:
    """The first day of an observation; one known only as "by D" is one of D."""
    return claim.latest if claim.earliest <= BEGIN else claim.earliest


def _coverage(since: int, until: int, source: str, context: Context) -> Node:
    return Node("S18-coverage", covered(since, until), {"source": source, "actor": context.label(context.actor),
                                                        "since": iso(since), "until": iso(until)})
