"""Names folded for exact comparison: declared steps, never a distance."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "ə": "e", "ħ": "h",
                            "’": "", "'": "", "‘": "", "ʻ": "", "ʼ": "", "`": "", "&": " and "})
_OTHER = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"(?<=\b[^\W\d_]) (?=[^\W\d_]\b)")
_WORDS = {"st": "saint", "ste": "sainte", "rep": "republic", "dem": "democratic", "fed": "federal", "is": "islands", "isl": "islands"}
_DROPPED = frozenset({"the"})


def fold(text: str) -> str:
    """A name as it is compared.

    In order: Unicode compatibility decomposition, case folding, letters without a decomposition (ø, ł, ß …) to their base, apostrophes
    dropped, marks dropped, everything that is no letter or digit to one space, lone letters in a row joined ("U.S.A." is "usa"), the words "St",
    "Rep", "Dem", "Fed", "Is" spelled out, the word "the" dropped.
    """
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = [_WORDS.get(w, w) for w in _INITIALS.sub("", _OTHER.sub(" ", text)).split()]
    return " ".join(w for w in words if w not in _DROPPED) or " ".join(words)
