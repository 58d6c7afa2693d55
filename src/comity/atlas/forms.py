"""Tables of TOML files held against a form: which fields there are, of which type, from which closed vocabulary."""

from __future__ import annotations

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


SOURCED = {"source": TEXT, "read": TEXT, "locator": TEXT, "note": TEXT}
"""Where something was read, and how."""


def entries(name: str, raw: Mapping[str, Any], form: Form, place: Place, checker: Checker) -> list[tuple[dict[str, Any], str]]:
    """The tables under a name that fit their form, each with the line it stands on; problems are noted."""
    found = tables(raw.get(name, []))
    if found is None:
        checker.problems.add(place.at(name), f"{name} is not a list of tables; write each under [[{name}]]")
        return []
    headings = [n for n, line in enumerate(place.text.split("\n"), 1) if line.strip() == f"[[{name}]]"]
    lines = headings if len(headings) == len(found) else [place.start] * len(found)
    return [(entry, where) for given, line in zip(found, lines, strict=True)
            if (entry := fitted(given, form, where := f"{place.name}:{line}", checker)) is not None]


def fitted(raw: Mapping[str, Any], form: Form, where: str, checker: Checker) -> dict[str, Any] | None:
    """A table with its dates as text, if it fits the form; None with problems noted."""
    problems, before = checker.problems, len(checker.problems.lines)
    entry: dict[str, Any] = {k: text_date(v) for k, v in raw.items()}
    for name in sorted(set(entry) - set(form.fields)):
        problems.add(where, f'{form.what} has an unknown field "{name}"; it may have {", ".join(form.fields)}')
    for name in form.required:
        if entry.get(name) in (None, "", []):
            problems.add(where, f"{form.what} has no {name}; say it")
    for name in sorted(set(entry) & set(form.fields)):
        if not _is(entry[name], form.fields[name]):
            problems.add(where, f"{form.what}: {name} is not {form.fields[name]}; correct it")
    if len(problems.lines) > before:
        return None
    for name, kind in form.words.items():
        for word in _each(entry.get(name)):
            if word not in checker.vocabulary.kinds[kind]:
                problems.add(where, f'{form.what}: {name} "{word}" is not one of {", ".join(checker.vocabulary.kinds[kind])}')
    if "source" in entry and entry["source"] not in checker.sources:
        problems.add(where, f'{form.what}: source "{entry["source"]}" is not there; add data/sources/{entry["source"]}.toml')
    if "read" in entry:
        checker.read(entry["read"], where)
    return entry if len(problems.lines) == before else None


def span(entry: Mapping[str, Any], where: str, checker: Checker) -> tuple[Date, Date] | None:
    """The dates `from` and `until` of a table, unbounded where left out; None with a problem noted."""
    problems = checker.problems
    since = read_date(entry["from"], where, problems) if entry.get("from") else Date(BEGIN, BEGIN, "")
    until = read_date(entry["until"], where, problems) if entry.get("until") else Date(END, END, "")
    if since is None or until is None:
        return None
    if since.earliest >= until.latest:
        problems.add(where, f'until "{until.text}" is not after from "{since.text}"; until is the first day it no longer held')
        return None
    return since, until


def _each(value: Any) -> Sequence[str]:
    return () if value is None else value if isinstance(value, list) else (value,)


def _is(value: Any, kind: str) -> bool:
    if kind == WORDS:
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if kind == NUMBER:
        return type(value) is int and value >= 0
    if kind == FLAG:
        return isinstance(value, bool)
    if kind == FACTS:
        return isinstance(value, dict) and all(isinstance(v, bool) for v in value.values())
    return isinstance(value, str)
