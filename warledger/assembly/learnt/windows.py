"""How a digest is cut into the windows that the encoder reads; training reads by the same rule.

This module imports nothing, so that the training, which lives in an environment of its own, can load it.
"""

from collections.abc import Sequence

CLS, SEP = 101, 102
"""Ids of the encoder's vocabulary: start of a window, its end."""
WINDOW = 256
"""Word pieces encoded together at most."""
CONTEXT = 40
"""Word pieces of the lead repeated before every further window, so that "the raid" has something to refer to."""
LEAD_WORDS = 60
"""Words of the digest from whose pieces the repeated context is cut."""

Stretch = tuple[int, int]
"""Pieces of one word among those of all windows one behind the other, last exclusive; no `type` statement, since the
training runs on an older Python."""


def windows_of(
    pieces: Sequence[Sequence[int]], sentences: Sequence[Stretch]
) -> tuple[list[list[int]], list[Stretch]]:
    """Cut a digest into windows at its sentences; every window after the first begins with the lead again.

    Args:
        pieces: the word pieces of every word.
        sentences: the words of every sentence, last exclusive.

    Returns:
        The windows, and for every word its pieces' positions in all windows one behind the other.
    """
    lead = [i for p in pieces[:LEAD_WORDS] for i in p][:CONTEXT]
    windows: list[list[int]] = [[CLS]]
    words: list[Stretch] = [(0, 0)] * len(pieces)
    done = 0
    for first, last in sentences:
        fresh = len(windows[-1]) == 1
        if not fresh and len(windows[-1]) + sum(len(pieces[k]) for k in range(first, last)) > WINDOW - 1:
            done = _close(windows, done, lead)
        for k in range(first, last):
            piece = pieces[k][: WINDOW // 2]  # a word of hundreds of pieces is noise
            if len(windows[-1]) + len(piece) > WINDOW - 1:
                done = _close(windows, done, lead)
            start = done + len(windows[-1])
            words[k] = (start, start + len(piece))
            windows[-1] += piece
    windows[-1].append(SEP)
    return windows, words


def _close(windows: list[list[int]], done: int, lead: Sequence[int]) -> int:
    windows[-1].append(SEP)
    windows.append([CLS, *lead, SEP])
    return done + len(windows[-2])
