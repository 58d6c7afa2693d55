"""Figures in the small world: some counts of fighters, the populations to hold them against, and a printed rate."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import comity
from comity.atlas.build import build

from . import world

FIGURE = {"source": "paper", "holder": "press", "place": "AA", "theatre": "syria", "groups": "any", "counted": "from", "kind": "cumulative",
          "unit": "persons", "as_of": "2009-06", "basis": "estimate", "read": "read"}
"""A figure as tests like to write one, but for its bounds."""
COLUMNS = {"figures": "source holder place theatre groups counted kind unit since as_of low high basis part_of copies read",
           "populations": "source place base year low high read", "rates": "source holder place theatre groups per base rate_low rate_high rank of "
                                                                          "as_of superlative read"}
FIGURES = {
    "sources/census-2008.toml": 'title = "Census"\npublisher = "Bureau"\npublished = 2008-03-03\nkind = "primary"\nlicence = "facts only"\n',
    "sources/census-2010.toml": 'title = "Census"\npublisher = "Bureau"\npublished = 2010-03-03\nkind = "primary"\nlicence = "facts only"\n',
    "claims/figures/all.csv": ("source,holder,place,theatre,groups,counted,kind,unit,since,as_of,low,high,basis,part_of,copies,locator,read,note\n"
                               "paper,press,AA,syria,any,from,cumulative,persons,2008,2009-06,100,120,estimate,,,,read,\n"
                               "paper,press,AA,syria,any,from,cumulative,women,,2009-06,10,,estimate,persons,,,read,\n"
                               "paper,press,BB,syria,any,from,cumulative,persons,,2009-06,,50,estimate,,list,,read,\n"),
    "claims/populations/all.csv": ("source,place,base,year,low,high,read,note\n"
                                   "census-2008,AA,total,2007,1000000,1000000,read,\n"
                                   "census-2010,AA,total,2007,2000000,,read,\n"
                                   "census-2010,AA,total,2009,2000000,2500000,read,\n"),
    "claims/rates/all.csv": ("source,holder,place,theatre,groups,per,base,rate_low,rate_high,rank,of,as_of,superlative,locator,read,note\n"
                             "paper,press,AA,syria,any,1000000,total,50,60,1,2,2009,highest,,read,\n"),
}
"""What a world with figures in it has beside the small one."""


def make(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write the small world with figures below a folder, some files other than usual; its `data`."""
    data = world.make(folder)
    for name, text in (FIGURES | dict(files or {})).items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    return data


def written(relation: str, rows: Sequence[Mapping[str, object]]) -> str:
    """Rows of a relation as the text of a file."""
    text = io.StringIO()
    out = csv.DictWriter(text, COLUMNS[relation].split(), restval="", lineterminator="\n")
    out.writeheader()
    out.writerows([{k: "" if v is None else v for k, v in r.items()} for r in rows])
    return text.getvalue()


def figure(place: str, low: int | None, high: int | None, **cells: object) -> dict[str, object]:
    """One figure, as the paper of 2010 has it unless said otherwise."""
    return {**FIGURE, "place": place, "low": low, "high": high, **cells}


def people(place: str, low: int, high: int | None = None, **cells: object) -> dict[str, object]:
    """One population, by the census of 2010 unless said otherwise."""
    return {"source": "census-2010", "place": place, "base": "total", "year": 2009, "low": low, "high": high, "read": "read", **cells}


def printed(place: str, **cells: object) -> dict[str, object]:
    """One statement of the paper's on a place."""
    return {"source": "paper", "holder": "press", "place": place, "theatre": "syria", "read": "read", **cells}


def holding(folder: Path, figures: Sequence[Mapping[str, object]], populations: Sequence[Mapping[str, object]] = (),
            rates: Sequence[Mapping[str, object]] = (), files: Mapping[str, str] | None = None) -> comity.Atlas:
    """An atlas of the small world of which only these figures, populations and printed rates are told."""
    rows = {"figures": figures, "populations": populations, "rates": rates}
    texts = {f"claims/{relation}/all.csv": written(relation, some) for relation, some in rows.items()}
    return comity.open(build(make(folder, texts | dict(files or {})), folder / "atlas.sqlite").path)
