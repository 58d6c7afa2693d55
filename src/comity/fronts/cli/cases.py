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
    from ...works.files import write_whole

    made = make_casebook(asked.view, asked.on)
    if asked.json:
        show.as_json(made.to_dict())
    elif output is not None:
        write_whole(output, made.markdown())
        show.out(str(output))
    else:
        show.out(made.markdown().rstrip())
