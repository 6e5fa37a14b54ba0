"""Sessions: random, bounded in time and number, and gone when they should be."""

import threading

import pytest

from tests.desk.people.clock import Clock
from warledger.desk.people.sessions import ABSOLUTE_S, IDLE_S, MOST, MOST_OF_ONE, Sessions


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(clock: Clock) -> Sessions:
    return Sessions(clock)


def is_open(sessions: Sessions, key: str) -> bool:
    return sessions.find(key) is not None


def test_an_id_has_256_random_bits_and_finds_its_session(sessions: Sessions) -> None:
    keys = {sessions.start("Rima", "hash") for _ in range(10)}
    assert len(keys) == 10
    assert all(len(key) >= 43 for key in keys)
    found = [sessions.find(key) for key in keys]
    assert {each.name for each in found if each} == {"Rima"}
    assert len({each.token for each in found if each}) == 10
    assert not keys & {each.token for each in found if each}


@pytest.mark.parametrize("key", ["", "x", "é", "\ud800", "a" * 100_000])
def test_any_other_id_finds_none(sessions: Sessions, key: str) -> None:
    sessions.start("Rima", "hash")
    assert not is_open(sessions, key)


def test_who_does_nothing_for_long_is_signed_out(sessions: Sessions, clock: Clock) -> None:
    key = sessions.start("Rima", "hash")
    clock.now += IDLE_S
    assert is_open(sessions, key)
    clock.now += IDLE_S + 1
    assert not is_open(sessions, key)
    assert len(sessions) == 0


def test_nobody_stays_signed_in_for_ever(sessions: Sessions, clock: Clock) -> None:
    key, until = sessions.start("Rima", "hash"), clock.now + ABSOLUTE_S
    while clock.now + IDLE_S / 2 <= until:
        clock.now += IDLE_S / 2
        assert is_open(sessions, key)
    clock.now = until + 1
    assert not is_open(sessions, key)


def test_signing_out_closes_one_session_and_leaves_the_others(sessions: Sessions) -> None:
    one, other = sessions.start("Rima", "hash"), sessions.start("Rima", "hash")
    sessions.end(one)
    sessions.end("never was")
    assert not is_open(sessions, one)
    assert is_open(sessions, other)


def test_all_of_a_name_end_at_once(sessions: Sessions) -> None:
    own, others = [sessions.start("Rima", "hash") for _ in range(3)], sessions.start("Ola", "hash")
    sessions.end_all_of("Rima")
    assert not any(is_open(sessions, key) for key in own)
    assert is_open(sessions, others)


def test_one_name_more_signs_its_own_oldest_out(sessions: Sessions) -> None:
    other = sessions.start("Ola", "hash")
    keys = [sessions.start("Rima", "hash") for _ in range(MOST_OF_ONE + 2)]
    assert [is_open(sessions, key) for key in keys] == [False, False] + [True] * MOST_OF_ONE
    assert is_open(sessions, other)


def test_memory_is_bounded(sessions: Sessions) -> None:
    for n in range(MOST + 20):
        sessions.start(f"name {n}", "hash")
    assert len(sessions) == MOST


def test_what_timed_out_makes_room(sessions: Sessions, clock: Clock) -> None:
    for n in range(50):
        sessions.start(f"name {n}", "hash")
    clock.now += IDLE_S + 1
    sessions.start("Rima", "hash")
    assert len(sessions) == 1


def test_threads_share_them(sessions: Sessions) -> None:
    lost = []

    def come_and_go() -> None:
        for _ in range(50):
            key = sessions.start(threading.current_thread().name, "hash")
            if not is_open(sessions, key):
                lost.append(key)
            sessions.end(key)

    threads = [threading.Thread(target=come_and_go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lost == []
    assert len(sessions) == 0
