"""What a reader sees in the terminal: the golden answers, verdict first, and what the lens did to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import Run
from .calls import LENSES, QUESTIONS, lenses


@pytest.mark.parametrize(("ask", "begins"), [
    ("recognition US XK --on 2008-02-17", "no           United States recognises Kosovo, 2008-02-17"),
    ("recognition US XK --on 2008-02-18", "yes          United States recognises Kosovo, 2008-02-18"),
    ("recognition USA Kosovo --on 2008-02-18", "yes          United States recognises Kosovo, 2008-02-18"),
    ("recognition RS XK --on 2008-03-01", "no           Serbia recognises Kosovo, 2008-03-01"),
    ("recognition SR XK --on 2018-06-01", "disputed     Suriname recognises Kosovo, 2018-06-01"),
    ("recognition SR XK --on 2018-06-01 --eyes SR", "no           Suriname recognises Kosovo, 2018-06-01"),
    ("recognition SR XK --on 2018-06-01 --eyes XK", "yes          Suriname recognises Kosovo, 2018-06-01"),
    ("recognition SR XK --on 2018-06-01 --known-by 2017-10-26", "yes          Suriname recognises Kosovo, 2018-06-01"),
    ("recognition TO abkhazia --on 2015-01-01", "unrecorded   Tonga recognises Abkhazia, 2015-01-01"),
    ("recognition ES XK --on 2027-06-01 --suppose", "yes          Spain recognises Kosovo, 2027-06-01"),
    ("membership TW --on 1971-10-24", "yes          Republic of China (Taiwan) is a member of United Nations, 1971-10-24"),
    ("membership TW --on 1971-10-26", "no           Republic of China (Taiwan) is a member of United Nations, 1971-10-26"),
    ("resolve Yugoslavia --on 1935-01-01", "yugoslavia-kingdom  "), ("resolve Yugoslavia --on 1950-01-01", "yugoslavia-sfr  "),
    ("resolve Yugoslavia --on 1995-01-01", "yugoslavia-fr  "), ("resolve Yugoslavia --on 1950-01-01 --as cow", "345\n"),
    ("resolve CS --on 1985-01-01", "czechoslovakia"), ("resolve CS --on 2005-01-01", "serbia-and-montenegro  "),
    ("resolve iso2:RS --on 2017-01-01", "RS  "), ("resolve fips:RS --on 2017-01-01", "RU  "),
    ("polity XK --on 2017-02-10", "Kosovo (XK), claimant"),
])
def test_golden_answers(ask: str, begins: str, run: Run) -> None:
    words = ask.split()
    ran = run(*words, *(["ES recognises XK on 2027-01-01"] if words[-1] == "--suppose" else []))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(begins)


def test_a_refusal_is_its_own_proof(run: Run) -> None:
    assert "against      Serbia refused on 2008-02-17" in run("recognition", "RS", "XK", "--on", "2008-03-01", "--proof").out


def test_a_proof_shows_both_sides(run: Run) -> None:
    out = run("recognition", "SR", "XK", "--on", "2018-06-01", "--proof").out
    assert "└─ " in out and " for " in out and " against " in out and "[balkan-insight-2017-10-31]" in out


def test_a_proof_is_pruned_unless_asked_for(run: Run) -> None:
    pruned, whole = (run("recognition", "SR", "XK", "--on", "2018-06-01", *flag).out for flag in ((), ("--proof",)))
    assert len(pruned.splitlines()) < len(whole.splitlines())


def test_two_dates_of_one_act_are_both_reported(run: Run) -> None:
    out = run("recognition", "BR", "PS", "--on", "2012-01-01").out
    assert "conflict (dates): Brazil recognised" in out and "2010" in out and "2011" in out


def test_without_a_day_the_timeline_is_shown(run: Run) -> None:
    lines = run("recognition", "US", "XK").out.splitlines()
    assert lines[0] == "no           until 2008-02-18"
    assert lines[1].startswith("yes          since 2008-02-18  (presumed from ")


def test_nothing_recorded_says_so(run: Run) -> None:
    out = run("recognition", "TO", "abkhazia", "--on", "2015-01-01").out
    assert "no claim says whether Tonga recognises Abkhazia on 2015-01-01, and no source covers it" in out


def test_recognisers_are_counted(run: Run) -> None:
    *lines, last = run("recognition", "XK", "--on", "2008-02-18").out.splitlines()
    counted = sum(int(part.split()[0]) for part in last.partition(": ")[2].split(";")[0].split(", "))
    assert counted == len(lines) > 100 and last.endswith("of everybody else nothing is recorded")


def test_no_colour_where_the_output_is_no_terminal(run: Run) -> None:
    assert "\x1b" not in run("recognition", "SR", "XK", "--on", "2018-06-01").out


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("question", [q for q in QUESTIONS if q != "brief"])
def test_every_question_takes_every_lens(question: str, lens: str, run: Run, tmp_path: Path) -> None:
    ran = run(*QUESTIONS[question], *lenses(tmp_path)[lens], "--on", "2008-06-01")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.strip()


@pytest.mark.parametrize(("lens", "verdict"), [
    ("none", "unrecorded"), ("with", "yes"), ("suppose", "no"), ("known-by", "unrecorded"), ("together", "yes")])
def test_a_lens_changes_the_answer(lens: str, verdict: str, run: Run, tmp_path: Path) -> None:
    assert run("recognition", "TO", "abkhazia", "--on", "2010-06-01", *lenses(tmp_path)[lens]).out.startswith(verdict)


def test_what_a_lens_leaves_out_is_counted(run: Run) -> None:
    assert "left out by the lens: " in run("recognition", "US", "XK", "--on", "2009-01-01", "--known-by", "2008-02-18").out
    assert "left out by the lens: " in run("claims", "XK", "--known-by", "2008-02-18").out


def test_eyes_see_only_what_they_say(run: Run) -> None:
    rows = run("claims", "XK", "--eyes", "RS", "--relation", "succession").out.splitlines()[:-1]
    assert rows and all("holder Serbia" in row for row in rows)


def test_claims_stop_at_the_day(run: Run) -> None:
    rows = run("claims", "XK", "--on", "2008-02-17", "--relation", "recognition").out.splitlines()[:-1]
    assert rows and not any(row.startswith("2008-02-18") for row in rows)


def test_a_source_lists_its_claims(run: Run) -> None:
    out = run("source", "us-state-2008-02-18").out
    assert "publisher     US Department of State" in out and "United States recognises Kosovo" in out
    assert "United States recognises Kosovo" not in run("source", "us-state-2008-02-18", "--known-by", "2008-02-17").out


def test_brief_is_written_and_told(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    ran = run("brief", "XK", "US", "--on", "2017-02-10", "-o", str(page))
    assert ran.status == 0 and ran.out.startswith("Kosovo seen from the United States, 10 February 2017")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_report_is_written(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "kosovo.md"
    ran = run("report", "XK", "--on", "2026-11-23", "-o", str(page))
    assert ran.out == f"{page}\n" and page.read_text(encoding="utf-8").startswith("# Who recognises Kosovo, 2026-11-23")


def test_build_writes_where_it_is_told(run: Run, tmp_path: Path) -> None:
    data = str(Path(__file__).parent.parent.parent / "data")
    ran = run("build", "--data", data, "--out", str(tmp_path / "new" / "atlas.sqlite"))
    assert ran.status == 0 and str(tmp_path / "new" / "atlas.sqlite") in ran.out
    again = run("recognition", "US", "XK", "--on", "2008-02-18", "--atlas", str(tmp_path / "new" / "atlas.sqlite"))
    assert again.out.startswith("yes")


def test_build_lists_conflicts_of_one_kind(run: Run) -> None:
    data = str(Path(__file__).parent.parent.parent / "data")
    out = run("build", "--check", "--data", data, "--conflicts", "dates").out
    listed = [line for line in out.splitlines() if line.startswith("dates: ")]
    assert f"{len(listed)} dates" in out and listed
