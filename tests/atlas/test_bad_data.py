"""Whatever is wrong with the data, the build says it in one line (where, what, why, what to do) and leaves the previous atlas alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import comity
from comity.atlas.build import build, inspect

from . import world
from .mistakes import Wrong, refused, spoil, told

RECOGNITION = "claims/recognition/all.csv"
FIRST = "recognises,AA,BB,,,2000-01-01,decided,AA,paper,read,"

MISTAKES = {
    # names and ids
    "unknown actor": Wrong(RECOGNITION, FIRST, FIRST.replace("AA,BB", "QQ,BB"), 2,
                           ('actor "QQ" is no polity', "add data/polities/QQ.toml or correct the id")),
    "unknown object": Wrong(RECOGNITION, FIRST, FIRST.replace("AA,BB", "AA,QQ"), 2, ('object "QQ" is no polity', "add data/polities/QQ.toml")),
    "no actor": Wrong(RECOGNITION, FIRST, FIRST.replace("AA,BB", ",BB"), 2, ('actor "" is no polity', "data/polities/<id>.toml")),
    "a name for an id": Wrong(RECOGNITION, FIRST, FIRST.replace("AA,BB", "Alia,BB"), 2, ('actor "Alia" is no polity', "correct the id")),
    "unknown holder": Wrong(RECOGNITION, FIRST, FIRST.replace(",AA,paper", ",QQ,paper"), 2,
                            ('holder "QQ" is neither a polity', "correct it or add it")),
    "no holder": Wrong(RECOGNITION, FIRST, FIRST.replace(",AA,paper", ",,paper"), 2, ('holder "" is neither',)),
    "unknown act": Wrong(RECOGNITION, FIRST, FIRST.replace("recognises", "likes"), 2,
                         ('act "likes" is not in the vocabulary of recognition', "recognises")),
    "act of another relation": Wrong("claims/membership/un.csv", "joins", "succeeds", 2,
                                     ('act "succeeds" is not in the vocabulary of membership', "joins")),
    "an organisation recognises": Wrong(RECOGNITION, FIRST, FIRST.replace("AA,BB", "AA,UN"), 2, ('object "UN" is no polity',)),
    "unknown kind": Wrong("claims/succession/all.csv", "separation", "divorce", 2, ('kind "divorce" is not one of separation',)),
    "unknown date kind": Wrong(RECOGNITION, FIRST, FIRST.replace("decided", "guessed"), 2, ('date_kind "guessed" is not one of effective',)),
    "denial without a key": Wrong(RECOGNITION, FIRST, FIRST.replace("recognises,AA,BB", "denies,AA,BB"), 2,
                                  ('object "BB" is no act key', "withdraws SR XK 1")),
    "denial of nothing": Wrong(RECOGNITION, FIRST, FIRST.replace("recognises,AA,BB", "denies,AA,"), 2, ('object "" is no act key',)),
    "denial of a stranger": Wrong(RECOGNITION, FIRST, FIRST.replace("recognises,AA,BB", "denies,AA,withdraws QQ BB 1"), 2,
                                  ('actor "QQ" is no polity',)),
    # sources
    "no source": Wrong(RECOGNITION, FIRST, FIRST.replace("paper", ""), 2, ("a claim without a source", "name one that was read")),
    "unknown source": Wrong(RECOGNITION, FIRST, FIRST.replace("paper", "blog"), 2, ('source "blog" is not there', "add data/sources/blog.toml")),
    "not said how it was read": Wrong(RECOGNITION, FIRST, FIRST.replace("read", ""), 2, ('read "" does not say', "say read, excerpt, derived")),
    "published before the act": Wrong(RECOGNITION, FIRST, FIRST.replace("2000-01-01", "2010-05-07"), 2,
                                      ("source paper was published on 2010-05-05, before the act it reports (2010-05-07)", "use the act intends")),
    "refusal without strength": Wrong(RECOGNITION, "explicit", "", 4, ("a refusal needs a strength", "explicit, list, implied")),
    # dates
    "impossible day": Wrong(RECOGNITION, FIRST, FIRST.replace("2000-01-01", "2008-02-31"), 2,
                            ('date "2008-02-31" does not exist (February 2008 has 29 days)',)),
    "impossible month": Wrong(RECOGNITION, FIRST, FIRST.replace("2000-01-01", "2008-13"), 2, ('date "2008-13" does not exist',)),
    "no date": Wrong(RECOGNITION, FIRST, FIRST.replace("2000-01-01", ""), 2, ("an empty date", "give one such as 2008-02-18")),
    "date in words": Wrong(RECOGNITION, FIRST, FIRST.replace("2000-01-01", "New Year 2000"), 2, ('"New Year 2000" is not a date',)),
    "reversed interval": Wrong(RECOGNITION, FIRST, FIRST.replace("2000-01-01", "2000-02/2000-01"), 2,
                               ("ends before it starts", "write the earlier date first")),
    "control that ends first": Wrong("claims/control/all.csv", "1995-01-01", "1985-01-01", 2, ('until "1985-01-01" is before from "1990-01-01"',)),
    # acts
    "one act or two": Wrong(RECOGNITION, "withdraws,AA,BB,,,2005-01-01", "recognises,AA,BB,,,2005-01-01", 3,
                            ("recognises AA BB on 2005-01-01 and on 2000-01-01 (data/claims/recognition/all.csv:2)",
                             "one act or two? give both rows an ordinal")),
    "ordinal zero": Wrong(RECOGNITION, FIRST, FIRST.replace("AA,BB,,", "AA,BB,0,"), 2, ('ordinal "0" is not a number from 1 on',)),
    "ordinal in words": Wrong(RECOGNITION, FIRST, FIRST.replace("AA,BB,,", "AA,BB,²,"), 2, ('ordinal "²" is not a number from 1 on',)),
    # rows and files
    "too few cells": Wrong(RECOGNITION, FIRST, FIRST[:-1], 2, ("10 cells under 11 columns", "quote a cell that holds a comma")),
    "too many cells": Wrong(RECOGNITION, FIRST, FIRST + "one, two", 2, ("12 cells under 11 columns", "quote a cell that holds a comma")),
    "an empty line": Wrong(RECOGNITION, FIRST + "\n", FIRST + "\n\n", 3, ("0 cells under 11 columns",)),
    "unclosed quote": Wrong(RECOGNITION, FIRST, FIRST + '"and so on', 2, ("the row that starts here is not readable as CSV", "close every quote")),
    "huge cell": Wrong(RECOGNITION, FIRST, FIRST + "x" * 200_000, 2, ("field larger than field limit", "close every quote")),
    "unknown column": Wrong(RECOGNITION, "note\n", "comment\n", 1, ('unknown column "comment"', "a recognition file may have act,actor")),
    "a column twice": Wrong(RECOGNITION, ",note\n", ",read\n", 1, ('column "read" twice',)),
    "a column too few": Wrong(RECOGNITION, "holder,", "note,", 1, ("no column holder",)),
    "NUL": Wrong(RECOGNITION, FIRST, FIRST + "\0", 2, ("has a NUL byte", "take it out")),
    "byte order mark": Wrong(RECOGNITION, "act,", "\ufeffact,", 1, ("starts with a byte order mark", "save the file as UTF-8 without one")),
    "CRLF": Wrong(RECOGNITION, FIRST + "\n", FIRST + "\r\n", 2, ("a line ends in CR", "save the file with LF line ends")),
    "CR": Wrong(RECOGNITION, FIRST + "\n", FIRST + "\r", 2, ("a line ends in CR",)),
    "NUL in TOML": Wrong("polities/AA.toml", "Alia", "Al\0ia", 1, ("has a NUL byte",)),
    "byte order mark in TOML": Wrong("polities/AA.toml", "label", "\ufefflabel", 1, ("starts with a byte order mark",)),
    # coverage and counts
    "coverage of nothing": Wrong("claims/coverage/all.csv", "recognition,", "love,", 2, ('relation "love" is not one of recognition', "gap")),
    "coverage of no act": Wrong("claims/coverage/all.csv", "recognition,,", "recognition,likes,", 2,
                                ('act "likes" is not in the vocabulary of recognition',)),
    "coverage of nobody": Wrong("claims/coverage/all.csv", ",*,BB", ",QQ,BB", 2,
                                ('actor "QQ" is neither polity, treaty, group, regime nor place', "write *")),
    "coverage without source": Wrong("claims/coverage/all.csv", "paper", "", 2, ("a claim without a source",)),
    "coverage that ends first": Wrong("claims/coverage/all.csv", "2010-01-01", "1980-01-01", 2, ('until "1980-01-01" is before from',)),
    "coverage held by nobody": Wrong("claims/coverage/all.csv", "press", "QQ", 2, ('holder "QQ" is neither',)),
    "coverage, unread": Wrong("claims/coverage/all.csv", "press,read", "press,", 2, ('read "" does not say',)),
    "count in words": Wrong("claims/counts/all.csv", ",1,2,", ",one,2,", 2, ('count "one" is not a whole number', "digits only")),
    "count upside down": Wrong("claims/counts/all.csv", ",1,2,", ",3,2,", 2, ("low 3 is above high 2", "write the smaller number in low")),
    "count of nothing": Wrong("claims/counts/all.csv", ",1,2,", ",,,", 2, ("a count without low and high", "give at least one")),
    "count of the unknown": Wrong("claims/counts/all.csv", "recognisers", "friends", 2, ('of "friends" is not one of recognisers, withdrawals',)),
    "count on nobody": Wrong("claims/counts/all.csv", "press,BB", "press,QQ", 2, ('object "QQ" is no polity',)),
    "count by nobody": Wrong("claims/counts/all.csv", "press,", "QQ,", 2, ('holder "QQ" is neither',)),
    # sources
    "source without title": Wrong("sources/paper.toml", 'title = "A paper"\n', "", 1, ("source has no title",)),
    "source with a blank title": Wrong("sources/paper.toml", "A paper", " ", 1, ("source has no title",)),
    "source of unknown kind": Wrong("sources/paper.toml", "secondary", "rumour", 4, ('kind "rumour" is not one of primary, secondary, mirror',)),
    "source with a strange field": Wrong("sources/paper.toml", "licence", 'lisence = "all"\nlicence', 5,
                                         ('unknown field "lisence"', "it may have accessed")),
    "source with a strange date": Wrong("sources/paper.toml", "2010-05-05", '"May 2010"', 3, ('"May 2010" is not a date',)),
    "source with a list for a url": Wrong("sources/paper.toml", "published", 'url = ["a"]\npublished', 3, ("url is not a text", "quotes")),
    "source from nowhere": Wrong("sources/list.toml", '["paper"]', '["blog"]', 1,
                                 ('derives from "blog", which is not there', "add data/sources/blog.toml")),
    "source from a text": Wrong("sources/list.toml", '["paper"]', '"paper"', 5,
                                ("derives_from is not a list of source ids", 'derives_from = ["one"]')),
    "source in bad TOML": Wrong("sources/paper.toml", '"A paper"', "A paper", 1, ("not readable as TOML", "correct that line")),
    # polities
    "polity in bad TOML": Wrong("polities/AA.toml", 'kind = "state"', "kind = state", 2, ("not readable as TOML",)),
    "polity with a strange field": Wrong("polities/AA.toml", "label", 'capital = "Al"\nlabel', 1,
                                         ('unknown field "capital"', "a polity has about, codes")),
    "polity without label": Wrong("polities/AA.toml", 'label = "Alia"\n', "", 1, ("polity has no label",)),
    "polity with a number for a label": Wrong("polities/AA.toml", '"Alia"\nkind', "7\nkind", 1, ("polity has no label",)),
    "polity of unknown kind": Wrong("polities/AA.toml", '"state"', '"tribe"', 2, ('kind "tribe" is not one of state',)),
    "names in a row": Wrong("polities/old-ceria.toml", '[\n  { name = "Ceria", source = "list" },\n]', '["Ceria"]', 3,
                            ("names is not a list of tables",)),
    "name without name": Wrong("polities/AA.toml", '{ name = "Alia",', '{ lang = "en",', 4, ("names: no name",)),
    "name with a strange field": Wrong("polities/AA.toml", 'style = "short"', 'stile = "short"', 4, ('names Alia: unknown field "stile"',)),
    "name in unknown style": Wrong("polities/AA.toml", '"short"', '"loud"', 4, ('names Alia: style "loud" is not one of short',)),
    "name from an unknown source": Wrong("polities/AA.toml", '"short", source = "list"', '"short", source = "blog"', 4,
                                         ('names Alia: source "blog" is not there',)),
    "name from no source": Wrong("polities/AA.toml", '"short", source = "list"', '"short"', 4, ('names Alia: source "None" is not there',)),
    "code in an unknown scheme": Wrong("polities/AA.toml", '"cow", code', '"zip", code', 7, ('codes 1: scheme "zip" is not one of iso2',)),
    "code as a number": Wrong("polities/AA.toml", 'code = "1"', "code = 1", 7, ("codes 1: no code",)),
    "existence for nobody": Wrong("polities/AA.toml", 'holder = "cow"', 'holder = "QQ"', 10, ('holder "QQ" is neither',)),
    "until before from": Wrong("polities/BB.toml", "2015-01-01", "1980-01-01", 7,
                               ('until "1980-01-01" is not after from "1990-01-01"', "first day it no longer held")),
    "until on from": Wrong("polities/BB.toml", "2015-01-01", "1990-01-01", 7, ("is not after from",)),
    "existence from a strange day": Wrong("polities/BB.toml", "1990-01-01", "1990-02-30", 7, ('date "1990-02-30" does not exist',)),
    # the vocabulary and the atlas
    "two widths of approximate": Wrong("vocabulary.toml", "approximate_days = 31", "approximate_days = 30", 2,
                                       ("approximate_days is 30 here and 31 in the kernel", "make them one")),
    "no width at all": Wrong("vocabulary.toml", "approximate_days = 31", "", 1, ("approximate_days is not a number of days",)),
    "unknown effect": Wrong("vocabulary.toml", 'recognises            = { effect = "starts"', 'recognises            = { effect = "begins"', 10,
                            ('effect "begins" of act recognises is not one of starts, ends',)),
    "a decider that nobody is": Wrong("vocabulary.toml", 'deciders = ["icj"', 'deciders = ["pope"', 6,
                                      ('decider "pope" is no holder', "add it to [holders]")),
    "a relation of its own": Wrong("vocabulary.toml", "[acts.control]", "[acts.love]", 9, ("[acts] has no control", "add it")),
    "vocabulary in bad TOML": Wrong("vocabulary.toml", "rumour_days      = 31", "rumour_days = thirty", 3, ("not readable as TOML",)),
    "atlas without version": Wrong("atlas.toml", 'version = "1"', "", 1, ("the atlas has no version",)),
    "atlas without a day": Wrong("atlas.toml", "2020-01-01", '"2020"', 2, ('the atlas has no day: date is "2020"', "date = 2026-11-23")),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small world with an atlas built from it."""
    world.built(tmp_path)
    return tmp_path / "data"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line(name: str, data: Path) -> None:
    wrong = MISTAKES[name]
    error = told(data, wrong, f"{wrong.file}:{wrong.line}")
    assert str(error).startswith(error.problems[0])


@pytest.mark.parametrize("name", MISTAKES)
def test_the_check_says_what_the_build_says(name: str, data: Path) -> None:
    spoil(data, MISTAKES[name])
    with pytest.raises(comity.DataError) as stop:
        inspect(data)
    assert stop.value.problems == refused(data).problems


def test_every_problem_is_told(data: Path) -> None:
    for name in ("unknown actor", "no source", "coverage of nothing", "count in words"):
        wrong = MISTAKES[name]
        spoil(data, Wrong(wrong.file, "paper" if name == "no source" else wrong.old, "" if name == "no source" else wrong.new, 0, ()))
    error = refused(data)
    assert len(error.problems) >= 3
    assert re.search(r" \(and \d+ more\); ", str(error))


@pytest.mark.parametrize(("content", "says"), [(b"", "header has no header"), (b"\n", "header has no header"),
                                               (b"act,actor\xff\n", "not UTF-8 (byte 9)"),
                                               ("act,actor\n".encode("utf-16"), "not UTF-8"), (b"\x00\x01\x02", "NUL")])
def test_a_file_that_is_no_csv(content: bytes, says: str, data: Path) -> None:
    (data / RECOGNITION).write_bytes(content)
    assert refused(data).problems[0].startswith(f"data/{RECOGNITION}:1: ") and says in str(refused(data))


@pytest.mark.parametrize("file", ["atlas.toml", "vocabulary.toml", "sources/paper.toml", "polities/AA.toml"])
def test_a_toml_file_that_is_none(file: str, data: Path) -> None:
    for content in (b"\xff\xfe", b"= = =", b"a = " + b"[" * 5000, b"a = " + b"9" * 5000):
        (data / file).write_bytes(content)
        assert refused(data).problems[0].startswith(f"data/{file}:1: ")


@pytest.mark.parametrize("file", ["atlas.toml", "sources/paper.toml", "polities/AA.toml"])
def test_an_empty_toml_file_lacks_things(file: str, data: Path) -> None:
    (data / file).write_bytes(b"")
    assert refused(data).problems[0].startswith(f"data/{file}:1: ")


def test_a_bad_byte_is_found_on_its_line(data: Path) -> None:
    with open(data / RECOGNITION, "ab") as file:
        file.write(b"recognises,AA,BB,,,2000-01-01,decided,AA,paper,read,caf\xe9\n")
    assert refused(data).problems[0].startswith(f"data/{RECOGNITION}:5: not UTF-8")


def test_a_row_over_several_lines_counts_them(data: Path) -> None:
    with open(data / RECOGNITION, "a", encoding="utf-8") as file:
        file.write('recognises,old-ceria,AA,,,1950-01-01,decided,AA,paper,read,"one\ntwo\nthree"\nrecognises,old-ceria,QQ,,,1950,decided,AA,paper,read,\n')
    assert refused(data).problems[0].startswith(f"data/{RECOGNITION}:8: object")


def test_line_separators_inside_a_cell_end_no_row(data: Path) -> None:
    spoil(data, Wrong(RECOGNITION, FIRST, FIRST + "one\u2028two\x85three\x0cfour", 0, ()))
    assert build(data, data.parent / "atlas.sqlite").counts["claim"] == 6


@pytest.mark.parametrize("folder", ["claims/recogniton", "claims/love"])
def test_a_folder_that_nobody_would_read(folder: str, data: Path) -> None:
    (data / folder).mkdir()
    assert refused(data).problems[0].startswith(f"data/{folder}:1: no relation is called")


def test_a_file_that_nobody_would_read(data: Path) -> None:
    (data / "claims" / "recognition" / "more.CSV").write_text("act\n")
    assert refused(data).problems[0] == "data/claims/recognition/more.CSV:1: not a .csv file; rename it or take it away"


def test_a_folder_in_place_of_a_file(data: Path) -> None:
    (data / "claims" / "recognition" / "more.csv").mkdir()
    assert refused(data).problems[0].startswith("data/claims/recognition/more.csv:1: cannot be read (Is a directory)")


def test_a_link_to_nowhere(data: Path) -> None:
    (data / "sources" / "gone.toml").symlink_to("nowhere.toml")
    assert refused(data).problems[0].startswith("data/sources/gone.toml:1: cannot be read (No such file or directory)")


def test_an_id_that_would_break_a_key(data: Path) -> None:
    (data / "polities" / "New Deria.toml").write_text('label = "New Deria"\nkind = "state"\n')
    assert refused(data).problems[0].startswith('data/polities/New Deria.toml:1: "New Deria" is no id for a polity')


def test_a_folder_without_data(tmp_path: Path) -> None:
    with pytest.raises(comity.DataError, match=r"no data at .*; run from a checkout, or give the folder with --data"):
        build(tmp_path, tmp_path / "atlas.sqlite")


def test_an_announced_act_may_come_later(data: Path) -> None:
    spoil(data, Wrong(RECOGNITION, FIRST, FIRST.replace("recognises", "intends").replace("2000-01-01", "2030-01-01"), 0, ()))
    assert build(data, data.parent / "atlas.sqlite").counts["claim"] == 6


def test_a_document_may_carry_the_day_before_its_act(data: Path) -> None:
    spoil(data, Wrong(RECOGNITION, FIRST, FIRST.replace("2000-01-01", "2010-05-06"), 0, ()))
    spoil(data, Wrong(RECOGNITION, "2005-01-01", "2010-05-06", 0, ()))
    assert build(data, data.parent / "atlas.sqlite").counts["claim"] == 6
