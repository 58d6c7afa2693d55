"""The house rules: imports point one way, the core needs nothing but Python, files stay readable, everything public says what it is."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "comity"
FILES = sorted(SRC.rglob("*.py"))
ROOMS = ("kernel", "atlas", "questions", "works", "fronts")
"""From the bottom up; what stands in none of them (errors, the version) lies under all."""
LONGEST = 400
CORE = ("comity", "comity.kernel.checker", "comity.atlas.build", "comity.atlas.overlay", "comity.questions.view", "comity.works.recognisers",
        "comity.schemas")


def name(file: Path) -> str:
    """How a file is called in messages."""
    return file.relative_to(ROOT).as_posix()


def room(module: str) -> int:
    """On which floor a module of the package is; -1 below all."""
    first = module.split(".")[1] if module.count(".") else ""
    return ROOMS.index(first) if first in ROOMS else -1


def module(file: Path) -> str:
    """The dotted name of a file of the package."""
    return ".".join(file.relative_to(SRC.parent).with_suffix("").parts).removesuffix(".__init__")


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports anywhere in it, with the line."""
    package = module(file).split(".")
    if file.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[:len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{stem}.{alias.name}") for alias in node.names)


@pytest.mark.parametrize("file", [f for f in FILES if room(module(f)) >= 0], ids=name)
def test_imports_point_down(file: Path) -> None:
    floor = room(module(file))
    up = [f"line {line}: {m}" for line, m in imported(file) if m.startswith("comity.") and room(m) > floor]
    assert not up, f"{name(file)} ({ROOMS[floor]}) knows what is above it: {', '.join(up)}"


def test_every_file_is_in_a_room() -> None:
    outside = {"__init__", "_version", "errors", "schemas"}
    assert {f.relative_to(SRC).parts[0].removesuffix(".py") for f in FILES} == {*ROOMS, *outside}


@pytest.mark.parametrize("file", [f for f in FILES if room(module(f)) in (0, 1, 2) or room(module(f)) < 0], ids=name)
def test_the_core_names_nothing_outside_the_standard_library(file: Path) -> None:
    suggestions = "rapidfuzz"  # where it is there
    foreign = {m.split(".")[0] for _, m in imported(file)} - {"comity", suggestions, *sys.stdlib_module_names}
    assert not foreign


def isolated(code: str, *flags: str) -> str:
    """What some code prints in a Python that sees no site-packages."""
    path = f"import sys; sys.path.insert(0, {str(SRC.parent)!r}); "
    ran = subprocess.run([sys.executable, "-I", "-S", *flags, "-c", path + code], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_core_runs_where_nothing_else_is_installed(atlas_path: Path) -> None:
    said = isolated(f"import {', '.join(CORE)}; print(comity.open({str(atlas_path)!r}).view().recognition('US', 'XK').on('2008-02-18'), "
                    "*sorted({m.split('.')[0] for m in sys.modules} - set(sys.stdlib_module_names)))")
    assert said.split() == ["yes", "__main__", "comity"]


def test_importing_it_is_light() -> None:
    heavy = ("dataclasses", "inspect", "pathlib", "tomllib", "csv", "tempfile", "hashlib", "difflib", "urllib", "asyncio", "typer", "rich", "altair")
    loaded = set(isolated("import comity; print(*sys.modules)").split())
    assert not loaded & set(heavy)


def test_importing_it_reads_no_data() -> None:
    assert isolated("import comity; comity.atlas.store.default_path = None; print('fine')") == "fine\n"


def test_without_typer_the_command_says_what_to_install() -> None:
    code = f"import sys; sys.path.insert(0, {str(SRC.parent)!r}); import comity.fronts.cli.main"
    ran = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "comity: the command line needs typer and rich; install them with: pip install 'comity[cli]'\n"


@pytest.mark.parametrize("file", [*FILES, *sorted((ROOT / "tests").rglob("*.py"))], ids=name)
def test_a_file_can_be_held_in_the_head(file: Path) -> None:
    length = len(file.read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST, f"{name(file)} has {length} lines; split it by what it is about"


def public(tree: ast.Module) -> Iterator[tuple[int, str, ast.AST]]:
    """The public classes and functions of a module, and their public methods."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.lineno, node.name, node
            methods = [m for m in getattr(node, "body", ()) if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")]
            yield from ((m.lineno, f"{node.name}.{m.name}", m) for m in methods if isinstance(node, ast.ClassDef))


@pytest.mark.parametrize("file", FILES, ids=name)
def test_everything_public_has_a_docstring(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body, f"{name(file)} does not say what it is about"
    bare = [f"{name(file)}:{line}: {what}" for line, what, node in public(tree) if not ast.get_docstring(node)]
    assert not bare


@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_star_imports_no_validation_by_assert_in_fronts(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.names[0].name == "*"]
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Assert) and module(file).startswith("comity.fronts")]


def tracked() -> list[Path]:
    """Every file of the project that is kept: what git lists, or all but build products where there is no git."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    ran = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode == 0 and ran.stdout:
        return [ROOT / f for f in ran.stdout.split("\0") if f and (ROOT / f).is_file()]
    skip = {".venv", "build", "dist", ".git", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
    return [f for f in ROOT.rglob("*") if f.is_file() and not skip & set(f.relative_to(ROOT).parts)]


REGISTRIES = ("pypi" + ".org", "files.python" + "hosted", "index" + "-url", "registry." + "npmjs", "artifactory" + ".", "--trusted" + "-host")
LOCKS = {"poetry.lock", "uv.lock", "Pipfile.lock", "pdm.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "conda-lock.yml", "pip.conf"}


def test_no_registry_is_named_and_nothing_is_locked_to_one() -> None:
    files = tracked()
    assert len(files) > 100 and not [f for f in files if f.name in LOCKS]
    text = {f: f.read_text(encoding="utf-8", errors="replace") for f in files if "data" not in f.relative_to(ROOT).parts[:1] and f.suffix != ".png"}
    assert not [f"{name(f)}: {host}" for f, t in text.items() for host in REGISTRIES if host in t]


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    homes = re.compile(r"(?<![\w.~])/(home|root|work|Users)/\w")
    kinds = {".py", ".md", ".toml", ".sh", ".json", ".sql", ".lp", ""}
    files = [f for f in tracked() if f.suffix in kinds and f.relative_to(ROOT).parts[0] != "data"]
    assert not [name(f) for f in files if homes.search(f.read_text(encoding="utf-8", errors="replace"))]


def test_constraints_are_bare_versions() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert lines and all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in lines)


def test_every_requirement_has_a_cap() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == []
    asked = [r for extra in ("cli", "brief", "suggest", "test") for r in project["optional-dependencies"][extra]]
    assert not [r for r in asked if not r.startswith("comity[") and "<" not in r]


def test_no_file_is_large() -> None:
    large = [f"{name(f)}: {f.stat().st_size}" for f in tracked() if f.stat().st_size > 1_500_000]
    assert not large
