"""The brief: every sentence has its footnote, every footnote its source, and the lens reaches every part."""

from __future__ import annotations

import builtins
import json
from collections.abc import Iterator
from typing import Any

import pytest

import comity
from comity.errors import UnknownName, UsageError
from comity.works.brief import Brief, Section, make_brief, register, write_brief
from comity.works.brief import sections as sections_
from comity.works.brief.blocks import Cell, Listing, Part, Statement
from comity.works.brief.ledger import Ledger
from comity.works.brief.scene import Scene
from comity.works.brief.words import edtf_text, listed, spell_iso, the, window_text

PAIRS = [
    ("XK", "US", "2017-02-10"), ("PS", "SE", "2014-10-30"), ("abkhazia", "RU", "2017-01-01"), ("sadr", "MA", "2010-06-01"),
    ("TW", "CN", "1975-01-01"), ("DE", "FR", "2017-01-01"), ("XK", "US", "1990-01-01"), ("yugoslavia-sfr", "US", "1980-05-01"),
    ("US", "XK", "2017-02-10"),
]


@pytest.fixture(scope="module")
def kosovo(atlas: comity.Atlas) -> Brief:
    return make_brief(atlas.view(), "XK", "US", on="2017-02-10")


def said(value: Any) -> Iterator[dict[str, Any]]:
    """Every sentence and cell anywhere in a brief's data."""
    if isinstance(value, dict):
        if "notes" in value and "text" in value:
            yield value
        for inner in value.values():
            yield from said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner)


@pytest.mark.parametrize(("subject", "observer", "on"), PAIRS)
def test_every_sentence_has_a_note_and_every_note_a_source(atlas: comity.Atlas, subject: str, observer: str, on: str) -> None:
    data = make_brief(atlas.view(), subject, observer, on=on).to_dict()
    numbers = {n["number"]: n for n in data["notes"]}
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert all(s["notes"] for s in data["lead"])
    for sentence in said([data["lead"], data["sections"]]):
        assert all(n in numbers for n in sentence["notes"]), sentence
    for note in numbers.values():
        if note["kind"] == "source":
            assert note["source"]["title"] and note["source"]["publisher"], note
        else:
            assert note["kind"] in ("sum", "absence") and note["text"], note
            assert note["kind"] == "absence" or note["cites"], note
            assert all(numbers[n]["kind"] == "source" for n in note["cites"]), note
    json.dumps(data)


@pytest.mark.parametrize(("subject", "observer", "on"), PAIRS)
def test_every_row_of_a_table_has_a_note(atlas: comity.Atlas, subject: str, observer: str, on: str) -> None:
    data = make_brief(atlas.view(), subject, observer, on=on).to_dict()
    tables = [b for s in data["sections"] for b in s["blocks"] if b["block"] == "table"]
    for table in tables:
        for row in table["rows"]:
            assert len(row) == len(table["columns"]), table["caption"]
            assert any(c["notes"] for c in row), (table["caption"], row)


def test_a_statement_without_a_footnote_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without a footnote"):
        Statement("Kosovo is a state.", ())


def test_the_title_is_the_answer_and_the_lead_tells_it(kosovo: Brief) -> None:
    assert kosovo.title == "Kosovo seen from the United States, 10 February 2017"
    assert 4 <= len(kosovo.lead) <= 6
    text = " ".join(s.text for s in kosovo.lead)
    assert "The United States recognised Kosovo, as it had since 18 February 2008." in text
    assert "which is no denial" in text
    assert "Serbia, which claims the territory, did not recognise Kosovo" in text


def test_published_counts_stand_beside_what_can_be_shown(kosovo: Brief) -> None:
    counters = next(s for s in kosovo.lead if s.text.startswith("Counters said"))
    assert "113 to 115" in counters.text and "can be shown here from sources" in counters.text
    assert len(counters.refs) >= 2


def test_the_numbers_are_those_of_the_timelines(atlas: comity.Atlas, kosovo: Brief) -> None:
    verdicts = [a.on("2017-02-10") for a in atlas.view().recognisers("XK").values()]
    tally = next(b for b in kosovo.to_dict()["sections"][0]["blocks"] if b["block"] == "tally")
    shown = {i["verdict"]: i["number"] for i in tally["items"]}
    for verdict in (comity.Verdict.YES, comity.Verdict.DISPUTED, comity.Verdict.UNDETERMINED):
        assert shown[verdict.value] == verdicts.count(verdict)


def test_the_chain_ends_with_the_century_and_never_jumps(kosovo: Brief) -> None:
    part = dict(kosovo.parts)["before"]
    routes = next(b for b in part.blocks if isinstance(b, Listing)).items
    way = next(s.text for s in routes if "from the SFR Yugoslavia, from the Kingdom of Yugoslavia" in s.text)
    assert way.endswith("from the Kingdom of Serbia.")
    assert any("Serbia denies" in s.text for s in routes)


def test_before_it_existed_there_was_nothing_to_recognise(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(), "XK", "US", on="1990-01-01")
    text = " ".join(s.text for s in brief.lead)
    assert "nobody in this atlas counted Kosovo as existing" in text and "SFR Yugoslavia" in text


def test_an_unrecorded_pair_gives_an_honest_page(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(), "DE", "FR", on="2017-01-01")
    assert "Whether France recognised Germany is not recorded here, which is no denial." in [s.text for s in brief.lead]
    note = brief.ledger.notes[next(s for s in brief.lead if "not recorded" in s.text).refs[0] - 1]
    assert note.kind == "absence" and "searched in the whole of the atlas" in note.text


def test_the_eyes_of_serbia_see_otherwise(atlas: comity.Atlas, kosovo: Brief) -> None:
    seen = make_brief(atlas.view(eyes="RS"), "XK", "US", on="2017-02-10")
    assert [s.text for s in seen.lead] != [s.text for s in kosovo.lead]
    assert "in the eyes of Serbia" in seen.html()
    listing = [b for b in dict(seen.parts)["before"].blocks if isinstance(b, Listing)]
    assert all("from the SFR Yugoslavia" not in s.text or "denies" in s.text for b in listing for s in b.items)


def test_what_was_not_published_yet_is_not_cited(atlas: comity.Atlas) -> None:
    data = make_brief(atlas.view(known_by="2017-02-10"), "XK", "US", on="2017-02-10").to_dict()
    for note in data["notes"]:
        if note["source"]:
            source = atlas.source(note["source"]["id"])
            assert source is not None and source.published_latest is not None
            assert source.published_latest <= atlas.view(known_by="2017-02-10").lens.known_by


def test_a_supposition_is_marked_as_one(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(suppose=["ES recognises XK on 2016-01-01"]), "XK", "ES", on="2017-02-10")
    assert any(n.kind == "supposed" for n in brief.ledger.notes)


def test_the_short_version_fits_a_screen(kosovo: Brief) -> None:
    lines = kosovo.text().splitlines()
    assert 15 <= len(lines) <= 38 and max(map(len, lines)) <= 100
    assert lines[0] == kosovo.title and "not legal advice" in lines[-1]


def test_an_unknown_name_is_refused(atlas: comity.Atlas) -> None:
    with pytest.raises(UnknownName):
        make_brief(atlas.view(), "Ruritania", "US", on="2017-02-10")


def test_sections_plug_in(atlas: comity.Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections_, "_SECTIONS", dict(sections_._SECTIONS))
    def build(scene: Scene, ledger: Ledger) -> Part:
        return Part("Weather", (Listing((Statement("None.", (ledger.remark("absence", "searched"),)),)),))

    extra = Section("weather", 700, build)
    register(extra)
    with pytest.raises(UsageError, match="already has a section"):
        register(extra)
    brief = make_brief(atlas.view(), "DE", "FR", on="2017-01-01")
    assert [i for i, _ in brief.parts] == ["recognition", "polity", "before", "mutual", "treaties", "groups", "fighters", "weather", "open"]
    assert 'id="weather"' in brief.html()


def test_progress_is_told_and_the_file_written(atlas: comity.Atlas, tmp_path: Any) -> None:
    told: list[str] = []
    file = write_brief(make_brief(atlas.view(), "DE", "FR", on="2017-01-01", progress=told.append), tmp_path / "brief.html")
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert told[0] == "the answer" and any(t.startswith("drawing") for t in told)


@pytest.mark.parametrize("missing", ["altair", "vl_convert", "jinja2"])
def test_a_missing_library_is_named_with_what_to_install(kosovo: Brief, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == missing:
            raise ImportError(f"No module named {name!r}", name=name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match=r"pip install 'comity\[brief\]'"):
        kosovo.html()


def test_words() -> None:
    assert edtf_text("2008-02-18") == "18 February 2008" and edtf_text("2013-06") == "June 2013" and edtf_text("2008") == "2008"
    assert edtf_text("../2008-03-01") == "by 1 March 2008" and edtf_text(None, "—") == "—"
    assert window_text(733089, 733090) == "between 17 February 2008 and 18 February 2008"
    assert spell_iso("recognised on 2008-02-18, by 2012-01?") == "recognised on 18 February 2008, by January 2012 (doubtful)"
    assert the("United States") == "the United States" and the("Kosovo") == "Kosovo" and the("United States", start=True) == "The United States"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert Cell("x").refs == ()


def test_a_brief_about_itself_is_refused(atlas: comity.Atlas) -> None:
    with pytest.raises(comity.UsageError, match="does not stand to itself"):
        make_brief(atlas.view(), "XK", "XK", on="2017-02-10")
