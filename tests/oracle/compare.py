"""What the kernel and the reference say of a world, side by side."""

from __future__ import annotations

from comity.kernel.checker import check
from comity.kernel.standing import READ
from comity.kernel.timeline import at

from .reference import Reference, World, describe
from .worlds import ask


def differences(world: World) -> list[str]:
    """The days on which the two differ, and the steps that the checker finds unsound; empty where all agree."""
    outcome, reference = ask(world), Reference(world)
    found = []
    for day in world.days():
        said, ought = READ[at(outcome.node.steps, day)].value, reference.verdict(day)
        if said != ought:
            found.append(f"day {day}: the kernel says {said}, the reference {ought}")
    return found + check(outcome.node.to_dict())


def report(world: World) -> str:
    """A failing world in words."""
    return "\n".join([str(describe(world)), *differences(world)[:5]])
