"""Whatever is fed to the readers, they either take it or say why not: nothing but a ComityError comes out."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import comity
from comity.atlas.build import build, inspect
from comity.atlas.read import CLAIM_COLUMNS, Problems, read_rows, read_toml
from comity.errors import ComityError
from comity.kernel.dates import parse

from . import world

slow = settings(max_examples=60, deadline=None)
quick = settings(max_examples=200, deadline=None)

IDS = "AA BB UN QQ old-ceria paper list blog press AA/court"
ACTS = "recognises withdraws denies reverses annuls intends refuses resumes controls succeeds joins admitted"
DATES = "2000 2000-01-01 2000-01 2000-01-01? ../2001 2001/.. 2000-02/2000-01 20XX [1999,2001] Y99999 -0001-01-01 9999-12-31 2008-02-31"
LAW = ("aa-bb-1991 aa-bb-1995 pact-2001 murder homicide sloth enters-force continues applies excludes terminates accedes denounces listed bilateral "
       "multilateral extradition signed in-force terminated replaces amends entry-into-force offence-method list dual-criminality own-nationals "
       "no-obligation may-refuse deems forbids no-treaty un-secretariat")
KINDS = ("state government de-jure explicit list effect fact decided announced effective read excerpt derived gap recognition membership recognisers "
         "sovereignty separation")
ODD = ["recognises AA BB 1", "withdraws AA BB 1", "denies AA BB", "", " ", "*", "1", "2", "0", "-1", "99999999999999999999", "é", "\u2028", "'", '"',
       ",", "a,b", "x\ny"]
WORDS = st.sampled_from([w for words in (IDS, ACTS, DATES, KINDS, LAW) for w in words.split()] + ODD)
CELLS = WORDS | st.text(max_size=12)
SCALARS = st.one_of(WORDS, st.text(max_size=8), st.integers(), st.booleans(), st.floats(allow_nan=False), st.dates())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small world."""
    folder = tmp_path_factory.mktemp("small")
    world.built(folder)
    return folder


@pytest.fixture(scope="module")
def lawful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small world with law in it."""
    folder = tmp_path_factory.mktemp("lawful")
    world.built(folder, law=True)
    return folder


def copied(small: Path, folder: str) -> Path:
    """Another copy of its data."""
    return Path(shutil.copytree(small / "data", Path(folder) / "data"))


def only_ours(data: Path) -> None:
    """Check the data: it is taken, or refused with a line for every problem."""
    try:
        inspect(data)
    except comity.DataError as error:
        assert error.problems and all(p.startswith("data/") and p.partition(": ")[0].rpartition(":")[2].isdigit() for p in error.problems)


@quick
@given(st.binary(max_size=400))
def test_bytes_for_csv(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data" / "claims" / "recognition" / "x.csv"
        file.parent.mkdir(parents=True)
        for prefix in (b"", b"act,actor,object,date,holder,source,read\n"):
            file.write_bytes(prefix + content)
            problems = Problems()
            rows = list(read_rows(Path(folder) / "data", "recognition", problems))
            assert all(set(r.cells) == set(CLAIM_COLUMNS["recognition"].split()) for r in rows)


@quick
@given(st.binary(max_size=200) | st.text(alphabet="[]{}=\"'.#\n ab1-:,\\", max_size=80).map(str.encode))
def test_bytes_for_toml(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.toml"
        file.write_bytes(content)
        problems = Problems()
        found = read_toml(file, problems, Path(folder))
        assert (found is None) == (len(problems.lines) == 1)


@slow
@given(st.sampled_from(sorted(CLAIM_COLUMNS)), st.data())
def test_rows_of_any_words(small: Path, relation: str, draw: st.DataObject) -> None:
    columns = CLAIM_COLUMNS[relation].split()
    rows = draw.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), min_size=1, max_size=6))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    with tempfile.TemporaryDirectory() as folder:
        data = copied(small, folder)
        (data / "claims" / relation).mkdir(exist_ok=True)
        (data / "claims" / relation / "fuzz.csv").write_bytes(text.getvalue().encode("utf-8", "replace"))
        only_ours(data)


PLAUSIBLE = st.tuples(
    st.sampled_from(["recognises", "withdraws", "resumes", "suspends", "refuses", "reaffirms", "doubts", "intends"]),
    st.sampled_from(["AA", "old-ceria"]), st.sampled_from(["", "1", "2"]),
    st.sampled_from(["1999", "2000-01", "2000-01-01", "../2001-01-01", "2002-01-01?", "2003/2004", "2005~", "200X"]),
    st.sampled_from(["", "decided", "effective", "announced", "unclear"]), st.sampled_from(["AA", "BB", "press", "old-ceria", "AA/court"]))


@slow
@given(st.lists(PLAUSIBLE, min_size=1, max_size=8))
def test_rows_that_might_be_true_can_be_asked_about(small: Path, rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = copied(small, folder)
        lines = [f"{act},{actor},BB,{ordinal},{'explicit' if act == 'refuses' else ''},{date},{kind},{holder},paper,read,"
                 for act, actor, ordinal, date, kind, holder in rows]
        file = data / "claims" / "recognition" / "all.csv"
        file.write_text("\n".join([file.read_text().splitlines()[0], *lines, ""]))
        try:
            atlas = comity.open(build(data, Path(folder) / "a.sqlite").path)
        except comity.DataError as error:
            assert error.problems
            return
        for actor in ("AA", "old-ceria"):
            for view in (atlas.view(), atlas.view(eyes="AA"), atlas.view(known_by="2010-05-05"), atlas.view(without=["paper"])):
                assert view.recognition(actor, "BB").to_dict("2004-01-01")["verdict"]


def toml(value: object) -> str:
    """A value in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(c):08x}" if c in '"\\' or not c.isprintable() else c for c in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + "}"
    return str(value)


def tables(*fields: str) -> st.SearchStrategy[dict[str, object]]:
    """Tables with some of the fields, holding anything."""
    inner = st.sampled_from(["name", "code", "scheme", "holder", "style", "from", "until", "source", "odd"])
    entries = st.lists(st.dictionaries(inner, SCALARS, max_size=5), max_size=3)
    return st.dictionaries(st.sampled_from([*fields, "odd"]), SCALARS | entries | st.lists(SCALARS, max_size=2), max_size=8)


@slow
@given(st.sampled_from(["polities/AA", "sources/paper", "atlas", "polities/new", "sources/new"]),
       tables("label", "kind", "about", "names", "codes", "existence", "title", "publisher", "published", "licence", "url", "derives_from", "note",
              "version", "date"))
def test_files_of_any_shape(small: Path, name: str, content: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = copied(small, folder)
        (data / f"{name}.toml").write_text("".join(f"{k} = {toml(v)}\n" for k, v in content.items()), encoding="utf-8")
        only_ours(data)


@slow
@given(tables("approximate_days", "rumour_days", "same_act_days", "deciders", "acts", "kinds", "holders", "organisations"),
       st.sampled_from(["acts", "acts.recognition", "kinds", "holders", "organisations"]),
       st.dictionaries(st.sampled_from(["recognises", "of", "read", "press"]), SCALARS))
def test_vocabularies_of_any_shape(small: Path, content: dict[str, object], table: str, inner: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = copied(small, folder)
        file = data / "vocabulary.toml"
        whole = file.read_text(encoding="utf-8")
        alone = "".join(f"{k} = {toml(v)}\n" for k, v in content.items())
        spoilt = whole.replace(f"[{table}]\n", f"[{table}]\n" + "".join(f"{k}-x = {toml(v)}\n" for k, v in inner.items()), 1)
        for text in (alone, spoilt):
            file.write_text(text, encoding="utf-8")
            only_ours(data)


@slow
@given(st.lists(tables("relation", "act", "actor", "object", "date", "holder", "source", "read", "ordinal", "strength", "mode"), max_size=3),
       tables("title", "publisher", "published", "kind", "licence", "derives_from"))
def test_overlays_of_any_shape(small: Path, claims: list[dict[str, object]], source: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.toml"
        file.write_text("".join(overlay(claims, source)), encoding="utf-8")
        try:
            atlas = comity.open(small / "atlas.sqlite", overlays=[file])
        except comity.DataError as error:
            assert error.problems and all(p.startswith(f"{file}:") for p in error.problems)
        else:
            assert atlas.view().recognition("AA", "BB").on("2002-01-01")


LAW_FIELDS = {
    "life": ("act", "date", "printed", "place", "source", "read", "note"), "links": ("act", "treaty", "article", "source", "read"),
    "clauses": ("clause", "article", "days", "months", "source", "read"),
    "provisions": ("law", "article", "provision", "value", "offences", "excludes", "unless", "needs", "days", "party", "from", "until",
                   "source", "read")}
TREATY_FIELDS = ("title", "kind", "about", "parties", "cites", "depositary", "source", "note", "supplementary")
DECISION_FIELDS = ("name", "court", "court_name", "decided", "requesting", "requested", "treaty", "held", "result", "ground", "grounds", "offence",
                   "nationality", "committed", "facts", "reversed_by", "source", "read")
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.sampled_from(["political", "tried", "odd"]), SCALARS, max_size=2)


@st.composite
def law_file(draw: st.DrawFn, *top: str) -> str:
    """A file with some of the fields, and some of the tables under their headings or in a list, holding anything."""
    text = "".join(f"{k} = {toml(v)}\n" for k, v in draw(st.dictionaries(st.sampled_from([*top, "odd"]), VALUES, max_size=10)).items())
    for name in draw(st.lists(st.sampled_from([*LAW_FIELDS, "odd"]), unique=True, max_size=4)):
        fields = st.sampled_from([*LAW_FIELDS.get(name, ()), "odd"])
        for entry in draw(st.lists(st.dictionaries(fields, VALUES, max_size=9), max_size=3)):
            text += f"[[{name}]]\n" + "".join(f"{k} = {toml(v)}\n" for k, v in entry.items())
    return text


@slow
@given(st.sampled_from(["treaties/aa-bb-1995", "treaties/pact-2001", "treaties/new", "treaties/AA", "laws/AA", "laws/BB", "laws/new",
                        "decisions/aa-court-2003", "decisions/new", "offences"]),
       law_file(*TREATY_FIELDS) | law_file(*DECISION_FIELDS) | law_file("murder", "homicide", "label", "words", "within"))
def test_law_of_any_shape(lawful: Path, name: str, content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = copied(lawful, folder)
        (data / f"{name}.toml").write_text(content, encoding="utf-8")
        only_ours(data)


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the lawful world with one to three values changed."""
    name = draw(st.sampled_from(sorted(n for n in world.LAW if n.endswith(".toml"))))
    lines = world.LAW[name].split("\n")
    places = [n for n, line in enumerate(lines) if " = " in line]
    for n in draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        lines[n] = f"{lines[n].partition(' = ')[0]} = {toml(draw(VALUES))}"
    return name, "\n".join(lines)


@slow
@given(spoilt())
def test_law_that_is_nearly_right(lawful: Path, file: tuple[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, out = copied(lawful, folder), Path(folder) / "a.sqlite"
        (data / file[0]).write_text(file[1], encoding="utf-8")
        try:
            built = build(data, out)
        except comity.DataError as error:
            assert error.problems and all(p.startswith("data/") and p.partition(": ")[0].rpartition(":")[2].isdigit() for p in error.problems)
            assert [p.name for p in Path(folder).iterdir()] == ["data"], "nothing half-written"
        else:
            found = comity.open(built.path).view().extradition(requested="AA", requesting="BB", on="2004-01-01")
            assert found.to_dict()["doctrines"]


TREATY_ROWS = st.tuples(
    st.sampled_from(["enters-force", "continues", "terminates", "suspends", "resumes", "applies", "doubts", "excludes", "objects",
                     "provisionally-applies"]),
    st.sampled_from(["AA", "BB", "old-ceria"]), st.sampled_from(["AA", "BB", "old-ceria"]),
    st.sampled_from(["aa-bb-1991", "aa-bb-1995", "pact-2001"]),
    st.sampled_from(["1999", "2000-01", "1996-01-01", "../2001-01-01", "2002-01-01?", "2003/2004", "2005~", "200X"]),
    st.sampled_from(["AA", "BB", "press", "old-ceria", "AA/court", "un-secretariat"]))
SUCCESSIONS = st.tuples(
    st.sampled_from(["succeeds", "continues"]), st.sampled_from(["AA", "BB", "old-ceria"]), st.sampled_from(["AA", "BB", "old-ceria"]),
    st.sampled_from(["", "separation", "dissolution", "uniting", "absorption", "newly-independent", "moved-frontier", "restoration"]),
    st.sampled_from(["1990", "1996-06-01", "../2001", "1930?"]), st.sampled_from(["AA", "BB", "press", "badinter"]))


@slow
@given(st.lists(TREATY_ROWS, min_size=1, max_size=6), st.lists(SUCCESSIONS, max_size=4))
def test_treaties_that_might_be_can_be_asked_about(lawful: Path, rows: list[tuple[str, ...]], links: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = copied(lawful, folder)
        lines = ["act,actor,object,treaty,date,holder,source,read", *(",".join((*row, "paper,read")) for row in rows)]
        (data / "claims" / "in-force" / "all.csv").write_text("\n".join((*lines, "")))
        lines = ["act,actor,object,kind,date,holder,source,read", *(",".join((*row, "paper,read")) for row in links)]
        (data / "claims" / "succession" / "all.csv").write_text("\n".join((*lines, "")))
        try:
            atlas = comity.open(build(data, Path(folder) / "a.sqlite").path)
        except comity.DataError as error:
            assert error.problems
            return
        for view in (atlas.view(), atlas.view(eyes="BB"), atlas.view(known_by="2010-05-05")):
            for two in (("AA", "BB"), ("AA", "old-ceria"), ("old-ceria", "BB")):
                assert view.treaties(*two, on="2004-01-01").to_dict()["atlas"]
                assert view.extradition(requested=two[0], requesting=two[1], on="2004-01-01", offence="murder").to_dict()["doctrines"]


def overlay(claims: list[dict[str, object]], source: dict[str, object]) -> Iterator[str]:
    """The text of an overlay."""
    yield "[sources.mine]\n" + "".join(f"{k} = {toml(v)}\n" for k, v in source.items())
    for claim in claims:
        yield "[[claims]]\n" + "".join(f"{k} = {toml(v)}\n" for k, v in claim.items())


@quick
@given(st.binary(max_size=300))
def test_bytes_for_an_atlas(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.sqlite"
        file.write_bytes(content)
        with pytest.raises(comity.AtlasError):
            comity.open(file)


@pytest.mark.parametrize("filler", [b"\0", b"\x0d", b"\x80", b"\xff"])
def test_an_atlas_with_a_page_wiped(small: Path, filler: bytes, tmp_path: Path) -> None:
    """A page that makes no sense is noticed as such. (That one digit is another digit, nothing but the hash could tell.)"""
    whole = (small / "atlas.sqlite").read_bytes()
    noticed = 0
    for at in range(4096, len(whole), 4096):
        file = tmp_path / f"{at}.sqlite"
        file.write_bytes(whole[:at] + filler * 4096 + whole[at + 4096:])
        try:
            comity.open(file).view(without=["list"]).recognition("Alia", "BB").to_dict("2002-01-01")
        except ComityError as error:
            noticed += "is damaged" in str(error)
    assert noticed > 5


@quick
@given(st.text(max_size=30) | st.text(alphabet="0123456789-/.?~%X[]{}, YT:", max_size=24))
def test_text_for_a_date(text: str) -> None:
    try:
        date = parse(text)
    except comity.DateError as error:
        assert isinstance(error, ValueError) and "\n" not in str(error).replace(text.strip(), "")
    else:
        assert date.earliest <= date.latest


@quick
@given(st.text(max_size=30), st.none() | st.integers(min_value=-800_000, max_value=800_000))
def test_text_for_a_name(small: Path, text: str, on: int | None) -> None:
    view = comity.open(small / "atlas.sqlite").view()
    try:
        assert view.party(text, on)
    except (comity.UnknownName, comity.AmbiguousName) as error:
        assert isinstance(error, LookupError)


@quick
@given(st.text(max_size=40) | st.lists(WORDS, max_size=6).map(" ".join))
def test_text_for_a_supposition(small: Path, text: str) -> None:
    atlas = comity.open(small / "atlas.sqlite")
    try:
        atlas.view(suppose=[text]).recognition("AA", "BB").to_dict("2002-01-01")
    except ComityError as error:
        assert str(error)
