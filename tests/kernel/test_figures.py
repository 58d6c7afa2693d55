"""Laws of figures: division and sums lose no value, open bounds stay open, and a rank range holds every rank there can be and no more."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity.kernel.dates import parse
from comity.kernel.figures import MILLION, Figure, Interval, Scope, rank, rate, rounds_to, total

NUMBERS = st.integers(0, 400)
SHARES = st.fractions(0, 1, max_denominator=12)


@st.composite
def intervals(draw: st.DrawFn, least: int = 0, closed: bool = False) -> Interval:
    """Bounds in order, of which either may be open."""
    low, high = sorted((draw(st.integers(least, 400)), draw(st.integers(least, 400))))
    return Interval(None if not closed and draw(st.booleans()) else Fraction(low), None if not closed and draw(st.booleans()) else Fraction(high))


def ends(one: Interval) -> tuple[Fraction, Fraction]:
    """The bounds with any end to the open ones."""
    low = one.low if one.low is not None else (one.high or Fraction(0)) - 1000
    return low, one.high if one.high is not None else max(low, Fraction(0)) + 1000


def within(one: Interval, share: Fraction) -> Fraction:
    """A value of it: so far from its low end to its high one."""
    low, high = ends(one)
    return low + (high - low) * share


def standing(values: Sequence[Fraction]) -> list[int]:
    """The ordinary competition rank from the highest: 1, 2, 2, 4."""
    return [1 + sum(other > value for other in values) for value in values]


# --- division and sums

@given(intervals(), intervals(least=1), SHARES, SHARES)
def test_a_rate_holds_every_quotient(count: Interval, people: Interval, one: Fraction, other: Fraction) -> None:
    value, heads = within(count, one), within(people, other)
    assume(value >= 0 and heads > 0)
    assert value * MILLION / heads in rate(count, people)


@given(intervals(closed=True), intervals(least=1, closed=True))
def test_a_rate_is_no_wider_than_its_quotients(count: Interval, people: Interval) -> None:
    found = rate(count, people)
    quotients = [Fraction(c) * MILLION / Fraction(p) for c in count if c is not None for p in people if p is not None]
    assert (found.low, found.high) == (min(quotients), max(quotients))


@given(intervals(), intervals(least=1))
def test_an_open_bound_of_a_rate_stays_open(count: Interval, people: Interval) -> None:
    found = rate(count, people)
    assert (found.low is None) == (count.low is None or people.high is None)
    assert (found.high is None) == (count.high is None or people.low is None)


@given(intervals(), st.integers(1, MILLION), st.integers(1, 10))
def test_a_rate_per_more_is_so_much_higher(count: Interval, people: int, times: int) -> None:
    heads = Interval(Fraction(people), Fraction(people))
    assert [None if b is None else b * times for b in rate(count, heads)] == list(rate(count, heads, MILLION * times))


def test_nothing_is_counted_per_head_of_nobody() -> None:
    with pytest.raises(ZeroDivisionError):
        rate(Interval(Fraction(1), Fraction(2)), Interval(Fraction(0), Fraction(5)))


@given(st.lists(st.tuples(intervals(), SHARES), max_size=6))
def test_a_sum_holds_every_sum(parts: list[tuple[Interval, Fraction]]) -> None:
    assert sum((within(*p) for p in parts), Fraction(0)) in total([p for p, _ in parts])


@given(st.lists(intervals(), min_size=1, max_size=6))
def test_a_sum_is_open_where_any_part_is(parts: list[Interval]) -> None:
    found = total(parts)
    assert (found.low is None) == any(p.low is None for p in parts)
    assert (found.high is None) == any(p.high is None for p in parts)


@given(st.lists(intervals(), max_size=6), st.data())
def test_the_order_of_parts_is_nothing(parts: list[Interval], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(parts))
    assert total(parts) == total(mixed) == total([total(mixed[:2]), total(mixed[2:])])


# --- two intervals

@given(intervals(), intervals())
def test_two_meet_either_way_and_where_neither_is_above(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one) and one.meets(one)
    assert not (one.above(other) and other.above(one))
    assert one.meets(other) == (max(ends(one)[0], ends(other)[0]) <= min(ends(one)[1], ends(other)[1])) or None in (*one, *other)


@given(intervals(), intervals(), SHARES, SHARES)
def test_what_is_above_is_above_in_every_value(one: Interval, other: Interval, share: Fraction, also: Fraction) -> None:
    if one.above(other):
        assert within(one, share) > within(other, also)
    if within(one, share) in other:
        assert one.meets(other)


# --- ranks

@given(st.lists(st.tuples(intervals(), SHARES), min_size=1, max_size=7))
def test_a_rank_range_holds_the_rank_of_every_choice(chosen: list[tuple[Interval, Fraction]]) -> None:
    for found, place in zip(rank([i for i, _ in chosen]), standing([within(*c) for c in chosen]), strict=True):
        assert 1 <= found.best <= place <= found.worst <= found.of == len(chosen)


@given(st.lists(intervals(), min_size=1, max_size=7))
def test_the_ends_of_a_rank_range_are_reached(some: list[Interval]) -> None:
    far = Fraction(10_000)
    for n, found in enumerate(rank(some)):
        top = [far if m == n and i.high is None else -far if i.low is None and m != n else (i.high if m == n else i.low) for m, i in enumerate(some)]
        bottom = [-far if m == n and i.low is None else far if i.high is None and m != n else (i.low if m == n else i.high)
                  for m, i in enumerate(some)]
        assert all(v is None or v in i for v, i in zip([*top, *bottom], [*some, *some], strict=True))
        assert standing([v for v in top if v is not None])[n] == found.best
        assert standing([v for v in bottom if v is not None])[n] == found.worst


@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_exact_values_have_the_ordinary_rank(values: list[int]) -> None:
    found = rank([Interval(Fraction(v), Fraction(v)) for v in values])
    assert [(r.best, r.worst) for r in found] == [(n, n) for n in standing([Fraction(v) for v in values])]


@given(st.lists(intervals(), min_size=1, max_size=7))
def test_whoever_may_be_first_is_there(some: list[Interval]) -> None:
    found = rank(some)
    assert any(r.best == 1 for r in found) and any(r.worst == len(some) for r in found)
    certain = [n for n, r in enumerate(found) if r.worst == 1]
    assert all(not other.above(some[n]) for n in certain for other in some)


# --- what is printed

@pytest.mark.parametrize(("value", "printed", "digits", "fits"), [
    ("124.5", "125", 0, True), ("125.5", "125", 0, True), ("124.49", "125", 0, False), ("125.51", "125", 0, False), ("16.45", "16.5", 1, True),
    ("16.44", "16.5", 1, False), ("16.5", "16.5", 1, True), ("1.934", "1.93", 2, True), ("1.936", "1.93", 2, False)])
def test_rounding(value: str, printed: str, digits: int, fits: bool) -> None:
    exact = Interval(Fraction(value), Fraction(value))
    assert rounds_to(exact, Fraction(printed), digits) is fits


@given(st.fractions(0, 1000, max_denominator=997), st.integers(0, 4))
def test_every_value_rounds_to_what_python_prints_of_it(value: Fraction, digits: int) -> None:
    assert rounds_to(Interval(value, value), Fraction(round(value, digits)), digits)


@given(intervals(), NUMBERS, st.integers(0, 2))
def test_bounds_round_to_what_any_value_of_them_does(bounds: Interval, printed: int, digits: int) -> None:
    if any(rounds_to(Interval(v, v), Fraction(printed), digits) for v in bounds if v is not None) or printed in bounds:
        assert rounds_to(bounds, Fraction(printed), digits)


# --- a figure

def figure(**fields: Any) -> Figure:
    """A made figure."""
    date = parse(str(fields.get("as_of", "2015-01")))
    whole: dict[str, Any] = dict.fromkeys(Figure._fields, "") | {
        "id": 1, "theatre": "syria-iraq", "groups": "isis", "counted": "from", "kind": "cumulative", "unit": "persons", "as_of": date.text,
        "as_of_earliest": date.earliest, "as_of_latest": date.latest, "low": 1, "high": 2, "published": None, "file": "a.csv", "line": 2}
    return Figure(**(whole | fields))


@pytest.mark.parametrize(("as_of", "year"), [
    ("2015-01", 2015), ("2014-07/2014-12", 2014), ("2014", 2014), ("2019~", 2019), ("../2026-11-23", 2026), ("2015-12-31", 2015),
    ("2014-10/2015-06", 2015)])
def test_the_year_of_a_figure(as_of: str, year: int) -> None:
    assert figure(as_of=as_of).year == year


def test_scopes_differ_by_field() -> None:
    one, other = figure().scope, figure(groups="any", kind="stock").scope
    assert one.differs(other) == {"groups": ("isis", "any"), "kind": ("cumulative", "stock")}
    assert one.differs(one) == {} and isinstance(one, Scope)


def test_what_belongs_together_differs_in_the_unit_alone() -> None:
    women, whole = figure(unit="women", part_of="persons"), figure()
    assert women.belongs(women.part_of) == whole.belongs(whole.unit)
    for other in ({"kind": "stock"}, {"counted": "citizens"}, {"holder": "press"}, {"as_of": "2016"}, {"groups": "any"}, {"place": "BA"}):
        assert figure(**other).belongs("persons") != whole.belongs("persons")


def test_a_row_shows_its_bounds_and_no_empty_field() -> None:
    row = figure(low=None, source="paper").to_dict()
    assert (row["low"], row["high"], row["source"], row["row"]) == (None, 2, "paper", "a.csv:2")
    assert "note" not in row and "since" not in row
