"""A bar on a terminal for what takes a while, and nothing anywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..conftest import ROOT

BUILD = ("from comity.fronts.cli.main import main; main(['build', '--check', '--data', {data!r}, *{more!r}])")


def build(*more: str) -> list[str]:
    """A build in a process of its own."""
    return [sys.executable, "-c", BUILD.format(data=str(ROOT / "data"), more=more)]


def on_a_terminal(command: list[str], stream: str) -> tuple[str, str]:
    """What a terminal that one stream goes to was sent, and what the other stream got."""
    ours, theirs = pty.openpty()
    with tempfile.TemporaryFile() as other:
        streams = {"stdout": other, "stderr": other, stream: theirs}
        with subprocess.Popen(command, **streams, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"}) as process:
            os.close(theirs)
            seen = b"".join(sent(ours))
        os.close(ours)
        other.seek(0)
        assert process.returncode == 0
        return seen.decode(), other.read().decode()


def sent(terminal: int) -> Iterator[bytes]:
    """What comes through a terminal until its other end is closed."""
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # how Linux says that it is
            return
        if not chunk:
            return
        yield chunk


def test_a_terminal_sees_the_steps() -> None:
    seen, out = on_a_terminal(build(), "stderr")
    assert "build" in seen and "━" in seen and any(step in seen for step in ("sources", "polities", "claims", "conflicts"))
    assert "checked; nothing written" in out and "\x1b" not in out


def test_json_is_quiet_even_there() -> None:
    seen, out = on_a_terminal(build("--json"), "stderr")
    assert seen == "" and out.startswith("{")


def test_no_terminal_sees_nothing() -> None:
    ran = subprocess.run(build(), capture_output=True, text=True, timeout=60, check=True)
    assert ran.stderr == "" and "checked; nothing written" in ran.stdout


def test_a_verdict_is_coloured_on_a_terminal_only(atlas_path: Path) -> None:
    code = f"from comity.fronts.cli.main import main; main(['recognition', 'US', 'XK', '--on', '2008-02-18', '--atlas', {str(atlas_path)!r}])"
    seen, errors = on_a_terminal([sys.executable, "-c", code], "stdout")
    assert "\x1b[32m" in seen and "yes" in seen and errors == ""
