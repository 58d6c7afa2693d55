"""What everything else stands on: `vocabulary.toml` and `atlas.toml`, checked before any row is read against them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import DateError
from ..kernel.dates import APPROXIMATE_DAYS, day
from .check import text_date
from .read import CLAIM_COLUMNS, NO_CLAIMS, Place, Problems, read_date, read_toml
from .vocabulary import Vocabulary

EFFECTS = ("starts", "ends", "annuls", "observes-for", "observes-against", "refuses", "denies", "reverses", "none")
"""What an act can do to a state (docs/data.md)."""
KINDS = ("of", "mode", "strength", "ground", "date_kind", "succession", "control", "read", "source", "counted", "polity", "name_style", "schemes",
         "treaty", "about", "life", "link", "clause", "held", "group", "called", "how", "affiliation", "identity",
         "people", "measure", "unit", "basis", "population")
"""The closed columns whose values the vocabulary lists."""

_DAYS = ("approximate_days", "rumour_days", "same_act_days")
_ACT_FIELDS = {"effect", "says"}


def read_vocabulary(data: Path, problems: Problems) -> Vocabulary | None:
    """The vocabulary of `data`, or None with problems noted."""
    found = read_toml(data / "vocabulary.toml", problems, data.parent)
    if found is None:
        return None
    before = len(problems.lines)
    raw, place = found
    _shape(raw, place, problems)
    if len(problems.lines) > before:
        return None
    if raw["approximate_days"] != APPROXIMATE_DAYS:
        problems.add(place.at("approximate_days"),
                     f"approximate_days is {raw['approximate_days']} here and {APPROXIMATE_DAYS} in the kernel; make them one")
    for relation, acts in raw["acts"].items():
        _acts(relation, acts, place, problems)
    for organisation, start in raw["founded"].items():
        if organisation not in raw["organisations"]:
            problems.add(place.at("founded"), f'founded names "{organisation}", which is no organisation; add it to [organisations]')
        read_date(start, place.at("founded"), problems)
    for regime in raw["regimes"]:
        if "/" not in regime:
            problems.add(place.at(regime), f'regime "{regime}" does not say whose it is; write it as "US/fto"')
    for decider in raw["deciders"]:
        if decider not in raw["holders"]:
            problems.add(place.at("deciders"), f'decider "{decider}" is no holder; add it to [holders]')
    return Vocabulary.from_dict(raw) if len(problems.lines) == before else None


def read_about(data: Path, problems: Problems) -> tuple[str, str] | None:
    """The version and the day of the atlas, from `atlas.toml`, or None with problems noted."""
    found = read_toml(data / "atlas.toml", problems, data.parent)
    if found is None:
        return None
    raw, place = found
    version, date = raw.get("version"), text_date(raw.get("date"))
    if not isinstance(version, str):
        problems.add(place.at("version"), 'the atlas has no version; write it as version = "2026.11.0"')
    try:
        day(str(date))
    except DateError:
        problems.add(place.at("date"), f'the atlas has no day: date is "{date}"; write it as date = 2026-11-23')
        return None
    return (version, str(date)) if isinstance(version, str) else None


def _shape(raw: dict[str, Any], place: Place, problems: Problems) -> None:
    """Whether everything is there and of the right type."""
    for name in _DAYS:
        if type(raw.get(name)) is not int or raw[name] < 0:
            problems.add(place.at(name), f"{name} is not a number of days; write it as {name} = 31")
    _table(raw, "acts", tuple(r for r in CLAIM_COLUMNS if r not in NO_CLAIMS), dict, place, problems)
    _table(raw, "kinds", KINDS, list, place, problems)
    _table(raw, "holders", (), str, place, problems)
    _table(raw, "organisations", (), str, place, problems)
    for name in ("regimes", "theatres", "sides", "places"):
        _table(raw, name, (), str, place, problems)
    _table(raw, "founded", (), str, place, problems)
    _table(raw, "provisions", (), list, place, problems)
    _table(raw, "laws", (), list, place, problems)
    if not isinstance(raw.get("deciders"), list):
        problems.add(place.at("deciders"), "deciders is not a list of holders")


def _table(raw: dict[str, Any], name: str, wanted: tuple[str, ...], of: type, place: Place, problems: Problems) -> None:
    table = raw.get(name)
    if not isinstance(table, dict):
        problems.add(place.at(name), f"there is no [{name}]; add it")
        return
    for key in wanted:
        if key not in table:
            problems.add(place.at(name), f"[{name}] has no {key}; add it")
    for key, value in table.items():
        if wanted and key not in wanted:
            problems.add(place.at(key), f'"{key}" is not part of [{name}]; it has {", ".join(wanted)}')
        elif not isinstance(value, of) or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
            problems.add(place.at(key), f"{name}.{key} is not {'a list of words' if of is list else 'a table' if of is dict else 'a text'}")


def _acts(relation: str, acts: dict[str, Any], place: Place, problems: Problems) -> None:
    for act, about in acts.items():
        where = place.at(act, "=")
        if not isinstance(about, dict) or not isinstance(about.get("says"), str):
            problems.add(where, f'act {act} of {relation} says nothing; write it as {act} = {{ effect = "starts", says = "…" }}')
        elif about.get("effect") not in EFFECTS:
            problems.add(where, f'effect "{about.get("effect")}" of act {act} is not one of {", ".join(EFFECTS)}')
        elif set(about) - _ACT_FIELDS:
            problems.add(where, f"act {act} may have effect and says, nothing else")
