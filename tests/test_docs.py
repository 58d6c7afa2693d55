"""The documentation runs: README.md and every page of docs/ show what really happens.

How to write a page so that it is checked:

* A ```console block is a session. A line `$ COMMAND` is run if the command is `comity`, `cat` or `echo`, in a shell, with all such
  lines of a page sharing one empty folder in which `data/` is this checkout's (so pipes, `&&` and `echo $?` within a line work; a
  line that ends in a backslash goes on in the next). Any other command (`git`, `make`, `pip`) is shown and not run.
* The lines after a command, up to the next `$` or the end of the block, are what it prints, errors included. No lines: only its
  exit code counts, 0. Lines of which the first starts with `comity: ` are an error, and it must exit with 1 or 2.
* `...` alone on a line stands for any number of lines, within a line for any text. Trailing blanks do not count; terminals are
  100 wide and have no colour.
* A ```python block with `>>>` is a doctest (with `...`), without it is run as it stands; the blocks of a page share their names.
* `<!-- file: NAME -->` on the line before any other block writes the block to NAME in that folder, for the commands after it.
* `<!-- not run -->` on the line before a block leaves it alone. Use it for what needs a network or takes minutes.

`python -m tests.test_docs [--fill] [PAGE …]` rewrites the output of every command, of all pages or of those named, that no longer
holds (read the diff before you keep it); output that matches by `...` stays as it is; `--fill` also fills in output where none is shown.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
RUN = ("comity", "cat", "echo")

_FENCE = re.compile(r"^(?P<ticks>`{3,}|~{3,})(?P<kind>[\w-]*)[^\n]*\n(?P<body>.*?)^(?P=ticks)[ \t]*$", re.M | re.S)
_DIRECTIVE = re.compile(r"<!-- (?P<what>not run|file: (?P<name>[\w.-]+)) -->[ \t]*\n\Z")


class Block(NamedTuple):
    """One fenced block of a page: where it starts, what it is, and the file it is written to, if any."""

    line: int
    kind: str
    body: str
    file: str | None
    run: bool


class Shown(NamedTuple):
    """One command of a console block and the output that the page shows below it."""

    line: int
    command: str
    output: list[str]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for match in _FENCE.finditer(text):
        directive = _DIRECTIVE.search(text, 0, match.start())
        what, name = (directive["what"], directive["name"]) if directive else ("", None)
        yield Block(text.count("\n", 0, match.start()) + 1, match["kind"], match["body"], name, what != "not run")


def commands(block: Block) -> Iterator[Shown]:
    """The commands of a console block with what the page says they print."""
    lines = block.body.splitlines()
    n = 0
    while n < len(lines):
        start, command = n, lines[n]
        n += 1
        while command.endswith("\\") and n < len(lines):
            command, n = f"{command}\n{lines[n]}", n + 1
        output = n
        while n < len(lines) and not lines[n].startswith("$ "):
            n += 1
        if command.startswith("$ "):
            yield Shown(block.line + 1 + start, command[2:], [line.rstrip() for line in lines[output:n]])


def is_run(command: str) -> bool:
    """Whether a command of a page is run, or only shown."""
    return command.split()[0] in RUN


def matches(expected: list[str], got: list[str]) -> bool:
    """Whether output is what a page shows, `...` standing for anything."""
    parts = [r"(?:.*\n)*?" if line == "..." else ".*?".join(map(re.escape, line.split("..."))) + r"\n" for line in expected]
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in got)) is not None


def is_error(output: list[str]) -> bool:
    """Whether a page shows a command failing."""
    return bool(output) and output[0].startswith("comity: ")


class Desk:
    """A folder in which the commands of one page run, with `comity` reading the given atlas as the built-in one."""

    def __init__(self, folder: Path, atlas: Path) -> None:
        self.folder = folder / "desk"
        self.folder.mkdir()
        (self.folder / "data").symlink_to(ROOT / "data")
        bin_ = folder / "bin"
        bin_.mkdir()
        shim = bin_ / "comity"
        shim.write_text(f"#!{sys.executable}\nimport comity.atlas.store as store\n"
                        f"store.default_path = lambda: {str(atlas)!r}\nfrom comity.fronts.cli.main import main\nmain()\n")
        shim.chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1",
                            "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}

    def run(self, command: str) -> tuple[int, list[str]]:
        """Run a command; its exit code and what it printed, errors included."""
        ran = subprocess.run(command, shell=True, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, text=True,
                             encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        return ran.returncode, [line.rstrip() for line in ran.stdout.splitlines()]

    def check(self, page: str, shown: Shown) -> list[str]:
        """Run a command of a page and say what differs, if anything."""
        status, got = self.run(shown.command)
        where = f"{page}:{shown.line}: $ {shown.command}"
        if (status != 0) != is_error(shown.output):
            return [f"{where}\nexit code {status}\n" + "\n".join(got)]
        if shown.output and not matches(shown.output, got):
            return ["\n".join([where, "--- the page says", *shown.output, "--- it prints", *got])]
        return []


def run_python(block: Block, page: str, names: dict[str, Any]) -> list[str]:
    """Run a python block, as a doctest if it has prompts, and say what went wrong, if anything."""
    if ">>>" not in block.body:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile("\n" * block.line + block.body, page, "exec"), names)
        return []
    test = doctest.DocTestParser().get_doctest(block.body, names, page, page, block.line)
    said = io.StringIO()
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False).run(test, out=said.write, clear_globs=False)
    names.update(test.globs)
    return [said.getvalue()] if said.getvalue() else []


def check_page(page: Path, desk: Desk) -> list[str]:
    """Run a whole page and say everything in it that does not hold."""
    wrong: list[str] = []
    names: dict[str, Any] = {"__name__": "__docs__"}
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.file:
            (desk.folder / block.file).write_text(block.body, encoding="utf-8")
        elif block.run and block.kind == "console":
            for command in commands(block):
                if is_run(command.command):
                    wrong += desk.check(page.name, command)
        elif block.run and block.kind == "python":
            with contextlib.chdir(desk.folder):
                wrong += run_python(block, page.name, names)
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_page_shows_what_happens(page: Path, atlas_path: Path, tmp_path: Path) -> None:
    with mock.patch("comity.atlas.store.default_path", lambda: str(atlas_path)):
        wrong = check_page(page, Desk(tmp_path, atlas_path))
    assert not wrong, "\n\n".join(wrong)


def test_package_docstring_shows_what_happens(atlas_path: Path) -> None:
    import comity

    with mock.patch("comity.atlas.store.default_path", lambda: str(atlas_path)):
        failed, tried = doctest.testmod(comity)
    assert tried and not failed


PAGE = """
```console
$ git clone nowhere
$ comity --version
comity ...
$ comity recognition \\
    Nowhereland XK
comity: "Nowhereland" is no name ...
...
```
<!-- file: mine.txt -->
```
six words in a small file
```
```console
$ cat mine.txt | wc -w
6
```
```python
>>> x = 1
>>> x + 1
2
```
```python
assert x == 1
```
<!-- not run -->
```python
import nowhere
```
"""


@pytest.mark.parametrize(("old", "new", "found"), [
    ("", "", 0), ("comity ...", "komity ...", 1), ("6\n", "7\n", 1), ("\n2\n", "\n3\n", 1), ("--version", "--verzion", 1),
    ("comity: \"Nowhereland\" is no name ...\n...\n", "", 1), ("six words", "seven words now", 1)])
def test_the_runner_itself(old: str, new: str, found: int, atlas_path: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.replace(old, new, 1) if old else PAGE)
    assert len(check_page(page, Desk(tmp_path, atlas_path))) == found


def rewrite(page: Path, desk: Desk, fill: bool = False) -> str:
    """The page with the output of every command brought up to date, and with `fill` given to those that show none."""
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines()
    shift = 0
    for block in blocks(text):
        if block.file:
            (desk.folder / block.file).write_text(block.body, encoding="utf-8")
        if not (block.run and not block.file and block.kind == "console"):
            continue
        for shown in (s for s in commands(block) if is_run(s.command)):
            _, got = desk.run(shown.command)
            start = shown.line + shown.command.count("\n") + shift
            if (shown.output or fill) and not matches(shown.output, got):
                lines[start:start + len(shown.output)] = got
                shift += len(got) - len(shown.output)
    return "\n".join(lines) + "\n"


def _main(words: list[str]) -> None:
    from comity.atlas.build import build

    for page in [Path(w).resolve() for w in words if w != "--fill"] or PAGES:
        with tempfile.TemporaryDirectory() as folder:
            built = build(ROOT / "data", Path(folder) / "comity.sqlite").path
            page.write_text(rewrite(page, Desk(Path(folder), built or Path()), "--fill" in words), encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
