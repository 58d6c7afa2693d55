"""The section on treaties: what binds the two and by whose word, the chain with every step, per doctrine, and nothing without a source."""

from __future__ import annotations

from typing import Any

import pytest

import comity
from comity.kernel.dates import day
from comity.works.brief import Brief, make_brief
from comity.works.brief.blocks import Figure, Heading, Listing, Paragraph, Table
from comity.works.brief.charts import instruments as chart
from comity.works.brief.law import Law
from comity.works.brief.ledger import Ledger
from comity.works.brief.scene import Scene

PAIRS = [("XK", "US", "2017-02-10"), ("US", "XK", "2017-02-10"), ("BA", "US", "2017-02-10"), ("SG", "US", "2010-01-01"), ("HK", "GB", "2021-01-01"),
         ("TV", "FJ", "2010-01-01"), ("CZ", "US", "2010-01-01"), ("RS", "HR", "2010-01-01"), ("yugoslavia-sfr", "US", "1952-08-01")]


def law(view: Any, subject: str, other: str, on: str) -> Law:
    return Law(Scene(view, subject, other, day(on)))


def told(brief: Brief) -> str:
    return " ".join(s.text for b in dict(brief.parts)["treaties"].blocks if isinstance(b, Paragraph) for s in b.statements)


def tables(brief: Brief) -> list[Table]:
    return [b for b in dict(brief.parts)["treaties"].blocks if isinstance(b, Table)]


@pytest.fixture(scope="module")
def kosovo(atlas: comity.Atlas) -> Brief:
    return make_brief(atlas.view(), "XK", "US", on="2017-02-10")


@pytest.mark.parametrize(("subject", "other", "on"), PAIRS)
def test_every_sentence_and_row_has_a_note_and_every_link_a_proof(atlas: comity.Atlas, subject: str, other: str, on: str) -> None:
    data = make_brief(atlas.view(), subject, other, on=on).to_dict()
    section = next(s for s in data["sections"] if s["id"] == "treaties")
    notes = {n["number"] for n in data["notes"]}
    for block in section["blocks"]:
        for statement in block.get("statements", []):
            assert statement["notes"] and set(statement["notes"]) <= notes, statement
            assert statement["proof"] is None or statement["proof"] in data["proofs"], statement
        for row in [*block.get("rows", []), *block.get("table", {}).get("rows", [])]:
            assert any(c["notes"] for c in row), row
            assert all(c["proof"] is None or c["proof"] in data["proofs"] for c in row), row


def test_the_treaty_of_1901_is_disputed_and_the_lead_says_by_whom(kosovo: Brief) -> None:
    text = told(kosovo)
    assert "Whether the extradition treaty of 1901 between the United States and the Kingdom of Serbia bound Kosovo and the United States" in text
    assert "the United States (executive) says that it did, Kosovo (president) that it did not" in text
    assert "On 16 July 2010 the Mitrovica District Court held it not applicable; surrender was refused" in text
    assert "by Article V neither is bound to surrender its own nationals" in text
    assert "unless a treaty provides for it (Constitution, Art. 35(4)), so that it turns on whether one binds" in text


def test_the_chain_has_every_step_and_the_names_of_its_days(kosovo: Brief, atlas: comity.Atlas) -> None:
    assert ("from the Kingdom of Serbia to the Kingdom of Serbs, Croats and Slovenes (1918), to the SFR Yugoslavia (1945), to Kosovo (2008)"
            in told(kosovo))
    main = law(atlas.view(), "XK", "US", "2017-02-10").main
    assert main is not None
    assert [s.holder for s in main.stages] == ["serbia-kingdom", "yugoslavia-kingdom", "yugoslavia-sfr", "XK"]


def test_doctrines_stand_side_by_side_both_ways(kosovo: Brief) -> None:
    there, back = (t for t in tables(kosovo) if t.caption.startswith("Asked of"))
    assert there.caption.startswith("Asked of Kosovo") and back.caption.startswith("Asked of the United States")
    first = {r[0].text: r for r in reversed(there.rows)}
    assert list(reversed(first)) == ["as recorded", "Convention of 1978", "clean slate", "continuity"]
    assert [first[d][2].text for d in ("as recorded", "clean slate", "continuity")] == ["disputed", "no", "yes"]
    assert [first[d][5].text for d in ("clean slate", "continuity")] == ["forbids", "permits"]


def test_unread_clauses_are_named(kosovo: Brief) -> None:
    assert "What it says of earlier trial, capital punishment or military offences, if anything, nobody has read here" in told(kosovo)


def test_both_sides_are_heard_in_order_of_time(kosovo: Brief) -> None:
    said = next(t for t in tables(kosovo) if t.caption.startswith("Said on"))
    sides = [r[3].text for r in said.rows]
    assert "for" in sides and "against" in sides
    cases = next(t for t in tables(kosovo) if t.caption.startswith("Decided by"))
    assert [r[1].text for r in cases.rows][:2] == ["Artukovic v. Boyle", "Ivancevic v. Artukovic"]


def test_the_later_treaty_is_told_as_later(kosovo: Brief) -> None:
    blocks = dict(kosovo.parts)["treaties"].blocks
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith("What would change at a later date, as known by"))
    listing = blocks[at + 1]
    assert isinstance(listing, Listing)
    assert listing.items[0].text.startswith("From 13 June 2019 the extradition treaty of 2016 between the United States and Kosovo binds the two")
    assert "2019" not in told(kosovo)


def test_what_was_not_published_yet_says_nothing(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(known_by="2017-02-10"), "XK", "US", on="2017-02-10")
    text = str([b.to_dict() for b in dict(brief.parts)["treaties"].blocks])
    assert "13 June 2019" not in text


def test_in_the_eyes_of_serbia_no_treaty_binds_kosovo(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(eyes="RS"), "XK", "US", on="2017-02-10")
    first = "No instrument on extradition is known to have bound Kosovo and the United States that day"
    assert told(brief).startswith(f"{first}: Serbia does not hold Kosovo")


def test_a_suspension_and_a_silence_are_told_apart(atlas: comity.Atlas) -> None:
    assert "was suspended on 20 July 2020" in told(make_brief(atlas.view(), "HK", "GB", on="2021-01-01"))
    nothing = make_brief(atlas.view(), "TV", "FJ", on="2010-01-01")
    assert "No instrument on extradition between Tuvalu and Fiji is recorded here, which is no denial." in told(nothing)
    assert not any(isinstance(b, Figure) for b in dict(nothing.parts)["treaties"].blocks)


def test_a_multilateral_binds_through_its_parties(atlas: comity.Atlas) -> None:
    text = told(make_brief(atlas.view(), "RS", "HR", on="2010-01-01"))
    assert "European Convention on Extradition bound Serbia and Croatia that day" in text
    assert "declaration of Serbia) Serbia does not surrender its own nationals to Croatia" in text


def test_the_chart_is_drawn_for_desk_and_phone(atlas: comity.Atlas) -> None:
    found = law(atlas.view(), "XK", "US", "2017-02-10")
    assert [lane.label for lane in chart.lanes(found)][:3] == ["United States–Kingdom of Serbia 1901", "Kingdom of Serbia",
                                                               "Kingdom of Serbs, Croats and Slovenes"]
    for narrow in (False, True):
        drawn = chart.draw(found, "t", "d", narrow)
        assert "url(#pattern-disputed)" in drawn and "Kingdom of Serbs, Croats and Slovenes" in drawn and "#0a0101" not in drawn


def test_a_proof_of_another_day_says_so(atlas: comity.Atlas, kosovo: Brief) -> None:
    later = [e for e in kosovo.ledger.proofs.values() if e.day == day("2019-06-13")]
    assert later and all(e.anchor.endswith(str(day("2019-06-13"))) for e in later)
    ledger = Ledger(atlas, day("2017-02-10"))
    assert ledger.step(later[0].proof.node, "x") != ledger.step(later[0].proof.node, "x", day("2019-06-13"))


def test_the_screenful_tells_both_what_binds_and_of_nationals(kosovo: Brief) -> None:
    text = " ".join(kosovo.text().split())
    assert "Treaties and extradition: Whether the extradition treaty of 1901, made with the Kingdom of Serbia, bound the two was disputed" in text
    assert "by Article V neither must surrender its own nationals" in text
