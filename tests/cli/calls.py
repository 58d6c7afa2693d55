"""Which commands there are and how each may be called: what several tests go through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from comity.fronts.cli.main import COMMANDS, app, register

QUESTIONS = {
    "recognition": ("recognition", "US", "XK"),
    "recognisers": ("recognition", "XK"),
    "membership": ("membership", "TW"),
    "polity": ("polity", "XK"),
    "resolve": ("resolve", "XK"),
    "claims": ("claims", "XK"),
    "source": ("source", "us-state-2008-02-18"),
    "treaties": ("treaties", "US", "XK", "--about", "extradition"),
    "treaty": ("treaty", "us-serbia-1901"),
    "extradition": ("extradite", "--from", "XK", "--to", "US", "--for", "material support", "--national-of", "XK"),
    "bases": ("extradite", "--to", "US", "--map"),
    "offences": ("offences", "murder"),
    "group": ("group", "Jabhat Fateh al-Sham"),
    "listed": ("listed", "--by", "US/fto"),
    "lineage": ("lineage", "kosovo-liberation-army"),
    "fighters": ("fighters", "XK"),
    "fighters-rank": ("fighters", "--rank", "--source", "icsr"),
    "fighters-compare": ("fighters", "--compare", "icsr-2015-01", "lukesonnet-icsr"),
    "fighters-explain": ("fighters", "XK", "--explain", "125"),
    "report": ("report", "XK"),
    "cases": ("cases", "--on", "1990-01-01"),
    "brief": ("brief", "XK", "US"),
}
"""One call of every question."""

SCHEMAS = {"recognition": "answer", "membership": "answer"}
"""The schema of a question's JSON, where it is not called like the question."""

OVERLAY = """
[sources.my-note]
title = "Note to file"
publisher = "My desk"
published = 2009-11-20
kind = "primary"
licence = "private"

[[claims]]
act = "recognises"
actor = "TO"
object = "abkhazia"
date = "2009-11-19"
date_kind = "decided"
holder = "TO"
source = "my-note"
read = "read"
"""


LENSES = ("none", "eyes", "organ", "namer", "known-by", "doctrine", "all", "trusting", "without", "with", "suppose", "together")
"""What `lenses` gives, by name."""


def lenses(folder: Path) -> dict[str, tuple[str, ...]]:
    """Every flag of the lens with a value, by name; `folder` takes the overlay."""
    overlay = folder / "mine.toml"
    overlay.write_text(OVERLAY)
    return {
        "none": (), "eyes": ("--eyes", "RS"), "organ": ("--eyes", "US/executive"), "namer": ("--eyes", "cow"),
        "known-by": ("--known-by", "2008-06-01"), "doctrine": ("--doctrine", "vcsst-1978"), "all": ("--doctrine", "all"),
        "trusting": ("--trusting", "us-state-2008-02-18"), "without": ("--without", "us-state-2008-02-18"), "with": ("--with", str(overlay)),
        "suppose": ("--suppose", "TO recognises abkhazia on 2027-01-01"),
        "together": ("--eyes", "RS", "--known-by", "2020-01-01", "--without", "cow-system-2024", "--with", str(overlay),
                     "--suppose", "RS recognises XK on 2027-01-01"),
    }


def command(name: str) -> Any:
    """A command as typer sees it, with its parameters and help."""
    register(None)
    return typer.main.get_command(app).commands[name]


def flags(name: str) -> set[str]:
    """Every flag of a command, by its long name."""
    return {max(p.opts, key=len) for p in command(name).params if p.param_type_name == "option"} - {"--help"}


NAMES = tuple(COMMANDS)
