"""S7 to S10: acts start and end states; what one act is; its dates; its bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

import comity
from comity.atlas.build import check
from comity.atlas.identity import give_ordinals
from comity.atlas.read import Problems
from comity.errors import DataError
from comity.kernel.claims import Claim
from comity.kernel.standing import Verdict

from ..made import EVER, FIRST_DAY, bits, claim, rules, standing
from ..oracle.worlds import SAME_ACT_DAYS, WORDS


class TestS07ActsAndStates:
    """A state persists until an act ends it; an observation only until the next act."""

    def test_s07_a_state_persists_until_an_act_ends_it(self) -> None:
        on = standing(claim("recognises", 10), claim("withdraws", 20), claim("resumes", 30), claim("suspends", 40))
        assert [on(d) for d in (9, 10, 19, 20, 29, 30, 39, 40, 999)] == ["no", "yes", "yes", "no", "no", "yes", "yes", "no", "no"]

    def test_s07_an_observation_holds_from_its_day_until_the_next_act(self) -> None:
        on = standing(claim("doubts", 10, holder="press"), claim("recognises", 30))
        assert [on(d) for d in (10, 29, 30)] == ["no", "no", "yes"]
        assert standing(claim("doubts", 10, holder="press"))(9) == "unrecorded"

    def test_s07_the_actors_own_refusal_is_an_act_that_ends_an_observation(self) -> None:
        on = standing(claim("reaffirms", 10, holder="O"), claim("refuses", 30, strength="explicit"))
        assert [on(d) for d in (10, 30)] == ["yes", "no"]

    def test_s07_a_partys_observation_pools_with_the_acts(self) -> None:
        assert standing(claim("recognises", 10), claim("withdraws", 20), claim("reaffirms", 30, holder="O"))(30) == "disputed"

    def test_s07_anybody_elses_is_heard_only_where_nothing_certain_is_said(self) -> None:
        assert standing(claim("recognises", 10), claim("doubts", 30, holder="press"))(30) == "yes"
        on = standing(claim("recognises", 10, EVER), claim("reaffirms", 30, holder="press"))
        assert [on(d) for d in (29, 30)] == ["undetermined", "yes"]

    def test_s07_a_list_of_refusers_says_nothing_of_a_later_act(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("EG", "XK")
        assert any(c["act"] == "doubts" for c in answer.proof.to_dict()["claims"].values())
        assert answer.on("2014-01-01") is Verdict.YES

    def test_s07_a_press_list_alone_is_what_there_is(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("BY", "XK")
        assert {n["rule"] for n in answer.proof.to_dict()["nodes"].values()} >= {"S7-observation"}


class TestS08OneAct:
    """Two rows report one act unless an opposite act certainly lies between them."""

    def number(self, *rows: Claim) -> tuple[list[int], list[str]]:
        """The ordinals that rows get, and the questions that stop a build."""
        problems = Problems()
        numbered = give_ordinals([c._replace(id=n, line=n) for n, c in enumerate(rows)], WORDS.effects, SAME_ACT_DAYS, set(), problems)
        return [c.ordinal for c in numbered], problems.lines

    def test_s08_two_reports_are_one_act(self) -> None:
        assert self.number(claim("recognises", 10), claim("recognises", 40, holder="press"))[0] == [1, 1]

    def test_s08_an_opposite_act_between_makes_them_two(self) -> None:
        assert self.number(claim("recognises", 10), claim("withdraws", 20), claim("recognises", 40))[0] == [1, 1, 2]

    def test_s08_one_that_may_lie_elsewhere_does_not(self) -> None:
        assert self.number(claim("recognises", 10), claim("withdraws", 5, 60), claim("recognises", 40))[0] == [1, 1, 1]
        assert self.number(claim("recognises", 10), claim("withdraws", 20, possible=True), claim("recognises", 40))[0] == [1, 1, 1]

    def test_s08_a_single_row_is_the_first_act(self) -> None:
        assert self.number(claim("recognises", 10), claim("withdraws", 10))[0] == [1, 1]

    def test_s08_more_than_a_year_apart_asks(self) -> None:
        assert self.number(claim("recognises", 10), claim("recognises", 376))[1] == []
        (problem,) = self.number(claim("recognises", 10), claim("recognises", 377))[1]
        assert "one act or two? give both rows an ordinal" in problem

    def test_s08_resuming_is_another_act(self) -> None:
        on = standing(claim("recognises", 10), claim("resumes", 12, holder="O"))
        assert [on(d) for d in (10, 11, 12)] == ["yes", "yes", "yes"], "were they one act, the days between would be disputed"

    def test_s08_an_end_entails_that_the_state_held_the_day_before(self) -> None:
        on = bits(claim("withdraws", 20))
        assert [on(d) for d in (18, 19, 20)] == ["f", "F", "A"]
        assert "S8-entailed" in rules(claim("withdraws", 20))
        assert "S8-entailed" not in rules(claim("recognises", 10), claim("withdraws", 20))

    def test_s08_two_recognitions_of_the_sahrawi_republic(self, atlas: comity.Atlas) -> None:
        """Whoever withdrew and came back is told apart by what lies between."""
        acts = [(c.act, c.ordinal) for c in atlas.pair("recognition", "VU abkhazia") if c.act == "withdraws"]
        assert len(set(acts)) > 1


class TestS09Dates:
    """The best kind of date counts; lesser kinds narrow; what contradicts is listed."""

    @pytest.mark.parametrize(("better", "worse"), [("effective", "decided"), ("signed", "unclear"), ("deposited", "announced"),
                                                   ("decided", "unclear"), ("unclear", "announced")])
    def test_s09_the_best_kind_gives_the_day(self, better: str, worse: str) -> None:
        on = standing(claim("recognises", 50, kind=better), claim("recognises", 60, kind=worse))
        assert [on(d) for d in (49, 50, 59, 60)] == ["no", "yes", "yes", "yes"]

    def test_s09_an_announcement_by_the_actor_is_the_act(self) -> None:
        on = standing(claim("recognises", 50, kind="announced"), claim("recognises", 20, kind="announced", holder="press"))
        assert [on(d) for d in (49, 50)] == ["no", "yes"]

    def test_s09_announced_by_others_lies_in_the_31_days_before(self) -> None:
        on = standing(claim("recognises", 50, kind="announced", holder="press"))
        assert [on(d) for d in (18, 19, 49, 50)] == ["no", "undetermined", "undetermined", "yes"]

    def test_s09_a_month_and_a_day_inside_it_agree_and_the_day_wins(self) -> None:
        on = standing(claim("recognises", 40, 70), claim("recognises", 50, holder="O"))
        assert [on(d) for d in (49, 50)] == ["no", "yes"]

    def test_s09_two_days_of_the_best_kind_make_the_days_between_disputed(self) -> None:
        on = standing(claim("recognises", 40), claim("recognises", 50, holder="O"))
        assert [on(d) for d in (39, 40, 49, 50)] == ["no", "disputed", "disputed", "yes"]

    def test_s09_a_report_bounds_a_decision_from_above(self) -> None:
        on = standing(claim("recognises", 40, 70), claim("recognises", 55, kind="announced", holder="press"))
        assert [on(d) for d in (39, 40, 54, 55)] == ["no", "undetermined", "undetermined", "yes"]

    def test_s09_a_decision_bounds_an_effective_date_from_below(self) -> None:
        on = standing(claim("recognises", 40, 70, kind="effective"), claim("recognises", 55))
        assert [on(d) for d in (54, 55, 69, 70)] == ["no", "undetermined", "undetermined", "yes"]

    def test_s09_the_actors_announcement_fixes_a_vague_date_of_unclear_kind(self) -> None:
        on = standing(claim("recognises", 40, 70, kind="unclear"), claim("recognises", 55, kind="announced"))
        assert [on(d) for d in (54, 55)] == ["no", "yes"]

    def test_s09_a_lesser_date_that_leaves_no_day_cuts_nothing(self) -> None:
        on = standing(claim("recognises", 40, 70), claim("recognises", 30, kind="announced"))
        assert [on(d) for d in (39, 40, 70)] == ["no", "undetermined", "yes"]

    def test_s09_starting_no_later_than(self) -> None:
        on = standing(claim("recognises", -EVER, 50), start=FIRST_DAY)
        assert [on(d) for d in (-1, 0, 49, 50)] == ["no", "undetermined", "undetermined", "yes"]

    def test_s09_ending_no_later_than_keeps_the_verdict_of_earlier_days(self) -> None:
        on = bits(claim("recognises", 10), claim("withdraws", -EVER, 50))
        assert [on(d) for d in (9, 10, 49, 50)] == ["A", "Fa", "Fa", "A"]

    def test_s09_announcing_a_future_act_starts_nothing(self) -> None:
        assert standing(claim("intends", 10))(20) == "unrecorded"

    def test_s09_the_most_exact_date_of_egypt(self, atlas: comity.Atlas) -> None:
        """A press map says June 2013; an announcement of the month fixes it."""
        answer = atlas.view().recognition("EG", "XK")
        assert answer.on("2013-06-30") is Verdict.YES
        assert answer.on("2013-05-31") is Verdict.NO

    def test_s09_conflicting_days_are_each_reported_with_both_sources(self, atlas: comity.Atlas) -> None:
        """Golden behaviour: many recognisers of Kosovo, and Brazil and Palestine, have several days; none is settled silently."""
        days = {"dates", "adjacent", "spread", "kinds"}
        listed = {(actor, object_) for kind, actor, object_ in atlas.rows("SELECT kind, actor, object FROM conflict WHERE relation = 'recognition'")
                  if kind in days}
        assert ("BR", "PS") in listed
        kosovo = {actor for actor, object_ in listed if object_ == "XK"}
        assert len(kosovo) >= 20
        for actor in kosovo:
            found = [c for c in atlas.view().recognition(actor, "XK").conflicts if c.kind in days]
            assert found, actor
            assert all(len({x.date for x in c.claims}) > 1 for c in found), actor

    def test_s09_every_two_exact_days_of_decision_are_in_the_report(self, atlas: comity.Atlas) -> None:
        """Independently of the kernel: whoever has exact days of one kind from two sources is listed."""
        listed = {(a, o) for a, o in atlas.rows("SELECT actor, object FROM conflict WHERE kind IN ('dates', 'adjacent', 'spread', 'kinds')")}
        rows = atlas.rows("SELECT actor, object, ordinal, date_kind, COUNT(DISTINCT earliest) FROM claim WHERE act = 'recognises' AND of = 'state' "
                          "AND earliest = latest AND possible = 0 AND date_kind IN ('effective', 'decided') GROUP BY 1, 2, 3, 4")
        several = {(actor, object_) for actor, object_, _, _, days in rows if days > 1}
        assert several
        assert several <= listed


class TestS10Bounds:
    """No act precedes the start of its object or actor; bounds cut an answer."""

    def test_s10_outside_the_bounds_the_answer_is_no(self) -> None:
        on = standing(claim("recognises", 10), start=FIRST_DAY, end=FIRST_DAY + 50)
        assert [on(d) for d in (-1, 10, 49, 50)] == ["no", "yes", "yes", "no"]

    def test_s10_nothing_said_within_the_bounds_is_unrecorded(self) -> None:
        on = standing(start=FIRST_DAY, end=FIRST_DAY + 50)
        assert [on(d) for d in (-1, 0, 49, 50)] == ["no", "unrecorded", "unrecorded", "no"]

    def test_s10_an_earlier_row_is_a_conflict(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("SD", "SS")
        assert "bounds" in {c.kind for c in answer.conflicts}
        assert answer.on("2011-07-08") is Verdict.NO

    def test_s10_albania_recognised_another_kosovo_in_1991(self, atlas: comity.Atlas) -> None:
        assert atlas.view().recognition("AL", "XK").on("2000-01-01") is Verdict.NO
        assert atlas.view().recognition("AL", "kosova-republic-1991").on("1995-01-01") is Verdict.YES

    def test_s10_an_answer_ends_with_its_object(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("US", "ussr")
        assert answer.on("1990-01-01") is Verdict.YES
        assert answer.on("1992-06-01") is Verdict.NO


def test_rows_of_one_type_a_year_apart_stop_a_build(tmp_path: Path) -> None:
    """S8: the question reaches whoever builds."""
    data = tmp_path / "data"
    root = Path(__file__).parents[2] / "data"
    (data / "claims" / "recognition").mkdir(parents=True)
    for name in ("polities", "sources"):
        (data / name).mkdir()
    for file in root.glob("*.toml"):
        (data / file.name).write_text(file.read_text())
    (data / "sources" / "made.toml").write_text('title = "Made"\npublisher = "made"\nkind = "secondary"\nlicence = "none"\npublished = 2020-01-01\n')
    for polity in ("AA", "BB"):
        (data / "polities" / f"{polity}.toml").write_text(f'label = "{polity}land"\nkind = "state"\nabout = "made"\nnames = [\n'
                                                          f'  {{ name = "{polity}land", style = "short", source = "made" }},\n]\n')
    file = data / "claims" / "recognition" / "made.csv"
    rows = ["recognises,AA,BB,2010-01-01,decided,AA,made,read", "recognises,AA,BB,2012-01-01,decided,AA,made,read"]
    file.write_text("\n".join(["act,actor,object,date,date_kind,holder,source,read", *rows, ""]))
    with pytest.raises(DataError) as error:
        check(data)
    assert any("made.csv:3" in line and "one act or two?" in line for line in error.value.problems), error.value.problems
