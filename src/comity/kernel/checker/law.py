"""The operators by which rules of law put timelines together, a second time, and which rule may use which on what (docs/proofs.md)."""

from __future__ import annotations

from collections.abc import Callable

from . import extradition, groups, relations
from .days import EVER, Unsound
from .evidence import AGAINST, FOR, NOTHING, Conclusion, Evidence, contrary, either, every, pool, unless, verdict
from .steps import Proof, Step

_BITS: dict[int, Evidence] = {0: NOTHING, 3: FOR, 12: AGAINST}


def _flat(step: Step, _: list[Step]) -> Conclusion:
    """The rule's own conclusion, from a day on."""
    since, said = step.day("since", -EVER), _BITS.get(step.args["bits"])
    if said is None or isinstance(step.args["bits"], bool):
        raise Unsound(f"{step.args['bits']} is no conclusion of a rule")
    return lambda day: said if day >= since else NOTHING


def _carry(step: Step, premises: list[Step]) -> Conclusion:
    """What stood on one day stands from another on, as far as the link holds."""
    since, stood = step.day("since", -EVER), premises[0].on(step.day("day", -EVER))
    return lambda day: AGAINST if day < since else every(stood, premises[1].on(day)) if stood != NOTHING else NOTHING


def _refused(link: Evidence) -> Evidence:
    """Against as far as the succession holds."""
    return {"yes": AGAINST, "disputed": (0, 1), "undetermined": (0, 1)}.get(verdict(link), NOTHING)


def _refuse(step: Step, premises: list[Step]) -> Conclusion:
    """Nothing passes: before the succession, and from it on as far as it holds."""
    since = step.day("since", -EVER)
    return lambda day: AGAINST if day < since else _refused(premises[0].on(day))


def _agree(step: Step, premises: list[Step]) -> Conclusion:
    """For where agreement is claimed, for certain only where both did; where nobody claims it nothing passes."""
    since, most = step.day("since", -EVER), 2 if step.args["both"] else 1

    def on(day: int) -> Evidence:
        f, a = premises[1].on(day) if len(premises) > 1 else NOTHING
        return AGAINST if day < since else (min(f, most), a) if f else _refused(premises[0].on(day))
    return on


def _ever(_: Step, premises: list[Step]) -> Conclusion:
    """What has once been so, and nothing against it."""
    line = premises[0].line

    def on(day: int) -> Evidence:
        been = [e for since, e in line if since <= day]
        return (2 if any(verdict(e) == "yes" for e in been) else 1 if any(e[0] for e in been) else 0), 0
    return on


_OPERATORS: dict[str, Callable[[Step, list[Step]], Conclusion]] = {
    "flat": _flat, "carry": _carry, "refuse": _refuse, "agree": _agree, "ever": _ever,
    "and": lambda _, premises: lambda day: every(*(p.on(day) for p in premises)),
    "or": lambda _, premises: lambda day: either(*(p.on(day) for p in premises)),
    "not": lambda _, premises: lambda day: contrary(premises[0].on(day)),
    "unless": lambda _, premises: lambda day: unless(*(p.on(day) for p in premises)),
    "pool": lambda _, premises: lambda day: pool(p.on(day) for p in premises),
    "beside": lambda _, __: lambda day: NOTHING}

Shape = Callable[[Proof, Step, list[Step]], None]
"""What a rule may stand on. Raises Unsound."""

_LAW: dict[str, tuple[str, Shape]] = {
    **dict.fromkeys(("identity", "vcsst-34", "vcsst-31", "continuity"), ("carry", relations.passage)),
    **dict.fromkeys(("vcsst-24", "clean-slate"), ("agree", relations.agreement)),
    **dict.fromkeys(("vcsst-15", "vcsst-16", "restored"), ("refuse", relations.ceases)),
    **dict.fromkeys(("S24-bar", "S24-listed", "S24-not-listed", "S24-dual", "S24-unread", "S24-any-offence", "S24-domestic",
                     *extradition.UNITED_STATES), ("flat", extradition.flat)),
    "S24-own-law": ("flat", extradition.own_law), "S3-pool": ("pool", relations.inherited), "S23-bound": ("or", relations.inherited),
    "vclt-24": ("and", relations.parties), "vclt-59": ("ever", relations.replaced), "S21-no-state": ("not", relations.no_state),
    "S21-relation": ("unless", relations.relation), "S24-deemed": ("and", extradition.deemed), "S24-reached": ("and", extradition.reached),
    "S24-owed": ("unless", extradition.owed), "S24-duty": ("or beside", extradition.duty), "S23-beside": ("beside", extradition.beside),
    "S27-alias": ("and", groups.alias), "S27-listed": ("or", groups.listed), "S28-holders": ("pool", groups.holders)}
"""The operators that a rule of law may use, and what it may stand on."""


def conclude(proof: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """What a rule of law ought to conclude. Raises Unsound."""
    if step.rule not in _LAW:
        raise Unsound("this checker knows no such rule of law")
    operators, shape = _LAW[step.rule]
    if step.op not in operators.split():
        raise Unsound(f'its operator is {operators.replace(" ", " or ")}, not "{step.op}"')
    shape(proof, step, premises)
    return _OPERATORS[step.op](step, premises)
