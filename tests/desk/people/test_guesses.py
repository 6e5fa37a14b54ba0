"""Guessing gets slower, for one name and in all, and takes no memory."""

import threading

import pytest

from tests.desk.people.clock import Clock
from warledger.desk.people.guesses import (
    FREE,
    FREE_IN_ALL,
    LONGEST_WAIT_S,
    NAMES_KEPT,
    REGAINED_S,
    Guesses,
    TooManyGuesses,
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    return Guesses(clock)


def wait_for(guesses: Guesses, name: str) -> int:
    with pytest.raises(TooManyGuesses) as refused:
        guesses.begin(name)
    return refused.value.wait


def test_a_few_wrong_passwords_cost_nothing(guesses: Guesses) -> None:
    for _ in range(FREE):
        guesses.begin("Rima")
    assert wait_for(guesses, "Rima") == 2


def test_every_further_one_doubles_the_wait_up_to_a_bound(guesses: Guesses, clock: Clock) -> None:
    for _ in range(FREE):
        guesses.begin("Rima")
    waits = []
    for _ in range(12):
        waits.append(wait_for(guesses, "Rima"))
        clock.now += waits[-1]
        guesses.begin("Rima")
    assert waits[:6] == [2, 4, 8, 16, 32, 64]
    assert waits[-1] == LONGEST_WAIT_S


def test_one_name_that_has_to_wait_keeps_nobody_else_out(guesses: Guesses) -> None:
    for _ in range(FREE):
        guesses.begin("Rima")
    guesses.begin("Ola")


def test_the_right_password_forgives(guesses: Guesses) -> None:
    for _ in range(FREE - 1):
        guesses.begin("Rima")
    guesses.right("Rima")
    for _ in range(FREE):
        guesses.begin("Rima")


def test_guesses_over_many_names_have_to_wait_too(guesses: Guesses, clock: Clock) -> None:
    for n in range(FREE_IN_ALL):
        guesses.begin(f"name {n}")
    assert wait_for(guesses, "somebody else") == REGAINED_S
    clock.now += REGAINED_S
    guesses.begin("somebody else")


def test_many_threads_gain_nothing(guesses: Guesses) -> None:
    let_in = []

    def guess() -> None:
        try:
            guesses.begin("Rima")
        except TooManyGuesses:
            return
        let_in.append(1)

    threads = [threading.Thread(target=guess) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_in) == FREE


def test_names_without_end_take_no_memory_without_end(guesses: Guesses, clock: Clock) -> None:
    for n in range(NAMES_KEPT * 2):
        clock.now += REGAINED_S
        guesses.begin(f"name {n}")
    assert len(guesses) == NAMES_KEPT


def test_the_wait_is_told_in_one_plain_line(guesses: Guesses) -> None:
    for _ in range(FREE):
        guesses.begin("Rima")
    with pytest.raises(TooManyGuesses, match=r"^Too many wrong sign-ins\. Try again in 2 s\.$"):
        guesses.begin("Rima")
