"""S1 to S6 as they show in answers: days, dates, pooled evidence, verdicts, defeat, timelines. (Their laws are in tests/kernel.)"""

from __future__ import annotations

from itertools import pairwise

import pytest

import comity
from comity.errors import RuleConflict
from comity.kernel.dates import BEGIN, END, day, parse
from comity.kernel.rules import Registry
from comity.kernel.standing import AGAINST, FOR, Verdict
from comity.kernel.timeline import Steps, at, steps

from ..made import EVER, bits, claim, rules, standing


class TestS01Days:
    """The unit is the day; spans are half-open; claims a day apart conflict, but are told apart from real conflicts."""

    def test_s01_spans_are_half_open(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("US", "XK")
        assert answer.segment("2008-02-18").since == day("2008-02-18")
        assert answer.segment("2008-02-17").until == day("2008-02-18")

    def test_s01_unbounded_ends_are_sentinels(self, atlas: comity.Atlas) -> None:
        timeline = atlas.view().recognition("US", "XK").timeline
        assert (timeline[0].since, timeline[-1].until) == (BEGIN, END)
        assert timeline[0].to_dict()["from"] is None
        assert timeline[-1].to_dict()["until"] is None

    @pytest.mark.parametrize(("actor", "kind"), [("SN", "adjacent"), ("LY", "adjacent"), ("ML", "dates")])
    def test_s01_one_day_apart_is_adjacent(self, atlas: comity.Atlas, actor: str, kind: str) -> None:
        assert kind in {c.kind for c in atlas.view().recognition(actor, "XK").conflicts}


class TestS02Dates:
    """On an act an interval is one day within it; `?` makes it possible only; `~` widens; the date as printed is kept."""

    def test_s02_an_interval_is_one_day_within(self) -> None:
        on = standing(claim("recognises", 10, 40))
        assert [on(d) for d in (9, 10, 39, 40)] == ["no", "undetermined", "undetermined", "yes"]

    def test_s02_not_before_is_never_certain(self) -> None:
        on = standing(claim("recognises", 10, EVER))
        assert [on(d) for d in (9, 10, 5000)] == ["no", "undetermined", "undetermined"]

    def test_s02_a_question_mark_is_possible_only(self) -> None:
        on = bits(claim("recognises", 10, possible=True))
        assert [on(d) for d in (9, 10)] == ["a", "f"]

    def test_s02_the_date_as_printed_is_kept(self, atlas: comity.Atlas) -> None:
        proof = atlas.view().recognition("TL", "XK").proof
        assert "2012-09" in {c["date"] for c in proof.to_dict()["claims"].values()}
        assert "in 2012-09" in proof.text("2012-09-15")

    @pytest.mark.parametrize("actor", ["TL", "KW"])
    def test_s02_a_month_is_undetermined_inside_and_certain_after(self, atlas: comity.Atlas, actor: str) -> None:
        answer = atlas.view().recognition(actor, "XK")
        (text,) = {c.date for c in atlas.pair("recognition", f"{actor} XK") if c.act == "recognises" and len(c.date) == 7}
        month = parse(text)
        assert answer.on(month.earliest - 1) is Verdict.NO
        assert answer.on(month.earliest) is Verdict.UNDETERMINED
        assert answer.on(month.latest) is Verdict.YES


class TestS03Evidence:
    """Evidence from several claims pools."""

    def test_s03_certain_for_and_against_is_disputed(self) -> None:
        assert standing(claim("recognises", 10), claim("recognises", 20, holder="O"))(15) == "disputed"

    def test_s03_nothing_is_unrecorded(self) -> None:
        assert standing()(10) == "unrecorded"
        assert rules() == {"S10-bounds"}

    def test_s03_unrecorded_in_the_atlas(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("BO", "IL")
        assert answer.on("2015-01-01") is Verdict.UNRECORDED


class TestS04Verdicts:
    """Propositions combine as verdicts."""

    def test_s04_a_second_start_makes_a_doubtful_state_certain(self) -> None:
        on = standing(claim("recognises", 10, 100), claim("resumes", 50))
        assert [on(d) for d in (20, 50)] == ["undetermined", "yes"]

    def test_s04_a_disputed_start_and_a_certain_one_is_yes(self, atlas: comity.Atlas) -> None:
        """Guinea-Bissau: its first recognition is disputed, its resumption of 2018 is not."""
        answer = atlas.view().recognition("GW", "XK")
        assert answer.on("2017-12-01") is Verdict.DISPUTED
        assert answer.on("2018-06-01") is Verdict.YES


class TestS05Defeat:
    """An exception, or an act that would end a state, counts only where something speaks for it."""

    def test_s05_no_recorded_end_ends_nothing(self) -> None:
        assert standing(claim("recognises", 10))(5000) == "yes"

    def test_s05_a_possible_end_makes_it_undetermined(self) -> None:
        on = standing(claim("recognises", 10), claim("withdraws", 50, possible=True))
        assert [on(d) for d in (49, 50)] == ["undetermined", "undetermined"]  # a `?` speaks for itself before its day as well
        assert standing(claim("recognises", 10), claim("withdraws", 50, 70))(60) == "undetermined"

    def test_s05_what_is_not_held_cannot_end(self) -> None:
        assert standing(claim("recognises", 10), claim("withdraws", 20), claim("suspends", 30))(40) == "no"

    def made(self, *opposites: int) -> Registry:
        """Surrender, unless the offence is political, unless it is terrorism; and exceptions of one rank as asked."""
        registry = Registry()

        @registry.rule("surrender", authority="made", says="")
        def surrender(facts: dict[str, int]) -> Steps:
            """Whoever is sought is surrendered."""
            return steps((0, FOR))

        @registry.rule("political", authority="made", says="", excepts="surrender", rank=1)
        def political(facts: dict[str, int]) -> Steps:
            """A political offence bars surrender."""
            return steps((facts["political"], FOR))

        @registry.rule("terrorism", authority="made", says="", excepts="political", rank=1)
        def terrorism(facts: dict[str, int]) -> Steps:
            """Terrorism is not political."""
            return steps((facts["terrorism"], FOR))

        for n, evidence in enumerate(opposites):
            @registry.rule(f"exception-{n}", authority="made", says="", excepts="surrender", rank=5)
            def exception(facts: dict[str, int], evidence: int = evidence) -> Steps:
                """Some exception."""
                return steps((0, evidence))
        return registry

    def test_s05_a_defeated_exception_is_first_defeated_itself(self) -> None:
        line = self.made().apply("surrender", {"political": 10, "terrorism": 20})
        assert [at(line, d) for d in (5, 15, 25)] == [FOR, AGAINST, FOR]

    def test_s05_an_exception_that_does_not_fire_says_nothing_against(self) -> None:
        line = self.made(AGAINST).apply("surrender", {"political": 900, "terrorism": 900})
        assert at(line, 50) == FOR

    def test_s05_two_of_equal_rank_with_opposite_conclusions_are_an_error_naming_both(self) -> None:
        with pytest.raises(RuleConflict, match="exception-0 and exception-1"):
            self.made(FOR, AGAINST).apply("surrender", {"political": 900, "terrorism": 900})

    def test_s05_a_rule_needs_a_name_of_its_own_and_a_sentence(self) -> None:
        registry = self.made()
        with pytest.raises(RuleConflict, match="two rules are called surrender"):
            registry.rule("surrender", authority="made", says="")(lambda facts: steps())
        with pytest.raises(ValueError, match="has no docstring"):
            registry.rule("new", authority="made", says="")(lambda facts: steps())


class TestS06Timelines:
    """An answer is disjoint segments over all time."""

    def test_s06_segments_of_every_answer_about_kosovo_cover_all_time(self, atlas: comity.Atlas) -> None:
        for actor, answer in atlas.view().recognisers("XK").items():
            timeline = answer.timeline
            assert (timeline[0].since, timeline[-1].until) == (BEGIN, END), actor
            assert all(a.until == b.since for a, b in pairwise(timeline)), actor
            assert all(answer.on(s.since) is s.verdict for s in timeline if s.since > BEGIN), actor

    def test_s06_in_1950_no_state_recognised_kosovo(self, atlas: comity.Atlas) -> None:
        assert {a.on("1950-01-01") for a in atlas.view().recognisers("XK").values()} == {Verdict.NO}
