"""The proof checker on the law of treaties and extradition: it passes what the atlas concludes, and catches tampering with every operator."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import comity
from comity.kernel.checker import check
from comity.kernel.dates import iso, parse
from comity.kernel.lens import DOCTRINES
from comity.kernel.rules import REGISTRY
from comity.questions.treaties.ask import candidates
from comity.questions.treaties.relations import relations

Proof = dict[str, Any]
Node = dict[str, Any]
Tampered = Iterator[tuple[str, Proof]]

PAIRS = ["US XK", "US BA", "US SG", "US HK", "US yugoslavia-sfr", "US IS", "US CZ", "DE HR", "CH ZA", "GB XK", "US MK", "US PK", "US AT", "GB CY",
         "DE TR", "RU US"]
LENSES: list[dict[str, Any]] = [{}, {"eyes": "RS"}, {"eyes": "US"}, {"known_by": "1953-01-01"}, {"known_by": "1955-01-01"},
                                {"known_by": "2010-01-01"}, {"without": ["us-usc-18-3181"]}]
CASES: list[dict[str, Any]] = [
    {"on": "2026-01-01"}, {"on": "1920-01-01"},
    {"on": "1989-06-01", "offence": "murder", "national_of": "US"},
    {"on": "2015-06-01", "offence": "hijacking", "committed": "1990-01-01", "facts": {"political": True, "punishable": False}},
    {"on": "2020-06-01", "offence": "fraud", "national_of": "US", "facts": {"time_barred": False, "capital": True}}]
"""Each is asked both ways round."""


def proofs(atlas: comity.Atlas, lens: dict[str, Any], pairs: list[str] = PAIRS) -> Iterator[tuple[str, Proof]]:
    """The proofs of every case between these, under all doctrines side by side."""
    view = atlas.view(**lens)
    for pair in pairs:
        for requested, requesting in (pair.split(), pair.split()[::-1]):
            for case in CASES:
                yield f"{requested} {requesting} {case}", view.extradition(requested=requested, requesting=requesting, **case).root.to_dict()


@pytest.mark.parametrize("lens", LENSES, ids=str)
def test_every_answer_about_extradition_is_sound(atlas: comity.Atlas, lens: dict[str, Any]) -> None:
    found = [f"{what}: {problem}" for what, proof in proofs(atlas, lens) for problem in check(proof)]
    assert not found, "\n".join(found[:10])


@pytest.mark.parametrize("doctrine", DOCTRINES)
@pytest.mark.parametrize("lens", [{}, {"eyes": "RS"}, {"known_by": "1980-01-01"}], ids=str)
def test_every_treaty_between_them_stands_soundly(atlas: comity.Atlas, lens: dict[str, Any], doctrine: str) -> None:
    view = atlas.view(**lens)
    tried, found = 0, []
    for pair in PAIRS:
        for treaty in candidates(view, *pair.split(), multilateral=pair in ("DE HR", "US BA")):
            bond = relations(view, doctrine).between(treaty, *pair.split())
            if bond.node is not None:
                tried += 1
                found += [f"{pair} {treaty.id}: {problem}" for problem in check(bond.node.to_dict())]
    assert tried and not found, "\n".join(found[:10])


def test_every_answer_as_json_is_as_sound(atlas: comity.Atlas) -> None:
    """What the checker reads is data: it says the same of a proof that has been written and read again."""
    proof = json.loads(json.dumps(next(proofs(atlas, {}))[1]))
    assert not check(proof)
    proof["nodes"][proof["root"]]["rule"] = "S24-duty"
    assert check(proof)


# --- tampering: a table of lies; each is told wherever it can be

@pytest.fixture(scope="module")
def sample(atlas: comity.Atlas) -> dict[str, list[Proof]]:
    """For every rule of law two sound proofs that use it: the smallest, and one of middle size."""
    by_rule: dict[str, list[Proof]] = {}
    for lens in ({}, {"eyes": "RS"}):
        for _, proof in proofs(atlas, lens):
            for rule in {n["rule"] for n in proof["nodes"].values() if "op" in n["args"]}:
                by_rule.setdefault(rule, []).append(proof)
    for found in by_rule.values():
        found.sort(key=lambda p: len(p["nodes"]))
    return {rule: [found[0], found[len(found) // 2]] for rule, found in by_rule.items()}


def spoil(proof: Proof, id_: str, how: Callable[[Node, Proof], object]) -> Proof:
    """A copy of a proof in which one node was changed."""
    bad = copy.deepcopy(proof)
    how(bad["nodes"][id_], bad)
    return bad


def moved(day: str, by: int) -> str:
    """A day some days later."""
    return str(iso(parse(day).earliest + by))


def flat_line(node: Node, bits: int) -> None:
    """A flat conclusion changed through and through: its argument and its timeline."""
    node["args"]["bits"] = bits
    node["timeline"][-1]["bits"] = {0: "", 3: "F", 12: "A"}[bits]


def a_bit(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    for n, entry in enumerate(node["timeline"]):
        for bits in {"", "F", "A", "FA", "fa"} - {entry["bits"]}:
            yield lambda bad, _, n=n, bits=bits: bad["timeline"][n].update(bits=bits)


def a_day_of_its_timeline(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    for n, entry in enumerate(node["timeline"]):
        for by in (-1, 1) if entry["from"] else ():
            yield lambda bad, _, n=n, by=by, day=entry["from"]: bad["timeline"][n].update({"from": moved(day, by)})


def the_operator(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    for op in {"and", "or", "not", "unless", "carry", "ever", "agree", "flat", "pool", "beside", "from"} - {node["args"]["op"]}:
        yield lambda bad, _, op=op: bad["args"].update(op=op)
    yield lambda bad, _: bad["args"].pop("op")


def a_premise_more(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    """Stand on one step more that says nothing of the matter: a dated act, or what the whole proof concludes."""
    strangers = [i for i, n in proof["nodes"].items() if n["rule"] in ("S9-dated", "S24-duty")]
    for other in {*strangers[:1], *strangers[-1:]} - {proof["root"]}:
        for n in range(len(node["premises"]) + 1) if node["rule"] != "S23-beside" or proof["nodes"][other]["rule"] != "S24-duty" else ():
            yield lambda bad, _, n=n, other=other: bad["premises"].insert(n, other)


def a_premise_less(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    """Where a rule needs so many; that an exception or an alternative which changes nothing was left out, no proof can show."""
    for n in range(len(node["premises"]) if node["args"]["op"] in ("carry", "not", "ever") or node["rule"] in ("vclt-24", "S24-deemed") else 0):
        yield lambda bad, _, n=n: bad["premises"].pop(n)


def a_law_that_is_not_there(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    """Stand on one claim more, from elsewhere in the proof."""
    more = [c for c in proof["claims"] if c not in node["claims"] and proof["claims"][c]["act"] in ("recognises", "enters-force", "continues")]
    for claim in more[:1]:
        yield lambda bad, _, claim=claim: bad["claims"].append(claim)


def the_day_carried_from(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    if node["args"]["op"] == "carry":
        for by in (-4000, -1, 1, 4000):
            yield lambda bad, _, by=by, day=node["args"]["day"]: bad["args"].update(day=moved(day, by))


def the_day_since(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    if node["args"]["op"] in ("carry", "agree", "flat") and node["args"].get("since"):
        for by in (-1, 1):
            yield lambda bad, _, by=by, day=node["args"]["since"]: bad["args"].update(since=moved(day, by))


def the_days_of_a_carry_throughout(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    """A lie that is consistent within the node: only the succession's own acts give it away."""
    def shift(bad: Node, by: int) -> None:
        old = bad["args"]["since"]
        bad["args"].update(day=moved(bad["args"]["day"], by), since=moved(old, by))
        for entry in bad["timeline"]:
            entry["from"] = moved(old, by) if entry["from"] == old else entry["from"]
    if node["args"]["op"] == "carry":
        for by in (-1, 1):
            yield lambda bad, _, by=by: shift(bad, by)


def a_link(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    link = node["args"].get("link")
    if link and node["premises"]:
        yield lambda bad, _: bad["args"].update(link=["FR", link[1]])
        yield lambda bad, _: bad["args"].update(link=[link[0]])
        yield lambda bad, _: bad["args"].pop("link")
    if link and node["args"]["op"] == "carry":
        yield lambda bad, _: bad["args"].update(link=link[::-1])
        yield lambda bad, _: bad["args"].update(link=[link[0], "FR"])
        yield lambda bad, _: bad["premises"].reverse()


def whom_a_state_is_between(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    """The states that a rule of law stands on are about whom they say."""
    def rename(bad: Proof, premise: str, n: int) -> None:
        bad["nodes"][premise]["args"]["ids"][n] = "FR"
    for premise in node["premises"]:
        below = proof["nodes"][premise]
        told = any(proof["nodes"][p]["rule"] != "S18-coverage" for p in below["premises"])  # a list names nobody that a proof could be held against
        if below["rule"] == "S10-bounds" and told and node["rule"] not in ("S21-no-state", "vclt-59"):
            for n in (0, 1):
                yield lambda _, bad, premise=premise, n=n: rename(bad, premise, n)


def who_agreed(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    if node["args"]["op"] == "agree" and any(e["bits"] not in ("", "A") for e in node["timeline"]):
        yield lambda bad, _: bad["args"].update(both=not bad["args"]["both"])


def a_strangers_consent(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    if node["args"]["op"] == "agree" and len(node["premises"]) > 1:
        for claim in sorted(cited_under(proof, proof["nodes"][node["premises"][1]])):
            yield lambda _, bad, claim=claim: bad["claims"][claim].update(holder="FR")


def cited_under(proof: Proof, node: Node) -> set[str]:
    """Every claim that a node stands on."""
    return {*node["claims"], *(c for premise in node["premises"] for c in cited_under(proof, proof["nodes"][premise]))}


def what_a_clause_settles(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    """A clause says another thing than its rule made of it."""
    lies = {("S24-bar", "own-nationals"): ("shall-not-refuse", "silent"), ("S24-bar", "retroactivity"): ("retroactive",),
            ("S24-dual", "offence-method"): ("list",), ("S24-not-listed", "list-read"): ("part",),
            ("us-power-granted", "own-nationals-power"): ("withheld",), ("S24-domestic", "own-nationals"): ("elsewise",),
            **{("S24-bar", ground): ("silent", "no-bar") for ground in ("political-offence", "lapse-of-time", "prior-trial", "capital-punishment")}}
    for claim in node["claims"][:1]:
        for value in lies.get((node["rule"], proof["claims"][claim]["act"]), ()):
            yield lambda _, bad, claim=claim, value=value: bad["claims"][claim].update(object=value)
        yield lambda _, bad, claim=claim: bad["claims"][claim].update(act="specialty", actor="FR")


def a_flat_conclusion_throughout(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    """A lie that is consistent within the node: only the rule, or the cited clause, gives it away. The facts of the case are not in the proof."""
    said = node["args"].get("bits")
    act = proof["claims"][node["claims"][0]]["act"] if node["claims"] else ""
    free = {"S24-bar": {0, 3} if act in ("own-nationals", "retroactivity") else {0, 3, 12}, "S24-dual": {3, 12}, "us-3184": {0, 3},
            "S24-domestic": {0, 3, 12}, "S24-own-law": {0, 3} if said != 12 else set()}.get(node["rule"], set())
    for bits in {0, 3, 12} - {said} - free if node["args"]["op"] == "flat" else ():
        yield lambda bad, _, bits=bits: flat_line(bad, bits)


def the_article(node: Node, proof: Proof) -> Iterator[Callable[[Node, Proof], object]]:
    if node["args"].get("article") and node["claims"]:
        yield lambda bad, _: bad["args"].update(article="999")


LIES = [a_bit, a_day_of_its_timeline, the_operator, a_premise_more, a_premise_less, a_law_that_is_not_there, the_day_carried_from, the_day_since,
        the_days_of_a_carry_throughout, a_link, whom_a_state_is_between, who_agreed, a_strangers_consent, what_a_clause_settles,
        a_flat_conclusion_throughout, the_article]


@pytest.mark.parametrize("lie", LIES, ids=lambda f: f.__name__)
def test_tampering_with_law_is_caught_wherever_it_happens(sample: dict[str, list[Proof]], lie: Callable[..., Any]) -> None:
    tried = 0
    for rule, kept in sample.items():
        for proof in kept:
            for id_, node in [(i, n) for i, n in proof["nodes"].items() if n["rule"] == rule and "op" in n["args"]][:1]:
                for n, how in enumerate(lie(node, proof)):
                    tried += 1
                    assert check(spoil(proof, id_, how)), f"{rule} {id_}: {lie.__name__}, {n}: {node['args']} {node['timeline']}"
    assert tried, "nowhere to try it"


def test_the_sample_has_every_operator_and_nearly_every_rule(sample: dict[str, list[Proof]]) -> None:
    used = {n["args"]["op"] for kept in sample.values() for p in kept for n in p["nodes"].values() if "op" in n["args"]}
    assert used >= {"and", "or", "not", "unless", "carry", "ever", "agree", "flat", "beside"}
    law = {r.name for r in REGISTRY if r.name.startswith(("vc", "us-", "S23", "S24", "S21")) or r.name in ("identity", "continuity", "clean-slate")}
    assert len(law - set(sample)) <= 4, law - set(sample)
