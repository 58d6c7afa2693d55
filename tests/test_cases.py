"""The case files: questions with the answers that the sources bear out, written so that a historian can read and add to them.

tests/cases/README.md explains the fields. A case file that breaks the rules fails with its own name and the case's.
"""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import comity
from comity.kernel.dates import BEGIN, END, day
from comity.kernel.proofs import Node
from comity.kernel.render import lines, walk_carrying
from comity.questions.answer import Answer
from comity.questions.extradition.clauses import standing
from comity.questions.treaties.chains import chain
from comity.questions.treaties.relations import relations
from comity.questions.view import View

from . import figurecases, groupcases

CASES = Path(__file__).parent / "cases"
VERDICTS = ("yes", "no", "disputed", "undetermined", "unrecorded")
DOCTRINES = ("recorded", "vcsst-1978", "clean-slate", "continuity")
LENS = {"eyes": str, "known_by": datetime.date, "trusting": list, "without": list, "suppose": list}
FIELDS: dict[str, type | tuple[type, ...]] = {
    "story": str, "ask": str, "on": datetime.date, "expect": (str, list), "because": list, "conflicts": list, "presumed": bool, **LENS}
CASE: dict[str, type | tuple[type, ...]] = {
    "offence": str, "national_of": str, "requested_on": datetime.date, "committed": datetime.date, "facts": dict}
"""What a question on extradition may say of the case."""
FINDS: dict[str, type | tuple[type, ...]] = {
    "standing": str, "chain": list, "treaty": str, "suspended": bool, "duty": str, "domestic": str, "offence": str, "by": str, "bars": dict,
    "unless": list}
"""What a doctrine may be expected to find; `standing` and `chain` also of one treaty."""
NEEDED = ("story", "ask")
WORDS = {"recognition": 3, "membership": 3, "resolve": 2, "in-force": 4, "extradition": 3, **groupcases.ASKS, **figurecases.ASKS}


class Case(NamedTuple):
    """One case, and where it stands."""

    where: str
    fields: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.where}: {self.fields['story']}"


class BadCase(ValueError):
    """A case file that breaks its own rules; the message names the file and the case."""


def read_cases(file: Path) -> list[Case]:
    """The cases of a file, each checked."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadCase(f"{file.name}: {error}") from error
    if set(raw) != {"case"} or not isinstance(raw["case"], list):
        raise BadCase(f"{file.name}: it may hold [[case]] tables and nothing else")
    cases = [Case(f"{file.parent.name}/{file.stem} {n}", fields) for n, fields in enumerate(raw["case"], 1)]
    for n, case in enumerate(cases, 1):
        problem = wrong(case.fields)
        if problem:
            raise BadCase(f'{file.name}, case {n} ("{case.fields.get("story", "no story")}"): {problem}')
    return cases


def wrong(fields: dict[str, Any]) -> str:
    """What is wrong with a case; empty if nothing."""
    kind, *rest = words(str(fields.get("ask", "")))
    law = kind in ("in-force", "extradition")
    known = {**FIELDS, **(dict.fromkeys(DOCTRINES, dict) if law else {}), **(CASE if kind == "extradition" else {}), **groupcases.KNOWN.get(kind, {}),
             **figurecases.KNOWN.get(kind, {})}
    for name, value in fields.items():
        if name not in known:
            return f'unknown field "{name}"; it may have {", ".join(known)}'
        if not isinstance(value, known[name]) or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
            return f'field "{name}" is {value!r}, of the wrong type'
    for name in NEEDED:
        if name not in fields:
            return f'field "{name}" is missing'
    if WORDS.get(kind) != 1 + len(rest):
        return (f'cannot ask "{fields["ask"]}"; ask "recognition ACTOR OBJECT", "membership STATE ORGANISATION", "resolve NAME", '
                '"in-force TREATY A B", "extradition REQUESTED REQUESTING", "group NAME", "listed REGIME GROUP", "tie KIND GROUP GROUP", '
                '"same GROUP GROUP", "figure SOURCE PLACE", "rank SOURCE PLACE", "compare SOURCE SOURCE PLACE", "printed SOURCE PLACE" '
                'or "explain RATE PLACE"')
    if law:
        return wrong_finding(fields, FINDS if kind == "extradition" else {k: FINDS[k] for k in ("standing", "chain", "suspended")})
    if "expect" not in fields:
        return 'field "expect" is missing'
    if kind == "resolve":
        return "" if isinstance(fields["expect"], list) else "resolve expects a list of ids"
    if kind in groupcases.ASKS:
        return groupcases.wrong(kind, fields, VERDICTS)
    if kind in figurecases.ASKS:
        return figurecases.wrong(kind, fields)
    if fields["expect"] not in VERDICTS:
        return f'cannot expect {fields["expect"]!r}; expect one of {", ".join(VERDICTS)}'
    return "" if "on" in fields else 'field "on" is missing: on which day?'


def words(ask: str) -> list[str]:
    """The words of a question; the name that `resolve` and `group` end in may have several."""
    return ask.split(" ", 1) if ask.startswith("resolve ") else groupcases.words(ask)


def wrong_finding(fields: dict[str, Any], known: dict[str, Any]) -> str:
    """What is wrong with what the doctrines of a case are expected to find; empty if nothing."""
    if "expect" in fields or not set(DOCTRINES) & set(fields):
        return f"a question of law expects something of a doctrine, as in {DOCTRINES[0]}.standing; it has no field expect"
    for doctrine in set(DOCTRINES) & set(fields):
        for name, value in fields[doctrine].items():
            if name not in known or not isinstance(value, known[name]):
                return f'{doctrine} expects {name} = {value!r}; it may expect {", ".join(known)}'
            if name == "standing" and value not in VERDICTS:
                return f'cannot expect {value!r}; expect one of {", ".join(VERDICTS)}'
    return "" if "on" in fields else 'field "on" is missing: on which day?'


def every_case() -> list[Case]:
    """All cases of all files, in order."""
    return [case for file in sorted(CASES.glob("*/*.toml")) for case in read_cases(file)]


def reasons(answer: Answer, on: int) -> set[str]:
    """Everything that a proof names, as `because` does."""
    found = set()
    for node in answer.proof.node.walk():
        if node.rule == "S9-act":
            found.add(node.args["key"])
        elif node.rule == "S18-coverage":
            found.add(f"covers {node.args['source']}")
        elif node.rule == "S10-bounds" and not (day(node.args["since"]) if node.args["since"] else BEGIN) <= on < (
                day(node.args["until"]) if node.args["until"] else END):
            found.add("bounds")
        for c in node.claims:
            found.add(f"{c.act} {c.actor} {c.object}")
    return found


def held_by(atlas: comity.Atlas, case: Case, name: str, on: int | None) -> None:
    """Who held a name: one is the answer, several are an ambiguity that names them, nobody is unknown."""
    expected = case.fields["expect"]
    assert [c.id for c in atlas.names.candidates(name, on)] == expected, case.name
    if len(expected) == 1:
        assert atlas.names.one(name, on) == expected[0], case.name
    elif expected:
        with pytest.raises(comity.AmbiguousName) as ambiguous:
            atlas.names.one(name, on)
        assert all(id_ in str(ambiguous.value) for id_ in expected), case.name
    else:
        with pytest.raises(comity.UnknownName):
            atlas.names.one(name, on)


def acts(node: Node) -> set[str]:
    """The acts that a proof names, by key, and every claim in it by act, actor and object."""
    return {n.args["key"] for n in node.walk() if n.rule == "S9-act"} | {f"{c.act} {c.actor} {c.object}" for n in node.walk() for c in n.claims}


def held_between(view: View, names: list[str], fields: dict[str, Any], on: int, doctrine: str) -> dict[str, Any]:
    """How one treaty stands between two under a doctrine."""
    treaty, (a, b) = view.atlas.treaties[names[0]], names[1:]
    under = relations(view, doctrine)
    bond = under.between(treaty, a, b)
    stands = standing(view, bond.node, on)
    suspended = stands.value == "no" and bond.node is not None and any(
        str(s.node.args.get("key", "")).startswith("suspends ") and s.verdict.value == "yes" for s in walk_carrying(bond.node, on))
    return {"standing": stands.value, "chain": list(chain(under, treaty, a, b, on, bond)), "suspended": suspended,
            "proof": "\n".join(lines(bond.node, on)) if bond.node else "nothing", "acts": acts(bond.node) if bond.node else set()}


def owed_between(view: View, names: list[str], fields: dict[str, Any], on: int, doctrine: str) -> dict[str, Any]:
    """What one doctrine finds about an extradition; the expected bars and items of `unless` alone are shown of many."""
    case = {k: v.isoformat() if isinstance(v, datetime.date) else v for k, v in fields.items() if k in CASE}
    asked = view.extradition(requested=names[0], requesting=names[1], on=on, **case)
    finding, wanted = asked.doctrines[doctrine], fields[doctrine]
    said = finding.to_dict()
    main = said["basis"][0] if said["basis"] else {"treaty": "", "chain": [], "suspended": False}
    bars = {b["ground"]: f"{b['force']} {b['verdict']}" for b in said["bars"]}
    return {"standing": said["verdict"], "duty": said["duty"], "domestic": said["domestic"], "treaty": main["treaty"], "chain": main["chain"],
            "suspended": main["suspended"], "offence": said["offence"]["verdict"], "by": said["offence"]["reached_by"] or "",
            "bars": {k: bars.get(k, "not there") for k in wanted.get("bars", {})},
            "unless": [u for u in wanted.get("unless", ()) if any(u in item for item in said["unless"])],
            "proof": asked.proof_text(doctrine) + f"\n{said}", "acts": acts(finding.node) | {a for b in finding.basis for a in acts(b.node)}}


@pytest.mark.parametrize("case", every_case(), ids=lambda case: case.where)
def test_case(atlas: comity.Atlas, case: Case) -> None:
    fields = case.fields
    lens = {name: fields[name].isoformat() if name == "known_by" else fields[name] for name in LENS if name in fields}
    view = atlas.view(**lens)
    kind, *names = words(fields["ask"])
    on = day(fields["on"].isoformat()) if "on" in fields else None
    if kind == "resolve":
        held_by(atlas, case, names[0], on)
        return
    if kind in figurecases.ASKS:
        wanted = figurecases.differs(fields, figurecases.find(view, kind, names, fields))
        assert not wanted, f"{case.name}\n{wanted}"
        return
    if kind in groupcases.ASKS:
        said, node = groupcases.find(view, kind, names, on)
        proof = "\n".join(lines(node, on)) if node and on is not None else ""
        assert not groupcases.differs(fields, said), f"{case.name}\n{groupcases.differs(fields, said)}\n{proof}"
        assert not set(fields.get("because", ())) - (acts(node) if node else set()), f"{case.name}\n{sorted(acts(node)) if node else 'no proof'}"
        return
    assert on is not None
    if kind in ("in-force", "extradition"):
        asked = held_between if kind == "in-force" else owed_between
        for doctrine in (d for d in DOCTRINES if d in fields):
            found = asked(view, names, fields, on, doctrine)
            wanted = fields[doctrine]
            assert {k: found[k] for k in wanted} == wanted, f"{case.name}: {doctrine}\n{found['proof']}"
            missing = set(fields.get("because", ())) - found["acts"] if doctrine == "recorded" else set()
            assert not missing, f"{case.name}\nthe proof does not name {sorted(missing)}, but {sorted(found['acts'])}"
        return
    answer = view.recognition(*names, on=on) if kind == "recognition" else view.membership(*names, on=on)
    assert answer.on(on).value == fields["expect"], f"{case.name}\n{answer.proof.text(on)}"
    missing = set(fields.get("because", ())) - reasons(answer, on)
    assert not missing, f"{case.name}\nthe proof does not name {sorted(missing)}, but {sorted(reasons(answer, on))}"
    assert set(fields.get("conflicts", ())) <= {c.kind for c in answer.conflicts}, f"{case.name}\n{[c.kind for c in answer.conflicts]}"
    if "presumed" in fields:
        assert answer.segment(on).presumed == fields["presumed"], case.name


GOOD = """
[[case]]
story = "made"
ask = "recognition US XK"
on = 2008-02-18
expect = "yes"
"""

GROUP = """
[[case]]
story = "made"
ask = "listed US/fto jabhat-al-nusra"
on = 2015-01-01
expect = "yes"
"""

FIGURE = """
[[case]]
story = "made"
ask = "compare a b XK"
expect = "perhaps"
"""

LAW = """
[[case]]
story = "made"
ask = "extradition US XK"
on = 2008-02-18
recorded.duty = "no-duty"
"""


def test_a_good_case_file_reads(tmp_path: Path) -> None:
    file = tmp_path / "made.toml"
    file.write_text(GOOD)
    (case,) = read_cases(file)
    assert case.fields["story"] == "made"


@pytest.mark.parametrize(("broken", "message"), [
    (GOOD + 'expct = "yes"\n', 'unknown field "expct"; it may have story, ask'),
    (GOOD.replace("2008-02-18", '"2008-02-18"'), "field \"on\" is '2008-02-18', of the wrong type"),
    (GOOD.replace('expect = "yes"', ""), 'field "expect" is missing'),
    (GOOD.replace("on = 2008-02-18", ""), 'field "on" is missing'),
    (GOOD.replace('"yes"', '"maybe"'), "cannot expect 'maybe'; expect one of yes, no"),
    (GOOD.replace("recognition US XK", "recognition US"), 'cannot ask "recognition US"'),
    (GOOD.replace("recognition US XK", "trade US XK"), 'cannot ask "trade US XK"'),
    (GOOD.replace("recognition US XK", "resolve XK"), "resolve expects a list of ids"),
    (GOOD + "because = [1]\n", 'field "because" is [1], of the wrong type'),
    (GOOD.replace("[[case]]", "[[cases]]"), "it may hold [[case]] tables and nothing else"),
    (LAW.replace('recorded.duty = "no-duty"', ""), "a question of law expects something of a doctrine"),
    (LAW.replace(".duty", ".dooty"), "recorded expects dooty = 'no-duty'; it may expect standing, chain"),
    (LAW.replace('duty = "no-duty"', 'standing = "maybe"'), "cannot expect 'maybe'"),
    (LAW.replace("on = 2008-02-18", ""), 'field "on" is missing'),
    (GROUP.replace("yes", "surely"), "cannot expect 'surely'; expect one of yes, no"),
    (GROUP.replace("on = 2015-01-01", ""), 'field "on" is missing'),
    (GROUP.replace(" jabhat-al-nusra", ""), 'cannot ask "listed US/fto"'),
    (GROUP + "called = []\n", 'unknown field "called"'),
    (GROUP.replace("listed US/fto jabhat-al-nusra", "same A B C"), 'cannot ask "same A B C"'),
    (GROUP.replace("listed US/fto jabhat-al-nusra", "group Al-Nusra").replace('"yes"', '["x"]'), "group expects an id"),
    (FIGURE.replace("perhaps", "surely"), "cannot expect 'surely'; expect one of agrees, differs"),
    (FIGURE.replace("compare a b XK", "compare a XK"), 'cannot ask "compare a XK"'),
    (FIGURE.replace("compare a b XK", "rank a XK") + 'by = "luck"\n', 'field "by" is rate or count'),
    (FIGURE.replace("compare a b XK", "figure a XK").replace('"perhaps"', '["232"]'), "figure expects words, such as 232"),
    (FIGURE + "of = 5\n", 'unknown field "of"'),
    (GOOD + "on = \n", "Invalid value")])
def test_a_bad_case_file_names_itself_and_the_case(tmp_path: Path, broken: str, message: str) -> None:
    file = tmp_path / "made.toml"
    file.write_text(broken)
    with pytest.raises(BadCase) as error:
        read_cases(file)
    assert str(error.value).startswith("made.toml")
    assert message in str(error.value)


def test_no_two_cases_ask_the_same() -> None:
    asked = [tuple(sorted((k, str(v)) for k, v in c.fields.items() if k in (*LENS, *CASE, "ask", "on", *figurecases.GIVEN))) for c in every_case()]
    assert len(asked) == len(set(asked))
