"""Cases about foreign fighters: what a source counts, where a place stands, whether two disagree, what is printed (tests/cases/README.md)."""

from __future__ import annotations

import datetime
from typing import Any

from comity.kernel.figures import Interval, Scope
from comity.questions.fighters.ranking import Ranking
from comity.questions.fighters.rates import spell
from comity.questions.fighters.record import Fighters
from comity.questions.view import View

ASKS = {"figure": 3, "rank": 3, "compare": 4, "printed": 3, "explain": 3}
"""How many words each question has: `figure SOURCE PLACE`, `rank SOURCE PLACE`, `compare SOURCE SOURCE PLACE`, `printed SOURCE PLACE`,
`explain RATE PLACE`."""
_SCOPE = {"theatre": str, "unit": str, "measure": str}
_PEOPLE = {"base": str, "vintage": datetime.date}
KNOWN: dict[str, dict[str, type | tuple[type, ...]]] = {
    "figure": {**_SCOPE, **_PEOPLE, "rate": str, "parts": dict, "sum": str, "whole": str},
    "rank": {**_SCOPE, **_PEOPLE, "by": str, "of": int, "first": list},
    "compare": {**_SCOPE, "differences": list, "fits": bool}, "printed": {"base": str}, "explain": {"counts": list, "needs": list}}
"""What else each may have: which figures and population are meant (GIVEN), and what else is found."""
GIVEN = {"theatre", "unit", "measure", "base", "vintage", "by"}
_EXPECTED = {"compare": ("agrees", "differs", "disagrees", "incomparable"), "explain": ("reproduced", "not reproduced")}


def wrong(kind: str, fields: dict[str, Any]) -> str:
    """What is wrong with a case about figures; empty if nothing."""
    expect, known = fields["expect"], _EXPECTED.get(kind)
    if not isinstance(expect, str):
        return f"{kind} expects words, such as {known[0] if known else '232, at least 232, or 6–8'}"
    if known and expect not in known:
        return f"cannot expect {expect!r}; expect one of {', '.join(known)}"
    return "" if fields.get("by", "rate") in ("rate", "count") else 'field "by" is rate or count'


def find(view: View, kind: str, names: list[str], fields: dict[str, Any]) -> dict[str, Any]:
    """What the atlas says, under the names of a case's fields."""
    given = {k: v.isoformat() if isinstance(v, datetime.date) else v for k, v in fields.items() if k in GIVEN}
    return {"figure": _figure, "rank": _rank, "compare": _compare, "printed": _printed, "explain": _explain}[kind](view, names, given)


def differs(fields: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """What a case expects and the atlas does not say."""
    return {k: v for k, v in found.items() if k in fields and fields[k] != v}


def _figure(view: View, names: list[str], given: dict[str, str]) -> dict[str, Any]:
    source, place = names
    found: Fighters = view.fighters(place, theatre=given.get("theatre"), base=given.get("base", "total"), vintage=given.get("vintage"))
    rows = [r for r in found.rows if r.figure.source == source and _meant(r.figure.scope, given)]
    whole = next((w for w in found.wholes if w.whole in [r.figure for r in rows]), None)
    return {"expect": _listed(r.figure.interval for r in rows), "rate": "; ".join(spell(r.rate.bounds) for r in rows if r.rate),
            "parts": {p.unit: spell(p.interval, 0) for p in whole.parts} if whole else {}, "sum": spell(whole.sum, 0) if whole else "",
            "whole": whole.verdict if whole else ""}


def _meant(scope: Scope, given: dict[str, str]) -> bool:
    return scope.unit == given.get("unit", "persons") and scope.kind == given.get("measure", scope.kind)


def _listed(bounds: Any) -> str:
    return "; ".join(spell(b, 0) for b in bounds) or "nothing"


def _rank(view: View, names: list[str], given: dict[str, str]) -> dict[str, Any]:
    source, place = names
    found = view.fighter_ranks(source=source, theatre=given.get("theatre"), per_head=given.get("by", "rate") == "rate",
                               base=given.get("base", "total"), vintage=given.get("vintage")).rankings
    some: list[Ranking] = [r for r in found if _meant(r.scope, given) and place in {x.figure.place for x in r.rows}]
    ranks = [x.rank for r in some for x in r.rows if x.figure.place == place]
    return {"expect": "; ".join(str(k.best) if k.best == k.worst else f"{k.best}–{k.worst}" for k in ranks) or "nothing",
            "of": ranks[0].of if ranks else 0, "first": sorted({p for r in some for p in r.possibly_first})}


def _compare(view: View, names: list[str], given: dict[str, str]) -> dict[str, Any]:
    pairs = [p for p in view.compare_figures(*names[:2]).pairs if p.one.place == names[2] and _meant(p.one.scope, given)
             and given.get("theatre", p.one.theatre) == p.one.theatre]
    if not pairs:
        return {"expect": "incomparable", "differences": [], "fits": False}
    return {"expect": pairs[0].verdict, "differences": sorted(pairs[0].differences), "fits": pairs[0].one.interval.meets(pairs[0].other.interval)}


def _printed(view: View, names: list[str], given: dict[str, str]) -> dict[str, Any]:
    said = [p for p in view.fighters(names[1]).printed if p.source == names[0] and given.get("base", p.base) == p.base]
    texts = []
    for p in said:
        rate = p.rate_high if p.rate_low in ("", p.rate_high) else f"{p.rate_low}–{p.rate_high}"
        rank = f"rank {p.rank}{f' of {p.of}' if p.of else ''}" if p.rank else ""
        texts.append(", ".join(t for t in (f"up to {rate}" if rate and not p.rate_low else rate, rank, p.superlative) if t))
    return {"expect": "; ".join(texts) or "nothing"}


def _explain(view: View, names: list[str], given: dict[str, str]) -> dict[str, Any]:
    found = view.explain_rate(names[1], names[0])
    low, high = found.implied(getattr(found.nearest.figure, found.nearest.bound)) if found.nearest else Interval(None, None)
    return {"expect": "reproduced" if found.found else "not reproduced", "counts": sorted({e.figure.source for e in found.found}),
            "needs": [] if low is None or high is None else [str(round(low)), str(round(high))]}
