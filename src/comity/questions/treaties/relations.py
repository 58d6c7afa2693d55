"""Whether a treaty is in force between two, over all time, under one doctrine (S21–S23).

`Relations` works backwards: a treaty binds two by their own acts, or because it bound one whom either succeeds or continues, as the doctrine's
rule for that kind of succession has it; a later treaty ends it, and whoever is no state in the eyes that count has none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...kernel.acts import Context
from ...kernel.claims import Claim, head
from ...kernel.compose import node
from ...kernel.conflicts import PairConflict, conflicts
from ...kernel.dates import END
from ...kernel.instruments import Treaty
from ...kernel.proofs import Node
from ...kernel.states import Outcome, hold
from ...kernel.timeline import NOTHING as NEVER_SAID
from ...kernel.timeline import Steps
from ..recognition import admit, bounds_of, last_word
from . import doctrines as law
from .links import CONTINUATION, NEVER, Link, joined, links, reach, sovereigns

if TYPE_CHECKING:
    from ..view import View

Said = dict[str, Any]
"""What the sentence of a rule is about."""
CONSENTS = ("continues", "enters-force", "provisionally-applies")
"""The acts by which a party says that a treaty is in force between it and the other."""
SAID = ("continues", "applies", "doubts")
"""What the recorded doctrine hears and the others predict: that a treaty goes on, or not, for a successor. Where both sides say so it is an
agreement of their own, which binds under any doctrine (VCSST Arts. 24(1)(a), 34(2)(a))."""


class Bond(NamedTuple):
    """How a treaty stands between two: the proof, and the territory that it is confined to (empty: all of it; VCSST Art. 31(2))."""

    node: Node | None
    confined: frozenset[str] = frozenset()
    outcome: Outcome | None = None


NOTHING = Bond(None)


class Relations:
    """Treaty relations through one view under one doctrine; what was worked out once is kept, and shared where every doctrine says the same."""

    def __init__(self, view: View, doctrine: str) -> None:
        self.view = view
        self.doctrine = doctrine
        self._kept: dict[tuple[str, ...], Bond] = {}
        self._states: dict[tuple[str, str], Node | None] = view.kept.setdefault("no-states", {})
        self._alike: dict[tuple[str, ...], Bond] = view.kept.setdefault("alike", {})
        self._leads: dict[tuple[str, ...], bool] = view.kept.setdefault("leads", {})

    def between(self, treaty: Treaty, a: str, b: str) -> Bond:
        """How a treaty stands between two polities, with what ended it and in whose eyes either is no state."""
        key = ("relation", treaty.id, *sorted((a, b)))
        if key not in self._kept:
            bond = self._bound(treaty, *sorted((a, b))) if treaty.bilateral else self._parties(treaty, a, b)
            self._kept[key] = bond._replace(node=self._relation(treaty, a, b, bond)) if bond.node else bond
        return self._kept[key]

    def begun(self, treaty: Treaty, day: int) -> bool:
        """Whether a bilateral had come into force between anybody by a day, by any admitted claim."""
        pairs = self.view.atlas.claimed_between.get(treaty.id, ())
        return any(c.act in ("enters-force", "continues", "applies", "provisionally-applies") and c.earliest <= day
                   for a, b in pairs for c in self.recorded(treaty, a, b))

    def conflicts(self, treaty: Treaty, a: str, b: str) -> list[PairConflict]:
        """What the claims about a treaty between two contradict each other about."""
        outcome = self.between(treaty, a, b).outcome
        return conflicts(outcome, self.context(treaty, tuple(sorted((a, b)))), (), self.view.atlas.date) if outcome else []

    def party(self, treaty: Treaty, polity: str) -> Bond:
        """How a multilateral treaty stands for one polity."""
        return self._bound(treaty, polity)

    # a bilateral, and what a successor inherits

    def _bound(self, treaty: Treaty, *ends: str, by: int = END) -> Bond:
        """A treaty by the acts between two (or of one party to a multilateral), or inherited by either from whom it succeeded by a day.

        What a successor takes over is what stood before its succession, so nothing later is asked of its predecessor: that ends every walk,
        also where one succeeds another that had once succeeded it.
        """
        whole = (treaty.id, *ends)
        if whole in self._alike:
            return self._alike[whole]
        spans = self.view.coverage("party", ends[0], treaty.id) if len(ends) == 1 and self.doctrine == "recorded" else []
        if not spans and not self._leads_there(treaty, *ends):
            return NOTHING
        passing = [(n, link) for n, party in enumerate(ends) for link in links(self.view, party, ends)
                   if treaty.start <= link.day and link.since <= by]
        key = (*whole, str(len(passing)))  # links are in order of time: how many there are by a day says which
        if key not in self._kept:
            self._kept[key] = self._work_out(treaty, ends, passing, spans)
        return self._kept[key]

    def _leads_there(self, treaty: Treaty, *ends: str) -> bool:
        """Whether anything is claimed of the treaty between two (or with one as a party) from whom it may have come to these; of most, nothing is."""
        if len(ends) == 1:
            return joined(self.view, ends[0]).get(treaty.id, NEVER) >= treaty.start
        key = (treaty.id, *ends)
        if key not in self._leads:
            self._leads[key] = self._led(treaty, *ends)
        return self._leads[key]

    def _led(self, treaty: Treaty, a: str, b: str) -> bool:
        start, one, other = treaty.start, reach(self.view, a), reach(self.view, b)
        return any((one.get(p, NEVER) >= start and other.get(q, NEVER) >= start) or (one.get(q, NEVER) >= start and other.get(p, NEVER) >= start)
                   for p, q in self.view.atlas.claimed_between.get(treaty.id, ()))

    def _work_out(self, treaty: Treaty, ends: tuple[str, ...], passing: Sequence[tuple[int, Link]], spans: Sequence[tuple[int, int, str]]) -> Bond:
        claims = self._claims(treaty, ends)
        through: list[tuple[Node, frozenset[str]]] = []
        for n, link in passing:
            others = tuple(sorted((*ends[:n], link.predecessor, *ends[n + 1:])))
            if len(set(others)) == len(ends):
                found = self._through(treaty, link, ends, self._bound(treaty, *others, by=link.day))
                if found is not None:
                    through.append(found)
        if not claims and not through and not spans:
            return NOTHING
        given = self._given(treaty, ends, [n for n, _ in through])
        entails = self.doctrine == "recorded" or len(ends) == 1 or set(ends) == set(treaty.parties)
        outcome = hold(claims, spans, self.context(treaty, ends), "is in force", given, entails)
        if not spans and not through and self._says_the_same(treaty, ends, outcome):
            return self._alike.setdefault((treaty.id, *ends), Bond(outcome.node, frozenset(), outcome))
        whole = any(not confined for _, confined in through) or not through or self._agreement(treaty, ends)
        confined = frozenset() if whole else frozenset.union(*(c for _, c in through))
        return Bond(outcome.node, confined, outcome)

    def _says_the_same(self, treaty: Treaty, ends: tuple[str, ...], outcome: Outcome) -> bool:
        """Whether no doctrine can differ: neither side succeeds anybody since the treaty was made, all hear the same claims and lists, and no end
        comes first, of which they would say different things (S8)."""
        if any(link.day >= treaty.start for party in ends for link in links(self.view, party, ends)):
            return False
        if len(ends) == 1:
            return not self.view.coverage("party", ends[0], treaty.id)
        if set(ends) == set(treaty.parties):
            return True
        return all(a.effect == "starts" for a in outcome.acts[:1]) and not any(map(_predicted, self.recorded(treaty, *ends)))

    def _claims(self, treaty: Treaty, ends: tuple[str, ...]) -> list[Claim]:
        """The claims that count under the doctrine: all that is recorded, or only the acts of the two themselves."""
        if len(ends) == 1:
            return admit(self.view, self.view.atlas.pair("party", f"{ends[0]} {treaty.id}"), {})
        claims = self.recorded(treaty, *ends)
        if self.doctrine == "recorded" or set(ends) == set(treaty.parties):
            return claims
        both = self._agreement(treaty, ends)
        return [c for c in claims if not _predicted(c)] + [c for c in both if _predicted(c)]

    def recorded(self, treaty: Treaty, a: str, b: str) -> list[Claim]:
        """Every admitted claim about a treaty between two."""
        pair = " ".join(sorted((a, b)))
        if treaty.id not in self.view.atlas.in_force.get(pair, ()):
            return []
        return admit(self.view, [c for c in self.view.atlas.pair("in-force", pair) if c.of == treaty.id], {})

    def _given(self, treaty: Treaty, ends: tuple[str, ...], through: Sequence[Node]) -> Node | None:
        if len(through) < 2:
            return through[0] if through else None
        label = self.view.atlas.label
        return node("S23-bound", "or", law.bound([n.steps for n in through]), through, parties=" and ".join(map(label, ends)),
                    treaty=treaty.name(label), through=" or ".join(dict.fromkeys(str(n.args["predecessor"]) for n in through)))

    def context(self, treaty: Treaty, ends: tuple[str, ...]) -> Context:
        """Everything about a treaty between two (or of one party to a multilateral) that is not a claim."""
        view, label = self.view, self.view.atlas.label
        first = view.bounds(ends[0])
        bounds = bounds_of(bounds_of(first, view.bounds(ends[1])) if len(ends) > 1 else first, treaty.bounds)
        parties = frozenset({*ends, treaty.depositary} - {""})
        if len(ends) == 1:
            return Context(ends[0], treaty.id, bounds, parties, view.atlas.words("party"), label, view.lens, label(ends[0]), label(ends[0]),
                           matter=treaty.title)
        late = ends[0] if first.start > view.bounds(ends[1]).start else ends[1]
        gone = ends[0] if first.end < view.bounds(ends[1]).end else ends[1]
        return Context(ends[0], ends[1], bounds, parties, view.atlas.words("in-force"), view.atlas.label, view.lens, label(late), label(gone),
                       subject=treaty.name(label), matter=f"between {label(ends[0])} and {label(ends[1])}")

    # what the doctrine makes of one succession

    def _through(self, treaty: Treaty, link: Link, ends: tuple[str, ...], before: Bond) -> tuple[Node, frozenset[str]] | None:
        """What passes through one link: a proof and the territory that the treaty is confined to; None where nothing does, or nothing is said."""
        if before.node is None:
            return None
        said: Said = {"successor": self.view.atlas.label(link.successor), "predecessor": self.view.atlas.label(link.predecessor),
                "link": [link.successor, link.predecessor]}
        if link.kinds == (CONTINUATION,):
            return self._carry("identity", law.same_state, before, link, said), before.confined
        if self.doctrine == "recorded":
            return None
        if self.doctrine == "continuity":
            return self._carry("continuity", law.successors_are_bound, before, link, said), before.confined
        if self.doctrine == "clean-slate":
            own = [c for c in self._consents(treaty, ends) if head(c.holder) == link.successor]
            return self._agreed("clean-slate", law.new_states_consent, treaty, ends, link, own, True, said), before.confined
        return self._vienna(treaty, link, ends, before, said)

    def _vienna(self, treaty: Treaty, link: Link, ends: tuple[str, ...], before: Bond,
                said: Said) -> tuple[Node, frozenset[str]] | None:
        """The articles of 1978, by the kinds that the succession is claimed to be; None where no kind is claimed."""
        if link.answered is False:
            return None
        found: list[tuple[Node, frozenset[str]]] = [r for kind in link.kinds if (r := self._kind(kind, treaty, link, ends, before, said))]
        if not found:
            return None
        nodes = list({n.id: n for n, _ in found}.values())
        if len(nodes) == 1:
            return found[0]
        pooled = node("S3-pool", "pool", law.pooled([n.steps for n in nodes]), nodes, **said)
        return pooled, frozenset.intersection(*(c for _, c in found))

    def _kind(self, kind: str, treaty: Treaty, link: Link, ends: tuple[str, ...], before: Bond,
              said: Said) -> tuple[Node, frozenset[str]] | None:
        if kind == CONTINUATION:  # beside other kinds: who says it is the same state says that it is bound
            return self._carry("identity", law.same_state, before, link, said), before.confined
        if kind in ("separation", "dissolution"):
            return self._separation(link, before, said)
        if kind == "uniting":
            return self._carry("vcsst-31", law.uniting_keeps_treaties, before, link, said), before.confined or frozenset({link.predecessor})
        if kind in ("absorption", "moved-frontier"):
            return self._refuse("vcsst-15", law.frontiers_move, link, said), frozenset()
        if kind == "restoration":
            return self._refuse("restored", law.restored_states_resume, link, said), frozenset()
        if kind != "newly-independent":
            return None
        if not treaty.bilateral:
            return self._refuse("vcsst-16", law.clean_slate_multilateral, link, said), frozenset()
        consents, both = self._consents(treaty, ends), bool(self._agreement(treaty, ends))
        heard = [*consents, *self._denied(treaty, ends, consents)]
        return self._agreed("vcsst-24", law.newly_independent_agrees, treaty, ends, link, heard, both, said), frozenset()

    def _separation(self, link: Link, before: Bond, said: Said) -> tuple[Node, frozenset[str]] | None:
        """Article 34(1)(a), or (b) where the treaty was confined to a part: then only for a state on that part."""
        if before.confined:
            part = [c.actor for c in sovereigns(self.view, link.successor) if c.actor in before.confined]
            if not part and link.successor not in before.confined:
                return None
        scope = "the part that became a state" if before.confined else f"all of {said['predecessor']}"
        return self._carry("vcsst-34", law.separation_keeps_treaties, before, link, {**said, "scope": scope}), frozenset()

    def _carry(self, rule: str, how: Callable[..., Steps], before: Bond, link: Link, said: Said) -> Node:
        assert before.node is not None
        line = how(before.node.steps, link.node.steps, link.day, link.since)
        return node(rule, "carry", line, (before.node, link.node), day=link.day, since=link.since, **said)

    def _refuse(self, rule: str, how: Callable[..., Steps], link: Link, said: Said) -> Node:
        return node(rule, "refuse", how(link.node.steps, link.since), (link.node,), since=link.since, **said)

    def _agreed(self, rule: str, how: Callable[..., Steps], treaty: Treaty, ends: tuple[str, ...], link: Link, consents: Sequence[Claim], both: bool,
                said: Said) -> Node:
        held = hold(consents, (), self.context(treaty, ends), "is in force").node if consents and len(ends) > 1 else None
        line = how(held.steps if held else NEVER_SAID, link.node.steps, both, link.since)
        words = "nothing recorded" if not held else "one side's word only" if not both else "both sides" if rule == "vcsst-24" else "its own word"
        return node(rule, "agree", line, (link.node, held) if held else (link.node,), both=both, since=link.since, agreed=words, **said)

    def _consents(self, treaty: Treaty, ends: tuple[str, ...]) -> list[Claim]:
        """The claims of the two that the treaty goes on between them; what a reversal took back is none (S11)."""
        if len(ends) == 1:
            return []
        claims = self.recorded(treaty, *ends)
        taken_back = {c.target for c in claims if c.act == "reverses"}
        return [c for c in claims if head(c.holder) in ends and c.act in CONSENTS and c.key not in taken_back]

    def _denied(self, treaty: Treaty, ends: tuple[str, ...], consents: Sequence[Claim]) -> list[Claim]:
        """The denials, by anybody, of acts by which the two agreed: they stand against it as against any act (S11)."""
        keys = {c.key for c in consents}
        return [c for c in self.recorded(treaty, *ends) if c.act == "denies" and c.target in keys] if keys else []

    def _agreement(self, treaty: Treaty, ends: tuple[str, ...]) -> list[Claim]:
        """The claims of the two that the treaty goes on between them, where both make one; else none.

        What both say of each other, they say of all their territory (VCSST Art. 31(2)(c)).
        """
        consents = self._consents(treaty, ends)
        return consents if {head(c.holder) for c in consents} >= set(ends) else []

    # a multilateral between two, and what cuts or ends any

    def _parties(self, treaty: Treaty, a: str, b: str) -> Bond:
        first, second = self._bound(treaty, a), self._bound(treaty, b)
        claims, ends, label = self.recorded(treaty, a, b), tuple(sorted((a, b))), self.view.atlas.label
        if first.node is None or second.node is None:
            return NOTHING
        both = node("vclt-24", "and", law.both_are_parties([first.node.steps, second.node.steps]), (first.node, second.node), treaty=treaty.title,
                    parties=f"{label(a)} and {label(b)}")
        if not claims:
            return Bond(both)
        outcome = hold(claims, (), self.context(treaty, ends), "is in force", both, entails=False)
        return Bond(outcome.node, frozenset(), outcome)

    def _relation(self, treaty: Treaty, a: str, b: str, bond: Bond) -> Node:
        assert bond.node is not None
        label = self.view.atlas.label
        exceptions = [*self._replaced(treaty, a, b), *self._no_states(treaty, a, b)]
        if not exceptions:
            return bond.node
        doctrine = "" if self.doctrine == "recorded" else f", {self.doctrine}"
        line = law.relation(bond.node.steps, [e.steps for e in exceptions])
        return node("S21-relation", "unless", line, (bond.node, *exceptions), treaty=treaty.name(label),
                    parties=f"{label(a)} and {label(b)}", doctrine=doctrine)

    def _replaced(self, treaty: Treaty, a: str, b: str) -> list[Node]:
        found = []
        for other, link in self.view.atlas.law.linked.get(treaty.id, ()):
            if link.act in ("replaces", "terminates") and self.view.admits(link.source):
                later = self.view.atlas.treaties[other]
                bond = self.between(later, a, b)
                if bond.node is not None:
                    article = f", Art. {link.article}" if link.article else ""
                    found.append(node("vclt-59", "ever", law.later_treaty_ends_it(bond.node.steps), (bond.node,),
                                      later=later.name(self.view.atlas.label), article=article))
        return found

    def _no_states(self, treaty: Treaty, a: str, b: str) -> list[Node]:
        """Who is no state in the eyes that count: those of the lens, and for a treaty inherited those of the other party (S21, S22)."""
        pairs = [(self.view.lens.eyes, party) for party in (a, b)] if self.view.lens.eyes in self.view.atlas.polities else []
        if treaty.bilateral and {a, b} != set(treaty.parties):
            pairs += [(a, b), (b, a)]
        return [n for holder, party in dict.fromkeys(pairs) if holder and holder != party and (n := self._no_state(holder, party))]

    def _no_state(self, holder: str, party: str) -> Node | None:
        key = (holder, party)
        if key not in self._states and not self.view.atlas.pair("recognition", f"{holder} {party}"):
            self._states[key] = None
        if key not in self._states:
            held = self.view.recognition(holder, party).proof.node
            premise = held.premises[0] if held.rule == "S10-bounds" and held.premises else held
            self._states[key] = node("S21-no-state", "not", law.no_state(premise.steps), (premise,), holder=self.view.atlas.label(holder),
                                     party=self.view.atlas.label(party))
        return self._states[key]


def _predicted(claim: Claim) -> bool:
    """Whether a claim says of a successor what the doctrines predict, or denies what somebody says of it."""
    return claim.act in SAID or (claim.act == "denies" and claim.target.partition(" ")[0] in SAID)


def relations(view: View, doctrine: str) -> Relations:
    """The treaty relations of a view under a doctrine; kept by the view."""
    kept: dict[str, Relations] = view.kept.setdefault("relations", {})
    if doctrine not in kept:
        kept[doctrine] = Relations(view, doctrine)
    return kept[doctrine]


def presumed_from(view: View, bond: Node) -> int:
    """The day after which a treaty's standing is presumed: after the last word of its proof (S19)."""
    return last_word([c for n in bond.walk() for c in n.claims], [], view.atlas.date)

