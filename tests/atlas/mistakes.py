"""Mistakes in the small world's data, and what the build must say of each: one line, with the previous atlas left alone."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

import comity
from comity.atlas.build import build

VERDICT = "nothing was built, the previous atlas stands"


class Wrong(NamedTuple):
    """A mistake: in which file, what becomes what, on which line it is to be found, and words of the message."""

    file: str
    old: str
    new: str
    line: int
    says: tuple[str, ...]


def spoil(data: Path, wrong: Wrong) -> None:
    """Make one mistake."""
    file = data / wrong.file
    text = file.read_text(encoding="utf-8")
    assert wrong.old in text
    file.write_bytes(text.replace(wrong.old, wrong.new, 1).encode())


def refused(data: Path) -> comity.DataError:
    """The error of a build that must fail, after checking that nothing else happened."""
    atlas = data.parent / "atlas.sqlite"
    before = atlas.read_bytes()
    with pytest.raises(comity.DataError) as stop:
        build(data, atlas)
    assert atlas.read_bytes() == before
    assert comity.open(atlas).view().recognition("AA", "BB").on("2002-01-01") is comity.Verdict.YES
    assert [p.name for p in data.parent.iterdir() if p.name.startswith(".")] == []
    assert str(stop.value).endswith(f"; {VERDICT}")
    return stop.value


def told(data: Path, wrong: Wrong, where: str) -> comity.DataError:
    """The error of a build after one mistake: the first problem stands at this place, as file:line, and has all the words."""
    spoil(data, wrong)
    error = refused(data)
    first = error.problems[0]
    assert first.startswith(f"data/{where}: "), first
    assert all(word in first for word in wrong.says), first
    return error
