"""The file of reviewers: what hands write survives, what is broken is named, and nobody else may write it."""

import os
import stat
import threading
from pathlib import Path

import pytest

from tests.desk.signing import NAME, OTHER, PASSWORD, hashed, reviewers_file
from warledger.desk.people.passwords import ARGON2ID, check_new, hash_password, is_of_old, is_right
from warledger.desk.people.reviewers import (
    ReviewersNotKept,
    clean_name,
    others_can_read,
    put_reviewer,
    read_reviewers,
    remove_reviewer,
)
from warledger.errors import ListError, UsageError

OLD = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aEgDUIDyyxHUEKEHs6l0mxpiQWcRFZg0sVbGJHRmOgg"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return reviewers_file(tmp_path)


def test_names_and_hashes_are_read_and_remarks_passed_over(path: Path) -> None:
    assert dict(read_reviewers(path)) == {NAME: hashed(), OTHER: hashed()}


def test_a_new_file_is_for_its_owner_alone_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    put_reviewer(path, NAME, hashed())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().startswith("# Reviewers of this desk.")
    assert list(read_reviewers(path)) == [NAME]
    assert [p.name for p in tmp_path.iterdir()] == ["new.txt"]
    assert not others_can_read(path)


def test_what_hands_wrote_stays_when_a_name_is_added_or_removed(path: Path) -> None:
    before = path.read_text()
    path.write_text(before.rstrip("\n"))
    put_reviewer(path, "Zoë", hashed())
    assert path.read_text() == f"{before}Zoë: {hashed()}\n"
    remove_reviewer(path, "Zoë")
    assert path.read_text() == before
    remove_reviewer(path, NAME)
    assert path.read_text() == f"# the desk in town\n\n{OTHER}: {hashed()}\n"


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    put_reviewer(link, "Zoë", hashed())
    assert link.is_symlink()
    assert "Zoë" in read_reviewers(path)


def test_a_name_that_is_there_is_never_overwritten(path: Path) -> None:
    for name in (NAME, NAME.upper()):
        with pytest.raises(UsageError, match="is a reviewer already"):
            put_reviewer(path, name, OLD)
    assert read_reviewers(path)[NAME] == hashed()


def test_one_hash_takes_the_place_of_the_other_only_while_that_stands(path: Path) -> None:
    put_reviewer(path, NAME, OLD, instead_of=hashed())
    assert dict(read_reviewers(path)) == {NAME: OLD, OTHER: hashed()}
    with pytest.raises(UsageError, match="has changed"):
        put_reviewer(path, NAME, hashed(), instead_of=hashed())


def test_many_who_add_at_once_lose_nobody(path: Path) -> None:
    threads = [
        threading.Thread(target=put_reviewer, args=(path, f"Reviewer {n}", hashed())) for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(read_reviewers(path)) == {NAME, OTHER, *(f"Reviewer {n}" for n in range(20))}
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Zoë", "no line of the form name: hash"),
        ("Zoë: secret-word", "no argon2id hash"),
        ("Zoë: $argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aEg", "no argon2id hash"),
        ("Zoë: $argon2id$secret-word", "no argon2id hash"),
        (f": {OLD}", "needs a name"),
        (f"{'n' * 61}: {OLD}", "at most 60"),
        (f"{OTHER.lower()}: {OLD}", "stands in the file already"),
        (f"a\u202eb: {OLD}", "hidden character"),
    ],
)
def test_a_broken_line_is_named_and_never_quoted(line: str, words: str, path: Path) -> None:
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(ListError, match=words) as refused:
        read_reviewers(path)
    assert refused.value.line == 5
    assert "secret-word" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"#" * 1_000_001], ids=["bytes", "giant"])
def test_what_is_no_list_is_refused_in_one_line(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(UsageError):
        read_reviewers(path)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_refused(mode: int, path: Path) -> None:
    path.chmod(mode)
    with pytest.raises(UsageError, match="can be written by others"):
        read_reviewers(path)


def test_a_folder_in_which_everybody_can_write_is_refused(path: Path) -> None:
    path.parent.chmod(0o777)
    with pytest.raises(UsageError, match="everybody can write in the folder"):
        read_reviewers(path)
    path.parent.chmod(0o1777)
    assert NAME in read_reviewers(path)


def test_a_file_that_others_can_read_is_told_of(path: Path) -> None:
    path.chmod(0o644)
    assert others_can_read(path)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="warledger reviewer add NAME"):
        read_reviewers(tmp_path / "none.txt")


def test_a_folder_that_cannot_be_written_is_one_line(path: Path) -> None:
    if os.geteuid() == 0:
        path = Path("/proc/reviewers.txt")
    else:
        path.parent.chmod(0o500)
    with pytest.raises(ReviewersNotKept) as refused:
        put_reviewer(path, "Zoë", OLD)
    assert refused.value.exit_status == 3


@pytest.mark.parametrize("name", ["", "  ", "a:b", "#a", "a\nb", "a\u200bb", "x" * 61, "two  spaces"])
def test_a_name_that_cannot_stand_in_the_file_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        clean_name(name)


def test_a_name_is_one_however_it_is_typed() -> None:
    assert clean_name(" Zoe\u0308 ") == clean_name("Zo\u00eb") == "Zoë"


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("elevenchars", "at least 12 characters: shorter ones are guessed"),
        ("x" * 1025, "at most 1,024"),
        ("abababababab", "so few different characters"),
        ("Rima Haddad ", "the reviewer's name"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        check_new(password, "rima haddad")
    check_new(PASSWORD, NAME)


def test_a_password_is_kept_as_an_argon2id_hash_with_a_salt_of_its_own(hashes_in_earnest: None) -> None:
    again = hash_password(PASSWORD)
    assert again.startswith(f"{ARGON2ID}v=19$m=65536,t=3,p=4$")
    assert again != hashed()
    assert PASSWORD not in again


def test_only_the_right_password_is_right() -> None:
    assert is_right(PASSWORD, hashed())
    assert not is_right(PASSWORD + "x", hashed())
    assert not is_right("", hashed())
    assert not is_right(PASSWORD, None)
    assert not is_right(PASSWORD, "$argon2id$broken")
    assert not is_right("no password that anybody has", None)


def test_one_password_typed_on_two_keyboards_is_one() -> None:
    assert is_right("cafe\u0301-orchard-9", hash_password("caf\u00e9-orchard-9"))


def test_a_hash_of_weaker_parameters_is_told_from_one_of_today() -> None:
    assert is_of_old(OLD)
    assert not is_of_old(hashed())
