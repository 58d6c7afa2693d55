"""An atlas file that is missing, cut off, foreign or from another time is refused in one line that says what to do."""

from __future__ import annotations

import builtins
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import comity
from comity.atlas.store import APPLICATION_ID, FORMAT

from . import world


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    """The small world's atlas."""
    return world.built(tmp_path).path or Path()


def refused(path: Path) -> str:
    """What is said of a file that is no atlas."""
    with pytest.raises(comity.AtlasError) as stop:
        comity.open(path)
    said = str(stop.value)
    assert "\n" not in said and str(path) in said
    assert isinstance(stop.value, OSError)
    return said


def changed(atlas: Path, *sql: str) -> Path:
    """The atlas after some SQL."""
    db = sqlite3.connect(atlas)
    for line in sql:
        db.execute(line)
    db.commit()
    db.close()
    return atlas


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.sqlite") == f"no atlas at {tmp_path / 'a.sqlite'}; build it with: comity build"


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} is a folder, not an atlas; give the file in it"


@pytest.mark.parametrize("content", [b"", b"\0", b"hello", b"SQLite format 3\0", b"SQLite format 3\0" + b"x" * 4080, bytes(4096)])
def test_something_else(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_bytes(content)
    assert refused(tmp_path / "a.sqlite").endswith("is not a Comity atlas; give another file, or build one with: comity build")


def test_another_database(tmp_path: Path) -> None:
    assert "is not a Comity atlas" in refused(changed(tmp_path / "a.sqlite", "CREATE TABLE meta (key, value)"))


@pytest.mark.parametrize("sql", ["CREATE TABLE t (a)", "CREATE TABLE meta (a)", "CREATE TABLE meta (key, value)"])
def test_another_database_that_says_it_is_one(sql: str, tmp_path: Path) -> None:
    said = refused(changed(tmp_path / "a.sqlite", f"PRAGMA application_id = {APPLICATION_ID}", sql))
    assert "damaged" in said or "format" in said
    assert "comity build" in said


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.999])
def test_truncated(keep: float, atlas: Path) -> None:
    whole = atlas.read_bytes()
    atlas.write_bytes(whole[:int(len(whole) * keep)])
    assert refused(atlas) == f"{atlas} is truncated ({int(len(whole) * keep)} bytes of {len(whole)}); rebuild it with: comity build"


def test_too_long(atlas: Path) -> None:
    atlas.write_bytes(atlas.read_bytes() + b"\0")
    assert "is truncated" in refused(atlas)


def test_overwritten_inside(atlas: Path) -> None:
    whole = atlas.read_bytes()
    atlas.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    said = ""
    try:
        comity.open(atlas).view().recognition("AA", "BB")
    except comity.AtlasError as error:
        said = str(error)
    assert said.startswith(f"{atlas} is damaged (") and said.endswith("; rebuild it with: comity build")


@pytest.mark.parametrize("table", ["polity", "claim", "source", "coverage", "rights", "name", "code"])
def test_a_table_gone(table: str, atlas: Path) -> None:
    changed(atlas, f"DROP TABLE {table}", "VACUUM")
    with pytest.raises(comity.AtlasError, match=f"{atlas} is damaged .*rebuild it with: comity build"):
        opened = comity.open(atlas)
        for without in ([], ["paper"]):
            opened.view(without=without).recognition("Alia", "BB").to_dict()


@pytest.mark.parametrize("format_", ["0", "1", "99", "x"])
def test_another_format(format_: str, atlas: Path) -> None:
    said = refused(changed(atlas, f"UPDATE meta SET value = '{format_}' WHERE key = 'format'"))
    assert f"has atlas format {format_}, this Comity reads {FORMAT}" in said
    assert "install the Comity that made it, or rebuild it with: comity build" in said


def test_unreadable(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = builtins.open

    def refuse(file: Any, *args: Any, **more: Any) -> Any:
        if str(file) == str(atlas):
            raise PermissionError(13, "Permission denied", str(file))
        return really(file, *args, **more)

    monkeypatch.setattr(builtins, "open", refuse)
    assert refused(atlas) == f"{atlas} cannot be read (Permission denied); make it readable, or give another file"


@pytest.mark.parametrize("name", ["100%.sqlite", "what?.sqlite", "no#1.sqlite", "two words.sqlite", "Ж.sqlite", "a&b=c.sqlite"])
def test_any_file_name_will_do(name: str, atlas: Path) -> None:
    named = atlas.rename(atlas.with_name(name))
    assert comity.open(named).view().recognition("AA", "BB").on("2002-01-01") is comity.Verdict.YES
    assert comity.open(str(named)).path == str(named)


def test_it_is_never_written_to(atlas: Path) -> None:
    before = atlas.read_bytes()
    opened = comity.open(atlas)
    with pytest.raises(comity.AtlasError, match="readonly"):
        opened.rows("DELETE FROM claim")
    assert atlas.read_bytes() == before and sorted(p.name for p in atlas.parent.iterdir()) == ["atlas.sqlite", "data"]


def test_any_sqlite_tool_can_read_it(atlas: Path) -> None:
    db = sqlite3.connect(atlas)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("SELECT act, actor, object FROM recognition ORDER BY date").fetchall() == [
        ("recognises", "AA", "BB"), ("refuses", "old-ceria", "BB"), ("withdraws", "AA", "BB")]
    db.close()
