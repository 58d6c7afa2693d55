"""Proofs: equal steps are one node, ids are digests, and what is shown is what was concluded."""

from __future__ import annotations

import json

from hypothesis import given, settings

import comity
from comity.kernel.dates import day
from comity.kernel.proofs import Node

from ..oracle.reference import World
from ..oracle.worlds import ask, claim, worlds


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_the_same_world_gives_the_same_ids(world: World) -> None:
    first, second = ask(world).node, ask(world).node
    assert first.id == second.id
    assert first.to_dict() == second.to_dict()


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_nodes_of_one_id_are_equal_and_every_one_is_in_the_data(world: World) -> None:
    root = ask(world).node
    content: dict[str, tuple[object, ...]] = {}
    for node in root.walk():
        says = (node.rule, node.steps, tuple(p.id for p in node.premises), tuple(c.id for c in node.claims), node.sentence)
        assert content.setdefault(node.id, says) == says
    data = root.to_dict()
    assert data["root"] == root.id
    assert set(data["nodes"]) == set(content)
    assert json.loads(json.dumps(data)) == data


def test_a_step_has_the_id_of_what_it_says_and_stands_on() -> None:
    steps = ((0, 3),)
    plain = Node("S3-pool", steps, {"a": 1})
    assert plain.id == Node("S3-pool", steps, {"a": 1}).id
    different = [Node("S9-act", steps, {"a": 1}), Node("S3-pool", ((0, 12),), {"a": 1}), Node("S3-pool", steps, {"a": 2}),
                 Node("S3-pool", steps, {"a": 1}, (plain,)), Node("S3-pool", steps, {"a": 1}, (), (claim("recognises", 1),))]
    assert len({plain.id, *(n.id for n in different)}) == 6


def test_walking_meets_each_step_once_and_premises_first() -> None:
    leaf = Node("S3-pool", ((0, 3),))
    left, right = Node("S3-pool", ((0, 3),), {"n": 1}, (leaf,)), Node("S3-pool", ((0, 3),), {"n": 2}, (leaf,))
    root = Node("S3-pool", ((0, 3),), {"n": 3}, (left, right))
    order = list(root.walk())
    assert sorted(map(id, order)) == sorted(map(id, (leaf, left, right, root)))
    assert order[0] is leaf
    assert order[-1] is root


def test_a_proof_cites_every_source_of_its_answer(atlas: comity.Atlas) -> None:
    answer = atlas.view().recognition("SR", "XK")
    cited = {c["source"] for c in answer.proof.to_dict()["claims"].values()}
    listed = {n["args"]["source"] for n in answer.proof.to_dict()["nodes"].values() if n["rule"] == "S18-coverage"}
    assert cited | listed == {s.id for s in answer.sources}


def test_the_text_of_a_day_says_the_verdict_of_that_day_first(atlas: comity.Atlas) -> None:
    answer = atlas.view().recognition("SR", "XK")
    for on in ("2010-01-01", "2017-01-01", "2018-06-01"):
        assert answer.proof.text(on).split()[0] == answer.on(on).value


def test_every_sentence_is_filled_in(atlas: comity.Atlas) -> None:
    """No proof of the atlas shows a brace, a blank where a word should be, or None."""
    for answer in atlas.view().recognisers("XK").values():
        for node in answer.proof.node.walk():
            assert not {"{", "}"} & set(node.sentence), node.sentence
            assert "  " not in node.sentence and "None" not in node.sentence, node.sentence


def test_the_span_around_a_day_is_that_of_its_segment(atlas: comity.Atlas) -> None:
    answer = atlas.view().recognition("US", "XK")
    assert answer.proof.node.span(day("2010-01-01"))[0] == day("2008-02-18")
    assert answer.proof.node.span(day("2008-02-17"))[1] == day("2008-02-18")
