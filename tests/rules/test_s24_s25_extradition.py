"""S24 and S25: extradition answers twice, per doctrine; the United States as requested state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import comity
from comity.kernel.dates import day

from ..lawmade import Law, clause, read_whole

DAY = "1970-01-01"
IN_FORCE = "in-force enters-force A B T 1911-01-01 by A"


def law(tmp_path: Path, *provisions: dict[str, Any], rows: tuple[str, ...] = (IN_FORCE,), treaties: tuple[str, ...] = ("T A B 1910",),
        polities: str = "A:1900 B:1900 C:1900", listed: tuple[str, ...] = ("murder",), **more: Any) -> Law:
    """A and B have a treaty since 1911 that was read whole and forbids nothing, but for the provisions given."""
    said = {"T": read_whole(*provisions, listed=listed), **more.pop("provisions", {})}
    return Law(tmp_path, polities=polities, treaties=treaties, rows=rows, provisions=said, **more)


def duty(world: Law, on: str = DAY, offence: str | None = "murder", **case: Any) -> str:
    """What A owes B."""
    return world.finding("A", "B", on, offence=offence, **{"committed": "1960-01-01", **case}).duty


class TestS24Duty:
    """must-surrender, may-refuse, must-refuse, no-duty; or disputed, undetermined, unrecorded."""

    def test_s24_a_treaty_read_whole_that_forbids_nothing(self, tmp_path: Path) -> None:
        found = law(tmp_path).finding("A", "B", DAY, offence="murder", committed="1960-01-01")
        assert (found.duty, found.verdict.value, found.governing is not None, found.unless) == ("must-surrender", "yes", True, ())
        assert found.node.verdict(day(DAY)) is comity.Verdict.YES

    def test_s24_not_before_it_is_in_force(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path), "1910-06-01", committed="1909-01-01") in ("unrecorded", "no-duty")

    def test_s24_not_after_it_has_ended(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path, rows=(IN_FORCE, "in-force terminates A B T 1965 by A"))) == "no-duty"

    def test_s24_suspended_it_says_so(self, tmp_path: Path) -> None:
        found = law(tmp_path, rows=(IN_FORCE, "in-force suspends A B T 1965 by A")).finding("A", "B", DAY, offence="murder")
        assert (found.duty, found.basis[0].suspended) == ("no-duty", True)

    def test_s24_denied_it_is_disputed(self, tmp_path: Path) -> None:
        world = law(tmp_path, rows=(IN_FORCE, 'in-force denies B "enters-force A B 1" T 1950 by B'))
        assert duty(world) == "disputed"

    def test_s24_possibly_in_force_it_is_undetermined(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path, rows=("in-force enters-force A B T 1911-01-01? by A",))) == "undetermined"

    def test_s24_of_others_nothing_is_recorded(self, tmp_path: Path) -> None:
        assert law(tmp_path).finding("A", "C", DAY, offence="murder").duty == "unrecorded"

    def test_s24_facts_of_the_case_change_it(self, tmp_path: Path) -> None:
        world = law(tmp_path, clause("3 political-offence mandatory-bar"), clause("6 capital-punishment may-refuse", unless="assurance"))
        assert duty(world, facts={"political": True}) == "must-refuse"
        assert duty(world, facts={"political": False, "capital": True}) == "may-refuse"
        assert duty(world, facts={"political": True, "capital": True}) == "must-refuse"
        assert duty(world, facts={"political": False, "capital": False}) == "must-surrender"

    def test_s24_each_doctrine_answers_for_itself(self, tmp_path: Path) -> None:
        world = Law(tmp_path, polities="A:1900 P:1900/1960 N:1960", treaties=["T A P 1910"], provisions={"T": read_whole()},
                    rows=["in-force enters-force A P T 1911 by A", "succession succeeds N P separation 1960-01-01 by N"])
        found = world.atlas.view().extradition(requested="A", requesting="N", on=DAY, offence="murder", committed="1965-01-01")
        assert {d: f.duty for d, f in found.doctrines.items()} == {
            "recorded": "unrecorded", "vcsst-1978": "must-surrender", "clean-slate": "no-duty", "continuity": "must-surrender"}
        assert found.verdict is None, "doctrines stand side by side"
        assert found.doctrines["vcsst-1978"].basis[0].chain == ("P", "N")


class TestS24Unread:
    """An unread clause that could forbid makes the duty unrecorded, never clear."""

    @pytest.mark.parametrize("provision", ["own-nationals", "political-offence", "lapse-of-time", "prior-trial", "capital-punishment"])
    def test_s24_a_clause_that_nobody_read(self, provision: str, tmp_path: Path) -> None:
        world = Law(tmp_path, polities="A:1900 B:1900", treaties=["T A B 1910"], rows=[IN_FORCE],
                    provisions={"T": [p for p in read_whole() if p["provision"] != provision]})
        found = world.finding("A", "B", DAY, offence="murder", committed="1960-01-01")
        assert found.duty == "unrecorded"
        assert [b.ground for b in found.bars if b.blocks] == [provision]

    @pytest.mark.parametrize(("provision", "case"), [("own-nationals", {"national_of": "B"}), ("political-offence", {"facts": {"political": False}}),
                                                     ("prior-trial", {"facts": {"tried": False}}), ("retroactivity", {"committed": "1960-01-01"})])
    def test_s24_the_case_may_make_it_irrelevant(self, provision: str, case: dict[str, Any], tmp_path: Path) -> None:
        world = Law(tmp_path, polities="A:1900 B:1900", treaties=["T A B 1910"], rows=[IN_FORCE],
                    provisions={"T": [p for p in read_whole() if p["provision"] != provision]})
        assert duty(world, **case) == "must-surrender"

    def test_s24_on_military_offences_treaties_may_say_nothing(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path)) == "must-surrender"
        assert duty(law(tmp_path / "b", clause("8 military-offence mandatory-bar")), facts={"military": True}) == "must-refuse"

    def test_s24_no_offence_named_leaves_it_open(self, tmp_path: Path) -> None:
        found = law(tmp_path).finding("A", "B", DAY, committed="1960-01-01")
        assert found.duty == "must-surrender" and "the offence is not one that it covers" in found.unless


class TestS24OwnNationals:
    """Each way in which a treaty may speak of the requested state's own nationals."""

    @pytest.mark.parametrize(("value", "expected"), [("no-obligation", "may-refuse"), ("may-refuse", "may-refuse"), ("shall-refuse", "must-refuse"),
                                                     ("shall-not-refuse", "must-surrender"), ("silent", "must-surrender")])
    def test_s24_its_own(self, value: str, expected: str, tmp_path: Path) -> None:
        world = law(tmp_path, clause(f"2 own-nationals {value}"))
        assert duty(world, national_of="A") == expected
        assert duty(world, national_of="C") == duty(world, national_of="B") == "must-surrender"

    def test_s24_of_a_nationality_not_given_it_says_what_would_change(self, tmp_path: Path) -> None:
        found = law(tmp_path, clause("2 own-nationals no-obligation")).finding("A", "B", DAY, offence="murder", committed="1960-01-01")
        assert found.duty == "must-surrender" and found.unless == ("the person is a national of A-land",)


class TestS24Facts:
    """A clause that asks for a fact that nobody gave is an item of `unless`."""

    CLAUSES = (("3 political-offence mandatory-bar", "political"), ("4 lapse-of-time mandatory-bar", "time_barred"),
               ("5 prior-trial mandatory-bar", "tried"), ("6 capital-punishment mandatory-bar", "capital"),
               ("8 military-offence mandatory-bar", "military"))

    @pytest.mark.parametrize(("text", "fact"), CLAUSES)
    def test_s24_given_against_and_not_given(self, text: str, fact: str, tmp_path: Path) -> None:
        world = law(tmp_path, clause(text))
        assert [duty(world, facts={fact: v}) for v in (True, False)] == ["must-refuse", "must-surrender"]
        found = world.finding("A", "B", DAY, offence="murder", committed="1960-01-01")
        assert found.duty == "must-surrender" and len(found.unless) == 1

    @pytest.mark.parametrize(("value", "expected"), [("may-refuse", "may-refuse"), ("no-bar", "must-surrender"), ("silent", "must-surrender")])
    def test_s24_a_lesser_force(self, value: str, expected: str, tmp_path: Path) -> None:
        assert duty(law(tmp_path, clause(f"3 political-offence {value}")), facts={"political": True}) == expected

    def test_s24_what_does_not_count_as_political(self, tmp_path: Path) -> None:
        world = law(tmp_path, clause("3 political-offence mandatory-bar", excludes=["murder"]), listed=("murder", "fraud"))
        assert duty(world, facts={"political": True}) == "must-surrender"
        assert duty(world, offence="fraud", facts={"political": True}) == "must-refuse"

    def test_s24_an_assurance_may_lift_it(self, tmp_path: Path) -> None:
        world = law(tmp_path, clause("6 capital-punishment may-refuse", unless="assurance"))
        found = world.finding("A", "B", DAY, offence="murder", committed="1960-01-01", facts={"capital": True})
        assert (found.duty, found.unless) == ("may-refuse", ("not so: assurance is given",))

    def test_s24_what_is_no_fact(self, tmp_path: Path) -> None:
        with pytest.raises(comity.UsageError, match="is no fact that a clause asks for"):
            duty(law(tmp_path), facts={"guilty": True})

    @pytest.mark.parametrize(("value", "committed", "expected"), [
        ("not-retroactive", "1905-01-01", "must-refuse"), ("not-retroactive", "1911-01-01", "must-surrender"),
        ("retroactive", "1905-01-01", "must-surrender"), ("silent", "1905-01-01", "must-surrender")])
    def test_s24_acts_before_it_came_into_force(self, value: str, committed: str, expected: str, tmp_path: Path) -> None:
        assert duty(law(tmp_path, clause(f"7 retroactivity {value}")), committed=committed) == expected

    def test_s24_when_it_was_done_may_change_it(self, tmp_path: Path) -> None:
        found = law(tmp_path, clause("7 retroactivity not-retroactive")).finding("A", "B", DAY, offence="murder")
        assert found.duty == "must-surrender" and "the act was committed before it came into force" in found.unless


class TestS24Offence:
    """Listed, by dual criminality, or deemed included; not reached only if the whole list was read."""

    def test_s24_listed(self, tmp_path: Path) -> None:
        found = law(tmp_path).finding("A", "B", DAY, offence="murder", committed="1960-01-01")
        assert found.reach is not None and (found.reach.by, found.reach.words) == ("listed", "murder")

    def test_s24_within_a_broader_one_that_is(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path, listed=("homicide",))) == "must-surrender"

    def test_s24_the_broader_is_not_within_the_narrower(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path, listed=("murder",)), offence="homicide") == "no-duty"

    def test_s24_not_in_a_list_read_whole(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path), offence="fraud") == "no-duty"

    def test_s24_not_in_what_was_read_of_the_list(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path, clause("1 list-read part")), offence="fraud") == "unrecorded"

    @pytest.mark.parametrize(("punishable", "expected"), [(True, "must-surrender"), (False, "no-duty"), (None, "must-surrender")])
    def test_s24_dual_criminality(self, punishable: bool | None, expected: str, tmp_path: Path) -> None:
        world = law(tmp_path, clause("1 offence-method dual-criminality"), clause("1 threshold more than one year"), listed=())
        found = world.finding("A", "B", DAY, offence="fraud", committed="1960-01-01", facts={} if punishable is None else {"punishable": punishable})
        assert found.duty == expected and found.reach is not None and found.reach.by == "dual-criminality"
        assert bool(found.unless) == (punishable is None)

    def test_s24_what_the_list_asks_for_beside(self, tmp_path: Path) -> None:
        world = law(tmp_path, clause("1 listed", offences=["murder"], needs=["both-laws"]))
        assert world.finding("A", "B", DAY, offence="murder", committed="1960-01-01").unless == ("not so: both laws",)

    def test_s24_an_unknown_offence(self, tmp_path: Path) -> None:
        with pytest.raises(comity.UnknownName, match="no offence of this atlas"):
            duty(law(tmp_path), offence="sloth")

    @pytest.mark.parametrize(("joined", "expected"), [("A B", "must-surrender"), ("A", "no-duty"), ("", "no-duty")])
    def test_s24_deemed_included_by_a_convention_of_both(self, joined: str, expected: str, tmp_path: Path) -> None:
        rows = (IN_FORCE, "party accedes C M 1950 by C", *(f"party accedes {p} M 1950-01-01 by {p}" for p in joined.split()))
        world = law(tmp_path, rows=rows, treaties=("T A B 1910", "M * 1949"), provisions={"M": [clause("8 deems", offences=["piracy"])]},
                    about={"M": ["crime"]})
        assert duty(world, offence="piracy") == expected
        assert duty(world, offence="fraud") == "no-duty"


class TestS24Declarations:
    """What one party declares changes the text for requests to it, between its dates."""

    def world(self, tmp_path: Path) -> Law:
        declared = clause("2 own-nationals shall-refuse", party="A", **{"from": "1950-01-01", "until": "1980-01-01"})
        text = [p for p in read_whole() if p["provision"] != "own-nationals"] + [clause("2 own-nationals may-refuse")]
        return Law(tmp_path, polities="A:1900 B:1900", treaties=["M * 1910"], provisions={"M": [*text, declared]},
                   rows=["party accedes A M 1920 by A", "party accedes B M 1920 by B"])

    @pytest.mark.parametrize(("on", "expected"), [("1949-12-31", "may-refuse"), ("1950-01-01", "must-refuse"), ("1979-12-31", "must-refuse"),
                                                  ("1980-01-01", "may-refuse")])
    def test_s24_between_its_dates(self, on: str, expected: str, tmp_path: Path) -> None:
        assert duty(self.world(tmp_path), on, committed="1940-01-01", national_of="A") == expected

    def test_s24_it_is_not_the_others(self, tmp_path: Path) -> None:
        found = self.world(tmp_path).finding("B", "A", DAY, offence="murder", committed="1960-01-01", national_of="B")
        assert found.duty == "may-refuse"


class TestS24Instruments:
    """Supplements add, the latest in force governs (VCLT 30(3)), and all are listed."""

    def test_s24_a_supplement_adds_to_the_list(self, tmp_path: Path) -> None:
        rows = (IN_FORCE, "in-force enters-force A B S 1951-01-01 by A")
        world = law(tmp_path, rows=rows, treaties=("T A B 1910", "S A B 1950 supplements T"),
                    provisions={"S": [clause("1 listed", offences=["fraud"])]})
        assert duty(world, offence="fraud") == duty(world, offence="murder") == "must-surrender"
        assert duty(world, "1950-06-01", offence="fraud", committed="1940-01-01") == "no-duty"

    def test_s24_a_supplement_never_in_force_adds_nothing(self, tmp_path: Path) -> None:
        world = law(tmp_path, treaties=("T A B 1910", "S A B 1950 supplements T"), provisions={"S": [clause("1 listed", offences=["fraud"])]})
        assert duty(world, offence="fraud") == "no-duty"

    def test_s24_what_amends_has_the_last_word(self, tmp_path: Path) -> None:
        rows = (IN_FORCE, "in-force enters-force A B S 1951-01-01 by A")
        world = law(tmp_path, clause("2 own-nationals shall-not-refuse"), rows=rows, treaties=("T A B 1910", "S A B 1950 amends T"),
                    provisions={"S": [clause("1 own-nationals shall-refuse")]})
        assert duty(world, national_of="A") == "must-refuse"
        assert duty(world, "1950-06-01", national_of="A", committed="1940-01-01") == "must-surrender"

    def test_s24_the_latest_in_force_governs(self, tmp_path: Path) -> None:
        rows = (IN_FORCE, "in-force enters-force A B L 1951-01-01 by A", "in-force terminates A B L 1980-01-01 by A")
        world = law(tmp_path, rows=rows, treaties=("T A B 1910", "L A B 1950"), provisions={"L": read_whole(listed=("fraud",))})
        found = [duty(world, on, committed="1940-01-01") for on in ("1950-06-01", DAY, "1985-01-01")]
        assert found == ["must-surrender", "no-duty", "must-surrender"]
        assert {b.treaty.id for b in world.finding("A", "B", DAY, offence="fraud").basis} == {"T", "L"}

    def test_s24_what_was_replaced_does_not_come_back(self, tmp_path: Path) -> None:
        rows = (IN_FORCE, "in-force enters-force A B L 1951-01-01 by A", "in-force terminates A B L 1980-01-01 by A")
        world = law(tmp_path, rows=rows, treaties=("T A B 1910", "L A B 1950 replaces T"), provisions={"L": read_whole()})
        assert duty(world, "1985-01-01") == "no-duty"


class TestS24Lists:
    """A list of all extradition treaties of a state says no where nothing is claimed of any (S18)."""

    ROW = "coverage extradition A * 1960-01-01 1980-01-01 by A"

    def test_s24_what_it_does_not_name(self, tmp_path: Path) -> None:
        world = law(tmp_path, rows=(IN_FORCE, self.ROW))
        found = world.finding("A", "C", DAY, offence="murder")
        assert (found.duty, found.verdict.value) == ("no-duty", "no")
        assert world.finding("C", "A", DAY, offence="murder").duty == "no-duty"

    @pytest.mark.parametrize("on", ["1959-12-31", "1980-01-01"])
    def test_s24_only_over_its_span(self, on: str, tmp_path: Path) -> None:
        assert law(tmp_path, rows=(IN_FORCE, self.ROW)).finding("A", "C", on, offence="murder").duty == "unrecorded"

    def test_s24_it_denies_nothing_that_is_claimed(self, tmp_path: Path) -> None:
        assert duty(law(tmp_path, rows=(IN_FORCE, self.ROW))) == "must-surrender"


class TestS24Domestic:
    """The requested state's own law, as far as it was read, beside the duty."""

    OWN = clause("35 own-nationals forbids")

    def test_s24_unread_it_is_unrecorded(self, tmp_path: Path) -> None:
        assert law(tmp_path).finding("A", "B", DAY, national_of="A").domestic.says == "unrecorded"

    def test_s24_refusal_in_breach(self, tmp_path: Path) -> None:
        found = law(tmp_path, laws={"A": [self.OWN]}).finding("A", "B", DAY, offence="murder", committed="1960-01-01", national_of="A")
        assert (found.duty, found.domestic.says) == ("must-surrender", "forbids")
        assert "VCLT Art. 27" in found.follows

    def test_s24_of_others_it_does_not_speak(self, tmp_path: Path) -> None:
        assert law(tmp_path, laws={"A": [self.OWN]}).finding("A", "B", DAY, national_of="B").domestic.says == "unrecorded"

    @pytest.mark.parametrize(("on", "expected"), [("1949-12-31", "unrecorded"), ("1950-01-01", "forbids"), ("1960-01-01", "unrecorded")])
    def test_s24_between_its_dates(self, on: str, expected: str, tmp_path: Path) -> None:
        world = law(tmp_path, laws={"A": [{**self.OWN, "from": "1950-01-01", "until": "1960-01-01"}]})
        assert world.finding("A", "B", on, national_of="A").domestic.says == expected

    @pytest.mark.parametrize(("rows", "expected"), [
        ((IN_FORCE,), "permits"), ((IN_FORCE, "in-force terminates A B T 1965 by A"), "forbids"), ((), "unrecorded"),
        ((IN_FORCE, 'in-force denies B "enters-force A B 1" T 1950 by B'), "disputed")])
    def test_s24_forbids_unless_treaty(self, rows: tuple[str, ...], expected: str, tmp_path: Path) -> None:
        world = law(tmp_path, rows=rows, laws={"A": [clause("35 own-nationals forbids-unless-treaty"), clause("36 no-treaty forbids")]})
        assert world.finding("A", "B", DAY, national_of="A").domestic.says == expected

    @pytest.mark.parametrize(("value", "says"), [("permits", "permits"), ("reciprocity", "discretionary"), ("forbids", "forbids")])
    def test_s24_without_a_treaty(self, value: str, says: str, tmp_path: Path) -> None:
        world = law(tmp_path, rows=(IN_FORCE, "in-force terminates A B T 1965 by A"), laws={"A": [clause(f"36 no-treaty {value}")]})
        found = world.finding("A", "B", DAY, offence="murder", national_of="B")
        assert (found.duty, found.domestic.says) == ("no-duty", says)
        assert bool(found.follows) == (says != "forbids")

    def test_s24_what_one_law_forbids_no_other_permits(self, tmp_path: Path) -> None:
        world = law(tmp_path, laws={"A": [clause("1 surrender permits"), clause("2 political-offence forbids")]})
        assert world.finding("A", "B", DAY, facts={"political": True}).domestic.says == "forbids"
        assert world.finding("A", "B", DAY, facts={"political": False}).domestic.says == "permits"


TREATY = "in-force enters-force B US T 1911-01-01 by US"


def states(tmp_path: Path, *provisions: dict[str, Any], rows: tuple[str, ...] = (TREATY,)) -> Law:
    """B has a treaty with the United States."""
    return law(tmp_path, *provisions, rows=rows, treaties=("T US B 1910",), polities="US:1900 B:1900")


class TestS25Citizens:
    """Own citizens where the treaty does not oblige: forbidden before 21 November 1990, discretionary since."""

    NO = clause("2 own-nationals no-obligation")

    @pytest.mark.parametrize(("on", "says"), [("1990-11-20", "forbids"), ("1990-11-21", "discretionary")])
    def test_s25_no_obligation(self, on: str, says: str, tmp_path: Path) -> None:
        found = states(tmp_path, self.NO).finding("US", "B", on, offence="murder", national_of="US", committed="1980-01-01")
        assert (found.duty, found.domestic.says) == ("may-refuse", says)

    @pytest.mark.parametrize("requested_on", ["1989-01-01", "1990-11-21"])
    def test_s25_it_looks_at_the_day_of_decision(self, requested_on: str, tmp_path: Path) -> None:
        found = states(tmp_path, self.NO).finding("US", "B", "1990-11-21", national_of="US", requested_on=requested_on, committed="1980-01-01")
        assert found.domestic.says == "discretionary"

    @pytest.mark.parametrize(("power", "says"), [("granted", "discretionary"), ("withheld", "forbids")])
    def test_s25_a_clause_that_grants_the_power_wins(self, power: str, says: str, tmp_path: Path) -> None:
        world = states(tmp_path, self.NO, clause(f"2 own-nationals-power {power}"))
        found = world.finding("US", "B", "1950-01-01", national_of="US")
        assert found.domestic.says == says
        assert ("us-power-granted" in {n.rule for n in found.domestic.node.walk()}) == (power == "granted")

    def test_s25_obliged_it_may(self, tmp_path: Path) -> None:
        found = states(tmp_path).finding("US", "B", "1950-01-01", offence="murder", national_of="US", committed="1940-01-01")
        assert (found.duty, found.domestic.says, found.follows) == ("must-surrender", "discretionary", "")

    def test_s25_of_others_the_secretary_decides(self, tmp_path: Path) -> None:
        found = states(tmp_path, self.NO).finding("US", "B", "1950-01-01", national_of="B")
        assert found.domestic.says == "discretionary"
        assert "us-3184" in {n.rule for n in found.domestic.node.walk()}

    def test_s25_of_a_nationality_not_given_it_says_what_would_change(self, tmp_path: Path) -> None:
        assert "the person is a citizen of the United States" in states(tmp_path, self.NO).finding("US", "B", "1950-01-01").unless


class TestS25NoTreaty:
    """Without a treaty: forbidden, unless 18 U.S.C. 3181(b), since 24 April 1996 and for violence against nationals abroad."""

    ENDED = (TREATY, "in-force terminates B US T 1950-01-01 by US")

    @pytest.mark.parametrize(("on", "comity_"), [("1996-04-23", False), ("1996-04-24", True)])
    def test_s25_before_and_after(self, on: str, comity_: bool, tmp_path: Path) -> None:
        found = states(tmp_path, rows=self.ENDED).finding("US", "B", on, offence="murder", national_of="B")
        assert (found.duty, found.domestic.says) == ("no-duty", "forbids")
        assert any("3181(b)" in item for item in found.unless) == comity_
        assert ("us-3181b" in {n.rule for n in found.domestic.node.walk()}) == comity_

    @pytest.mark.parametrize(("offence", "nationality", "comity_"), [("murder", "B", True), ("fraud", "B", False), ("murder", "US", False),
                                                                     ("murder", None, True), (None, "B", True)])
    def test_s25_comity_only_for_violence_and_not_for_citizens(self, offence: str | None, nationality: str | None, comity_: bool,
                                                               tmp_path: Path) -> None:
        found = states(tmp_path, rows=self.ENDED).finding("US", "B", "2000-01-01", offence=offence, national_of=nationality)
        assert any("3181(b)" in item for item in found.unless) == comity_

    def test_s25_where_nobody_knows_of_a_treaty_nobody_knows_the_law(self, tmp_path: Path) -> None:
        world = law(tmp_path, rows=(), treaties=("T US B 1910",), polities="US:1900 B:1900 C:1900")
        assert world.finding("US", "C", "2000-01-01", offence="murder").domestic.says == "unrecorded"
