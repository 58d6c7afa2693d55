"""A build gives the same bytes from the same data, and whatever stops it leaves the previous atlas as it was."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

import comity
from comity.atlas.build import build, inspect

from . import world
from .world import ROOT

BUILD = "import sys; from pathlib import Path; from comity.atlas.build import build; build(Path(sys.argv[1]), Path(sys.argv[2]))"


def parts(folder: Path) -> list[Path]:
    """Half-written files."""
    return sorted(folder.glob(".*.part"))


def answers(path: Path) -> bool:
    """Whether an atlas of the small world opens and is right."""
    return comity.open(path).view().recognition("AA", "BB").on("2002-01-01") is comity.Verdict.YES


# the same bytes


def test_two_builds_give_the_same_bytes(tmp_path: Path, atlas_path: Path) -> None:
    again = build(ROOT / "data", tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == atlas_path.read_bytes()
    assert again.hash == comity.open(atlas_path).about["hash"] == inspect(ROOT / "data").hash


def test_neither_the_folder_nor_the_seed_of_hashing_matters(tmp_path: Path) -> None:
    for n, seed in enumerate(("0", "1", "777")):
        data = world.make(tmp_path / str(n))
        subprocess.run([sys.executable, "-c", BUILD, str(data), str(tmp_path / f"{n}.sqlite")], env={**os.environ, "PYTHONHASHSEED": seed},
                       check=True, timeout=60, cwd=tmp_path / str(n))
    assert len({(tmp_path / f"{n}.sqlite").read_bytes() for n in range(3)}) == 1


def test_the_order_of_files_on_disk_does_not_matter(tmp_path: Path) -> None:
    first = world.built(tmp_path / "a")
    again = tmp_path / "b" / "data"
    files = sorted(f for f in (tmp_path / "a" / "data").rglob("*") if f.is_file())
    random.Random(7).shuffle(files)
    for file in files:
        copy = again / file.relative_to(tmp_path / "a" / "data")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    assert build(again, tmp_path / "b.sqlite").hash == first.hash


def test_the_order_of_rows_is_part_of_the_data_but_not_of_the_answers(tmp_path: Path) -> None:
    """Claims are numbered and cited by file and line, so the hash moves with the rows; what they amount to does not."""
    first = world.built(tmp_path / "a")
    data = world.make(tmp_path / "b")
    file = data / "claims" / "recognition" / "all.csv"
    header, *rows = file.read_text().splitlines(keepends=True)
    file.write_text("".join([header, *reversed(rows)]))
    second = build(data, tmp_path / "b.sqlite")
    assert second.hash != first.hash
    one, two = (comity.open(b.path).view() for b in (first, second))
    for actor in ("AA", "old-ceria"):
        assert one.recognition(actor, "BB").timeline == two.recognition(actor, "BB").timeline


def test_any_difference_in_the_data_is_one_in_the_hash(tmp_path: Path) -> None:
    first = world.built(tmp_path)
    note = tmp_path / "data" / "sources" / "list.toml"
    note.write_text(note.read_text() + 'note = "new"\n')
    assert build(tmp_path / "data", tmp_path / "atlas.sqlite").hash != first.hash


def test_the_built_in_atlas_is_that_of_the_data(atlas_path: Path) -> None:
    """Fails where the data changed since; `comity build` brings it up to date, as does `make test`."""
    assert comity.open().about["hash"] == comity.open(atlas_path).about["hash"]


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    data = world.make(tmp_path)
    assert inspect(data).path is None
    assert [p.name for p in tmp_path.iterdir()] == ["data"]


# stopped midway


@pytest.mark.parametrize("call", ["mkstemp", "replace", "chmod", "fsync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_refuses(call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = world.built(tmp_path).path or Path()
    before = atlas.read_bytes()

    def refuse(*args: Any, **more: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile if call == "mkstemp" else os, call, refuse)
    with pytest.raises(comity.AtlasError) as stop:
        build(tmp_path / "data", atlas)
    monkeypatch.undo()
    said = str(stop.value)
    assert said.startswith(f"cannot write {atlas} (") and os.strerror(number) in said
    assert said.endswith("make room or give another place with --out; nothing was changed")
    assert atlas.read_bytes() == before and answers(atlas) and parts(tmp_path) == []


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    atlas = world.built(tmp_path).path or Path()
    before = atlas.read_bytes()
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)); {BUILD}"
    ran = subprocess.run([sys.executable, "-c", limit, str(tmp_path / "data"), str(atlas)], capture_output=True, text=True, timeout=60, check=False)
    assert "comity.errors.AtlasError: cannot write" in ran.stderr
    assert atlas.read_bytes() == before and answers(atlas) and parts(tmp_path) == []


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    data = world.make(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(comity.AtlasError, match=r"cannot write .* give another place with --out"):
        build(data, tmp_path / "file" / "atlas.sqlite")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    data = world.make(tmp_path)
    (tmp_path / "atlas.sqlite").mkdir()
    with pytest.raises(comity.AtlasError, match=r"cannot write .* nothing was changed"):
        build(data, tmp_path / "atlas.sqlite")
    assert parts(tmp_path) == []


@pytest.mark.parametrize("step", ["sources", "polities", "claims", "conflicts", "writing"])
def test_an_error_of_ours_midway(step: str, tmp_path: Path) -> None:
    atlas = world.built(tmp_path).path or Path()
    before = atlas.read_bytes()

    def stumble(what: str) -> None:
        if what == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "data", atlas, stumble)
    assert atlas.read_bytes() == before and parts(tmp_path) == []


def killed(data: Path, atlas: Path, after: float) -> bool:
    """Start a build, kill it after some seconds of writing or reading; whether it was still at work."""
    with subprocess.Popen([sys.executable, "-c", BUILD, str(data), str(atlas)], stderr=subprocess.DEVNULL) as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return process.wait(60) == -signal.SIGKILL


def test_a_build_that_is_killed_at_any_moment(tmp_path: Path, atlas_path: Path) -> None:
    atlas = tmp_path / "atlas.sqlite"
    shutil.copyfile(atlas_path, atlas)
    whole = atlas.read_bytes()
    moments = random.Random(3)
    stopped = sum(killed(ROOT / "data", atlas, moments.uniform(0.05, 0.7)) for _ in range(8))
    assert stopped >= 3
    assert atlas.read_bytes() == whole
    assert comity.open(atlas).view().recognition("US", "XK").on("2008-02-18") is comity.Verdict.YES
    assert {p.name for p in tmp_path.iterdir()} - {"atlas.sqlite"} == {p.name for p in parts(tmp_path)}


KILLED_WRITING = ("import os, signal, sys; from pathlib import Path; import comity.atlas.build as b; "
                  "b.os.{call} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL); b.build(Path(sys.argv[1]), Path(sys.argv[2]))")


@pytest.mark.parametrize("call", ["close", "fsync", "chmod", "replace"])
def test_what_a_killed_build_left_is_swept_by_the_next(call: str, tmp_path: Path) -> None:
    atlas = world.built(tmp_path).path or Path()
    before = atlas.read_bytes()
    ran = subprocess.run([sys.executable, "-c", KILLED_WRITING.format(call=call), str(tmp_path / "data"), str(atlas)], check=False, timeout=60)
    assert ran.returncode == -signal.SIGKILL
    assert atlas.read_bytes() == before and answers(atlas)
    assert len(parts(tmp_path)) == 1
    build(tmp_path / "data", atlas)
    assert parts(tmp_path) == [] and atlas.read_bytes() == before


def test_only_what_nobody_works_on_is_swept(tmp_path: Path) -> None:
    atlas = world.built(tmp_path).path or Path()
    at_work = tmp_path / f".atlas.sqlite.{os.getpid()}.x.part"
    others = [tmp_path / ".other.sqlite.1.x.part", tmp_path / "notes.part", tmp_path / ".atlas.sqlite.old"]
    left = [tmp_path / ".atlas.sqlite.999999999.x.part", tmp_path / ".atlas.sqlite.abc.part"]
    for file in (at_work, *others, *left):
        file.write_text("")
    build(tmp_path / "data", atlas)
    assert at_work.exists() and all(f.exists() for f in others) and not any(f.exists() for f in left)


def test_two_builds_at_once(tmp_path: Path) -> None:
    atlas = world.built(tmp_path).path or Path()
    before = atlas.read_bytes()
    both = [subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path / "data"), str(atlas)]) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert atlas.read_bytes() == before and parts(tmp_path) == []


def test_who_has_it_open_keeps_what_they_opened(tmp_path: Path) -> None:
    atlas = world.built(tmp_path).path or Path()
    opened = comity.open(atlas)
    file = tmp_path / "data" / "claims" / "recognition" / "all.csv"
    file.write_text(file.read_text().replace("recognises,AA,BB", "intends,AA,BB"))
    build(tmp_path / "data", atlas)
    assert opened.view().recognition("AA", "BB").on("2002-01-01") is comity.Verdict.YES
    assert comity.open(atlas).view().recognition("AA", "BB").on("2002-01-01") is not comity.Verdict.YES
