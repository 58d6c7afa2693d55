"""Tab: commands, flags, and what the atlas knows; the scripts that wire it into a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .calls import NAMES


def called(environment: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with some environment."""
    code = "import sys; from comity.fronts.cli.main import main; main(sys.argv[1:])"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=60, check=False,
                          env={**os.environ, **environment})


def completed(line: str) -> list[str]:
    """What bash would be offered at the end of a line."""
    words = line.split(" ")
    ran = called({"_COMITY_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)})
    assert ran.stderr == ""
    return ran.stdout.split()


@pytest.mark.parametrize(("line", "offered"), [
    ("comity re", ["recognition", "resolve", "report"]),
    ("comity polity yugoslavia-", ["yugoslavia-fr", "yugoslavia-kingdom", "yugoslavia-sfr"]),
    ("comity recognition US yugoslavia-s", ["yugoslavia-sfr"]),
    ("comity recognition US XK --kn", ["--known-by"]),
    ("comity recognition US XK --doctrine c", ["clean-slate", "continuity"]),
    ("comity recognition US XK --of ", ["state", "government"]),
    ("comity recognition US XK --eyes ico", ["icow"]),
    ("comity claims XK --relation s", ["statement", "succession"]),
    ("comity resolve XK --as cow", ["cow", "cowabb"]),
    ("comity membership TW ", ["UN", "LoN"]),
    ("comity source cow-system-", ["cow-system-2024"]),
    ("comity treaty us-serbia-", ["us-serbia-1901", "us-serbia-2016"]),
    ("comity treaties US yugoslavia-s", ["yugoslavia-sfr"]),
    ("comity treaties US XK --about ext", ["extradition"]),
    ("comity claims XK --trusting cow-system-", ["cow-system-2024"]),
    ("comity extradite --from yugoslavia-s", ["yugoslavia-sfr"]),
    ("comity extradite --to US --for mater", ["material-support"]),
    ("comity extradite --to US --fact pol", ["political=yes", "political=no"]),
    ("comity offences arso", ["arson"]),
    ("comity build --conflicts ad", ["adjacent"]),
    ("comity polity XK --atlas nowhere.sqlite --eyes X", []),
    ("comity polity qqq", []),
])
def test_what_is_offered(line: str, offered: list[str], atlas_path: Path) -> None:
    _, command, *rest = line.split(" ")
    if rest and command != "build" and "--atlas" not in rest:
        line = " ".join(["comity", command, "--atlas", str(atlas_path), *rest])
    assert sorted(completed(line)) == sorted(offered)


def test_every_command_is_offered() -> None:
    assert sorted(completed("comity ")) == sorted(NAMES)


@pytest.mark.parametrize(("shell", "says"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete --command comity"),
                                             ("pwsh", "Register-ArgumentCompleter")])
def test_a_script_for_every_shell(shell: str, says: str) -> None:
    ran = called({"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}, "--show-completion", shell)
    assert ran.returncode == 0 and says in ran.stdout and "_COMITY_COMPLETE" in ran.stdout


def test_it_is_documented() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
    assert "comity --install-completion" in page and "comity --show-completion" in page
