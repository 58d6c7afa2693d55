"""S11 to S14: denial, annulment, reversal; refusals; kinds of recognition; holder and relay."""

from __future__ import annotations

import pytest

import comity
from comity.kernel.claims import head
from comity.kernel.standing import Verdict

from ..made import FIRST_DAY, bits, claim, denies, rules, standing

RECOGNITION = "recognises A O 1"
WITHDRAWAL = "withdraws A O 1"


class TestS11Denial:
    """A denial by a party disputes an act from its first day; annulments and reversals go further."""

    @pytest.mark.parametrize("holder", ["A", "O", "R", "icj", "A/ministry", "O/president"])
    def test_s11_a_party_makes_a_dispute(self, holder: str) -> None:
        on = standing(claim("recognises", 10, holder="O"), denies(RECOGNITION, holder=holder))
        assert [on(d) for d in (9, 10, 500)] == ["no", "disputed", "disputed"]

    @pytest.mark.parametrize("holder", ["press", "B", "B/ministry"])
    def test_s11_others_are_evidence_and_no_party(self, holder: str) -> None:
        assert standing(claim("recognises", 10, holder="O"), denies(RECOGNITION, holder=holder))(10) == "yes"

    def test_s11_a_denied_withdrawal_leaves_the_state_disputed(self) -> None:
        on = standing(claim("recognises", 10), claim("withdraws", 50), denies(WITHDRAWAL, holder="O"))
        assert [on(d) for d in (49, 50)] == ["yes", "disputed"]

    def test_s11_it_works_from_the_acts_first_day_whatever_its_own(self) -> None:
        early, late = (standing(claim("recognises", 40, 60, holder="O"), denies(RECOGNITION, holder="A", day=d)) for d in (50, 900))
        assert [early(d) for d in (39, 40, 59, 60)] == [late(d) for d in (39, 40, 59, 60)] == ["no", "no", "no", "disputed"]

    def test_s11_a_possible_denial_is_possible_only(self) -> None:
        assert bits(claim("recognises", 10, holder="O"), denies(RECOGNITION, holder="A", possible=True))(10) == "Fa"

    def test_s11_it_names_one_act(self) -> None:
        assert standing(claim("recognises", 10, holder="O"), denies("recognises A O 2", holder="A"))(10) == "yes"

    def test_s11_an_annulment_ends_a_state_from_its_beginning(self) -> None:
        annulment = claim("annuls", 90, object_=RECOGNITION)
        on = standing(claim("recognises", 10), annulment)
        assert [on(d) for d in (10, 50, 90)] == ["no", "no", "no"]

    def test_s11_an_annulment_on_the_very_day_counts_as_well(self) -> None:
        assert standing(claim("recognises", 10), claim("annuls", 10, object_=RECOGNITION))(10) == "no"

    def test_s11_an_annulment_touches_its_own_act_only(self) -> None:
        on = standing(claim("recognises", 10), claim("annuls", 90, object_=RECOGNITION), claim("resumes", 50))
        assert [on(d) for d in (49, 50)] == ["no", "yes"]

    def test_s11_a_reversal_removes_the_evidence_altogether(self) -> None:
        on = standing(claim("recognises", 10), claim("withdraws", 50), claim("reverses", 90, holder="icj", object_=WITHDRAWAL))
        assert [on(d) for d in (49, 50, 90)] == ["yes", "yes", "yes"]

    def test_s11_for_those_who_could_not_know_of_it_a_reversal_changes_nothing(self) -> None:
        rows = (claim("recognises", 10, published=FIRST_DAY + 11), claim("withdraws", 50, published=FIRST_DAY + 51),
                claim("reverses", 90, holder="icj", object_=WITHDRAWAL, published=FIRST_DAY + 91))
        assert standing(*rows, known_by=FIRST_DAY + 60)(55) == "no"
        assert standing(*rows, known_by=FIRST_DAY + 95)(55) == "yes"

    @pytest.mark.parametrize(("actor", "key"), [("SR", "withdraws SR XK 1"), ("PW", "suspends PW XK 1"),
                                                ("SB", "withdraws SB XK 1"), ("GH", "withdraws GH XK 1")])
    def test_s11_withdrawals_that_kosovo_denies(self, atlas: comity.Atlas, actor: str, key: str) -> None:
        answer = atlas.view().recognition(actor, "XK")
        assert "denied by Kosovo" in " ".join(c.says for c in answer.conflicts if c.kind == "denied")
        assert key in {n["args"].get("key") for n in answer.proof.to_dict()["nodes"].values()}

    def test_s11_sao_tome_annulled_what_it_had_recognised(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("ST", "XK")
        assert answer.on("2012-06-01") is answer.on("2014-01-01") is Verdict.NO

    def test_s7_kosovo_is_not_in_dispute_with_itself(self, atlas: comity.Atlas) -> None:
        """By 15 February 2013 Kosovo said that São Tomé recognises, on 21 March that it does not: its later word replaces its earlier one."""
        answer = atlas.view().recognition("ST", "XK")
        assert answer.on("2013-03-01") is Verdict.DISPUTED
        assert answer.on("2013-03-21") is Verdict.NO

    def test_s11_holders_of_rights_concerned_dispute_the_fact(self) -> None:
        act = claim("recognises", 10, holder="press")
        assert standing(act, denies(RECOGNITION, holder="R", ground="fact"))(10) == "disputed"
        assert standing(act, denies(RECOGNITION, holder="R", ground="effect"))(10) == "yes"
        assert standing(act, denies(RECOGNITION, holder="O", ground="effect"))(10) == "disputed"

    def test_s11_who_denies_the_effect_alone_disputes_only_its_own_acts(self, atlas: comity.Atlas) -> None:
        """Georgia holds Russia's recognition of Abkhazia void; that Russia recognises it, nobody doubts."""
        assert "GE" in atlas.rights["abkhazia"]
        answer = atlas.view().recognition("RU", "abkhazia")
        assert answer.on("2010-01-01") is Verdict.YES
        assert any(c.kind == "denied" and "Georgia" in c.says for c in answer.conflicts)
        assert atlas.view(eyes="GE").recognition("RU", "abkhazia").on("2010-01-01") is Verdict.NO


class TestS12Refusals:
    """The actor's own explicit refusal is an act; a list's or an implied one an observation."""

    def test_s12_a_refusal_stands_until_an_act_says_otherwise(self) -> None:
        on = standing(claim("refuses", 10, strength="explicit"), claim("recognises", 50))
        assert [on(d) for d in (9, 10, 49, 50)] == ["no", "no", "no", "yes"]
        assert standing(claim("refuses", 10, strength="explicit"))(9) == "unrecorded"

    def test_s12_after_a_recognition_only_others_report_it_denies_that(self) -> None:
        on = standing(claim("recognises", 10, holder="O"), claim("refuses", 50, strength="explicit"))
        assert [on(d) for d in (9, 10, 50)] == ["no", "disputed", "disputed"]
        assert "S12-denial" in rules(claim("recognises", 10, holder="O"), claim("refuses", 50, strength="explicit"))

    def test_s12_an_earlier_refusal_denies_nothing(self) -> None:
        on = standing(claim("recognises", 50, holder="O"), claim("refuses", 10, strength="explicit"))
        assert [on(d) for d in (10, 49, 50)] == ["no", "no", "yes"]

    def test_s12_after_the_actors_own_recognition_it_is_no_withdrawal(self) -> None:
        on = bits(claim("recognises", 10), claim("refuses", 50, strength="explicit"))
        assert [on(d) for d in (49, 50)] == ["F", "Fa"]

    def test_s12_after_a_withdrawal_there_is_nothing_to_deny(self) -> None:
        on = standing(claim("recognises", 10, holder="O"), claim("withdraws", 30), claim("refuses", 50, strength="explicit"))
        assert [on(d) for d in (10, 30, 50)] == ["yes", "no", "no"]

    @pytest.mark.parametrize("strength", ["list", "implied"])
    def test_s12_a_list_or_an_implied_refusal_never_disputes_a_later_act(self, strength: str) -> None:
        on = standing(claim("refuses", 10, strength=strength, holder="press"), claim("recognises", 50, holder="O"))
        assert [on(d) for d in (10, 50)] == ["no", "yes"]

    def test_s12_what_is_merely_implied_never_pools(self) -> None:
        recognised = claim("recognises", 10, holder="O")
        assert standing(recognised, claim("refuses", 50, strength="implied"))(50) == "yes"
        assert standing(recognised, claim("refuses", 50, strength="list"))(50) == "disputed"

    def test_s12_a_refusal_that_others_put_in_the_actors_mouth_is_an_observation(self) -> None:
        assert "S12-refusal" not in rules(claim("refuses", 10, strength="explicit", holder="press"))
        assert "S12-refusal" in rules(claim("refuses", 10, strength="explicit", holder="A/ministry"))

    @pytest.mark.parametrize("actor", ["RS", "ES", "CN", "CY", "GE"])
    def test_s12_states_that_refuse_kosovo_in_their_own_words(self, atlas: comity.Atlas, actor: str) -> None:
        answer = atlas.view().recognition(actor, "XK")
        assert answer.on("2020-01-01") is Verdict.NO
        assert "S12-refusal" in {n["rule"] for n in answer.proof.to_dict()["nodes"].values()}

    def test_s12_tanzania_refused_before_it_recognised(self, atlas: comity.Atlas) -> None:
        assert atlas.view().recognition("TZ", "XK").on("2015-01-01") is Verdict.YES

    def test_s12_the_united_kingdom_changed_its_word_on_palestine(self, atlas: comity.Atlas) -> None:
        answer = atlas.view().recognition("GB", "PS")
        assert [answer.on(d) for d in ("2000-01-01", "2025-09-20", "2025-09-21")] == [Verdict.NO, Verdict.NO, Verdict.YES]


class TestS13Kinds:
    """Relations and governments are not the recognition of a state."""

    @pytest.mark.parametrize("act", ["breaks-relations", "establishes-relations", "resumes-relations"])
    def test_s13_relations_start_and_end_no_recognition(self, atlas: comity.Atlas, act: str) -> None:
        effects = atlas.words("recognition").effects
        assert effects[act] == "none"

    def test_s13_iran_broke_relations_and_what_it_said_of_the_state_is_kept_apart(self, atlas: comity.Atlas) -> None:
        for pair in ("US CU", "US IR", "US KP"):
            broken = [c for c in atlas.pair("recognition", pair) if c.act == "breaks-relations"]
            answer = atlas.view().recognition(*pair.split())
            assert not {str(c.id) for c in broken} & set(answer.proof.to_dict()["claims"]), pair

    def test_s13_a_government_is_asked_about_apart(self, atlas: comity.Atlas) -> None:
        (pair,) = {row[0] for row in atlas.rows("SELECT pair FROM claim WHERE relation = 'recognition' AND of = 'government' LIMIT 1")}
        actor, object_ = pair.split()
        state, government = (atlas.view().recognition(actor, object_, of=of) for of in ("state", "government"))
        kinds = [{c.get("of") for c in answer.proof.to_dict()["claims"].values()} for answer in (state, government)]
        assert kinds[0] <= {"state"}
        assert kinds[1] == {"government"}


class TestS14HolderAndRelay:
    """Who claims a thing and who passed it on differ; organs are holders of their own."""

    def test_s14_an_organ_speaks_for_its_party(self) -> None:
        assert head("US/ca9") == "US"
        assert standing(claim("recognises", 10, holder="O"), denies(RECOGNITION, holder="A/court"))(10) == "disputed"

    def test_s14_whoever_passes_a_claim_on_does_not_hold_it(self, atlas: comity.Atlas) -> None:
        relayed = atlas.rows("SELECT holder, relayed_by FROM claim WHERE relayed_by != ''")
        assert relayed
        assert all(holder != by for holder, by in relayed)

    def test_s14_a_text_of_the_press_about_a_ministry_is_the_ministrys_claim(self, atlas: comity.Atlas) -> None:
        """Kosovo's denial of Suriname's withdrawal was printed by the press and is held by Kosovo."""
        denial = next(c for c in atlas.pair("recognition", "SR XK") if c.act == "denies")
        assert head(denial.holder) == "XK"
        assert atlas.sources[denial.source].publisher != "Kosovo"
