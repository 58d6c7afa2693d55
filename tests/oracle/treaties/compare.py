"""What the questions and the logic program say of a world, side by side; and the smallest world on which they still differ."""

from __future__ import annotations

import random
from collections.abc import Iterator

from comity.kernel.dates import BEGIN
from comity.kernel.states import hold
from comity.questions.treaties.relations import relations

from ..reference import FIRST_DAY
from .logic import DAYS, DOCTRINES, Question, answers
from .worlds import World, view

Difference = tuple[Question, str, str]
"""A question, what Comity says, and what the program says."""


def every_question(world: World) -> Iterator[Question]:
    """Every question that can be asked of a world."""
    ids = list(world.polities)
    for doctrine in DOCTRINES:
        for treaty in world.treaties:
            for n, first in enumerate(ids):
                for second in ids[n + 1:]:
                    yield from (Question(doctrine, treaty, first, second, day) for day in DAYS)


def some_questions(world: World, seed: int, count: int) -> list[Question]:
    """As many questions of a world, at random."""
    everything = list(every_question(world))
    return random.Random(seed).sample(everything, min(count, len(everything)))


def said(world: World, questions: list[Question]) -> dict[Question, str]:
    """The verdict of the questions of Comity on each; of what nothing is said, the bounds of the two speak (S10)."""
    seen, found = view(world), {}
    for doctrine, treaty_id, *two in {q[:4] for q in questions}:
        known, treaty = relations(seen, doctrine), world.treaties[treaty_id]
        node = known.between(treaty, *two).node or hold((), (), known.context(treaty, tuple(two)), "is in force").node
        found[doctrine, treaty_id, *two] = node
    return {q: found[q[:4]].verdict(FIRST_DAY + q.day).value for q in questions}


def differences(world: World, questions: list[Question]) -> list[Difference]:
    """Each question on which the two differ, with what Comity and what the program says."""
    ours, theirs = said(world, questions), answers(world, questions)
    return [(q, ours[q], theirs[q]) for q in questions if ours[q] != theirs[q]]


def smallest(world: World, difference: Difference) -> World:
    """A world with as little in it as can be on which the two still differ in the same way."""
    shrunk = True
    while shrunk:
        shrunk = False
        for smaller in _smaller(world):
            if differences(smaller, [difference[0]]) == [difference]:
                world, shrunk = smaller, True
                break
    return world


def _smaller(world: World) -> Iterator[World]:
    size = len(world.claims)
    while size > 0:  # large pieces first
        for n in range(0, len(world.claims), size):
            yield world._replace(claims=world.claims[:n] + world.claims[n + size:])
        size //= 2
    for id_, treaty in world.treaties.items():
        for part in ({"links": ()}, {"life": (), "start": BEGIN}, {"depositary": ""}):
            if any(getattr(treaty, name) != value for name, value in part.items()):
                yield world._replace(treaties={**world.treaties, id_: treaty._replace(**part)})
    if world.covers:
        yield world._replace(covers=())


def describe(world: World) -> str:
    """A world as a person reads it."""
    lines = [f"  {id_}: {start if abs(start) < 9999 else '…'} – {end if abs(end) < 9999 else '…'}" for id_, (start, end) in world.polities.items()]
    for treaty in world.treaties.values():
        signed = [f"{row.earliest - FIRST_DAY}" for row in treaty.life]
        links = [f"{link.act} {link.treaty}" for link in treaty.links]
        lines.append(f"  {treaty.id}: {treaty.kind} {' '.join(treaty.parties)} {treaty.depositary} signed {' '.join(signed)} {' '.join(links)}")
    lines += [f"  list of all parties to {id_}: {since} – {until}" for id_, since, until in world.covers]
    for c in world.claims:
        days = "/".join("" if abs(d - FIRST_DAY) > 9999 else str(d - FIRST_DAY) for d in (c.earliest, c.latest))
        ended = "" if c.until_latest is None else f" until {c.until_latest - FIRST_DAY}"
        days += "?" if c.possible else ""
        lines.append(f"  {c.relation}: {c.act} {c.actor} {c.object} {c.ordinal} {c.of} {c.kind} {days}{ended} {c.date_kind} by {c.holder} {c.ground} "
                     f"{c.strength}".rstrip())
    return "\n".join(lines)


def report(world: World, difference: Difference) -> str:
    """A difference in words, with the smallest world that it shows in."""
    (doctrine, treaty, first, second, day), ours, theirs = difference
    return (f"{doctrine}: {treaty} between {first} and {second} on day {day}: Comity says {ours}, the program {theirs}\n"
            + describe(smallest(world, difference)))
