"""Passwords: what they must be, their argon2id hash, and the check of one."""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from warledger.errors import UsageError

SHORTEST = 12
LONGEST = 1024
"""Beyond this it is no password but an attempt to keep the desk busy."""
ARGON2ID = "$argon2id$"

# The parameters of RFC 9106 for machines without gigabytes to spare: three passes over 64 MiB, some tenth of a
# second. Named here, so that a later argon2-cffi changes nothing behind our back.
_HASHER = PasswordHasher(
    time_cost=3, memory_cost=65_536, parallelism=4, hash_len=32, salt_len=16, type=Type.ID
)
AT_ONCE = 2
"""Every check takes 64 MiB and whole cores: forty sign-ins at once must not take the machine."""
_TURNS = threading.BoundedSemaphore(AT_ONCE)


def check_new(password: str, name: str) -> None:
    """Make sure that a new password is worth its hash.

    Raises:
        UsageError: it is too short or too long, says its reviewer's name, or is one character over and over.
    """
    if len(password) < SHORTEST:
        raise UsageError(
            f"a password has at least {SHORTEST} characters: shorter ones are guessed once the file is stolen"
        )
    if len(password) > LONGEST:
        raise UsageError(f"a password has at most {LONGEST:,} characters")
    if len(set(password)) < 4:
        raise UsageError("a password of so few different characters is guessed at once")
    if password.casefold().strip() == name.casefold():
        raise UsageError("a password that is the reviewer's name is guessed at once")


def hash_password(password: str) -> str:
    """Make the argon2id hash of a password, with its parameters and a salt of its own."""
    with _TURNS:
        return _HASHER.hash(_written(password))


def is_right(password: str, hashed: str | None) -> bool:
    """Check a password against a hash.

    Where there is no hash (nobody has that name) one that nobody knows is checked instead: the answer takes as long.
    """
    with _TURNS:
        of_nobody = _of_nobody()  # made at the first check whatever it is a check of
        try:
            _HASHER.verify(hashed or of_nobody, _written(password[:LONGEST]))
        except (VerificationError, InvalidHashError):
            return False
    return hashed is not None and len(password) <= LONGEST


def is_of_old(hashed: str) -> bool:
    """Tell whether a hash was made with weaker or other parameters than today's."""
    return _HASHER.check_needs_rehash(hashed)


@cache
def _of_nobody() -> str:
    return _HASHER.hash("no password that anybody has")


def _written(password: str) -> str:
    # One and the same word typed on two keyboards may come as different code points.
    return unicodedata.normalize("NFC", password)
