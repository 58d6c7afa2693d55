"""The event calculus at the heart of the kernel (S3 to S8) against a logic program, run by clingo: `events.lp` says it in rules."""

from __future__ import annotations

import random
from pathlib import Path

import clingo
import pytest

from comity.kernel.claims import Claim
from comity.kernel.standing import READ
from comity.kernel.timeline import at

from .reference import FIRST_DAY, World
from .worlds import BEFORE, ask, claim

PROGRAM = Path(__file__).with_name("events.lp")
TYPES = {"recognises": "start", "withdraws": "end", "resumes": "start", "suspends": "end"}
DAYS = range(-3, 16)


def make(seed: int) -> list[Claim]:
    """Up to four acts of different type and ordinal, with one or two dates each, exact or not, some of them denied."""
    choose = random.Random(seed)
    claims: list[Claim] = []
    for n, (type_, ordinal) in enumerate(choose.sample([(t, o) for t in TYPES for o in (1, 2)], choose.randint(1, 4))):
        for _ in range(choose.choice((1, 1, 2))):
            first = choose.randint(0, 12)
            claims.append(claim(type_, first, first + choose.choice((0, 0, 0, 1, 2, 5)), ordinal=ordinal, number=len(claims) + 10 * n))
        if choose.random() < 0.25:
            claims.append(claim("denies", 99, holder="O", actor="O", object_=f"{type_} A O {ordinal}", number=len(claims) + 10 * n))
    return claims


def by_logic(claims: list[Claim]) -> dict[int, str]:
    """The verdict of every day, from the logic program."""
    facts = [f"time({min(DAYS)}..{max(DAYS)})."]
    for c in claims:
        if c.act == "denies":
            type_, _, _, ordinal = c.object.split()
            facts.append(f"denied({type_}{ordinal}).")
        else:
            name = f"{c.act}{c.ordinal}"
            facts.append(f"act({name}). kind({name}, {TYPES[c.act]}). window({name}, {c.earliest - FIRST_DAY}, {c.latest - FIRST_DAY}).")
    control = clingo.Control(["--warn=none"])
    control.load(str(PROGRAM))
    control.add("base", [], " ".join(facts))
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        (atoms,) = [model.symbols(shown=True) for model in models]
    return {atom.arguments[0].number: atom.arguments[1].name for atom in atoms}


def tied(claims: list[Claim]) -> bool:
    """Whether two acts of one effect have the same window: nothing in the semantics orders them, and nothing needs to."""
    windows: dict[str, tuple[int, int]] = {}
    for c in claims:
        if c.act != "denies":
            name = f"{c.act}{c.ordinal}"
            low, high = windows.get(name, (c.earliest, c.latest))
            windows[name] = (min(low, c.earliest), max(high, c.latest))
    spans = [(TYPES[name[:-1]], *span) for name, span in windows.items()]
    return len(spans) != len(set(spans))


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_kernel_and_logic_program_agree(first: int) -> None:
    asked = 0
    for seed in range(first, first + 100):
        claims = make(seed)
        if tied(claims):
            continue
        asked += 1
        line = ask(World(claims, start=BEFORE, numbered=True)).node.steps
        kernel = {day: READ[at(line, FIRST_DAY + day)].value for day in DAYS}
        assert kernel == by_logic(claims), f"seed {seed}: {[(c.act, c.ordinal, c.date, c.object) for c in claims]}"
    assert asked > 50
