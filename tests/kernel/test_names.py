"""Folding and transliteration of names: declared steps, never a distance, and what holds of them whatever the name."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity.kernel.names import fold, transliterate

TEXT = st.text(max_size=40)
WORD = st.text("abcdefghijklmnopqrstuvwxyzäøßé'", min_size=2, max_size=9)
NAME = st.lists(WORD | st.sampled_from(["al", "al-", "the", "Jabhat", "wal", "Front", "of", "for", "ash"]), min_size=1, max_size=5).map(" ".join)

SPELLINGS = [
    ("Jabhat al-Nusra", "Jabhat an-Nusrah"), ("Ahrar al-Sham", "Ahrar ash-Sham"), ("Ahrar al-Sham", "Ahrar alSham"), ("Hizbullah", "Hizbollah"),
    ("Jaysh al-Islam", "Jaish el-Islam"), ("Harakat al-Shabaab", "Harakat ash-Shabab"), ("Liwa al-Tawhid", "Liwa' at-Tawheed")]
APART = [("Red Front", "Blue Front"), ("Jabhat al-Nusra", "Jabhat al-Nasr"), ("Jund al-Aqsa", "Jund al-Sham"), ("Ansar al-Din", "Ansar al-Islam"),
         ("PKK", "PUK"), ("Hamas", "Amal"), ("KLA", "KLLA"), ("FARC", "FARQ")]
"""Transliterations of one name, and names that are two."""


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_transliterations_of_one_name_are_one(one: str, other: str) -> None:
    assert transliterate(one) == transliterate(other)


def test_a_vowel_of_its_own_is_no_transliteration() -> None:
    assert transliterate("Hizbullah") != transliterate("Hizballah")


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert transliterate(one) != transliterate(other)


@given(TEXT)
def test_both_say_the_same_every_time(text: str) -> None:
    assert (fold(text), transliterate(text)) == (fold(text), transliterate(text))


@given(TEXT)
def test_a_name_with_a_letter_keeps_one(text: str) -> None:
    assert bool(transliterate(text)) == bool(fold(text))


@given(NAME)
def test_folding_what_is_folded_changes_nothing(name: str) -> None:
    """Of names of whole words; where "the" fell between lone letters, they would join at the second time."""
    assert fold(fold(name)) == fold(name)


@given(NAME, NAME)
def test_what_is_exactly_one_name_is_one_transliterated(one: str, other: str) -> None:
    assert (fold(one) != fold(other)) or transliterate(one) == transliterate(other)
    assert transliterate(one.upper()) == transliterate(one.lower()) == transliterate(f"  {one} ")


@given(NAME)
def test_the_folded_name_is_transliterated_as_the_name_is(name: str) -> None:
    assert transliterate(fold(name)) == transliterate(name)


@given(NAME)
def test_transliterating_again_changes_nothing_once_it_changes_nothing(name: str) -> None:
    """It settles after a few times: every step makes a name shorter, or brings letters to spellings that no step brings back."""
    seen = [name]
    while transliterate(seen[-1]) != seen[-1]:
        seen.append(transliterate(seen[-1]))
        assert len(seen) < 12
    assert transliterate(seen[-1]) == seen[-1]


@given(NAME)
def test_an_article_in_front_changes_nothing_of_a_longer_name(name: str) -> None:
    """Short names and acronyms stay as they are: "al Aa" is not "Aa"."""
    assume(any(len(word) > 5 for word in fold(name).split()))
    assert transliterate(f"al-{name}") == transliterate(f"Al {name}") == transliterate(name)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=4))
def test_an_acronym_is_left_as_it_is(name: str) -> None:
    assume(fold(name) == name)
    assert transliterate(name.upper()) == name
