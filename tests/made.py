"""Made-up claims for tests of single rules: days are counted from 2000-01-01, the pair is A and O, R holds rights concerned, B is a third state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from comity.kernel.claims import Claim
from comity.kernel.standing import READ, letters
from comity.kernel.timeline import at

from .oracle.reference import EVER, FIRST_DAY, World
from .oracle.worlds import ask, claim

__all__ = ["EVER", "FIRST_DAY", "bits", "claim", "denies", "rules", "standing"]


def _world(claims: tuple[Claim, ...], **lens: Any) -> World:
    return World([c._replace(id=n, line=n) for n, c in enumerate(claims)], start=lens.pop("start", FIRST_DAY - 500), **lens)


def standing(*claims: Claim, **lens: Any) -> Callable[[int], str]:
    """How the made claims stand on a day: `standing(claim("recognises", 10))(9) == "no"`."""
    line = ask(_world(claims, **lens)).node.steps
    return lambda day: READ[at(line, FIRST_DAY + day)].value


def bits(*claims: Claim, **lens: Any) -> Callable[[int], str]:
    """The evidence of the made claims on a day, as letters."""
    line = ask(_world(claims, **lens)).node.steps
    return lambda day: letters(at(line, FIRST_DAY + day))


def rules(*claims: Claim, **lens: Any) -> set[str]:
    """The rules that the proof of the made claims uses."""
    return {node.rule for node in ask(_world(claims, **lens)).node.walk()}


def denies(key: str, *, holder: str, day: int = 90, possible: bool = False, ground: str = "fact") -> Claim:
    """A denial of an act by its key."""
    return claim("denies", day, holder=holder, actor=holder, object_=key, possible=possible, ground=ground)
