"""Tables of TOML files held against a form: which fields there are, of which type, from which closed vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..kernel.dates import BEGIN, END, Date
from .check import Checker, text_date
from .read import Place, read_date, tables

TEXT, DATE, WORDS, NUMBER, FLAG, FACTS = "a text", "a date", "a list of texts", "a whole number", "true or false", "a table of true and false"


class Form(NamedTuple):
    """What one kind of table may hold: the type of each field, those that must be there, and whose words some of them take."""

    what: str
    fields: Mapping[str, str]
    required: tuple[str, ...]
    words: Mapping[str, str] = {}


ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
"""What files, and so polities, treaties and decisions, may be called, and what offences may."""
_LARGE = 1_000_000
"""No count of days or months comes near it, and SQLite could not hold every whole number of TOML."""

SOURCED = {"source": TEXT, "read": TEXT, "locator": TEXT, "note": TEXT}
"""Where something was read, and how."""


def entries(name: str, raw: Mapping[str, Any], form: Form, place: Place, checker: Checker) -> list[tuple[dict[str, Any], Place]]:
    """The tables under a name that fit their form, each with its place from its heading on; problems are noted."""
    found = tables(raw.get(name, []))
    if found is None:
        checker.problems.add(place.at(name), f"{name} is not a list of tables; write each under [[{name}]]")
        return []
    headings = [n for n, line in enumerate(place.text.split("\n"), 1) if line.partition("#")[0].replace(" ", "").strip() == f"[[{name}]]"]
    places = [place._replace(start=n) for n in headings] if len(headings) == len(found) else [place] * len(found)
    out = []
    for n, (given, here) in enumerate(zip(found, places, strict=True)):
        if given in found[:n]:
            checker.problems.add(here.here, f"{form.what} that is written above already; take one of the two out")
        elif (entry := fitted(given, form, here, checker)) is not None:
            out.append((entry, here))
    return out


def fitted(raw: Mapping[str, Any], form: Form, place: Place, checker: Checker) -> dict[str, Any] | None:
    """A table with its dates as text, if it fits the form; None with problems noted."""
    problems, before = checker.problems, len(checker.problems.lines)
    entry: dict[str, Any] = {k: text_date(v) for k, v in raw.items()}
    for name in sorted(set(entry) - set(form.fields)):
        problems.add(place.field(name), f'{form.what} has an unknown field "{name}"; it may have {", ".join(form.fields)}')
    for name in form.required:
        if entry.get(name) in (None, "", []):
            problems.add(place.here, f"{form.what} has no {name}; say it")
    for name in sorted(set(entry) & set(form.fields)):
        if not _is(entry[name], form.fields[name]):
            problems.add(place.field(name), f"{form.what}: {name} is not {form.fields[name]}; correct it")
    if len(problems.lines) > before:
        return None
    for name, kind in form.words.items():
        for word in _each(entry.get(name)):
            if word not in checker.vocabulary.kinds[kind]:
                problems.add(place.field(name), f'{form.what}: {name} "{word}" is not one of {", ".join(checker.vocabulary.kinds[kind])}')
    if "source" in entry and entry["source"] not in checker.sources:
        problems.add(place.field("source"), f'{form.what}: source "{entry["source"]}" is not there; add data/sources/{entry["source"]}.toml')
    if "read" in entry:
        checker.read(entry["read"], place.field("read"))
    return entry if len(problems.lines) == before else None


def dated(entry: Mapping[str, Any], name: str, place: Place, checker: Checker) -> Date | None:
    """The date under a name; None with a problem noted."""
    return read_date(entry[name], place.field(name), checker.problems)


def span(entry: Mapping[str, Any], place: Place, checker: Checker) -> tuple[Date, Date] | None:
    """The dates `from` and `until` of a table, unbounded where left out; None with a problem noted."""
    since = dated(entry, "from", place, checker) if entry.get("from") else Date(BEGIN, BEGIN, "")
    until = dated(entry, "until", place, checker) if entry.get("until") else Date(END, END, "")
    if since is None or until is None:
        return None
    if since.earliest >= until.latest:
        checker.problems.add(place.field("until"), f'until "{until.text}" is not after from "{since.text}"; until is the first day it no longer held')
        return None
    return since, until


def _each(value: Any) -> Sequence[str]:
    return () if value is None else value if isinstance(value, list) else (value,)


def _is(value: Any, kind: str) -> bool:
    if kind == WORDS:
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if kind == NUMBER:
        return type(value) is int and 0 <= value < _LARGE
    if kind == FLAG:
        return isinstance(value, bool)
    if kind == FACTS:
        return isinstance(value, dict) and all(isinstance(v, bool) for v in value.values())
    return isinstance(value, str)
