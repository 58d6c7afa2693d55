"""Offences and decided cases: `offences.toml`, and one file a decision."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from ..kernel.instruments import Decision, Offence
from ..kernel.names import fold
from .check import Checker
from .forms import DATE, FACTS, SOURCED, TEXT, WORDS, Form, fitted
from .read import Place, read_date, read_toml

FACT_NAMES = ("political", "time_barred", "tried", "capital", "military", "punishable", "evidence", "proceeding")
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
    for id_, given in raw.items():
        where = place.at(f"[{id_}]")
        if not isinstance(given, dict):
            checker.problems.add(where, f"{id_} is not a table; write it under [{id_}]")
        elif (entry := fitted(given, _OFFENCE, where, checker)) is not None:
            offences[id_] = Offence(id_, entry["label"], tuple(entry["words"]), tuple(entry.get("within", ())))
    _one_meaning(offences, place, checker)
    return offences


def _one_meaning(offences: Mapping[str, Offence], place: Place, checker: Checker) -> None:
    """No word means two offences, and whatever an offence lies within is there."""
    meant: dict[str, str] = {}
    for offence in offences.values():
        for word in offence.words:
            other = meant.setdefault(fold(word), offence.id)
            if other != offence.id:
                checker.problems.add(place.at(f"[{offence.id}]"), f'"{word}" means {other} too; leave it with one of the two')
        for wider in offence.within:
            if wider not in offences:
                checker.problems.add(place.at(f"[{offence.id}]"), f'within "{wider}", which is not there; add [{wider}]')


def check_decision(id_: str, raw: Mapping[str, Any], place: Place, checker: Checker, treaties: Container[str],
                   offences: Container[str]) -> Decision | None:
    """One decision; problems are noted, and None returned if it cannot be used."""
    problems, before = checker.problems, len(checker.problems.lines)
    entry = fitted(raw, _DECISION, place.at(), checker)
    if entry is None:
        return None
    for name in ("requesting", "requested", "nationality"):
        if entry.get(name):
            checker.entity(entry[name], place.at(f"{name} ="), name, organisation=True)
    checker.holder(entry["court"], place.at("court ="))
    for name, known, what in (("treaty", treaties, "data/treaties"), ("offence", offences, "data/offences.toml")):
        if entry.get(name) and entry[name] not in known:
            problems.add(place.at(f"{name} ="), f'{name} "{entry[name]}" is not there; add it to {what}')
    for fact in entry.get("facts", {}):
        if fact not in FACT_NAMES:
            problems.add(place.at("facts"), f'fact "{fact}" is not one of {", ".join(FACT_NAMES)}')
    decided = read_date(entry["decided"], place.at("decided"), problems)
    if entry.get("committed"):
        read_date(entry["committed"], place.at("committed"), problems)
    if len(problems.lines) > before or decided is None:
        return None
    text = {name: entry.get(name, "") for name, kind in _DECISION.fields.items() if kind in (TEXT, DATE)}
    return Decision(id=id_, day=decided.latest, grounds=tuple(entry.get("grounds", ())), facts=entry.get("facts", {}), **text)
