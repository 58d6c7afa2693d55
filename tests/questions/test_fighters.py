"""Foreign fighters: figures by scope, rates by vintage, rank ranges, comparisons, and what explains a printed rate."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import comity
from comity.kernel.figures import MILLION, Interval, Rank
from comity.questions.fighters.ranking import Ranking, Rankings, survivals
from comity.questions.fighters.rates import spell
from comity.questions.fighters.record import Fighters, Row

from ..atlas.world_figures import figure, holding, people, printed

KCSS, NYT, ICSR, COPY = "ansa-2015-04-15-kcss", "nyt-2016-05-21-copy", "icsr-2015-01", "lukesonnet-icsr"
OTHERS = {name: f'title = "{name}"\npublisher = "Press"\npublished = {day}\nkind = "secondary"\nlicence = "facts only"\n'
          for name, day in (("early", "2009-07-01"), ("late", "2012-01-01"))}
FILES = {f"sources/{name}.toml": text for name, text in OTHERS.items()} | {
    "sources/undated.toml": 'title = "x"\npublisher = "Press"\nkind = "secondary"\nlicence = "facts only"\n'}


@pytest.fixture(scope="module")
def view(atlas: comity.Atlas) -> comity.View:
    """The neutral view."""
    return atlas.view()


@pytest.fixture(scope="module")
def kosovo(view: comity.View) -> Fighters:
    """Everything counted of Kosovo."""
    return view.fighters("XK")


def of(found: Fighters, source: str, unit: str = "persons", theatre: str = "syria-iraq") -> Row:
    """The one row of a source in a unit."""
    (row,) = [r for r in found.rows if (r.figure.source, r.figure.unit, r.figure.theatre) == (source, unit, theatre)]
    return row


def ranks(found: Rankings | Ranking) -> dict[str, tuple[int, int]]:
    """Best and worst rank by place, of the only ranking."""
    ranking = found if isinstance(found, Ranking) else found.rankings[0]
    assert isinstance(found, Ranking) or len(found.rankings) == 1
    return {r.figure.place: (r.rank.best, r.rank.worst) for r in ranking.rows}


def bounds(low: int | None, high: int | None) -> Interval:
    """An interval of whole numbers."""
    return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))


# --- Kosovo

def test_kosovos_232(kosovo: Fighters, view: comity.View) -> None:
    """The cases of the centre in Pristina until January 2015, exact in one copy of its report, at least as many in another."""
    row = of(kosovo, KCSS)
    assert row.figure.interval == bounds(232, 232) and (row.figure.basis, row.figure.holder, row.figure.counted) == ("cases", "kcss", "citizens")
    other = of(kosovo, "kcss-2015-rferl-copy")
    assert other.figure.interval == bounds(232, None) and other.rate is not None and other.rate.bounds.high is None
    (pair,) = view.compare_figures(KCSS, "kcss-2015-rferl-copy").pairs
    assert (pair.verdict, pair.differences) == ("agrees", {})


def test_kosovos_125_per_million_is_nobodys_population_of_the_year(kosovo: Fighters, view: comity.View) -> None:
    """It is printed beside 232; by no population here of a year near does any count give it, and the nearest says what it would need."""
    assert {(p.rate_low, p.per, p.base) for p in kosovo.printed if p.holder == "kcss" and p.rate_low} == {("125", MILLION, "total")}
    found = view.explain_rate("XK", "125")
    assert found.found == () and found.nearest is not None
    assert (found.nearest.figure.low, spell(Interval(found.nearest.rate, found.nearest.rate), 2)) == (232, "125.72")
    low, high = found.implied(232)
    assert low is not None and high is not None and (round(low), round(high)) == (1848606, 1863454)
    said = found.to_dict()
    assert said["nearest"]["implied"] == {"low": 1848606, "high": 1863454}
    assert {s["id"] for s in said["sources"]} == {found.nearest.figure.source, found.nearest.population.source}


def test_the_newspapers_314_and_its_parts(kosovo: Fighters) -> None:
    whole = next(w for w in kosovo.wholes if w.whole.source == NYT)
    assert whole.whole.interval == bounds(314, 314) and whole.whole.counted == "travellers-and-families"
    assert {p.unit: p.interval for p in whole.parts} == {
        "suicide-bombers": bounds(2, 2), "women": bounds(44, 44), "children": bounds(28, 28)}
    assert (whole.sum, whole.verdict) == (bounds(74, 74), "within")
    assert {w.verdict for w in kosovo.wholes if w.whole.source == "kosovaport-isis-100"} == {"equals"}


def test_parts_are_no_figures_to_be_ranked_or_explained_away(kosovo: Fighters, view: comity.View) -> None:
    assert not any(x.figure.part_of for r in view.fighter_ranks(per_head=False).rankings for x in r.rows)
    assert not any(p.one.part_of or p.other.part_of for p in view.compare_figures(NYT, "kosovaport-isis-100").pairs)
    assert [r.figure.part_of != "" for r in kosovo.rows] == sorted(r.figure.part_of != "" for r in kosovo.rows)


def test_314_and_232_count_different_things(view: comity.View) -> None:
    (pair,) = view.compare_figures(KCSS, NYT).pairs
    assert pair.verdict == "differs" and set(pair.differences) == {"groups", "counted", "as_of"}
    assert pair.to_dict()["fits"] is False


def test_why_kosovos_figures_differ(kosovo: Fighters) -> None:
    said = "\n".join(kosovo.spread)
    assert "they count different people counted: citizens" in said and "they count different sides joined" in said
    assert "lukesonnet-icsr copies icsr-2015-01, and is no second count" in said
    assert "cannot both hold" not in said


def test_first_in_one_count_second_in_another_fourteenth_in_a_third(kosovo: Fighters, view: comity.View) -> None:
    """All three stand side by side, each with its scope; the first and the third are of one report."""
    said = {(p.source, p.base): p for p in kosovo.printed if p.rank or p.superlative}
    first, third = said["kcss-2015-rferl-copy", "total"], said["qkss-2015-04-14", "muslims"]
    assert (first.rank, first.of, first.superlative) == (1, 22, "highest")
    assert (third.rank, third.of) == (14, 22) and first.holder == third.holder == "kcss"
    second = said["voxeurop-2015-11-16-rferl", "total"]
    assert (second.superlative, second.rate_low) == ("second-highest", "83")
    ahead = next(p for p in view.fighters("BA").printed if p.source == "voxeurop-2015-11-16-rferl")
    assert (ahead.superlative, ahead.rate_low) == ("highest", "92")
    assert {(p.base, p.groups, p.theatre) for p in (first, second, third)} == {
        ("total", "isis-and-others", "syria-iraq"), ("total", "any", "syria-iraq"), ("muslims", "any", "syria-iraq")}
    shown = kosovo.to_dict()["printed"]
    assert all(p["theatre"] and p["groups"] and p["row"] for p in shown) and len(shown) == len(kosovo.printed)


@pytest.mark.parametrize(("source", "kosovos", "bosnias"), [("birn-2014-09-17-balkan-fighters", (2, 2), (1, 1)), (COPY, (6, 8), (5, 5))])
def test_kosovo_is_behind_bosnia_in_every_count_that_has_both(source: str, kosovos: tuple[int, int], bosnias: tuple[int, int],
                                                              view: comity.View) -> None:
    found = ranks(view.fighter_ranks(source=source, theatre="syria-iraq"))
    assert (found["XK"], found["BA"]) == (kosovos, bosnias)


# --- rates

@pytest.mark.parametrize(("vintage", "people", "rate"), [("2016-01-01", 3824746, "86"), ("2020-12-31", 3482104, "95"), ("2025-06-01", 3564829, "93")])
def test_bosnias_rate_moves_with_the_vintage(vintage: str, people: int, rate: str, view: comity.View, atlas: comity.Atlas) -> None:
    """330 of 2014, over the World Bank's population of 2014 as published in 2015, 2020 and 2025."""
    row = of(view.fighters("BA", vintage=vintage), COPY)
    assert row.rate is not None and (row.rate.population.year, row.rate.population.low) == (2014, people)
    assert row.rate.bounds == Interval(Fraction(330 * MILLION, people), Fraction(330 * MILLION, people)) and spell(row.rate.bounds, 0) == rate
    explained = view.explain_rate("BA", rate).found
    assert any((e.figure.source, e.population.low, e.population.year) == (COPY, people, 2014) for e in explained)


def test_the_lens_moves_the_vintage_too(atlas: comity.Atlas, view: comity.View) -> None:
    paper = "vecernji-ba-2014-09-18"
    early = of(atlas.view(known_by="2016-01-01").fighters("BA"), paper).rate
    assert early is not None and early == of(view.fighters("BA", vintage="2016-01-01"), paper).rate
    assert early != of(view.fighters("BA"), paper).rate and early != of(view.fighters("BA", vintage="2016-01-01", year=2012), paper).rate


def test_nothing_published_later_counts(atlas: comity.Atlas) -> None:
    found = atlas.view(known_by="2015-06-01").fighters("XK")
    limit = found.view.lens.known_by
    assert limit is not None and found.rows
    assert all((r.figure.published or 0) <= limit and (r.rate is None or (r.rate.population.published or 0) <= limit) for r in found.rows)
    assert found.left_out["undated"] and found.left_out["lens"] > len(found.rows)
    assert not any(r.figure.source == NYT for r in found.rows)
    assert len(atlas.view(known_by="2016-06-01").fighters("XK").rows) > len(found.rows)


def test_counted_by_a_day(view: comity.View) -> None:
    found = view.fighters("XK", on="2015-01-31")
    assert {r.figure.source for r in found.rows} >= {KCSS} and found.left_out["later"]
    assert NYT not in {r.figure.source for r in found.rows}


def test_nobodys_rate_where_no_population_is_known(tmp_path: Path) -> None:
    found = holding(tmp_path, [figure("AA", 10, 20), figure("BB", 10, 20)], [people("AA", 1000)]).view()
    assert found.fighters("BB").rows[0].rate is None
    assert found.fighters("AA", vintage="2009-01-01").rows[0].rate is None
    assert found.fighters("AA", base="muslims").rows[0].rate is None
    assert found.fighters("AA", year=2008).rows[0].rate is None


def test_a_population_of_the_year_or_the_last_before(tmp_path: Path) -> None:
    atlas = holding(tmp_path, [figure("AA", 10, 20)], [people("AA", 1000, year=2007), people("AA", 2000, 4000, year=2008), people("AA", 1, year=2010),
                                                       people("AA", 500, year=2008, source="early")], files=FILES)
    row = atlas.view().fighters("AA").rows[0]
    assert row.rate is not None and row.rate.population.year == 2008
    assert row.rate.bounds == bounds(10 * MILLION // 4000, 20 * MILLION // 2000)
    earlier = atlas.view().fighters("AA", vintage="2009-12-31").rows[0].rate
    assert earlier is not None and earlier.bounds.low == 20_000


# --- ranks

def test_the_rank_of_fourteen_western_countries(view: comity.View) -> None:
    found = view.fighter_ranks(source=ICSR, per_head=False)
    (ranking,) = found.rankings
    assert ranking.certainly_first == ranking.possibly_first == ("FR",) and len(ranking.rows) == 14
    assert ranks(found)["DE"] == ranks(found)["GB"] == (2, 3) and ranks(found)["BE"] == (4, 4)
    per_head = view.fighter_ranks(source=ICSR)
    assert per_head.rankings[0].certainly_first == per_head.rankings[0].possibly_first == ("BE",)
    assert ranks(per_head)["DK"] == (2, 4) and ranks(per_head)["SE"] == (2, 5)


def test_nobody_is_certainly_first_where_two_may_be(view: comity.View) -> None:
    (ranking,) = view.fighter_ranks(source=COPY, theatre="syria-iraq").rankings
    assert ranking.certainly_first == () and set(ranking.possibly_first) == {"JO", "TN"}


def test_a_ranking_is_of_one_source_scope_and_day(view: comity.View) -> None:
    for per_head in (True, False):
        rankings = view.fighter_ranks(per_head=per_head).rankings
        assert len(rankings) > 5
        for r in rankings:
            assert {(x.figure.source, x.figure.scope, x.figure.as_of) for x in r.rows} == {(r.source, r.scope, r.as_of)}
            assert len({x.figure.place for x in r.rows}) == len(r.rows)
        keys = [(r.source, r.scope, r.as_of) for r in rankings]
        assert len(keys) == len(set(keys))


def test_figures_of_other_scopes_are_not_ranked_together(tmp_path: Path) -> None:
    rows = [figure(p, n, n, **scope) for p, n in (("AA", 3), ("BB", 2), ("old-ceria", 1))
            for scope in ({}, {"theatre": "iraq"}, {"kind": "stock"}, {"unit": "women"}, {"as_of": "2009-05"}, {"source": "list"})]
    found = holding(tmp_path, rows).view().fighter_ranks(per_head=False)
    assert len(found.rankings) == 6 and all(ranks(r) == {"AA": (1, 1), "BB": (2, 2), "old-ceria": (3, 3)} for r in found.rankings)
    alone = [figure("AA", 3, 3), figure("BB", 2, 2), figure("old-ceria", 1, 1, kind="stock")]
    assert holding(tmp_path, alone).view().fighter_ranks(per_head=False).rankings == ()


def test_ranks_overlap_where_bounds_do(tmp_path: Path) -> None:
    rows = [figure("AA", 10, 20), figure("BB", 15, None), figure("old-ceria", None, 12)]
    populations = [people("AA", 1000), people("BB", 1000)]
    view = holding(tmp_path, rows, populations).view()
    assert ranks(view.fighter_ranks(per_head=False)) == {"AA": (1, 3), "BB": (1, 2), "old-ceria": (2, 3)}
    (ranking,) = view.fighter_ranks().rankings
    assert ranks(ranking) == {"AA": (1, 2), "BB": (1, 2)} and [f.place for f in ranking.left] == ["old-ceria"]


def test_two_figures_of_one_place_count_with_all_their_bounds(tmp_path: Path) -> None:
    rows = [figure("AA", 10, 10), figure("AA", 30, 30, holder="AA"), figure("BB", 20, 20), figure("old-ceria", 5, 5)]
    assert ranks(holding(tmp_path, rows).view().fighter_ranks(per_head=False)) == {"AA": (1, 2), "BB": (1, 2), "old-ceria": (3, 3)}


def test_among_some(view: comity.View) -> None:
    found = view.fighter_ranks(source=COPY, theatre="syria-iraq", among=["BA", "XK", "AL", "MK"])
    assert ranks(found) == {"BA": (1, 1), "XK": (2, 2), "AL": (3, 3), "MK": (4, 4)}
    assert found.to_dict()["question"]["among"] == ["BA", "XK", "AL", "MK"]


def test_superlatives_against_rankings(tmp_path: Path) -> None:
    rows = [figure("AA", 10, 20), figure("BB", 15, 15), figure("old-ceria", 1, 1)]
    said = [printed(place, superlative="highest", base=base)
            for place, base in (("AA", ""), ("AA", "total"), ("BB", "total"), ("AA", "muslims"), ("old-ceria", ""))]
    populations = [people("AA", 100), people("BB", 1000), people("old-ceria", 1000), people("AA", 100, base="muslims"),
                   people("BB", 1, base="muslims"), people("old-ceria", 100, base="muslims")]
    found = survivals(holding(tmp_path, rows, populations, said).view())
    assert [(s.printed.place, s.printed.base, s.verdict) for s in found] == [
        ("AA", "", "possible"), ("AA", "total", "certain"), ("BB", "total", "not"), ("AA", "muslims", "not"), ("old-ceria", "", "not")]


# --- lenses

def test_eyes_count_their_own_where_they_count(tmp_path: Path) -> None:
    rows = [figure("AA", 10, 10), figure("AA", 30, 30, holder="AA/army"), figure("AA", 4, 4, theatre="iraq"), figure("BB", 20, 20)]
    view = holding(tmp_path, rows).view(eyes="AA")
    assert [(r.figure.theatre, r.figure.low) for r in view.fighters("AA").rows] == [("iraq", 4), ("syria", 30)]
    assert [r.figure.low for r in view.fighters("BB").rows] == [20]
    assert [r.figure.low for r in view.fighters("AA", theatre="iraq").rows] == [4]


def test_eyes_see_their_own_rankings_or_all(atlas: comity.Atlas, view: comity.View) -> None:
    own = atlas.view(eyes="icsr").fighter_ranks().rankings
    assert own and all(x.figure.holder == "icsr" for r in own for x in r.rows)
    assert len(atlas.view(eyes="XK").fighter_ranks().rankings) == len(view.fighter_ranks().rankings)


def test_eyes_do_not_hide_what_is_compared(atlas: comity.Atlas, view: comity.View) -> None:
    for eyes in ("icsr", "XK"):
        assert atlas.view(eyes=eyes).compare_figures(KCSS, NYT).to_dict()["pairs"] == view.compare_figures(KCSS, NYT).to_dict()["pairs"]


def test_without_a_source_its_copies_go_too(atlas: comity.Atlas) -> None:
    found = atlas.view(without=[NYT]).fighters("XK")
    assert NYT not in {r.figure.source for r in found.rows} and found.left_out == {"lens": 4}


# --- comparisons and contradictions

def pair(tmp_path: Path, one: dict[str, object], other: dict[str, object]) -> tuple[str, list[str], bool]:
    """The verdict on two figures of one place in two sources, in what they differ, and whether the record calls them a contradiction."""
    view = holding(tmp_path, [{**one, "source": "paper"}, {**other, "source": "list"}]).view()
    (found,) = view.compare_figures("paper", "list").pairs
    return found.verdict, sorted(found.differences), any("cannot both hold" in line for line in view.fighters("AA").spread)


def test_what_disagrees_and_what_only_differs(tmp_path: Path) -> None:
    one = figure("AA", 10, 20)
    assert pair(tmp_path, one, figure("AA", 21, None)) == ("disagrees", [], True)
    assert pair(tmp_path, one, figure("AA", 20, 30)) == ("agrees", [], False)
    assert pair(tmp_path, one, figure("AA", None, 12)) == ("agrees", [], False)
    assert pair(tmp_path, one, figure("AA", 30, 30, groups="isis")) == ("differs", ["groups"], False)
    assert pair(tmp_path, one, figure("AA", 15, 15, as_of="2009-05")) == ("differs", ["as_of"], False)
    assert pair(tmp_path, one, figure("AA", 5, 5, basis="sample")) == ("differs", ["basis"], False)
    assert pair(tmp_path, {**one, "basis": "sample"}, figure("AA", 5, 5, basis="sample")) == ("differs", ["basis"], False)
    assert pair(tmp_path, {**one, "basis": "sample"}, figure("AA", 15, 15, basis="sample")) == ("agrees", [], False)


def test_every_pair_of_one_scope_is_held_against_the_other(tmp_path: Path) -> None:
    rows = [figure("AA", n, n, source=s, unit=u) for s, u, n in (("paper", "killed", 1), ("paper", "persons", 9), ("list", "killed", 1),
                                                                 ("list", "persons", 8), ("list", "returnees", 2))]
    found = holding(tmp_path, [*rows, figure("BB", 1, 1)]).view().compare_figures("paper", "list")
    assert [(p.one.unit, p.other.unit, p.verdict) for p in found.pairs] == [("killed", "killed", "agrees"), ("persons", "persons", "disagrees")]
    assert found.only == {"paper": ("BB",), "list": ()}


def test_a_source_does_not_contradict_itself_and_others_do(view: comity.View) -> None:
    said = view.fighters("western-balkans").spread
    assert "of the same scope and day, ansa-2019-08-12-ctc (1,225) and ctc-2019-western-balkans (1,070) cannot both hold" in said
    verdicts = {p.one.unit: p.verdict for p in view.compare_figures("ansa-2019-08-12-ctc", "ctc-2019-western-balkans").pairs}
    assert verdicts["killed"] == "agrees" and verdicts["persons"] == "disagrees"


def test_holders_are_compared_and_named_even_where_a_source_has_several(view: comity.View) -> None:
    assert view.fighter_ranks(source="XK/executive").rankings == () and view.compare_figures("XK/police", "XK/executive").pairs
    with pytest.raises(comity.UnknownName, match=r'"nobody" gives no figure here; holders that do: .*kcss'):
        view.compare_figures("kcss", "nobody")
    with pytest.raises(comity.UsageError, match="name two sources"):
        view.compare_figures("kcss", "kcss")


# --- wholes

@pytest.mark.parametrize(("parts", "verdict", "total"), [
    (((6, 6), (4, 4)), "equals", (10, 10)), (((6, 6), (3, 3)), "within", (9, 9)), (((6, 6), (5, None)), "exceeds", (11, None)),
    (((6, None), (1, 1)), "within", (7, None)), (((None, 6), (4, 4)), "within", (None, 10))])
def test_parts_against_their_whole(parts: tuple[tuple[int | None, int | None], ...], verdict: str, total: tuple[int | None, int | None],
                                   tmp_path: Path) -> None:
    rows = [figure("AA", 10, 10), *(figure("AA", *p, unit=u, part_of="persons") for p, u in zip(parts, ("men", "women"), strict=True))]
    (whole,) = holding(tmp_path, rows).view().fighters("AA").wholes
    assert (whole.verdict, whole.sum) == (verdict, bounds(*total))


def test_parts_of_another_measure_are_another_wholes(tmp_path: Path) -> None:
    rows = [figure("AA", n, n, kind=k, **part) for k, whole, women in (("cumulative", 10, 4), ("stock", 3, 1))
            for n, part in ((whole, {}), (women, {"unit": "women", "part_of": "persons"}))]
    rows += [figure("AA", 1, 1, unit="children", part_of="women")]
    found = holding(tmp_path, rows).view().fighters("AA").wholes
    assert sorted((w.whole.kind, w.whole.unit, w.whole.low, [p.low for p in w.parts]) for w in found) == [
        ("cumulative", "persons", 10, [4]), ("cumulative", "women", 4, [1]), ("stock", "persons", 3, [1])]


# --- explaining

def test_what_reproduces_a_rate(tmp_path: Path) -> None:
    atlas = holding(tmp_path, [figure("AA", 100, 120), figure("AA", 7, 7, unit="killed")],
                    [people("AA", 1_000_000), people("AA", 2_000_000, year=2007, source="early"), people("AA", 800_000, year=2001)], files=FILES)
    found = atlas.view().explain_rate("AA", "60.0")
    assert [(e.figure.high, e.bound, e.population.source, e.rate) for e in found.found] == [(120, "high", "early", Fraction(60))]
    assert found.nearest is None
    assert [e.bound for e in atlas.view().explain_rate("AA", "10", 100_000).found] == ["low"]
    assert atlas.view().explain_rate("AA", "125").found == (), "a population of eight years before explains nothing"
    nothing = atlas.view(without=["paper"]).explain_rate("AA", "60")
    assert nothing.found == () and nothing.nearest is None and nothing.to_dict()["sources"] == []


@pytest.mark.parametrize("printed", ["", "abc", "-5", "1/3", "1e5", "1e999999999", "12,5", "nan", " 125", "125.", "१२५"])
def test_what_is_no_rate(printed: str, view: comity.View) -> None:
    with pytest.raises(comity.UsageError, match=r"is no rate; write it as 125 or 16[.]5"):
        view.explain_rate("XK", printed)


def test_every_answer_names_its_sources(view: comity.View) -> None:
    for found in (view.fighters("XK").to_dict(), view.explain_rate("BA", "92").to_dict(), view.fighter_ranks(source=ICSR).to_dict()):
        ids = {s["id"] for s in found["sources"]}
        rows = found.get("rows") or [e["figure"] | {"per_million": {"source": e["population_source"]}} for e in found.get("found", [])] or [
            x for r in found["rankings"] for x in r["rows"]]
        assert {r["source"] for r in rows} | {r["per_million"]["source"] for r in rows if r["per_million"]} <= ids


def test_a_rank_is_of_those_ranked(view: comity.View) -> None:
    assert all(isinstance(x.rank, Rank) and x.rank.of == len(r.rows) for r in view.fighter_ranks().rankings for x in r.rows)
