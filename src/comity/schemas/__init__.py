"""JSON Schemas (2020-12) of everything that `--json` prints, one file each, with what they share in `common.json`.

    >>> from comity.schemas import names, schema
    >>> names()[:6]
    ('answer', 'bases', 'brief', 'build', 'cases', 'claims')
    >>> schema("answer")["title"]
    'Answer'

Shapes may grow, so objects may have more fields than a schema lists; those it lists keep their meaning.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from ..errors import UsageError

_COMMON = "common"
_DEFS = "$defs"


def names() -> tuple[str, ...]:
    """The schemas there are, by name."""
    found = (f.name.removesuffix(".json") for f in files(__package__).iterdir() if f.name.endswith(".json"))
    return tuple(sorted(n for n in found if n != _COMMON))


def schema(name: str) -> dict[str, Any]:
    """One schema, whole: what it shares with others is copied into its `$defs`. Raises UsageError for an unknown name."""
    if name not in names():
        raise UsageError(f'"{name}" is no schema; there are {", ".join(names())}')
    text = _text(name)
    whole: dict[str, Any] = json.loads(text)
    shared = json.loads(_text(_COMMON))[_DEFS]
    for other in names():
        if f'"{other}.json"' in text:
            shared[other] = {k: v for k, v in json.loads(_text(other)).items() if k != "$schema"}
    bundled: dict[str, Any] = _local({**whole, _DEFS: {**shared, **whole.get(_DEFS, {})}})
    return bundled


def _text(name: str) -> str:
    return files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")


def _local(value: Any) -> Any:
    """The same with every reference to another file made one to `$defs`."""
    if isinstance(value, list):
        return [_local(v) for v in value]
    if not isinstance(value, dict):
        return value
    ref = value.get("$ref")
    if isinstance(ref, str) and not ref.startswith("#"):
        file, _, path = ref.partition("#")
        return {**value, "$ref": f"#{path}" if path else f"#/{_DEFS}/{file.removesuffix('.json')}"}
    return {k: _local(v) for k, v in value.items()}
