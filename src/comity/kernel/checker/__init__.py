"""The proof checker: re-derives every step of a proof from its premises, its args and its claims (docs/proofs.md).

It imports nothing of Comity and shares no code with the rules: dates, evidence, timelines and operators are read here a second time, naively. A
step's conclusion is compared with what it ought to be on every day on which anything changes, and on the days before and after. What a lens left
out, whether all claims were weighed, and what the facts of a case are, no proof can show; that every step follows from what it cites, this does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import acts, law, relations
from .days import EVER, Unsound, read_date, read_day, spell_day
from .evidence import AGAINST, NOTHING, SPELT, Conclusion
from .steps import Proof, Step

__all__ = ["check", "read_date"]


def check(proof: Mapping[str, Any]) -> list[str]:
    """What is unsound in a proof (`Proof.to_dict()`), one line per step: id, rule, day, what was expected and found. Empty: all of it follows."""
    examined = Proof(proof)
    if examined.whole:
        for step in examined.steps.values():
            try:
                _step(examined, step)
            except (Unsound, KeyError, TypeError, ValueError, IndexError) as error:
                examined.problems.append(f"{step.id} {step.rule}: {error or type(error).__name__}")
    return examined.problems


def _step(proof: Proof, step: Step) -> None:
    premises = proof.below(step)
    expected = _expected(proof, step, premises)
    days = {-EVER, EVER}
    for line in (step.line, *(p.line for p in premises)):
        days |= {since for since, _ in line}
    for name in ("earliest", "latest", "first", "since", "until"):
        if isinstance(step.args.get(name), str):
            days.add(read_day(step.args[name], 0))
    for day in sorted({min(max(-EVER, d + n), EVER - 1) for d in days for n in (-2, -1, 0, 1)}):
        ought, is_ = expected(day), step.on(day)
        if ought != is_:
            raise Unsound(f'on {spell_day(day)} expected "{SPELT[ought]}", found "{SPELT[is_]}"')


def _expected(proof: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """What a step ought to conclude, by its rule."""
    if step.rule == "S10-bounds":
        return _bounds(proof, step, premises)
    if "op" in step.args:
        return law.conclude(proof, step, premises)
    if step.rule not in acts.RULES:
        raise Unsound("this checker knows no such rule")
    return acts.RULES[step.rule](proof, step, premises)


def _bounds(proof: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """S10-bounds: no before its start and after its end."""
    since, until = step.day("since", -EVER), step.day("until", EVER)
    relations.state(proof, step, premises)
    return lambda day: AGAINST if not since <= day < until else premises[0].on(day) if premises else NOTHING
