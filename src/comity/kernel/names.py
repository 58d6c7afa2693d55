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


_ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "ad", "az", "at", "ul", "ur", "us", "ud", "wal", "wa", "fi", "of", "for", "in", "and"})
_SPELT = (("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sch", "sh"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"),
          ("ei", "ai"), ("ay", "ai"), ("q", "k"), ("ck", "k"), ("w", "v"), ("y", "i"), ("o", "u"), ("e", "i"))
_TWICE = re.compile(r"(.)\1")
_FINAL = re.compile(r"(?<=[^\Waeiou])a[ht]$")
_FINAL_OF_ONE = re.compile(r"(?<=[^\Waeiou])ah$")
_SHORT = 4


def transliterate(text: str) -> str:
    """A name as transliterations of one name are compared: exact and declared, and never tried where the folded name itself is known.

    In order, on the folded name: "al" and its assimilated forms, "wa", "fi", "of", "for", "in", "and" dropped as words, or as the start of a word of
    more than five letters ("alsham"); in each word kh, gh, dh, th, ph, ou, oo, ee, ie, ei, ay, q, ck, w, y, o, e brought to one spelling; a final
    "-ah" or "-at" to "a" (of a name of one word "-ah" only); doubled letters to one in words of more than four letters. A name in another script is
    left as folded, and so are acronyms and other short names: one word of at most five letters, or several of at most four each.
    """
    folded = fold(text)
    words = [w for w in folded.split() if w not in _ARTICLES]
    if max(map(len, words), default=0) <= (_SHORT + 1 if len(words) == 1 else _SHORT):
        return folded
    return " ".join(_spelt(w, _FINAL_OF_ONE if len(words) == 1 else _FINAL) for w in words)


def _spelt(word: str, final: re.Pattern[str]) -> str:
    word = word[2:] if len(word) > 5 and word.startswith("al") else word
    long = len(word) > _SHORT
    for written, to in _SPELT:
        word = word.replace(written, to)
    word = final.sub("a", word)
    return _TWICE.sub(r"\1", word) if long else word


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
