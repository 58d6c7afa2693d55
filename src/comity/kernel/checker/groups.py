"""The rules of armed groups, a second time (S27, S28): whose list, which group, which name, and whose word each part of a proof is about."""

from __future__ import annotations

from .days import Unsound
from .relations import only
from .steps import Claim, Proof, Step

_NAMES = ("adds-alias", "removes-alias")
"""The acts about one name of an entry."""
_SAMENESS = ("treats-as-same", "treats-as-apart")
_LISTS = ("lists", *_NAMES, "removes", "expires")


def alias(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S27-alias: one name of a group in an entry, and that entry, which is another group's, both of one regime."""
    only(step, premises, "S10-bounds", least=2, most=2)
    (regime, group), (same, other) = premises[0].two, premises[1].two
    if regime != same or group == other:
        raise Unsound(f"a name of {group} in {regime} stands in no entry of {other} in {same}")
    named, entered = _cited(proof, premises[0]), _cited(proof, premises[1])
    if any(_act(c) not in _NAMES for c in named) or any(c.get("name", "") != step.args.get("name") for c in named if c["act"] != "denies"):
        raise Unsound(f'its first part should be about the name "{step.args.get("name")}" alone')
    if any(_act(c) in _NAMES or _act(c) not in _LISTS for c in entered):
        raise Unsound("its second part should be about the entry itself, not about a name in it")
    entries = {str(c.get("entry", "")) for c in named if c["act"] != "denies"}
    known = {other, *(str(c["entry"]) for c in entered if c.get("entry"))}
    if len(entries) > 1 or (len(known) > 1 and entries - known):
        raise Unsound(f"the name stands in {', '.join(sorted(entries))}, which is not the entry of {other}")


def listed(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S27-listed: an entry of its own, and names in others', all of one regime and one group."""
    only(step, premises, "S10-bounds", "S27-alias")
    if any(p.rule == "S10-bounds" for p in premises[1:]):
        raise Unsound("a group has one entry of its own at most, before the names in others'")
    about = {tuple((p if p.rule == "S10-bounds" else proof.below(p)[0]).two) for p in premises}
    if len(about) > 1:
        raise Unsound(f"it mixes lists or groups: {', '.join(' '.join(two) for two in sorted(about))}")
    own = [c for p in premises if p.rule == "S10-bounds" for c in _cited(proof, p)]
    if any(_act(c) in _NAMES or _act(c) not in _LISTS for c in own):
        raise Unsound("its own entry should stand on no claim about a name in it")


def holders(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S28-holders: what each holder says of one pair of groups, each part one holder's."""
    only(step, premises, "S10-bounds", least=2)
    if len({tuple(p.two) for p in premises}) > 1:
        raise Unsound(f"it is about several pairs: {', '.join(sorted({' '.join(p.two) for p in premises}))}")
    heard: list[str] = []
    for p in premises:
        claims = _cited(proof, p)
        who = {str(c["holder"]) for c in claims}
        if len(who) > 1:
            raise Unsound(f"{p.id} {p.rule} mixes the words of {', '.join(sorted(who))}")
        if any(_act(c) not in _SAMENESS for c in claims):
            raise Unsound(f"{p.id} {p.rule} is not about whether two groups are one")
        heard += who
    if len(set(heard)) < len(heard):
        raise Unsound("it weighs one holder twice")


def _cited(proof: Proof, step: Step) -> list[Claim]:
    """Every claim that one state stands on."""
    return [c for part in proof.region(step) for c in proof.cited(part)]


def _act(claim: Claim) -> str:
    """The act that a claim reports or, where it is a denial, speaks of."""
    return str(claim["object"]).split()[0] if claim["act"] == "denies" else str(claim["act"])
