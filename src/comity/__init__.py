"""Comity answers questions about international affairs as of a day, in somebody's eyes, on somebody's word, with the proof.

    >>> import comity
    >>> atlas = comity.open()
    >>> answer = atlas.view(eyes="RS").recognition("US", "XK")
    >>> answer.on("2008-02-18")
    <Verdict.YES: 'yes'>

Sources make claims; a lens chooses which count; an answer is a timeline of standings with a proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from ._version import __version__
from .errors import AmbiguousName, AtlasError, ComityError, DataError, DateError, RuleConflict, UnknownName, UsageError
from .kernel.claims import Claim, Source
from .kernel.dates import Date
from .kernel.lens import Lens
from .kernel.standing import Verdict
from .kernel.timeline import Segment
from .questions.answer import Answer, Proof
from .questions.view import Atlas, View

__all__ = [
    "AmbiguousName", "Answer", "Atlas", "AtlasError", "Claim", "ComityError", "DataError", "Date", "DateError", "Lens", "Proof", "RuleConflict",
    "Segment", "Source", "UnknownName", "UsageError", "Verdict", "View", "__version__", "open",
]


def open(path: str | PathLike[str] | None = None, *, overlays: Sequence[str | PathLike[str]] = ()) -> Atlas:
    """Open the built-in atlas, or the one at `path`, with any overlay files laid over it.

    Raises AtlasError if there is none or it is damaged, DataError if an overlay breaks the rules of the data.
    """
    return Atlas(path, overlays)
