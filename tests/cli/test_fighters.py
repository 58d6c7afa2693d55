"""The command on foreign fighters: what it refuses, in one line, and that it says what it counts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ..conftest import Run
from .test_errors import one_line

USAGE = {
    "no place": ((), "whose fighters?", "Name a place (comity fighters XK), or ask for --rank or --compare SOURCE SOURCE"),
    "a place and a ranking": (("XK", "--rank"), "are about many places", "leave PLACE out"),
    "a place and a comparison": (("XK", "--compare", "icsr", "soufan"), "are about many places", "leave PLACE out"),
    "two questions": (("XK", "--rank", "--explain", "125"), "are questions of their own", "ask one"),
    "a comparison and a ranking": (("--rank", "--compare", "icsr", "soufan"), "are questions of their own", "ask one"),
    "one source to compare": (("--compare", "icsr"), "'--compare' requires 2 arguments", "comity --help"),
    "a source and itself": (("--compare", "icsr", "icsr"), '"icsr" is held against itself', "name two sources"),
    "no theatre": (("XK", "--theatre", "narnia"), '"narnia" is no theatre of this atlas', "syria-iraq"),
    "no theatre to rank": (("--rank", "--theatre", "narnia"), '"narnia" is no theatre of this atlas', "syria-iraq"),
    "no base": (("XK", "--base", "giants"), '"giants" is no population of this atlas', "total, muslims"),
    "no way to rank": (("--rank", "--by", "luck"), '--by "luck" is not rate or count', ""),
    "a day that is none": (("XK", "--on", "2015-02-29"), '"2015-02-29" does not exist', "28 days"),
    "a year for a day": (("XK", "--on", "2015"), '"2015" is not one day', "give a full date"),
    "a vintage that is no day": (("XK", "--vintage", "2015-02-31"), '"2015-02-31" does not exist', "28 days"),
    "a year that is none": (("XK", "--year", "soon"), "'--year': 'soon' is not a valid int", "comity fighters --help"),
    "Parquet on a screen": (("XK", "--to", "parquet"), "Parquet is no text", "--to parquet -o figures.parquet"),
    "no such table": (("XK", "--to", "xml"), '--to "xml" is not one of csv, parquet, json', ""),
    "no such picture": (("XK", "-o", "fighters.pdf"), '"fighters.pdf" is no picture that can be drawn', "name it .svg, .png or .html"),
    "a picture without a suffix": (("XK", "-o", "fighters"), '"fighters" is no picture', "name it .svg, .png or .html"),
    "words for a rate": (("XK", "--explain", "abc"), '"abc" is no rate', "write it as 125 or 16.5"),
    "a fraction for a rate": (("XK", "--explain", "1/3"), '"1/3" is no rate', "write it as 125 or 16.5"),
    "a rate without end": (("XK", "--explain", "1e999999999"), '"1e999999999" is no rate', "write it as 125 or 16.5"),
    "a rate with a comma": (("XK", "--explain", "16,5"), '"16,5" is no rate', "write it as 125 or 16.5"),
    "a rate of nothing": (("XK", "--explain", "0"), "a rate of 0 is nothing to explain", "give one above zero, as printed"),
    "a rate per nobody": (("XK", "--explain", "125", "--per", "0"), "a rate per 0 is no rate", "such as 1000000"),
}
UNANSWERABLE = {
    "unknown place": (("Qqzx",), '"Qqzx" is no name or code in this atlas', "Try its English name"),
    "unknown place to explain": (("Qqzx", "--explain", "5"), '"Qqzx" is no name or code in this atlas', "Try its English name"),
    "unknown place among": (("--rank", "--among", "Qqzx"), '"Qqzx" is no name or code in this atlas', "Try its English name"),
    "unknown source": (("--rank", "--source", "nobody"), '"nobody" gives no figure here', "comity fighters PLACE --proof"),
    "unknown source to compare": (("--compare", "icsr-2015-01", "nobody"), '"nobody" gives no figure here', "comity fighters PLACE --proof"),
    "no folder for a picture": (("XK", "-o", "nowhere/x.svg"), "nowhere/x.svg: No such file or directory", "nothing was written"),
    "no folder for a table": (("XK", "--to", "csv", "-o", "nowhere/x.csv"), "nowhere/x.csv: No such file or directory", "nothing was written"),
}


@pytest.mark.parametrize("case", USAGE)
def test_usage_is_two(case: str, run: Run) -> None:
    args, *said = USAGE[case]
    ran = run("fighters", *args)
    line = one_line(ran)
    assert ran.status == 2 and all(s in line for s in said), line


@pytest.mark.parametrize("case", UNANSWERABLE)
def test_not_answerable_is_one(case: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    args, *said = UNANSWERABLE[case]
    ran = run("fighters", *args)
    line = one_line(ran)
    assert ran.status == 1 and all(s in line for s in said), line


def test_nobody_counted_is_no_figure_of_nobody(run: Run) -> None:
    ran = run("fighters", "TV")
    assert ran.status == 0 and "no figure is recorded; that is not a figure of nobody" in ran.out


def test_every_line_of_figures_has_its_scope_and_source(run: Run) -> None:
    ran = run("fighters", "XK", "--theatre", "syria-iraq")
    assert "Syria and Iraq, Islamic State; travellers and families, cumulative, persons:" in ran.out
    assert "[nyt-2016-05-21-copy]: they fit, and leave a rest" in ran.out
    figures = [line for line in ran.out.splitlines() if line.startswith("  ")]
    assert figures and all(line.endswith("]") for line in figures)


def test_a_table_has_open_bounds_empty(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("fighters", "XK", "--to", "csv").out)))
    (copy,) = [r for r in rows if r["source"] == "kcss-2015-rferl-copy"]
    assert (copy["low"], copy["high"]) == ("232", "")


def test_what_was_left_out_is_said(run: Run) -> None:
    ran = run("fighters", "XK", "--known-by", "2015-06-01")
    assert "left out" in ran.out
    assert json.loads(run("fighters", "XK", "--known-by", "2015-06-01", "--json").out)["left_out"]["undated"] > 0
