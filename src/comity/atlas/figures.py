"""Figures, populations and printed rates under `data/claims`, checked: bounds in order, scopes of the vocabulary, places that were there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..kernel.claims import Bounds, Source
from ..kernel.dates import BEGIN, END, Date, iso
from ..kernel.figures import Figure, Population, Printed
from .check import Checker
from .read import Row, read_date, read_rows

_COUNT = re.compile(r"[0-9]{1,12}")
_RATE = re.compile(r"[0-9]{1,7}([.][0-9]{1,6})?")
_YEAR = re.compile(r"[12][0-9]{3}")
_WORDS = (("theatre", "theatres"), ("groups", "sides"))
_KINDS = (("counted", "people"), ("kind", "measure"), ("unit", "unit"), ("basis", "basis"))


class Figures(NamedTuple):
    """Everything counted: the figures, the populations to hold against them, and the rates that others printed."""

    figures: Sequence[Figure]
    populations: Sequence[Population]
    printed: Sequence[Printed]


def read_figures(data: Path, checker: Checker, bounds: Mapping[str, Bounds]) -> Figures:
    """Every figure, population and printed rate; problems are noted. bounds: between which days each polity can have been there."""
    before = len(checker.problems.lines)
    figures = [f for n, row in enumerate(_once(data, "figures", checker), 1) if (f := _figure(row, n, checker, bounds))]
    if len(checker.problems.lines) == before:  # a whole that could not be read is told already
        _parts(figures, checker)
    populations = [p for row in _once(data, "populations", checker) if (p := _population(row, checker))]
    printed = [r for row in _once(data, "rates", checker) if (r := _printed(row, checker))]
    return Figures(figures, sorted(populations, key=lambda p: (p.place, p.base, p.year, p.source)), printed)


def _once(data: Path, relation: str, checker: Checker) -> list[Row]:
    """The rows of a relation; one that says what another says already is noted and left out, and so is a second population of one vintage."""
    kept: dict[tuple[str, ...], Row] = {}
    for row in read_rows(data, relation, checker.problems):
        cells = row.cells
        says = tuple(cells[c] for c in ("source", "place", "base", "year")) if relation == "populations" else tuple(cells.values())
        if (other := kept.setdefault(says, row)) is row:
            continue
        checker.problems.add(row.where, f"the same row as {other.where}; take one of the two out" if cells == other.cells
                             else f"{cells['source']} has two populations of {cells['place']} in {cells['year']}, the other at {other.where}; "
                                  "take one out, or write the two as low and high")
    return list(kept.values())


def _figure(row: Row, number: int, checker: Checker, bounds: Mapping[str, Bounds]) -> Figure | None:
    cells, problems, before = row.cells, checker.problems, len(checker.problems.lines)
    source = checker.source(row)
    _place(row, checker)
    checker.holder(cells["holder"], row.where)
    checker.read(cells["read"], row.where)
    _scope(row, checker)
    units = checker.vocabulary.kinds["unit"]
    if cells["part_of"] and cells["part_of"] not in units:
        problems.add(row.where, f'part_of "{cells["part_of"]}" is not one of {", ".join(units)}')
    elif cells["part_of"] and cells["part_of"] == cells["unit"]:
        problems.add(row.where, f"{cells['unit']} as part of {cells['unit']}; say in part_of which unit the whole is in, or leave it empty")
    if cells["copies"] and cells["copies"] not in checker.sources:
        problems.add(row.where, f'copies "{cells["copies"]}", which is no source; add data/sources/{cells["copies"]}.toml or leave it empty')
    elif cells["copies"] and cells["copies"] == cells["source"]:
        problems.add(row.where, f'{cells["copies"]} copies itself; name the source that it copies, or leave copies empty')
    low, high = _count(cells["low"], row, checker), _count(cells["high"], row, checker)
    if not cells["low"] and not cells["high"]:
        problems.add(row.where, "a figure without low and high; give at least one (an empty one is open)")
    elif low is not None and high is not None and low > high:
        problems.add(row.where, f"low {low} is above high {high}; write the smaller number in low")
    date = read_date(cells["as_of"], row.where, problems)
    if date is not None:
        _until(row, date, checker, source)
        _was_there(row, date, bounds, checker)
    if len(problems.lines) > before or source is None or date is None:
        return None
    return Figure(number, source.id, cells["holder"], cells["place"], cells["theatre"], cells["groups"], cells["counted"], cells["kind"],
                  cells["unit"], cells["since"], date.text, date.earliest, date.latest, low, high, cells["basis"], cells["part_of"],
                  cells["copies"], source.published_latest, cells["locator"], cells["read"], cells["note"], row.file, row.line)


def _place(row: Row, checker: Checker) -> None:
    place = row.cells["place"]
    if place not in checker.polities and place not in checker.vocabulary.places:
        checker.problems.add(row.where, f'place "{place}" is neither a polity nor one of [places] of the vocabulary; correct it or add it there')


def _scope(row: Row, checker: Checker) -> None:
    """Whether every part of the scope is of the vocabulary."""
    words, cells = checker.vocabulary, row.cells
    known = {"theatres": words.theatres, "sides": words.sides}
    for column, table in _WORDS:
        if cells[column] not in known[table]:
            checker.problems.add(row.where, f'{column} "{cells[column]}" is not in [{table}] of the vocabulary: {", ".join(known[table])}')
    for column, kind in _KINDS:
        if column in cells and cells[column] not in words.kinds[kind]:
            checker.problems.add(row.where, f'{column} "{cells[column]}" is not one of {", ".join(words.kinds[kind])}')


def _until(row: Row, date: Date, checker: Checker, source: Source | None) -> None:
    """Whether the day that a figure counts until is one, not before the day that it counts from, nor after its source was published."""
    if date.latest >= END:
        checker.problems.add(row.where, f'as_of "{date.text}" has no last day; give the day until which the figure counts')
    since = read_date(row.cells["since"], row.where, checker.problems) if row.cells["since"] else None
    if since is not None and since.earliest > date.latest:
        checker.problems.add(row.where, f'since "{since.text}" is after as_of "{date.text}"; write the start first')
    if source is not None and source.published_latest is not None and date.earliest > source.published_latest + 1:
        checker.problems.add(row.where, f"{source.id} was published on {iso(source.published_latest)}, before the {date.text} until which it is "
                             "said to count; correct one of the dates")


def _was_there(row: Row, date: Date, bounds: Mapping[str, Bounds], checker: Checker) -> None:
    place = row.cells["place"]
    there = bounds.get(place)
    if there is not None and date.latest > BEGIN and (date.latest < there.start or date.earliest >= there.end):
        checker.problems.add(row.where, f"{place} was not there in {date.text}, by the widest dates claimed; name the polity of that time")


def _count(text: str, row: Row, checker: Checker) -> int | None:
    if text and not _COUNT.fullmatch(text):
        checker.problems.add(row.where, f'"{text}" is not a whole number; write digits only, and leave an open bound empty')
        return None
    return int(text) if text else None


def _parts(figures: Sequence[Figure], checker: Checker) -> None:
    """Whether every part has its whole beside it, of the same scope but for the unit."""
    wholes = {f.belongs(f.unit) for f in figures}
    for f in figures:
        if f.part_of and f.belongs(f.part_of) not in wholes:
            checker.problems.add(f"{f.file}:{f.line}", f"{f.unit} as part of {f.part_of}, of which {f.source} has no row of that holder and scope "
                                 f"for {f.place} as of {f.as_of}; add the whole, or leave part_of empty")


def _population(row: Row, checker: Checker) -> Population | None:
    cells, problems, before = row.cells, checker.problems, len(checker.problems.lines)
    source = checker.source(row)
    _place(row, checker)
    checker.read(cells["read"], row.where)
    if cells["base"] not in checker.vocabulary.kinds["population"]:
        problems.add(row.where, f'base "{cells["base"]}" is not one of {", ".join(checker.vocabulary.kinds["population"])}')
    if not _YEAR.fullmatch(cells["year"]):
        problems.add(row.where, f'year "{cells["year"]}" of a population is no year; no rate can stand on a population of no year')
    low = _count(cells["low"], row, checker)
    high = _count(cells["high"], row, checker) if cells["high"] else low
    if len(problems.lines) == before and (low is None or high is None):
        problems.add(row.where, "a population without a number; give low, and high where it is between two")
    elif low is not None and high is not None and (low > high or low == 0):
        problems.add(row.where, f"low {low} is above high {high}; write the smaller number in low" if low > high
                     else f"a population of nobody: nothing can be counted per head of {cells['place']} in {cells['year']}; take the row out")
    if len(problems.lines) > before or source is None or low is None or high is None:
        return None
    return Population(source.id, cells["place"], cells["base"], int(cells["year"]), low, high, source.published_latest, cells["read"], cells["note"])


def _printed(row: Row, checker: Checker) -> Printed | None:
    cells, problems, before = row.cells, checker.problems, len(checker.problems.lines)
    source = checker.source(row)
    _place(row, checker)
    checker.holder(cells["holder"], row.where)
    checker.read(cells["read"], row.where)
    for column, table in _WORDS:
        known = checker.vocabulary.theatres if table == "theatres" else checker.vocabulary.sides
        if cells[column] and cells[column] not in known:
            problems.add(row.where, f'{column} "{cells[column]}" is not in [{table}] of the vocabulary: {", ".join(known)}')
    if cells["base"] and cells["base"] not in checker.vocabulary.kinds["population"]:
        problems.add(row.where, f'base "{cells["base"]}" is not one of {", ".join(checker.vocabulary.kinds["population"])}')
    numbers = {c: _count(cells[c], row, checker) for c in ("per", "rank", "of")}
    for column in ("rate_low", "rate_high"):
        if cells[column] and not _RATE.fullmatch(cells[column]):
            problems.add(row.where, f'{column} "{cells[column]}" is no rate; write it as 125 or 16.5')
    rate = cells["rate_low"] or cells["rate_high"]
    if rate and (numbers["per"] == 0 or not cells["per"] or not cells["base"]):
        problems.add(row.where, "a rate without its denominator; say per how many (per) and of whom (base)")
    if cells["rate_low"] and cells["rate_high"] and len(problems.lines) == before and float(cells["rate_low"]) > float(cells["rate_high"]):
        problems.add(row.where, f"rate_low {cells['rate_low']} is above rate_high {cells['rate_high']}; write the smaller number in rate_low")
    if numbers["rank"] and numbers["of"] and numbers["rank"] > numbers["of"]:
        problems.add(row.where, f"rank {cells['rank']} of {cells['of']}; write the rank in rank, and in of how many were ranked")
    if not rate and not numbers["rank"] and not cells["superlative"]:
        problems.add(row.where, "neither a rate nor a rank nor a superlative; say what is printed")
    if cells["as_of"]:
        read_date(cells["as_of"], row.where, problems)
    if len(problems.lines) > before or source is None:
        return None
    return Printed(source.id, cells["holder"], cells["place"], cells["theatre"], cells["groups"], numbers["per"] or 0, cells["base"],
                   cells["rate_low"], cells["rate_high"] or cells["rate_low"], numbers["rank"], numbers["of"], cells["as_of"], cells["superlative"],
                   source.published_latest, cells["locator"], cells["read"], cells["note"], row.file, row.line)
