"""What tests share: one atlas, built from `data/` once a session, and the command line called in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

import comity
from comity.atlas.build import build
from comity.fronts.cli.main import main

ROOT = Path(__file__).parent.parent

settings.register_profile("untimed", deadline=None)  # nothing here measures time; bench/ does
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def atlas_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas of this checkout, built afresh."""
    return build(ROOT / "data", tmp_path_factory.mktemp("atlas") / "comity.sqlite").path or Path()


@pytest.fixture(scope="session")
def atlas(atlas_path: Path) -> comity.Atlas:
    """That atlas, open."""
    return comity.open(atlas_path)


class Ran(NamedTuple):
    """What a command did: its exit code, standard output and standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(atlas_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line, with that atlas as the built-in one: `run("recognition", "US", "XK")`."""
    monkeypatch.setattr("comity.atlas.store.default_path", lambda: str(atlas_path))
    monkeypatch.setenv("COLUMNS", "100")
    capsys.readouterr()

    def call(*args: str) -> Ran:
        with pytest.raises(SystemExit) as stop:
            main(list(args))
        out, err = capsys.readouterr()
        return Ran(int(stop.value.code or 0), out, err)

    return call
