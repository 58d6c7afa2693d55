"""Which rows report one act (S8): ordinals for rows that have none, and the question that stops a build."""

from __future__ import annotations

from collections.abc import Sequence

from ..kernel.claims import Claim
from .read import Problems

_OPPOSITES = {"starts": ("ends", "annuls"), "ends": ("starts",)}


def give_ordinals(claims: Sequence[Claim], effects: dict[str, str], same_act_days: int, explicit: set[int], problems: Problems) -> list[Claim]:
    """Number the acts of one pair: rows of one type are one act unless an opposite act certainly lies between them.

    explicit: the ids of claims whose ordinal was written in the row; it stands. Rows of one type further apart than `same_act_days` with no
    opposite act between are a problem.
    """
    out = list(claims)
    for type_ in {c.act for c in claims if effects[c.act] in ("starts", "ends")}:
        rows = sorted((c for c in claims if c.act == type_), key=lambda c: (c.latest, c.earliest, c.file, c.line))
        others = [c for c in claims if effects[c.act] in _OPPOSITES[effects[type_]] and not c.possible]
        ordinal, previous = 1, None
        numbers: dict[int, int] = {}
        for row in rows:
            if row.id in explicit:
                numbers[row.id] = ordinal = row.ordinal
                previous = row
                continue
            if previous is None:
                pass
            elif any(previous.latest <= o.earliest and o.latest <= row.earliest > previous.latest for o in others):
                ordinal += 1
            elif row.earliest - previous.latest > same_act_days:
                problems.add(f"{row.file}:{row.line}",
                             f"{row.act} {row.actor} {row.object} on {row.date} and on {previous.date} ({previous.file}:{previous.line}): "
                             "one act or two? give both rows an ordinal")
            numbers[row.id] = ordinal
            previous = row
        out = [c._replace(ordinal=numbers[c.id]) if c.id in numbers else c for c in out]
    return out
