"""What the logic program says of a world: facts in, a verdict for every question out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import clingo

from comity.kernel.claims import Claim, claims_sovereignty, head
from comity.kernel.dates import BEGIN, END

from ..reference import FIRST_DAY
from .worlds import LAST, STEP, World, vocabulary

PROGRAM = sorted(Path(__file__).parent.glob("*.lp"))
FAR = 9999
"""The unbounded days of the program."""
DAYS = (-100, *sorted(day - n for day in range(0, LAST + 2 * STEP, STEP) for n in (0, 1)), 150)
"""The days that anything can change on and those before them; what happens on other days happens between them."""
DOCTRINES = {"recorded": "recorded", "continuity": "continuity", "vcsst-1978": "vcsst"}


class Question(NamedTuple):
    """Is a treaty in force between two (in the order of their names) on a day, under a doctrine? Days are counted from the first of all worlds."""

    doctrine: str
    treaty: str
    first: str
    second: str
    day: int


def answers(world: World, questions: Iterable[Question]) -> dict[Question, str]:
    """The verdict of the program on each question."""
    asked = {(DOCTRINES[q.doctrine], *q[1:]): q for q in questions}
    control = clingo.Control(["--warn=none"])
    for file in PROGRAM:
        control.load(str(file))
    rumours = {_day(c.earliest) - vocabulary().rumour_days for c in world.claims if c.date_kind == "announced"}
    lines = [*facts(world), *(f"time({d})." for d in {*DAYS, *rumours}), *(f'asked({d},"{t}","{a}","{b}",{n}).' for d, t, a, b, n in asked)]
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    found: dict[Question, str] = {}
    for atom in control.symbolic_atoms.by_signature("answer", 6):
        assert atom.is_fact, f"the program leaves {atom.symbol} open"
        doctrine, treaty, first, second, day, verdict = atom.symbol.arguments
        question = asked[doctrine.name, treaty.string, first.string, second.string, day.number]
        assert question not in found, f"two answers to {question}"
        found[question] = verdict.name
    assert len(found) == len(asked), f"no answer to {set(asked.values()) - set(found)}"
    return found


def facts(world: World) -> list[str]:
    """A world as facts."""
    deciders = vocabulary().deciders
    lines = [f'decider("{d}").' for d in deciders]
    for n, (id_, (start, end)) in enumerate(world.polities.items()):
        lines.append(f'polity("{id_}",{2 ** n}). exists("{id_}",{_clip(start)},{_clip(end)}).')
    for treaty in world.treaties.values():
        signed = min((_day(row.earliest) for row in treaty.life), default=-FAR)
        lines.append(f'signed("{treaty.id}",{signed}).')
        makers = ",".join(f'"{p}"' for p in treaty.parties)
        lines.append(f'bilateral("{treaty.id}",{makers}).' if treaty.bilateral else f'multilateral("{treaty.id}").')
        if treaty.depositary:
            lines.append(f'depositary("{treaty.id}","{treaty.depositary}").')
        lines += [f'replaces("{treaty.id}","{link.treaty}").' for link in treaty.links if link.act in ("replaces", "terminates")]
    lines += [f'covers("{id_}",{since},{until}).' for id_, since, until in world.covers]
    for claim in world.claims:
        lines.append(_control(claim) if claim.relation == "control" else _claim(claim))
    return lines


def _clip(day: int) -> int:
    return max(-FAR, min(FAR, day))


def _day(day: int) -> int:
    return -FAR if day <= BEGIN else FAR if day >= END else day - FIRST_DAY


def _control(claim: Claim) -> str:
    if claim.kind != "sovereignty":
        return ""
    until = FAR if claim.until_latest is None else _day(claim.until_latest)
    rights = f' rights("{claim.actor}","{claim.object}").' if claims_sovereignty(claim) else ""
    return f'sovereign("{claim.actor}","{claim.object}",{_day(claim.earliest)},{until}).{rights}'


def _claim(claim: Claim) -> str:
    words = claim.object.split()
    two = words[1:3] if len(words) > 2 else [claim.actor, claim.object]
    if claim.relation == "in-force":
        two.sort()
    n = claim.id
    said = [f"rel({n},{claim.relation.replace('-', '_')})", f'on({n},"{two[0]}","{two[1]}")', f'act({n},"{claim.act}")',
            f'key({n},"{claim.act}",{claim.ordinal})', f"dates({n},{_day(claim.earliest)},{_day(claim.latest)})", f'dated({n},"{claim.date_kind}")',
            f'holder({n},"{claim.holder}")', f'head({n},"{head(claim.holder)}")', f'actor({n},"{claim.actor}")']
    if len(words) > 2:
        said.append(f'target({n},"{words[0]}",{words[3]})')
    said += [f'{name}({n},"{value}")' for name, value in (("kind", claim.kind), ("of", claim.of)) if value]
    said += [f"{name}({n})" for name, holds in (("maybe", claim.possible), ("effect_only", claim.ground == "effect"),
                                                ("explicit", claim.strength == "explicit"), ("implied", claim.strength == "implied")) if holds]
    return ". ".join(said) + "."
