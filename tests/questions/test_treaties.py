"""Treaties: how one stands between two, what binds two, and one treaty's life."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import comity
from comity.kernel.lens import DOCTRINES
from comity.kernel.standing import Verdict
from comity.questions.treaties.ask import Tie, Treaties, candidates
from comity.questions.treaties.record import EXPECTED

OVERLAY = """
[sources.my-note]
title = "Note to file"
publisher = "My desk"
published = 2010-02-01
kind = "primary"
licence = "private"

[[claims]]
relation = "in-force"
act = "terminates"
actor = "US"
object = "XK"
treaty = "us-serbia-1901"
date = "2010-01-01"
date_kind = "effective"
holder = "XK"
source = "my-note"
read = "read"
"""


@pytest.fixture(scope="module")
def view(atlas: comity.Atlas) -> comity.View:
    """The neutral view, with all doctrines."""
    return atlas.view()


# one treaty between two


@pytest.mark.parametrize(("treaty", "a", "b", "on", "verdict"), [
    ("us-serbia-1901", "US", "XK", "2010-07-16", "yes"), ("us-serbia-1901", "US", "XK", "2019-06-13", "no"),
    ("us-kosovo-2016", "US", "XK", "2019-06-12", "no"), ("us-kosovo-2016", "XK", "US", "2019-06-13", "yes"),
    ("us-serbia-1901", "US", "yugoslavia-sfr", "1954-06-01", "yes"), ("us-serbia-1901", "TO", "NZ", "2010-07-16", "unrecorded"),
    ("hcch-apostille-1961", "DE", "AL", "2004-03-07", "yes"), ("hcch-apostille-1961", "DE", "AL", "2004-03-08", "no"),
    ("us-albania-2020", "US", "AL", "2026-01-01", "unrecorded")])
def test_in_force(treaty: str, a: str, b: str, on: str, verdict: str, view: comity.View) -> None:
    found = view.in_force(treaty, a, b)
    assert found.on(on) == verdict
    assert found.question == {"ask": "in-force", "treaty": treaty, "a": a, "b": b, "doctrine": "recorded"}


@pytest.mark.parametrize(("doctrine", "verdict"), [("recorded", "yes"), ("vcsst-1978", "yes"), ("clean-slate", "no"), ("continuity", "yes")])
def test_the_doctrine_of_the_lens_decides(doctrine: str, verdict: str, atlas: comity.Atlas) -> None:
    found = atlas.view(doctrine=doctrine).in_force("us-serbia-1901", "US", "XK")
    assert (found.on("2010-07-16"), found.question["doctrine"]) == (verdict, doctrine)


def test_an_answer_is_whole(view: comity.View) -> None:
    found = view.in_force("us-serbia-1901", "US", "XK")
    said = found.to_dict("2010-07-16")
    assert {c["source"] for c in said["proof"]["claims"].values()} <= {s["id"] for s in said["sources"]}
    assert said["timeline"][0]["from"] is None and all(a["until"] == b["from"] for a, b in pairwise(said["timeline"]))
    assert found.left_out == {} and found.presumed_from <= view.atlas.date + 1


def test_conflicts_are_of_that_treaty_between_those_two(view: comity.View) -> None:
    found = [(id_, pair, c) for pair, ids in view.atlas.in_force.items() for id_ in ids
             for c in view.in_force(id_, *pair.split()).conflicts]
    assert found
    assert all(claim.of == id_ and claim.pair == pair for id_, pair, c in found for claim in c.claims if claim.relation == "in-force")


def test_names_and_titles_will_do(view: comity.View) -> None:
    by_name = view.in_force("United States–Kingdom of Serbia 1901", "United States", "Kosovo", on="2010-07-16")
    assert by_name.to_dict() == view.in_force("us-serbia-1901", "US", "XK").to_dict()


def test_what_the_lens_leaves_out_is_counted(atlas: comity.Atlas) -> None:
    early = atlas.view(known_by="1953-01-01")
    assert sum(early.in_force("us-serbia-1901", "US", "yugoslavia-sfr").left_out.values()) > 0
    assert sum(early.treaties("US", "yugoslavia-sfr").left_out.values()) >= sum(
        early.in_force("us-serbia-1901", "US", "yugoslavia-sfr").left_out.values())
    assert early.in_force("us-serbia-1901", "US", "yugoslavia-sfr").on("1952-12-31") is Verdict.DISPUTED


def test_an_overlay_counts(tmp_path: Path, atlas_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OVERLAY)
    view = comity.open(atlas_path, overlays=[tmp_path / "mine.toml"]).view()
    assert view.in_force("us-serbia-1901", "US", "XK").on("2010-07-16") is not Verdict.YES
    (tie,) = [t for t in view.treaties("US", "XK", on="2010-07-16", about="extradition").treaties if t.treaty.id == "us-serbia-1901"]
    assert "my-note" in {c.source for c in tie.ended_by}
    assert "my-note" in {c.source for c in view.treaty("us-serbia-1901").in_force}


@pytest.mark.parametrize(("a", "b"), [("US", "US"), ("US", "United States")])
def test_two_are_two(a: str, b: str, view: comity.View) -> None:
    with pytest.raises(comity.UsageError, match="name two"):
        view.treaties(a, b)
    with pytest.raises(comity.UsageError, match="name two"):
        view.in_force("us-serbia-1901", a, b)


# what binds two


def ties(found: Treaties) -> dict[str, Tie]:
    """The treaties of an answer by id."""
    return {t.treaty.id: t for t in found.treaties}


def test_every_doctrine_side_by_side(view: comity.View) -> None:
    found = ties(view.treaties("US", "XK", on="2010-07-16", about="extradition"))
    tie = found["us-serbia-1901"]
    assert {d: a.on("2010-07-16").value for d, a in tie.answers.items()} == {
        "recorded": "yes", "vcsst-1978": "yes", "clean-slate": "no", "continuity": "yes"}
    assert tie.chains["recorded"] == ("serbia-kingdom", "yugoslavia-kingdom", "yugoslavia-sfr", "XK")
    assert tie.chains["clean-slate"] == () and "RS" in tie.chains["vcsst-1978"]


def test_one_doctrine_of_the_lens(atlas: comity.Atlas) -> None:
    found = atlas.view(doctrine="continuity").treaties("US", "XK", about="extradition")
    assert found.treaties and all(set(t.answers) == {"continuity"} for t in found.treaties)


def test_they_come_in_order_of_signature_and_about_one_matter(view: comity.View) -> None:
    found = view.treaties("US", "GB", about="extradition").treaties
    assert [t.treaty.start for t in found] == sorted(t.treaty.start for t in found)
    assert len(found) > 3 and all("extradition" in t.treaty.about for t in found)
    both = view.treaties("US", "GB", about=["extradition", "narcotics"]).treaties
    assert {t.treaty.id for t in found} < {t.treaty.id for t in both}


def test_what_replaced_and_what_cut(view: comity.View) -> None:
    assert ties(view.treaties("US", "XK", about="extradition"))["us-serbia-1901"].replaced_by == ("us-kosovo-2016",)
    assert ties(view.treaties("US", "XK", on="2010-07-16", about="extradition"))["us-serbia-1901"].replaced_by == ()
    (cut,) = ties(view.treaties("AL", "DE", on="2010-01-01"))["hcch-apostille-1961"].cut_by
    assert (cut.act, cut.holder, cut.date) == ("excludes", "DE", "2004-03-08")
    assert ties(view.treaties("AL", "DE", on="2004-03-07"))["hcch-apostille-1961"].cut_by == ()


def test_what_suspended_it(view: comity.View) -> None:
    tie = ties(view.treaties("US", "HK", on="2021-01-01", about="extradition"))["us-hong-kong-1996"]
    assert {c.act for c in tie.ended_by} == {"suspends"}
    assert not ties(view.treaties("US", "HK", on="2019-01-01", about="extradition"))["us-hong-kong-1996"].ended_by


def test_declarations_stand_beside(view: comity.View) -> None:
    declared = ties(view.treaties("DE", "FR", on="2000-01-01", about="extradition"))["ets-024"].declared
    assert {p.party for p in declared} == {"DE", "FR"} and any(p.provision == "own-nationals" for p in declared)


@pytest.mark.parametrize(("a", "b"), [("US", "XK"), ("GB", "SG"), ("RU", "UA"), ("AL", "DE")])
def test_leaving_out_what_cannot_bind_leaves_out_nothing(a: str, b: str, view: comity.View) -> None:
    every = {t.id for t in candidates(view, a, b) if Tie(view, t, a, b, DOCTRINES, None).recorded}
    assert set(ties(view.treaties(a, b))) == every


def test_the_order_of_the_two_is_the_same(view: comity.View) -> None:
    one, other = view.treaties("US", "XK", on="2010-07-16").to_dict(), view.treaties("XK", "US", on="2010-07-16").to_dict()
    assert [t["id"] for t in one["treaties"]] == [t["id"] for t in other["treaties"]]
    assert [{d: u["verdict"] for d, u in t["doctrines"].items()} for t in one["treaties"]] == [
        {d: u["verdict"] for d, u in t["doctrines"].items()} for t in other["treaties"]]


def test_an_unknown_matter_names_those_there_are(view: comity.View) -> None:
    with pytest.raises(comity.UsageError, match="it may be extradition, surrender"):
        view.treaties("US", "XK", about="love")


def test_nothing_is_made_up(atlas: comity.Atlas) -> None:
    assert atlas.view(trusting=["us-state-2008-02-18"]).treaties("US", "XK", about="extradition").treaties == ()


# one treaty


def test_a_record_reads_both_ways(view: comity.View) -> None:
    old, new = view.treaty("us-serbia-1901"), view.treaty("us-kosovo-2016")
    assert ("from", "us-kosovo-2016", "replaces") in {(x.direction, x.treaty.id, x.link.act) for x in old.links}
    assert ("to", "us-serbia-1901", "replaces") in {(x.direction, x.treaty.id, x.link.act) for x in new.links}


def test_what_was_not_read_is_said(view: comity.View) -> None:
    known = view.treaty("us-serbia-1901")
    read = {p.provision for p in known.provisions}
    assert known.unread is not None and not set(known.unread) & (read - {"list-read"})
    assert set(known.unread) == {w for w in EXPECTED if w not in read} | {"list-read"}
    unseen = view.treaty("us-belgium-1901")
    assert unseen.provisions == () and unseen.unread == EXPECTED
    assert view.treaty("un-genocide-1948").unread is None and view.treaty("ets-086").unread is None


def test_whom_it_binds(view: comity.View) -> None:
    bilateral = view.treaty("us-serbia-1901").on("1954-06-01")
    assert bilateral["US yugoslavia-sfr"] is Verdict.YES and bilateral["US XK"] is Verdict.NO
    parties = view.treaty("un-genocide-1948").on("2010-01-01")
    assert parties["FR"] is Verdict.YES and parties["DO"] is Verdict.UNRECORDED and parties["ussr"] is Verdict.NO
    assert sum(v is Verdict.YES for v in parties.values()) > 130


def test_what_was_said_comes_in_order_of_time(view: comity.View) -> None:
    said = view.treaty("us-serbia-1901").to_dict("1954-06-01")
    assert said["in_force"] and all(c["treaty"] == "us-serbia-1901" for c in said["in_force"])
    whole = view.treaty("us-serbia-1901").in_force
    when = [c.latest if c.earliest < 0 else c.earliest for c in whole]
    assert when == sorted(when) and len(whole) > len(said["in_force"])


def test_coverage_is_named(view: comity.View) -> None:
    assert {c.source for c in view.treaty("un-genocide-1948").coverage} == {"untc-2015"}
    assert {c.relation for c in view.treaty("us-serbia-1901").coverage} == {"extradition"}


@pytest.mark.parametrize("text", ["us-serbia-1901", "US Serbia 1901", "us serbia kingdom 1901", "32 Stat. 1890",
                                  "United States–Kingdom of Serbia 1901"])
def test_a_treaty_has_many_names(text: str, view: comity.View) -> None:
    assert view.treaty(text).treaty.id == "us-serbia-1901"


def test_several_are_told_apart(view: comity.View) -> None:
    with pytest.raises(comity.AmbiguousName, match=r'"Belgium US" is \d treaties: .*us-belgium-1882') as caught:
        view.treaty("Belgium US")
    assert len(caught.value.candidates) > 3


@pytest.mark.parametrize(("text", "near"), [("us-serbia-1902", "us-serbia-1901"), ("Apostile convention", "hcch-apostille-1961"), ("Nowhereland", ""),
                                            ("", "")])
def test_none_is_guessed(text: str, near: str, view: comity.View) -> None:
    with pytest.raises(comity.UnknownName, match="is no treaty of this atlas") as caught:
        view.treaty(text)
    assert near in caught.value.suggestions if near else caught.value.suggestions == ()
