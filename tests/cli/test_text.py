"""What a reader sees in the terminal: the golden answers, verdict first, and what the lens did to them."""

from __future__ import annotations

from pathlib import Path

import pytest

import comity

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
    ("treaties US XK --about extradition --on 2010-07-16", "in force on 2010-07-16, under one doctrine or more:\n"),
    ("treaties US XK --about extradition --on 2010-07-16 --doctrine recorded", "in force on 2010-07-16:\nyes          Treaty for the mutual "),
    ("treaties US TO --about space", "nothing is recorded of a treaty about space between United States and Tonga\n"),
    ("treaty us-serbia-1901", "Treaty for the mutual extradition of fugitives from justice, United States–Kingdom of Serbia 1901 (us-serbia-1901), "),
    ("treaty us-kosovo-2016", "Extradition treaty, United States and Kosovo (2016) (us-kosovo-2016), bilateral, about extradition\n"),
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


def test_a_treaty_is_shown_by_doctrine_where_they_differ(run: Run) -> None:
    out = run("treaties", "US", "XK", "--about", "extradition", "--on", "2010-07-16").out
    line = next(line for line in out.splitlines() if line.lstrip().startswith("recorded yes"))
    assert "clean-slate yes" not in line and "continuity yes since" not in line
    assert "through Kingdom of Serbia → Kingdom of Yugoslavia → SFR Yugoslavia → Kosovo  (recorded, continuity)" in out
    assert "recorded, and not in force by then:\nno           Extradition treaty, United States and Kosovo (2016)" in out


def test_what_ended_a_treaty_is_said(run: Run) -> None:
    out = run("treaties", "US", "XK", "--about", "extradition").out
    assert "once in force:" in out and "replaced by Extradition treaty, United States and Kosovo (2016) (us-kosovo-2016)" in out
    cut = run("treaties", "AL", "DE", "--on", "2004-03-08", "--doctrine", "recorded").out
    assert "2004-03-08  was declared not in force between Albania and Germany; holder Germany" in cut


def test_what_was_said_beside_treaties_comes_last(run: Run) -> None:
    *_, last = run("treaties", "US", "AL", "--about", "extradition").out.partition("said beside them:\n")
    assert "us-albania-2020: 2022-04-07  was to be concluded between Albania and United States" in last


def test_treaties_show_their_proofs(run: Run) -> None:
    asked = ("treaties", "US", "XK", "--about", "extradition", "--on", "2010-07-16")
    proof = run(*asked, "--proof").out.removeprefix(run(*asked).out)
    assert "us-serbia-1901, recorded:" in proof and "└─ " in proof and "us-serbia-1901, clean-slate:" in proof


def test_a_treaty_says_what_nobody_read(run: Run) -> None:
    out = run("treaty", "us-serbia-1901").out
    assert "Art. V: own nationals: no obligation" in out and "not read: " in out and "the whole list of offences" in out
    assert "provisions: unrecorded; nobody has read its text here" in run("treaty", "us-belgium-1901").out


def test_a_treaty_is_shown_up_to_the_day(run: Run) -> None:
    out = run("treaty", "us-serbia-1901", "--on", "1954-02-18").out
    assert "denies that it continued in force between United States and SFR Yugoslavia" in out and "reversed the denial" not in out
    assert "reversed the denial between United States and SFR Yugoslavia" in run("treaty", "us-serbia-1901", "--on", "1954-02-19").out


def test_parties_of_a_convention_are_counted_and_named(run: Run) -> None:
    short, whole = (run("treaty", "un-genocide-1948", "--on", "2010-01-01", *flag).out for flag in ((), ("--proof",)))
    counted = next(line for line in short.splitlines() if line.startswith("  yes "))
    number, _, who = counted.removeprefix("  yes").strip().partition(": ")
    assert int(number) == len(who.split(", ")) > 130
    assert "more (--proof)" in short and "more (--proof)" not in whole and len(whole.splitlines()) > len(short.splitlines()) + 100


EXTRADITE = ("extradite", "--from", "XK", "--to", "US", "--on", "2010-07-16", "--for", "material support", "--national-of", "XK")


def test_extradition_has_a_line_a_doctrine(run: Run) -> None:
    title, _, head, *lines = run(*EXTRADITE).out.splitlines()
    assert title == "Kosovo to United States, 2010-07-16: material support, a national of Kosovo" and head.split()[0] == "doctrine"
    assert [line.split()[0] for line in lines[:4]] == ["recorded", "vcsst-1978", "clean-slate", "continuity"]
    assert "Kingdom of Serbia 1901 → Kingdom of Serbs, Croats and Slovenes 1918 → SFR Yugoslavia 1945 → Kosovo 2008" in lines[0]
    assert lines[2].split()[1:3] == ["no-duty", "forbids"] and "→ Serbia 2006 → Kosovo 2008" in lines[1]


def test_extradition_says_offence_bars_and_what_else_was_said(run: Run) -> None:
    ran = run(*EXTRADITE)
    assert ran.status == 0 and len(ran.out.splitlines()) < 60
    details, _, said = ran.out.partition("\nalso said\n")
    assert "offence   unrecorded: " in details and "own nationals " in details and "may refuse   yes " in details and "Art. V\n" in details
    assert "unless    it is of a political character" in details and "not read     unrecorded" in details
    assert "United States–Kingdom of Serbia 1901 was said not to be in force" in " ".join(said.split()) and "[eulex-2010-07-16]" in said
    assert "Mitrovica District" in said and "conflict (observer)" not in ran.out
    assert ran.out.count("Research help, not legal advice.") == 1 and ran.out.endswith("Research help, not legal advice.\n")


def test_extradition_by_dual_criminality_says_by_which_word(run: Run) -> None:
    out = run(*EXTRADITE, "--on", "2020-07-16", "--doctrine", "recorded", "--fact", "punishable=yes").out
    assert 'offence   yes (by dual criminality, word "material support")' in out and "own nationals       no ground    no" in out
    assert "punishable: yes" in out.splitlines()[0]


def test_extradition_without_an_offence_asks_whether_an_instrument_binds(run: Run) -> None:
    out = run("extradite", "--from", "FR", "--to", "US", "--doctrine", "recorded").out
    assert out.splitlines()[0] == "France to United States, 2026-11-23: whether an instrument binds"
    assert "no offence is named" in out and "the offence is not one that it covers" in out


def test_extradition_shows_a_proof_per_doctrine(run: Run) -> None:
    out = run(*EXTRADITE, "--proof").out
    assert "└─ " in out and all(f"\n{d}\n" in out for d in ("recorded", "vcsst-1978", "clean-slate", "continuity"))
    assert "Kosovo must surrender to United States (clean-slate), 2010-07-16" in out and "  bars " not in out


def test_decisions_are_known_only_from_their_day(run: Run) -> None:
    asked = ("extradite", "--from", "US", "--to", "yugoslavia-sfr", "--doctrine", "recorded")
    early, late = (run(*asked, "--on", on).out for on in ("1953-01-01", "1955-01-01"))
    assert "1952-07-14  Artukovic v. Boyle (US District Court, S.D. California): not in force, refused" in early
    assert "Ivancevic v. Artukovic" not in early and "Ivancevic v. Artukovic" in late


def test_a_map_counts_lists_and_contradicts(run: Run) -> None:
    out = run("extradite", "--to", "US", "--on", "2026-03-26", "--map").out
    head, *_ = out.splitlines()
    assert head.startswith("Extradition to United States, 2026-03-26 (doctrine recorded): ") and " in-force, " in head
    assert "  Kosovo: United States–Kosovo 2016, since 2019-06-13  [us-usc-18-3181]\n" in out
    lists = out.partition("\nlists that contradict it")[2]
    assert "Bosnia and Herzegovina (in-force)" in lists and "leaves it out (2026-03-26)" in lists and "Hong Kong" in lists


def test_a_map_says_how_far_the_lists_reach(run: Run) -> None:
    assert "no source that lists every extradition treaty of United States covers 1990-01-01, only 2026-03-26" in run(
        "extradite", "--to", "US", "--on", "1990-01-01", "--map").out
    assert "no source here lists every extradition treaty of Kosovo" in run("extradite", "--to", "XK", "--map").out


def test_a_map_is_written_whole_or_not_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from xml.etree import ElementTree

    page, drawing = tmp_path / "map.html", tmp_path / "map.svg"
    for file in (page, drawing):
        assert run("extradite", "--to", "US", "--on", "2026-03-26", "--map", "-o", str(file)).out.endswith(f"\n{file}\n")
    assert ElementTree.parse(drawing).getroot().tag.endswith("svg")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and "Who is bound to extradite to the United States, 2026-03-26" in text
    assert text.count("<tr id=") > 190 and 'href="#s1"' in text and 'id="s1"' in text and "url(#pattern-disputed)" in text
    monkeypatch.setattr("comity.works.bases.page", lambda found: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("extradite", "--to", "US", "--map", "-o", str(page))
    assert page.read_text(encoding="utf-8") == text and {f.name for f in tmp_path.iterdir()} == {"map.html", "map.svg"}


def test_offences_are_listed_and_matched(run: Run, atlas: comity.Atlas) -> None:
    *lines, last = run("offences").out.splitlines()
    assert len(lines) == len(atlas.law.offences) and last == f"{len(lines)} offences"
    assert run("offences", "hostile", "bank", "robbery").out.splitlines()[-1].startswith("matched by: ")


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
