"""S20 to S23: rules, who counts on a treaty, succession, and the law of treaties beside it; the doctrines are in test_s23_doctrines.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.kernel.rules import REGISTRY

from ..lawmade import JOINED, TREATY, Law, succession

DAY = "1970-01-01"
JOINS = "party ratifies A M 1920-01-01 by A"


class TestS20Rules:
    """One rule, one function, one authority."""

    LAW = tuple(r for r in REGISTRY if r.name.startswith(("vcsst", "vclt", "S21", "S22", "S23", "S24", "us-", "clean", "contin", "identity",
                                                             "restored")))

    def test_s20_each_has_an_authority_and_a_sentence(self) -> None:
        assert len(self.LAW) > 25
        assert all(r.authority and r.says and r.summary.endswith(".") for r in self.LAW)

    def test_s20_a_statute_is_law_from_its_day_on(self) -> None:
        assert {r.name for r in self.LAW if r.looks_at} == {r.name for r in self.LAW if r.name.startswith("us-")}

    def test_s20_each_doctrine_has_rules_of_its_own(self) -> None:
        assert {r.doctrine for r in self.LAW if r.doctrine} == {"vcsst-1978", "clean-slate", "continuity"}


class TestS21WhoCounts:
    """Parties, their organs, deciders and the depositary make a dispute; others are evidence only."""

    @pytest.mark.parametrize(("holder", "expected"), [("A", "disputed"), ("P", "disputed"), ("A/court", "disputed"), ("icj", "disputed"),
                                                      ("B", "yes"), ("press", "yes")])
    def test_s21_who_disputes(self, holder: str, expected: str, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900 B:1900", treaties=["T A P 1910"],
                  rows=[TREATY, f'in-force denies {holder} "enters-force A P 1" T 1950 by {holder}'])
        assert law.stands("T", "A", "P", "recorded", DAY) == expected

    def test_s21_whoever_is_named_first(self, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900", treaties=["T A P 1910"], rows=[TREATY, "in-force terminates P A T 1950 by P"])
        assert law.stands("T", "A", "P", "recorded", "1949-12-31", DAY) == law.stands("T", "P", "A", "recorded", "1949-12-31", DAY) == ["yes", "no"]

    @pytest.mark.parametrize("doctrine", ["recorded", "vcsst-1978", "clean-slate", "continuity"])
    def test_s21_what_is_seen_between_those_who_made_it_counts_under_every_doctrine(self, doctrine: str, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900", treaties=["T A P 1910"], rows=["in-force applies A P T 1950-01-01 by A"])
        assert law.stands("T", "A", "P", doctrine, DAY) == "yes"

    def test_s21_nothing_recorded_is_unrecorded(self, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900 B:1900", treaties=["T A P 1910"], rows=[TREATY])
        assert set(law.each("T", "A", "B", DAY).values()) == {"unrecorded"}

    def test_s21_a_third_partys_denial_of_a_link_is_heard_in_its_eyes_only(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "succession denies B 'succeeds N P 1' - 1960 by B", polities="A:1900 P:1900/1960 N:1960 B:1900")
        assert law.stands("T", "A", "N", "continuity", DAY) == "yes"
        assert law.stands("T", "A", "N", "continuity", DAY, eyes="B") in ("no", "disputed")

    def test_s21_a_partys_denial_of_the_link_disputes_it(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "succession denies A 'succeeds N P 1' - 1960 by A")
        assert law.stands("T", "A", "N", "continuity", DAY) == "disputed"

    @pytest.mark.parametrize("doctrine", ["vcsst-1978", "continuity"])
    def test_s21_who_is_no_state_to_the_other_party_has_no_treaty_with_it(self, doctrine: str, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "recognition refuses A N explicit 1960-01-01 by A", "recognition recognises A N - 1980-01-01 by A")
        assert law.stands("T", "A", "N", doctrine, "1970-01-01", "1985-01-01") == ["no", "yes"]
        assert "S21-no-state" in law.rules("T", "A", "N", doctrine)

    def test_s21_of_recognition_nothing_recorded_infers_nothing(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation")
        assert law.stands("T", "A", "N", "continuity", DAY) == "yes"
        assert "S21-no-state" not in law.rules("T", "A", "N", "continuity")

    def test_s21_their_own_treaty_needs_no_recognition(self, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900", treaties=["T A P 1910"], rows=[TREATY, "recognition refuses A P explicit 1912-01-01 by A"])
        assert law.stands("T", "A", "P", "recorded", DAY) == "yes"

    def test_s21_a_third_partys_eyes_reach_statehood(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "recognition refuses B N explicit 1960-01-01 by B", polities="A:1900 P:1900/1960 N:1960 B:1900")
        assert law.stands("T", "A", "N", "continuity", DAY) == "yes"
        assert law.stands("T", "A", "N", "continuity", DAY, eyes="B") == "no"


class TestS22Links:
    """A succession carries what stood the day before, from the first day on which it may have happened."""

    def test_s22_what_ended_before_is_not_carried(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "in-force terminates A P T 1950 by A")
        assert law.stands("T", "A", "N", "continuity", DAY) == "no"

    def test_s22_nothing_before_the_successor(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation")
        assert law.stands("T", "A", "N", "continuity", "1959-12-31", "1960-01-01") == ["no", "yes"]

    def test_s22_what_was_signed_afterwards_is_not_inherited(self, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900 N:1960", treaties=["T A P 1965"],
                  rows=["in-force enters-force A P T 1966 by A", "succession succeeds N P separation 1960-01-01 by N"])
        assert law.stands("T", "A", "N", "continuity", DAY) == "unrecorded"

    def test_s22_a_chain_runs_through_every_polity_between(self, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900/1930 Q:1930/1960 N:1960", treaties=["T A P 1910"],
                  rows=[TREATY, "succession continues Q P - 1930-01-01 by Q", "succession succeeds N Q separation 1960-01-01 by N"])
        tie = law.atlas.view().treaties("A", "N", on=DAY).treaties[0]
        assert {d: c for d, c in tie.chains.items() if c} == {"vcsst-1978": ("P", "Q", "N"), "continuity": ("P", "Q", "N")}

    def test_s22_both_sides_may_have_succeeded(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "succession succeeds B A separation 1950-01-01 by B",
                         polities="A:1900/1950 B:1950 P:1900/1960 N:1960")
        assert law.stands("T", "B", "N", "continuity", DAY) == law.stands("T", "B", "N", "vcsst-1978", DAY) == "yes"

    @pytest.mark.parametrize(("sovereign", "expected"), [("P", "yes"), ("Q", "unrecorded")])
    def test_s22_only_who_answered_for_the_territory_passes_treaties_on(self, sovereign: str, expected: str, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", f"control controls {sovereign} N sovereignty 1950-01-01 1960-01-01 by gw",
                         polities="A:1900 P:1900/1960 Q:1900 N:1960")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == expected
        assert law.stands("T", "A", "N", "continuity", DAY) == "yes", "the other doctrines do not ask"

    def test_s22_administration_is_not_sovereignty(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "control controls Q N administration 1950-01-01 1960-01-01 by gw",
                         polities="A:1900 P:1900/1960 Q:1900 N:1960")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "yes"

    def test_s22_a_predecessor_that_was_gone_answered_for_nothing(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", polities="A:1900 P:1900/1950 N:1960")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "unrecorded"
        assert law.stands("T", "A", "N", "continuity", DAY) == "yes"


class TestS22Continuation:
    """A state that continues another is the same party, under every doctrine."""

    def test_s22_its_treaties_are_its_own(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "-", act="continues")
        assert set(law.each("T", "A", "N", DAY).values()) == {"yes"}
        assert "identity" in law.rules("T", "A", "N", "recorded")

    def test_s22_what_had_ended_stays_ended(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "-", "in-force terminates A P T 1950 by A", act="continues")
        assert set(law.each("T", "A", "N", DAY).values()) == {"no"}

    def test_s22_a_succession_carries_nothing_under_the_record(self, tmp_path: Path) -> None:
        assert succession(tmp_path, "separation").stands("T", "A", "N", "recorded", DAY) == "unrecorded"

    def test_s22_denied_by_a_decider_it_is_disputed(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "-", "succession denies un-sc 'continues N P 1' - 1960 by un-sc", act="continues")
        assert law.stands("T", "A", "N", "recorded", DAY) == "disputed"


class TestS22Restoration:
    """A state restored takes none of the treaties of the one that it leaves, and resumes its own."""

    def test_s22_none_of_the_predecessors(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "restoration")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "no"
        assert "restored" in law.rules("T", "A", "N", "vcsst-1978")

    def test_s22_continuity_does_not_ask(self, tmp_path: Path) -> None:
        assert succession(tmp_path, "restoration").stands("T", "A", "N", "continuity", DAY) == "yes"

    def test_s22_its_own_resume(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "restoration", "succession continues N O - 1960-01-01 by N", "in-force enters-force A O S 1921 by A",
                         polities="A:1900 P:1900/1960 N:1960 O:1918/1940", treaties=("T A P 1910", "S A O 1920"))
        assert law.stands("S", "A", "N", "vcsst-1978", DAY) == "yes"
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "no"


class TestS22Kinds:
    """The kinds that the two name weigh; kinds whose rules conclude opposite things make a dispute."""

    def test_s22_opposite_kinds_dispute(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "succession succeeds N P newly-independent 1960-01-01 by P")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "disputed"

    def test_s22_kinds_that_conclude_alike_do_not(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "succession succeeds N P dissolution 1960-01-01 by P")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "yes"

    def test_s22_others_name_it_where_the_two_do_not(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "succession succeeds N P newly-independent 1960-01-01 by press")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "yes"
        other = Law(tmp_path / "other", polities="A:1900 P:1900/1960 N:1960", treaties=["T A P 1910"],
                    rows=[TREATY, "succession succeeds N P newly-independent 1960-01-01 by press"])
        assert other.stands("T", "A", "N", "vcsst-1978", DAY) == "no"

    def test_s22_no_kind_concludes_nothing(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "-")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "unrecorded"
        assert law.stands("T", "A", "N", "continuity", DAY) == "yes"


class TestVCLT24:
    """A multilateral is in force between two for which it is in force."""

    def law(self, tmp_path: Path, *rows: str) -> Law:
        return Law(tmp_path, polities="A:1900 P:1900", treaties=["M * 1910"], rows=list(rows))

    def test_24_from_when_the_second_joins(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, JOINS, "party accedes P M 1930-01-01 by un-secretariat")
        assert law.stands("M", "A", "P", "recorded", "1929-12-31", "1930-01-01") == ["no", "yes"]
        assert "vclt-24" in law.rules("M", "A", "P", "recorded")

    def test_24_one_alone_is_not_enough(self, tmp_path: Path) -> None:
        assert self.law(tmp_path, JOINS).stands("M", "A", "P", "recorded", DAY) == "unrecorded"

    def test_24_a_signature_binds_nobody(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, JOINS, "party signs P M 1920-01-01 by P")
        assert law.stands("M", "A", "P", "recorded", DAY) == "unrecorded"

    def test_54_who_denounces_is_out(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, *JOINED, "party denounces P M 1950-01-01 by P")
        assert law.stands("M", "A", "P", "recorded", "1949-12-31", "1950-01-01") == ["yes", "no"]


class TestVCLT20:
    """An objection by which the treaty is not in force between the two cuts it between them, and them alone (20(4)(b))."""

    def law(self, tmp_path: Path, *rows: str) -> Law:
        return Law(tmp_path, polities="A:1900 P:1900 B:1900", treaties=["M * 1910"], rows=[*JOINED, "party accedes B M 1920 by B", *rows])

    def test_20_4_b_it_cuts(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, "in-force excludes A P M 1930-01-01 by A")
        assert law.stands("M", "A", "P", "recorded", "1929-12-31", "1930-01-01") == ["yes", "no"]
        assert law.stands("M", "A", "B", "recorded", DAY) == law.stands("M", "P", "B", "recorded", DAY) == "yes"

    def test_20_4_b_a_mere_objection_does_not(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, "in-force objects A P M 1930-01-01 by A")
        assert law.stands("M", "A", "P", "recorded", DAY) == "yes"

    def test_20_withdrawn_it_is_in_force_again(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, "in-force excludes A P M 1930-01-01 by A", "in-force resumes A P M 1940-01-01 by A")
        assert law.stands("M", "A", "P", "recorded", "1935-01-01", "1940-01-01") == ["no", "yes"]


class TestVCLT59:
    """A treaty ends with a later one of the same parties on the matter, and is not revived when that one ends."""

    def law(self, tmp_path: Path, *rows: str, act: str = "replaces") -> Law:
        return Law(tmp_path, polities="A:1900 P:1900 B:1900", treaties=["T A P 1910", f"L A P 1945 {act} T"], rows=[TREATY, *rows])

    def test_59_the_later_ends_it(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, "in-force enters-force A P L 1946-01-01 by A")
        assert law.stands("T", "A", "P", "recorded", "1945-12-31", "1946-01-01") == ["yes", "no"]
        assert "vclt-59" in law.rules("T", "A", "P", "recorded")

    def test_59_it_does_not_revive(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, "in-force enters-force A P L 1946-01-01 by A", "in-force terminates A P L 1950-01-01 by A")
        assert law.stands("L", "A", "P", "recorded", DAY) == law.stands("T", "A", "P", "recorded", DAY) == "no"

    def test_59_signed_and_never_in_force_it_ends_nothing(self, tmp_path: Path) -> None:
        assert self.law(tmp_path).stands("T", "A", "P", "recorded", DAY) == "yes"

    @pytest.mark.parametrize("act", ["supplements", "amends"])
    def test_59_what_only_adds_to_it_ends_nothing(self, act: str, tmp_path: Path) -> None:
        law = self.law(tmp_path, "in-force enters-force A P L 1946-01-01 by A", act=act)
        assert law.stands("T", "A", "P", "recorded", DAY) == "yes"

    def test_59_a_multilateral_ends_it_between_its_own_parties_alone(self, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900 B:1900", treaties=["T A P 1910", "S A B 1910", "M * 1945 replaces T replaces S"],
                  rows=[TREATY, "in-force enters-force A B S 1911 by A", "party accedes A M 1950 by A", "party accedes P M 1950 by P"])
        assert law.stands("T", "A", "P", "recorded", DAY) == "no"
        assert law.stands("S", "A", "B", "recorded", DAY) == "yes"

    def test_59_a_later_one_that_may_be_in_force_leaves_it_undetermined(self, tmp_path: Path) -> None:
        law = self.law(tmp_path, "in-force enters-force A P L 1946-01-01? by A")
        assert law.stands("T", "A", "P", "recorded", DAY) == "undetermined"
