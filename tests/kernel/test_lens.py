"""The lens (S14 to S17): which claims it admits, and the laws that follow for answers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import comity
from comity.errors import DateError, UsageError
from comity.kernel.claims import Source, head
from comity.kernel.dates import day
from comity.kernel.lens import Lens, derived_only, origins, read_supposition

from ..oracle.worlds import claim


def source(id_: str, *parents: str) -> Source:
    """A source with only what the lens looks at."""
    return Source(id_, id_, "", None, None, None, None, None, "secondary", None, "", parents, None)


SOURCES = {s.id: s for s in (
    source("act"), source("list"), source("copy", "act"), source("copy-of-copy", "copy"), source("digest", "act", "list"),
    source("loop-a", "loop-b"), source("loop-b", "loop-a"), source("orphan", "lost"))}
IDS = st.sampled_from(sorted(SOURCES))
SETS = st.frozensets(IDS, max_size=4)


@given(IDS, st.integers(0, 100), st.integers(0, 100))
def test_admitted_by_a_day_stays_admitted_later(id_: str, published: int, known_by: int) -> None:
    admitted = Lens(known_by=known_by).admits(id_, published, SOURCES)
    assert admitted == (published <= known_by)
    if admitted:
        assert Lens(known_by=known_by + 1).admits(id_, published, SOURCES)


def test_an_undated_source_is_left_out_and_told_apart() -> None:
    assert Lens(known_by=5).admits("act", None, SOURCES) is None
    assert Lens().admits("act", None, SOURCES) is True
    assert Lens(known_by=5, without=frozenset({"act"})).admits("act", None, SOURCES) is False


@given(IDS, SETS, SETS)
def test_without_one_then_another_is_without_both(id_: str, first: frozenset[str], second: frozenset[str]) -> None:
    """What has origins in both may survive either alone; it never survives both if it fell to one."""
    alone = [Lens(without=names).admits(id_, 1, SOURCES) for names in (first, second)]
    both = Lens(without=first | second).admits(id_, 1, SOURCES)
    assert both <= all(alone)


@given(IDS)
def test_trusting_every_source_is_no_lens(id_: str) -> None:
    assert Lens(trusting=frozenset(SOURCES)).admits(id_, 1, SOURCES)


def test_trusting_reaches_what_derives_from_it_alone() -> None:
    trusted = {id_ for id_ in SOURCES if Lens(trusting=frozenset({"act"})).admits(id_, 1, SOURCES)}
    assert trusted == {"act", "copy", "copy-of-copy"}
    assert origins("copy-of-copy", SOURCES) == {"copy-of-copy", "copy", "act"}
    assert origins("digest", SOURCES) == {"digest"}
    assert origins("loop-a", SOURCES) == {"loop-a", "loop-b"}


def test_without_reaches_what_has_no_other_origin() -> None:
    gone = {id_ for id_ in SOURCES if Lens(without=frozenset({"act"})).admits(id_, 1, SOURCES) is False}
    assert gone == {"act", "copy", "copy-of-copy"}
    assert derived_only("digest", {"act", "list"}, SOURCES)
    assert not derived_only("loop-a", {"act"}, SOURCES)


def test_it_selects_only_where_it_leaves_something_out() -> None:
    assert not Lens().selects
    assert not Lens(eyes="US").selects
    assert Lens(known_by=1).selects
    assert Lens(without=frozenset({"act"})).selects
    assert Lens(trusting=frozenset({"act"})).selects


@pytest.mark.parametrize(("eyes", "holder", "speaks"), [
    ("US", "US", True), ("US", "US/executive", True), ("US/executive", "US/executive", True), ("US/executive", "US", False),
    ("US/executive", "US/ca9", False), ("US", "press", False), (None, "US", False), ("U", "US", False)])
def test_the_eyes_of_a_party_are_those_of_its_organs(eyes: str | None, holder: str, speaks: bool) -> None:
    assert Lens(eyes=eyes).speaks(claim("recognises", 1, holder=holder)) is speaks


def test_an_organ_speaks_for_its_party() -> None:
    assert head("US/executive") == "US"
    assert head("US") == "US"


def test_a_supposition_is_read() -> None:
    read = read_supposition(" ES recognises XK on 2027-01-01 ")
    assert read == ("recognises", "ES", "XK", day("2027-01-01"), "ES recognises XK on 2027-01-01")


@pytest.mark.parametrize("text", ["", "ES recognises XK", "ES recognises XK at 2027-01-01", "ES XK on 2027-01-01"])
def test_a_supposition_that_says_too_little_names_itself(text: str) -> None:
    with pytest.raises(UsageError, match=f'cannot suppose "{text}"'):
        read_supposition(text)


def test_a_supposition_needs_one_day() -> None:
    with pytest.raises(DateError, match="2027-01"):
        read_supposition("ES recognises XK on 2027-01")


RECOGNISERS = ("US", "SR", "EG", "RS", "LR", "GW", "TG", "BR")


def test_known_by_only_ever_adds_claims(atlas: comity.Atlas) -> None:
    for actor in RECOGNISERS:
        known = [set(atlas.view(known_by=k).recognition(actor, "XK").proof.to_dict()["claims"])
                 for k in ("2008-01-01", "2010-01-01", "2014-01-01", "2018-01-01", "2022-01-01")]
        left_out = [sum(atlas.view(known_by=k).recognition(actor, "XK").left_out.values())
                    for k in ("2008-01-01", "2010-01-01", "2014-01-01", "2018-01-01", "2022-01-01")]
        assert not known[0], "nothing about Kosovo's independence was known before it"
        assert left_out == sorted(left_out, reverse=True)


def test_trusting_every_source_answers_like_no_lens(atlas: comity.Atlas) -> None:
    everything = atlas.view(trusting=sorted(atlas.sources))
    for actor in RECOGNISERS:
        assert everything.recognition(actor, "XK").timeline == atlas.view().recognition(actor, "XK").timeline


def test_leaving_out_one_source_after_another_is_leaving_out_both(atlas: comity.Atlas) -> None:
    sources = sorted({s.id for s in atlas.view().recognition("SR", "XK").sources})
    for first, second in pairwise(sources):
        both = atlas.view(without=[first, second]).recognition("SR", "XK")
        again = atlas.view(without=[second, first]).recognition("SR", "XK")
        assert both.timeline == again.timeline
        assert {first, second}.isdisjoint(s.id for s in both.sources)
