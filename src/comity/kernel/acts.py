"""Acts and their dates (S8–S11): which rows report one act, and when it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .claims import Bounds, Claim, head
from .dates import BEGIN, END, iso
from .lens import Lens
from .proofs import Node
from .rules import REGISTRY, rule
from .standing import AGAINST, FOR, MAYBE, MAYBE_AGAINST, MAYBE_FOR
from .timeline import Steps, pool, steps

EFFECTIVE, PUBLISHED, DECIDED, UNCLEAR, ANNOUNCED_BY_ACTOR, ANNOUNCED_BY_OTHERS, NO_LATER = range(7)
"""What a date is of, best kind first (S9)."""

_KINDS = {"effective": EFFECTIVE, "published": PUBLISHED, "decided": DECIDED, "signed": DECIDED, "deposited": DECIDED, "unclear": UNCLEAR,
          "": UNCLEAR}
_KIND_WORDS = ("in effect ", "published ", "decided ", "dated ", "announced by it ", "reported ", "")
KIND_NAMES = ("effective", "published", "decided", "of unclear kind", "announced by the actor", "announced by others", "no later than")


class Words(NamedTuple):
    """What the kernel needs of the vocabulary: the effect and the sentence of each act, the widening constants, and who decides."""

    effects: dict[str, str]
    says: dict[str, str]
    rumour_days: int
    deciders: frozenset[str]


class Context(NamedTuple):
    """Everything about one pair that is not a claim: how far acts can reach, who may dispute, how things are called.

    latecomer, leaver: what the one that began later, and the one that ended earlier, is called. subject, matter: what sentences say instead of
    actor and object, where it is a treaty that comes into force between the two.
    """

    actor: str
    object: str
    bounds: Bounds
    parties: frozenset[str]
    words: Words
    label: Callable[[str], str]
    lens: Lens
    latecomer: str = ""
    leaver: str = ""
    subject: str = ""
    matter: str = ""

    @property
    def who(self) -> str:
        """What sentences say acts: the actor, or the treaty that came into force."""
        return self.subject or self.label(self.actor)

    @property
    def whom(self) -> str:
        """What sentences say it is done to: the object, or the two that the treaty is between."""
        return self.matter or self.label(self.object)

    def is_party(self, holder: str) -> bool:
        """Whether a holder makes a dispute: actor, object, holders of rights concerned, courts and depositaries (S11)."""
        return head(holder) in self.parties or holder in self.words.deciders


class Act(NamedTuple):
    """One act between two, pooled from the rows that report it: its proof node and the days it may have happened on."""

    type: str
    ordinal: int
    effect: str
    node: Node
    first: int
    last: int
    kind: int
    best: tuple[Claim, ...]
    lesser: tuple[Claim, ...]
    denials: tuple[Claim, ...]

    def key(self, context: Context) -> str:
        """Type, actor, object, ordinal (S8)."""
        return f"{self.type} {context.actor} {context.object} {self.ordinal}"


def date_kind(claim: Claim) -> int:
    """What a claim's date is of, as a rank, best first (S9)."""
    if claim.earliest <= BEGIN:
        return NO_LATER
    if claim.date_kind == "announced":
        return ANNOUNCED_BY_ACTOR if head(claim.holder) == head(claim.actor) else ANNOUNCED_BY_OTHERS
    return _KINDS[claim.date_kind]


def window(claim: Claim, floor: int, rumour_days: int) -> tuple[int, int]:
    """The first and last day on which the act can have happened, by this claim alone (S9)."""
    if claim.earliest <= BEGIN:
        return min(floor, claim.latest), claim.latest
    if date_kind(claim) == ANNOUNCED_BY_OTHERS:
        return min(max(claim.earliest - rumour_days, floor), claim.earliest), claim.latest
    return claim.earliest, claim.latest


@rule("S9-dated", authority="docs/semantics.md S2, S3, S9", says="{holder}: {kind}{date}")
def dated(earliest: int, latest: int, possible: bool) -> Steps:
    """An act dated to a window has certainly not happened before it, may have within it, certainly has after."""
    before, after = (MAYBE_AGAINST, MAYBE_FOR) if possible else (AGAINST, FOR)
    if latest <= BEGIN:
        return ((BEGIN, after),)
    points = [(BEGIN, before if earliest > BEGIN else MAYBE)]
    if BEGIN < earliest < latest:
        points.append((earliest, MAYBE))
    if latest < END:
        points.append((latest, after))
    return tuple(points)


@rule("S9-act", authority="docs/semantics.md S8, S9", says="{lead}{actor} {did} {object} {when}")
def one_act(evidence: Sequence[Steps]) -> Steps:
    """The dates of the best kind that report one act pool; a day inside a month agrees with it, two different days do not."""
    return pool(evidence)


@rule("S11-denial", authority="docs/semantics.md S11", says="{holder} denies it: {ground}")
def denied(first: int, possible: bool) -> Steps:
    """A denial by a party stands against an act from that act's first day."""
    return steps((first, MAYBE_AGAINST if possible else AGAINST))


@rule("S12-denial", authority="docs/semantics.md S12", says="{holder} refused afterwards, and nothing of its own supports the act")
def refused_after(first: int) -> Steps:
    """An explicit refusal after a recognition that no claim of the actor supports denies that recognition."""
    return steps((first, AGAINST))


@rule("S15-denial", authority="docs/semantics.md S15", says="{holder} observed the contrary on {date}")
def observed_contrary(first: int) -> Steps:
    """In the eyes of E, its own later contrary observation is its denial of the act."""
    return steps((first, AGAINST))


class Dating(NamedTuple):
    """When the rows that report one act put it: the best kind, its claims with their windows and what cut them, and the lesser claims."""

    kind: int
    best: tuple[Claim, ...]
    windows: tuple[tuple[int, int], ...]
    cutters: tuple[tuple[Claim, ...], ...]
    lesser: tuple[Claim, ...]

    @property
    def first(self) -> int:
        """The first day on which the act may have happened."""
        return min(w[0] for w in self.windows)

    @property
    def last(self) -> int:
        """The day by which it certainly had."""
        return max(w[1] for w in self.windows)


def date_act(claims: Sequence[Claim], context: Context) -> Dating:
    """Date one act from the rows that report it: the best kind present, cut by lesser dates where those leave a day (S9)."""
    kinds = [date_kind(c) for c in claims]
    kind = min(kinds)
    best = tuple(c for c, k in zip(claims, kinds, strict=True) if k == kind)
    lesser = tuple(c for c, k in zip(claims, kinds, strict=True) if k != kind)
    if kind == NO_LATER and context.words.effects[claims[0].act] == "ends":
        return Dating(kind, best, tuple((c.latest, c.latest) for c in best), ((),) * len(best), lesser)
    cut = [_cut(kind, window(c, context.bounds.start, context.words.rumour_days), lesser) for c in best]
    return Dating(kind, best, tuple(w for w, _ in cut), tuple(c for _, c in cut), lesser)


def _cut(kind: int, span: tuple[int, int], lesser: Iterable[Claim]) -> tuple[tuple[int, int], tuple[Claim, ...]]:
    """Cut an imprecise window by each lesser date that leaves a day; one that leaves none is a conflict and cuts nothing (S9)."""
    e, l = span
    cutters = []
    for claim in lesser:
        low, high = lesser_bound(kind, claim)
        if e < l and max(e, low) <= min(l, high) and (low > e or high < l):
            e, l = max(e, low), min(l, high)
            cutters.append(claim)
    return (e, l), tuple(cutters)


def build_act(claims: Sequence[Claim], denials: Sequence[tuple[str, Claim]], context: Context, silent: bool = False) -> Act:
    """Pool the claims that report one act (all of one type and ordinal) and the denials, as (rule, claim), that stand against it.

    silent: the eyes only deny the act; the claims say which act is meant, and count for nothing (S15).
    """
    words, dating = context.words, date_act(claims, context)
    leaves = [] if silent else [_leaf(c, w, cut, dating.kind, context)
                                for c, w, cut in zip(dating.best, dating.windows, dating.cutters, strict=True)]
    leaves += [_denial(name, c, BEGIN if silent else dating.first, context) for name, c in denials]
    effect = words.effects[claims[0].act]
    node = Node("S9-act", one_act([n.steps for n in leaves]), {
        "lead": "unless " if effect in ("ends", "annuls") else "", "actor": context.who,
        "did": words.says[claims[0].act], "object": context.whom, "when": _when(dating.best, dating.kind),
        "key": f"{claims[0].act} {context.actor} {context.object} {claims[0].ordinal}"}, tuple(leaves))
    return Act(claims[0].act, claims[0].ordinal, effect, node, dating.first, dating.last, dating.kind, dating.best, dating.lesser,
               tuple(c for _, c in denials))


def _leaf(claim: Claim, span: tuple[int, int], cutters: tuple[Claim, ...], kind: int, context: Context) -> Node:
    earliest, latest = span
    return Node("S9-dated", dated(earliest, latest, claim.possible), {
        "holder": context.label(claim.holder), "kind": _KIND_WORDS[kind], "date": when_text(claim),
        "earliest": iso(earliest), "latest": iso(latest)}, (), (claim, *cutters))


def _denial(name: str, claim: Claim, first: int, context: Context) -> Node:
    steps_ = denied(first, claim.possible) if name == "S11-denial" else REGISTRY[name].function(first)
    ground = {"fact": "it did not happen", "effect": "it is without effect"}.get(claim.ground, "no ground given")
    return Node(name, steps_, {"holder": context.label(claim.holder), "ground": ground, "date": when_text(claim), "first": iso(first)},
                (), (claim,))


def lesser_bound(best: int, claim: Claim) -> tuple[int, int]:
    """What a date of a lesser kind says about the best kind's day: not before, not after (S9).

    Something announced or reported is decided by then; what takes effect or is gazetted was decided before.
    An effective date, or that of a gazette, may lie after any report.
    An announcement by the actor is the act, where nobody says what a coarser date is of.
    """
    kind = date_kind(claim)
    if kind == NO_LATER:
        return BEGIN, claim.latest
    if best <= PUBLISHED:
        return (claim.earliest, END) if kind == DECIDED else (BEGIN, END)
    if best == UNCLEAR and kind == ANNOUNCED_BY_ACTOR:
        return claim.earliest, claim.latest
    return BEGIN, claim.latest


def when_text(claim: Claim) -> str:
    """A claim's date in words: on a day, in a month or year, between two, by one."""
    text = claim.date
    if claim.earliest <= BEGIN:
        return f"by {text.partition('/')[2]}"
    if claim.latest >= END:
        return f"not before {text.partition('/')[0]}"
    if "/" in text:
        return f"between {text.replace('/', ' and ')}"
    return ("on " if claim.earliest == claim.latest else "in ") + text


def _when(best: Sequence[Claim], kind: int) -> str:
    exact = sorted({c.date for c in best if c.exact})
    if kind == ANNOUNCED_BY_OTHERS:
        return f"by {sorted({c.date for c in best})[0]}"
    if exact:
        return "on " + " or ".join(exact)
    return max((when_text(c) for c in best), key=lambda text: (len(text), text))


