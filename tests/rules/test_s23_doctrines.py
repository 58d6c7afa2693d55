"""S23: the doctrines, one class an article of the 1978 Convention, then the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..lawmade import JOINED, TREATY, Law, succession

DAY = "1970-01-01"
DENIED = 'in-force denies A/court "continues N A 1" T 1965 by A/court'


class TestVCSST15:
    """Moved frontiers: the treaties of the one cease for the territory, those of the other reach it."""

    @pytest.mark.parametrize("kind", ["moved-frontier", "absorption"])
    def test_15_those_of_the_predecessor_cease(self, kind: str, tmp_path: Path) -> None:
        law = succession(tmp_path, kind, polities="A:1900 P:1900/1960 N:1900")
        assert law.stands("T", "A", "N", "vcsst-1978", "1960-01-01", DAY) == ["no", "no"]
        assert "vcsst-15" in law.rules("T", "A", "N", "vcsst-1978")

    def test_15_those_of_the_successor_stay(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "absorption", "in-force enters-force A N S 1921 by A", polities="A:1900 P:1900/1960 N:1900",
                         treaties=("T A P 1910", "S A N 1920"))
        assert law.stands("S", "A", "N", "vcsst-1978", "1959-01-01", DAY) == ["yes", "yes"]

    def test_15_the_predecessors_own_relations_are_untouched(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "moved-frontier", polities="A:1900 P:1900 N:1900")
        assert law.stands("T", "A", "P", "vcsst-1978", DAY) == "yes"

    def test_15_an_agreement_of_the_two_stands_all_the_same(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "absorption", "in-force continues N A T 1961 by N", "in-force continues N A T 1961 by A",
                         polities="A:1900 P:1900/1960 N:1900")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "yes"


class TestVCSST16And17:
    """A newly independent state is not bound by a multilateral, and may notify that it succeeds to it."""

    def multilateral(self, tmp_path: Path, kind: str, *rows: str) -> Law:
        return succession(tmp_path, kind, *JOINED, *rows, treaties=("T A P 1910", "M * 1910"))

    def test_16_it_is_not_bound(self, tmp_path: Path) -> None:
        law = self.multilateral(tmp_path, "newly-independent")
        assert law.stands("M", "A", "N", "vcsst-1978", DAY) == "no"
        assert "vcsst-16" in law.rules("M", "A", "N", "vcsst-1978")

    def test_17_it_may_notify(self, tmp_path: Path) -> None:
        law = self.multilateral(tmp_path, "newly-independent", "party succeeds N M 1965-01-01 by un-secretariat")
        assert law.stands("M", "A", "N", "vcsst-1978", "1964-12-31", "1965-01-01") == ["no", "yes"]

    def test_16_a_state_that_separates_is_bound(self, tmp_path: Path) -> None:
        assert self.multilateral(tmp_path, "separation").stands("M", "A", "N", "vcsst-1978", DAY) == "yes"

    def test_16_what_the_predecessor_never_joined_binds_nobody(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", JOINED[0], treaties=("T A P 1910", "M * 1910"))
        assert law.stands("M", "A", "N", "vcsst-1978", DAY) == "unrecorded"


class TestVCSST24:
    """A bilateral is in force with a newly independent state where both agreed, expressly or by conduct."""

    @pytest.mark.parametrize(("holders", "expected"), [("", "no"), ("N", "undetermined"), ("A", "undetermined"), ("A N", "yes"),
                                                       ("A/executive N/president", "yes"), ("press", "no")])
    def test_24_who_agreed(self, holders: str, expected: str, tmp_path: Path) -> None:
        law = succession(tmp_path, "newly-independent", *(f"in-force continues N A T 1961 by {h}" for h in holders.split()))
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == expected
        assert "vcsst-24" in law.rules("T", "A", "N", "vcsst-1978")

    def test_24_not_before_they_agreed(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "newly-independent", "in-force continues N A T 1965-01-01 by N", "in-force continues N A T 1965-01-01 by A")
        assert law.stands("T", "A", "N", "vcsst-1978", "1964-12-31", "1965-01-01") == ["no", "yes"]

    def test_24_what_ended_with_the_predecessor_may_still_be_agreed(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "newly-independent", "in-force continues N A T 1961 by N", "in-force continues N A T 1961 by A",
                         "in-force terminates N A T 1980 by A")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY, "1985-01-01") == ["yes", "no"]


class TestVCSST31:
    """Uniting keeps treaties, for the territory that they were in force for unless both agree otherwise."""

    def united(self, tmp_path: Path, *rows: str) -> Law:
        held = [f"control controls {who} {part} sovereignty {years} by gw" for part, first in (("N", "P"), ("W", "Q"))
                for who, years in ((first, "1900-01-01 1960-01-01"), ("U", "1960-01-01 1980-01-01"))]
        return Law(tmp_path, polities="A:1900 P:1900/1960 Q:1900/1960 U:1960/1980 N:1980 W:1980", treaties=["T A P 1910"],
                   rows=[TREATY, "succession succeeds U P uniting 1960-01-01 by U", "succession succeeds U Q uniting 1960-01-01 by U",
                         "succession succeeds N U separation 1980-01-01 by N", "succession succeeds W U separation 1980-01-01 by W", *held, *rows])

    def test_31_it_stays_in_force(self, tmp_path: Path) -> None:
        law = self.united(tmp_path)
        assert law.stands("T", "A", "U", "vcsst-1978", "1959-12-31", "1960-01-01") == ["no", "yes"]
        assert "vcsst-31" in law.rules("T", "A", "U", "vcsst-1978")

    def test_34_1_b_confined_to_a_part_it_passes_to_that_part_alone(self, tmp_path: Path) -> None:
        law = self.united(tmp_path)
        assert law.stands("T", "A", "N", "vcsst-1978", "1985-01-01") == "yes"
        assert law.stands("T", "A", "W", "vcsst-1978", "1985-01-01") == "unrecorded"

    @pytest.mark.parametrize(("holders", "expected"), [("A U", "yes"), ("U", "unrecorded"), ("A", "unrecorded")])
    def test_31_2_c_both_may_agree_on_all_of_the_territory(self, holders: str, expected: str, tmp_path: Path) -> None:
        law = self.united(tmp_path, *(f"in-force continues U A T 1960-01-01 by {h}" for h in holders.split()))
        assert law.stands("T", "A", "W", "vcsst-1978", "1985-01-01") == expected

    def test_31_2_c_they_may_agree_later(self, tmp_path: Path) -> None:
        """Who continues the state that was formed is the same party: its agreement is that state's."""
        rows = ["succession continues V U - 1970-01-01 by V", "succession succeeds X V separation 1990-01-01 by X",
                "control controls Q X sovereignty 1900-01-01 1960-01-01 by gw", "control controls V X sovereignty 1970-01-01 1990-01-01 by gw"]
        agreed = [f"in-force continues V A T 1970-01-01 by {h}" for h in ("A", "V")]
        made = [Law(tmp_path / str(n), polities="A:1900 P:1900/1960 Q:1900/1960 U:1960/1970 V:1970/1990 X:1990", treaties=["T A P 1910"],
                    rows=[TREATY, "succession succeeds U P uniting 1960-01-01 by U", *rows, *agreed[:n]]) for n in (0, 1, 2)]
        assert [law.stands("T", "A", "X", "vcsst-1978", "1995-01-01") for law in made] == ["unrecorded", "unrecorded", "yes"]

    def test_31_what_was_not_in_force_for_either_is_not_kept(self, tmp_path: Path) -> None:
        assert self.united(tmp_path, "in-force terminates A P T 1950 by A").stands("T", "A", "U", "vcsst-1978", DAY) == "no"


class TestVCSST34:
    """Separation: what was in force for all of the predecessor's territory stays in force for each part."""

    @pytest.mark.parametrize("kind", ["separation", "dissolution"])
    def test_34_1_a_it_stays_bound(self, kind: str, tmp_path: Path) -> None:
        law = succession(tmp_path, kind)
        assert law.each("T", "A", "N", DAY) == {"recorded": "unrecorded", "vcsst-1978": "yes", "clean-slate": "no", "continuity": "yes"}
        assert "vcsst-34" in law.rules("T", "A", "N", "vcsst-1978")

    def test_34_whether_or_not_the_predecessor_goes_on(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", polities="A:1900 P:1900 N:1960")
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == law.stands("T", "A", "P", "vcsst-1978", DAY) == "yes"

    def test_34_what_was_disputed_stays_disputed(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", 'in-force denies P "enters-force A P 1" T 1950 by P')
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "disputed"

    def test_34_a_denied_end_between_the_two_is_disputed(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "in-force terminates N A T 1975-01-01 by N", 'in-force denies A "terminates A N 1" T 1975 by A')
        assert law.stands("T", "A", "N", "vcsst-1978", "1980-01-01") == "disputed"

    def test_34_an_end_between_the_two_ends_it(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "in-force denounces N A T 1975-01-01 by N")
        assert law.stands("T", "A", "N", "vcsst-1978", "1974-12-31", "1975-01-01") == ["yes", "no"]

    def test_34_others_saying_that_it_continues_is_not_heard(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "in-force continues N A T 1961 by press", DENIED)
        assert law.stands("T", "A", "N", "vcsst-1978", DAY) == "yes", "the model predicts what is said, and does not hear it"


class TestS23CleanSlate:
    """No new state is bound without its own consent."""

    @pytest.mark.parametrize(("holders", "expected"), [("", "no"), ("N", "yes"), ("A", "no"), ("A N", "yes"), ("press", "no")])
    def test_s23_whose_consent(self, holders: str, expected: str, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", *(f"in-force continues N A T 1961 by {h}" for h in holders.split()))
        assert law.stands("T", "A", "N", "clean-slate", DAY) == expected

    def test_s23_to_a_multilateral(self, tmp_path: Path) -> None:
        notified = "party succeeds N M 1965-01-01 by un-secretariat"
        law = succession(tmp_path, "separation", *JOINED, notified, treaties=("T A P 1910", "M * 1910"))
        assert law.stands("M", "A", "N", "clean-slate", "1964-12-31", "1965-01-01") == ["no", "yes"]

    def test_s23_who_continues_is_no_new_state(self, tmp_path: Path) -> None:
        assert succession(tmp_path, "-", act="continues").stands("T", "A", "N", "clean-slate", DAY) == "yes"


class TestS23Continuity:
    """Every successor is bound, whatever the kind."""

    @pytest.mark.parametrize("kind", ["separation", "dissolution", "uniting", "absorption", "newly-independent", "moved-frontier",
                                      "restoration", "-"])
    def test_s23_of_whatever_kind(self, kind: str, tmp_path: Path) -> None:
        assert succession(tmp_path, kind).stands("T", "A", "N", "continuity", DAY) == "yes"

    def test_s23_not_to_what_had_ended(self, tmp_path: Path) -> None:
        assert succession(tmp_path, "separation", "in-force lapses A P T 1950 by A").stands("T", "A", "N", "continuity", DAY) == "no"

    def test_s23_a_possible_succession_is_undetermined(self, tmp_path: Path) -> None:
        law = Law(tmp_path, polities="A:1900 P:1900/1960 N:1960", treaties=["T A P 1910"],
                  rows=[TREATY, "succession succeeds N P separation 1960-01-01? by N"])
        assert law.stands("T", "A", "N", "continuity", DAY) == "undetermined"


class TestS23Recorded:
    """What parties, courts and depositaries have said, done, or let pass."""

    @pytest.mark.parametrize("holder", ["A", "N", "A/court", "press"])
    def test_s23_what_is_said_of_a_successor(self, holder: str, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", f"in-force continues N A T 1960-01-01 by {holder}")
        assert law.stands("T", "A", "N", "recorded", DAY) == "yes"

    def test_s23_a_court_may_deny_it(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "in-force continues N A T 1960-01-01 by A", DENIED)
        assert law.stands("T", "A", "N", "recorded", DAY) == "disputed"

    def test_s23_a_higher_court_takes_it_back(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "in-force continues N A T 1960-01-01 by A", DENIED,
                         'in-force reverses A/high-court "denies N A 1" T 1966 by A/high-court')
        assert law.stands("T", "A", "N", "recorded", DAY) == "yes"

    def test_s23_not_before_the_successor_whatever_a_list_prints(self, tmp_path: Path) -> None:
        law = succession(tmp_path, "separation", "in-force continues N A T 1911 by A")
        assert law.stands("T", "A", "N", "recorded", "1959-12-31", "1960-01-01") == ["no", "yes"]
