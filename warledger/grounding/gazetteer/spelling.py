"""Spellings of one name made comparable: folding, a close key and a skeleton for transliterated names.

Arabic and Slavic names reach English reports by many roads (Maaret al-Numan, Ma'arrat al-Nu'man, Maarat
Noaman). Three keys, from strict to loose:

    fold        "Dayr az-Zawr" -> "dayr zawr"   case, marks, hyphens, apostrophes and articles are gone
    close_key   "dayr zawr"    -> "dirzur"      vowels fall into three classes, word gaps are gone
    skeleton    "dayr zawr"    -> "drzr"        consonants alone, those that transcribers swap made one
"""

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD does not take apart.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ə": "a", "ɛ": "e", "ɔ": "o", "ŋ": "ng", "ħ": "h", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    }
)  # fmt: skip
_APOSTROPHES = re.compile(
    "['\u2018\u2019\u201a\u201b\u02bb-\u02bf\u02b9\u02b8\u02c8\u02b0\u00b4\u0060\u02ca\u02cb\u2032\u05f3\u0621]"
)
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u0655\u0670]")
_GAPS = re.compile(r"[\W_]+")
# The Arabic article with its assimilated forms; "el" and "l" as the Maghreb and Egypt write it.
ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "ad",
        "ed",
        "adh",
        "an",
        "en",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "az",
        "ez",
        "il",
    }
)
# "Ezzor", "Assalihin", "Alkarak": an article grown together with its noun.
_GROWN = re.compile(
    r"^[aeu](?:(?=(z)z)|(?=(s)s(?!h))|(?=(r)r)|(?=(d)d)|(?=(t)t)|(?=(n)n)|(?=(sh)sh)|(?=s(sh)))(.)"
)


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Lower the case, strip marks and apostrophes, and put one space for every gap; articles stay."""
    text = _APOSTROPHES.sub("", name)
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_LETTERS)
    return _GAPS.sub(" ", text.lower()).strip()


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Make the key of exact look-ups: `plain` without the Arabic articles.

    A name that consists of nothing else ("An", "As") keeps its last word.
    """
    words = plain(name).split()
    kept = [w for i, w in enumerate(words) if w not in ARTICLES or i == len(words) - 1]
    return " ".join(kept)


def has_article(name: str) -> bool:
    """Tell whether the name begins with an Arabic article."""
    return plain(name).split(" ", 1)[0] in ARTICLES


def _roots(folded: str) -> list[str]:
    """Split a folded name into words without grown-together articles and final mute h."""
    roots = []
    for word in folded.split():
        if len(word) > 4 and word[0] in "aeu" and (grown := _GROWN.match(word)):
            word = word[grown.end() - 1 :]
        elif len(word) > 5 and word.startswith(("al", "el")) and not word.startswith(("ale", "ela")):
            word = word[2:]
        roots.append(word[:-1] if word[-1] == "h" and word[-2:-1] in _VOWELED else word)
    return roots


_SOUNDS = {
    "ph": "f", "kh": "x", "gh": "g", "dh": "d", "th": "t", "ck": "k", "tch": "c", "ch": "c", "sch": "c",
    "sh": "c", "zh": "j", "dj": "j", "ts": "s", "tz": "s", "q": "k", "ow": "u", "aw": "u", "au": "u",
    "ai": "i", "ay": "i",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_VOWELS = str.maketrans({"o": "u", "w": "u", "e": "i", "y": "i"})
_RUNS = re.compile(r"(.)\1+")
_VOWELED = frozenset("aeiou")
_BONES = str.maketrans({"c": "s", "z": "s", "j": "g", "x": "k", "p": "b", **dict.fromkeys("aeiou")})


def sound_keys(folded: str) -> tuple[str, str]:
    """Make the close key and the skeleton of a name that is folded already."""
    text = _SOUND.sub(lambda m: _SOUNDS[m[0]], "".join(_roots(folded))).translate(_VOWELS)
    close = _RUNS.sub(r"\1", text)
    # The feminine ending is written -a, -ah, -e, -eh and -iyeh, -iya for one sound.
    if close.endswith("i") and len(close) > 3:
        close = close[:-1] + "a"
    bones = _RUNS.sub(r"\1", close.translate(_BONES))
    return close, bones if len(bones) > 1 else close


@lru_cache(maxsize=65536)
def close_key(name: str) -> str:
    """Make the key that fuzzy comparison works on: three vowels, single letters, no gaps."""
    return sound_keys(fold(name))[0]


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Make the loosest key: the consonants, with those that transcribers swap put together.

    One consonant alone fits half the names of a country: such a name (Foua, Fuah) keeps its close key.
    """
    return sound_keys(fold(name))[1]
