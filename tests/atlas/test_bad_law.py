"""Whatever is wrong with treaties, laws, offences and decisions, or with claims about them, the build says it in one line and changes nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import comity
from comity.atlas.build import build, inspect

from . import world
from .mistakes import Wrong, refused, spoil, told

TREATY, PACT, LAW = "treaties/aa-bb-1995.toml", "treaties/pact-2001.toml", "laws/AA.toml"
DECISION, OFFENCES = "decisions/aa-court-2003.toml", "offences.toml"
IN_FORCE, PARTY = "claims/in-force/all.csv", "claims/party/all.csv"
PARTIES, NONE = 'parties = ["AA", "BB"]\n', ""
ENTERS = "enters-force,AA,BB,aa-bb-1995,1996-01-01"
SIGNED = '[[life]]\nact = "signed"\ndate = "1995-05-05"\nprinted = "5 May 1995"\nplace = "Al"\nsource = "paper"\nread = "read"\n'
JOINED = "accedes,AA,pact-2001,2003-01-01,deposited,un-secretariat,paper,read\n"

MISTAKES = {
    # who made a treaty
    "bilateral without parties": Wrong(TREATY, PARTIES, NONE, 1, ("a bilateral treaty has two parties, and aa-bb-1995 has none", "name the two")),
    "bilateral with one": Wrong(TREATY, PARTIES, 'parties = ["AA"]\n', 4, ("has two parties, and aa-bb-1995 has only AA",)),
    "bilateral with three": Wrong(TREATY, PARTIES, 'parties = ["AA", "BB", "old-ceria"]\n', 4, ("has AA and BB and old-ceria",)),
    "bilateral with itself": Wrong(TREATY, PARTIES, 'parties = ["AA", "AA"]\n', 4, ("has AA and AA", "name the two that made it")),
    "bilateral with one twice": Wrong(TREATY, PARTIES, 'parties = ["AA", "BB", "AA"]\n', 4, ("has AA and BB and AA",)),
    "made by the unknown": Wrong(TREATY, PARTIES, 'parties = ["AA", "QQ"]\n', 4, ('party "QQ" is no polity', "add data/polities/QQ.toml")),
    "multilateral with parties": Wrong(PACT, 'source = "paper"\n', 'parties = ["AA", "BB"]\nsource = "paper"\n', 5,
                                       ("a multilateral treaty has its parties as claims", "data/claims/party")),
    "multilateral that nobody joined": Wrong(PARTY, JOINED, NONE, 0, ("a treaty with no parties", "data/claims/party, or take the file away")),
    "bilateral that somebody joined": Wrong(PARTY, JOINED, JOINED + JOINED.replace("pact-2001", "aa-bb-1995"), 0,
                                            ("a bilateral treaty with claims under data/claims/party", "data/claims/in-force")),
    "kept by nobody": Wrong(PACT, "un-secretariat", "QQ", 4, ('holder "QQ" is neither',)),
    # the life of a treaty
    "in force before signature": Wrong(PACT, 'date = "2002-01-01"', 'date = "2000"', 15,
                                       ("in-force on 2000, before it was signed", "correct one of the dates")),
    "terminated before it was in force": Wrong(PACT, "[[clauses]]", '[[life]]\nact = "terminated"\ndate = "2001-06"\nsource = "paper"\n'
                                               'read = "read"\n\n[[clauses]]', 21, ("terminated on 2001-06, before it was in force",)),
    "signed on no day": Wrong(TREATY, "1995-05-05", "1995-02-29", 11, ('date "1995-02-29" does not exist',)),
    "signed in words": Wrong(TREATY, "1995-05-05", "May 1995", 11, ('"May 1995" is not a date',)),
    "the same row twice": Wrong(TREATY, SIGNED, SIGNED + "\n" + SIGNED, 17, ("life that is written above already", "take one of the two out")),
    "an act that no treaty lives": Wrong(TREATY, 'act = "signed"', 'act = "born"', 10, ('life: act "born" is not one of adopted, signed',)),
    # links and clauses
    "a link to nothing": Wrong(TREATY, '"aa-bb-1991"', '"aa-bb-1900"', 19,
                               ('replaces "aa-bb-1900", which is not there', "add data/treaties/aa-bb-1900.toml or correct the id")),
    "a link to itself": Wrong(TREATY, '"aa-bb-1991"', '"aa-bb-1995"', 19, ("leads back to aa-bb-1995", "take one of the links out")),
    "links in a circle": Wrong("treaties/aa-bb-1991.toml", 'source = "paper"\n', 'source = "paper"\n[[links]]\nact = "replaces"\n'
                               'treaty = "aa-bb-1995"\nsource = "paper"\nread = "read"\n', 8,
                               ("aa-bb-1991 replaces aa-bb-1995, which leads back to aa-bb-1991",)),
    "a link that does nothing known": Wrong(TREATY, '"replaces"', '"eats"', 18, ('a link: act "eats" is not one of replaces',)),
    "a clause about nothing known": Wrong(PACT, '"entry-into-force"', '"party"', 20, ('a clause: clause "party" is not one of entry-into-force',)),
    "a clause of too many days": Wrong(PACT, "days = 30", "days = 99999999999999999999", 22, ("a clause: days is not a whole number",)),
    "a clause of fewer than no days": Wrong(PACT, "days = 30", "days = -1", 22, ("days is not a whole number",)),
    # provisions
    "no article": Wrong(TREATY, 'article = "II"\nprovision = "offence', 'provision = "offence', 24, ("a provision has no article", "say it")),
    "unknown provision": Wrong(TREATY, '"capital-punishment"', '"torture"', 41, ('provision "torture" is not one of offence-method',)),
    "unknown value": Wrong(TREATY, 'value = "may-refuse"', 'value = "perhaps"', 42, ('capital-punishment "perhaps" is not one of may-refuse',)),
    "no value": Wrong(TREATY, 'value = "may-refuse"\n', NONE, 39, ('capital-punishment "" is not one of may-refuse',)),
    "nothing listed": Wrong(TREATY, 'offences = ["murder"]\n', NONE, 31, ("listed names no offence", "list ids of data/offences.toml")),
    "an empty list": Wrong(TREATY, 'offences = ["murder"]', "offences = []", 31, ("listed names no offence",)),
    "unknown offence listed": Wrong(TREATY, '["murder"]', '["sloth"]', 34, ('offence "sloth" is not there', "add it to data/offences.toml")),
    "a declaration by the unknown": Wrong(PACT, 'party = "AA"', 'party = "QQ"', 30, ('party "QQ" is no polity',)),
    "until before from": Wrong(TREATY, "2006-01-01", "1990-01-01", 45, ('until "1990-01-01" is not after from "1996-01-01"', "first day")),
    "until on from": Wrong(TREATY, "2006-01-01", "1996-01-01", 45, ("is not after from",)),
    "from a strange day": Wrong(TREATY, "1996-01-01", "1996-13-01", 44, ('date "1996-13-01" does not exist',)),
    "the same provision twice": Wrong(LAW, "[[provisions]]", world.LAW[LAW] + "\n[[provisions]]", 13, ("written above already",)),
    "a field that no provision has": Wrong(TREATY, "unless =", "except =", 43, ('a provision has an unknown field "except"', "it may have article")),
    "unread": Wrong(PACT, 'read = "read"\n\n[[clauses]]', 'read = "skimmed"\n\n[[clauses]]', 17, ('read "skimmed" does not say how',)),
    "a field that no treaty has": Wrong(TREATY, 'note = "made up"\n\n', 'capital = "x"\n\n', 7, ('a treaty has an unknown field "capital"',)),
    "a source that is not there": Wrong(LAW, 'source = "paper"', 'source = "blog"', 8, ('source "blog" is not there', "add data/sources/blog.toml")),
    # laws
    "a law without a statute": Wrong(LAW, 'law = "Constitution"\n', NONE, 1, ("a provision has no law", "say it")),
    "a law on something else": Wrong(LAW, '"own-nationals"', '"listed"', 4, ('provision "listed" is not one of own-nationals',)),
    "a law that says a treaty's word": Wrong(LAW, '"forbids"', '"shall-refuse"', 5, ('own-nationals "shall-refuse" is not one of forbids',)),
    "a law with a field of its own": Wrong(LAW, "[[provisions]]", 'polity = "AA"\n[[provisions]]', 1, ('unknown field "polity"', "a law file has")),
    # offences
    "one word for two": Wrong(OFFENCES, '"wilful murder"', '"Killing"', 5, ('"Killing" means homicide too', "leave it with one of the two")),
    "an id that is another's word": Wrong(OFFENCES, '"wilful murder"', '"homicide"', 5, ('"homicide" means homicide too',)),
    "a word without letters": Wrong(OFFENCES, '"wilful murder"', '" "', 5, ('" " is no word of murder', "take it out")),
    "within the unknown": Wrong(OFFENCES, 'within = ["homicide"]', 'within = ["crime"]', 8, ('within "crime", which is not there', "add [crime]")),
    "within itself": Wrong(OFFENCES, 'within = ["homicide"]', 'within = ["murder"]', 8, ("murder lies within itself", "take one of the offences")),
    "within each other": Wrong(OFFENCES, '"killing"]', '"killing"]\nwithin = ["murder"]', 4, ("homicide lies within itself",)),
    "an offence without words": Wrong(OFFENCES, 'words = ["murder", "wilful murder"]\n', NONE, 5, ("an offence has no words", "say it")),
    "an offence that is no table": Wrong(OFFENCES, "[homicide]", 'arson = "arson"\n[homicide]', 1, ("arson is not a table", "under [arson]")),
    "an offence of strange name": Wrong(OFFENCES, "[homicide]", '["man slaughter"]', 1, ('"man slaughter" is no id for an offence',)),
    # decisions
    "under an unknown treaty": Wrong(DECISION, '"aa-bb-1995"', '"aa-bb-1900"', 7, ('treaty "aa-bb-1900" is no treaty', "or correct the id")),
    "by an unknown court": Wrong(DECISION, '"AA/court"', '"QQ/court"', 2, ('holder "QQ/court" is neither a polity',)),
    "of an unknown fact": Wrong(DECISION, "political = false", "guilty = true", 16, ('fact "guilty" is not one of political',)),
    "held in a way of its own": Wrong(DECISION, '"in-force"', '"maybe"', 8, ('held "maybe" is not one of in-force',)),
    "for an unknown offence": Wrong(DECISION, 'offence = "murder"', 'offence = "sloth"', 12, ('offence "sloth" is not there',)),
    "requested of nobody": Wrong(DECISION, 'requested = "AA"', 'requested = "QQ"', 6, ('requested "QQ" is no polity',)),
    "reversed by nothing": Wrong(DECISION, "matter =", 'reversed_by = "aa-court-2004"\nmatter =', 17,
                                 ('reversed by "aa-court-2004", which is not there', "correct the id or add the decision")),
    "reversed by itself": Wrong(DECISION, "matter =", 'reversed_by = "aa-court-2003"\nmatter =', 17, ("which is itself",)),
    "decided on no day": Wrong(DECISION, "2003-03-03", "2003-04-31", 4, ('date "2003-04-31" does not exist',)),
    "committed on no day": Wrong(DECISION, 'committed = "2000"', 'committed = "2000-00"', 15, ('"2000-00" does not exist',)),
    # claims
    "claimed in force before signature": Wrong(IN_FORCE, "1996-01-01", "1994", 2,
                                               ("aa-bb-1995 in force on 1994, before it was signed (1995-05-05)",)),
    "in force by who did not make it": Wrong(IN_FORCE, ENTERS, ENTERS.replace("BB", "old-ceria"), 2,
                                             ("aa-bb-1995 entered into force between AA and BB, who made it", "for a successor write continues")),
    "in force by who had ended": Wrong("polities/BB.toml", '"2015-01-01"', '"1995-12-01"', 0,
                                       ("BB had ended by 1996-01-01", "name the polity that was there, or correct the date")),
    "in force with itself": Wrong(IN_FORCE, ENTERS, ENTERS.replace("BB", "AA"), 2, ('a treaty binds two, and both are "AA"', "name the other")),
    "in force under nothing": Wrong(IN_FORCE, "aa-bb-1995", "aa-bb-1900", 2, ('treaty "aa-bb-1900" is no treaty', "data/treaties/aa-bb-1900.toml")),
    "a party to nothing": Wrong(PARTY, "pact-2001", "pact", 2, ('object "pact" is no treaty', "add data/treaties/pact.toml or correct the id")),
    "a party that nobody is": Wrong(PARTY, "accedes,AA", "accedes,QQ", 2, ('actor "QQ" is no polity',)),
    "an act of another relation": Wrong(PARTY, "accedes", "enters-force", 2, ('act "enters-force" is not in the vocabulary of party',)),
    # files
    "broken TOML": Wrong(TREATY, 'kind = "bilateral"', "kind = bilateral", 2, ("not readable as TOML", "correct that line")),
    "a field twice": Wrong(DECISION, "matter =", 'name = "B"\nmatter =', 17, ("not readable as TOML",)),
    "NUL": Wrong(LAW, "Constitution", "Consti\0tution", 2, ("has a NUL byte", "take it out")),
    "byte order mark": Wrong(DECISION, "name", "\ufeffname", 1, ("starts with a byte order mark",)),
    "byte order mark among offences": Wrong(OFFENCES, "[homicide]", "\ufeff[homicide]", 1, ("starts with a byte order mark",)),
    "CR": Wrong(TREATY, '"bilateral"\n', '"bilateral"\r', 2, ("not readable as TOML",)),
    "a table in place of a list": Wrong(LAW, "[[provisions]]", "[provisions]", 1, ("provisions is not a list of tables", "[[provisions]]")),
}

ELSEWHERE = {"multilateral that nobody joined": f"{PACT}:1", "bilateral that somebody joined": f"{TREATY}:1",
             "in force by who had ended": f"{IN_FORCE}:2"}
"""Mistakes that are told where they show, not where they were made."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small world with law in it, and an atlas built from it."""
    world.built(tmp_path, law=True)
    return tmp_path / "data"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line(name: str, data: Path) -> None:
    wrong = MISTAKES[name]
    error = told(data, wrong, ELSEWHERE.get(name, f"{wrong.file}:{wrong.line}"))
    assert not any("\n" in p for p in error.problems)
    with pytest.raises(comity.DataError) as stop:
        inspect(data)
    assert stop.value.problems == error.problems


def _fields(table: dict[str, Any], *above: str | int) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    for name, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from (found for n, row in enumerate(value) for found in _fields(row, *above, name, n))
        else:
            yield (*above, name), value


FIELDS = [(file, path, value) for file in sorted(world.LAW) if file.endswith(".toml") and file != OFFENCES
          for path, value in _fields(tomllib.loads(world.LAW[file]))]


@pytest.mark.parametrize(("file", "path", "value"), FIELDS, ids=[f"{f}:{'.'.join(map(str, p))}" for f, p, _ in FIELDS])
def test_a_field_of_the_wrong_type(file: str, path: tuple[str | int, ...], value: Any, data: Path) -> None:
    """Every field of every table: a number, a list, a table and a truth where something else belongs."""
    text = (data / file).read_text(encoding="utf-8")
    for wrong in ("1.5", "[1]", "[[]]", "{ a = 1 }", "07:32:00", "true"):
        if wrong == "{ a = 1 }" and isinstance(value, bool):
            continue
        (data / file).write_text(_with(text, path, wrong), encoding="utf-8")
        error = refused(data)
        assert error.problems[0].startswith(f"data/{file}:"), error.problems
        assert f"{path[-1]} is not a" in error.problems[0], error.problems


def _with(text: str, path: tuple[str | int, ...], value: str) -> str:
    """TOML text with another value for one field: the nth table's, where the field stands in a list of tables."""
    lines, nth, inside = text.split("\n"), -1, len(path) == 1
    for n, line in enumerate(lines):
        if line.startswith("[["):
            nth += line == f"[[{path[0]}]]"
            inside = len(path) == 3 and line == f"[[{path[0]}]]" and nth == path[1]
        elif inside and line.startswith(f"{path[-1]} = "):
            lines[n] = f"{path[-1]} = {value}"
            return "\n".join(lines)
    raise AssertionError(path)


NO_TEXT = ("1.5", "[1]", "[[]]", "{ a = 1 }", "true")
NO_LIST = (*NO_TEXT, '"words"', "2000-01-01")


@pytest.mark.parametrize(("field", "value"), [*product(["label"], NO_TEXT), *product(["words", "within"], NO_LIST)])
def test_an_offence_of_the_wrong_type(field: str, value: str, data: Path) -> None:
    lines = (data / OFFENCES).read_text(encoding="utf-8").split("\n")
    spoilt = [f"{field} = {value}" if n > 4 and line.startswith(field) else line for n, line in enumerate(lines)]
    (data / OFFENCES).write_text("\n".join(spoilt), encoding="utf-8")
    assert refused(data).problems[0].endswith(f"an offence: {field} is not {'a text' if field == 'label' else 'a list of texts'}; correct it")


@pytest.mark.parametrize("file", [TREATY, PACT, DECISION])
def test_an_empty_file_lacks_things(file: str, data: Path) -> None:
    (data / file).write_bytes(b"")
    assert refused(data).problems[0].startswith(f"data/{file}:1: ")


@pytest.mark.parametrize("file", [TREATY, LAW, DECISION, OFFENCES])
@pytest.mark.parametrize("content", [b"\xff\xfe", b"= = =", b"a = " + b"[" * 5000, b"a = " + b"9" * 5000])
def test_a_file_that_is_no_toml(file: str, content: bytes, data: Path) -> None:
    (data / file).write_bytes(content)
    assert refused(data).problems[0].startswith(f"data/{file}:1: ")


@pytest.mark.parametrize("folder", ["treaties", "laws", "decisions"])
def test_a_file_that_nobody_would_read(folder: str, data: Path) -> None:
    (data / folder / "more.TOML").write_text("")
    (data / folder / "deeper").mkdir()
    assert refused(data).problems == (f"data/{folder}/deeper:1: not a .toml file; rename it or take it away",
                                      f"data/{folder}/more.TOML:1: not a .toml file; rename it or take it away")


def test_hidden_files_are_left_alone(data: Path) -> None:
    for folder in ("treaties", "laws", "decisions"):
        (data / folder / ".gitkeep").write_text("")
    assert inspect(data).counts["treaty"] == 3


@pytest.mark.parametrize("folder", ["treaties", "laws", "decisions"])
@pytest.mark.parametrize("name", ["two words", "a_b", "-a", "a--b", "Ж", "a.b", ".hidden", "a\nb", "a\udcffb", "a\u2028b", "a'b", 'a"b'])
def test_a_file_of_strange_name(name: str, folder: str, data: Path) -> None:
    source = {"treaties": TREATY, "laws": LAW, "decisions": DECISION}[folder]
    (data / folder / f"{name}.toml").write_text(world.LAW[source], encoding="utf-8")
    error = refused(data)
    assert error.problems[0].startswith(f"data/{folder}/") and "name" in error.problems[0]
    assert all(p.isprintable() and p.encode() for p in error.problems)


def test_a_law_of_no_polity(data: Path) -> None:
    (data / LAW).rename(data / "laws" / "QQ.toml")
    assert refused(data).problems == ('data/laws/QQ.toml:1: the polity of the file "QQ" is no polity; add data/polities/QQ.toml or correct the id',)


def test_a_treaty_called_like_a_polity(data: Path) -> None:
    (data / TREATY).rename(data / "treaties" / "AA.toml")
    assert refused(data).problems[0].startswith('data/treaties/AA.toml:1: "AA" is the id of a polity or organisation already')


def test_a_folder_and_a_link_in_place_of_a_file(data: Path) -> None:
    (data / "treaties" / "folder.toml").mkdir()
    (data / "laws" / "BB.toml").symlink_to("nowhere")
    assert [p.partition("(")[0] for p in refused(data).problems] == [
        "data/treaties/folder.toml:1: cannot be read ", "data/laws/BB.toml:1: cannot be read "]


def test_no_law_at_all_is_no_mistake(tmp_path: Path) -> None:
    assert world.built(tmp_path).counts["treaty"] == 0


def test_every_problem_of_a_file_is_told(data: Path) -> None:
    for name in ("unknown value", "unknown offence listed", "signed on no day", "made by the unknown"):
        spoil(data, MISTAKES[name])
    assert len(refused(data).problems) == 4


def test_a_continued_treaty_needs_a_party_that_was_there(data: Path) -> None:
    spoil(data, Wrong("sources/paper.toml", "2010-05-05", "2016-05-05", 0, ()))
    spoil(data, Wrong(IN_FORCE, ENTERS, "continues,AA,BB,aa-bb-1995,2015-01-01", 0, ()))
    assert refused(data).problems == (
        f"data/{IN_FORCE}:2: BB had ended by 2015-01-01; name the polity that was there, or correct the date",)


@pytest.mark.parametrize("date", ["2000-01-01/..", "2014/2016", "../2016-01-01"])
def test_a_date_that_may_lie_in_a_partys_days_is_no_mistake(date: str, data: Path) -> None:
    spoil(data, Wrong("sources/paper.toml", "2010-05-05", "2016-05-05", 0, ()))
    spoil(data, Wrong(IN_FORCE, ENTERS, f"continues,AA,BB,aa-bb-1995,{date}", 0, ()))
    assert inspect(data).counts["claim"] == 8


def test_a_folder_of_another_name_is_called_by_it(data: Path) -> None:
    spoil(data, MISTAKES["multilateral that nobody joined"])
    other = data.rename(data.parent / "mine")
    with pytest.raises(comity.DataError, match=r"^mine/treaties/pact-2001.toml:1: "):
        build(other, data.parent / "atlas.sqlite")


SUCCESSION = "claims/succession/all.csv"


@pytest.mark.parametrize("rows", [
    "succeeds,AA,BB,separation,1995-01-01,AA,paper,read\n", "continues,AA,BB,,1980-01-01,AA,paper,read\n",
    "succeeds,AA,BB,uniting,1989-01-01,AA,paper,read\nsucceeds,old-ceria,AA,dissolution,2000-01-01,AA,paper,read\n"
    "succeeds,BB,old-ceria,newly-independent,1985-01-01,AA,paper,read\n", "succeeds,AA,AA,separation,1995-01-01,AA,paper,read\n"])
def test_a_succession_in_a_circle_ends(rows: str, data: Path) -> None:
    """A succeeds B and B succeeds A, on dates that cannot both be: whatever is asked gets an answer."""
    (data / SUCCESSION).write_text((data / SUCCESSION).read_text() + rows)
    goes_on = ENTERS.replace("enters-force,AA", "continues,old-ceria")
    spoil(data, Wrong(IN_FORCE, ENTERS, f"{ENTERS},effective,AA,paper,read\n{goes_on}", 0, ()))
    view = comity.open(build(data, data.parent / "atlas.sqlite").path).view()
    for other in ("BB", "old-ceria"):
        assert view.treaties("AA", other).treaties is not None
        found = view.extradition(requested=other, requesting="AA", on="2003-01-01", offence="murder")
        assert set(found.doctrines) == {"recorded", "vcsst-1978", "clean-slate", "continuity"}
        assert found.to_dict() and all(found.proof_text(d) for d in found.doctrines)
        assert view.polity(other)
