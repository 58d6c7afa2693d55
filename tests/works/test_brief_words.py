"""What the sentences of a brief say: nothing of a later day, no finer date than the source has, and what ended as ended."""

from __future__ import annotations

import re

import comity
from comity.kernel.dates import day
from comity.works.brief import Brief, make_brief
from comity.works.brief.blocks import Figure, Listing, Paragraph, Table
from comity.works.brief.charts import map
from comity.works.brief.phrases import _presumed
from comity.works.brief.scene import Scene
from comity.works.brief.spans import UNKNOWN
from comity.works.brief.words import the, window_text


def sentences(brief: Brief) -> list[str]:
    """The lead and every sentence of every section."""
    out = [s.text for s in brief.lead]
    for _, part in brief.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph | Listing):
                out += [s.text for s in (block.statements if isinstance(block, Paragraph) else block.items)]
            elif isinstance(block, Figure):
                out += [c.text for c in block.caption]
    return out


def table(brief: Brief, caption: str) -> Table:
    return next(b for _, p in brief.parts for b in p.blocks if isinstance(b, Table) and b.caption.startswith(caption))


def test_nothing_later_than_the_day_is_told_of_it(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(), "czechoslovakia", "GB", on="1938-10-15")
    assert not any("from the German Reich" in s or "United Nations" in s for s in sentences(brief))
    days = {(r[1].text, r[3].text) for r in table(brief, "Who counts").rows}
    assert ("10 May 1945", "no, later") in days and ("28 October 1918", "yes") in days
    union = make_brief(atlas.view(), "ussr", "US", on="1933-12-01")
    assert not any("Estonia" in c.text for r in table(union, "The links").rows for c in r)
    assert all(c.earliest <= union.scene.day for link in union.scene.links for c in link)


def test_the_organisation_is_the_one_of_the_day(atlas: comity.Atlas) -> None:
    told = {on: " ".join(sentences(make_brief(atlas.view(), "FR", "GB", on=on))) for on in ("1919-01-01", "1933-12-01", "1950-01-01")}
    assert "League of Nations" not in told["1919-01-01"] and "United Nations" not in told["1919-01-01"]
    assert "member of the League of Nations" in told["1933-12-01"] and "United Nations" not in told["1933-12-01"]
    assert "France had been a member of the United Nations since 24 October 1945" in told["1950-01-01"]


def test_what_ended_is_told_as_ended(atlas: comity.Atlas) -> None:
    text = [s.text for s in make_brief(atlas.view(), "sadr", "AL", on="2010-06-01").lead]
    assert ("Albania had withdrawn its recognition of the Sahrawi Arab Democratic Republic on 11 November 2004; "
            "nothing later is recorded.") in text
    seat = sentences(make_brief(atlas.view(), "TW", "US", on="1985-01-01"))
    assert "The Republic of China (Taiwan) had lost its seat in the United Nations on 25 October 1971." in seat


def test_a_claimant_of_whom_nothing_is_recorded_is_told_as_one(atlas: comity.Atlas) -> None:
    words = {c.source for c in atlas.pair("recognition", "MA sadr")}
    lead = [s.text for s in make_brief(atlas.view(without=sorted(words)), "sadr", "AL", on="2010-06-01").lead]
    assert "Morocco claims the territory; no statement by it on recognition is recorded here." in lead


def test_a_coarse_date_stays_coarse(atlas: comity.Atlas) -> None:
    rows = {r[0].text: r for r in table(make_brief(atlas.view(), "czechoslovakia", "GB", on="1938-10-15"), "Standings").rows}
    assert rows["United States"][2].text == "1918"
    lead = " ".join(s.text for s in make_brief(atlas.view(), "czechoslovakia", "US", on="1938-10-15").lead)
    assert "as it had since 1918 (day not known)" in lead and "31 December" not in lead


def test_recognition_as_a_government_and_relations_are_told(atlas: comity.Atlas) -> None:
    brief = make_brief(atlas.view(), "TW", "US", on="1985-01-01")
    lead = " ".join(s.text for s in brief.lead)
    assert "As a government the United States recognised the Republic of China (Taiwan) until it withdrew its recognition on 1 January 1979." in lead
    assert "Diplomatic relations between the two: established on 2 May 1913" in lead and "broken off on 1 January 1979" in lead
    assert any(s.startswith("Recognition as a government is counted apart") for s in sentences(brief))
    assert not any("As a government" in s for s in sentences(make_brief(atlas.view(), "XK", "US", on="2017-02-10")))


def test_the_lead_says_once_that_silence_is_no_denial(atlas: comity.Atlas) -> None:
    for subject, observer, on in (("DE", "FR", "2017-01-01"), ("TW", "US", "1985-01-01"), ("sadr", "MA", "2010-06-01")):
        lead = " ".join(s.text for s in make_brief(atlas.view(), subject, observer, on=on).lead)
        assert lead.count("no denial") == 1 and " 0 did not" not in lead and "show 1 " not in lead, lead


def test_articles() -> None:
    for label in ("First Republic of Armenia", "Papal States", "League of Nations", "Gleditsch and Ward list of independent states"):
        assert the(label) == f"the {label}"
    for label in ("Korea (Joseon, Korean Empire)", "Norfolk Island", "Kosovo"):
        assert the(label) == label
    assert window_text(day("1992-01-01"), day("1993-12-31")) == "between 1992 and 1993"


def test_a_work_is_named_after_whose_it_is(atlas: comity.Atlas) -> None:
    scene = Scene(atlas.view(), "XK", "US", day("2017-02-10"))
    assert scene.name("gsh", True) == "The Office of the Historian's Geography of States in History"


def test_the_map_says_what_it_cannot_draw_and_keeps_names_apart(atlas: comity.Atlas) -> None:
    assert any("Czechoslovakia has no outline on today's map." in s
               for s in sentences(make_brief(atlas.view(), "czechoslovakia", "GB", on="1938-10-15")))
    near, far = (Scene(atlas.view(), "XK", i, day("2017-02-10")) for i in ("AL", "US"))
    assert map._dodge(near, False) > 0 and map._dodge(far, False) == 0


def test_the_short_version_numbers_its_own_notes(atlas: comity.Atlas) -> None:
    text = make_brief(atlas.view(), "XK", "US", on="2017-02-10").text()
    printed = [int(n) for n in re.findall(r"^\[(\d+)\]", text, re.MULTILINE)]
    used = {int(n) for found in re.findall(r"(?<=\. )\[([\d,]+)\]|(?<=\.\n)\[([\d,]+)\]", text) for n in ",".join(found).strip(",").split(",")}
    assert printed == list(range(1, len(printed) + 1)) and used <= set(printed) and {1, len(printed)} <= used
    assert re.search(r"And \d+ more: see the\s+page\.", text)


def test_what_is_presumed_after_a_coarse_date_names_no_day() -> None:
    coarse = _presumed("A recognised B, as it had since 1951" + UNKNOWN, day("1951-12-31"))
    assert coarse.endswith("1951 (day not known; presumed: nothing later is recorded)")
    assert _presumed("A recognised B", day("1951-12-31")) == "A recognised B (presumed: nothing is recorded after 31 December 1951)"
