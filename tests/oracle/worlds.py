"""Small random worlds: one pair, a few claims, a little over a year. The same recipe serves a seeded generator and Hypothesis."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from comity.atlas.identity import give_ordinals
from comity.atlas.read import Problems
from comity.kernel.acts import Context, Words
from comity.kernel.claims import Bounds, Claim
from comity.kernel.dates import BEGIN, END, iso
from comity.kernel.lens import Lens
from comity.kernel.states import Outcome, hold

from .reference import ENDS, EVER, FIRST_DAY, STARTS, World, key

Pick = Callable[[Sequence[Any]], Any]
"""Chooses one of several: `random.choice`, or a Hypothesis draw. The plainest choice stands first, so that failures shrink to it."""

DAYS = tuple(range(0, 401, 20))
"""Days on which things happen, counted from the first: close enough to meet, and to lie within a rumour of each other."""
BEFORE = FIRST_DAY - 50
HOLDERS = ("A", "O", "press", "R", "icj", "B", "A/ministry")
ACTS = ("recognises", "recognises", "recognises", "withdraws", "withdraws", "suspends", "resumes", "refuses", "refuses", "denies",
        "denies", "reaffirms", "doubts", "annuls", "reverses")
SAME_ACT_DAYS = 366
WORDS = Words(
    {"recognises": "starts", "resumes": "starts", "withdraws": "ends", "suspends": "ends", "annuls": "annuls", "refuses": "refuses",
     "denies": "denies", "reverses": "reverses", "intends": "none", "reaffirms": "observes-for", "doubts": "observes-against"},
    dict.fromkeys(("recognises", "resumes", "withdraws", "suspends", "annuls", "refuses", "denies", "reverses", "intends", "reaffirms",
                   "doubts"), "did"), 31, frozenset({"icj"}))


def claim(act: str, earliest: int, latest: int | None = None, *, holder: str = "A", kind: str = "decided", ordinal: int = 1,
          strength: str = "", ground: str = "", possible: bool = False, object_: str = "O", actor: str = "A", number: int = 0,
          published: int | None = None) -> Claim:
    """One claim, its days counted from the first day of all worlds; a missing latest day means that the date is one day."""
    latest = earliest if latest is None else latest
    earliest, latest = (d if abs(d) >= EVER else FIRST_DAY + d for d in (earliest, latest))
    mark = "?" if possible else ""
    text = "/".join(dict.fromkeys(".." if abs(d) >= EVER else f"{iso(d)}{mark}" for d in (earliest, latest)))
    return Claim(number, "recognition", act, actor, object_, ordinal, "state", "", "", strength, ground, text,
                 BEGIN if earliest <= -EVER else earliest, END if latest >= EVER else latest, possible, kind, "", None, None, holder, "",
                 f"source-{number}", published, "", "read", "", "made", number)


def make(pick: Pick) -> World:
    """One world."""
    claims: list[Claim] = []
    for number in range(pick((1, 2, 3, 4, 5, 6))):
        act = pick(ACTS)
        first, wide = pick(DAYS), pick((0, 0, 0, 0, 25, 80, 160, EVER, -EVER))
        earliest, latest = (first, first + wide) if 0 <= wide < EVER else (first, EVER) if wide > 0 else (-EVER, first)
        object_ = "O"
        if act in ("denies", "annuls", "reverses"):  # somebody must have claimed what is denied, annulled or reversed
            targets = [c for c in claims if c.act in STARTS + (() if act == "annuls" else ENDS)]
            if not targets:
                continue
            object_ = key(pick(targets))
        claims.append(claim(act, earliest, latest, holder=pick(HOLDERS), kind=pick(("decided", "effective", "unclear", "announced")),
                            ordinal=pick((1, 1, 1, 2)), strength=pick(("explicit", "list", "implied")) if act == "refuses" else "",
                            ground=pick(("effect", "fact")) if act == "denies" else "",
                            possible=pick((False, False, False, False, True)), object_=object_,
                            number=number, published=None if pick((False, False, False, True)) else FIRST_DAY + pick(DAYS)))
    numbered = pick((False, False, True))
    if not numbered:
        claims = [c._replace(ordinal=1, object=c.object.replace(" 2", " 1")) for c in claims]
    return World(claims, numbered=numbered, known_by=pick((None, None, None, FIRST_DAY + 200)), eyes=pick((None, None, "A", "O", "B", "R")),
                 coverage=pick(([], [], [(FIRST_DAY + 50, FIRST_DAY + 250)], [(FIRST_DAY + 300, FIRST_DAY + 301)])),
                 start=pick((BEFORE, BEFORE, BEFORE, -EVER, FIRST_DAY + 100)), end=pick((EVER, EVER, EVER, FIRST_DAY + 350)))


def seeded(seed: int) -> World:
    """The world of a seed."""
    return make(random.Random(seed).choice)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Worlds for Hypothesis, which shrinks a failing one."""
    return make(lambda options: draw(st.sampled_from(options)))


def ask(world: World) -> Outcome:
    """The kernel's own answer for a world, by the way that rows take: told apart at the build, admitted by the lens, then held together."""
    claims = world.claims if world.numbered else give_ordinals(world.claims, WORDS.effects, SAME_ACT_DAYS, set(), Problems())
    lens = Lens(eyes=world.eyes, known_by=world.known_by)
    bounds = Bounds(BEGIN if world.start <= -EVER else world.start, END if world.end >= EVER else world.end)
    context = Context(world.actor, world.object, bounds, frozenset({world.actor, world.object}) | world.rights, WORDS, str, lens)
    coverage = [(since, until, "list") for since, until in world.coverage]
    return hold([c for c in claims if lens.admits(c.source, c.published, {})], coverage, context, "recognises")
