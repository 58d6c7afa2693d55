"""An overlay is checked like the data, used whole or not at all, and never enters the atlas."""

from __future__ import annotations

from pathlib import Path

import pytest

import comity

from . import world

SOURCE = '[sources.mine]\ntitle = "A note"\npublisher = "Me"\npublished = 2012-01-01\nkind = "primary"\nlicence = "private"\n'
CLAIM = '[[claims]]\nact = "recognises"\nactor = "BB"\nobject = "AA"\ndate = "2011-01-01"\nholder = "BB"\nsource = "mine"\nread = "read"\n'
WHOLE = SOURCE + CLAIM

WRONG = {
    "bad TOML": ("mine]\n", "mine\n", 1, ("not readable as TOML", "correct that line")),
    "a strange part": ("[[claims]]", "[lens]\n[[claims]]", 7, ('"lens" is not part of an overlay', "[[claims]]")),
    "a source without title": ('title = "A note"\n', "", 1, ("source has no title",)),
    "a source of unknown kind": ('"primary"', '"diary"', 5, ('kind "diary" is not one of primary',)),
    "a source that is in the atlas": ("[sources.mine]", "[sources.paper]", 1, ('source "paper" is in the atlas already', "give yours another id")),
    "a source from nowhere": ('kind = "primary"', 'kind = "primary"\nderives_from = ["blog"]', 6,
                              ('derives from "blog", which is not there', "[sources.blog]")),
    "a claim without source": ('source = "mine"\n', "", 7, ("claim has no source", "a recognition claim has act")),
    "a claim from an unknown source": ('source = "mine"', 'source = "blog"', 7, ('source "blog" is not there',)),
    "an act that the vocabulary lacks": ('"recognises"', '"adores"', 7,
                                         ('act "adores" is not in the vocabulary of recognition', "recognises, refuses")),
    "an act of another relation": ('"recognises"', '"joins"', 7, ('act "joins" is not in the vocabulary of recognition',)),
    "a value that the vocabulary lacks": ("[[claims]]", '[[claims]]\nmode = "de-mode"', 7, ('mode "de-mode" is not one of de-jure, de-facto',)),
    "a kind of date that the vocabulary lacks": ("[[claims]]", '[[claims]]\ndate_kind = "felt"', 7, ('date_kind "felt" is not one of effective',)),
    "a reading that the vocabulary lacks": ('read = "read"', 'read = "heard"', 7, ('read "heard" does not say how', "say read, excerpt, derived")),
    "a relation that the vocabulary lacks": ("[[claims]]", '[[claims]]\nrelation = "love"', 7, ('relation "love" is not one of recognition',)),
    "a relation that is no word": ("[[claims]]", "[[claims]]\nrelation = [1]", 7, ('relation "[1]" is not one of recognition',)),
    "a strange field": ("[[claims]]", '[[claims]]\nmood = "good"', 7, ("claim has unknown mood", "a recognition claim has act")),
    "a holder that is nobody": ('holder = "BB"', 'holder = "QQ"', 7, ('holder "QQ" is neither',)),
    "an actor that is nobody": ('actor = "BB"', 'actor = "QQ"', 7, ('actor "QQ" is no polity',)),
    "an impossible day": ("2011-01-01", "2011-02-29", 7, ('date "2011-02-29" does not exist',)),
    "an act after its source": ("2011-01-01", "2013-01-01", 7, ("source mine was published on 2012-01-01, before the act",)),
    "a refusal without strength": ('"recognises"', '"refuses"', 7, ("a refusal needs a strength",)),
    "an ordinal of zero": ("[[claims]]", "[[claims]]\nordinal = -1", 7, ('ordinal "-1" is not a number from 1 on',)),
    "a NUL byte": ("A note", "A\0note", 2, ("has a NUL byte",)),
    "a byte order mark": ("[sources", "\ufeff[sources", 1, ("byte order mark",)),
}


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    """The small world's atlas."""
    return world.built(tmp_path).path or Path()


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_one_line(name: str, atlas: Path, tmp_path: Path) -> None:
    old, new, line, says = WRONG[name]
    assert old in WHOLE
    file = tmp_path / "mine.toml"
    file.write_bytes(WHOLE.replace(old, new, 1).encode())
    with pytest.raises(comity.DataError) as stop:
        comity.open(atlas, overlays=[file])
    first = stop.value.problems[0]
    assert first.startswith(f"{file}:{line}: ") and all(word in first for word in says), first
    assert str(stop.value).endswith("; the overlay was not used")


@pytest.mark.parametrize("text", ["claims = 3", "claims = [3]", "sources = 3", "sources = [3]", "[sources]\nmine = 3", "claims = {}",
                                  "[claims]\nact = 3"])
def test_a_shape_that_is_none(text: str, atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(comity.DataError, match="the overlay was not used"):
        comity.open(atlas, overlays=[file])


@pytest.mark.parametrize(("make", "says"), [(Path.mkdir, "cannot be read (Is a directory)"), (lambda p: p.write_bytes(b"\xff"), "not UTF-8")])
def test_a_file_that_cannot_be_read(make: object, says: str, atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    make(file)
    with pytest.raises(comity.DataError, match=f"{file}:1: ") as stop:
        comity.open(atlas, overlays=[file])
    assert says in str(stop.value)


def test_a_file_that_is_not_there(atlas: Path, tmp_path: Path) -> None:
    with pytest.raises(comity.DataError, match=r"no overlay at .*; give a TOML file, see docs/adding-a-claim.md"):
        comity.open(atlas, overlays=[tmp_path / "nowhere.toml"])


def test_every_problem_is_told(atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SOURCE + CLAIM.replace("BB", "QQ") + CLAIM.replace("recognises", "adores"))
    with pytest.raises(comity.DataError) as stop:
        comity.open(atlas, overlays=[file])
    assert [p.partition(": ")[0] for p in stop.value.problems] == [f"{file}:7"] * 2 + [f"{file}:15"]


def test_an_act_that_needs_an_ordinal_is_told_when_asked(atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SOURCE + CLAIM + CLAIM.replace("2011-01-01", "2001-01-01"))
    view = comity.open(atlas, overlays=[file]).view()
    with pytest.raises(comity.DataError, match="one act or two\\? give both rows an ordinal; the overlay was not used"):
        view.recognition("BB", "AA")
    assert view.recognition("AA", "BB").on("2002-01-01") is comity.Verdict.YES


def test_an_empty_overlay_changes_nothing(atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("")
    with_, without = (comity.open(atlas, overlays=o).view().recognition("AA", "BB").timeline for o in ([file], []))
    assert with_ == without


def test_it_is_laid_over_and_never_mixed_in(atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(WHOLE)
    before = atlas.read_bytes()
    opened = comity.open(atlas, overlays=[file])
    assert opened.view().recognition("BB", "AA").on("2011-06-01") is comity.Verdict.YES
    assert [s.id for s in opened.view().recognition("BB", "AA").sources] == ["mine"]
    assert opened.view(known_by="2011-12-31").recognition("BB", "AA").on("2011-06-01") is comity.Verdict.UNRECORDED
    assert opened.view(without=["mine"]).recognition("BB", "AA").on("2011-06-01") is comity.Verdict.UNRECORDED
    assert comity.open(atlas).view().recognition("BB", "AA").on("2011-06-01") is comity.Verdict.UNRECORDED
    assert atlas.read_bytes() == before
