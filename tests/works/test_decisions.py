"""Decided cases against the engine: what agreement is, that nothing of a matter leaks in, and that the page is what the command makes."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

import comity
from comity import schemas
from comity.kernel.compose import flat
from comity.kernel.dates import day
from comity.kernel.instruments import Decision
from comity.kernel.lens import DOCTRINES
from comity.kernel.standing import NONE, Verdict
from comity.questions.extradition.case import Case
from comity.questions.extradition.domestic import Domestic
from comity.questions.extradition.duty import Basis, Finding
from comity.questions.treaties.relations import relations
from comity.works.casebook import Casebook, make_casebook
from comity.works.decisions import Row, _matter, agreement, withheld
from comity.works.rulings import AGREES, CONTRADICTS, DISPUTED, OUTCOMES, UNDECIDED, Compared, Heard, compare_ground, compare_standing, together
from comity.works.successors import successors

from ..conftest import ROOT, Run


@pytest.fixture(scope="module")
def book(atlas: comity.Atlas) -> Casebook:
    return make_casebook(atlas.view())


def row(book: Casebook, id_: str) -> Row:
    return next(r for r in book.agreement.rows if r.decision.id == id_)


def test_every_decision_is_compared(book: Casebook, atlas: comity.Atlas) -> None:
    assert {r.decision.id for r in book.agreement.rows} == set(atlas.law.decisions)
    for doctrine in DOCTRINES:
        for part in ("standing", "ground", "outcome"):
            assert sum(book.agreement.outcomes(doctrine, part).values()) == len(atlas.law.decisions)


def test_whatever_is_not_agreement_has_a_reason(book: Casebook) -> None:
    for r in book.agreement.rows:
        for told in (r.known, *(c for t in r.told.values() for c in (t.standing, t.ground))):
            assert told.outcome in OUTCOMES
            assert bool(told.reason) or told.outcome == AGREES, (r.decision.id, told)


def test_nothing_of_the_matter_leaks_in(atlas: comity.Atlas) -> None:
    view = atlas.view()
    for decision in atlas.law.decisions.values():
        stages = _matter(view, decision)
        out = set(withheld(view, stages))
        assert {d.source for d in stages} <= out
        courts = {d.court for d in stages}
        pair = " ".join(sorted((decision.requested, decision.requesting)))
        assert not [c for c in atlas.pair("in-force", pair) if c.holder in courts and c.source not in out]


def test_a_matter_is_all_its_stages(atlas: comity.Atlas) -> None:
    appeal = atlas.law.decisions["us-ca9-1954-02-19"]
    assert "us-sdcal-1952-07-14" in {d.id for d in _matter(atlas.view(), appeal)}


def test_a_reversed_holding_contradicts_and_says_so(book: Casebook) -> None:
    r = row(book, "us-sdcal-1952-07-14")
    assert r.told["recorded"].standing.outcome == CONTRADICTS
    assert any(id_ == "us-sdcal-1952-07-14" and reason.endswith("reversed by us-ca9-1954-02-19") for _, id_, _, reason in book.agreement.reasons)


def test_continuity_is_what_courts_said_of_inherited_treaties(book: Casebook) -> None:
    agreeing = {d: book.agreement.outcomes(d, "standing", succession=True)[AGREES] for d in DOCTRINES}
    assert agreeing["continuity"] >= agreeing["recorded"] >= agreeing["clean-slate"]


def heard(atlas: comity.Atlas, stands: Verdict, duty: str = "unrecorded", law: str = "unrecorded", *, suspended: bool = False,
          **decision: str) -> Heard:
    """A made-up decision between Kosovo and the United States that names no treaty, heard by an engine that says as much as this."""
    written: dict[str, Any] = {**dict.fromkeys(Decision._fields, ""), "day": 0, "grounds": (), "facts": {}, **decision}
    case = Case("XK", "US", 0, 0, None, "", (), "", "XK", {})
    says = flat("S24-own-law", NONE, requested="Kosovo", says=f"is {law} on it")
    owed = flat("S24-duty", NONE, requested="Kosovo", requesting="the United States", doctrine="")
    basis = (Basis(atlas.treaties["us-serbia-1901"], owed, stands, (), True, None),) if suspended else ()
    finding = Finding("recorded", duty, Domestic(law, says), basis, stands, (), owed)
    return Heard(Decision(**written), case, relations(atlas.view(), "recorded"), finding, None, None, None, stands, None, (), (), ())


@pytest.mark.parametrize(("held", "stands", "outcome"), [
    ("in-force", Verdict.YES, AGREES), ("in-force", Verdict.NO, CONTRADICTS), ("in-force", Verdict.DISPUTED, DISPUTED),
    ("in-force", Verdict.UNDETERMINED, UNDECIDED), ("in-force", Verdict.UNRECORDED, UNDECIDED), ("not-in-force", Verdict.NO, AGREES),
    ("not-in-force", Verdict.YES, CONTRADICTS), ("not-in-force", Verdict.UNRECORDED, UNDECIDED), ("no-treaty", Verdict.NO, AGREES),
    ("no-treaty", Verdict.YES, CONTRADICTS), ("suspended", Verdict.NO, CONTRADICTS), ("not-applicable", Verdict.NO, AGREES),
    ("not-applicable", Verdict.UNRECORDED, UNDECIDED), ("not-applicable", Verdict.YES, UNDECIDED)])
def test_standing(held: str, stands: Verdict, outcome: str, atlas: comity.Atlas) -> None:
    assert compare_standing(heard(atlas, stands, held=held)).outcome == outcome


def test_a_suspension_is_one(atlas: comity.Atlas) -> None:
    assert compare_standing(heard(atlas, Verdict.NO, held="suspended", suspended=True)).outcome == AGREES


@pytest.mark.parametrize(("duty", "outcome"), [("must-surrender", CONTRADICTS), ("no-duty", AGREES), ("unrecorded", UNDECIDED)])
def test_a_treaty_held_not_to_apply(duty: str, outcome: str, atlas: comity.Atlas) -> None:
    assert compare_standing(heard(atlas, Verdict.YES, duty, held="not-applicable")).outcome == outcome


@pytest.mark.parametrize(("result", "duty", "law", "outcome"), [
    ("surrender_allowed", "must-surrender", "unrecorded", AGREES), ("surrender_allowed", "must-surrender", "forbids", CONTRADICTS),
    ("surrender_allowed", "may-refuse", "discretionary", AGREES), ("surrender_allowed", "must-refuse", "permits", CONTRADICTS),
    ("surrender_allowed", "unrecorded", "discretionary", UNDECIDED), ("surrender_allowed", "no-duty", "unrecorded", UNDECIDED),
    ("refused", "must-surrender", "permits", CONTRADICTS), ("refused", "may-refuse", "discretionary", UNDECIDED)])
def test_a_ground_that_no_rule_is_about(result: str, duty: str, law: str, outcome: str, atlas: comity.Atlas) -> None:
    found = heard(atlas, Verdict.YES, duty, law, held="in-force", result=result, ground="competing_requests")
    assert compare_ground(found).outcome == outcome


@pytest.mark.parametrize(("law", "outcome"), [("permits", AGREES), ("discretionary", AGREES), ("forbids", CONTRADICTS), ("unrecorded", UNDECIDED)])
def test_surrender_without_a_treaty(law: str, outcome: str, atlas: comity.Atlas) -> None:
    found = heard(atlas, Verdict.NO, "no-duty", law, held="no-treaty", result="surrender_allowed", ground="no_treaty_other_basis")
    assert compare_ground(found).outcome == outcome


def test_together() -> None:
    said = {o: Compared(o, "") for o in OUTCOMES}
    assert together(said[AGREES], said[AGREES]) == AGREES
    assert together(said[AGREES], said[UNDECIDED]) == UNDECIDED
    assert together(said[DISPUTED], said[UNDECIDED]) == DISPUTED
    assert together(said[CONTRADICTS], said[DISPUTED]) == CONTRADICTS


def test_a_day_leaves_out_what_was_decided_later(atlas: comity.Atlas) -> None:
    assert {r.decision.id for r in agreement(atlas.view(), day("1913-06-09")).rows} == {
        d.id for d in atlas.law.decisions.values() if d.decided < "1913-06-09"}


# the table of treaties (golden behaviour 8)


def test_the_successors_without_the_table(book: Casebook) -> None:
    test = book.successors
    assert test is not None and len(test.rows) == 22
    assert len(test.differences("continuity")) < len(test.differences("recorded")) <= len(test.rows)
    assert {r.polity for r in test.rows} >= {"GY", "KE", "SG", "MM"}
    predicted = {d: {r.polity for r in test.rows} - {r.polity for r in test.differences(d)} for d in DOCTRINES}
    assert {"GY", "SG"} <= predicted["recorded"] and "KE" not in predicted["recorded"] and "KE" in predicted["continuity"]


def test_the_flaws_of_the_table(book: Casebook) -> None:
    assert book.successors is not None
    found = {(f.kind, f.about) for f in book.successors.flaws}
    assert {("no row", "BA"), ("no row", "MK"), ("no row", "ME"), ("listed though ended", "HK"), ("misprint", "SB")} <= found
    assert not {("no row", "XK"), ("no row", "RS")} & found


def test_a_lens_without_the_table_has_nothing_to_test(atlas: comity.Atlas) -> None:
    assert successors(atlas.view(without=["us-usc-18-3181"])) is None
    assert successors(atlas.view(known_by="2008-06-01")) is None


# the command and the page


def test_the_page_is_what_the_command_makes(book: Casebook) -> None:
    page = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
    assert page == book.markdown(), "docs/cases.md is out of date; make it again with: comity cases -o docs/cases.md"


def test_the_json_is_what_the_schema_says(book: Casebook) -> None:
    said = json.loads(json.dumps(book.to_dict()))
    assert not [e.message[:200] for e in jsonschema.Draft202012Validator(schemas.schema("cases")).iter_errors(said)]
    assert said["decisions"] == len(said["rows"]) == sum(said["counts"]["outcome"]["recorded"].values())


def test_the_doctrine_of_the_lens_is_the_one_shown(atlas: comity.Atlas) -> None:
    made = make_casebook(atlas.view(doctrine="clean-slate"), "1990-01-01")
    assert made.agreement.doctrine == "clean-slate" and "decisions, clean-slate)" in made.markdown()


def test_the_command_writes_the_page(run: Run, tmp_path: Any) -> None:
    ran = run("cases", "--on", "1950-01-01", "-o", str(tmp_path / "cases.md"))
    assert (ran.status, ran.err) == (0, "")
    assert (tmp_path / "cases.md").read_text(encoding="utf-8").startswith("# Courts and doctrines\n")
