"""The command that puts decided cases to the engine: cases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import show
from .lens import Asked, question


@question
def cases(asked: Asked,
          output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the page here (.md).", metavar="FILE")] = None) -> None:
    """What courts held, and what the engine says without them: agreement, by doctrine, with the reason wherever there is none.

    Example: comity cases --on 1990-01-01
    """
    from ...works.casebook import make_casebook

    show.page(make_casebook(asked.view, asked.on), asked.json, output)
