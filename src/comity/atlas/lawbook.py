"""Offences and decided cases: `offences.toml`, and one file a decision."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from ..kernel.instruments import Decision, Offence
from ..kernel.names import fold
from .check import Checker
from .forms import DATE, FACTS, ID, SOURCED, TEXT, WORDS, Form, dated, fitted
from .read import Place, read_toml

FACT_NAMES = ("political", "time_barred", "tried", "capital", "military", "punishable", "evidence", "persecution")
"""What a court may find, and a question may suppose: the names of the inputs of the bars (docs/data.md)."""

_OFFENCE = Form("an offence", {"label": TEXT, "words": WORDS, "within": WORDS}, ("label", "words"))
_DECISION = Form(
    "a decision",
    {"name": TEXT, "court": TEXT, "court_name": TEXT, "decided": DATE, "requesting": TEXT, "requested": TEXT, "treaty": TEXT, "held": TEXT,
     "result": TEXT, "ground": TEXT, "grounds": WORDS, "offence": TEXT, "offence_words": TEXT, "nationality": TEXT, "committed": DATE,
     "facts": FACTS, "matter": TEXT, "reversed_by": TEXT, **SOURCED},
    ("name", "court", "court_name", "decided", "requesting", "requested", "held", "result", "ground", "source", "read"), {"held": "held"})


def read_offences(data: Path, checker: Checker) -> dict[str, Offence]:
    """The offence vocabulary; empty where there is no file. Problems are noted."""
    path = data / "offences.toml"
    found = read_toml(path, checker.problems, data.parent) if path.is_file() else None
    if found is None:
        return {}
    raw, place = found
    offences: dict[str, Offence] = {}
    places: dict[str, Place] = {}
    for id_, given in raw.items():
        here = places[id_] = place._replace(start=int(place.at(f"[{id_}]").rpartition(":")[2]))
        if not ID.fullmatch(id_):
            checker.problems.add(here.here, f'"{id_}" is no id for an offence; write it with letters, digits and hyphens')
        if not isinstance(given, dict):
            checker.problems.add(place.field(id_), f"{id_} is not a table; write it under [{id_}]")
        elif (entry := fitted(given, _OFFENCE, here, checker)) is not None:
            offences[id_] = Offence(id_, entry["label"], tuple(entry["words"]), tuple(entry.get("within", ())))
    _one_meaning(offences, places, checker)
    return offences


def _one_meaning(offences: Mapping[str, Offence], places: Mapping[str, Place], checker: Checker) -> None:
    """No word means two offences, and whatever an offence lies within is there, and is not the offence itself."""
    meant: dict[str, str] = {}
    for offence in offences.values():
        place = places[offence.id]
        for word in (offence.id.replace("-", " "), offence.label, *offence.words):
            other = meant.setdefault(fold(word), offence.id)
            if not fold(word):
                checker.problems.add(place.here, f'"{word}" is no word of {offence.id}: no letter is in it; take it out')
            elif other != offence.id:
                checker.problems.add(place.here, f'"{word}" means {other} too; leave it with one of the two')
        for wider in offence.within:
            if wider not in places:
                checker.problems.add(place.field("within"), f'within "{wider}", which is not there; add [{wider}]')
        if offence.id in wider_than(offence.id, offences):
            checker.problems.add(place.field("within"), f"{offence.id} lies within itself; take one of the offences out of within")


def wider_than(id_: str, offences: Mapping[str, Offence]) -> list[str]:
    """The broader offences that one lies within, nearest first."""
    found: list[str] = []
    queue = [id_]
    while queue:
        here = offences.get(queue.pop(0))
        new = [w for w in (here.within if here else ()) if w not in found]
        found += new
        queue += new
    return found


def check_decision(id_: str, raw: Mapping[str, Any], place: Place, checker: Checker, offences: Container[str],
                   decisions: Container[str]) -> Decision | None:
    """One decision, given the ids of all; problems are noted, and None returned if it cannot be used."""
    problems, before = checker.problems, len(checker.problems.lines)
    entry = fitted(raw, _DECISION, place, checker)
    if entry is None:
        return None
    for name in ("requesting", "requested", "nationality"):
        if entry.get(name):
            checker.entity(entry[name], place.field(name), name, organisation=True)
    checker.holder(entry["court"], place.field("court"))
    if entry.get("treaty"):
        checker.treaty(entry["treaty"], place.field("treaty"), "treaty")
    if entry.get("offence") and entry["offence"] not in offences:
        problems.add(place.field("offence"), f'offence "{entry["offence"]}" is not there; add it to data/offences.toml')
    for fact in entry.get("facts", {}):
        if fact not in FACT_NAMES:
            problems.add(place.field("facts"), f'fact "{fact}" is not one of {", ".join(FACT_NAMES)}')
    later = entry.get("reversed_by")
    if later and (later not in decisions or later == id_):
        what = "which is itself" if later == id_ else "which is not there"
        problems.add(place.field("reversed_by"), f'reversed by "{later}", {what}; correct the id or add the decision')
    decided = dated(entry, "decided", place, checker)
    if entry.get("committed"):
        dated(entry, "committed", place, checker)
    if len(problems.lines) > before or decided is None:
        return None
    text = {name: entry.get(name, "") for name, kind in _DECISION.fields.items() if kind in (TEXT, DATE)}
    return Decision(id=id_, day=decided.latest, grounds=tuple(entry.get("grounds", ())), facts=entry.get("facts", {}), **text)
