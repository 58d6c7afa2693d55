"""The foreign fighters in a brief: one figure to print with its scope, rate and rank; others beside it, never with it; nothing that came later."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

import comity
from comity.kernel.dates import day
from comity.kernel.figures import Interval
from comity.works.brief import Brief, make_brief
from comity.works.brief.blocks import Cell, Figure, Heading, Paragraph, Part, Table
from comity.works.brief.fought import ROWS, Fought
from comity.works.brief.fought_phrases import between, nth, number, until
from comity.works.brief.scene import Scene

ON = "2017-02-10"


def fought(view: Any, place: str = "XK", other: str = "US", on: str = ON) -> Fought:
    return Fought(Scene(view, place, other, day(on)), place)


def part(brief: Brief) -> Part:
    return dict(brief.parts)["fighters"]


def paragraphs(brief: Brief) -> list[str]:
    return [" ".join(s.text for s in b.statements) for b in part(brief).blocks if isinstance(b, Paragraph)]


def tables(brief: Brief) -> dict[str, Table]:
    found = [b.table if isinstance(b, Figure) else b for b in part(brief).blocks if isinstance(b, Figure | Table)]
    return {t.caption: t for t in found}


def printed(brief: Brief) -> list[tuple[Cell, ...]]:
    return list(tables(brief)["What is printed of Kosovo, and whether it holds"].rows)


@pytest.fixture(scope="module")
def kosovo(atlas: comity.Atlas) -> Brief:
    return make_brief(atlas.view(), "XK", "US", on=ON)


@pytest.mark.parametrize(("subject", "other", "on"), [("XK", "US", ON), ("BE", "FR", "2016-01-01"), ("US", "ES", "1939-05-01")])
def test_every_sentence_and_row_has_a_note(atlas: comity.Atlas, subject: str, other: str, on: str) -> None:
    data = make_brief(atlas.view(), subject, other, on=on).to_dict()
    section = next(s for s in data["sections"] if s["id"] == "fighters")
    notes = {n["number"] for n in data["notes"]}
    for block in section["blocks"]:
        for statement in block.get("statements", []):
            assert statement["notes"] and set(statement["notes"]) <= notes, statement
        for row in [*block.get("rows", []), *block.get("table", {}).get("rows", [])]:
            assert any(c["notes"] for c in row), row


def test_the_section_stands_after_that_on_groups(kosovo: Brief) -> None:
    order = [i for i, _ in kosovo.parts]
    assert order.index("fighters") == order.index("groups") + 1


def test_the_figure_to_print_has_its_bounds_scope_holder_rate_and_rank(kosovo: Brief) -> None:
    assert paragraphs(kosovo)[0].startswith(
        "Between 100 and 150 fighters went from Kosovo to join Sunni militant groups in Syria and Iraq as of the second half of 2014, according to "
        "the International Centre for the Study of Radicalisation in a copy of its table; that is 55 to 82 per million of the population of 2014 "
        "(1,823,149, as published in 2015), which ranks it 6th to 8th of 35 by that source.")


def test_others_stand_beside_it_with_their_scopes_and_no_midpoint_is_printed(kosovo: Brief) -> None:
    text = paragraphs(kosovo)[0]
    assert "Kosovo (police) 316 (any side in Syria and Iraq, as of 2016)" in text
    assert "the United States (executive) 250 to 300 (Islamic State and al-Nusra in Syria and Iraq, as of 2015)" in text
    everything = str([b.to_dict() for b in part(kosovo).blocks])
    assert "275" not in everything and not re.search(r"\b125 fighters", everything)


def test_rules_of_choice(atlas: comity.Atlas) -> None:
    for place, on in (("XK", ON), ("BE", "2016-01-01"), ("TN", "2018-01-01"), ("GB", "2015-06-01")):
        found = fought(atlas.view(), place, "US" if place != "US" else "XK", on)
        lead = found.lead
        assert lead is not None and lead.total
        f = lead.figure
        assert f.as_of_latest <= day(on) and found.known(f) and f.unit == "persons" and f.basis != "sample" and found.ranked(f) is not None
        later = [x.figure for x in found.lines if x.total and found.known(x.figure) and found.ranked(x.figure) is not None]
        assert max(x.as_of_latest for x in later) == f.as_of_latest


def test_a_copy_does_not_stand_beside_what_it_copies(atlas: comity.Atlas) -> None:
    figures = fought(atlas.view(), "BE", "FR", "2016-01-01").figures
    assert "icsr-2015-01" in {f.source for f in figures}
    assert not [f for f in figures if f.copies == "icsr-2015-01"]


def test_ranks_are_of_one_source_scope_and_day(atlas: comity.Atlas) -> None:
    found = fought(atlas.view())
    for line in found.lines:
        if (ranked := found.ranked(line.figure)) is not None:
            assert {(r.figure.source, r.figure.scope, r.figure.as_of) for r in ranked[0].rows} == {
                (line.figure.source, line.figure.scope, line.figure.as_of)}


def test_the_first_place_of_one_count_is_second_in_another_and_fourteenth_of_muslims(kosovo: Brief) -> None:
    kcss = [r for r in printed(kosovo) if r[0].text == "The Kosovar Centre for Security Studies, January 2015"]
    assert "125 per million, 1st of 22, “highest”" in kcss[0][1].text and kcss[0][2].text == "1st of 2"
    assert "“first” does not survive among those it names: 2nd of 2, behind Bosnia and Herzegovina" in kcss[0][3].text
    assert kcss[1][1].text.startswith("14th of 22; per head of Muslims")
    assert kcss[2][1].text.startswith("8th of 22; by number")
    rferl = next(r for r in printed(kosovo) if r[0].text == "Radio Free Europe/Radio Liberty, January 2015")
    assert "“second highest”" in rferl[1].text and "behind Bosnia and Herzegovina" in rferl[2].text


def test_what_reproduces_a_printed_rate_or_that_nothing_does(kosovo: Brief) -> None:
    cells = {r[1].text.partition(" ")[0]: r[3].text for r in printed(kosovo)}
    assert "nothing here gives 125; nearest 127.3, 232 over 1,823,149 (2014, published 2015); 232 would need 1,848,606 to 1,863,454" in cells["125"]
    assert cells["83"].startswith("83 is 150 over ")
    assert cells["129"].startswith("129 is 232 by KCSS over ")


def test_no_verdict_where_it_is_not_known_among_whom(kosovo: Brief) -> None:
    press = next(r for r in printed(kosovo) if r[0].text == "The press, May 2016")
    assert press[3].text.startswith("Among whom is not listed; of all ranked here ") and "survive" not in press[3].text


def test_parts_fit_their_whole_and_leave_a_rest(kosovo: Brief) -> None:
    text = str([b.to_dict() for b in part(kosovo).blocks])
    assert "of 314 persons (Islamic State in Syria and Iraq, families counted in, as of May 2016)" in text
    assert "44 women, 28 children and 2 suicide bombers; 74 together, which fits and leaves a rest of 240." in text


def test_what_is_missing_is_said_of_the_sources_shown(kosovo: Brief) -> None:
    blocks = part(kosovo).blocks
    assert any(isinstance(b, Heading) and b.text == "What is missing here" for b in blocks)
    text = str([b.to_dict() for b in blocks])
    assert "the men among the 314 are not counted out" in text and "April 2019" not in text


def test_nothing_counted_later_is_told(atlas: comity.Atlas, kosovo: Brief) -> None:
    found = fought(atlas.view())
    assert all(x.figure.as_of_latest <= day(ON) for x in found.lines)
    assert not re.search(r"\b(2018|2019|202\d)\b", str([b.to_dict() for b in part(kosovo).blocks]).replace("comity", ""))


def test_tables_are_short_and_say_how_many_more(kosovo: Brief, atlas: comity.Atlas) -> None:
    assert all(len(t.rows) <= ROWS for t in tables(kosovo).values())
    assert "more figures, of other units, days or scopes: comity fighters XK." in str([b.to_dict() for b in part(kosovo).blocks])


def test_the_chart_takes_its_colours_from_the_page_and_has_ids_of_its_own(kosovo: Brief) -> None:
    charts = [b for b in part(kosovo).blocks if isinstance(b, Figure)]
    assert [c.id for c in charts] == ["fighters-xk"]
    wide, narrow = charts[0].draw(False), charts[0].draw(True)
    assert "<style" not in wide and "var(--yes)" in wide and "KCSS, January 2015" in wide and "100–150" in wide
    ids = [set(re.findall(r' id="([^"]+)"', drawn)) for drawn in (wide, narrow)]
    assert ids[0] and not ids[0] & ids[1]
    assert all(labelled in ids[0] for labelled in re.findall(r'aria-labelledby="([^"]+)"', wide)[0].split())


def test_known_by_leaves_out_what_was_published_later(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(known_by="2015-06-01"), "XK", "US", on="2015-06-01")
    text = str([b.to_dict() for b in part(brief).blocks])
    assert paragraphs(brief)[0].startswith("According to Radio Free Europe/Radio Liberty, 150 fighters went from Kosovo to join Islamic State in")
    assert "2nd of 6 by that source" in text and "316" not in text and "129 per million" not in text


def test_in_the_eyes_of_kosovo_its_own_word_counts(atlas: comity.Atlas) -> None:
    found = fought(atlas.view(eyes="XK"))
    assert found.lines and {x.figure.holder.partition("/")[0] for x in found.lines if x.figure.theatre == "syria-iraq"} == {"XK"}
    brief = make_brief(atlas.view(eyes="XK"), "XK", "US", on=ON)
    assert paragraphs(brief)[0].startswith("According to Kosovo (police), 316 fighters went from Kosovo to fight on any side in Syria and Iraq")


def test_a_pair_without_figures_has_no_section(atlas: comity.Atlas) -> None:
    assert "fighters" not in dict(make_brief(atlas.view(), "TV", "FJ", on="2010-01-01").parts)
    assert "fighters" not in dict(make_brief(atlas.view(), "yugoslavia-sfr", "US", on="1960-01-01").parts)


def test_one_of_two_without_figures_is_one_sentence(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(), "XK", "TV", on=ON)
    assert paragraphs(brief)[1] == "Of fighters from Tuvalu no figure of those years is recorded here, which is not a figure of nobody."


def test_sources_that_disagree_are_both_printed(atlas: comity.Atlas) -> None:
    on = next((on for on in ("1940-06-01", "1941-01-01", "1948-01-01") if fought(atlas.view(), "US", "FR", on).disagreeing), None)
    assert on is not None
    brief = make_brief(atlas.view(), "US", "FR", on=on)
    assert "no number fits both" in str([b.to_dict() for b in part(brief).blocks])
    assert paragraphs(brief)[0].startswith("According to scholarly literature, 2,500, or in another source 2,800, fighters went from the ")
    a, b = fought(atlas.view(), "US", "FR", on).disagreeing[0]
    assert a.scope == b.scope and a.as_of == b.as_of and not a.interval.meets(b.interval)


def test_the_screenful_has_a_line_on_fighters(kosovo: Brief) -> None:
    assert ("Foreign fighters: 100 to 150 from Kosovo to Sunni militant groups in Syria and Iraq as of the second half of 2014, 6th to 8th of 35 "
            "per head" in " ".join(kosovo.text().split()))


@pytest.mark.parametrize(("low", "high", "said"), [(100, 150, "100 to 150"), (None, 120, "up to 120"), (300, None, "at least 300"), (7, 7, "7"),
                                                   (1200, 3000, "1,200 to 3,000")])
def test_bounds_in_words(low: int | None, high: int | None, said: str) -> None:
    assert number(Interval(*(None if b is None else Fraction(b) for b in (low, high)))) == said


def test_ranks_and_dates_in_words() -> None:
    assert [nth(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 111)] == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "111th"]
    assert between(2, 5) == "2nd to 5th" and between(1, 1) == "1st"
    assert until("2014-07/2014-12") == "the second half of 2014" and until("2016-03/2016-05") == "March to May 2016"
    assert until("2015-01") == "January 2015" and until("2015~") == "about 2015" and until("2014-12-31") == "31 December 2014"
