"""Timelines: every sweep equals asking day by day, and segments cover all time once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.dates import BEGIN, END, ordinal
from comity.kernel.standing import CONJ, DISJ, UNLESS, close_bits
from comity.kernel.timeline import NOTHING, Steps, at, combine, combine2, pool, segments, steps, tidy, within

DAYS = range(-3, 24)
evidence = st.sampled_from([bits for bits in range(16) if close_bits(bits) == bits])
lines = st.lists(st.tuples(st.integers(0, 20), evidence), max_size=6).map(lambda points: steps(*points))
days = st.one_of(st.integers(-2, 22), st.sampled_from([BEGIN, END]))


def is_tidy(line: Steps) -> bool:
    """First at BEGIN, days ascending, neighbours different."""
    return line[0][0] == BEGIN and all(a[0] < b[0] and a[1] != b[1] for a, b in pairwise(line))


@given(st.lists(st.tuples(st.integers(0, 20), evidence), max_size=6))
def test_steps_hold_the_last_point_given_until_the_next_day(points: list[tuple[int, int]]) -> None:
    line = steps(*points)
    assert is_tidy(line)
    for day in DAYS:
        past = [p for p in points if p[0] <= day]
        latest = max((p[0] for p in past), default=None)
        assert at(line, day) == ([p[1] for p in past if p[0] == latest][-1] if past else 0)


@given(st.lists(lines, min_size=1, max_size=4))
def test_a_sweep_is_the_same_as_asking_day_by_day(several: list[Steps]) -> None:
    how = {"max": max, "spread": lambda bits: sum(n * b for n, b in enumerate(bits, 1)) % 16}
    for name, function in how.items():
        line = combine(several, function)
        assert is_tidy(line), name
        assert all(at(line, day) == function([at(one, day) for one in several]) for day in DAYS), name


@given(lines, lines)
def test_a_sweep_through_a_table_is_the_same_as_asking_day_by_day(first: Steps, second: Steps) -> None:
    for table in (CONJ, DISJ, UNLESS):
        line = combine2(first, second, table)
        assert is_tidy(line)
        assert all(at(line, day) == table[at(first, day)][at(second, day)] for day in DAYS)


@given(st.lists(lines, max_size=4))
def test_pooling_is_or_day_by_day(several: list[Steps]) -> None:
    line = pool(several)
    for day in DAYS:
        total = 0
        for one in several:
            total |= at(one, day)
        assert at(line, day) == total


@given(lines, lines, lines)
def test_pooling_timelines_is_commutative_associative_and_idempotent(x: Steps, y: Steps, z: Steps) -> None:
    assert pool([x, y]) == pool([y, x])
    assert pool([pool([x, y]), z]) == pool([x, pool([y, z])])
    assert pool([x, x]) == x
    assert pool([x, NOTHING]) == x


@given(lines, days, days, evidence)
def test_within_keeps_the_span_and_nothing_else(line: Steps, since: int, until: int, outside: int) -> None:
    cut = within(line, since, until, outside)
    assert is_tidy(cut)
    assert all(at(cut, day) == (at(line, day) if since <= day < until else outside) for day in DAYS)


@given(lines)
def test_tidying_merges_neighbours_of_equal_evidence(line: Steps) -> None:
    loose = [(BEGIN, line[0][1]), (BEGIN + 1, line[0][1]), *line[1:], (30, line[-1][1])]
    assert tidy(loose) == line


@given(lines, days)
def test_segments_cover_all_time_once_and_presume_from_the_cut_on(line: Steps, cut: int) -> None:
    found = segments(line, cut)
    assert found[0].since == BEGIN
    assert found[-1].until == END
    assert all(a.until == b.since and a.since < a.until for a, b in pairwise(found))
    for day in DAYS:
        (segment,) = [s for s in found if s.since <= day < s.until]
        assert segment.bits == at(line, day)
        assert segment.presumed == (segment.bits != 0 and day >= cut)


@given(lines)
def test_without_a_cut_nothing_is_presumed(line: Steps) -> None:
    assert not any(s.presumed for s in segments(line))
    assert [(s.since, s.bits) for s in segments(line)] == list(line)


def test_a_segment_shows_itself_with_null_for_unbounded() -> None:
    first, second = segments(steps((ordinal(2008, 2, 18), 3)))
    assert first.to_dict() == {"from": None, "until": "2008-02-18", "verdict": "unrecorded", "presumed": False, "bits": ""}
    assert second.to_dict() == {"from": "2008-02-18", "until": None, "verdict": "yes", "presumed": False, "bits": "F"}
