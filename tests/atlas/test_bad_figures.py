"""Whatever is wrong with a figure, a population or a printed rate, the build says it in one line and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import comity
from comity.atlas.build import build, inspect

from . import world_figures
from .mistakes import Wrong, refused, told
from .world_figures import figure, people, written

FIGURES, PEOPLE, RATES = "claims/figures/all.csv", "claims/populations/all.csv", "claims/rates/all.csv"
COUNT = "paper,press,AA,syria,any,from,cumulative,persons,2008,2009-06,100,120,estimate,,,,read,\n"
PART = "paper,press,AA,syria,any,from,cumulative,women,,2009-06,10,,estimate,persons,,,read,\n"
COPY = "paper,press,BB,syria,any,from,cumulative,persons,,2009-06,,50,estimate,,list,,read,\n"
CENSUS, LATER = "census-2008,AA,total,2007,1000000,1000000,read,\n", "census-2010,AA,total,2009,2000000,2500000,read,\n"
RATE = "paper,press,AA,syria,any,1000000,total,50,60,1,2,2009,highest,,read,\n"


def wrong(file: str, row: str, old: str, new: str, line: int, *says: str) -> Wrong:
    """A mistake in one row: what becomes what in it."""
    assert old in row
    return Wrong(file, row, row.replace(old, new, 1), line, says)


MISTAKES = {
    # bounds
    "low above high": wrong(FIGURES, COUNT, "100,120", "120,100", 2, "low 120 is above high 100; write the smaller number in low"),
    "no bound at all": wrong(FIGURES, COUNT, "100,120", ",", 2, "a figure without low and high; give at least one (an empty one is open)"),
    "a number in words": wrong(FIGURES, COUNT, "100,", "many,", 2, '"many" is not a whole number; write digits only'),
    "a number with a comma": wrong(FIGURES, COUNT, "100,", '"1,100",', 2, '"1,100" is not a whole number'),
    "a number below nothing": wrong(FIGURES, COUNT, "100,", "-5,", 2, '"-5" is not a whole number'),
    "half a fighter": wrong(FIGURES, COUNT, "100,", "99.5,", 2, '"99.5" is not a whole number'),
    "about so many": wrong(FIGURES, COUNT, "100,", "~100,", 2, '"~100" is not a whole number'),
    "foreign digits": wrong(FIGURES, COUNT, "100,", "١٠٠,", 2, "is not a whole number; write digits only"),
    "a number beyond all people": wrong(FIGURES, COUNT, "120,", f"{10 ** 13},", 2, "is not a whole number"),
    # scope
    "a theatre that is none": wrong(FIGURES, COUNT, "syria", "narnia", 2, 'theatre "narnia" is not in [theatres] of the vocabulary: syria, iraq'),
    "no theatre": wrong(FIGURES, COUNT, "syria", "", 2, 'theatre "" is not in [theatres]'),
    "a side that is none": wrong(FIGURES, COUNT, "any", "blue", 2, 'groups "blue" is not in [sides] of the vocabulary: any'),
    "people that are none": wrong(FIGURES, COUNT, "from", "folk", 2, 'counted "folk" is not one of from, citizens, residents'),
    "a measure that is none": wrong(FIGURES, COUNT, "cumulative", "heap", 2, 'kind "heap" is not one of cumulative, stock, flow'),
    "a unit that is none": wrong(FIGURES, COUNT, "persons", "souls", 2, 'unit "souls" is not one of persons, men'),
    "a basis that is none": wrong(FIGURES, COUNT, "estimate", "hearsay", 2, 'basis "hearsay" is not one of estimate, official'),
    "a part of no unit": wrong(FIGURES, PART, "persons", "souls", 3, 'part_of "souls" is not one of persons, men'),
    "a part of itself": wrong(FIGURES, PART, "persons", "women", 3, "women as part of women; say in part_of which unit the whole is in"),
    "a part without its whole": wrong(FIGURES, PART, ",persons,", ",returnees,", 3, "women as part of returnees, of which paper has no row",
                                      "add the whole, or leave part_of empty"),
    "a part of another measure's whole": wrong(FIGURES, PART, "cumulative", "stock", 3, "women as part of persons, of which paper has no row of"),
    "a part of another holder's whole": wrong(FIGURES, PART, "press", "AA", 3, "women as part of persons, of which paper has no row of that holder"),
    "a part of another day's whole": wrong(FIGURES, PART, "2009-06", "2009-05", 3, "for AA as of 2009-05; add the whole"),
    # who and where
    "fighters from nowhere": wrong(FIGURES, COPY, "BB", "QQ", 4, 'place "QQ" is neither a polity nor one of [places]', "correct it or add it"),
    "fighters from an organisation": wrong(FIGURES, COPY, "BB", "UN", 4, 'place "UN" is neither a polity nor'),
    "no place": wrong(FIGURES, COPY, "BB", "", 4, 'place "" is neither'),
    "a country that was not there yet": wrong(FIGURES, COPY, "2009-06", "1989", 4, "BB was not there in 1989, by the widest dates claimed",
                                              "name the polity of that time"),
    "held by nobody": wrong(FIGURES, COPY, "press", "", 4, 'holder "" is neither'),
    "held by a stranger": wrong(FIGURES, COPY, "press", "QQ", 4, 'holder "QQ" is neither'),
    "from no source": wrong(FIGURES, COPY, "paper", "blog", 4, 'source "blog" is not there', "add data/sources/blog.toml"),
    "copied from no source": wrong(FIGURES, COPY, "list", "blog", 4, 'copies "blog", which is no source; add data/sources/blog.toml'),
    "copied from itself": wrong(FIGURES, COPY, "list", "paper", 4, "paper copies itself; name the source that it copies, or leave copies empty"),
    "read by nobody": wrong(FIGURES, COPY, "read", "", 4, 'read "" does not say how'),
    # until when
    "until no day": wrong(FIGURES, COUNT, "2009-06", "", 2, "an empty date"),
    "until a day that is none": wrong(FIGURES, COUNT, "2009-06", "2009-02-30", 2, '"2009-02-30" does not exist'),
    "until whenever": wrong(FIGURES, COPY, "2009-06", "2009-06/..", 4, 'as_of "2009-06/.." has no last day; give the day until which'),
    "since after until": wrong(FIGURES, COUNT, "2008,", "2010,", 2, 'since "2010" is after as_of "2009-06"; write the start first'),
    "since no day": wrong(FIGURES, COUNT, "2008,", "soon,", 2, '"soon" is not a date'),
    "counted after it was printed": wrong(FIGURES, COPY, "2009-06", "2010-06", 4, "paper was published on 2010-05-05, before the 2010-06 until which",
                                          "correct one of the dates"),
    "the same figure twice": wrong(FIGURES, COPY, COPY, COPY + COPY, 5, f"the same row as data/{FIGURES}:4; take one of the two out"),
    "a column of figures too many": Wrong(FIGURES, "theatre", "theater", 1, ('unknown column "theater", no column theatre',)),
    # populations
    "people of no year": wrong(PEOPLE, CENSUS, "2007", "", 2, 'year "" of a population is no year; no rate can stand on a population of no year'),
    "people of a strange year": wrong(PEOPLE, CENSUS, "2007", "c. 2007", 2, 'year "c. 2007" of a population is no year'),
    "people of a day": wrong(PEOPLE, CENSUS, "2007", "2007-07-01", 2, 'year "2007-07-01" of a population is no year'),
    "nobody at all": wrong(PEOPLE, CENSUS, "1000000,1000000", "0,0", 2, "a population of nobody: nothing can be counted per head of AA in 2007"),
    "nobody at the least": wrong(PEOPLE, CENSUS, "1000000,", "0,", 2, "a population of nobody", "take the row out"),
    "people without a number": wrong(PEOPLE, CENSUS, "1000000,1000000", ",", 2, "a population without a number; give low"),
    "people up to a number": wrong(PEOPLE, CENSUS, "1000000,1", ",1", 2, "a population without a number; give low"),
    "people in words": wrong(PEOPLE, CENSUS, "1000000,1000000", "a million,", 2, '"a million" is not a whole number'),
    "fewer people at most": wrong(PEOPLE, LATER, "2500000", "1500000", 4, "low 2000000 is above high 1500000; write the smaller number in low"),
    "people of no kind": wrong(PEOPLE, CENSUS, "total", "giants", 2, 'base "giants" is not one of total, muslims'),
    "people of nowhere": wrong(PEOPLE, CENSUS, "AA", "QQ", 2, 'place "QQ" is neither a polity nor'),
    "people by no source": wrong(PEOPLE, CENSUS, "census-2008", "blog", 2, 'source "blog" is not there'),
    "people read by nobody": wrong(PEOPLE, CENSUS, "read", "heard", 2, 'read "heard" does not say how'),
    "the same people twice": wrong(PEOPLE, LATER, LATER, LATER + LATER, 5, f"the same row as data/{PEOPLE}:4; take one of the two out"),
    "other people of one vintage": wrong(PEOPLE, LATER, LATER, LATER + LATER.replace("2000000", "1900000"), 5,
                                         f"census-2010 has two populations of AA in 2009, the other at data/{PEOPLE}:4", "as low and high"),
    # what is printed
    "a rate of nobody": wrong(RATES, RATE, ",total", ",", 2, "a rate without its denominator; say per how many (per) and of whom (base)"),
    "a rate per nothing": wrong(RATES, RATE, "1000000", "", 2, "a rate without its denominator"),
    "a rate per zero": wrong(RATES, RATE, "1000000", "0", 2, "a rate without its denominator"),
    "a rate per some": wrong(RATES, RATE, "1000000", "million", 2, '"million" is not a whole number'),
    "a rate in words": wrong(RATES, RATE, "50,", "fifty,", 2, 'rate_low "fifty" is no rate; write it as 125 or 16.5'),
    "a rate with a comma": wrong(RATES, RATE, "60,", '"60,5",', 2, 'rate_high "60,5" is no rate'),
    "a rate from more to less": wrong(RATES, RATE, "50,60", "60,50", 2, "rate_low 60 is above rate_high 50; write the smaller number in rate_low"),
    "a rank below the last": wrong(RATES, RATE, "1,2,2009", "3,2,2009", 2, "rank 3 of 2; write the rank in rank, and in of how many were ranked"),
    "a rank in words": wrong(RATES, RATE, "1,2,2009", "first,2,2009", 2, '"first" is not a whole number'),
    "nothing printed": wrong(RATES, RATE, "50,60,1,2,2009,highest", ",,,2,2009,", 2, "neither a rate nor a rank nor a superlative; say what is"),
    "a rate for no theatre": wrong(RATES, RATE, "syria", "narnia", 2, 'theatre "narnia" is not in [theatres]'),
    "a rate for no side": wrong(RATES, RATE, "any", "blue", 2, 'groups "blue" is not in [sides]'),
    "a rate of giants": wrong(RATES, RATE, "total", "giants", 2, 'base "giants" is not one of total, muslims'),
    "a rate of nowhere": wrong(RATES, RATE, "AA", "QQ", 2, 'place "QQ" is neither a polity nor'),
    "a rate by nobody": wrong(RATES, RATE, "press", "", 2, 'holder "" is neither'),
    "a rate in no source": wrong(RATES, RATE, "paper", "blog", 2, 'source "blog" is not there'),
    "a rate until no day": wrong(RATES, RATE, "2009", "2009-13", 2, '"2009-13" does not exist'),
    "the same rate twice": wrong(RATES, RATE, RATE, RATE + RATE, 3, f"the same row as data/{RATES}:2; take one of the two out"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small world with figures in it, and an atlas built from it."""
    made = world_figures.make(tmp_path)
    build(made, tmp_path / "atlas.sqlite")
    return made


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line(name: str, data: Path) -> None:
    mistake = MISTAKES[name]
    error = told(data, mistake, f"{mistake.file}:{mistake.line}")
    assert not any("\n" in p for p in error.problems)
    assert len(error.problems) == 1, error.problems
    with pytest.raises(comity.DataError) as stop:
        inspect(data)
    assert stop.value.problems == error.problems


def test_a_country_that_was_there_no_more(data: Path) -> None:
    """Beria ended in 2015."""
    (data / "sources/late.toml").write_text((data / "sources/paper.toml").read_text(encoding="utf-8").replace("2010", "2019"), encoding="utf-8")
    (data / "claims/figures/late.csv").write_text(written("figures", [figure("BB", 1, 2, source="late", as_of="2016")]), encoding="utf-8")
    assert refused(data).problems == (
        "data/claims/figures/late.csv:2: BB was not there in 2016, by the widest dates claimed; name the polity of that time",)


def test_every_mistake_of_a_row_is_told(data: Path) -> None:
    (data / "claims/figures/bad.csv").write_text(written("figures", [figure("QQ", 5, 1, unit="souls", holder="nobody")]), encoding="utf-8")
    said = refused(data).problems
    assert len(said) == 4 and all(p.startswith("data/claims/figures/bad.csv:2: ") for p in said)


def test_the_same_row_in_two_files(data: Path) -> None:
    rows = [figure("AA", 7, 7, as_of="2008")]
    for name in ("one", "two"):
        (data / f"claims/figures/{name}.csv").write_text(written("figures", rows), encoding="utf-8")
    assert refused(data).problems == ("data/claims/figures/two.csv:2: the same row as data/claims/figures/one.csv:2; take one of the two out",)


def test_what_is_no_mistake(data: Path) -> None:
    """An aggregate, an open bound, a day between two, a second vintage, a figure of zero, a part of a part."""
    rows = [figure("world", None, 9), figure("AA", 0, 0, as_of="2008"), figure("AA", 5, None, as_of="[2007,2008]"),
            figure("AA", 4, 4, unit="returnees", part_of="persons"), figure("AA", 1, 1, unit="children", part_of="returnees")]
    (data / "claims/figures/more.csv").write_text(written("figures", rows), encoding="utf-8")
    (data / "claims/populations/more.csv").write_text(written("populations", [people("AA", 5, year=2008), people("world", 5, source="list")]),
                                                      encoding="utf-8")
    counts = inspect(data).counts
    assert (counts["figure"], counts["population"], counts["printed_rate"]) == (8, 5, 1)
