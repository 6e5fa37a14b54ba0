"""Who is let in: the file decides at every page, and nobody learns from outside who is in it."""

import threading
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from tests.desk.people.clock import Clock
from tests.desk.signing import NAME, OTHER, PASSWORD, hashed, reviewers_file
from warledger.desk.people.door import Door
from warledger.desk.people.guesses import FREE, Guesses, TooManyGuesses
from warledger.desk.people.passwords import hash_password, is_of_old
from warledger.desk.people.reviewers import put_reviewer, read_reviewers, remove_reviewer
from warledger.desk.people.sessions import IDLE_S, Sessions
from warledger.desk.people.visitors import NOBODY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return reviewers_file(tmp_path)


@pytest.fixture
def door(path: Path) -> Door:
    return Door(path)


def signed_in(door: Door, name: str = NAME) -> str:
    key = door.sign_in(name, PASSWORD)
    assert key is not None
    return key


def test_a_reviewer_signs_in_and_out(door: Door) -> None:
    key = signed_in(door)
    visitor = door.visitor(key)
    assert visitor.name == NAME
    assert len(visitor.token) >= 43
    door.sign_out(key)
    assert door.visitor(key) == NOBODY


@pytest.mark.parametrize(
    ("name", "password"),
    [(NAME, "orchard-lantern-8"), (NAME, ""), ("Nobody", PASSWORD), ("", PASSWORD), ("a:b\n", PASSWORD), (NAME, "x" * 5_000)],
)  # fmt: skip
def test_nobody_else_does(name: str, password: str, door: Door) -> None:
    assert door.sign_in(name, password) is None


def test_a_browser_without_a_session_is_nobody(door: Door) -> None:
    for key in (None, "", "guessed"):
        assert door.visitor(key) == NOBODY


def test_signing_in_gives_a_new_id_and_the_one_before_is_worth_nothing(door: Door) -> None:
    before = signed_in(door)
    after = door.sign_in(NAME, PASSWORD, before=before)
    assert after not in (None, before)
    assert door.visitor(before) == NOBODY
    assert door.visitor(after).name == NAME


def test_an_id_that_somebody_else_planted_is_never_taken_over(door: Door) -> None:
    assert door.sign_in(NAME, PASSWORD, before="planted") != "planted"
    assert door.visitor("planted") == NOBODY


def test_who_is_taken_out_of_the_file_is_out_at_the_next_page(door: Door, path: Path) -> None:
    key, other = signed_in(door), signed_in(door, OTHER)
    remove_reviewer(path, NAME)
    assert door.visitor(key) == NOBODY
    assert door.visitor(other).name == OTHER
    assert door.sign_in(NAME, PASSWORD) is None


def test_a_new_password_ends_the_sessions_of_the_old_one(door: Door, path: Path) -> None:
    key = signed_in(door)
    put_reviewer(path, NAME, hash_password("another-orchard-3"), instead_of=hashed())
    assert door.visitor(key) == NOBODY
    assert door.sign_in(NAME, PASSWORD) is None
    assert door.sign_in(NAME, "another-orchard-3") is not None


def test_who_is_added_can_sign_in_without_a_restart(door: Door, path: Path) -> None:
    signed_in(door)
    put_reviewer(path, "Zoë", hashed())
    assert door.visitor(signed_in(door, "Zoe\u0308")).name == "Zoë"


@pytest.mark.parametrize("harm", ["broken", "writable by others", "gone"])
def test_a_file_that_cannot_be_trusted_lets_nobody_in(
    harm: str, door: Door, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = signed_in(door)
    if harm == "broken":
        path.write_text(f"{path.read_text()}no line\n")
    elif harm == "writable by others":
        path.chmod(0o666)
    else:
        path.rename(path.with_suffix(".away"))
    assert door.visitor(key) == NOBODY
    assert door.sign_in(NAME, PASSWORD) is None
    assert capsys.readouterr().err.count("nobody can sign in") == 1


def test_a_restart_signs_everybody_out(door: Door, path: Path) -> None:
    key = signed_in(door)
    assert Door(path).visitor(key) == NOBODY


def test_wrong_guesses_make_even_the_right_password_wait(path: Path) -> None:
    clock = Clock()
    door = Door(path, guesses=Guesses(clock))
    for n in range(FREE):
        assert door.sign_in(NAME, f"wrong guess {n}") is None
    with pytest.raises(TooManyGuesses):
        door.sign_in(NAME, PASSWORD)
    clock.now += 2
    signed_in(door)


def test_an_unknown_name_costs_the_same_work_and_waits_alike(
    door: Door, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def counted(self: object, hashed: str, password: str) -> bool:
        checked.append(hashed.rpartition("$")[0].rpartition("$")[0])
        raise VerificationError

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    for name in (NAME, "Nobody", "a:b", ""):
        assert door.sign_in(name, "wrong guess") is None
    assert len(checked) == 4
    assert len(set(checked)) == 1
    for _ in range(FREE - 1):
        door.sign_in("Nobody", "wrong guess")
    with pytest.raises(TooManyGuesses):
        door.sign_in("Nobody", "wrong guess")


def test_an_old_hash_is_made_anew_at_sign_in_and_open_sessions_stay(path: Path) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    put_reviewer(path, NAME, weak, instead_of=hashed())
    door = Door(path)
    first = signed_in(door)
    renewed = read_reviewers(path)[NAME]
    assert not is_of_old(renewed)
    assert renewed != weak
    assert door.visitor(first).name == NAME
    assert door.visitor(signed_in(door)).name == NAME
    assert read_reviewers(path)[NAME] == renewed


def test_sessions_opened_with_the_old_hash_outlive_its_renewal(path: Path) -> None:
    sessions = Sessions()
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    put_reviewer(path, NAME, weak, instead_of=hashed())
    door = Door(path, sessions=sessions)
    earlier = sessions.start(NAME, weak)
    assert door.visitor(earlier).name == NAME
    signed_in(door)
    assert door.visitor(earlier).name == NAME


def test_a_file_that_is_only_for_reading_keeps_its_old_hash(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    put_reviewer(path, NAME, weak, instead_of=hashed())

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("warledger.desk.people.reviewers.tempfile.mkstemp", locked)
    door = Door(path)
    assert door.visitor(signed_in(door)).name == NAME
    assert read_reviewers(path)[NAME] == weak


def test_who_goes_home_is_signed_out(path: Path) -> None:
    clock = Clock()
    door = Door(path, sessions=Sessions(clock))
    key = signed_in(door)
    clock.now += IDLE_S + 1
    assert door.visitor(key) == NOBODY


def test_many_may_sign_in_at_once(door: Door) -> None:
    keys: list[str | None] = []
    threads = [threading.Thread(target=lambda: keys.append(door.sign_in(NAME, PASSWORD))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [door.visitor(key).name for key in keys] == [NAME] * 4
