"""Nothing is undocumented: every command, flag, rule, kind of conflict, act and exported name has its place, and every example runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import comity
from comity.kernel.conflicts import KINDS
from comity.kernel.lens import DOCTRINES
from comity.kernel.rules import REGISTRY
from comity.kernel.standing import Verdict

from ..conftest import ROOT, Run
from .calls import NAMES, QUESTIONS, command, flags

COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
LENS = {"--eyes", "--known-by", "--doctrine", "--trusting", "--without", "--with", "--suppose"}
ANSWER = {"--on", "--json", "--proof"}


def page(name: str) -> str:
    """The text of a page of the documentation."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def section(name: str) -> str:
    """The section of the page on commands about one of them."""
    return COMMANDS_PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def example(name: str) -> str:
    """The worked example in a command's help."""
    found = re.search(r"Example: (comity .*)", command(name).help or "")
    assert found, f"{name} --help has no line `Example: comity {name} …`"
    return found[1]


def test_every_command_is_tested_here() -> None:
    assert {call[0] for call in QUESTIONS.values()} | {"build"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_help_shows_an_example_and_it_runs(name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run(name, "--help")
    assert (shown.status, shown.err) == (0, "")
    assert example(name) in " ".join(shown.out.split())
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    ran = run(*shlex.split(example(name))[1:])
    assert (ran.status, ran.err) == (0, "") and ran.out.strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_command_is_documented(name: str) -> None:
    assert f"`comity {name}" in section(name), f"docs/commands.md has no section on {name}"


@pytest.mark.parametrize("name", NAMES)
def test_a_flag_is_documented(name: str) -> None:
    shared = COMMANDS_PAGE.partition("\n## The day")[2].partition("\n## recognition")[0]
    text = section(name) + ("" if name == "build" else shared)
    missing = {f for f in flags(name) if not re.search(rf"`(comity [^`]*)?{f}\b", text)}
    assert not missing, f"docs/commands.md says nothing of {', '.join(sorted(missing))} of {name}"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_documented_that_is_not_there(name: str) -> None:
    named = set(re.findall(r"`(--[a-z-]+)", section(name)))
    assert named <= flags(name)


def test_every_question_takes_the_lens_and_the_shapes() -> None:
    for name in set(NAMES) - {"build"}:
        assert flags(name) >= LENS | ANSWER, name


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_has_a_help(name: str) -> None:
    for parameter in command(name).params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


def test_every_rule_is_documented() -> None:
    rules = page("rules.md")
    assert not [r.name for r in REGISTRY if f"| {r.name} |" not in rules]


def test_no_rule_is_documented_that_is_not_there() -> None:
    assert set(re.findall(r"^\| ([\w-]+) \|", page("rules.md"), re.M)) - {"rule"} == {r.name for r in REGISTRY}


def test_every_kind_of_conflict_is_documented() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", section("build").partition("### Kinds of conflict")[2], re.M)) == set(KINDS)


def test_every_act_is_documented(atlas: comity.Atlas) -> None:
    data = page("data.md")
    assert not [act for acts in atlas.vocabulary.acts.values() for act in acts if f"`{act}`" not in data]


@pytest.mark.parametrize("column", ["of", "mode", "strength", "ground", "date_kind", "read", "succession", "control", "source", "polity",
                                    "name_style", "schemes", "people", "measure", "unit", "basis", "population"])
def test_every_value_of_a_closed_column_is_documented(column: str, atlas: comity.Atlas) -> None:
    data = page("data.md")
    assert not [value for value in atlas.vocabulary.kinds[column] if not re.search(rf"\b{re.escape(value)}\b", data)]


def test_every_verdict_and_doctrine_is_documented() -> None:
    assert not [v for v in Verdict if f"| `{v}` |" not in page("idea.md")]
    assert not [d for d in DOCTRINES if f"`{d}`" not in COMMANDS_PAGE]


def test_every_exported_name_is_documented() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", page("python.md"), re.M)) == set(comity.__all__)


def test_exports_are_sorted_few_and_there() -> None:
    assert comity.__all__ == sorted(comity.__all__) and len(set(comity.__all__)) == len(comity.__all__) < 25
    assert all(hasattr(comity, name) for name in comity.__all__)


def test_the_error_tree_is_drawn_whole() -> None:
    drawn = comity.errors.__doc__ or ""
    raised = [c.__name__ for c in vars(comity.errors).values() if isinstance(c, type) and issubclass(c, comity.ComityError)]
    assert not [name for name in raised if not re.search(rf"\b{name}\b", drawn)]


def test_every_file_of_the_data_is_placed() -> None:
    data = page("data.md")
    for folder in (ROOT / "data" / "claims").iterdir():
        assert f"claims/{folder.name}/<topic>.csv" in data


def test_links_between_pages_lead_somewhere() -> None:
    for file in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        text = file.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text):
            assert (file.parent / target).exists(), f"{file.name} links to {target}"
