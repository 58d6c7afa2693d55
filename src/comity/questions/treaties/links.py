"""Links of succession (S22): who succeeded or continues whom, since when, in which way, by whose word, as a lens sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.acts import Context
from ...kernel.claims import Claim, head
from ...kernel.dates import BEGIN, END
from ...kernel.proofs import Node
from ...kernel.states import hold
from ..recognition import admit

if TYPE_CHECKING:
    from ..view import View

CONTINUATION = "continuation"
NEVER = BEGIN - 1
"""Before every day."""


class Link(NamedTuple):
    """One succession: the proof that it holds, the first day it may have happened, and the kinds it is claimed to be.

    kinds: those that the parties to it or a decider claim, where they claim any; else everybody's. answered: whether the predecessor, by the claims
    about who held sovereignty, answered for the successor's territory the day before (None where nobody says who did).
    """

    successor: str
    predecessor: str
    node: Node
    since: int
    day: int
    kinds: tuple[str, ...]
    answered: bool | None
    holders: frozenset[str]


def links(view: View, successor: str, ends: Sequence[str] = ()) -> tuple[Link, ...]:
    """Every link from a polity to one before it that the lens admits, in order of time; kept by the view.

    ends: the two between whom a treaty is asked for. Whoever else denies the succession is heard beside the answer, not in it (S21).
    """
    befores = view.atlas.predecessors.get(successor)
    if not befores:
        return ()
    kept: dict[Any, tuple[Link, ...]] = view.kept.setdefault("links", {})
    denied: dict[str, bool] = view.kept.setdefault("denied", {})
    if successor not in denied:
        denied[successor] = any(_denied(view, successor, before) for before in befores)
    key = (successor, tuple(ends) if denied[successor] else ())
    if key not in kept:
        found = [link for before in befores for link in _between(view, successor, before, frozenset({successor, *ends}))]
        kept[key] = tuple(sorted(found, key=lambda link: (link.since, link.predecessor, link.kinds)))
    return kept[key]


def _denied(view: View, successor: str, before: str) -> bool:
    return any(c.act == "denies" for c in view.atlas.pair("succession", f"{successor} {before}"))


def _between(view: View, successor: str, before: str, parties: frozenset[str]) -> list[Link]:
    deciders = view.atlas.words("succession").deciders
    claims = [c for c in admit(view, view.atlas.pair("succession", f"{successor} {before}"), {})
              if c.act != "denies" or head(c.holder) in parties or c.holder in deciders or view.lens.speaks(c)]
    return [link for act in ("continues", "succeeds") if (link := _link(view, successor, before, act, claims))]


def _link(view: View, successor: str, before: str, act: str, claims: Sequence[Claim]) -> Link | None:
    same = [c for c in claims if c.act == act or (c.act in ("denies", "reverses") and c.target.startswith(act + " "))]
    if not any(c.act == act for c in same):
        return None
    atlas, bounds = view.atlas, view.bounds(successor)
    context = Context(successor, before, bounds, frozenset(head(c.holder) for c in same if c.act == "denies") | {successor, before},
                      atlas.words("succession"), atlas.label, view.lens)
    outcome = hold([c._replace(ground="fact") if c.act == "denies" else c for c in same], (), context, act)
    if not outcome.acts:
        return None
    since = max(min(a.first for a in outcome.acts), bounds.start)
    day = min(since, view.bounds(before).end) - 1
    claimed = [c for c in same if c.act == act]
    kinds = (CONTINUATION,) if act == "continues" else _kinds(claimed, frozenset({successor, before, *context.words.deciders}))
    answered = None if act == "continues" else _answered(view, successor, before, since - 1)
    return Link(successor, before, outcome.node, since, day, kinds, answered, frozenset(c.holder for c in claimed))


def _kinds(claims: Sequence[Claim], weighing: frozenset[str]) -> tuple[str, ...]:
    """The kinds that weigh: those that the two or a decider name (who merely denies the succession is neither), else those that anybody names."""
    own = {c.kind for c in claims if c.kind and (head(c.holder) in weighing or c.holder in weighing)}
    return tuple(sorted(own or {c.kind for c in claims if c.kind}))


def _answered(view: View, successor: str, before: str, day: int) -> bool | None:
    """Whether the predecessor held sovereignty over the successor's territory on a day; None where no claim says who did."""
    held = {c.actor for c in sovereigns(view, successor) if c.earliest <= day < (END if c.until_latest is None else c.until_latest)}
    if held:
        return before in held
    bounds = view.bounds(before)
    return None if bounds.start <= day < bounds.end else False


def sovereigns(view: View, territory: str) -> tuple[Claim, ...]:
    """The claims, admitted by the lens, about who held sovereignty over a territory, other than itself; kept by the view."""
    kept: dict[str, tuple[Claim, ...]] = view.kept.setdefault("sovereigns", {})
    if territory not in kept:
        found = [c for c in view.atlas.held_over(territory) if c.kind == "sovereignty" and c.actor != territory and view.admits(c.source)]
        spoken = [c for c in found if view.lens.speaks(c)]
        kept[territory] = tuple(spoken or found)
    return kept[territory]


def ancestors(view: View, polity: str) -> Set[str]:
    """A polity and all that it is said, by anybody, to succeed or continue."""
    kept: dict[str, frozenset[str]] = view.kept.setdefault("ancestors", {})
    if polity not in kept:
        found, queue = [polity], [polity]
        while queue:
            for before in view.atlas.predecessors.get(queue.pop(0), ()):
                if before not in found:
                    found.append(before)
                    queue.append(before)
        kept[polity] = frozenset(found)
    return kept[polity]


def reach(view: View, polity: str) -> Mapping[str, int]:
    """A polity and all before it that links lead to, each with the day by which a treaty must have been made to pass on to it; kept by the view.

    What was made later than a succession does not pass through it: the day is the earliest link of the way there, the latest over all ways.
    """
    kept: dict[str, dict[str, int]] = view.kept.setdefault("reach", {})
    if polity not in kept:
        found, queue = {polity: END}, [polity]
        while queue:
            here = queue.pop(0)
            for link in links(view, here):
                day = min(found[here], link.day)
                if day > found.get(link.predecessor, NEVER):
                    found[link.predecessor] = day
                    queue.append(link.predecessor)
        kept[polity] = found
    return kept[polity]


def joined(view: View, polity: str) -> Mapping[str, int]:
    """The treaties of which anything is claimed with a polity, or with one before it, as a party; kept by the view.

    Each with the day by which it must have been made to pass on from whoever joined it, as `reach` has it; NEVER where no links lead there.
    """
    kept: dict[str, dict[str, int]] = view.kept.setdefault("joined", {})
    if polity not in kept:
        found: dict[str, int] = {}
        for before in ancestors(view, polity):
            day = reach(view, polity).get(before, NEVER)
            for treaty in _joined_itself(view, before):
                if day >= found.get(treaty, NEVER):
                    found[treaty] = day
        kept[polity] = found
    return kept[polity]


def _joined_itself(view: View, polity: str) -> tuple[str, ...]:
    """The treaties of which anything is claimed with a polity itself as a party; kept by the view, since every heir asks."""
    kept: dict[str, tuple[str, ...]] = view.kept.setdefault("joined-itself", {})
    if polity not in kept:
        kept[polity] = tuple(pair.partition(" ")[2] for pair in view.atlas.pairs_of("party", actor=polity))
    return kept[polity]


def path(view: View, heir: str, maker: str, holders: frozenset[str]) -> tuple[str, ...]:
    """The way from who made a treaty to who has it now, through every polity between: the links that these holders, then parties, then anybody, hold.

    Empty where no chain of links leads from one to the other.
    """
    best: dict[str, tuple[int, tuple[str, ...]]] = {heir: (0, (heir,))}
    queue = [heir]
    while queue:
        here = queue.pop(0)
        for link in links(view, here):
            cost = best[here][0] + 1 + _doubt(link, holders)
            if link.predecessor not in best[here][1] and (link.predecessor not in best or cost < best[link.predecessor][0]):
                best[link.predecessor] = (cost, (link.predecessor, *best[here][1]))
                queue.append(link.predecessor)
    return best[maker][1] if maker in best else ()


def _doubt(link: Link, holders: frozenset[str]) -> int:
    """How far from the holders' own word a link is: theirs, one of the two's, others'."""
    heads = {head(h) for h in link.holders}
    if heads & {head(h) for h in holders}:
        return 0
    return 3 if heads & {link.successor, link.predecessor} else 6
