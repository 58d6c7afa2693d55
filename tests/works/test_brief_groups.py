"""The armed groups in a brief: as they were called on the day, who had listed them by then, and nothing that came later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import comity
from comity.atlas.build import build
from comity.kernel.dates import day
from comity.works.brief import Brief, make_brief
from comity.works.brief.armed import MOST, Groups
from comity.works.brief.blocks import Figure, Heading, Listing, Paragraph, Part
from comity.works.brief.scene import Scene

from ..atlas import world_groups
from ..atlas.world_groups import called, row, written


@pytest.fixture(scope="module")
def kosovo(atlas: comity.Atlas) -> Brief:
    return make_brief(atlas.view(), "XK", "US", on="2017-02-10")


def told(part: Part) -> dict[str, list[str]]:
    """The sentences under each heading of a section; those before the first under nothing."""
    out: dict[str, list[str]] = {"": []}
    for block in part.blocks:
        if isinstance(block, Heading):
            out[block.text] = []
        elif isinstance(block, Listing):
            out[list(out)[-1]] += [s.text for s in block.items]
        elif isinstance(block, Paragraph):
            out[list(out)[-1]] += [s.text for s in block.statements]
    return out


def small(folder: Path, subject: str, observer: str, on: str, **relations: list[world_groups.Row]) -> Part:
    """The section of a brief from the small world, of whose groups only some rows are told."""
    files = {name: "" for name in world_groups.GROUPS if name.startswith("claims/")}
    files |= {f"claims/{r}/all.csv": written(r, rows) for r, rows in relations.items()}
    atlas = comity.open(build(world_groups.make(folder, files), folder / "atlas.sqlite").path)
    return dict(make_brief(atlas.view(), subject, observer, on=on).parts)["groups"]


def test_it_stands_after_the_treaties(kosovo: Brief) -> None:
    order = [i for i, _ in kosovo.parts]
    assert order.index("groups") == order.index("treaties") + 1


def test_kosovo_and_the_united_states(kosovo: Brief) -> None:
    said = told(dict(kosovo.parts)["groups"])
    assert {"Islamic State", "Jabhat Fateh al-Sham (Jabhat al-Nusra)", "Hay'at Tahrir al-Sham", "Kosovo Liberation Army"} <= set(said)
    joined = [g for g, sentences in said.items() if any(s.startswith("Nationals of Kosovo joined it") for s in sentences)]
    assert {"Islamic State", "Jabhat Fateh al-Sham (Jabhat al-Nusra)", "Hay'at Tahrir al-Sham"} <= set(joined)
    assert len(said) <= MOST + 2


def test_who_had_listed_by_the_day_and_under_whose_entry(kosovo: Brief) -> None:
    said = told(dict(kosovo.parts)["groups"])
    nusra = " ".join(said["Jabhat Fateh al-Sham (Jabhat al-Nusra)"])
    assert "since 19 July 2013 (signed 17 July 2013, announced 18 July 2013, in effect 19 July 2013), as a name in the entry of al-Qaida." in nusra
    tahrir = " ".join(said["Hay'at Tahrir al-Sham"])
    assert "It was not on the list US Foreign Terrorist Organizations" in tahrir and "Listed:" not in tahrir
    army = " ".join(said["Kosovo Liberation Army"])
    assert "Listed:" not in army and "The United States condemned acts of it on 22 February 1998, which is no listing." in army


def test_nothing_after_the_day_is_told(kosovo: Brief) -> None:
    groups = dict(kosovo.parts)["groups"]
    for name, sentences in told(groups).items():
        if name != "What is missing here":
            later = [s for s in sentences for y in re.findall(r"\b(20\d\d)\b", s) if int(y) > 2017 and "at some time by" not in s
                     and "between" not in s]
            assert not later
    figure = next(b for b in groups.blocks if isinstance(b, Figure))
    assert not [r for r in figure.table.rows if re.search(r"20(1[89]|2\d)", r[0].text)]


def test_a_group_is_called_by_its_name_of_the_day(atlas: comity.Atlas) -> None:
    said = told(dict(make_brief(atlas.view(), "XK", "AL", on="2013-01-01").parts)["groups"])
    assert "Islamic State of Iraq" in said and "Jabhat al-Nusra" in said
    assert not [g for g in said if "Tahrir" in g or g == "Islamic State"]


def test_the_verdicts_are_those_of_the_listings(atlas: comity.Atlas, kosovo: Brief) -> None:
    listings = {x.regime: x for x in atlas.view().group("islamic-state").listings}
    section = dict(kosovo.parts)["groups"]
    items = next(b for n, b in enumerate(section.blocks) if isinstance(b, Listing) and section.blocks[n - 1] == Heading("Islamic State")).items
    shown = [s for s in items if s.text.startswith("Listed:")]
    assert len(shown) == sum(x.answer.on("2017-02-10") in (comity.Verdict.YES, comity.Verdict.DISPUTED) for x in listings.values())
    assert all(s.proof in kosovo.ledger.proofs and kosovo.ledger.proofs[s.proof].proof.node.verdict(day("2017-02-10")).value == s.verdict
               for s in shown)


def test_it_is_in_the_text_and_in_the_data(kosovo: Brief) -> None:
    assert "Armed groups: Islamic State, Jabhat Fateh al-Sham and " in " ".join(kosovo.text().split())
    section = next(s for s in kosovo.to_dict()["sections"] if s["id"] == "groups")
    assert {b["block"] for b in section["blocks"]} == {"paragraph", "aside", "heading", "listing", "figure"}


def test_the_lineage_is_drawn_as_of_the_day(atlas: comity.Atlas, kosovo: Brief) -> None:
    figure = next(b for b in dict(kosovo.parts)["groups"].blocks if isinstance(b, Figure))
    assert "as of 10 February 2017" in figure.title and figure.draw(False).startswith("<svg") and "<title" in figure.draw(True)
    kin = Groups(Scene(atlas.view(), "XK", "US", day("2017-02-10"))).kin
    assert kin is not None and kin.until == day("2017-02-10")


def test_a_pair_of_which_nothing_is_known_says_so(tmp_path: Path) -> None:
    sentence, = told(small(tmp_path, "BB", "AA", "1998-06-01"))[""]
    assert sentence.startswith("No armed group is named here") and "no denial" in sentence


def test_undated_presence_alone_is_counted_and_not_told(tmp_path: Path) -> None:
    part = small(tmp_path, "BB", "AA", "1998-06-01", presence=[row("active-in", "red", "BB", holder="ucdp")])
    sentence, = told(part)[""]
    assert sentence.startswith("1 armed group is named here") and "without a day" in sentence


def test_a_listing_by_either_makes_undated_presence_matter(tmp_path: Path) -> None:
    part = small(tmp_path, "BB", "AA", "1998-06-01", presence=[row("active-in", "red", "BB", holder="ucdp")], listing=[
        row("lists", "AA/list", "red", "1997-03-01", name="Red Front", entry="red", date_kind="signed"),
        row("lists", "AA/list", "red", "1998-01-01", name="Red Front", entry="red", date_kind="effective")])
    assert any("List of Alia, since 1 January 1998 (in effect 1 January 1998)" in s or "signed" in s for s in told(part)["Red Front"])


def test_signed_announced_and_effective_stay_apart(tmp_path: Path) -> None:
    part = small(tmp_path, "BB", "AA", "1998-06-01", presence=[row("active-in", "red", "BB", "1998", holder="ucdp")], listing=[
        row("lists", "AA/list", "red", d, name="Red Front", entry="red", date_kind=k)
        for d, k in (("1997-12-20", "signed"), ("1997-12-24", "announced"), ("1998-01-01", "effective"))])
    assert "Listed: List of Alia, since 1 January 1998 (signed 20 December 1997, announced 24 December 1997, in effect 1 January 1998)." \
        in told(part)["Red Front"]


def test_what_was_struck_by_the_day_is_told_as_struck(tmp_path: Path) -> None:
    part = small(tmp_path, "BB", "AA", "2005-01-01", presence=[row("active-in", "red", "BB", "1998", holder="ucdp")], listing=[
        row("lists", "AA/list", "red", "1998-01-01", name="Red Front", entry="red", date_kind="effective"),
        row("removes", "AA/list", "red", "2004-01-01", name="Red Front", entry="red", date_kind="effective")])
    assert "Struck off by the day: List of Alia, on 1 January 2004." in told(part)["Red Front"]


def test_a_later_listing_name_and_end_are_not_told(tmp_path: Path) -> None:
    part = small(tmp_path, "BB", "AA", "1995-01-01", presence=[row("active-in", "red", "BB", "1994", holder="ucdp", until="2001")],
                 called=[called("Red Front", since="1990-01-01"), called("New Front", since="2000-01-01", instead_of="Red Front")],
                 listing=[row("lists", "AA/list", "red", "1998-01-01", name="Red Front", entry="red", date_kind="effective")],
                 lineage=[row("dissolves", "red", "red", "2003", date_kind="decided")], statement=[row("condemns", "AA", "red", "1997-05-05")])
    said = told(part)["Red Front"]
    assert not re.search(r"New Front|199[78]|200\d", " ".join(said))
    assert "It called itself Red Front from 1 January 1990." in said and "It was active in Beria: so Uppsala Conflict Data Program (1994)." in said


def test_each_holder_s_identity_stands_by_itself(tmp_path: Path) -> None:
    part = small(tmp_path, "BB", "AA", "1999-01-01", presence=[row("active-in", "red", "BB", "1998", holder="ucdp")], identity=[
        row("treats-as-same", "blue", "red", "1997-01-01", holder="AA", kind="alias"),
        row("treats-as-apart", "blue", "red", "1998-01-01", holder="BB", kind="alias")])
    assert "Blue Front: taken for one with it by Alia on 1 January 1997; told apart from it by Beria on 1 January 1998." in told(part)["Red Front"]
