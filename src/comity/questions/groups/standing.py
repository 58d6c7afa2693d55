"""How groups stand: listed by a regime, bound to another group, the same as another to somebody (S27, S28); each an answer with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...kernel.acts import Context
from ...kernel.claims import Bounds, Claim, head
from ...kernel.compose import either, every, node
from ...kernel.dates import BEGIN
from ...kernel.groups import ALIASING
from ...kernel.proofs import Node
from ...kernel.rules import rule
from ...kernel.states import Outcome, hold
from ...kernel.timeline import Steps, pool
from ..answer import Answer
from ..recognition import admit, last_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...kernel.conflicts import PairConflict
    from ..view import View

VERBS = {"listing": "lists", "affiliation": "is bound to", "identity": "is the same group as", "lineage": "has come to"}


@rule("S27-alias", authority="docs/semantics.md S27", says="{regime} lists {name}, as a name in the entry of {entry}")
def listed_as_alias(lines: Sequence[Steps]) -> Steps:
    """A group is listed under another's entry as long as its name stands there and the entry stands."""
    return every(lines)


@rule("S27-listed", authority="docs/semantics.md S27", says="{regime} lists {group}, by an entry of its own or as a name in another's")
def listed(lines: Sequence[Steps]) -> Steps:
    """A group is listed if it has an entry of its own, or stands as a name in another's."""
    return either(lines)


@rule("S28-holders", authority="docs/semantics.md S3, S28", says="{one} is the same group as {other}: what each holder says, pooled")
def by_holder(lines: Sequence[Steps]) -> Steps:
    """Whether two groups are one is decided by nobody: each holder's own treatment stands beside the others'."""
    return pool(lines)


class Held(NamedTuple):
    """One state of a pair over all time, with what it was worked out from."""

    answer: Answer
    outcome: Outcome
    claims: tuple[Claim, ...]
    undated: tuple[Claim, ...]


class Alias(NamedTuple):
    """A name of a group in the entry of another, and the group whose entry it is."""

    name: str
    entry: str
    of: str
    node: Node
    claims: tuple[Claim, ...]


class Listing(NamedTuple):
    """How a regime of listing stands to a group: the answer, its own entry's acts, and the entries of others that name it."""

    regime: str
    group: str
    answer: Answer
    outcome: Outcome
    claims: tuple[Claim, ...]
    aliases: tuple[Alias, ...]


def held(view: View, relation: str, actor: str, object_: str, claims: Iterable[Claim], entails: bool = True,
         question: dict[str, str] | None = None) -> Held:
    """One state of one pair, by the claims that are given and that the lens admits. Claims of no day are set apart: they settle none."""
    left_out: dict[str, int] = {}
    admitted = admit(view, list(claims), left_out)
    dated, undated = [c for c in admitted if not c.undated], tuple(c for c in admitted if c.undated)
    if undated:
        left_out["no-date"] = len(undated)
    context = _context(view, relation, actor, object_)
    spans = view.coverage(relation, actor, object_)
    outcome = hold(dated, spans, context, VERBS[relation], entails=entails)
    asked = question or {"ask": relation, "actor": actor, "object": object_}
    return Held(_answer(view, asked, outcome.node, admitted, spans, left_out, lambda: _conflicts(outcome, context, spans, view.atlas.date)),
                outcome, tuple(admitted), undated)


def _context(view: View, relation: str, actor: str, object_: str) -> Context:
    label = view.atlas.label
    return Context(actor, object_, Bounds(), frozenset({head(actor), object_}), view.atlas.words(relation), label, view.lens, label(actor),
                   label(object_))


def _conflicts(outcome: Outcome, context: Context, spans: Sequence[tuple[int, int, str]], today: int) -> list[PairConflict]:
    from ...kernel.conflicts import conflicts  # most answers are not asked for theirs

    return conflicts(outcome, context, spans, today)


def _answer(view: View, question: dict[str, str], root: Node, claims: Sequence[Claim], spans: Sequence[tuple[int, int, str]],
            left_out: dict[str, int], find: Callable[[], Iterable[PairConflict]]) -> Answer:
    atlas = view.atlas
    dated = [c for c in claims if not c.undated]
    return Answer(dict(question), view.lens, root, last_word(dated, spans, atlas.date), left_out, atlas.about, atlas.source, find)


def listing(view: View, regime: str, group: str, claims: Sequence[Claim] | None = None) -> Listing:
    """Whether a regime of listing lists a group, by an entry of its own or as a name in another's (S27). claims: all about the two, where at hand."""
    if claims is None:
        claims = view.atlas.pair("listing", f"{regime} {group}")
    own = held(view, "listing", regime, group, [c for c in claims if c.act not in ALIASING])
    aliases = []
    for name, entry in dict.fromkeys((c.name, c.entry) for c in claims if c.act in ALIASING and view.admits(c.source)):
        other = entry_of(view, regime, entry)
        if other is not None and other != group:
            aliases.append(_alias(view, regime, name, entry, other, [c for c in claims if c.act in ALIASING and (c.name, c.entry) == (name, entry)]))
    dated = {a.of for a in aliases if any(c.earliest > BEGIN for c in a.claims)}
    aliases = [a for a in aliases if a.of not in dated or any(c.earliest > BEGIN for c in a.claims)]  # another spelling, known from a later copy
    root = own.answer.proof.node
    if aliases:
        below = ([root] if own.outcome.acts else []) + [a.node for a in aliases]
        label = view.atlas.label
        root = node("S27-listed", "or", listed([n.steps for n in below]), below, regime=label(regime), group=label(group))
    everything = [*own.claims, *(c for a in aliases for c in a.claims)]
    answer = _answer(view, {"ask": "listing", "regime": regime, "group": group}, root, everything, view.coverage("listing", regime, group),
                     own.answer.left_out, lambda: own.answer.conflicts)
    return Listing(regime, group, answer, own.outcome, tuple(c for c in claims if view.admits(c.source)), tuple(aliases))


def _alias(view: View, regime: str, name: str, entry: str, other: str, claims: Sequence[Claim]) -> Alias:
    stands = held(view, "listing", regime, claims[0].object, claims)
    theirs = held(view, "listing", regime, other, [c for c in view.atlas.pair("listing", f"{regime} {other}") if c.act not in ALIASING])
    below = [stands.answer.proof.node, theirs.answer.proof.node]
    label = view.atlas.label
    root = node("S27-alias", "and", listed_as_alias([n.steps for n in below]), below, regime=label(regime), name=name, entry=label(other))
    return Alias(name, entry, other, root, stands.claims)


def entry_of(view: View, regime: str, entry: str) -> str | None:
    """The group whose entry a reference means in a regime: a group's id means its own entry."""
    if entry in view.atlas.groups:
        return entry
    found = view.atlas.rows("SELECT object FROM claim WHERE relation = 'listing' AND actor = ? AND entry = ? AND act = 'lists' ORDER BY id LIMIT 1",
                            regime, entry)
    laid = (c.object for o in view.atlas.overlays for c in o.claims
            if (c.relation, c.actor, c.entry, c.act) == ("listing", regime, entry, "lists"))
    return found[0][0] if found else next(laid, None)


def identity(view: View, first: str, second: str, claims: Sequence[Claim]) -> tuple[Answer, dict[str, Held]]:
    """Whether two groups are one: what all holders say, pooled, and each holder's own answer (S28). In somebody's eyes, only theirs."""
    holders = sorted({c.holder for c in claims if view.lens.eyes is None or view.lens.speaks(c)} or {c.holder for c in claims})
    each = {h: held(view, "identity", first, second, _one_by_one([c for c in claims if c.holder == h]), entails=False) for h in holders}
    below = [e.answer.proof.node for e in each.values()]
    label = view.atlas.label
    root = below[0] if len(below) == 1 else node("S28-holders", "pool", by_holder([n.steps for n in below]), below, one=label(first),
                                                 other=label(second))
    left_out: dict[str, int] = {}
    for reason, number in (item for e in each.values() for item in e.answer.left_out.items()):
        left_out[reason] = left_out.get(reason, 0) + number
    answer = _answer(view, {"ask": "identity", "actor": first, "object": second}, root, [c for e in each.values() for c in e.claims], [], left_out,
                     tuple)
    return answer, each


def _one_by_one(claims: Sequence[Claim]) -> list[Claim]:
    """One holder's rows in order of time, those of different days numbered apart: to treat two as one again is no second date of the first."""
    out: list[Claim] = []
    ordinal, last = 0, BEGIN
    for c in sorted((c for c in claims if not c.undated), key=lambda c: (c.earliest, c.latest, c.id)):
        ordinal += not out or c.earliest > last
        last = max(last, c.latest)
        out.append(c._replace(ordinal=max(ordinal, 1)))
    return out + [c for c in claims if c.undated]
