"""The proof checker on armed groups: it passes every listing, tie, event and identity of the atlas, and catches tampering."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import comity
from comity.kernel.checker import check
from comity.questions.groups.listed import listed
from comity.questions.groups.record import GroupRecord
from comity.questions.view import View

from ..atlas.world_groups import holding, row

Proof = dict[str, Any]
Node = dict[str, Any]
Tampered = Iterator[tuple[str, Proof]]


def proofs(view: View) -> Iterator[tuple[str, Proof]]:
    """Every proof about every group: its listings, ties and events, and who takes it for which other, each holder apart."""
    for id_, group in view.atlas.groups.items():
        record = GroupRecord(view, group, id_)
        yield from ((f"{x.regime} {id_}", x.answer.proof.to_dict()) for x in record.listings)
        yield from ((f"{t.of} {t.actor} {t.object}", t.held.answer.proof.to_dict()) for t in record.ties)
        yield from ((f"{e.act} {e.actor} {e.object}", e.held.answer.proof.to_dict()) for e in record.events)
        for judged in record.judged:
            yield from ((f"{id_} is {judged.other} ({h})", a.answer.proof.to_dict()) for h, a in judged.holders.items())
            yield f"{id_} is {judged.other}", judged.answer.proof.to_dict()


@pytest.mark.parametrize("lens", [{}, {"eyes": "US"}, {"eyes": "RU"}, {"known_by": "2012-01-01"}], ids=str)
def test_every_proof_about_groups_is_sound(atlas: comity.Atlas, lens: dict[str, str]) -> None:
    tried, found = 0, []
    for what, proof in proofs(atlas.view(**lens)):
        tried += 1
        found += [f"{what}: {problem}" for problem in check(proof)]
    assert not found, "\n".join(found[:10])
    assert tried or lens


def test_every_list_as_it_is_asked_for_is_sound(atlas: comity.Atlas) -> None:
    for regime in atlas.vocabulary.regimes:
        for x in listed(atlas.view(), regime, 738000).listings:
            assert not check(x.answer.proof.to_dict()), f"{regime} {x.group}"


# --- tampering, in a made-up world that uses every rule of groups

LISTING = [
    row("lists", "AA/list", "red", "1998-01-01", name="Red", entry="E1", date_kind="effective"),
    row("lists", "AA/list", "red", "1997-12-20", name="Red", entry="E1", date_kind="announced"),
    row("removes", "AA/list", "red", "2004-01", name="Red", entry="E1", date_kind="effective"),
    row("adds-alias", "AA/list", "blue", "1999-01-01", name="Blue", entry="E1", date_kind="effective"),
    row("removes-alias", "AA/list", "blue", "2002-01-01", name="Blue", entry="E1", date_kind="effective"),
    row("adds-alias", "AA/list", "blue", "2003-01-01", name="Azure", entry="red", date_kind="effective"),
    row("lists", "AA/list", "blue", "2006-05-05", name="Blue Front", entry="E2", date_kind="published"),
    row("lists", "BB/list", "blue", "2001-01-01", name="Blue", entry="B1", date_kind="effective"),
    row("lists", "BB/list", "red", "2001-01-01", name="Red", entry="B2", date_kind="effective")]
IDENTITY = [
    row("treats-as-same", "blue", "red", "1997-01-01", kind="alias", holder="AA"),
    row("treats-as-apart", "blue", "red", "2005-01-01", kind="alias", holder="AA"),
    row("treats-as-apart", "blue", "red", "1998-01-01", kind="alias", holder="BB"),
    row("treats-as-same", "green", "red", "1998-01-01", kind="part-of", holder="AA")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Proof]:
    """The proofs that blue is on the list of Alia, and that it is red."""
    view = holding(tmp_path_factory.mktemp("groups"), listing=LISTING, identity=IDENTITY).view()
    record = view.group("blue")
    return {"listing": record.listings[0].answer.proof.to_dict(), "identity": record.judged[0].answer.proof.to_dict()}


def named(proof: Proof, rule: str) -> list[str]:
    """The nodes of a rule."""
    return [id_ for id_, node in proof["nodes"].items() if node["rule"] == rule]


def under(proof: Proof, id_: str) -> set[str]:
    """The claims that a node stands on."""
    node = proof["nodes"][id_]
    return {*node["claims"], *(c for p in node["premises"] for c in under(proof, p))}


def spoil(proof: Proof, how: Callable[[Proof], object]) -> Proof:
    """A copy, changed."""
    bad = copy.deepcopy(proof)
    how(bad)
    return bad


def test_the_made_proofs_use_every_rule_and_are_sound(made: dict[str, Proof]) -> None:
    rules = {n["rule"] for proof in made.values() for n in proof["nodes"].values()}
    assert rules >= {"S27-alias", "S27-listed", "S28-holders", "S10-bounds", "S9-dated"}
    assert [check(proof) for proof in made.values()] == [[], []]
    assert len(named(made["listing"], "S27-alias")) == 2


def a_bit(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        for n, entry in enumerate(node["timeline"]):
            for bits in {"", "F", "A", "FA", "fa"} - {entry["bits"]}:
                yield f"{node['rule']} {n} {bits}", spoil(proof, lambda p, i=id_, n=n, b=bits: p["nodes"][i]["timeline"][n].update(bits=b))


def the_operator(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        for op in {"and", "or", "pool", "beside", "any"} - {node["args"].get("op")} if "op" in node["args"] else ():
            yield f"{node['rule']} by {op}", spoil(proof, lambda p, i=id_, op=op: p["nodes"][i]["args"].update(op=op))


def a_premise_less(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        for n in range(len(node["premises"])):
            yield f"{node['rule']} without {n}", spoil(proof, lambda p, i=id_, n=n: p["nodes"][i]["premises"].pop(n))


def a_premise_twice(proof: Proof) -> Tampered:
    for rule in ("S27-alias", "S28-holders"):
        for id_ in named(proof, rule):
            yield rule, spoil(proof, lambda p, i=id_: p["nodes"][i]["premises"].append(p["nodes"][i]["premises"][0]))


def the_parts_of_an_alias_the_other_way_round(proof: Proof) -> Tampered:
    for id_ in named(proof, "S27-alias"):
        yield id_, spoil(proof, lambda p, i=id_: p["nodes"][i]["premises"].reverse())


def whom_a_part_is_about(proof: Proof) -> Tampered:
    """Of one part alone: its arguments, and every claim below it, so that only the rule that puts the parts together can tell."""
    def rename(p: Proof, part: str, n: int, claims: set[str], old: str) -> None:
        p["nodes"][part]["args"]["ids"][n] = "green"
        for c in claims:
            p["claims"][c]["actor" if n == 0 else "object"] = "green"
        for node in p["nodes"].values():
            if set(node["claims"]) & claims or any(set(p["nodes"][b]["claims"]) & claims for b in node["premises"]):
                node["args"].update({"key": node["args"]["key"].replace(f" {old} ", " green ")} if "key" in node["args"] else {})
    for rule in ("S27-alias", "S28-holders", "S27-listed"):
        for id_ in named(proof, rule):
            for part in proof["nodes"][id_]["premises"]:
                ids = proof["nodes"][part]["args"].get("ids", [])
                other = {c for p in proof["nodes"] if "ids" in proof["nodes"][p]["args"] and p != part for c in under(proof, p)}
                for n, old in enumerate(ids):
                    if n == 1 and rule == "S27-alias" and part == proof["nodes"][id_]["premises"][1]:
                        continue  # whose entry a reference is, a proof says by its claims alone
                    claims = under(proof, part) - other
                    if claims:
                        yield f"{rule} {ids} {n}", spoil(proof, lambda p, part=part, n=n, c=claims, old=old: rename(p, part, n, c, old))


def the_name(proof: Proof) -> Tampered:
    for id_ in named(proof, "S27-alias"):
        yield id_, spoil(proof, lambda p, i=id_: p["nodes"][i]["args"].update(name="Another"))
        for claim in sorted(under(proof, proof["nodes"][id_]["premises"][0])):
            yield claim, spoil(proof, lambda p, c=claim: p["claims"][c].update(name="Another"))
            yield claim, spoil(proof, lambda p, c=claim: p["claims"][c].update(entry="E9"))


def an_act_for_another(proof: Proof) -> Tampered:
    for claim, row_ in proof["claims"].items():
        for act in {"lists", "adds-alias", "removes", "condemns", "treats-as-same", "pledges"} - {row_["act"]}:
            yield f"{claim} {act}", spoil(proof, lambda p, c=claim, act=act: p["claims"][c].update(act=act))


def another_holder(proof: Proof) -> Tampered:
    for id_ in named(proof, "S28-holders"):
        parts = [sorted(under(proof, p)) for p in proof["nodes"][id_]["premises"]]
        for claims in parts:
            if len(claims) > 1:
                yield "one word among a holder's", spoil(proof, lambda p, c=claims[0]: p["claims"][c].update(holder="press"))
        yield "one holder twice", spoil(proof, lambda p: [p["claims"][c].update(holder="AA") for c in p["claims"]])


def a_date(proof: Proof) -> Tampered:
    for id_, node in proof["nodes"].items():
        if node["rule"] == "S9-dated":
            for claim in node["claims"]:
                yield id_, spoil(proof, lambda p, c=claim: p["claims"][c].update(date="2031-05-05"))


def a_kind_of_date(proof: Proof) -> Tampered:
    """What cut a date of a better kind has to be of a lesser one."""
    for id_, node in proof["nodes"].items():
        if node["rule"] == "S9-dated" and len(node["claims"]) > 1:
            yield id_, spoil(proof, lambda p, c=node["claims"][1]: p["claims"][c].update(date_kind="effective"))


LIES = [a_bit, the_operator, a_premise_less, a_premise_twice, the_parts_of_an_alias_the_other_way_round, whom_a_part_is_about, the_name,
        an_act_for_another, another_holder, a_date]


@pytest.mark.parametrize("lie", LIES, ids=lambda f: f.__name__)
def test_tampering_is_caught_wherever_it_happens(made: dict[str, Proof], lie: Callable[[Proof], Tampered]) -> None:
    tried = 0
    for proof in made.values():
        for what, bad in lie(proof):
            tried += 1
            assert check(bad), what
    assert tried, "nowhere to try it"


def test_a_part_that_is_no_state_between_two_is_caught(made: dict[str, Proof]) -> None:
    proof = made["listing"]
    dated = next(i for i in named(proof, "S9-act"))
    for rule in ("S27-alias", "S27-listed"):
        for id_ in named(proof, rule):
            bad = spoil(proof, lambda p, i=id_: p["nodes"][i]["premises"].insert(0, dated))
            assert check(bad), rule


def test_what_the_checker_says_of_a_name_in_another_list(made: dict[str, Proof]) -> None:
    proof = made["listing"]
    id_ = named(proof, "S27-alias")[0]
    entry = proof["nodes"][id_]["premises"][1]
    bad = spoil(proof, lambda p: p["nodes"][entry]["args"]["ids"].__setitem__(0, "BB/list"))
    assert any("a name of blue in AA/list stands in no entry of red in BB/list" in line for line in check(bad)), check(bad)


def test_a_proof_of_a_real_alias_is_not_of_another_group(tmp_path: Path) -> None:
    view = holding(tmp_path, listing=LISTING).view()
    theirs = view.group("red").listings[0].answer.proof.to_dict()
    assert not check(theirs) and theirs["nodes"][theirs["root"]]["rule"] == "S10-bounds"
