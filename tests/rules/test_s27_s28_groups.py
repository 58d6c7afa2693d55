"""S27 and S28: who is on a list, by which entry and name; who takes two groups for one; and what groups are called, by whom, since when."""

from __future__ import annotations

from pathlib import Path

import pytest

import comity
from comity.errors import AmbiguousName, UnknownName
from comity.kernel.dates import day
from comity.kernel.standing import Verdict
from comity.questions.groups.record import GroupRecord
from comity.questions.groups.standing import Listing, listing

from ..atlas.world_groups import Row, called, holding, row

LIST = "AA/list"


def lists(group: str, date: str, kind: str = "effective", act: str = "lists", entry: str = "", name: str = "", **more: str) -> dict[str, str]:
    """One row of the list of Alia."""
    return row(act, LIST, group, date, date_kind=kind, entry=entry, name=name, **more)


def stood(tmp_path: Path, *rows: Row, group: str = "blue", regime: str = LIST, coverage: str = "", **lens: str) -> Listing:
    """How the list of Alia stands to a group by some rows of it."""
    atlas = holding(tmp_path, listing=rows, **({"coverage": [_covers(coverage)]} if coverage else {}))
    return listing(atlas.view(**lens), regime, group)


def _covers(on: str) -> dict[str, str]:
    return {"source": "early", "relation": "listing", "actor": LIST, "object": "*", "from": on, "until": on, "read": "read"}


def verdicts(found: Listing, *days: str) -> list[str]:
    """The verdict of each day."""
    return [found.answer.on(day(d)).value for d in days]


def rules(found: Listing) -> set[str]:
    """The rules of a proof."""
    return {n.rule for n in found.answer.proof.node.walk()}


ENTRY = lists("red", "1998-01-01", entry="E1", name="Red Front")
STRUCK = lists("red", "2004-01-01", act="removes", entry="E1", name="Red Front")
NAME = lists("blue", "1999-01-01", act="adds-alias", entry="E1", name="Blue Front")
NAME_STRUCK = lists("blue", "2002-01-01", act="removes-alias", entry="E1", name="Blue Front")


class TestS27Entries:
    """A group is listed by an entry of its own, from the day it takes effect until an act ends it."""

    def test_s26_an_entry_of_its_own(self, tmp_path: Path) -> None:
        found = stood(tmp_path, ENTRY, STRUCK, group="red")
        assert verdicts(found, "1997-12-31", "1998-01-01", "2003-12-31", "2004-01-01") == ["no", "yes", "yes", "no"]
        assert "S27-listed" not in rules(found)

    def test_s26_an_entry_may_lapse(self, tmp_path: Path) -> None:
        found = stood(tmp_path, ENTRY, lists("red", "2000-01-01", act="expires", entry="E1"), group="red")
        assert verdicts(found, "1999-12-31", "2000-01-01") == ["yes", "no"]

    def test_s26_a_removal_alone_entails_that_it_was_there(self, tmp_path: Path) -> None:
        assert verdicts(stood(tmp_path, STRUCK, group="red"), "2003-12-31", "2004-01-01") == ["yes", "no"]

    def test_s26_listed_again(self, tmp_path: Path) -> None:
        found = stood(tmp_path, ENTRY, STRUCK, lists("red", "2008-01-01", entry="E1", name="Red Front"), group="red")
        assert verdicts(found, "2003-01-01", "2005-01-01", "2008-01-01") == ["yes", "no", "yes"]

    @pytest.mark.parametrize("act", ["amends", "renames-entry", "reviewed", "intends"])
    def test_s26_what_changes_an_entry_or_is_only_announced_starts_nothing(self, tmp_path: Path, act: str) -> None:
        assert verdicts(stood(tmp_path, lists("red", "1998-01-01", act=act, name="Red Front"), group="red"), "2000-01-01") == ["unrecorded"]

    def test_s26_a_condemnation_is_no_listing(self, tmp_path: Path) -> None:
        atlas = holding(tmp_path, statement=[row("condemns", "AA", "red", "1998-01-01")])
        record = atlas.view().group("red")
        assert not record.listings and [c.act for c in record.statements] == ["condemns"]

    def test_s26_each_regime_for_itself(self, tmp_path: Path) -> None:
        assert verdicts(stood(tmp_path, ENTRY, group="red", regime="BB/list"), "2000-01-01") == ["unrecorded"]


class TestS27Names:
    """A group is listed, too, under another's entry: while its name stands there, and the entry does."""

    def test_s26_a_name_in_anothers_entry(self, tmp_path: Path) -> None:
        found = stood(tmp_path, ENTRY, NAME)
        assert verdicts(found, "1998-12-31", "1999-01-01", "2009-01-01") == ["no", "yes", "yes"]
        assert [(a.name, a.entry, a.of) for a in found.aliases] == [("Blue Front", "E1", "red")]
        assert {"S27-alias", "S27-listed"} <= rules(found)

    def test_s26_the_groups_id_means_its_entry(self, tmp_path: Path) -> None:
        assert verdicts(stood(tmp_path, ENTRY, {**NAME, "entry": "red"}), "1999-01-01") == ["yes"]

    def test_s26_a_name_before_its_entry_waits_for_it(self, tmp_path: Path) -> None:
        found = stood(tmp_path, ENTRY, {**NAME, "date": "1996-01-01"})
        assert verdicts(found, "1997-01-01", "1998-01-01") == ["no", "yes"]

    def test_s26_a_name_ends_with_its_entry(self, tmp_path: Path) -> None:
        assert verdicts(stood(tmp_path, ENTRY, STRUCK, NAME), "2003-12-31", "2004-01-01") == ["yes", "no"]

    def test_s26_a_name_may_be_struck_while_the_entry_stands(self, tmp_path: Path) -> None:
        found = stood(tmp_path, ENTRY, NAME, NAME_STRUCK)
        assert verdicts(found, "2001-12-31", "2002-01-01") == ["yes", "no"]

    def test_s26_each_name_comes_and_goes_by_itself(self, tmp_path: Path) -> None:
        other = lists("blue", "2001-01-01", act="adds-alias", entry="E1", name="Azure")
        assert verdicts(stood(tmp_path, ENTRY, NAME, NAME_STRUCK, other), "2000-01-01", "2002-01-01") == ["yes", "yes"]

    def test_s26_an_entry_of_its_own_goes_on_where_the_name_ends(self, tmp_path: Path) -> None:
        own = lists("blue", "2001-05-05", entry="E2", name="Blue Front")
        found = stood(tmp_path, ENTRY, NAME, NAME_STRUCK, own)
        assert verdicts(found, "1999-01-01", "2001-06-01", "2002-01-01") == ["yes", "yes", "yes"]

    def test_s26_a_name_in_its_own_entry_is_no_second_listing(self, tmp_path: Path) -> None:
        found = stood(tmp_path, ENTRY, lists("red", "1990-01-01", act="adds-alias", entry="E1", name="RF"), group="red")
        assert not found.aliases and verdicts(found, "1995-01-01", "1998-01-01") == ["no", "yes"]

    def test_s26_coverage_of_another_day_says_nothing_of_the_end_of_a_name(self, tmp_path: Path) -> None:
        """A list printed whole later speaks of its own day only: once the name is struck, the answer is no."""
        found = stood(tmp_path, ENTRY, NAME, NAME_STRUCK, coverage="2000-05-05")
        assert verdicts(found, "2000-05-05", "2001-12-31", "2002-01-01") == ["yes", "yes", "no"]

    def test_s26_an_entry_in_doubt_leaves_the_name_in_doubt(self, tmp_path: Path) -> None:
        assert verdicts(stood(tmp_path, {**ENTRY, "date": "1999/2001"}, NAME), "2000-01-01", "2001-12-31") == ["undetermined", "yes"]

    def test_s26_a_name_in_an_entry_of_another_list_says_nothing(self, tmp_path: Path) -> None:
        assert verdicts(stood(tmp_path, {**ENTRY, "actor": "BB/list", "holder": "BB"}, {**NAME, "entry": "red"}), "2000-01-01") == ["unrecorded"]


class TestS27Dates:
    """Signed, announced, published and effective are kept apart; the best kind there is dates the listing."""

    ROWS = (lists("red", "2001-01-01", "announced"), lists("red", "2001-01-05", "signed"), lists("red", "2001-01-20", "published"),
            lists("red", "2001-02-01", "effective"))

    @pytest.mark.parametrize(("left", "before", "since"), [
        (4, "2001-01-31", "2001-02-01"), (3, "2001-01-19", "2001-01-20"), (2, "2001-01-04", "2001-01-05"), (1, "2000-12-31", "2001-01-01")])
    def test_s26_the_best_kind_decides(self, tmp_path: Path, left: int, before: str, since: str) -> None:
        assert verdicts(stood(tmp_path, *self.ROWS[:left], group="red"), before, since) == ["no", "yes"]

    def test_s26_every_dated_row_is_still_shown(self, tmp_path: Path) -> None:
        found = stood(tmp_path, *self.ROWS, group="red")
        assert sorted(c.date_kind for c in found.claims) == ["announced", "effective", "published", "signed"]

    def test_s26_a_gazette_bounds_no_later_decision(self, tmp_path: Path) -> None:
        """What is gazetted was decided before: a month of signature is cut by nothing that comes after."""
        found = stood(tmp_path, lists("red", "2001-01", "published"), lists("red", "2001-01-20", "signed"), group="red")
        assert verdicts(found, "2001-01-19", "2001-01-25", "2001-01-31") == ["no", "undetermined", "yes"]

    def test_s26_two_effective_days_dispute_what_lies_between(self, tmp_path: Path) -> None:
        found = stood(tmp_path, lists("red", "2001-02-01"), lists("red", "2001-02-03"), group="red")
        assert verdicts(found, "2001-01-31", "2001-02-02", "2001-02-03") == ["no", "disputed", "yes"]


class TestS27Lenses:
    """Coverage says no; the list's keeper is heard through its own eyes; what was not published yet is not known."""

    def test_s26_a_list_printed_whole_says_no(self, tmp_path: Path) -> None:
        found = stood(tmp_path, {**ENTRY, "object": "green"}, coverage="2000-06-01")
        assert verdicts(found, "2000-05-31", "2000-06-01", "2000-06-02") == ["unrecorded", "no", "unrecorded"]

    def test_s26_and_yields_to_a_name_in_anothers_entry(self, tmp_path: Path) -> None:
        assert verdicts(stood(tmp_path, ENTRY, NAME, coverage="2000-06-01"), "2000-06-01") == ["yes"]

    def test_s26_the_keepers_own_word_counts_through_its_eyes(self, tmp_path: Path) -> None:
        rows = (lists("red", "2001-01-01", holder="press"), lists("red", "2002-01-01", holder="AA"))
        assert verdicts(stood(tmp_path, *rows, group="red"), "2001-06-01") == ["disputed"]
        assert verdicts(stood(tmp_path, *rows, group="red", eyes="AA"), "2001-06-01") == ["no"]

    def test_s26_a_denial_by_the_group_disputes_it(self, tmp_path: Path) -> None:
        rows = (ENTRY, row("denies", "red", f"lists {LIST} red 1", "2001-01-01", holder="red"))
        assert verdicts(stood(tmp_path, *rows, group="red"), "2001-06-01") == ["disputed"]

    def test_s26_what_a_later_source_tells_is_not_known_yet(self, tmp_path: Path) -> None:
        rows = ({**ENTRY, "source": "early"}, NAME)
        assert verdicts(stood(tmp_path, *rows, known_by="2000-12-31"), "2000-01-01") == ["unrecorded"]
        found = stood(tmp_path, *rows, known_by="2000-12-31")
        assert not found.aliases and not found.claims
        assert verdicts(stood(tmp_path, *rows, known_by="2000-12-31", group="red"), "2000-01-01") == ["yes"]
        assert verdicts(stood(tmp_path, *rows, known_by="2010-12-31"), "2000-01-01") == ["yes"]

    def test_s26_a_name_that_is_not_known_yet_leaves_a_no_alone(self, tmp_path: Path) -> None:
        rows = ({**ENTRY, "source": "early"}, {**STRUCK, "object": "blue", "source": "early", "date": "1999-06-01"}, {**NAME, "date": "1999-12-31"})
        assert verdicts(stood(tmp_path, *rows, known_by="2000-12-31"), "2000-01-01") == ["no"]


SAME = row("treats-as-same", "blue", "red", "1997-01-01", kind="alias", holder="AA")
APART = row("treats-as-apart", "blue", "red", "1998-01-01", kind="one-actor", holder="BB")


class TestS28Sameness:
    """Whether two groups are one is nobody's to decide: each holder's treatment stands beside the others'."""

    def judged(self, tmp_path: Path, *rows: Row, **lens: str) -> GroupRecord:
        return holding(tmp_path, identity=rows).view(**lens).group("blue")

    def test_s27_holders_differ(self, tmp_path: Path) -> None:
        (found,) = self.judged(tmp_path, SAME, APART).judged
        assert [found.answer.on(day(d)).value for d in ("1996-12-31", "1997-06-01", "1999-01-01")] == ["no", "yes", "disputed"]
        assert {h: x.answer.on(day("1999-01-01")).value for h, x in found.holders.items()} == {"AA": "yes", "BB": "no"}
        assert found.answer.proof.node.rule == "S28-holders"

    def test_s27_it_is_asked_of_either(self, tmp_path: Path) -> None:
        view = holding(tmp_path, identity=[SAME, APART]).view()
        one, other = view.group("blue").judged[0], view.group("red").judged[0]
        assert (one.other, other.other) == ("red", "blue")
        assert one.answer.timeline == other.answer.timeline

    @pytest.mark.parametrize(("eyes", "verdict"), [("AA", "yes"), ("BB", "no")])
    def test_s27_through_eyes_it_is_that_holders(self, tmp_path: Path, eyes: str, verdict: str) -> None:
        (found,) = self.judged(tmp_path, SAME, APART, eyes=eyes).judged
        assert found.answer.on(day("1999-01-01")).value == verdict and list(found.holders) == [eyes]

    def test_s27_eyes_that_said_nothing_see_the_record(self, tmp_path: Path) -> None:
        (found,) = self.judged(tmp_path, SAME, APART, eyes="old-ceria").judged
        assert found.answer.on(day("1999-01-01")) is Verdict.DISPUTED

    def test_s27_a_holder_may_come_to_treat_them_otherwise(self, tmp_path: Path) -> None:
        (found,) = self.judged(tmp_path, SAME, {**SAME, "act": "treats-as-apart", "date": "2003-03-03"}).judged
        assert [found.answer.on(day(d)).value for d in ("2003-03-02", "2003-03-03")] == ["yes", "no"]

    def test_s27_apart_from_a_day_says_nothing_of_the_days_before(self, tmp_path: Path) -> None:
        (found,) = self.judged(tmp_path, APART).judged
        assert [found.answer.on(day(d)).value for d in ("1997-12-31", "1998-01-01")] == ["unrecorded", "no"]

    def test_s27_undated_treatment_is_told_and_settles_no_day(self, tmp_path: Path) -> None:
        (found,) = self.judged(tmp_path, {**SAME, "date": ""}).judged
        assert found.answer.on(day("1999-01-01")) is Verdict.UNRECORDED
        assert [len(h.undated) for h in found.holders.values()] == [1] and found.answer.left_out == {"no-date": 1}

    def test_s27_what_is_one_is_listed_only_where_it_is_named(self, tmp_path: Path) -> None:
        """Sameness to somebody carries no listing over."""
        atlas = holding(tmp_path, identity=[SAME], listing=[ENTRY])
        assert not atlas.view().group("blue").listings


class TestUndatedActs:
    """What happened on no known day is known to have happened, and dates nothing."""

    def test_an_undated_split_is_an_event_without_days(self, tmp_path: Path) -> None:
        record = holding(tmp_path, lineage=[row("splits-from", "blue", "red", holder="press")]).view().group("blue")
        (event,) = record.events
        assert event.days is None and event.held.answer.on(day("2000-01-01")) is Verdict.UNRECORDED
        assert len(event.held.undated) == 1

    def test_a_dated_row_dates_it(self, tmp_path: Path) -> None:
        split = row("splits-from", "blue", "red", holder="press")
        (event,) = holding(tmp_path, lineage=[split, {**split, "date": "1995"}]).view().group("blue").events
        assert event.days == (day("1995-01-01"), day("1995-12-31"))
        assert len(event.held.claims) == 2


class TestNames:
    """A name means whom it meant; one that was adopted on a day meant nobody before."""

    NAMES = (called("Red Front", since="1990-01-01"), called("New Front", since="2000-01-01", instead_of="Red Front"))

    def atlas(self, tmp_path: Path, *names: Row) -> comity.Atlas:
        return holding(tmp_path, called=names or self.NAMES)

    def test_a_name_of_later_is_an_anachronism(self, tmp_path: Path) -> None:
        record = self.atlas(tmp_path).view().group("New Front")
        early = record.anachronism(day("1995-01-01"))
        assert early is not None and early.since == "2000-01-01"
        assert record.anachronism(day("2000-01-01")) is None
        assert [[c.name for c in record.names_on(day(d))] for d in ("1995-01-01", "2001-01-01")] == [["Red Front"], ["New Front"]]

    def test_a_label_of_its_own_time_is_none(self, tmp_path: Path) -> None:
        assert self.atlas(tmp_path).view().group("Red Front").anachronism(day("1995-01-01")) is None

    def test_an_adopted_name_names_nobody_before_its_day(self, tmp_path: Path) -> None:
        names = self.atlas(tmp_path).group_names
        assert [c.id for c in names.candidates("New Front", day("2000-01-01"))] == ["red"]
        assert names.candidates("New Front", day("1999-12-31")) == []
        with pytest.raises(UnknownName):
            names.one("New Front", day("1999-12-31"))

    def test_nor_where_somebody_else_uses_it_on_no_day(self, tmp_path: Path) -> None:
        names = self.atlas(tmp_path, *self.NAMES, called("New Front", "uses", by="ucdp")).group_names
        assert names.candidates("New Front", day("1999-12-31")) == []

    def test_a_name_that_nobody_dates_is_as_old_as_the_group(self, tmp_path: Path) -> None:
        atlas = self.atlas(tmp_path, called("Scarlet Front", "uses", by="ucdp"))
        assert [c.id for c in atlas.group_names.candidates("Scarlet Front", day("1800-01-01"))] == ["red"]
        assert atlas.view().group("Scarlet Front").anachronism(day("1800-01-01")) is None

    def test_two_adoptions_count_from_the_earlier(self, tmp_path: Path) -> None:
        names = self.atlas(tmp_path, called("New Front", since="2001-01-01"), called("New Front", since="2000", source="early")).group_names
        assert [c.since for c in names.candidates("New Front")] == [day("2000-01-01")]

    def test_a_transliteration_counts_where_nobody_holds_the_name_as_written(self, tmp_path: Path) -> None:
        atlas = self.atlas(tmp_path, called("Jabhat al-Hamra", "uses", by="ucdp"))
        names = atlas.group_names
        for spelt in ("Jabhat al Hamra", "JABHAT AL-HAMRA"):
            assert names.one(spelt) == "red" and not names.transliterated(spelt)
        for spelt in ("Jabhat ul-Hamrah", "Jabhat Hamra", "Jabhat el-Hamraa"):
            assert names.one(spelt) == "red" and names.transliterated(spelt), spelt

    def test_an_exact_name_is_no_ambiguity_with_a_transliteration(self, tmp_path: Path) -> None:
        rows = (called("Jabhat al-Hamra", "uses", by="ucdp"), {**called("Jabhat el-Hamra", "uses", by="ucdp"), "group": "green"})
        names = self.atlas(tmp_path, *rows).group_names
        assert (names.one("Jabhat al-Hamra"), names.one("Jabhat el-Hamra")) == ("red", "green")
        with pytest.raises(AmbiguousName):
            names.one("Jabhat ul-Hamra")

    def test_ambiguity_is_returned(self, tmp_path: Path) -> None:
        rows = (called("The Front", "uses", by="ucdp"), {**called("The Front", "uses", by="ucdp"), "group": "green"})
        atlas = self.atlas(tmp_path, *rows)
        assert sorted(c.id for c in atlas.group_names.candidates("front")) == ["green", "red"]
        with pytest.raises(AmbiguousName) as stop:
            atlas.view().group("The Front", on="2000-01-01")
        assert "green" in str(stop.value) and "red" in str(stop.value)

    def test_a_day_settles_it_where_one_had_not_taken_the_name_yet(self, tmp_path: Path) -> None:
        rows = (called("The Front", since="2000-01-01"), {**called("The Front", "uses", by="ucdp"), "group": "green"})
        view = self.atlas(tmp_path, *rows).view()
        assert view.group("The Front", on="1999-12-31").group.id == "green"
        with pytest.raises(AmbiguousName):
            view.group("The Front", on="2000-01-01")

    def test_through_eyes_it_is_called_what_they_call_it(self, tmp_path: Path) -> None:
        atlas = self.atlas(tmp_path, *self.NAMES, called("Bandits", "uses", by="AA", since="1995"))
        assert [c.name for c in atlas.view(eyes="AA").group("red").called] == ["Bandits"]
        assert len(atlas.view(eyes="BB").group("red").called) == 3

    def test_a_name_in_a_list_finds_it(self, tmp_path: Path) -> None:
        atlas = holding(tmp_path, listing=[lists("red", "1998-01-01", name="Crimson Column", entry="QD.1")])
        assert atlas.group_names.one("crimson column") == atlas.group_names.one("QD.1") == "red"

    def test_a_name_taken_again_was_held_before(self, tmp_path: Path) -> None:
        """Given up in 1995, taken again in 2005: asking for it in 1990 is no anachronism."""
        rows = (called("Other Front", since="1995-01-01", until="2005-01-01", instead_of="Old Guard"),
                called("Old Guard", since="2005-01-01", instead_of="Other Front"))
        atlas = self.atlas(tmp_path, *rows)
        record = atlas.view().group("Old Guard")
        assert record.anachronism(day("1990-01-01")) is None
        assert [c.id for c in atlas.group_names.candidates("Old Guard", day("1990-01-01"))] == ["red"]
        assert [[c.name for c in record.names_on(day(d))] for d in ("2000-01-01", "2005-01-01")] == [["Other Front"], ["Old Guard"]]

    def test_rows_of_one_name_say_together_since_and_until_when(self, tmp_path: Path) -> None:
        rows = (called("New Front", since="2000-01-01"), called("New Front", until="2003-01-01", source="early"))
        record = self.atlas(tmp_path, *rows).view().group("New Front")
        early = record.anachronism(day("1999-12-31"))
        assert early is not None and early.since == "2000-01-01"
        assert [bool(record.names_on(day(d))) for d in ("1999-12-31", "2001-01-01", "2003-01-01")] == [False, True, False]

    def test_a_name_of_which_only_the_end_is_known_may_have_been_in_use(self, tmp_path: Path) -> None:
        (row_,) = self.atlas(tmp_path, called("New Front", until="2003-01-01")).view().group("red").called
        assert [row_.on(day(d)) for d in ("2002-12-31", "2003-01-01")] == [None, False]

    def test_an_id_is_no_anachronism(self, tmp_path: Path) -> None:
        assert self.atlas(tmp_path, called("red", since="2000-01-01")).view().group("red").anachronism(day("1990-01-01")) is None
