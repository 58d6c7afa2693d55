"""From files to rows: every reader keeps the file and line, and collects problems instead of stopping at the first."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import DataError, DateError
from ..kernel.dates import Date, parse

CLAIM_COLUMNS = {
    "recognition": "act actor object ordinal of mode strength ground date date_kind holder relayed_by source locator read note",
    "membership": "act actor object ordinal date date_kind holder relayed_by source locator read note",
    "succession": "act actor object ordinal kind date date_kind holder relayed_by source locator read note",
    "control": "act actor object kind from until holder source locator read note",
    "in-force": "act actor object treaty ordinal ground date date_kind holder relayed_by source locator read note",
    "party": "act actor object ordinal ground date date_kind holder relayed_by source locator read note",
    "lineage": "act actor object ordinal date date_kind holder relayed_by source locator read note",
    "affiliation": "act actor object ordinal of date date_kind holder relayed_by source locator read note",
    "identity": "act actor object ordinal kind date date_kind holder relayed_by source locator read note",
    "listing": "act actor object name entry ordinal date date_kind holder relayed_by source locator read note",
    "statement": "act actor object ordinal date date_kind holder relayed_by source locator read note",
    "presence": "act actor object ordinal date until date_kind holder relayed_by source locator read note",
    "called": "group name style lang script by how instead_of from until date_kind source locator read note",
    "figures": "source holder place theatre groups counted kind unit since as_of low high basis part_of copies locator read note",
    "populations": "source place base year low high read note",
    "rates": "source holder place theatre groups per base rate_low rate_high rank of as_of superlative locator read note",
    "coverage": "source relation act actor object from until holder read note",
    "counts": "holder object of as_of low high scope source read note",
}
"""The columns each relation allows, in order. A file may leave out those it does not use."""

REQUIRED = {
    "recognition": "act actor object date holder source read",
    "membership": "act actor object date holder source read",
    "succession": "act actor object date holder source read",
    "control": "act actor object holder source read",
    "in-force": "act actor object treaty date holder source read",
    "party": "act actor object date holder source read",
    "lineage": "act actor object holder source read",
    "affiliation": "act actor object of holder source read",
    "identity": "act actor object kind holder source read",
    "listing": "act actor object date holder source read",
    "statement": "act actor object date holder source read",
    "presence": "act actor object holder source read",
    "called": "group name style how source read",
    "coverage": "source relation read",
    "counts": "holder object of as_of scope source read",
    "figures": "source holder place theatre groups counted kind unit as_of basis read",
    "populations": "source place base year low read",
    "rates": "source holder place read",
    "groups": "id label kind source read",
}

COLUMNS = {**CLAIM_COLUMNS, "groups": "id label kind about organ_of source locator read note"}
"""And those of the files under `groups/`, which say what armed groups there are."""

NO_CLAIMS = ("called", "figures", "populations", "rates", "coverage", "counts")
"""The relations whose rows are no acts or states of the kernel's."""
UNDATED = ("lineage", "affiliation", "identity", "presence")
"""The relations of which a source may know the act and no day: such a row says that it happened, and settles no day."""

TOML_FOLDERS = ("sources", "polities", "treaties", "laws", "decisions")
"""The folders that hold one TOML file a thing."""


@dataclass(slots=True)
class Problems:
    """What is wrong with the data, one line each: `file:line: what; next thing to do`."""

    lines: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        """Note one problem, on one line whatever it quotes and whatever the file is called."""
        file = "".join(c if c.isprintable() else "\ufffd" for c in where)
        self.lines.append(f"{file}: {' '.join(what.split())}".encode("utf-8", "replace").decode())

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


class Place(NamedTuple):
    """A TOML file, or the part of one from line `start` on, to say where in it something stands."""

    name: str
    text: str
    start: int = 1

    @property
    def here(self) -> str:
        """`file:line` of its start."""
        return f"{self.name}:{self.start}"

    def field(self, name: str) -> str:
        """`file:line` of the first line from its start on that sets a field; of the start if none does."""
        for n, line in enumerate(self.text.split("\n")[self.start - 1:], self.start):
            key, equals, _ = line.partition("=")
            if equals and key.strip().strip("\"'") == name:
                return f"{self.name}:{n}"
        return self.here

    def at(self, *words: object) -> str:
        """`file:line` of the first line that has all of the words; of the start if none has."""
        for n, line in enumerate(self.text.split("\n")[self.start - 1:], self.start):
            if words and all(str(w) in line for w in words):
                return f"{self.name}:{n}"
        return self.here


def read_rows(data: Path, relation: str, problems: Problems) -> Iterator[Row]:
    """Every row of one relation's CSV files, or of those under `groups/`, in order of file name and line."""
    folder = data / relation if relation == "groups" else data / "claims" / relation
    for path in sorted(folder.glob("*.csv")):
        yield from _read_csv(path, relation, path.relative_to(data.parent).as_posix(), problems)


def strangers(data: Path, problems: Problems) -> None:
    """Note whatever lies among the files and no reader would look at, lest it be left out in silence."""
    for folder in TOML_FOLDERS:
        _strangers(data / folder, ".toml", data, problems)
    _strangers(data / "groups", ".csv", data, problems)
    for path in sorted((data / "claims").glob("*")):
        name = path.relative_to(data.parent).as_posix()
        if path.name not in CLAIM_COLUMNS:
            problems.add(f"{name}:1", f"no relation is called {path.name}; put the file under {', '.join(CLAIM_COLUMNS)}")
        else:
            _strangers(path, ".csv", data, problems)


def _strangers(folder: Path, suffix: str, data: Path, problems: Problems) -> None:
    for file in sorted(folder.glob("*")):
        name = file.relative_to(data.parent).as_posix()
        if file.name.startswith(".") and file.suffix != suffix:
            continue
        if file.suffix != suffix:
            problems.add(f"{name}:1", f"not a {suffix} file; rename it or take it away")
        elif not file.name.isprintable():
            problems.add(f"{name}:1", "a file name that cannot be printed; name it with letters, digits and hyphens")


def read_text(path: Path, name: str, problems: Problems) -> str | None:
    """The text of a file, line ends as they are, or None with a problem noted."""
    try:
        content = path.read_bytes()
    except OSError as error:
        problems.add(f"{name}:1", f"cannot be read ({error.strerror}); make it a readable file")
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        problems.add(f"{name}:1", "starts with a byte order mark; save the file as UTF-8 without one")
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.add(f"{name}:{_line_of(content, error.start)}", f"not UTF-8 (byte {error.start}); save the file as UTF-8")
        return None
    if "\0" in text:
        problems.add(f"{name}:{_line_of(content, content.index(0))}", "has a NUL byte; take it out")
        return None
    return text


def _line_of(content: bytes, byte: int) -> int:
    return content.count(b"\n", 0, byte) + 1


def _read_csv(path: Path, relation: str, name: str, problems: Problems) -> Iterator[Row]:
    text = read_text(path, name, problems)
    if text is None:
        return
    if "\r" in text:
        problems.add(f"{name}:{_line_of(text.encode(), text.encode().index(13))}", "a line ends in CR; save the file with LF line ends")
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = next(reader, [])
        if not _header(header, relation, name, problems):
            return
        blank = dict.fromkeys(COLUMNS[relation].split(), "")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(header):
                problems.add(f"{name}:{line}", f"{len(cells)} cells under {len(header)} columns; quote a cell that holds a comma")
            else:
                yield Row(relation, {**blank, **dict(zip(header, map(str.strip, cells), strict=True))}, name, line)
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(f"{name}:{line}", f"the row that starts here is not readable as CSV ({error}); close every quote")


def _header(header: list[str], relation: str, name: str, problems: Problems) -> bool:
    """Whether a file's first line names its columns."""
    allowed = COLUMNS[relation].split()
    odd = [f'unknown column "{c}"' for c in header if c not in allowed]
    twice = [f'column "{c}" twice' for c in dict.fromkeys(header) if header.count(c) > 1]
    lacks = [f"no column {c}" for c in REQUIRED[relation].split() if c not in header]
    wrong = ["no header"] if not header else odd + twice + lacks
    if wrong:
        problems.add(f"{name}:1", f"header has {', '.join(wrong)}; a {relation} file may have {','.join(allowed)}")
    return not wrong


def read_toml(path: Path, problems: Problems, base: Path) -> tuple[dict[str, Any], Place] | None:
    """One TOML file and where things stand in it, or None with a problem noted."""
    name = path.relative_to(base).as_posix()
    text = read_text(path, name, problems)
    return None if text is None else parse_toml(text, name, problems)


def parse_toml(text: str, name: str, problems: Problems) -> tuple[dict[str, Any], Place] | None:
    """TOML text and where things stand in it, or None with a problem noted."""
    try:
        return tomllib.loads(text), Place(name, text)
    except (ValueError, RecursionError) as error:  # ValueError: bad TOML, and numbers too long to be read
        said = str(error)
        at = said.partition("at line ")[2].partition(",")[0]
        problems.add(f"{name}:{at if at.isdigit() else text.count(chr(10)) + 1}", f"not readable as TOML: {said}; correct that line")
    return None


def tables(value: Any) -> list[dict[str, Any]] | None:
    """A list of tables as TOML has it, or None if it is something else."""
    return value if isinstance(value, list) and all(isinstance(v, dict) for v in value) else None


def read_date(text: str, where: str, problems: Problems) -> Date | None:
    """One EDTF date, or None with a problem noted."""
    try:
        return parse(text)
    except DateError as error:
        problems.add(where, str(error))
        return None
