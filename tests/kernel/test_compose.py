"""Laws of the operators that rules of law are composed of, on any timelines."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.compose import agreed, carried, either, ever, every, flat, negated, node, refused, unless
from comity.kernel.dates import BEGIN, END
from comity.kernel.standing import AGAINST, CERTAIN_FOR, FOR, MAYBE_AGAINST, NONE, POSSIBLE_FOR, READ, Verdict, close_bits
from comity.kernel.timeline import NOTHING, Steps, at, steps, tidy

BITS = st.integers(0, 15).map(close_bits)
"""Evidence in which whatever is certain is possible too."""
DAYS = st.integers(-30, 30)


@st.composite
def timelines(draw: st.DrawFn) -> Steps:
    """A timeline with a few changes."""
    first = draw(BITS)
    return tidy([(BEGIN, first), *sorted(draw(st.dictionaries(DAYS, BITS, max_size=5)).items())])


LINES = timelines()
EVERY_DAY = (BEGIN, *range(-31, 32), END - 1)


def verdicts(line: Steps) -> list[Verdict]:
    """What a timeline reads as, day by day."""
    return [READ[at(line, day)] for day in EVERY_DAY]


@pytest.mark.parametrize("together", [every, either])
class TestEveryAndEither:
    """Verdicts combine: commutative, associative, idempotent (S4)."""

    @given(LINES, LINES)
    def test_commutative(self, together: Any, x: Steps, y: Steps) -> None:
        assert together([x, y]) == together([y, x])

    @given(LINES, LINES, LINES)
    def test_associative(self, together: Any, x: Steps, y: Steps, z: Steps) -> None:
        assert together([together([x, y]), z]) == together([x, together([y, z])]) == together([x, y, z])

    @given(LINES)
    def test_idempotent(self, together: Any, x: Steps) -> None:
        assert verdicts(together([x, x])) == verdicts(together([x])) == verdicts(x)

    @given(LINES, LINES)
    def test_de_morgan(self, together: Any, x: Steps, y: Steps) -> None:
        other = either if together is every else every
        assert verdicts(negated(together([x, y]))) == verdicts(other([negated(x), negated(y)]))

    @given(LINES)
    def test_its_own_bits_where_there_is_one(self, together: Any, x: Steps) -> None:
        assert together([x]) == x


@given(LINES)
def test_negated_twice_is_the_same(x: Steps) -> None:
    assert negated(negated(x)) == x


@given(LINES)
def test_negated_swaps_yes_and_no_and_leaves_the_rest(x: Steps) -> None:
    swap = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}
    assert verdicts(negated(x)) == [swap.get(v, v) for v in verdicts(x)]


class TestUnless:
    """An exception counts only where something speaks for it (S5)."""

    @given(LINES, st.integers(0, 3))
    def test_nothing_recorded_changes_nothing(self, x: Steps, n: int) -> None:
        assert unless(x, [NOTHING] * n) == x

    @given(LINES)
    def test_what_certainly_is_not_so_changes_nothing(self, x: Steps) -> None:
        assert unless(x, [((BEGIN, AGAINST),)]) == x

    @given(LINES)
    def test_what_certainly_is_so_leaves_no_yes(self, x: Steps) -> None:
        assert set(verdicts(unless(x, [((BEGIN, FOR),)]))) == {Verdict.NO}

    @given(LINES, LINES)
    def test_it_never_makes_a_yes(self, x: Steps, e: Steps) -> None:
        assert all(b is not Verdict.YES or a is Verdict.YES for a, b in zip(verdicts(x), verdicts(unless(x, [e])), strict=True))

    @given(LINES, LINES, LINES)
    def test_the_order_of_exceptions_does_not_matter(self, x: Steps, e: Steps, f: Steps) -> None:
        assert verdicts(unless(x, [e, f])) == verdicts(unless(x, [f, e]))

    @given(LINES, LINES)
    def test_an_exception_twice_is_one(self, x: Steps, e: Steps) -> None:
        assert verdicts(unless(x, [e, e])) == verdicts(unless(x, [e]))


class TestEver:
    """What once was for stays for; against is forgotten."""

    @given(LINES)
    def test_monotone(self, x: Steps) -> None:
        held = [at(ever(x), day) for day in EVERY_DAY]
        assert all(before & ~after == 0 for before, after in pairwise(held))

    @given(LINES)
    def test_never_against(self, x: Steps) -> None:
        assert all(at(ever(x), day) & AGAINST == 0 for day in EVERY_DAY)

    @given(LINES)
    def test_for_certain_from_the_first_yes_on(self, x: Steps) -> None:
        seen = False
        for day in EVERY_DAY:
            seen = seen or READ[at(x, day)] is Verdict.YES
            assert bool(at(ever(x), day) & CERTAIN_FOR) == seen

    @given(LINES)
    def test_once_more_changes_nothing(self, x: Steps) -> None:
        assert ever(ever(x)) == ever(x)


class TestCarried:
    """What stood on a day stands from another on, as far as the link does."""

    @given(LINES, LINES, DAYS, DAYS)
    def test_nothing_before_since(self, x: Steps, link: Steps, day: int, since: int) -> None:
        assert all(at(carried(x, link, day, since), d) == AGAINST for d in EVERY_DAY if d < since)

    @given(LINES, LINES, DAYS, DAYS)
    def test_from_then_on_both_must_hold(self, x: Steps, link: Steps, day: int, since: int) -> None:
        line, stood = carried(x, link, day, since), at(x, day)
        both = every([((BEGIN, stood),), link])
        assert all(READ[at(line, d)] is (READ[at(both, d)] if stood else Verdict.UNRECORDED) for d in EVERY_DAY if d >= since)

    @given(LINES, DAYS, DAYS)
    def test_of_nothing_nothing_is_carried(self, link: Steps, day: int, since: int) -> None:
        assert all(at(carried(NOTHING, link, day, since), d) == NONE for d in EVERY_DAY if d >= since)

    @given(LINES, LINES, DAYS)
    def test_from_the_beginning(self, x: Steps, link: Steps, day: int) -> None:
        assert not at(x, day) or verdicts(carried(x, link, day, BEGIN)) == verdicts(every([((BEGIN, at(x, day)),), link]))


class TestRefused:
    """Against from a day on, as far as the link between the two holds."""

    @given(LINES, DAYS)
    def test_as_certain_as_the_link(self, link: Steps, since: int) -> None:
        for day in (d for d in EVERY_DAY if d >= since):
            said, held = at(refused(link, since), day), READ[at(link, day)]
            assert said == (AGAINST if held is Verdict.YES else NONE if held in (Verdict.NO, Verdict.UNRECORDED) else MAYBE_AGAINST)

    @given(LINES, DAYS)
    def test_nothing_has_passed_before(self, link: Steps, since: int) -> None:
        assert all(at(refused(link, since), day) == AGAINST for day in EVERY_DAY if day < since)


class TestAgreed:
    """For where agreement is claimed, only possibly where not both did; refused where nobody claims it."""

    @given(LINES, LINES, DAYS)
    def test_one_side_alone_is_never_certain(self, x: Steps, link: Steps, since: int) -> None:
        assert all(not at(agreed(x, link, False, since), day) & CERTAIN_FOR for day in EVERY_DAY)

    @given(LINES, LINES, st.booleans(), DAYS)
    def test_nothing_has_passed_before(self, x: Steps, link: Steps, both: bool, since: int) -> None:
        assert all(at(agreed(x, link, both, since), day) == AGAINST for day in EVERY_DAY if day < since)

    @given(LINES, LINES, st.booleans(), DAYS)
    def test_refused_where_nobody_claims_it(self, x: Steps, link: Steps, both: bool, since: int) -> None:
        line, ought = agreed(x, link, both, since), refused(link, since)
        assert all(at(line, day) == at(ought, day) for day in EVERY_DAY if day >= since and not at(x, day) & POSSIBLE_FOR)

    @given(LINES, LINES, DAYS)
    def test_as_it_is_where_both_claim_it(self, x: Steps, link: Steps, since: int) -> None:
        assert all(at(agreed(x, link, True, since), day) == at(x, day) for day in EVERY_DAY if day >= since and at(x, day) & POSSIBLE_FOR)


@given(BITS, DAYS)
def test_flat_is_one_step(bits: int, since: int) -> None:
    assert flat("S23-bound", bits, since).steps == steps((since, bits))
    assert flat("S23-bound", bits).steps == ((BEGIN, bits),)


def test_a_node_names_its_operator_and_its_days() -> None:
    made = node("S23-bound", "carry", NOTHING, day=730_000, since=BEGIN, until=END, other="x")
    assert made.args == {"op": "carry", "day": "1999-09-03", "since": None, "until": None, "other": "x"}
