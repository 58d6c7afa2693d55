"""The rules of extradition, a second time (S24, S25): what each may stand on, and which evidence a cited clause allows."""

from __future__ import annotations

from collections.abc import Mapping, Set

from .days import Unsound
from .relations import RELATIONS, ends, only, treaties
from .steps import Claim, Proof, Step

FOR, AGAINST, NONE = 3, 12, 0
"""Evidence as a flat conclusion names it."""

_REACHES = ("S24-listed", "S24-not-listed", "S24-dual", "S24-deemed", "S24-unread", "S24-any-offence")
_FACTS = ("political-offence", "lapse-of-time", "prior-trial", "capital-punishment", "military-offence", "political-motive", "evidence")
_BARRING = {"own-nationals": ("no-obligation", "may-refuse", "shall-refuse"), "retroactivity": ("not-retroactive",),
            **dict.fromkeys(_FACTS, ("mandatory-bar", "may-refuse")), "evidence": ("required",)}
"""How a clause must settle a ground of refusal to be one."""
_OWN_LAW: Mapping[str, Mapping[str, Set[int]]] = {
    "own-nationals": {"forbids": {AGAINST}, "forbids-unless-treaty": {AGAINST, FOR, NONE}, "discretionary": {FOR}, "permits": {FOR}},
    "no-treaty": {"forbids": {AGAINST, NONE}, "permits": {FOR}, "reciprocity": {FOR}},
    "political-offence": {"forbids": {AGAINST}, "discretionary": {FOR}},
    "capital-punishment": {"forbids": {AGAINST}, "forbids-without-assurance": {FOR}, "discretionary": {FOR}},
    "lapse-of-time": {"forbids": {AGAINST}},
    "surrender": {"discretionary": {FOR}, "permits": {FOR}}}
"""What a provision of the requested state's own law may be found to say."""
_FLAT: Mapping[str, Set[int]] = {
    "S24-listed": {FOR}, "S24-not-listed": {AGAINST}, "S24-dual": {FOR, AGAINST}, "S24-unread": {NONE}, "S24-any-offence": {FOR},
    "us-3184": {FOR, NONE}, "us-evidence": {AGAINST},
    "us-neidecker": {AGAINST}, "us-3196": {FOR}, "us-power-granted": {FOR}, "us-no-treaty": {AGAINST}, "us-3181b": {NONE}}
"""What a rule without a choice of clauses may conclude."""
UNITED_STATES = tuple(rule for rule in _FLAT if rule.startswith("us-"))
"""The rules about the United States as requested state."""
_SECTIONS: Mapping[str, tuple[str, ...]] = {"us-3184": ("3184", "3186"), "us-evidence": ("3184",),
                                            "us-neidecker": ("299 U.S. 5", "Neidecker"), "us-3196": ("3196",),
                                            "us-no-treaty": ("3181",), "us-3181b": ("3181(b)",)}
"""Where in the law of the United States a rule is to be found."""
_CITES: Mapping[str, tuple[str, ...]] = {"S24-listed": ("listed",), "S24-dual": ("offence-method", "threshold"), "S24-unread": ("offence-method",),
                                         "S24-any-offence": (), "us-power-granted": ("own-nationals-power",)}
"""The provisions that a rule stands on, in order, as far as they are there."""


def flat(proof: Proof, step: Step, premises: list[Step]) -> None:
    """A rule's own conclusion agrees with the rule, and with what the clauses it cites say."""
    claims, bits = proof.cited(step), step.args["bits"]
    if premises or step.args.get("since") is not None:
        raise Unsound("it should stand on clauses alone, on every day")
    if bits not in _allowed(step, claims):
        raise Unsound(f"what it cites does not allow evidence {bits}")
    article = step.args.get("article")
    if article is not None and claims and claims[0].get("of", "") != article:
        raise Unsound(f"it names article {article}, its clause is article {claims[0].get('of', '')}")


def _allowed(step: Step, claims: list[Claim]) -> Set[int]:
    """The evidence that a rule and the clauses it cites allow."""
    acts = tuple(c["act"] for c in claims)
    if step.rule == "S24-bar":
        return _bar(step, claims)
    if step.rule == "S24-domestic":
        if len(claims) != 1 or step.args.get("law") != claims[0].get("kind", ""):
            raise Unsound("it should stand on one provision of the law that it names")
        return _OWN_LAW.get(acts[0], {}).get(str(claims[0]["object"]), set())
    if step.rule == "S24-not-listed":
        if acts[:1] != ("list-read",) or claims[0]["object"] != "whole" or set(acts[1:]) - {"listed"}:
            raise Unsound("it should stand on a list that was read whole")
    elif step.rule in _CITES:
        wanted = _CITES[step.rule]
        if acts != wanted[:len(acts)] or (not acts and wanted and step.rule != "S24-unread"):
            raise Unsound(f"it should stand on {' and '.join(wanted) or 'no clause'}")
    elif any(c["actor"] != "US" or not any(s in f"{c.get('kind', '')} {c.get('of', '')}" for s in _SECTIONS[step.rule]) for c in claims):
        raise Unsound(f"it should stand on the law of the United States, {' or '.join(_SECTIONS[step.rule])}")
    if step.rule == "S24-dual" and "dual" not in claims[0]["object"]:
        raise Unsound("its clause does not ask for dual criminality")
    if step.rule == "us-power-granted" and claims[0]["object"] != "granted":
        raise Unsound("its clause grants no power")
    return _FLAT[step.rule]


def _bar(step: Step, claims: list[Claim]) -> Set[int]:
    """A ground of refusal: what it may say by its clause. That the fact is so, is not so, or is not given the case says, not the proof."""
    if len(claims) != 1 or claims[0]["act"] not in _BARRING:
        raise Unsound("it should stand on one clause about a ground of refusal")
    ground, value = claims[0]["act"], claims[0]["object"]
    if step.args.get("ground") != ground.replace("-", " "):
        raise Unsound(f"it is about {step.args.get('ground')}, its clause about {ground}")
    if value not in _BARRING[ground]:
        return {AGAINST}
    return {FOR, NONE, AGAINST} if ground in _FACTS else {FOR, NONE}


def deemed(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S24-deemed: a convention between the two, by its clause."""
    only(step, premises, *RELATIONS, least=1, most=1, claims=True)
    claims = proof.cited(step)
    if len(claims) != 1 or claims[0]["act"] != "deems" or claims[0]["actor"] not in (treaties(proof, premises[0]) or {claims[0]["actor"]}):
        raise Unsound("it should stand on the clause of the convention that deems it included")
    if step.args.get("article") != claims[0].get("of", ""):
        raise Unsound("it names another article than its clause")


def reached(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S24-reached: a relation, one way of reaching the offence, and every clause that was not read."""
    only(step, premises[:1], *RELATIONS)
    only(step, premises[1:2], *_REACHES)
    only(step, premises[2:], "S24-unread", least=0)
    if premises[1].rule == "S24-deemed" and ends(proof, premises[1]) != ends(proof, premises[0]):
        raise Unsound("the convention is between others")
    if any(p.claims for p in premises[2:]):
        raise Unsound("a clause that was not read cannot be cited")


def owed(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S24-owed: unless a clause that allows or demands refusal applies."""
    only(step, premises[:1], "S24-reached")
    only(step, premises[1:], "S24-bar", least=0)
    grounds = [c for p in premises[1:] for c in proof.cited(p)]
    if any(c["object"] not in _BARRING.get(c["act"], ()) for c in grounds):
        raise Unsound("a clause that allows no refusal is no exception")
    if len({c["act"] for c in grounds}) < len(grounds):
        raise Unsound("it weighs one ground twice")


def duty(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S24-duty: any instrument between the same two, or a list that names none; nothing side by side where there is neither."""
    only(step, premises, "S24-owed", "S18-coverage", least=0 if step.op == "beside" else 1)
    if step.op == "beside" and premises:
        raise Unsound("where any instrument counts, surrender is owed or not")
    if len({frozenset(ends(proof, p)) for p in premises if p.rule == "S24-owed"}) > 1:
        raise Unsound("its instruments are between others")


def own_law(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S24-own-law: forbidden where any law forbids, allowed where every law that is cited allows, and none is missing."""
    only(step, premises, "S24-domestic", *UNITED_STATES, least=0)
    bits, said = step.args["bits"], [p.args["bits"] for p in premises]
    if (bits == AGAINST) != (AGAINST in said) or (bits == FOR and (not said or set(said) != {FOR})) or step.args.get("since") is not None:
        raise Unsound("it says other than the laws that it stands on")
    if len({c["actor"] for p in premises if p.rule != "us-power-granted" for c in proof.cited(p)}) > 1:
        raise Unsound("its laws are of several states")


def beside(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S23-beside: duties under each doctrine, and the requested state's law; with them the instruments and clauses that they weighed."""
    only(step, premises, "S24-duty", "S24-own-law", "S24-bar", "S24-unread", *RELATIONS, least=2)
    if not {"S24-duty", "S24-own-law"} <= {p.rule for p in premises}:
        raise Unsound("both a duty and the requested state's law belong to it")
