"""Tables, charts and the audit of foreign-fighter figures: nothing dropped, open bounds open, no figure never zero, and every number of the audit."""

from __future__ import annotations

import builtins
import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import comity
from comity.atlas.build import build
from comity.errors import UsageError
from comity.works.figures import charts, tables
from comity.works.figures.audit import markdown
from comity.works.figures.reprint import reprinted
from comity.works.figures.sums import sums

from ..atlas.world import make

HEAD = "source,holder,place,theatre,groups,counted,kind,unit,since,as_of,low,high,basis,part_of,copies,locator,read,note\n"
SCOPE = "syria-iraq,any,from,cumulative"
STATES = ("AA", "BB", "CC", "DD")
PEOPLE = "source,place,base,year,low,high,read,note\n" + "".join(f"paper,{p},total,2009,1000000,,read,\n" for p in ("AA", "BB", "CC"))
PRINTED = ("source,holder,place,theatre,groups,per,base,rate_low,rate_high,rank,of,as_of,superlative,locator,read,note\n"
           "paper,press,AA,syria-iraq,any,1000000,total,,30,1,4,2009,highest,,read,\n")


def figure(place: str, low: str, high: str, unit: str = "persons", *, source: str = "paper", basis: str = "estimate", part_of: str = "",
           copies: str = "", note: str = "") -> str:
    """One row of a made world: a count of a place until 2009."""
    return f"{source},press,{place},{SCOPE},{unit},,2009,{low},{high},{basis},{part_of},{copies},,read,{note}\n"


Make = Callable[..., comity.View]


@pytest.fixture
def world(tmp_path: Path) -> Make:
    """A function that makes a world of four states with these figures, and opens a view of it."""

    def made(*rows: str, people: str = PEOPLE, printed: str = PRINTED) -> comity.View:
        data = make(tmp_path)
        state = (data / "polities" / "AA.toml").read_text(encoding="utf-8")
        for n, id_ in enumerate(STATES[1:], 2):
            label = f'"Alia {id_}"'
            (data / "polities" / f"{id_}.toml").write_text(state.replace('"Alia"', label).replace('code = "1"', f'code = "{n}"'), encoding="utf-8")
        for folder, text in (("figures", HEAD + "".join(rows)), ("populations", people), ("rates", printed)):
            (data / "claims" / folder).mkdir(parents=True, exist_ok=True)
            (data / "claims" / folder / "all.csv").write_text(text, encoding="utf-8")
        built = build(data, tmp_path / "made.sqlite")
        return comity.open(built.path).view()

    return made


RANKED = (figure("AA", "20", "30"), figure("BB", "", "25"), figure("CC", "5", ""), figure("DD", "9", "9"))


# tables

def test_a_row_has_every_field_of_the_figure_and_of_its_population(world: Make) -> None:
    view = world(figure("AA", "20", "30", basis="sample", copies="list", note="a note"), figure("AA", "3", "", "women", part_of="persons"))
    persons, women = tables.rows(view.fighters("AA"))
    assert list(persons) == list(tables.COLUMNS)
    expected = {"place": "AA", "label": "Alia", "theatre": "syria-iraq", "groups": "any", "counted": "from", "kind": "cumulative", "unit": "persons",
                "since": None, "as_of": "2009", "as_of_earliest": "2009-01-01", "as_of_latest": "2009-12-31", "low": 20, "high": 30,
                "basis": "sample", "part_of": None, "copies": "list", "source": "paper", "holder": "press", "published": "2010-05-05",
                "note": "a note", "rate_low": 20.0, "rate_high": 30.0, "per": 1_000_000, "population_low": 1_000_000, "population_high": 1_000_000,
                "population_base": "total", "population_year": 2009, "population_vintage": "2010-05-05", "population_source": "paper",
                "rank_best": None}
    assert {k: persons[k] for k in expected} == expected
    assert (women["part_of"], women["low"], women["high"], women["rate_high"]) == ("persons", 3, None, None)


def test_a_ranking_keeps_whoever_has_no_rate(world: Make) -> None:
    rows = tables.rows(world(*RANKED).fighter_ranks())
    assert {r["place"]: (r["rank_best"], r["rank_worst"], r["rank_of"], r["rate_low"]) for r in rows} == {
        "AA": (1, 3, 3, 20.0), "BB": (1, 3, 3, None), "CC": (1, 3, 3, 5.0), "DD": (None, None, None, None)}
    assert {r["ranked_by"] for r in rows} == {"rate"} and rows[-1]["low"] == 9


def test_csv_and_json_say_the_same_and_leave_open_bounds_empty(world: Make) -> None:
    rows = tables.rows(world(*RANKED).fighter_ranks(per_head=False))
    read = list(csv.DictReader(io.StringIO(tables.text(rows, "csv"))))
    assert json.loads(tables.text(rows, "json")) == rows
    assert [{k: "" if v is None else str(v) for k, v in r.items()} for r in rows] == read
    assert next(r for r in read if r["place"] == "BB")["low"] == ""


def test_a_table_of_nothing_still_has_its_columns(world: Make) -> None:
    view = world(figure("AA", "1", "2"))
    assert tables.text(tables.rows(view.fighters("BB")), "csv").strip().split(",") == list(tables.COLUMNS)
    polars = pytest.importorskip("polars")
    frame = tables.frame(view.fighters("BB"))
    assert frame.shape == (0, len(tables.COLUMNS)) and frame.schema["low"] == polars.Int64 and frame.schema["published"] == polars.Date


def test_a_frame_and_a_parquet_file_keep_types_and_nulls(world: Make, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    view = world(*RANKED)
    frame = tables.frame(view.fighter_ranks())
    tables.write(tables.rows(view.fighter_ranks()), tmp_path / "ranks.parquet", "parquet")
    assert polars.read_parquet(tmp_path / "ranks.parquet").equals(frame)
    assert frame.filter(polars.col("low").is_null())["place"].to_list() == ["BB"]
    assert str(frame["as_of_latest"][0]) == "2009-12-31"


def test_a_file_is_written_whole_or_not_at_all(world: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tables.rows(world(*RANKED).fighter_ranks())
    there = tmp_path / "there.csv"
    there.write_text("before", encoding="utf-8")
    with pytest.raises(UsageError, match="xlsx"):
        tables.write(rows, there, "xlsx")
    with pytest.raises(FileNotFoundError):
        tables.write(rows, tmp_path / "nowhere" / "x.csv", "csv")
    _without(monkeypatch, "polars")
    with pytest.raises(UsageError, match=r"pip install 'comity\[tables\]'"):
        tables.write(rows, there, "parquet")
    assert there.read_text(encoding="utf-8") == "before"
    tables.write(rows, there, "csv")
    assert there.read_text(encoding="utf-8") == tables.csv_text(rows)
    assert [p.name for p in tmp_path.glob(".*")] == []


def _without(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Make a module impossible to import."""
    real = builtins.__import__

    def refuse(what: str, *args: Any, **kwargs: Any) -> Any:
        if what.partition(".")[0] == name:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(what, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)


# charts

def texts(svg: str) -> list[str]:
    """Every text of a drawing, in order; lines of one text as one."""
    return [" ".join(t.itertext()) for t in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_drawing_is_well_formed_and_says_what_it_shows(world: Make) -> None:
    found = world(*RANKED).fighter_ranks()
    for what in charts.DRAWINGS:
        root = ElementTree.fromstring(charts.svg(found, what))
        title, describes, *_ = root
        assert title.tag.endswith("title") and describes.tag.endswith("desc") and title.text and describes.text
        assert set((root.get("aria-labelledby") or "").split()) == {title.get("id"), describes.get("id")} and root.get("role") == "img"


def test_each_bound_is_spelled_and_an_open_one_is_said_to_be_open(world: Make) -> None:
    said = texts(charts.svg(world(*RANKED).fighter_ranks(), "ranges"))
    assert {"20.0–30.0", "up to 25.0", "at least 5.0", "Alia", "Alia BB", "Alia CC"} <= set(said)
    assert any("Without a population" in t and "Alia DD" in t for t in said)


def test_scopes_stand_in_panels_of_their_own(world: Make) -> None:
    view = world(figure("AA", "20", "30"), figure("AA", "7", "7", "women", part_of="persons"), figure("AA", "4", "", "killed"))
    said = " ".join(texts(charts.svg(view.fighters("AA"))))
    assert [said.count(x) for x in (": persons,", ": women among the persons,", ": killed,")] == [1, 1, 1]
    assert "at least 4" in said


def test_a_sample_and_a_copy_are_told_from_counts(world: Make) -> None:
    view = world(figure("AA", "20", "30", basis="sample"), figure("AA", "21", "21", source="list", copies="paper"))
    assert {"20–30, a sample", "21, a copy"} <= set(texts(charts.svg(view.fighters("AA"))))


def test_ranks_are_drawn_from_best_to_worst(world: Make) -> None:
    said = texts(charts.svg(world(*RANKED).fighter_ranks(per_head=False), "ranks"))
    assert "1–4" in said
    certain = world(*(figure(p, str(n), str(n)) for n, p in enumerate(STATES, 1))).fighter_ranks(per_head=False)
    assert [t for t in texts(charts.svg(certain, "ranks")) if t in "1234"][-4:] == ["1", "2", "3", "4"]


def test_nothing_on_record_is_said_and_not_drawn_as_zero(world: Make) -> None:
    view = world(figure("AA", "1", "2"))
    assert any("not a figure of nobody" in t for t in texts(charts.svg(view.fighters("BB"))))
    assert "not a figure of nobody" in charts.page(view.fighters("BB"))
    assert "nothing to rank" in charts.page(view.fighter_ranks())


def test_what_cannot_be_drawn_says_so(world: Make) -> None:
    view = world(*RANKED)
    with pytest.raises(UsageError, match="ranges, ranks, map"):
        charts.svg(view.fighters("AA"), "pie")
    with pytest.raises(UsageError, match="not of one place"):
        charts.svg(view.fighters("AA"), "map")
    with pytest.raises(UsageError, match="here are 0"):
        charts.svg(view.fighter_ranks(theatre="spain-1936"), "map")


def test_names_are_escaped(world: Make) -> None:
    page = charts.page(world(figure("AA", "1", "2", note='<script>alert("x")</script>'.replace('"', ""))).fighters("AA"))
    assert "<script" not in page and "&lt;script&gt;" in page


def test_the_page_has_a_table_of_every_row_and_every_source(atlas: comity.Atlas) -> None:
    found = atlas.view().fighters("XK")
    page = charts.page(found)
    assert page.count('<th scope="row">') == len(found.rows) + len(found.printed)
    assert page.count("<caption>") == len(found.scopes) + bool(found.printed)
    assert all(f'id="s-{s.id}"' in page for s in found.sources)
    links = set(re.findall(r'href="#(s-[^"]+)"', page))
    assert links <= set(re.findall(r'id="(s-[^"]+)"', page))


def test_one_ranking_has_a_map_and_places_without_a_figure_are_blank(atlas: comity.Atlas) -> None:
    found = atlas.view().fighter_ranks(source="icsr-2015-01")
    drawn = charts.svg(found, "map")
    assert "no figure" in texts(drawn) and "url(#hatch-" in drawn
    assert not re.search(r'"#0c0\d0\d"', drawn)  # every stand-in has become a shade or a pattern
    assert set(re.findall(r"url\(#(hatch-\d-\d)\)", drawn)) <= set(re.findall(r'id="(hatch-\d-\d)"', drawn))
    page = charts.page(found)
    assert page.count("<figure>") == 3 and "certainly first Belgium" in page
    with pytest.raises(UsageError, match="a map shows one ranking"):
        charts.svg(atlas.view().fighter_ranks(), "map")


def test_a_png_is_one(world: Make) -> None:
    found = world(*RANKED).fighter_ranks()
    assert all(charts.png(found, what, 1).startswith(b"\x89PNG") for what in charts.DRAWINGS)


# the audit

def test_icsr_of_2015_adds_up_to_its_western_european_total(atlas: comity.Atlas) -> None:
    held, _ = sums(atlas.view())
    (whole,) = (s for s in held if s.whole.source == "tribune-pk-2015-01-icsr" and s.whole.place == "western-europe")
    assert (len(whole.rows), whole.sum, whole.whole.interval.high, whole.verdict, whole.adds_up) == (14, (3500, 3950), 3950, "within", True)
    world = next(s for s in held if s.whole.source == "tribune-pk-2015-01-icsr" and s.whole.place == "world")
    assert (world.verdict, world.off[1]) == ("short", -200)


def test_every_row_of_icsr_is_worked_out_again(atlas: comity.Atlas) -> None:
    again = {r.printed.place: r.rounding for r in reprinted(atlas.view()) if r.printed.source == "icsr-2015-01"}
    assert len(again) == 14
    assert {p for p, r in again.items() if r == "none"} == {"AT", "NL"} and again["IT"] == "halves" and again["BE"] == "printed"


def test_the_audit_tells_what_bosnia_comes_to_by_vintage(atlas: comity.Atlas) -> None:
    text = markdown(atlas.view())
    (line,) = (x for x in text.splitlines() if x.startswith("* Bosnia and Herzegovina, 330 (`lukesonnet-icsr`"))
    assert "86 as published 2015-08" in line and "95 as published 2020-04" in line and "93 as published" in line and "2025-04" in line
    assert "up to 3,950 (`tribune-pk-2015-01-icsr`), the sum of the upper bounds" in text
    assert all(line.count("|") > 2 for line in text.splitlines() if line.startswith("|"))


def test_the_audit_names_totals_that_their_rows_exceed_and_highest_that_do_not_hold(world: Make) -> None:
    rows = (figure("AA", "20", "30"), figure("BB", "25", "25"), figure("CC", "5", ""))
    view = world(*rows, figure("world", "10", "30"), figure("western-balkans", "1", "2"))
    held, without = sums(view)
    assert [(s.whole.place, s.verdict) for s in held] == [("world", "exceeds")] and [f.place for f in without] == ["western-balkans"]
    text = markdown(view)
    assert "As intervals: 1 exceeds." in text and "| 3 | at least 50 | exceeds | +40 | — |" in text
    assert "0 of these are first in it whatever the bounds" in text and "1–3 of 3" not in text.split("## How far")[1]
    assert "| 1 possible |" in text


def test_the_audit_of_nothing_says_so(world: Make) -> None:
    text = markdown(world(printed=PRINTED.partition("\n")[0] + "\n"))
    assert "0 statements call a place the highest" in text and "0 printed totals" in text
