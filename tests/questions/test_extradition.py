"""Who is bound to surrender to one state: standings, chains, and where lists contradict them; what is said beside one answer."""

from __future__ import annotations

from typing import Any

import pytest

import comity
from comity.kernel.dates import day
from comity.questions.extradition.bases import STANDINGS, Base
from comity.questions.extradition.beside import beside
from comity.questions.extradition.spelling import spell_chain, stood

LIST = "us-usc-18-3181"
LISTED = "2026-03-26"
"""The day of the one list that names every bilateral treaty of the United States."""


def base(atlas: comity.Atlas, polity: str, on: str, to: str = "US", **lens: Any) -> Base:
    """One row of the map."""
    return next(b for b in atlas.view(**lens).bases(to, on=on).rows if b.polity == polity)


@pytest.mark.parametrize(("polity", "on", "lens", "standing"), [
    ("FR", LISTED, {}, "in-force"), ("XK", LISTED, {}, "in-force"), ("XK", "2012-01-01", {}, "in-force"),
    ("XK", "2012-01-01", {"doctrine": "clean-slate"}, "none"),
    ("RU", LISTED, {}, "none"), ("RU", "2026-11-23", {}, "unrecorded"), ("RU", LISTED, {"without": [LIST]}, "unrecorded"),
    ("HK", LISTED, {}, "disputed"), ("HK", LISTED, {"without": [LIST]}, "suspended"),
    ("BA", LISTED, {}, "in-force"), ("KZ", LISTED, {}, "in-force")])
def test_how_a_state_stands(polity: str, on: str, lens: dict[str, Any], standing: str, atlas: comity.Atlas) -> None:
    rows = {b.polity: b.standing for b in atlas.view(**lens).bases("US", on=on).rows}
    assert rows.get(polity, "unrecorded") == standing


def test_everybody_of_the_day_is_there_once(atlas: comity.Atlas) -> None:
    found = atlas.view().bases("US", on=LISTED)
    ids = [b.polity for b in found.rows]
    assert len(ids) == len(set(ids)) > 190 and "US" not in ids and "yugoslavia-sfr" not in ids and "czechoslovakia" not in ids
    assert {"XK", "HK", "FR"} <= set(ids) and set(found.counts) == set(STANDINGS) and sum(found.counts.values()) == len(ids)
    assert "yugoslavia-sfr" in {b.polity for b in atlas.view().bases("US", on="1960-01-01").rows}


def test_the_doctrine_is_the_lens_s_or_recorded(atlas: comity.Atlas) -> None:
    assert atlas.view().bases("US", on=LISTED).doctrine == "recorded"
    assert atlas.view(doctrine="continuity").bases("US", on=LISTED).doctrine == "continuity"


@pytest.mark.parametrize("doctrine", ["recorded", "vcsst-1978", "clean-slate", "continuity"])
@pytest.mark.parametrize("polity", ["XK", "SG", "FR", "HK", "BA"])
def test_the_map_says_what_one_answer_says(polity: str, doctrine: str, atlas: comity.Atlas) -> None:
    found = atlas.view(doctrine=doctrine).extradition(requested=polity, requesting="US", on="2010-07-16").doctrines[doctrine]
    row = base(atlas, polity, "2010-07-16", doctrine=doctrine)
    said = {i.treaty.id: (i.verdict, i.chain) for i in row.instruments if i.verdict.value != "no"}
    assert said == {b.treaty.id: (b.verdict, b.chain) for b in found.basis if b.verdict.value != "no"}


def test_an_instrument_says_since_when_by_which_chain_on_whose_word(atlas: comity.Atlas) -> None:
    first = base(atlas, "SG", LISTED).instruments[0]
    assert (first.treaty.id, first.chain) == ("us-uk-1931", ("GB", "SG")) and LIST in first.sources
    new, old = base(atlas, "XK", LISTED).instruments
    assert (new.treaty.id, new.since, old.treaty.id, old.verdict.value) == ("us-kosovo-2016", day("2019-06-13"), "us-serbia-1901", "no")


def test_a_treaty_not_yet_in_force_is_no_end_of_one(atlas: comity.Atlas) -> None:
    korea = base(atlas, "KR", "1990-01-01")
    assert (korea.standing, korea.instruments) == ("unrecorded", ())


def test_a_list_of_bilaterals_that_leaves_out_a_party_to_a_convention_contradicts_nothing(atlas: comity.Atlas) -> None:
    found = base(atlas, "KZ", LISTED)
    assert [i.treaty.id for i in found.instruments] == ["montevideo-1933"] and not found.contradicting
    assert [(w.source, w.names, w.complete) for w in found.words] == [(LIST, False, True)]


@pytest.mark.parametrize(("polity", "on", "words"), [
    ("BA", LISTED, {LIST: False, "gpa-2013-06-no-treaty": False}), ("HK", LISTED, {LIST: True}),
    ("MM", LISTED, {LIST: True, "gpa-2013-06-no-treaty": False}),
    ("MM", "2013-07-01", {"gpa-2013-06-no-treaty": False}), ("MM", "2013-01-01", {}), ("FR", LISTED, {}), ("XK", LISTED, {})])
def test_where_lists_contradict(polity: str, on: str, words: dict[str, bool], atlas: comity.Atlas) -> None:
    said = {w.source: w.names for w in base(atlas, polity, on).contradicting}
    assert said.items() >= words.items() and bool(said) is bool(words)


def test_what_the_lens_does_not_admit_is_no_word(atlas: comity.Atlas) -> None:
    assert not any(w.source == LIST for b in atlas.view(without=[LIST]).bases("US", on=LISTED).rows for w in b.words)
    assert atlas.view(known_by="2026-01-01").bases("US", on=LISTED).caution


def test_how_far_the_lists_reach(atlas: comity.Atlas) -> None:
    view = atlas.view()
    assert view.bases("US", on=LISTED).caution == ""
    assert f"only {LISTED} ({LIST})" in view.bases("US", on="2026-11-23").caution
    assert "no source here lists every extradition treaty of Switzerland" in view.bases("CH", on=LISTED).caution


def test_the_map_is_kept_by_the_view(atlas: comity.Atlas) -> None:
    view = atlas.view()
    found = view.bases("US", on=LISTED)
    assert view.bases("USA", on=LISTED) is found
    assert view.bases("US", on="1960-01-01") is not found and atlas.view(doctrine="continuity").bases("US", on=LISTED) is not found


def test_a_succession_before_the_treaty_has_no_year(atlas: comity.Atlas) -> None:
    nauru = base(atlas, "NR", LISTED).instruments[0]
    assert spell_chain(atlas.view(), nauru.treaty, nauru.chain) == "United Kingdom 1931 → Australia → Nauru 1968"
    assert spell_chain(atlas.view(), nauru.treaty, ()) == ""


def test_a_span_is_that_of_the_verdict(atlas: comity.Atlas) -> None:
    found = atlas.view(doctrine="recorded").extradition(requested="XK", requesting="US", on="2012-01-01").doctrines["recorded"]
    node = found.basis[0].node
    since, until = stood(node, day("2012-01-01"))
    assert since < day("2010-07-16") and since <= node.span(day("2012-01-01"))[0]
    assert node.verdict(since) is node.verdict(until - 1) is node.verdict(day("2012-01-01"))
    assert node.verdict(since - 1) is not node.verdict(since) and stood(node, until)[0] == until


def test_what_is_said_beside(atlas: comity.Atlas) -> None:
    view = atlas.view()
    said = beside(view.extradition(requested="XK", requesting="US", on="2010-07-16"))
    assert "eulex-2010-07-16" in {c.source for c in said.claims} and all(c.act != "continues" for c in said.claims)
    assert said.decisions[0].id == "xk-mitrovica-district-court-2010-07-16" and said.later > 0
    assert all(d.treaty == "us-serbia-1901" for d in said.decisions[1:])
    assert not beside(view.extradition(requested="XK", requesting="US", on="2010-07-15")).claims


def test_a_doctrine_that_does_not_hear_the_parties_shows_what_they_said(atlas: comity.Atlas) -> None:
    said = beside(atlas.view(doctrine="clean-slate").extradition(requested="XK", requesting="US", on="2012-01-01"))
    assert {"continues", "doubts"} <= {c.act for c in said.claims}


def test_decisions_pass_through_the_lens(atlas: comity.Atlas) -> None:
    asked: dict[str, Any] = {"requested": "US", "requesting": "yugoslavia-sfr", "on": "1955-01-01"}
    assert {d.id for d in beside(atlas.view().extradition(**asked)).decisions} == {"us-sdcal-1952-07-14", "us-ca9-1954-02-19"}
    assert {d.id for d in beside(atlas.view(known_by="1953-01-01").extradition(**asked)).decisions} == {"us-sdcal-1952-07-14"}
