"""Days and EDTF dates: every feature of levels 0 and 1 that the data may use, and an error for everything else."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import DateError
from comity.kernel.dates import BEGIN, END, civil, day, is_leap, iso, month_length, ordinal, parse, parse_many

READINGS = {
    # level 0
    "1985-04-12": ("1985-04-12", "1985-04-12"),
    "1985-04": ("1985-04-01", "1985-04-30"),
    "1985": ("1985-01-01", "1985-12-31"),
    "2000-02": ("2000-02-01", "2000-02-29"),
    "1900-02": ("1900-02-01", "1900-02-28"),
    "1985-04-12T23:20:30Z": ("1985-04-12", "1985-04-12"),
    "1964/2008": ("1964-01-01", "2008-12-31"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31"),
    "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08"),
    "2004-02-01/2005": ("2004-02-01", "2005-12-31"),
    "2008-02-18/2008-02-18": ("2008-02-18", "2008-02-18"),
    # level 1: years of more or fewer than four digits, seasons, qualified and unspecified dates, open intervals
    "Y170000002": ("Y170000002-01-01", "Y170000002-12-31"),
    "Y-170000002": ("Y-170000002-01-01", "Y-170000002-12-31"),
    "-1985": ("-1985-01-01", "-1985-12-31"),
    "-0044-03-15": ("-0044-03-15", "-0044-03-15"),
    "0000": ("0000-01-01", "0000-12-31"),
    "2001-21": ("2001-03-01", "2001-05-31"),
    "2001-22": ("2001-06-01", "2001-08-31"),
    "2001-23": ("2001-09-01", "2001-11-30"),
    "2003-24": ("2003-12-01", "2004-02-29"),
    "1984?": ("1984-01-01", "1984-12-31"),
    "2004-06-11?": ("2004-06-11", "2004-06-11"),
    "2004-06~": ("2004-05-01", "2004-07-31"),
    "2004-06-11%": ("2004-05-11", "2004-07-12"),
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "XXXX": ("0000-01-01", "9999-12-31"),
    "-19XX": ("-1999-01-01", "-1900-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "1985-04-XX": ("1985-04-01", "1985-04-30"),
    "1985-XX-XX": ("1985-01-01", "1985-12-31"),
    "1985-04-12/..": ("1985-04-12", None),
    "1985-04/": ("1985-04-01", None),
    "../1985-04-12": (None, "1985-04-12"),
    "/1985": (None, "1985-12-31"),
    "1984~/2004-06": ("1983-12-01", "2004-06-30"),
    "2004-22/2004-23": ("2004-06-01", "2004-11-30"),
    # one-of sets of level 2
    "[2008-02-18,2008-02-20]": ("2008-02-18", "2008-02-20"),
    "[1667,1668,1670..1672]": ("1667-01-01", "1672-12-31"),
    "[..1760-12-03]": (None, "1760-12-03"),
    "[1760-12..]": ("1760-12-01", None),
    "{1960,1961-12}": ("1960-01-01", "1961-12-31"),
}

ERRORS = {
    "2008-02-31": 'date "2008-02-31" does not exist (February 2008 has 29 days)',
    "2007-02-29": 'date "2007-02-29" does not exist (February 2007 has 28 days)',
    "2008-04-31": 'date "2008-04-31" does not exist (April 2008 has 30 days)',
    "2008-13": 'date "2008-13" does not exist (there is no month 13)',
    "2008-00-10": 'date "2008-00-10" does not exist (there is no month 00)',
    "2008-25": 'date "2008-25" does not exist (there is no month 25)',
    "2008-02-00": 'date "2008-02-00" does not exist',
    "2010/2005": '"2010/2005" ends before it starts',
    "[2009..2008]": '"[2009..2008]" has a range that ends before it starts',
    "../..": '"../.." has neither start nor end',
    "2008/2009/2010": '"2008/2009/2010" has more than one "/"',
    "": "an empty date",
    "  ": "an empty date",
    "yesterday": '"yesterday" is not a date',
    "2008-2-18": '"2008-2-18" is not a date',
    "20080218": '"20080218" is not a date',
    "18 February 2008": '"18 February 2008" is not a date',
    "2008-02-18/05": '"05" is not a date',
    "２００８-02-18": '"２００８-02-18" is not a date',
    "..": '".." is not a date',
    "Y2008": '"Y2008" is not a date',
    "2008-02-18??": '"2008-02-18??" is not a date',
    "[2008": '"[2008" is not closed',
    "[]": '"[]" is not closed',
    "[2008-02-31]": 'date "2008-02-31" does not exist',
    "X008": '"X008" has digits after unknown ones',
    "200X-05": '"200X-05" has a month but no exact year',
    "2008-1X": '"2008-1X" has half a month',
    "2008-02-1X": '"2008-02-1X" has half a day',
    "2008-XX-05": '"2008-XX-05" has a day but no month',
}


@pytest.mark.parametrize(("text", "span"), READINGS.items())
def test_every_form_reads_as_its_first_and_last_day(text: str, span: tuple[str | None, str | None]) -> None:
    date = parse(text)
    assert (iso(date.earliest), iso(date.latest)) == span
    assert date.text == text


@pytest.mark.parametrize(("text", "message"), ERRORS.items())
def test_what_is_no_date_says_so_in_one_line(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        parse(text)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["1984?", "2004-06-11%", "1984?/2004", "1984/2004?", "[1984?,1985]", "../1984?"])
def test_a_question_mark_makes_it_possible_only(text: str) -> None:
    assert parse(text).possible


@pytest.mark.parametrize("text", ["1984", "2004-06~", "1984/2004", "[1984,1985]", "198X"])
def test_nothing_else_makes_it_possible_only(text: str) -> None:
    assert not parse(text).possible


def test_only_a_slash_makes_an_interval() -> None:
    assert parse("1984/2004").interval
    assert not parse("[1984,2004]").interval
    assert not parse("1984").interval


def test_an_open_end_is_a_sentinel() -> None:
    assert parse("../1985-04-12").earliest == BEGIN
    assert parse("1985-04-12/..").latest == END
    assert iso(BEGIN) is None
    assert iso(END) is None


def test_one_day_must_be_exact() -> None:
    assert day("2008-02-18") == parse("2008-02-18").earliest
    for text in ("2008-02", "2008-02-18?", "2008-02-18/2008-02-19"):
        with pytest.raises(DateError, match="is not one day"):
            day(text)


def test_many_read_in_order_until_the_first_bad_one() -> None:
    assert [d.text for d in parse_many(["2008", "2009-01"])] == ["2008", "2009-01"]
    with pytest.raises(DateError, match="2008-02-31"):
        list(parse_many(["2008", "2008-02-31"]))


@given(st.dates())
def test_days_are_those_of_the_standard_library(date: datetime.date) -> None:
    number = ordinal(date.year, date.month, date.day)
    assert number == date.toordinal()
    assert civil(number) == (date.year, date.month, date.day)
    assert iso(number) == date.isoformat()
    assert parse(date.isoformat())[:2] == (number, number)


@given(st.integers(-10**9, 10**9))
def test_a_day_and_its_calendar_date_are_inverse(number: int) -> None:
    year, month, mday = civil(number)
    assert 1 <= mday <= month_length(year, month)
    assert ordinal(year, month, mday) == number
    assert civil(number + 146097) == (year + 400, month, mday), "the calendar repeats every 400 years"


@given(st.integers(-10**9, 10**9))
def test_days_survive_being_written(number: int) -> None:
    text = str(iso(number))
    assert parse(text)[:2] == (number, number)


@given(st.integers(-9999, 9999))
def test_years_have_their_length(year: int) -> None:
    assert ordinal(year + 1, 1, 1) - ordinal(year, 1, 1) == 365 + is_leap(year)
    assert sum(month_length(year, m) for m in range(1, 13)) == 365 + is_leap(year)


YEARS = st.integers(0, 9999).map("{:04d}".format)
MONTHS = st.integers(1, 12).map("{:02d}".format)
SINGLES = st.builds(
    lambda parts, mark: "-".join(parts) + mark,
    st.one_of(
        st.tuples(YEARS), st.tuples(YEARS, MONTHS), st.tuples(YEARS, MONTHS, st.integers(1, 28).map("{:02d}".format)),
        st.tuples(YEARS, st.sampled_from(["21", "22", "23", "24", "XX"])), st.tuples(YEARS, MONTHS, st.just("XX")),
        st.tuples(st.integers(0, 999).map("{:03d}X".format)), st.tuples(st.integers(0, 99).map("{:02d}XX".format))),
    st.sampled_from(["", "?", "~", "%"]))


@given(SINGLES)
def test_a_date_starts_no_later_than_it_ends(text: str) -> None:
    date = parse(text)
    assert date.earliest <= date.latest
    assert date.possible == (text[-1] in "?%")


@given(SINGLES)
def test_approximately_is_wider_on_either_side(text: str) -> None:
    plain, about = parse(text.rstrip("?~%")), parse(text.rstrip("?~%") + "~")
    assert about.earliest == plain.earliest - 31
    assert about.latest == plain.latest + 31


@given(SINGLES, SINGLES)
def test_an_interval_runs_from_the_first_day_to_the_last(first: str, second: str) -> None:
    a, b = parse(first), parse(second)
    if a.earliest > b.latest:
        with pytest.raises(DateError, match="ends before it starts"):
            parse(f"{first}/{second}")
    else:
        both = parse(f"{first}/{second}")
        assert (both.earliest, both.latest, both.possible) == (a.earliest, b.latest, a.possible or b.possible)
    assert parse(f"{first}/..")[:2] == (a.earliest, END)
    assert parse(f"../{first}")[:2] == (BEGIN, a.latest)


@given(st.lists(SINGLES, min_size=1, max_size=4))
def test_a_one_of_set_is_its_hull(texts: list[str]) -> None:
    dates = [parse(t) for t in texts]
    hull = parse(f"[{','.join(texts)}]")
    assert hull[:2] == (min(d.earliest for d in dates), max(d.latest for d in dates))


@given(st.text(alphabet="0123456789X-/.[],?~%YT ", max_size=14))
def test_anything_else_is_a_date_error_and_nothing_worse(text: str) -> None:
    try:
        date = parse(text)
    except DateError as error:
        assert "\n" not in str(error)
    else:
        assert BEGIN <= date.earliest <= date.latest <= END
