"""From files to rows: every reader keeps the file and line, and collects problems instead of stopping at the first."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import DataError, DateError
from ..kernel.dates import Date, parse

CLAIM_COLUMNS = {
    "recognition": "act actor object ordinal of mode strength ground date date_kind holder relayed_by source locator read note",
    "membership": "act actor object ordinal date date_kind holder relayed_by source locator read note",
    "succession": "act actor object ordinal kind date date_kind holder relayed_by source locator read note",
    "control": "act actor object kind from until holder source locator read note",
    "coverage": "source relation act actor object from until holder read note",
    "counts": "holder object of as_of low high scope source read note",
}
"""The columns each relation allows, in order. A file may leave out those it does not use."""

REQUIRED = {
    "recognition": "act actor object date holder source read",
    "membership": "act actor object date holder source read",
    "succession": "act actor object date holder source read",
    "control": "act actor object holder source read",
    "coverage": "source relation read",
    "counts": "holder object of as_of scope source read",
}


@dataclass(slots=True)
class Problems:
    """What is wrong with the data, one line each: `file:line: what; next thing to do`."""

    lines: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        """Note one problem."""
        self.lines.append(f"{where}: {what}")

    def stop(self, verdict: str) -> None:
        """Raise DataError if there are any, with the first in the message."""
        if self.lines:
            more = f" (and {len(self.lines) - 1} more)" if len(self.lines) > 1 else ""
            raise DataError(f"{self.lines[0]}{more}; {verdict}", tuple(self.lines))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one claims file: its relation, its cells (all columns present, empty where left out), and where it stands."""

    relation: str
    cells: dict[str, str]
    file: str
    line: int

    @property
    def where(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}"


def read_rows(data: Path, relation: str, problems: Problems) -> Iterator[Row]:
    """Every row of one relation's CSV files, in order of file name and line."""
    for path in sorted((data / "claims" / relation).glob("*.csv")):
        yield from _read_csv(path, relation, path.relative_to(data.parent).as_posix(), problems)


def _read_csv(path: Path, relation: str, name: str, problems: Problems) -> Iterator[Row]:
    allowed = CLAIM_COLUMNS[relation].split()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        problems.add(f"{name}:1", f"not UTF-8 (byte {error.start}); save the file as UTF-8")
        return
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, None)
        if not header or [c for c in header if c not in allowed] or len(set(header)) != len(header):
            odd = ", ".join(c for c in header or [] if c not in allowed) or "no header"
            problems.add(f"{name}:1", f"header has {odd}; a {relation} file may have {','.join(allowed)}")
            return
        missing = [c for c in REQUIRED[relation].split() if c not in header]
        if missing:
            problems.add(f"{name}:1", f"header lacks {', '.join(missing)}")
            return
        blank = dict.fromkeys(allowed, "")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(header):
                problems.add(f"{name}:{line}", f"{len(cells)} cells under {len(header)} columns; quote a cell that holds a comma")
            else:
                yield Row(relation, {**blank, **dict(zip(header, map(str.strip, cells), strict=True))}, name, line)
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(f"{name}:{reader.line_num}", f"not readable as CSV ({error}); close every quote")


def read_toml(path: Path, problems: Problems, base: Path) -> dict[str, Any] | None:
    """One TOML file, or None with a problem noted."""
    name = path.relative_to(base).as_posix()
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        text = str(error)
        at = text.partition("at line ")[2].partition(",")[0]
        problems.add(f"{name}:{at if at.isdigit() else 1}", f"not readable as TOML: {text}")
    except UnicodeDecodeError as error:
        problems.add(f"{name}:1", f"not UTF-8 (byte {error.start}); save the file as UTF-8")
    return None


def read_date(text: str, where: str, problems: Problems) -> Date | None:
    """One EDTF date, or None with a problem noted."""
    try:
        return parse(text)
    except DateError as error:
        problems.add(where, str(error))
        return None
