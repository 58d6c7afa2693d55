"""A lineage as a picture: what it shows, what it leaves out and says so, and the table that says the same."""

from __future__ import annotations

import builtins
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import comity
from comity.errors import UsageError
from comity.kernel.dates import day
from comity.questions.groups.lineage import lineage
from comity.works.brief.charts import lineage as chart
from comity.works.brief.kin import Join, Kin, arranged
from comity.works.brief.named import as_of, spells
from comity.works.lineage import draw, markdown, page, png, table

from ..atlas.world_groups import called, holding, row

SVG = "{http://www.w3.org/2000/svg}"
KNOWN = ["jabhat-al-nusra", "islamic-state", "kosovo-liberation-army"]


def texts(drawn: str) -> list[str]:
    """Everything written in a picture."""
    return [t.text or "" for t in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def kin_of(atlas: comity.Atlas, name: str, on: str | None = None, until: str | None = None) -> Kin:
    return Kin(lineage(atlas.view(), name, None if on is None else day(on)), None if until is None else day(until))


@pytest.mark.parametrize("name", KNOWN)
def test_a_picture_has_a_title_a_description_and_no_colour_of_its_own(atlas: comity.Atlas, name: str) -> None:
    drawn = draw(lineage(atlas.view(), name, None))
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img" and root.get("viewBox")
    title, describes = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and atlas.label(name) in (title.text or "")
    assert describes is not None and "table" in (describes.text or "")
    assert root.get("aria-labelledby") == f"{title.get('id')} {describes.get('id')}"
    assert not re.search(r'(?:fill|stroke)="#', drawn), "a colour that no page can change"
    used = set(re.findall(r"var\(--([a-z]+)\)", drawn))
    assert used and all(f"--{v}:" in drawn for v in used)


@pytest.mark.parametrize("name", KNOWN)
def test_every_line_has_its_label_and_every_name_taken_is_written(atlas: comity.Atlas, name: str) -> None:
    kin = kin_of(atlas, name)
    written = " ".join(texts(draw(kin.lineage)))
    for strand in kin.strands:
        assert chart.label(kin, strand) in written
        assert all(n.short in written for n in strand.names)


@pytest.mark.parametrize("name", KNOWN)
def test_nothing_undated_is_drawn_and_all_of_it_is_told(atlas: comity.Atlas, name: str) -> None:
    kin = kin_of(atlas, name)
    dated = {(e.act, e.actor, e.object) for e in kin.lineage.events if e.days is not None}
    for e in (e for e in kin.lineage.events if e.days is None):
        assert (e.act, e.actor, e.object) not in dated
        assert not [j for j in kin.joins if j.kind == e.act and {j.source, j.target} == {e.actor, e.object}]
    told = [r for r in table(kin.lineage) if r.when == "no day given"]
    assert {(r.who, r.what) for r in kin.undated} <= {(r.who, r.what) for r in told}
    written = " ".join(" ".join(texts(draw(kin.lineage))).split())
    assert all(f"{r.who} {r.what}" in written for r in kin.undated)


def test_the_names_of_the_islamic_state_stand_in_order(atlas: comity.Atlas) -> None:
    kin = kin_of(atlas, "islamic-state")
    names = next(s for s in kin.strands if s.id == "islamic-state").names
    assert [n.short for n in names] == ["JTJ", "TQJBR", "Islamic State of Iraq", "ISIS", "Islamic State"]
    assert [n.day for n in names] == sorted(n.day for n in names)


def test_a_denied_merger_ends_no_line(atlas: comity.Atlas) -> None:
    kin = kin_of(atlas, "jabhat-al-nusra")
    merger = next(j for j in kin.joins if (j.source, j.target, j.kind) == ("jabhat-al-nusra", "islamic-state", "merges-into"))
    assert merger.disputed
    life, = next(s for s in kin.strands if s.id == "jabhat-al-nusra").lives
    assert life.ended is not None and life.ended[1] == day("2017-01-28")


def test_as_of_a_day_nothing_after_it_is_told(atlas: comity.Atlas) -> None:
    until = day("2014-01-01")
    kin = kin_of(atlas, "islamic-state", until="2014-01-01")
    assert all(r.days is None or r.days[1] <= until for r in kin.rows)
    assert kin.label == "Islamic State of Iraq and al-Sham"
    written = " ".join(texts(draw(kin.lineage, until=until)))
    assert "Islamic State of Iraq and al-Sham" in written and "Jabhat Fateh al-Sham" not in written and "2016" not in written


def test_the_day_asked_for_is_marked(atlas: comity.Atlas) -> None:
    assert "the day asked for" in texts(draw(lineage(atlas.view(), "kosovo-liberation-army", day("1999-06-01"))))
    assert "the day asked for" not in texts(draw(lineage(atlas.view(), "kosovo-liberation-army", None)))


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", KNOWN)
def test_names_along_a_line_do_not_run_into_each_other(atlas: comity.Atlas, name: str, narrow: bool) -> None:
    drawn = ElementTree.fromstring(draw(lineage(atlas.view(), name, None), narrow=narrow))
    placed: dict[float, list[tuple[float, float]]] = {}
    kin = kin_of(atlas, name)
    names = {n.short for s in kin.strands for n in s.names}
    for t in drawn.iter(f"{SVG}text"):
        at = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", t.get("transform", ""))
        if at and t.text in names and "stroke" not in t.attrib and t.get("text-anchor") in (None, "start"):
            placed.setdefault(float(at.group(2)), []).append((float(at.group(1)), len(t.text) * 4.2))
    for row_ in placed.values():
        row_.sort()
        assert all(a + wide <= b for (a, wide), (b, _) in pairwise(row_))


def test_the_table_says_who_what_when_and_by_which_source(atlas: comity.Atlas) -> None:
    rows = table(lineage(atlas.view(), "jabhat-al-nusra", None))
    assert all(r.who and r.what and r.when and r.sources for r in rows)
    assert all(atlas.source(s) is not None for r in rows for s in r.sources)
    told = {(r.who, r.what, r.when) for r in rows}
    assert ("Jabhat al-Nusra", "is called Jabhat Fateh al-Sham", "28 July 2016") in told
    assert ("Jabhat al-Nusra", "merged into Hay'at Tahrir al-Sham", "28 January 2017") in told
    assert [r.standing for r in rows if r.what == "merged into Islamic State" and r.who == "Jabhat al-Nusra"] == ["disputed"]
    text = markdown(lineage(atlas.view(), "jabhat-al-nusra", None))
    assert text.count("\n") == len(rows) + 2 and text.startswith("| Day | Group | What |")


def test_a_page_stands_alone_and_every_source_it_cites_is_below(atlas: comity.Atlas) -> None:
    html = page(lineage(atlas.view(), "kosovo-liberation-army", None))
    assert html.startswith("<!DOCTYPE html>") and html.count("<svg") == 2 and "<table>" in html
    assert not re.search(r'(?:src|href)="(?!#|https?://)', html) and "<script" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_png_is_one(atlas: comity.Atlas) -> None:
    assert png(lineage(atlas.view(), "kosovo-liberation-army", None), scale=1).startswith(b"\x89PNG")


def test_a_missing_library_is_named(atlas: comity.Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "altair":
            raise ImportError(f"No module named {name!r}", name=name)
        return real(name, *args, **kwargs)

    found = lineage(atlas.view(), "kosovo-liberation-army", None)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match=r"pip install 'comity\[brief\]'"):
        draw(found)


def test_a_group_that_ends_and_comes_again_has_two_lives(tmp_path: Path) -> None:
    atlas = holding(tmp_path, lineage=[
        row("founds", "red", "red", "1990-01-01", date_kind="decided"), row("merges-into", "blue", "red", "1995-01-01", date_kind="decided"),
        row("splits-from", "blue", "red", "1997-01-01", date_kind="decided"), row("dissolves", "blue", "blue", "1999", date_kind="decided")])
    blue = next(s for s in kin_of(atlas, "red").strands if s.id == "blue")
    first, second = blue.lives
    assert first.begun is None and first.ended == (day("1995-01-01"),) * 2
    assert second.begun == (day("1997-01-01"),) * 2 and second.ended == (day("1999-01-01"), day("1999-12-31"))
    drawn = draw(kin_of(atlas, "red").lineage)
    assert "nothing earlier on record" in texts(drawn)


def test_a_group_that_only_undated_rows_join_has_no_line(tmp_path: Path) -> None:
    atlas = holding(tmp_path, called=[called("Red Front", since="1990-01-01")], lineage=[row("splits-from", "blue", "red")])
    kin = kin_of(atlas, "red")
    assert [s.id for s in kin.strands] == ["red"] and kin.apart == ("Blue Front",) and not kin.joins
    written = " ".join(texts(draw(kin.lineage)))
    assert "Without a day, and so not drawn: Blue Front split from Red Front." in written and "Blue Front." in written


def test_a_group_of_which_nothing_has_a_day_is_still_told(tmp_path: Path) -> None:
    atlas = holding(tmp_path, lineage=[row("splits-from", "blue", "red")])
    kin = kin_of(atlas, "red")
    assert not kin.strands
    assert "Blue Front split from Red Front" in " ".join(texts(draw(kin.lineage)))
    assert [r.when for r in table(kin.lineage)] == ["no day given"]


def test_listings_are_marked_by_whose_they_are_and_hollow_when_struck(tmp_path: Path) -> None:
    atlas = holding(tmp_path, lineage=[row("founds", "red", "red", "1990-01-01", date_kind="decided")], listing=[
        row("lists", "AA/list", "red", "1998-01-01", name="Red Front", entry="red", date_kind="effective"),
        row("removes", "AA/list", "red", "2004-01-01", name="Red Front", entry="red", date_kind="effective")])
    strand, = kin_of(atlas, "red").strands
    assert [(m.day, m.struck) for m in strand.marks] == [(day("1998-01-01"), False), (day("2004-01-01"), True)]
    assert {"listed by AA", "struck off"} <= set(texts(draw(kin_of(atlas, "red").lineage)))


def test_a_tie_is_drawn_when_it_begins_and_when_it_ends(tmp_path: Path) -> None:
    atlas = holding(tmp_path, affiliation=[row("pledges", "blue", "red", "1996-01-01", of="allegiance", date_kind="announced"),
                                           row("renounces", "blue", "red", "2001-01-01", of="allegiance", date_kind="announced")])
    assert [(j.day, j.kind, j.ends) for j in kin_of(atlas, "red").joins] == [
        (day("1996-01-01"), "allegiance", False), (day("2001-01-01"), "allegiance", True)]


def test_joined_groups_stand_next_to_each_other() -> None:
    joins = [Join(0, 0, a, b, "merges-into", False) for a, b in (("a", "d"), ("d", "b"), ("c", "e"))]
    order = arranged(["a", "b", "c", "d", "e"], joins)
    assert sorted(order) == ["a", "b", "c", "d", "e"]
    assert abs(order.index("a") - order.index("d")) == abs(order.index("d") - order.index("b")) == abs(order.index("c") - order.index("e")) == 1


def test_acronyms_are_of_the_name_or_none() -> None:
    assert spells("isis", list("isoiaas")) and spells("tqjbr", list("tqajfbar")) and not spells("hts", list("jfas")) and not spells("i", list("isoi"))


def test_a_group_is_told_of_by_a_name_of_its_day(atlas: comity.Atlas) -> None:
    found = atlas.view().group("islamic-state")
    assert as_of(found, day("2012-01-01")) == "Islamic State of Iraq"
    assert as_of(found, day("2017-02-10")) == as_of(found, day("2017-02-10"), label=True) == "Islamic State"
    nusra = atlas.view().group("jabhat-al-nusra")
    assert as_of(nusra, day("2017-01-01"), label=True) == "Jabhat Fateh al-Sham (Jabhat al-Nusra)"
