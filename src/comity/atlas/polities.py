"""Polity files: what tells a polity apart, its dated names and codes, its start and end per namer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..kernel.claims import Bounds, widest
from ..kernel.dates import BEGIN, END, Date
from ..kernel.names import fold
from .check import Checker, only_text, text_date
from .read import Place, Problems, read_date, tables

_FIELDS = {"label", "kind", "about", "names", "codes", "existence", "note", "source"}
_ROW_FIELDS = {"names": {"name", "style", "lang", "from", "until", "source", "note"}, "codes": {"scheme", "code", "from", "until", "source", "note"},
               "existence": {"holder", "from", "until", "source", "note"}}
_KEY = {"names": "name", "codes": "code", "existence": "holder"}


class PolityRows(NamedTuple):
    """One polity, as the tables of the atlas want it."""

    polity: tuple[Any, ...]
    names: list[tuple[Any, ...]]
    codes: list[tuple[Any, ...]]
    existence: list[tuple[Any, ...]]
    bounds: Bounds


def check_polity(id_: str, raw: Mapping[str, Any], place: Place, checker: Checker) -> PolityRows | None:
    """One polity file; problems are noted, and None returned if it cannot be used."""
    problems, kinds = checker.problems, checker.vocabulary.kinds
    before = len(problems.lines)
    for name in sorted(set(raw) - _FIELDS):
        problems.add(place.at(name), f'unknown field "{name}"; a polity has {", ".join(sorted(_FIELDS))}')
    for name in ("label", "kind"):
        if not isinstance(raw.get(name), str) or not raw[name].strip():
            problems.add(place.at(name), f"polity has no {name}; say it")
    if isinstance(raw.get("kind"), str) and raw["kind"] not in kinds["polity"]:
        problems.add(place.at("kind"), f'kind "{raw["kind"]}" is not one of {", ".join(kinds["polity"])}')
    only_text(raw, set(raw) & {"about", "note", "source"}, place, problems)
    names, codes, spans = (_entries(table, raw, place, checker) for table in ("names", "codes", "existence"))
    if len(problems.lines) > before:
        return None
    existence = [(id_, e["holder"], e.get("from"), e.get("until"), s.earliest, s.latest, u.earliest, u.latest, e["source"], e.get("note"))
                 for e, s, u in spans]
    bounds = widest([e[4:8] for e in existence])
    return PolityRows(
        (id_, raw["label"], raw["kind"], raw.get("about", ""), bounds.start, bounds.end),
        sorted(((fold(e["name"]), e["name"], id_, e.get("style"), e.get("lang"), e.get("from"), e.get("until"),
                *_span(s, u, bounds), e["source"]) for e, s, u in names), key=str),
        sorted(((e["scheme"], e["code"], id_, e.get("from"), e.get("until"), *_span(s, u, bounds), e["source"]) for e, s, u in codes), key=str),
        sorted(existence, key=str), bounds)


def _entries(table: str, raw: Mapping[str, Any], place: Place, checker: Checker) -> list[tuple[Mapping[str, Any], Date, Date]]:
    entries = tables(raw.get(table, []))
    if entries is None:
        checker.problems.add(place.at(table), f"{table} is not a list of tables; write each as {{ {_KEY[table]} = \"…\", source = \"…\" }}")
        return []
    return [r for entry in entries if (r := _entry(table, entry, place, checker))]


def _entry(table: str, entry: Mapping[str, Any], place: Place, checker: Checker) -> tuple[Mapping[str, Any], Date, Date] | None:
    problems, kinds = checker.problems, checker.vocabulary.kinds
    before = len(problems.lines)
    key = entry.get(_KEY[table])
    where = _where(entry, place, _KEY[table])
    label = f"{table} {key or ''}".rstrip()
    if not isinstance(key, str) or not key.strip():
        problems.add(where, f"{label}: no {_KEY[table]}; say it")
    for name in sorted(set(entry) - _ROW_FIELDS[table]):
        problems.add(where, f'{label}: unknown field "{name}"; it may have {", ".join(sorted(_ROW_FIELDS[table]))}')
    for name in sorted(set(entry) & _ROW_FIELDS[table] - {_KEY[table]}):
        if not isinstance(text_date(entry[name]), str):
            problems.add(where, f"{label}: {name} is not a text; write it in quotes")
    if len(problems.lines) > before:
        return None
    if entry.get("source") not in checker.sources:
        problems.add(where, f'{label}: source "{entry.get("source")}" is not there; add data/sources/{entry.get("source")}.toml')
    if table == "codes" and entry.get("scheme") not in kinds["schemes"]:
        problems.add(where, f'{label}: scheme "{entry.get("scheme")}" is not one of {", ".join(kinds["schemes"])}')
    if table == "names" and entry.get("style") and entry["style"] not in kinds["name_style"]:
        problems.add(where, f'{label}: style "{entry["style"]}" is not one of {", ".join(kinds["name_style"])}')
    if table == "existence":
        checker.holder(entry["holder"], where)
    since, until = _ends(entry, where, label, problems)
    if len(problems.lines) > before or since is None or until is None:
        return None
    return {k: text_date(v) for k, v in entry.items()}, since, until


def _ends(entry: Mapping[str, Any], where: str, label: str, problems: Problems) -> tuple[Date | None, Date | None]:
    since = read_date(str(entry["from"]), where, problems) if entry.get("from") else Date(BEGIN, BEGIN, "")
    until = read_date(str(entry["until"]), where, problems) if entry.get("until") else Date(END, END, "")
    if since and until and since.earliest >= until.latest:
        problems.add(where, f'{label}: until "{until.text}" is not after from "{since.text}"; until is the first day it no longer held')
    return since, until


def _where(entry: Mapping[str, Any], place: Place, key: str) -> str:
    """The line of an entry: the first that has all its texts, else its key."""
    texts = [v for v in entry.values() if isinstance(v, str)]
    found = place.at(*texts)
    return found if texts and found != place.at() else place.at(entry.get(key, key))


def _span(since: Date, until: Date, bounds: Bounds) -> tuple[int, int]:
    """The days a name or code may have held: an end left out is the polity's own. A name given up by the polity's start was the land's before it."""
    end = until.latest if until.text else bounds.end
    return (since.earliest if since.text else bounds.start if end > bounds.start else BEGIN), end
