"""Resolving in bulk says, for every name and every day on which anything changes, what asking one by one says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import comity
from comity.errors import DateError
from comity.kernel.dates import BEGIN, END, iso, ordinal
from comity.questions import names as names_module
from comity.questions.names import Meant, Names


@pytest.fixture(scope="module")
def names(atlas: comity.Atlas) -> Names:
    return Names(atlas)


@pytest.fixture(scope="module")
def spellings(atlas: comity.Atlas) -> list[str]:
    """Every name, code (with its scheme and bare) and id of the atlas, as printed."""
    found = [name for (name,) in atlas.rows("SELECT DISTINCT name FROM name")]
    for scheme, code in atlas.rows("SELECT DISTINCT scheme, code FROM code"):
        found += [f"{scheme}:{code}", code]
    return sorted({*found, *atlas.polities})


def one_by_one(names: Names, text: str, day: int) -> Meant | None:
    ids = tuple(c.id for c in names.candidates(text, day))
    return ids if len(ids) > 1 else ids[0] if ids else None


def boundary_days(names: Names, text: str) -> list[int]:
    """The days on which a holder of a name comes or goes, those beside them, one between each two, and the far ends."""
    edges = sorted({edge for since, until, _ in names.spans(text) for edge in (since, until)})
    near = {e + d for e in edges for d in (-1, 0, 1)} | {(a + b) // 2 for a, b in pairwise(edges)}
    return sorted(d for d in near | {BEGIN, END - 1, ordinal(2000, 1, 1)} if BEGIN <= d < END)


def test_every_name_on_every_boundary_day(names: Names, spellings: list[str]) -> None:
    rows = [(text, day) for text in spellings for day in boundary_days(names, text)]
    assert len(rows) > 10_000
    wrong = [(row, got) for row, got in zip(rows, names.resolve_many(rows), strict=True) if got != one_by_one(names, *row)]
    assert not wrong


def test_every_row_of_the_file_is_found(atlas: comity.Atlas, names: Names) -> None:
    """Against the file itself: whoever has a name or code is among the answers on its first day and its last."""
    rows = [(n, p, s, u) for n, p, s, u in atlas.rows("SELECT name, polity, since_day, until_day FROM name")]
    rows += [(f"{scheme}:{code}", p, s, u) for scheme, code, p, s, u in
             atlas.rows("SELECT scheme, code, polity, since_day, until_day FROM code")]
    rows = [row for row in rows if row[2] < row[3]]
    asked = [(text, day) for text, _, since, until in rows for day in (since, until - 1)]
    for (text, day), got, polity in zip(asked, names.resolve_many(asked), [p for _, p, *_ in rows for _ in range(2)], strict=True):
        assert polity == got or (isinstance(got, tuple) and polity in got), (text, iso(day))


def test_ambiguity_is_a_tuple_and_order_is_that_of_candidates(names: Names, spellings: list[str]) -> None:
    answers = names.resolve_many((text, day) for text in spellings for day in boundary_days(names, text))
    several = [a for a in answers if isinstance(a, tuple)]
    assert several
    assert all(len(set(a)) == len(a) > 1 for a in several)


DAYS = st.integers(ordinal(1600, 1, 1), ordinal(2100, 12, 31))
DRESS = st.sampled_from([str, str.upper, str.lower, str.title, lambda t: f"  {t} ", lambda t: f"The {t}", lambda t: t.replace(" ", "-"),
                         lambda t: t[1:]])


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_spelling_on_any_day(names: Names, spellings: list[str], data: st.DataObject) -> None:
    """Dressed-up names, noise, and days as text or as numbers, in one list with repeats."""
    text = st.builds(lambda dress, t: dress(t), DRESS, st.sampled_from(spellings)) | st.text(max_size=12)
    rows = data.draw(st.lists(st.tuples(text, DAYS), max_size=30))
    asked: list[tuple[str, str | int]] = [(t, day if n % 2 else iso(day) or "") for n, (t, day) in enumerate(rows)]
    assert names.resolve_many(asked + asked) == [one_by_one(names, t, day) for t, day in rows] * 2


def test_memos_are_bounded(atlas: comity.Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "KEPT", 10)
    names = Names(atlas)
    asked = [(f"{n} Yugoslavia"[n % 2 * len(str(n)):], iso(ordinal(1950, 1, 1) + n) or "") for n in range(100)]
    expected = [one_by_one(names, t, ordinal(1950, 1, 1) + n) for n, (t, _) in enumerate(asked)]
    assert names.resolve_many(asked) == expected
    assert len(names._pieces) <= 10
    assert len(names._days) <= 10


@pytest.mark.parametrize("day", ["1991", "1991-06", "1991-06-25?", "1991-02-30", "yesterday", ""])
def test_a_day_must_be_one_day(names: Names, day: str) -> None:
    with pytest.raises(DateError):
        names.resolve_many([("Yugoslavia", day)])


def test_nothing_in_nothing_out(names: Names) -> None:
    assert names.resolve_many([]) == []
    assert names.resolve_many([("", "2000-01-01"), ("no such place", 730000)]) == [None, None]
