"""Exit codes 0, 1, 2; errors on standard error, one line that says what and what to do next, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ..conftest import ROOT, Ran, Run
from .calls import QUESTIONS

UNANSWERABLE = {
    "unknown name": (("recognition", "Qqzx", "XK"), '"Qqzx" is no name or code in this atlas', "Try its English name"),
    "near name": (("resolve", "Yugoslavai"), '"Yugoslavai" is no name or code', "Near it: "),
    "unknown code": (("resolve", "cow:9999"), '"cow:9999" is no name or code', ""),
    "ambiguous name": (("recognition", "Yugoslavia", "US"), "is three polities", "Give --on DATE, or say which: yugoslavia-kingdom"),
    "ambiguous code": (("resolve", "cow:345", "--on", "2006-06-03"), "is two polities", "Say which: serbia-and-montenegro, RS"),
    "anachronism": (("polity", "Zaire", "--on", "2017-01-01"), "named no polity on 2017-01-01: it was", "Give another day, or the id"),
    "name before its day": (("resolve", "Yugoslavia", "--on", "1850-01-01"), "named no polity on 1850-01-01", "Give another day, or the id"),
    "empty name": (("resolve", ""), '"" is no name or code', "Try"),
    "unknown eyes": (("recognition", "US", "XK", "--eyes", "Qqzx"), '"Qqzx" is no name or code', "Try"),
    "unknown supposed": (("recognition", "US", "XK", "--suppose", "QQ recognises XK on 2027-01-01"), '"QQ" is no name or code', "Try"),
    "unknown source": (("source", "cow-sistem-2024"), "is no source of this atlas", "Near it: cow-system-2024"),
    "no such code": (("resolve", "XK", "--as", "iso3166-3"), "has no iso3166-3 code", "comity polity XK"),
    "unknown treaty": (("treaty", "Qqzx"), '"Qqzx" is no treaty of this atlas', "comity treaties A B"),
    "near treaty": (("treaty", "us-serbia-1902"), '"us-serbia-1902" is no treaty of this atlas', "Near it: United States–Kingdom of Serbia 1901"),
    "ambiguous treaty": (("treaty", "US Belgium"), '"US Belgium" is', "Give more words, such as parties or a year, or the id"),
    "unknown party": (("treaties", "US", "Qqzx"), '"Qqzx" is no name or code in this atlas', "Try its English name"),
    "unknown requested": (("extradite", "--from", "Qqzx", "--to", "US"), '"Qqzx" is no name or code in this atlas', "Try its English name"),
    "unknown requesting": (("extradite", "--to", "Qqzx", "--map"), '"Qqzx" is no name or code in this atlas', "Try its English name"),
    "unknown national": (("extradite", "--from", "XK", "--to", "US", "--national-of", "Qqzx"), '"Qqzx" is no name or code', "Try"),
    "unknown offence": (("extradite", "--from", "XK", "--to", "US", "--for", "support chess"), '"support chess" is no offence of',
                        "support"),
    "unknown words": (("offences", "zugzwang"), '"zugzwang" is no offence of this atlas', "the whole list: comity offences"),
    "no folder for a map": (("extradite", "--to", "US", "--map", "-o", "nowhere/map.svg"), "nowhere/map.svg: No such file or directory", ""),
    "no atlas": (("polity", "XK", "--atlas", "nowhere.sqlite"), "no atlas at nowhere.sqlite", "comity build"),
    "no overlay": (("polity", "XK", "--with", "nowhere.toml"), "no overlay at nowhere.toml", "docs/adding-a-claim.md"),
    "no data": (("build", "--data", "nowhere"), "no data at nowhere", "--data"),
    "no folder to write to": (("report", "XK", "-o", "nowhere/page.md"), "nowhere/page.md: No such file or directory", ""),
}
USAGE = {
    "unknown command": (("recognize", "US", "XK"), "No such command 'recognize'", "Did you mean", "comity --help"),
    "unknown flag": (("recognition", "US", "XK", "--day", "2008"), "No such option: --day", "", "comity recognition --help"),
    "missing name": (("recognition",), "Missing argument 'ACTOR'", "", "comity recognition --help"),
    "missing value": (("recognition", "US", "XK", "--on"), "'--on' requires an argument", "", "comity --help"),
    "too many names": (("membership", "US", "UN", "XK"), "unexpected extra argument", "", "comity membership --help"),
    "no date": (("recognition", "US", "XK", "--on", "yesterday"), '"yesterday" is not a date', "", "write YYYY-MM-DD"),
    "impossible date": (("recognition", "US", "XK", "--on", "2008-02-31"), '"2008-02-31" does not exist', "", "February 2008 has 29 days"),
    "impossible month": (("recognition", "US", "XK", "--on", "2008-13-01"), '"2008-13-01" does not exist', "", "there is no month 13"),
    "a month for a day": (("recognition", "US", "XK", "--on", "2008-02"), '"2008-02" is not one day', "", "give a full date"),
    "a span for a day": (("recognition", "US", "XK", "--on", "2008-02-01/2008-02-03"), "is not one day", "", "give a full date"),
    "reversed span": (("recognition", "US", "XK", "--on", "2008/2007"), "ends before it starts", "", "write the earlier date first"),
    "known by no date": (("recognition", "US", "XK", "--known-by", "then"), '"then" is not a date', "", "write YYYY-MM-DD"),
    "no doctrine": (("recognition", "US", "XK", "--doctrine", "mine"), '"mine" is not one of', "", "recorded"),
    "trusting nothing": (("recognition", "US", "XK", "--trusting", "nobody"), '"nobody" is no source', "", "comity claims"),
    "without nothing": (("recognition", "US", "XK", "--without", "nobody"), '"nobody" is no source', "", "comity claims"),
    "no supposition": (("recognition", "US", "XK", "--suppose", "war"), 'cannot suppose "war"', "", "write it as"),
    "no act to suppose": (("recognition", "US", "XK", "--suppose", "US likes XK on 2027-01-01"), '"likes" is no act that can be supposed', "",
                          "recognises"),
    "no day to suppose": (("recognition", "US", "XK", "--suppose", "US recognises XK on 2027-02-30"), '"2027-02-30" does not exist', "", ""),
    "no organisation": (("membership", "US", "NATO"), '"NATO" is no organisation', "", "UN"),
    "no scheme": (("resolve", "XK", "--as", "zip"), '"zip" is no scheme', "", "iso2"),
    "no relation": (("claims", "XK", "--relation", "love"), '"love" is not one of', "", "recognition"),
    "of nothing": (("recognition", "US", "XK", "--of", "planet"), '"planet" is not state or government', "", ""),
    "of a government, of one": (("recognition", "XK", "--of", "government"), "--of government needs two names", "", ""),
    "about nothing": (("treaties", "US", "XK", "--about", "love"), '"love" is nothing that a treaty here is about', "", "extradition, surrender"),
    "one party": (("treaties", "US", "USA"), "United States has no treaties with itself", "", "name two"),
    "no treaty": (("treaty",), "Missing argument 'TREATY'", "", "comity treaty --help"),
    "no requested": (("extradite", "--to", "US"), "--from is missing", "say which state is asked", "comity extradite --to US --map"),
    "no requesting": (("extradite", "--from", "XK"), "--to is missing", "say which state asks", "comity extradite --from XK --to US"),
    "same state twice": (("extradite", "--from", "US", "--to", "USA"), "United States cannot request anybody of itself", "", "name two states"),
    "a map of one": (("extradite", "--from", "XK", "--to", "US", "--map"), "--map shows every state", "leave out --from", "or --map"),
    "a map of a case": (("extradite", "--to", "US", "--map", "--for", "murder", "--fact", "tried=no"),
                        "--map shows every state", "", "--for, --fact"),
    "a page of one": (("extradite", "--from", "XK", "--to", "US", "-o", "map.html"), "-o writes the map", "add --map", "leave out -o"),
    "no form of map": (("extradite", "--to", "US", "--map", "-o", "map.pdf"), '".pdf" is no form of the map', "", ".html or .svg"),
    "no such fact": (("extradite", "--from", "XK", "--to", "US", "--fact", "guilty=no"), '"guilty" is no fact', "", "punishable, political"),
    "no such value": (("extradite", "--from", "XK", "--to", "US", "--fact", "political=maybe"),
                      "is not NAME=yes or NAME=no", "", "punishable, political"),
    "no value": (("extradite", "--from", "XK", "--to", "US", "--fact", "political"), "is not NAME=yes or NAME=no", "", "punishable, political"),
    "a fact both ways": (("extradite", "--from", "XK", "--to", "US", "--fact", "tried=yes", "--fact", "tried=no"),
                         "tried is given as both", "", "say which"),
    "requested too late": (("extradite", "--from", "XK", "--to", "US", "--on", "2010-07-16", "--requested", "2011-01-01"),
                           "requested after it was decided", "", "correct one of the days"),
    "committed too late": (("extradite", "--from", "XK", "--to", "US", "--on", "2010-07-16", "--committed", "2011-01-01"),
                           "committed after the request", "", "correct one of the days"),
    "requested on no day": (("extradite", "--from", "XK", "--to", "US", "--requested", "2008-02-31"), '"2008-02-31" does not exist', "", ""),
    "committed in a month": (("extradite", "--from", "XK", "--to", "US", "--committed", "2008-02"),
                             '"2008-02" is not one day', "", "give a full date"),
    "no kind of conflict": (("build", "--conflicts", "war"), '"war" is not one of', "", "dates"),
}


def one_line(ran: Ran) -> str:
    """The error, after checking its shape."""
    assert ran.out == ""
    assert ran.err.startswith("comity: ") and ran.err.endswith("\n") and ran.err.count("\n") == 1
    assert "Traceback" not in ran.err and "  " not in ran.err
    return ran.err


@pytest.mark.parametrize("case", UNANSWERABLE)
def test_not_answerable_is_one(case: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    args, what, then = UNANSWERABLE[case]
    ran = run(*args)
    said = one_line(ran)
    assert ran.status == 1 and what in said and then in said


@pytest.mark.parametrize("case", USAGE)
def test_usage_is_two(case: str, run: Run) -> None:
    args, what, *then = USAGE[case]
    ran = run(*args)
    said = one_line(ran)
    assert ran.status == 2 and what in said and all(t in said for t in then)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_bad_day_is_usage_everywhere(question: str, run: Run) -> None:
    if question not in ("source", "resolve", "claims"):
        assert run(*QUESTIONS[question], "--on", "2008-02-31").status == 2
    assert run(*QUESTIONS[question], "--known-by", "2008-02-31").status == 2


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q not in ("source", "cases")])
def test_an_unknown_name_is_one_everywhere(question: str, run: Run) -> None:
    words = list(QUESTIONS[question])
    words[next(n for n, word in enumerate(words) if n and not word.startswith("--"))] = "Nowhereland"
    ran = run(*words)
    assert ran.status == 1 and "Nowhereland" in one_line(ran)


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    ran = run()
    assert ran.status == 2 and ran.out == "" and ran.err.startswith("Usage: comity")


def test_version(run: Run) -> None:
    import comity

    assert run("--version") == Ran(0, f"comity {comity.__version__}\n", "")


def comity(*args: str, shell: str = "pass", **more: object) -> subprocess.CompletedProcess[str]:
    """The installed command, in a process of its own."""
    code = f"import sys; {shell}; from comity.fronts.cli.main import main; main(sys.argv[1:])"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=60, check=False, **more)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252", "ascii", "koi8-r"])
def test_any_encoding_of_the_output_will_do(encoding: str, atlas_path: Path) -> None:
    for name, flag in (("recognition US XK --on 2008-02-18", ""), ("polity CI", "--json"), ("recognition Côte XK", "")):
        ran = comity(*name.split(), "--atlas", str(atlas_path), *flag.split(), env={**os.environ, "PYTHONIOENCODING": encoding}, encoding=encoding,
                     errors="replace")
        assert "Traceback" not in ran.stderr and ran.returncode == (1 if "Côte" in name else 0)
        assert not flag or json.loads(ran.stdout)["polity"]["label"] == "Côte d'Ivoire"


def test_whoever_stops_reading_gets_no_traceback(atlas_path: Path) -> None:
    script = f"import sys; from comity.fronts.cli.main import main; main(['claims', 'US', '--atlas', {str(atlas_path)!r}])"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == ("", 0)


def test_an_interrupt_is_one_line(tmp_path: Path) -> None:
    interrupt = ("import os, signal, comity.atlas.build as b; signal.signal(signal.SIGINT, signal.default_int_handler); "
                 "b.gather = lambda *a: os.kill(os.getpid(), signal.SIGINT) or __import__('time').sleep(9)")
    ran = comity("build", "--data", str(ROOT / "data"), "--out", str(tmp_path / "a.sqlite"), shell=interrupt)
    assert (ran.returncode, ran.stdout) == (128 + signal.SIGINT, "")
    assert ran.stderr == "comity: stopped; nothing was left half-written\n" and not list(tmp_path.iterdir())


@pytest.mark.parametrize(("module", "args", "extra"), [
    ("typer", ("polity", "XK"), "cli"), ("altair", ("brief", "XK", "US", "--on", "2017-02-10", "-o", "b.html"), "brief"),
    ("vl_convert", ("brief", "XK", "US", "--on", "2017-02-10", "-o", "b.html"), "brief"),
    ("jinja2", ("brief", "XK", "US", "--on", "2017-02-10", "-o", "b.html"), "brief")])
def test_a_missing_extra_is_named(module: str, args: tuple[str, ...], extra: str, atlas_path: Path, tmp_path: Path) -> None:
    away = f"sys.modules[{module!r}] = None; import comity.atlas.store as s; s.default_path = lambda: {str(atlas_path)!r}"
    ran = comity(*args, shell=away, cwd=tmp_path)
    assert ran.returncode in (1, 2) and ran.stdout == ""
    assert ran.stderr.startswith("comity: ") and ran.stderr.count("\n") == 1
    assert module in ran.stderr and f"pip install 'comity[{extra}]'" in ran.stderr


def test_questions_need_neither_rich_nor_altair(atlas_path: Path) -> None:
    away = "sys.modules.update(rich=None, altair=None, jinja2=None, vl_convert=None, rapidfuzz=None)"
    ran = comity("recognition", "US", "XK", "--on", "2008-02-18", "--atlas", str(atlas_path), shell=away)
    assert (ran.returncode, ran.stderr) == (0, "") and ran.stdout.startswith("yes")
