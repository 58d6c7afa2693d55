"""A bar on a terminal for what takes a while, and nothing anywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from ..conftest import ROOT

BUILD = ("from comity.fronts.cli.main import main; main(['build', '--check', '--data', {data!r}, *{more!r}])")


def build(*more: str) -> list[str]:
    """A build in a process of its own."""
    return [sys.executable, "-c", BUILD.format(data=str(ROOT / "data"), more=more)]


def on_a_terminal(command: list[str]) -> tuple[str, str]:
    """Standard output, and what a terminal on standard error was sent."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"}) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            seen += chunk
        out = process.stdout.read() if process.stdout else b""
    os.close(ours)
    assert process.returncode == 0
    return out.decode(), seen.decode()


def test_a_terminal_sees_the_steps() -> None:
    out, seen = on_a_terminal(build())
    assert "build" in seen and "claims" in seen and "\x1b[" in seen
    assert "checked; nothing written" in out and "\x1b" not in out


def test_json_is_quiet_even_there() -> None:
    out, seen = on_a_terminal(build("--json"))
    assert seen == "" and out.startswith("{")


def test_no_terminal_sees_nothing() -> None:
    ran = subprocess.run(build(), capture_output=True, text=True, timeout=60, check=True)
    assert ran.stderr == "" and "checked; nothing written" in ran.stdout


def test_a_verdict_is_coloured_on_a_terminal_only(atlas_path: Path) -> None:
    code = f"from comity.fronts.cli.main import main; main(['recognition', 'US', 'XK', '--on', '2008-02-18', '--atlas', {str(atlas_path)!r}])"
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", code], stdout=theirs, env={**os.environ, "TERM": "xterm"}) as process:
        os.close(theirs)
        first = os.read(ours, 65536).decode()
        process.wait(60)
    os.close(ours)
    assert "\x1b[32m" in first and "yes" in first
