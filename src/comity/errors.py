"""The errors Comity raises, each one line that says what, where, why and the next thing to do.

ComityError
├── DateError             a date that cannot be read, or does not exist
├── NamingError           a name that cannot be answered for
│   ├── UnknownName       nobody held it
│   └── AmbiguousName     several polities held it
├── DataError             a row, file or overlay that breaks the rules of the data
├── AtlasError            an atlas file that is missing, truncated or foreign
├── RuleConflict          two unranked rules that conclude opposite things
└── UsageError            a question that cannot be asked that way
"""

from __future__ import annotations


class ComityError(Exception):
    """Base of every error that Comity raises on purpose."""


class DateError(ComityError, ValueError):
    """A date that is not EDTF, does not exist, or ends before it starts."""


class NamingError(ComityError, LookupError):
    """A name that leads to no single polity."""


class UnknownName(NamingError):
    """A name nobody held; `suggestions` are near names with their spans, never answers."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions


class AmbiguousName(NamingError):
    """A name that several polities held; `candidates` tells them apart."""

    def __init__(self, message: str, candidates: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class DataError(ComityError, ValueError):
    """Data that breaks the rules of docs/data.md; `problems` are one line each, `file:line: …`."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class AtlasError(ComityError, OSError):
    """An atlas file that is missing, truncated, or not an atlas."""


class RuleConflict(ComityError):
    """Two rules of equal rank that conclude opposite things about one proposition (S5)."""


class UsageError(ComityError, ValueError):
    """A question that cannot be asked that way; the message says how it can."""
