"""Writing a page whole or not at all."""

from __future__ import annotations

import os
from errno import ENOENT
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, made: str | bytes) -> None:
    """Write text or bytes to a file by way of a hidden one beside it, so that what stood there stays until the new one is whole. Raises OSError."""
    if not path.parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path))
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as file:
        try:
            file.write(made.encode("utf-8") if isinstance(made, str) else made)
            file.flush()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
