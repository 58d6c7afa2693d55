"""What `--json` prints is what the shipped schemas say, for every question, through every lens, on many days."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import comity
from comity import schemas
from comity.kernel.conflicts import KINDS
from comity.kernel.rules import REGISTRY

from ..conftest import Run
from .calls import LENSES, QUESTIONS, SCHEMAS, lenses

DAYS = ("1815-01-01", "1913-06-01", "1945-10-24", "1971-10-25", "1991-12-25", "2008-02-17", "2008-02-18", "2026-11-23", "2100-01-01")


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    """The validator of one schema."""
    return jsonschema.Draft202012Validator(schemas.schema(name))


def valid(text: str, schema: str) -> Any:
    """The parsed JSON, after checking it."""
    value = json.loads(text)
    errors = [f"{e.json_path}: {e.message[:200]}" for e in validator(schema).iter_errors(value)]
    assert not errors, errors
    return value


@pytest.mark.parametrize("name", schemas.names())
def test_a_schema_is_a_schema(name: str) -> None:
    schema = schemas.schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] and schema["description"] and schema["required"]


def test_an_unknown_schema_names_those_there_are() -> None:
    with pytest.raises(comity.UsageError, match="answer, bases, brief"):
        schemas.schema("nowhere")


def test_every_question_has_a_schema() -> None:
    assert {SCHEMAS.get(q, q) for q in QUESTIONS} | {"build"} == set(schemas.names())


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("question", [q for q in QUESTIONS if q != "brief"])
def test_every_question_through_every_lens(question: str, lens: str, run: Run, tmp_path: Path) -> None:
    ran = run(*QUESTIONS[question], *lenses(tmp_path)[lens], "--json")
    assert (ran.status, ran.err) == (0, "")
    said = valid(ran.out, SCHEMAS.get(question, question))
    assert said["question"]["ask"] == question


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("question", [q for q in QUESTIONS if q not in ("brief", "report", "resolve")])
def test_every_question_on_many_days(question: str, on: str, run: Run) -> None:
    said = valid(run(*QUESTIONS[question], "--on", on, "--json").out, SCHEMAS.get(question, question))
    assert said["on"] == on
    if "verdict" in said:
        assert (said["verdict"] is None) is ("doctrines" in said)


@pytest.mark.parametrize("lens", ["none", "eyes", "known-by", "suppose", "together"])
def test_brief(lens: str, run: Run, tmp_path: Path) -> None:
    ran = run("brief", "XK", "US", "--on", "2017-02-10", *lenses(tmp_path)[lens], "--json")
    said = valid(ran.out, "brief")
    numbers = {n["number"] for n in said["notes"]}
    assert numbers and all(set(s["notes"]) <= numbers for s in said["lead"])


def test_build_report(run: Run) -> None:
    said = valid(run("build", "--check", "--json").out, "build")
    assert said["counts"]["conflict"] == len(said["conflicts"]) == sum(said["kinds"].values())
    assert said["atlas"] is None


@pytest.mark.parametrize("flags", [(), ("--on", "2004-03-08"), ("--about", "extradition", "--about", "surrender"), ("--doctrine", "recorded")])
@pytest.mark.parametrize("pair", [("DE", "AL"), ("US", "HK"), ("GB", "SG"), ("RS", "XK")])
def test_treaties_of_many_kinds(pair: tuple[str, str], flags: tuple[str, ...], run: Run) -> None:
    said = valid(run("treaties", *pair, *flags, "--json").out, "treaties")
    doctrines = {"recorded"} if "recorded" in flags else {"recorded", "vcsst-1978", "clean-slate", "continuity"}
    assert all(set(treaty["doctrines"]) == doctrines for treaty in said["treaties"])
    assert all((under["verdict"] is None) is (said["on"] is None) for treaty in said["treaties"] for under in treaty["doctrines"].values())
    assert all({*treaty["about"]} & {*said["question"]["about"]} for treaty in said["treaties"] if said["question"]["about"])


@pytest.mark.parametrize("on", [None, "1990-01-01"])
def test_every_treaty_has_a_record(on: str | None, atlas: comity.Atlas) -> None:
    view = atlas.view()
    for id_ in list(atlas.treaties)[::7]:
        said = valid(json.dumps(view.treaty(id_).to_dict(on)), "treaty")
        assert (said["treaty"]["id"], said["on"], said["stands"] is None) == (id_, on, on is None)


@pytest.mark.parametrize("asked", [
    ("--from", "XK", "--to", "US", "--on", "2020-01-01", "--for", "murder", "--fact", "punishable=yes", "--fact", "political=no"),
    ("--from", "US", "--to", "yugoslavia-sfr", "--on", "1955-01-01", "--for", "murder", "--national-of", "yugoslavia-sfr"),
    ("--from", "CH", "--to", "AG", "--on", "2003-05-13", "--requested", "2003-01-01", "--committed", "2001-01-01"),
    ("--from", "GB", "--to", "SG", "--doctrine", "vcsst-1978"), ("--from", "TO", "--to", "abkhazia", "--on", "2015-01-01")])
def test_extradition_of_many_kinds(asked: tuple[str, ...], run: Run) -> None:
    said = valid(run("extradite", *asked, "--json").out, "extradition")
    nodes = said["proof"]["nodes"]
    for found in said["doctrines"].values():
        assert {found["proof"], found["domestic_proof"], *(b["proof"] for b in found["bars"] if b["force"] != "none")} <= set(nodes)
    assert {c["source"] for c in said["proof"]["claims"].values()} <= {s["id"] for s in said["sources"]}


@pytest.mark.parametrize("to", ["US", "GB", "XK", "yugoslavia-sfr"])
@pytest.mark.parametrize("on", ["1890-01-01", "1950-06-01", "1992-05-01", "2026-03-26"])
def test_bases_of_many_days(to: str, on: str, run: Run) -> None:
    said = valid(run("extradite", "--to", to, "--map", "--on", on, "--json").out, "bases")
    sources = {s["id"] for s in said["sources"]}
    assert sum(said["counts"].values()) == len(said["bases"]) and to not in {b["polity"] for b in said["bases"]}
    assert all({*b["sources"], *(w["source"] for w in b["lists"])} <= sources for b in said["bases"])
    assert all(b["sources"] for b in said["bases"] if b["standing"] not in ("unrecorded", "none"))
    assert said["conflicts"] == [b["polity"] for b in said["bases"] if b["contradicting"]]


@pytest.mark.parametrize(("name", "candidates", "status"), [("XK", 1, 0), ("Yugoslavia", 3, 1), ("Yugoslavai", 0, 1), ("", 0, 1)])
def test_resolve_lists_candidates(name: str, candidates: int, status: int, run: Run) -> None:
    ran = run("resolve", name, "--json")
    said = valid(ran.out, "resolve")
    assert (len(said["candidates"]), ran.status) == (candidates, status)


def test_a_wide_sample_of_pairs(atlas: comity.Atlas) -> None:
    pairs = [*atlas.pairs_of("recognition")[::15], "ZW AL"]
    views = [atlas.view(), atlas.view(eyes="RS"), atlas.view(known_by="2009-01-01"), atlas.view(without=["cow-system-2024"])]
    rules, kinds = set(), set()
    for n, pair in enumerate(pairs):
        answer = views[n % len(views)].recognition(*pair.split())
        said = valid(json.dumps(answer.to_dict(DAYS[n % len(DAYS)])), "answer")
        rules |= {node["rule"] for node in said["proof"]["nodes"].values()}
        kinds |= {c["kind"] for c in said["conflicts"]}
        check_whole(said)
    assert len(pairs) > 50
    assert rules <= {r.name for r in REGISTRY} and len(rules) > 5
    assert kinds <= set(KINDS) and len(kinds) > 2


def check_whole(said: Any) -> None:
    """What a schema cannot say: the timeline is gapless, and everything referred to is there."""
    timeline = said["timeline"]
    assert timeline[0]["from"] is None and timeline[-1]["until"] is None
    assert all(a["until"] == b["from"] is not None for a, b in pairwise(timeline))
    nodes, claims = said["proof"]["nodes"], said["proof"]["claims"]
    assert said["proof"]["root"] in nodes
    assert all(set(node["premises"]) <= set(nodes) and set(node["claims"]) <= set(claims) for node in nodes.values())
    assert {c["source"] for c in claims.values()} <= {s["id"] for s in said["sources"]} | {"supposed"}


@pytest.mark.parametrize(("path", "value"), [
    (("verdict",), "maybe"), (("on",), "2008-02-31x"), (("timeline", 0, "bits"), "X"), (("timeline",), []), (("timeline", 0, "until"), "yesterday"),
    (("question", "ask"), "recognises"), (("lens", "doctrine"), "mine"), (("atlas", "hash"), "abc"), (("conflicts",), None)])
def test_the_answer_schema_refuses(path: tuple[str | int, ...], value: object, atlas: comity.Atlas) -> None:
    inner = said = json.loads(json.dumps(atlas.view().recognition("US", "XK").to_dict("2008-02-18")))
    assert validator("answer").is_valid(said)
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert not validator("answer").is_valid(said)


def test_shapes_may_grow(atlas: comity.Atlas) -> None:
    said = atlas.view().recognition("US", "XK").to_dict("2008-02-18")
    assert validator("answer").is_valid(json.loads(json.dumps({**said, "doctrines": {}})))
