"""The law of state succession and of treaties, one rule an article (S20, S22, S23).

Each rule is a pure function over timelines: `before` is the treaty as it stood with the predecessor, `link` the succession. Articles are those of the
Vienna Convention on Succession of States in respect of Treaties, done 23 August 1978, in force 6 November 1996 (1946 UNTS 3; "VCSST"), applied as a
model (Arts. 6, 7), and of the Vienna Convention on the Law of Treaties, done 23 May 1969 ("VCLT").
"""

from __future__ import annotations

from collections.abc import Sequence

from ...kernel.compose import agreed, carried, either, ever, every, negated, refused, unless
from ...kernel.rules import rule
from ...kernel.timeline import Steps, pool

VCSST = "Vienna Convention on Succession of States in respect of Treaties (1978)"
VCLT = "Vienna Convention on the Law of Treaties (1969)"


@rule("identity", authority="docs/semantics.md S22; VCLT (1969) Art. 26: a treaty binds its parties, whatever they are called",
      says="{successor} is held to be the same state as {predecessor}, and its treaties are its own")
def same_state(before: Steps, link: Steps, day: int, since: int) -> Steps:
    """A state that continues another is the same party, under every doctrine."""
    return carried(before, link, day, since)


@rule("vcsst-34", authority=f"{VCSST} Art. 34(1)", doctrine="vcsst-1978",
      says="{successor} stays bound: the treaty was in force for {scope} when it separated")
def separation_keeps_treaties(before: Steps, link: Steps, day: int, since: int) -> Steps:
    """A treaty in force for the predecessor's whole territory, or for the part that becomes a state, stays in force for each state that separates."""
    return carried(before, link, day, since)


@rule("vcsst-31", authority=f"{VCSST} Art. 31(1)", doctrine="vcsst-1978",
      says="{successor} stays bound: the treaty was in force for {predecessor} when it united with others")
def uniting_keeps_treaties(before: Steps, link: Steps, day: int, since: int) -> Steps:
    """A treaty in force for any of the states that unite stays in force for the state they form, for the territory it was in force for (31(2))."""
    return carried(before, link, day, since)


@rule("vcsst-15", authority=f"{VCSST} Art. 15", doctrine="vcsst-1978",
      says="treaties of {predecessor} cease for the territory that passes to {successor}, and its own reach it")
def frontiers_move(link: Steps, since: int) -> Steps:
    """When territory passes from one state to another, the treaties of the first cease to be in force for it and those of the second begin."""
    return refused(link, since)


@rule("vcsst-16", authority=f"{VCSST} Arts. 16, 17", doctrine="vcsst-1978",
      says="{successor} is newly independent, and not bound by a multilateral treaty of {predecessor} unless it says so")
def clean_slate_multilateral(link: Steps, since: int) -> Steps:
    """A newly independent state is not bound to maintain a multilateral treaty of its predecessor; it may notify that it succeeds to it."""
    return refused(link, since)


@rule("vcsst-24", authority=f"{VCSST} Art. 24(1)", doctrine="vcsst-1978",
      says="{successor} is newly independent: a bilateral treaty of {predecessor} binds it where both agreed, expressly or by conduct ({agreed})")
def newly_independent_agrees(evidence: Steps, link: Steps, both: bool, since: int) -> Steps:
    """A bilateral treaty is in force with a newly independent state only where both expressly agree, or are by conduct to be held to agree."""
    return agreed(evidence, link, both, since)


@rule("restored", authority="docs/semantics.md S22", doctrine="vcsst-1978",
      says="{successor} is held to be restored, no successor of {predecessor}, and resumes its own treaties")
def restored_states_resume(link: Steps, since: int) -> Steps:
    """A state whose independence is restored takes none of the treaties of the state that it leaves."""
    return refused(link, since)


@rule("clean-slate", authority="docs/semantics.md S23: no new state is bound without its consent (the older view in Swiss practice, BGE 105 Ib 286)",
      doctrine="clean-slate", says="{successor} is a new state, bound only by its own consent ({agreed})")
def new_states_consent(evidence: Steps, link: Steps, both: bool, since: int) -> Steps:
    """No new state is bound by a treaty of its predecessor without its own consent to that treaty."""
    return agreed(evidence, link, both, since)


@rule("continuity", authority="docs/semantics.md S23: every successor is bound", doctrine="continuity",
      says="{successor} takes on the treaties of {predecessor}")
def successors_are_bound(before: Steps, link: Steps, day: int, since: int) -> Steps:
    """Every successor is bound by the treaties of its predecessor."""
    return carried(before, link, day, since)


@rule("S23-bound", authority="docs/semantics.md S22, S23", says="{parties}: {treaty} binds, through {through}")
def bound(lines: Sequence[Steps]) -> Steps:
    """A party is bound by its own acts or through any of the states that it succeeds."""
    return either(lines)


@rule("vclt-24", authority=f"{VCLT} Arts. 24, 26; 2(1)(g)", says="{treaty} is in force between its parties {parties}")
def both_are_parties(lines: Sequence[Steps]) -> Steps:
    """A multilateral treaty is in force between two for which it is in force."""
    return every(lines)


@rule("vclt-59", authority=f"{VCLT} Art. 59(1)", says="it ended with {later}{article}")
def later_treaty_ends_it(later: Steps) -> Steps:
    """A treaty ends when all its parties conclude a later one that is meant to govern the matter; it does not revive when that one ends."""
    return ever(later)


@rule("S21-no-state", authority="docs/semantics.md S21, S22", says="{holder} does not hold {party} to be a state that could be bound")
def no_state(recognised: Steps) -> Steps:
    """Whoever is no state in somebody's eyes has, in those eyes, no treaty."""
    return negated(recognised)


@rule("S21-relation", authority="docs/semantics.md S5, S21", says="{treaty} is in force between {parties}{doctrine}")
def relation(line: Steps, exceptions: Sequence[Steps]) -> Steps:
    """A treaty binds two unless a later one has replaced it, or one of them is no state in the eyes that count."""
    return unless(line, exceptions)


def pooled(lines: Sequence[Steps]) -> Steps:
    """What several kinds of one succession conclude, pooled: kinds that contradict each other make a dispute (S3)."""
    return pool(lines)
