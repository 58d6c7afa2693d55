"""The proof checker: it passes every proof of the atlas, catches every kind of tampering, and shares no code with what it checks."""

from __future__ import annotations

import ast
import copy
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import comity
from comity.kernel import checker
from comity.kernel.checker import check, read_date
from comity.kernel.dates import BEGIN, END, iso, ordinal, parse

from .test_dates import READINGS

Proof = dict[str, Any]
Tampered = Iterator[tuple[str, Proof]]


@pytest.mark.parametrize("lens", [{}, {"eyes": "RS"}, {"eyes": "XK"}, {"eyes": "US"}, {"eyes": "RU"}, {"known_by": "2010-01-01"},
                                  {"known_by": "2018-01-01", "eyes": "RS"}], ids=str)
def test_every_proof_of_the_atlas_is_sound(atlas: comity.Atlas, lens: dict[str, str]) -> None:
    view = atlas.view(**lens)
    found = []
    for relation, of, pair in atlas.rows("SELECT DISTINCT relation, of, pair FROM claim WHERE relation IN ('recognition', 'membership')"):
        actor, object_ = pair.split()
        answer = view.recognition(actor, object_, of=of) if relation == "recognition" else view.membership(actor, object_)
        found += [f"{pair}: {problem}" for problem in check(answer.proof.to_dict())]
    assert not found, "\n".join(found[:10])


def test_every_recogniser_of_kosovo_has_a_sound_proof_in_its_own_eyes(atlas: comity.Atlas) -> None:
    for actor in atlas.view().recognisers("XK"):
        assert not check(atlas.view(eyes=actor).recognition(actor, "XK").proof.to_dict()), actor


# --- tampering: each kind is tried at every place of these proofs where it can be

PAIRS = [("US", "XK"), ("SR", "XK"), ("RS", "XK"), ("EG", "XK"), ("LR", "XK"), ("TG", "XK"), ("GW", "XK"), ("ST", "XK"), ("BR", "PS"),
         ("NR", "abkhazia")]


def another_day(text: str, by: int = 1) -> str:
    """The day some days later."""
    return str(iso(parse(text).earliest + by))


def flip_a_bit(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        for n, entry in enumerate(node["timeline"]):
            for bits in ("", "F", "A", "FA", "fa"):
                if bits != entry["bits"]:
                    bad = copy.deepcopy(proof)
                    bad["nodes"][id_]["timeline"][n]["bits"] = bits
                    yield f"{node['rule']} {entry} to {bits}", bad


def shift_a_date_of_a_timeline(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        for n, entry in enumerate(node["timeline"]):
            for by in (-1, 1) if entry["from"] else ():
                bad = copy.deepcopy(proof)
                bad["nodes"][id_]["timeline"][n]["from"] = another_day(entry["from"], by)
                yield f"{node['rule']} {entry} by {by}", bad


def shift_a_date_of_an_argument(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        if node["rule"] == "S10-bounds":
            continue  # the bounds stand on no claim, and outside them a premise may say no as well
        for name in ("earliest", "latest", "first", "since", "until"):
            if isinstance(node["args"].get(name), str):
                bad = copy.deepcopy(proof)
                bad["nodes"][id_]["args"][name] = another_day(node["args"][name])
                yield f"{node['rule']} {name}", bad


def move_an_exact_date_everywhere_but_in_its_claim(proof: Proof) -> Tampered:
    """A lie that is consistent within the node: only the claim's own text gives it away."""
    for id_, node in proof["nodes"].items():
        if node["rule"] == "S9-dated" and node["args"]["earliest"] == node["args"]["latest"]:
            bad = copy.deepcopy(proof)
            moved = bad["nodes"][id_]
            moved["args"]["earliest"] = moved["args"]["latest"] = another_day(node["args"]["latest"])
            moved["timeline"][-1]["from"] = another_day(node["timeline"][-1]["from"])
            yield id_, bad


def change_the_date_of_a_claim(proof: Proof) -> Tampered:
    dated = {n["claims"][0] for n in proof["nodes"].values() if n["rule"] in ("S9-dated", "S7-observation", "S12-refusal")}
    for id_ in dated:
        bad = copy.deepcopy(proof)
        bad["claims"][id_]["date"] = "2031-05-05"
        if proof["claims"][id_]["act"] != "annuls":
            yield f"claim {id_}", bad


def change_the_act_of_a_claim(proof: Proof) -> Tampered:
    for id_, claim in proof["claims"].items():
        for act in {"recognises", "withdraws", "refuses", "denies"} - {claim["act"]}:
            bad = copy.deepcopy(proof)
            bad["claims"][id_]["act"] = act
            if (claim["act"], act) != ("doubts", "refuses"):  # both observe the same
                yield f"claim {id_} {claim['act']} to {act}", bad


def drop_a_premise(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        for n in range(len(node["premises"])):
            bad = copy.deepcopy(proof)
            del bad["nodes"][id_]["premises"][n]
            yield f"{node['rule']} {n}", bad


def drop_a_node(proof: Proof) -> Tampered:
    for id_ in proof["nodes"]:
        bad = copy.deepcopy(proof)
        del bad["nodes"][id_]
        yield id_, bad


def drop_a_claim(proof: Proof) -> Tampered:
    for id_ in proof["claims"]:
        bad = copy.deepcopy(proof)
        del bad["claims"][id_]
        yield id_, bad


def cite_no_claim(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        if node["claims"]:
            bad = copy.deepcopy(proof)
            bad["nodes"][id_]["claims"] = []
            yield f"{node['rule']}", bad


def hide_what_cut_a_date(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        if node["rule"] == "S9-dated" and len(node["claims"]) > 1:
            bad = copy.deepcopy(proof)
            del bad["nodes"][id_]["claims"][1:]
            yield id_, bad


def swap_roles(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        roles = node["args"].get("roles", [])
        for n in range(len(roles) - 1):
            if roles[n] != roles[n + 1]:
                bad = copy.deepcopy(proof)
                bad["nodes"][id_]["args"]["roles"][n:n + 2] = [roles[n + 1], roles[n]]
                yield f"{roles} at {n}", bad


def turn_an_observation_round(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        if node["rule"] == "S7-observation":
            bad = copy.deepcopy(proof)
            bad["nodes"][id_]["args"]["for"] = not node["args"]["for"]
            yield id_, bad


def name_an_unknown_rule(proof: Proof) -> Tampered:
    for id_ in proof["nodes"]:
        bad = copy.deepcopy(proof)
        bad["nodes"][id_]["rule"] = "S99-because"
        yield id_, bad


def stand_on_itself(proof: Proof) -> Tampered:
    for id_ in proof["nodes"]:
        bad = copy.deepcopy(proof)
        bad["nodes"][id_]["premises"].append(proof["root"])
        yield id_, bad


def lose_the_root(proof: Proof) -> Tampered:
    yield "root", {**proof, "root": "0000000000000000"}


def start_late(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        bad = copy.deepcopy(proof)
        bad["nodes"][id_]["timeline"][0]["from"] = "1800-01-01"
        yield f"{node['rule']}", bad


TAMPERING = [flip_a_bit, shift_a_date_of_a_timeline, shift_a_date_of_an_argument, move_an_exact_date_everywhere_but_in_its_claim,
             change_the_date_of_a_claim, change_the_act_of_a_claim, drop_a_premise, drop_a_node, drop_a_claim, cite_no_claim, hide_what_cut_a_date,
             swap_roles,
             turn_an_observation_round, name_an_unknown_rule, stand_on_itself, lose_the_root, start_late]


@pytest.mark.parametrize("tamper", TAMPERING, ids=lambda f: f.__name__)
def test_tampering_is_caught_wherever_it_happens(atlas: comity.Atlas, tamper: Callable[[Proof], Tampered]) -> None:
    tried = 0
    for actor, object_ in PAIRS:
        proof = atlas.view().recognition(actor, object_).proof.to_dict()
        assert not check(proof), f"{actor} {object_}"
        for what, bad in tamper(proof):
            tried += 1
            assert check(bad), f"{actor} {object_}: {what}"
    assert tried, "nowhere to try it"


def test_a_problem_is_one_line_with_the_step_its_rule_the_day_and_both_readings(atlas: comity.Atlas) -> None:
    proof = atlas.view().recognition("US", "XK").proof.to_dict()
    id_ = next(i for i, node in proof["nodes"].items() if node["rule"] == "S9-act")
    proof["nodes"][id_]["timeline"][-1]["bits"] = "f"
    assert check(proof)[0] == f'{id_} S9-act: on 2008-02-18 expected "F", found "f"'


@pytest.mark.parametrize("bad", [
    {}, {"root": "a", "nodes": {"a": {}}, "claims": {}},
    {"root": "a", "nodes": {"a": {"rule": "S3-pool", "args": {}, "premises": [], "claims": [], "timeline": []}}, "claims": {}}])
def test_what_is_no_proof_is_unsound_and_no_crash(bad: Proof) -> None:
    assert len(check(bad)) >= 1


@pytest.mark.parametrize("text", READINGS)
def test_its_own_reading_of_dates_agrees_with_the_kernel(text: str) -> None:
    ours, date = read_date(text), parse(text)
    bounds = tuple(BEGIN if d <= -10**13 else END if d >= 10**13 else d for d in ours[:2])
    assert (bounds, ours.possible) == ((date.earliest, date.latest), date.possible)


def test_days_before_the_common_era_are_named(atlas: comity.Atlas) -> None:
    """Its calendar is not that of datetime, which knows no year before 1."""
    for year in (-401, -400, -1, 0, 1, 400, 1582):
        window = read_date(f"{'-' if year < 0 else ''}{abs(year):04d}-03-01")
        assert window.earliest == ordinal(year, 3, 1)


def test_it_imports_nothing_of_comity() -> None:
    files = sorted(Path(inspect.getfile(checker)).parent.glob("*.py"))
    assert len(files) > 3
    for file in files:
        imports = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, (ast.Import, ast.ImportFrom))]
        modules = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
        modules |= {node.module or "" for node in imports if isinstance(node, ast.ImportFrom) if not node.level}
        assert all(name.split(".")[0] in sys.stdlib_module_names for name in modules), file.name
        assert all(node.level <= 1 for node in imports if isinstance(node, ast.ImportFrom)), file.name
