"""Polity files: what tells a polity apart, its dated names and codes, its start and end per namer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..kernel.claims import Bounds
from ..kernel.dates import BEGIN, END, Date
from ..kernel.names import fold
from .check import Checker
from .read import read_date

_FIELDS = {"label", "kind", "about", "names", "codes", "existence", "note", "source"}
_ROW_FIELDS = {"names": {"name", "style", "lang", "from", "until", "source", "note"}, "codes": {"scheme", "code", "from", "until", "source", "note"},
               "existence": {"holder", "from", "until", "source", "note"}}


class PolityRows(NamedTuple):
    """One polity, as the tables of the atlas want it."""

    polity: tuple[Any, ...]
    names: list[tuple[Any, ...]]
    codes: list[tuple[Any, ...]]
    existence: list[tuple[Any, ...]]
    bounds: Bounds


def check_polity(id_: str, raw: Mapping[str, Any], where: str, checker: Checker) -> PolityRows | None:
    """One polity file; problems are noted, and None returned if it cannot be used."""
    problems, kinds = checker.problems, checker.vocabulary.kinds
    before = len(problems.lines)
    for name in sorted(set(raw) - _FIELDS):
        problems.add(where, f'unknown field "{name}"; a polity has {", ".join(sorted(_FIELDS))}')
    for name in ("label", "kind"):
        if not isinstance(raw.get(name), str):
            problems.add(where, f"polity has no {name}")
    if raw.get("kind") not in kinds["polity"]:
        problems.add(where, f'kind "{raw.get("kind")}" is not one of {", ".join(kinds["polity"])}')
    names = [r for entry in raw.get("names", ()) if (r := _entry("names", entry, where, checker))]
    codes = [r for entry in raw.get("codes", ()) if (r := _entry("codes", entry, where, checker))]
    spans = [r for entry in raw.get("existence", ()) if (r := _entry("existence", entry, where, checker))]
    if len(problems.lines) > before:
        return None
    existence = [(id_, e["holder"], e.get("from"), e.get("until"), s.earliest, s.latest, u.earliest, u.latest, e["source"], e.get("note"))
                 for e, s, u in spans]
    bounds = _bounds(existence)
    return PolityRows(
        (id_, raw["label"], raw["kind"], raw.get("about", ""), bounds.start, bounds.end),
        sorted(((fold(e["name"]), e["name"], id_, e.get("style"), e.get("lang"), e.get("from"), e.get("until"),
                *_span(s, u, bounds), e["source"]) for e, s, u in names), key=str),
        sorted(((e["scheme"], e["code"], id_, e.get("from"), e.get("until"), *_span(s, u, bounds), e["source"]) for e, s, u in codes), key=str),
        sorted(existence, key=str), bounds)


def _entry(table: str, entry: Mapping[str, Any], where: str, checker: Checker) -> tuple[Mapping[str, Any], Date, Date] | None:
    problems = checker.problems
    before = len(problems.lines)
    label = f'{table} {entry.get("name") or entry.get("code") or entry.get("holder") or ""}'
    for name in sorted(set(entry) - _ROW_FIELDS[table]):
        problems.add(where, f'{label}: unknown field "{name}"; it may have {", ".join(sorted(_ROW_FIELDS[table]))}')
    if entry.get("source") not in checker.sources:
        problems.add(where, f'{label}: source "{entry.get("source")}" is not there; add data/sources/{entry.get("source")}.toml')
    if table == "codes" and entry.get("scheme") not in checker.vocabulary.kinds["schemes"]:
        problems.add(where, f'{label}: scheme "{entry.get("scheme")}" is not one of {", ".join(checker.vocabulary.kinds["schemes"])}')
    if table == "names" and entry.get("style") and entry["style"] not in checker.vocabulary.kinds["name_style"]:
        problems.add(where, f'{label}: style "{entry["style"]}" is not one of {", ".join(checker.vocabulary.kinds["name_style"])}')
    if table == "existence":
        checker.holder(entry.get("holder", ""), where)
    since = read_date(str(entry["from"]), where, problems) if entry.get("from") else Date(BEGIN, BEGIN, "")
    until = read_date(str(entry["until"]), where, problems) if entry.get("until") else Date(END, END, "")
    if since and until and since.earliest >= until.latest:
        problems.add(where, f'{label}: until "{until.text}" is not after from "{since.text}"; until is the first day it no longer held')
    if len(problems.lines) > before or since is None or until is None:
        return None
    return entry, since, until


def _bounds(existence: list[tuple[Any, ...]]) -> Bounds:
    """The widest of the claimed spans: first start to last end; unbounded where nobody claims one (S10).

    A year that contains somebody's exact day agrees with it, and the day wins, as among dates of one act (S9).
    """
    if not existence:
        return Bounds()
    return Bounds(min(e for e, _ in _sharpest([(e[4], e[5]) for e in existence])), max(l for _, l in _sharpest([(e[6], e[7]) for e in existence])))


def _sharpest(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(e, l) for e, l in windows if e == l or not any(x == y and e <= x <= l for x, y in windows)]


def _span(since: Date, until: Date, bounds: Bounds) -> tuple[int, int]:
    """The days a name or code may have held: an end left out is the polity's own."""
    return (since.earliest if since.text else bounds.start), (until.latest if until.text else bounds.end)
