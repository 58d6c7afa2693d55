"""Whatever is wrong with armed groups, their names, or claims about them, the build says it in one line and changes nothing; and so of overlays."""

from __future__ import annotations

from pathlib import Path

import pytest

import comity
from comity.atlas.build import build, inspect
from comity.kernel.dates import day

from . import world_groups
from .mistakes import Wrong, refused, spoil, told
from .world_groups import called, holding, row, written

GROUPS, CALLED, LINEAGE, TIES = "groups/all.csv", "claims/called/all.csv", "claims/lineage/all.csv", "claims/affiliation/all.csv"
IDENTITY, LISTING, STATEMENT, PRESENCE = ("claims/identity/all.csv", "claims/listing/all.csv", "claims/statement/all.csv",
                                          "claims/presence/all.csv")
NAMED, RENAMED = "red,Red Front,name,red,adopts,,1990-01-01,,decided,paper,read\n", "red,New Front,name,red,adopts,Red Front,2000-01-01,,announced"
SPLIT, FOUNDED = "splits-from,blue,red,1995,unclear,press,paper,read\n", "founds,red,red,1990-01-01"
PLEDGED, SAME = "pledges,blue,red,allegiance,1996-01-01", "treats-as-same,blue,red,alias,1997-01-01,AA"
ALIAS, ENTRY = "adds-alias,AA/list,blue,Blue Front,red,1999-01-01", "lists,AA/list,red,Red Front,E1,1998-01-01,effective,AA,paper,read\n"
STRUCK, ARMY, BLUE = "removes,AA/list,red,Red Front,E1,2004-01-01", "army-of-alia,Army of Alia,state-organ,AA,", "blue,Blue Front,organisation,"

MISTAKES = {
    # what a group is
    "a group that is a polity": Wrong(GROUPS, BLUE, BLUE.replace("blue", "BB"), 3, ("BB is a polity; a state and its army are no armed group",)),
    "a group that is an organisation": Wrong(GROUPS, BLUE, BLUE.replace("blue", "UN"), 3, ("UN is a holder or organisation of the vocabulary",)),
    "a group that is a holder": Wrong(GROUPS, BLUE, BLUE.replace("blue", "press"), 3, ("press is a holder", "give the group an id of its own")),
    "a group with a strange id": Wrong(GROUPS, BLUE, BLUE.replace("blue", "blue front"), 3, ('"blue front" is no id for a group', "letters")),
    "a group without an id": Wrong(GROUPS, BLUE, BLUE.replace("blue", ""), 3, ('"" is no id for a group',)),
    "a group without a label": Wrong(GROUPS, BLUE, BLUE.replace("Blue Front", ""), 3, ("a group without a label; say what it is called",)),
    "a group of no kind": Wrong(GROUPS, BLUE, BLUE.replace("organisation", "gang"), 3, ('kind "gang" is not one of organisation, coalition',)),
    "an organ of nobody": Wrong(GROUPS, ARMY, ARMY.replace("AA", ""), 2, ("army-of-alia is a state-organ and does not say whose", "organ_of")),
    "an organ by no kind": Wrong(GROUPS, BLUE, BLUE + "AA", 3, ("blue is an organ of AA, a state's own force; write its kind as state-organ",)),
    "an organ of the unknown": Wrong(GROUPS, ARMY, ARMY.replace("AA", "QQ"), 2, ('organ_of "QQ" is no polity', "add data/polities/QQ.toml")),
    "a group twice": Wrong(GROUPS, "green,Green", "blue,Green", 4, ("blue is there already; take one of the two rows out",)),
    "a group from nowhere": Wrong(GROUPS, BLUE + ",paper", BLUE + ",blog", 3, ('source "blog" is not there', "add data/sources/blog.toml")),
    "a group that nobody read of": Wrong(GROUPS, BLUE + ",paper,read", BLUE + ",paper,", 3, ('read "" does not say how',)),
    "a group file without a column": Wrong(GROUPS, "id,label,kind", "id,title,kind", 1, ('unknown column "title", no column label',)),
    # names
    "a name of no group": Wrong(CALLED, NAMED, NAMED.replace("red,Red", "QQ,Red"), 3, ('group "QQ" is no armed group', "data/groups")),
    "a name of a polity": Wrong(CALLED, NAMED, NAMED.replace("red,Red", "AA,Red"), 3, ('group "AA" is no armed group',)),
    "a name held by nobody": Wrong(CALLED, NAMED, NAMED.replace("name,red", "name,"), 3,
                                   ('the name "Red Front" of red is held by nobody', "say under by who calls it so")),
    "a name held by a stranger": Wrong(CALLED, NAMED, NAMED.replace("name,red", "name,QQ"), 3, ('holder "QQ" is neither', "a group")),
    "a name without a letter": Wrong(CALLED, NAMED, NAMED.replace("Red Front", "—"), 3, ("red has a name without a letter; write the name out",)),
    "no name": Wrong(CALLED, NAMED, NAMED.replace("Red Front", ""), 3, ("red has a name without a letter",)),
    "a name in no style": Wrong(CALLED, NAMED, NAMED.replace("name,", "nickname,"), 3, ('style "nickname" is not one of name, acronym',)),
    "a name in no way": Wrong(CALLED, NAMED, NAMED.replace("adopts", "likes"), 3, ('how "likes" is not one of adopts, uses, code',)),
    "a name until before it began": Wrong(CALLED, NAMED, NAMED.replace("1990-01-01,", "1990-01-01,1989"), 3,
                                          ('until "1989" is not after from "1990-01-01"', "the first day it was no longer used")),
    "a name since no day": Wrong(CALLED, NAMED, NAMED.replace("1990-01-01", "1990-02-30"), 3, ('date "1990-02-30" does not exist',)),
    "a name dated by no kind": Wrong(CALLED, NAMED, NAMED.replace("decided", "felt"), 3, ('date_kind "felt" is not one of effective, published',)),
    "a name from nowhere": Wrong(CALLED, NAMED, NAMED.replace("paper", ""), 3, ("a claim without a source",)),
    "a name twice": Wrong(CALLED, NAMED, NAMED + NAMED, 4, (f"the same row as data/{CALLED}:3; take one of the two out",)),
    "a rename that loops": Wrong(CALLED, NAMED, NAMED.replace("adopts,,1990-01-01", "adopts,New Front,"), 4,
                                 ("a rename of red that loops: New Front → Red Front → New Front", "date each change, or take one out")),
    "a rename that loops in days": Wrong(CALLED, NAMED, NAMED.replace("adopts,,1990", "adopts,New Front,2000"), 4, ("a rename of red that loops",)),
    "a rename into itself": Wrong(CALLED, RENAMED, RENAMED.replace("New Front", "RED FRONT"), 4,
                                  ("a rename of red that loops: Red Front → RED FRONT",)),
    # what came of what
    "descent from no group": Wrong(LINEAGE, SPLIT, SPLIT.replace("red", "QQ"), 2, ('object "QQ" is no armed group', "data/groups")),
    "descent from a polity": Wrong(LINEAGE, SPLIT, SPLIT.replace("red", "AA"), 2, ("it is a polity; a state's army is no group",)),
    "descent of an army": Wrong(LINEAGE, SPLIT, SPLIT.replace("blue", "army-of-alia"), 2,
                                ("army-of-alia is the army or an organ of AA, and splits-from is what a group does", "take the row out")),
    "descent from an army": Wrong(LINEAGE, SPLIT, SPLIT.replace("red", "army-of-alia"), 2, ("army-of-alia is the army or an organ of AA",)),
    "descent by no act": Wrong(LINEAGE, SPLIT, SPLIT.replace("splits-from", "eats"), 2, ('act "eats" is not in the vocabulary of lineage: founds',)),
    "a split from itself": Wrong(LINEAGE, SPLIT, SPLIT.replace("red", "blue"), 2, ('splits-from is between two, and both are "blue"',)),
    "a founding of another": Wrong(LINEAGE, FOUNDED, FOUNDED.replace("red,red", "red,blue"), 3,
                                   ('founds is of one group alone, and names "red" and "blue"', "write the same id twice")),
    "becoming each other": Wrong(LINEAGE, SPLIT, SPLIT.replace("splits-from", "becomes")
                                 + SPLIT.replace("splits-from,blue,red,1995", "becomes,red,blue,1999"), 2,
                                 ("blue becomes red, which leads back to blue; take one of the rows out",)),
    "becoming itself": Wrong(LINEAGE, SPLIT, SPLIT.replace("splits-from,blue,red", "becomes,blue,blue"), 2, ("becomes is between two",)),
    "a denial of nothing": Wrong(LINEAGE, SPLIT, SPLIT.replace("splits-from,blue,red", "denies,blue,red"), 2, ('object "red" is no act key',)),
    "a denial of a strange descent": Wrong(LINEAGE, SPLIT, SPLIT.replace("splits-from,blue,red", "denies,blue,splits-from blue QQ"), 2,
                                           ('object "QQ" is no armed group',)),
    "a split twice": Wrong(LINEAGE, SPLIT, SPLIT + SPLIT, 3, (f"the same row as data/{LINEAGE}:2; take one of the two out",)),
    # ties
    "a pledge to itself": Wrong(TIES, PLEDGED, PLEDGED.replace("red", "blue"), 2, ('affiliation is between two, and both are "blue"',)),
    "a pledge of an army": Wrong(TIES, PLEDGED, PLEDGED.replace("blue", "army-of-alia"), 2, ("and pledges is what a group does",)),
    "a tie of no kind": Wrong(TIES, PLEDGED, PLEDGED.replace("allegiance", "love"), 2, ('of "love" is not one of allegiance, coalition, alliance',)),
    "a tie by no act": Wrong(TIES, PLEDGED, PLEDGED.replace("pledges", "lists"), 2, ('act "lists" is not in the vocabulary of affiliation',)),
    # identity
    "in the wrong order": Wrong(IDENTITY, SAME, SAME.replace("blue,red", "red,blue"), 2, ("in the order of the alphabet: blue, red",)),
    "the same as itself": Wrong(IDENTITY, SAME, SAME.replace("blue,red", "red,red"), 2, ('identity is between two, and both are "red"',)),
    "the same as nobody": Wrong(IDENTITY, SAME, SAME.replace("red", "yellow"), 2, ('object "yellow" is no armed group',)),
    "the same in no way": Wrong(IDENTITY, SAME, SAME.replace("alias", "twin"), 2, ('kind "twin" is not one of alias, one-actor',)),
    "the same to nobody": Wrong(IDENTITY, SAME, SAME.replace("01,AA", "01,"), 2, ('holder "" is neither',)),
    # listings
    "on no list": Wrong(LISTING, ENTRY, ENTRY.replace("AA/list", "AA/menu"), 3, ('actor "AA/menu" is no regime of listing; it may be AA/list',)),
    "on the list of a polity": Wrong(LISTING, ENTRY, ENTRY.replace("AA/list", "AA"), 3, ('actor "AA" is no regime of listing',)),
    "nobody on a list": Wrong(LISTING, ENTRY, ENTRY.replace("list,red", "list,QQ"), 3, ('object "QQ" is no armed group',)),
    "a polity on a list": Wrong(LISTING, ENTRY, ENTRY.replace("list,red", "list,BB"), 3, ('object "BB" is no armed group; it is a polity',)),
    "listed by no act": Wrong(LISTING, ENTRY, ENTRY.replace("lists,", "bans,"), 3, ('act "bans" is not in the vocabulary of listing: lists',)),
    "listed on no day": Wrong(LISTING, ENTRY, ENTRY.replace("1998-01-01", ""), 3, ("an empty date", "give one such as")),
    "dated by no kind": Wrong(LISTING, ENTRY, ENTRY.replace("effective", "felt"), 3, ('date_kind "felt" is not one of effective, published',)),
    "an alias without a name": Wrong(LISTING, ALIAS, ALIAS.replace("Blue Front", ""), 2, ("adds-alias without a name", "as printed")),
    "an alias without an entry": Wrong(LISTING, ALIAS, ALIAS.replace("red,", ","), 2, ("adds-alias without an entry", "that it stands in")),
    "an alias in an entry of nobody's": Wrong(LISTING, ALIAS, ALIAS.replace("red,", "E9,"), 2, ('entry "E9" is of no group that AA/list lists',)),
    "removed before it was listed": Wrong(LISTING, STRUCK, STRUCK.replace("2004", "1997"), 4,
                                          ("AA/list removed red on 1997-01-01, before it was listed; correct one of the dates",)),
    "a name removed before it was added": Wrong(LISTING, ALIAS, ALIAS.replace("adds", "removes").replace("1999", "1998")
                                                + ",effective,AA,paper,read\n" + ALIAS, 2,
                                                ('AA/list removed "Blue Front", a name of blue, on 1998-01-01, before it was listed',)),
    "listed twice": Wrong(LISTING, ENTRY, ENTRY + ENTRY, 4, (f"the same row as data/{LISTING}:3; take one of the two out",)),
    "a listing told before it was made": Wrong(LISTING, "1999-01-01,effective", "2011-01-01,decided", 2, ("source paper was published on 2010",)),
    # words and places
    "spoken of by nobody": Wrong(STATEMENT, "condemns,AA", "condemns,QQ", 2, ('holder "QQ" is neither',)),
    "spoken of in no way": Wrong(STATEMENT, "condemns", "shuns", 2, ('act "shuns" is not in the vocabulary of statement: condemns',)),
    "nobody condemned": Wrong(STATEMENT, "AA,red", "AA,QQ", 2, ('object "QQ" is no armed group',)),
    "condemned on no day": Wrong(STATEMENT, "1997-05-05", "", 2, ("an empty date",)),
    "active in no place": Wrong(PRESENCE, "red,BB", "red,QQ", 2, ('object "QQ" is no polity', "add data/polities/QQ.toml")),
    "active in an organisation": Wrong(PRESENCE, "red,BB", "red,UN", 2, ('object "UN" is no polity',)),
    "a polity that is active": Wrong(PRESENCE, "active-in,red", "active-in,AA", 2, ('actor "AA" is no armed group; it is a polity',)),
    "active until before it was": Wrong(PRESENCE, "1991,1999", "1991,1990", 2, ('until "1990" is before date "1991"; write the start first',)),
    # coverage
    "a whole list of nobody's": Wrong("claims/coverage/all.csv", "recognition,,*,BB", "listing,,QQ/list,", 2,
                                      ('actor "QQ/list" is neither polity, treaty, group, regime nor place',)),
}

ALSO = {"a group that is a polity", "a group that is an organisation", "a group that is a holder", "a group with a strange id",
        "a group without an id", "a group without a label", "a group of no kind", "an organ of nobody", "an organ by no kind",
        "an organ of the unknown", "a group twice", "a group from nowhere", "a group that nobody read of", "a group file without a column",
        "becoming each other", "becoming itself"}
"""Mistakes of which other rows say something as well: those about a group that is then not there."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small world with groups in it, and an atlas built from it."""
    made = world_groups.make(tmp_path)
    build(made, tmp_path / "atlas.sqlite")
    return made


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line(name: str, data: Path) -> None:
    wrong = MISTAKES[name]
    error = told(data, wrong, f"{wrong.file}:{wrong.line}")
    assert not any("\n" in p for p in error.problems)
    assert name in ALSO or len(error.problems) == 1, error.problems
    with pytest.raises(comity.DataError) as stop:
        inspect(data)
    assert stop.value.problems == error.problems


def test_a_loop_over_several_files_is_told_once(data: Path) -> None:
    """Rows of one line number in two files."""
    (data / "claims/called/one.csv").write_text(written("called", [called("A", instead_of="B")]), encoding="utf-8")
    (data / "claims/called/two.csv").write_text(written("called", [called("B", instead_of="A")]), encoding="utf-8")
    (problem,) = refused(data).problems
    assert problem.startswith("data/claims/called/two.csv:2: a rename of red that loops: B → A → B;")


def test_a_name_may_be_taken_again(data: Path) -> None:
    """Whatever the order of the rows, as long as the days go on as the names do."""
    rows = [called("Red Front", since="2005-01-01", instead_of="New Front"), called("Other", since="1980", instead_of="New Front")]
    (data / "claims/called/again.csv").write_text(written("called", rows), encoding="utf-8")
    assert inspect(data).counts["group_name"] == 6


def test_an_army_may_be_listed_named_and_what_a_group_ends_in(data: Path) -> None:
    rows = {"listing": [row("lists", "BB/list", "army-of-alia", "2001-01-01")], "statement": [row("condemns", "BB", "army-of-alia", "2001-01-01")],
            "called": [{**called("The Army", "uses", by="BB"), "group": "army-of-alia"}],
            "lineage": [row("merges-into", "blue", "army-of-alia", "2002", holder="press")],
            "identity": [row("treats-as-apart", "army-of-alia", "red", "2002", kind="alias", holder="BB")]}
    for relation, told_ in rows.items():
        (data / f"claims/{relation}/army.csv").write_text(written(relation, told_), encoding="utf-8")
    assert inspect(data).counts["armed_group"] == 4


def test_a_stray_file_among_groups_is_told(data: Path) -> None:
    (data / "groups" / "notes.txt").write_text("x", encoding="utf-8")
    assert refused(data).problems == ("data/groups/notes.txt:1: not a .csv file; rename it or take it away",)


def test_the_world_itself_is_sound(data: Path) -> None:
    with pytest.raises(AssertionError):
        spoil(data, Wrong(GROUPS, "nothing of the kind", "", 1, ()))
    assert inspect(data).counts["armed_group"] == 4


# --- one's own claims, laid over

OWN = ('[sources.mine]\ntitle = "A note"\npublisher = "Me"\npublished = 2012-01-01\nkind = "primary"\nlicence = "private"\n\n'
       '[[claims]]\nrelation = "listing"\nact = "lists"\nactor = "AA/list"\nobject = "blue"\nname = "Blue Column"\nentry = "E7"\n'
       'date = "2011-01-01"\ndate_kind = "effective"\nholder = "AA"\nsource = "mine"\nread = "read"\n')

WRONG = {
    "a list that is none": ('"AA/list"', '"AA/menu"', ('actor "AA/menu" is no regime of listing',)),
    "a group that is none": ('object = "blue"', 'object = "yellow"', ('object "yellow" is no armed group',)),
    "a polity for a group": ('object = "blue"', 'object = "BB"', ("it is a polity; a state's army is no group",)),
    "an act that is none": ('"lists"', '"bans"', ('act "bans" is not in the vocabulary of listing',)),
    "no date": ('date = "2011-01-01"\n', "", ("claim has no date; a listing claim has act, actor, object, name, entry",)),
    "a kind of date that is none": ('"effective"', '"felt"', ('date_kind "felt" is not one of',)),
    "an alias without a name": ('act = "lists"', 'act = "adds-alias"\n#', ("adds-alias without",)),
    "a strange field": ('entry = "E7"', 'article = "E7"', ("claim has unknown article",)),
    "a relation without claims": ('relation = "listing"', 'relation = "called"', ('relation "called" is not one of recognition',)),
    "a descent of an army": ('relation = "listing"\nact = "lists"\nactor = "AA/list"\nobject = "blue"\nname = "Blue Column"\nentry = "E7"',
                             'relation = "lineage"\nact = "splits-from"\nactor = "army-of-alia"\nobject = "blue"', ("is the army or an organ",)),
    "an identity in the wrong order": (
        'relation = "listing"\nact = "lists"\nactor = "AA/list"\nobject = "blue"\nname = "Blue Column"\nentry = "E7"',
        'relation = "identity"\nkind = "alias"\nact = "treats-as-same"\nactor = "red"\nobject = "blue"', ("in the order of the alphabet",)),
}


def lay(data: Path, text: str) -> comity.Atlas:
    """The world's atlas with an overlay over it."""
    file = data.parent / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return comity.open(data.parent / "atlas.sqlite", overlays=[file])


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_in_an_overlay_is_one_line(name: str, data: Path) -> None:
    old, new, says = WRONG[name]
    assert old in OWN
    text = OWN.replace('name = "Blue Column"\n', "").replace("\n#", "") if name == "an alias without a name" else OWN
    with pytest.raises(comity.DataError) as stop:
        lay(data, text.replace(old, new.replace("\n#", ""), 1))
    (line,) = stop.value.problems
    assert line.startswith(f"{data.parent}/mine.toml:8: ") and all(word in line for word in says), line
    assert str(stop.value).endswith("; the overlay was not used")


def test_an_own_listing_is_laid_over(data: Path) -> None:
    found = lay(data, OWN).view().group("blue").listings
    assert [(x.regime, x.answer.on(day("2011-01-01")).value) for x in found] == [("AA/list", "yes")]
    assert [s.id for s in found[0].answer.sources].count("mine") == 1
    plain = comity.open(data.parent / "atlas.sqlite").view().group("blue").listings
    assert [x.answer.on(day("2011-01-01")).value for x in plain] == ["no"]


def test_own_acts_are_told_apart_from_those_of_the_atlas(data: Path) -> None:
    """Listed and struck in the atlas, listed again in the overlay: two listings, however the group is asked for."""
    atlas = lay(data, OWN.replace('"blue"', '"red"').replace('"E7"', '"E1"'))
    (asked,) = atlas.view().group("red").listings
    of_list = next(x for x in atlas.view().listed("AA/list", on="2011-01-01").listings if x.group == "red")
    for found in (asked, of_list):
        assert [found.answer.on(day(d)).value for d in ("2003-01-01", "2005-01-01", "2011-01-01")] == ["yes", "no", "yes"]


def test_a_name_under_an_own_entry(data: Path) -> None:
    text = OWN + OWN[OWN.index("[[claims]]"):].replace('"lists"', '"adds-alias"').replace('"blue"', '"green"')
    (found,) = lay(data, text).view().group("green").listings
    assert found.answer.on(day("2011-01-01")).value == "yes" and [a.of for a in found.aliases] == ["blue"]


def test_other_own_claims_about_groups(data: Path) -> None:
    claim = OWN[:OWN.index("[[claims]]")] + ('[[claims]]\nrelation = "identity"\nact = "treats-as-same"\nactor = "blue"\nobject = "green"\n'
                                             'kind = "part-of"\nholder = "AA"\nsource = "mine"\nread = "read"\n')
    atlas = lay(data, claim)
    assert [j.other for j in atlas.view().group("green").judged] == ["blue"]
    assert not atlas.view(without=["mine"]).group("green").judged


def test_nothing_is_laid_over_the_file(tmp_path: Path) -> None:
    atlas = holding(tmp_path, listing=[row("lists", "AA/list", "red", "1998-01-01")])
    before = Path(atlas.path).read_bytes()
    lay(tmp_path / "data", OWN).view().group("blue")
    assert Path(atlas.path).read_bytes() == before
