"""S15 to S19: eyes, known_by, trusting and without, suppose, coverage, presumed."""

from __future__ import annotations

import pytest

import comity
from comity.kernel.dates import BEGIN, day
from comity.kernel.standing import Verdict

from ..made import FIRST_DAY, claim, denies, rules, standing

RECOGNITION = "recognises A O 1"
WITHDRAWAL = "withdraws A O 1"


class TestS15Eyes:
    """Act by act: where E has spoken, only E counts; elsewhere the record does."""

    ROWS = (claim("recognises", 10), claim("withdraws", 50), denies(WITHDRAWAL, holder="O"))

    @pytest.mark.parametrize(("eyes", "expected"), [(None, "disputed"), ("A", "no"), ("O", "yes"), ("R", "disputed"), ("B", "disputed")])
    def test_s15_whose_eyes_decide(self, eyes: str | None, expected: str) -> None:
        assert standing(*self.ROWS, eyes=eyes)(60) == expected

    def test_s15_elsewhere_the_record_counts(self) -> None:
        assert standing(*self.ROWS, eyes="O")(20) == "yes", "O has said nothing of the recognition"

    def test_s15_anybody_may_have_eyes(self) -> None:
        rows = (claim("recognises", 10, holder="O"), denies(RECOGNITION, holder="B"))
        assert standing(*rows)(20) == "yes"
        assert standing(*rows, eyes="B")(20) == "no"

    def test_s15_its_own_report_outweighs_the_denials_of_others(self) -> None:
        rows = (claim("recognises", 10, holder="O"), denies(RECOGNITION, holder="A"))
        assert standing(*rows, eyes="O")(20) == "yes"

    def test_s15_its_own_dates_count(self) -> None:
        rows = (claim("recognises", 10), claim("recognises", 20, holder="O"))
        assert [standing(*rows, eyes="O")(d) for d in (15, 20)] == ["no", "yes"]

    def test_s15_a_later_contrary_observation_is_a_denial(self) -> None:
        rows = (claim("recognises", 10), claim("doubts", 50, holder="B"))
        assert standing(*rows)(20) == "yes"
        assert standing(*rows, eyes="B")(20) == "no"
        assert "S15-denial" in rules(*rows, eyes="B")

    def test_s15_an_earlier_one_is_not(self) -> None:
        assert standing(claim("recognises", 50), claim("doubts", 10, holder="B"), eyes="B")(60) == "yes"

    def test_s15_an_observation_that_agrees_with_the_last_act_denies_none(self) -> None:
        on = standing(claim("recognises", 10), claim("withdraws", 30), claim("doubts", 50, holder="B"), eyes="B")
        assert [on(d) for d in (20, 30, 50)] == ["yes", "no", "no"]

    def test_s15_the_actors_refusal_is_its_own_denial(self) -> None:
        assert standing(claim("recognises", 10, holder="O"), claim("refuses", 50, strength="explicit"), eyes="A")(20) == "no"

    def test_s15_once_it_has_spoken_the_observations_of_others_do_not_count(self) -> None:
        rows = (claim("reaffirms", 10, holder="press"), claim("refuses", 50, strength="explicit"))
        assert standing(*rows)(20) == "yes"
        assert standing(*rows, eyes="A")(20) == "unrecorded"
        assert standing(*rows, eyes="B")(20) == "yes"

    def test_s15_the_eyes_of_an_organ_are_its_own(self) -> None:
        rows = (claim("recognises", 10), claim("withdraws", 50, holder="A/president"), denies(WITHDRAWAL, holder="A/ministry"))
        assert [standing(*rows, eyes=e)(60) for e in ("A", "A/president", "A/ministry")] == ["disputed", "no", "yes"]

    @pytest.mark.parametrize(("eyes", "expected"), [("SR", "no"), ("XK", "yes"), ("RS", "no"), ("JP", "disputed")])
    def test_s15_suriname(self, atlas: comity.Atlas, eyes: str, expected: str) -> None:
        assert atlas.view(eyes=eyes).recognition("SR", "XK").on("2018-06-01").value == expected

    def test_s15_the_answer_says_whose_eyes(self, atlas: comity.Atlas) -> None:
        answer = atlas.view(eyes="XK").recognition("SR", "XK")
        assert answer.to_dict()["lens"]["eyes"] == "XK"


class TestS16KnownBy:
    """What a source published later cannot be known; what carries no day of publication is left out and counted."""

    def test_s16_only_what_was_published_by_then(self) -> None:
        rows = (claim("recognises", 10, published=FIRST_DAY + 12), claim("withdraws", 50, published=FIRST_DAY + 55))
        assert [standing(*rows, known_by=FIRST_DAY + k)(60) for k in (11, 12, 54, 55)] == ["unrecorded", "yes", "yes", "no"]

    def test_s16_what_has_no_day_of_publication_is_left_out(self) -> None:
        assert standing(claim("recognises", 10), known_by=FIRST_DAY + 500)(20) == "unrecorded"

    @pytest.mark.parametrize(("known_by", "expected"), [("2016-07-21", "unrecorded"), ("2017-10-26", "yes"), ("2017-10-31", "disputed")])
    def test_s16_what_could_be_known_of_suriname(self, atlas: comity.Atlas, known_by: str, expected: str) -> None:
        assert atlas.view(known_by=known_by).recognition("SR", "XK").on("2018-06-01").value == expected

    def test_s16_what_is_left_out_is_counted_by_reason(self, atlas: comity.Atlas) -> None:
        rows = [c for c in atlas.pair("recognition", "SR XK") if c.of == "state"]
        answer = atlas.view(known_by="2017-10-26").recognition("SR", "XK")
        cut = day("2017-10-26")
        assert answer.left_out == {"lens": sum(c.published is not None and c.published > cut for c in rows),
                                   "undated": sum(c.published is None for c in rows)}

    def test_s16_no_source_of_the_atlas_reports_what_came_after_it(self, atlas: comity.Atlas) -> None:
        """One day of grace: days are local (S1). Whoever keeps a list may say beforehand when a change takes effect."""
        late = atlas.rows("SELECT file, line FROM claim WHERE published IS NOT NULL AND earliest > published + 1 AND earliest > -999999 "
                          "AND act NOT IN ('intends', 'establishes-relations', 'breaks-relations', 'resumes-relations', 'condemns', 'reviewed', "
                          "'amends') "
                          "AND NOT (relation IN ('listing', 'identity') AND date_kind = 'effective')")
        assert not late


class TestS17TrustingWithoutSuppose:
    """Sources chosen or left out, with what derives from them; hypothetical acts. (The laws are in tests/kernel/test_lens.py.)"""

    def test_s17_without_the_only_source_nothing_is_recorded(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("DZ", "sadr")
        sources = sorted(s.id for s in answer.sources)
        without = atlas.view(without=sources).recognition("DZ", "sadr")
        assert answer.on("1980-01-01") is Verdict.YES
        assert without.on("1980-01-01") is Verdict.UNRECORDED
        assert without.left_out["lens"] == sum(c.of == "state" for c in atlas.pair("recognition", "DZ sadr"))

    def test_s17_trusting_one_source_leaves_its_word_alone(self, atlas: comity.Atlas) -> None:
        answer = atlas.view(trusting=["balkan-insight-2017-10-31"]).recognition("SR", "XK")
        assert {s.id for s in answer.sources} == {"balkan-insight-2017-10-31"}

    def test_s17_a_supposed_act_is_its_actors(self, atlas: comity.Atlas) -> None:
        supposed = atlas.view(suppose=["ES recognises XK on 2027-01-01"], eyes="ES").recognition("ES", "XK")
        assert [supposed.on(d) for d in ("2026-12-31", "2027-01-01")] == [Verdict.NO, Verdict.YES]
        assert {"supposed"} <= {c["source"] for c in supposed.proof.to_dict()["claims"].values()}

    def test_s17_supposing_ignores_the_other_lenses(self, atlas: comity.Atlas) -> None:
        view = atlas.view(suppose=["ES recognises XK on 2027-01-01"], known_by="2000-01-01")
        assert view.recognition("ES", "XK").on("2027-01-01") is Verdict.YES

    def test_s17_a_supposed_withdrawal_ends_what_is_recorded(self, atlas: comity.Atlas) -> None:
        answer = atlas.view(suppose=["US withdraws XK on 2027-01-01"]).recognition("US", "XK")
        assert [answer.on(d) for d in ("2026-12-31", "2027-01-01")] == [Verdict.YES, Verdict.NO]

    def test_s17_it_touches_nobody_else(self, atlas: comity.Atlas) -> None:
        view = atlas.view(suppose=["ES recognises XK on 2027-01-01"])
        assert view.recognition("RO", "XK").timeline == atlas.view().recognition("RO", "XK").timeline


class TestS18Coverage:
    """A complete list supplies `no` where nothing else speaks, within its span only."""

    def test_s18_only_within_its_span(self) -> None:
        on = standing(coverage=[(FIRST_DAY + 10, FIRST_DAY + 20)])
        assert [on(d) for d in (9, 10, 19, 20)] == ["unrecorded", "no", "no", "unrecorded"]

    def test_s18_only_where_nothing_else_speaks(self) -> None:
        on = standing(claim("reaffirms", 15, holder="press"), coverage=[(FIRST_DAY + 10, FIRST_DAY + 20)])
        assert [on(d) for d in (14, 15, 20)] == ["no", "yes", "yes"]
        assert standing(claim("recognises", 5, 40), coverage=[(FIRST_DAY + 10, FIRST_DAY + 20)])(15) == "undetermined"

    def test_s18_a_list_of_recognisers_says_no_on_its_day_and_nothing_of_ten_years_before(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("TO", "abkhazia")
        days = ("1950-01-01", "2015-01-01", "2025-06-08", "2025-06-09")
        assert [answer.on(d).value for d in days] == ["no", "unrecorded", "no", "unrecorded"]

    def test_s18_an_omission_that_others_contradict_is_a_conflict(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("TW", "XK")
        assert answer.on("2008-06-01") is Verdict.YES
        assert "coverage" in {c.kind for c in answer.conflicts}

    def test_s18_a_list_that_the_lens_leaves_out_says_nothing(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().membership("XK")
        lists = sorted({n["args"]["source"] for n in answer.proof.to_dict()["nodes"].values() if n["rule"] == "S18-coverage"})
        assert lists
        assert atlas.view(without=lists).membership("XK").on("2015-03-14") is Verdict.UNRECORDED
        assert atlas.view(known_by="2015-03-01").membership("XK").on("2015-03-14") is Verdict.UNRECORDED


class TestS19Presumed:
    """What holds is presumed after the last admitted evidence."""

    def test_s19_after_the_last_evidence_it_is_presumed(self, atlas: comity.Atlas) -> None:
        rows = [c for c in atlas.pair("recognition", "TV abkhazia") if c.of == "state"]
        view = atlas.view()
        answer = view.recognition("TV", "abkhazia")
        last = max([max(c.latest, c.published or BEGIN) for c in rows]
                   + [until - 1 for _, until, _ in view.coverage("recognition", "TV", "abkhazia")])
        assert not answer.segment(last).presumed
        assert answer.segment(last + 1).presumed

    def test_s19_with_less_evidence_the_presumption_starts_earlier(self, atlas: comity.Atlas) -> None:
        known = atlas.view(known_by="2016-12-31").recognition("SR", "XK")
        assert known.segment("2018-06-01").presumed
        assert not atlas.view().recognition("SR", "XK").segment("2018-06-01").presumed

    def test_s19_after_the_atlas_everything_is_presumed(self, atlas: comity.Atlas) -> None:
        for actor, answer in atlas.view().recognisers("XK").items():
            assert answer.segment(atlas.date + 1).presumed or answer.on(atlas.date + 1) is Verdict.UNRECORDED, actor
            assert answer.presumed_from <= atlas.date + 1, actor

    def test_s19_what_is_unrecorded_is_not_presumed(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("BO", "IL")
        assert not answer.segment("2015-01-01").presumed
