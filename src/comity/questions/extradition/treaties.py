"""Which instruments on extradition there may be between two, and which sources list all of somebody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...kernel.instruments import Treaty
from ..treaties.ask import candidates

if TYPE_CHECKING:
    from ..view import View

ABOUT = frozenset({"extradition", "surrender"})


def about_extradition(view: View, a: str, b: str) -> list[Treaty]:
    """The instruments on extradition that bind, or may have bound, two polities or those before them; what only adds to another is left out."""
    return [t for t in candidates(view, a, b, ABOUT) if not any(link.act in ("supplements", "amends", "extends", "protocol-to") for link in t.links)]


def covered(view: View, a: str, b: str, day: int) -> list[str]:
    """The sources that list every extradition treaty of either on a day, and so say no where they name none (S18)."""
    return [c.source for c in view.atlas.coverage if c.relation == "extradition" and {c.actor, c.object} <= {a, b, "*"} and c.actor in (a, b)
            and c.since_day <= day < c.until_day and view.admits(c.source)]
