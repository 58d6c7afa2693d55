"""Evidence pools, verdicts combine: the laws of S3, S4 and S5, over everything there is (sixteen evidences, five verdicts)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.standing import (
    AGAINST,
    BITS,
    BOTH,
    CERTAIN_AGAINST,
    CERTAIN_FOR,
    CONJ,
    DISJ,
    FILL,
    FOR,
    MAYBE,
    MAYBE_AGAINST,
    MAYBE_FOR,
    NONE,
    SOFT_FILL,
    UNLESS,
    Verdict,
    close,
    close_bits,
    conj,
    disj,
    letters,
    negate,
    read,
    unless,
)

YES, NO, DISPUTED, UNDETERMINED, UNRECORDED = Verdict.YES, Verdict.NO, Verdict.DISPUTED, Verdict.UNDETERMINED, Verdict.UNRECORDED
LAWFUL = [bits for bits in range(16) if close_bits(bits) == bits]
"""The evidences in which certain implies possible."""

evidence = st.sampled_from(LAWFUL)
verdicts = st.sampled_from(list(Verdict))


@pytest.mark.parametrize(("bits", "verdict", "text"), [
    (NONE, UNRECORDED, ""), (FOR, YES, "F"), (AGAINST, NO, "A"), (BOTH, DISPUTED, "FA"), (MAYBE, UNDETERMINED, "fa"),
    (MAYBE_FOR, UNDETERMINED, "f"), (MAYBE_AGAINST, UNDETERMINED, "a"), (FOR | MAYBE_AGAINST, YES, "Fa"), (AGAINST | MAYBE_FOR, NO, "fA")])
def test_evidence_reads_as_a_verdict(bits: int, verdict: Verdict, text: str) -> None:
    assert read(bits) is verdict
    assert letters(bits) == text


def test_there_are_nine_lawful_evidences() -> None:
    assert len(LAWFUL) == 9
    assert len({letters(b) for b in LAWFUL}) == 9


@given(evidence, evidence, evidence)
def test_pooling_is_commutative_associative_and_idempotent_and_keeps_certain_possible(x: int, y: int, z: int) -> None:
    assert x | y == y | x
    assert (x | y) | z == x | (y | z)
    assert x | x == x
    assert close_bits(x | y) == x | y


@given(evidence, evidence)
def test_more_evidence_never_takes_a_certainty_away(x: int, y: int) -> None:
    assert (x | y) & x == x
    if read(x) is DISPUTED:
        assert read(x | y) is DISPUTED


def test_the_plainest_evidence_of_a_verdict_reads_as_it() -> None:
    assert all(read(BITS[v]) is v and close_bits(BITS[v]) == BITS[v] for v in Verdict)


@pytest.mark.parametrize(("combine", "order"), [(conj, [NO, DISPUTED, UNDETERMINED, UNRECORDED, YES]),
                                                (disj, [YES, DISPUTED, UNDETERMINED, UNRECORDED, NO])])
def test_and_and_or_give_the_first_present_of_their_order(combine: object, order: list[Verdict]) -> None:
    assert callable(combine)
    for n in range(1, 4):
        for some in itertools.product(Verdict, repeat=n):
            assert combine(some) is next(v for v in order if v in some)


def test_and_and_or_of_nothing_are_their_units() -> None:
    assert conj(()) is YES
    assert disj(()) is NO


@given(verdicts, verdicts, verdicts)
def test_and_and_or_are_commutative_associative_and_idempotent(x: Verdict, y: Verdict, z: Verdict) -> None:
    for combine in (conj, disj):
        assert combine((x, y)) is combine((y, x))
        assert combine((combine((x, y)), z)) is combine((x, combine((y, z))))
        assert combine((x, x)) is x


@given(verdicts, verdicts)
def test_de_morgan_and_double_negation(x: Verdict, y: Verdict) -> None:
    assert negate(conj((x, y))) is disj((negate(x), negate(y)))
    assert negate(disj((x, y))) is conj((negate(x), negate(y)))
    assert negate(negate(x)) is x


def test_not_swaps_yes_and_no_only() -> None:
    assert [negate(v) for v in (YES, NO, DISPUTED, UNDETERMINED, UNRECORDED)] == [NO, YES, DISPUTED, UNDETERMINED, UNRECORDED]


def test_close_turns_unrecorded_into_no_only() -> None:
    assert [close(v) for v in (YES, NO, DISPUTED, UNDETERMINED, UNRECORDED)] == [YES, NO, DISPUTED, UNDETERMINED, NO]


@given(verdicts)
def test_an_exception_counts_only_where_something_speaks_for_it(x: Verdict) -> None:
    assert unless(x, UNRECORDED) is x
    assert unless(x, NO) is x
    assert unless(x, YES) is NO


@pytest.mark.parametrize(("exception", "expected"), [(DISPUTED, DISPUTED), (UNDETERMINED, UNDETERMINED)])
def test_a_doubtful_exception_makes_a_yes_doubtful(exception: Verdict, expected: Verdict) -> None:
    assert unless(YES, exception) is expected
    assert unless(NO, exception) is NO


@given(verdicts, verdicts, verdicts)
def test_exceptions_defeat_in_any_order_and_once_is_enough(x: Verdict, e: Verdict, d: Verdict) -> None:
    assert unless(unless(x, e), d) is unless(unless(x, d), e)
    assert unless(unless(x, e), e) is unless(x, e)
    assert unless(x, e) is conj((x, negate(close(e))))


@given(evidence, evidence)
def test_the_tables_say_of_evidence_what_the_functions_say_of_verdicts(x: int, y: int) -> None:
    assert read(CONJ[x][y]) is conj((read(x), read(y)))
    assert read(DISJ[x][y]) is disj((read(x), read(y)))
    assert read(UNLESS[x][y]) is unless(read(x), read(y))
    assert all(close_bits(t[x][y]) == t[x][y] for t in (CONJ, DISJ, UNLESS, FILL, SOFT_FILL))


@given(evidence)
def test_what_no_exception_touches_keeps_its_own_evidence(x: int) -> None:
    assert UNLESS[x][NONE] == UNLESS[x][AGAINST] == x


@given(evidence, evidence)
def test_coverage_fills_only_nothing_and_observers_only_what_is_not_certain(x: int, y: int) -> None:
    assert FILL[x][y] == (x if x else y)
    assert SOFT_FILL[x][y] == (x if x & (CERTAIN_FOR | CERTAIN_AGAINST) else x | y)
