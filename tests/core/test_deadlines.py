"""One page that needs too much ends alone: the rest of the build goes on."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from curbcut.core.deadlines import TooLarge, TooSlow, within


def test_time_runs_out_in_a_main_thread_and_the_timer_is_put_back() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TooSlow), within(0.02):
        time.sleep(2)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before
    with within(5):
        pass


def test_work_that_swallows_the_alarm_once_is_stopped_the_next_time() -> None:
    swallowed = 0
    with pytest.raises(TooSlow), within(0.02):
        while swallowed < 2:
            try:
                time.sleep(2)
            except TooSlow:
                swallowed += 1
        time.sleep(2)
    assert swallowed == 2


def test_waiting_costs_nothing_where_work_is_counted() -> None:
    with within(0.15, clock=time.process_time):
        time.sleep(0.4)
    with pytest.raises(TooSlow), within(0.15, clock=time.process_time):
        while True:
            pass


def test_memory_runs_out_long_before_the_machine_does() -> None:
    held: list[bytes] = []
    with pytest.raises(TooLarge), within(30, grown_bytes=50_000_000):
        while len(held) < 1_000:
            held.append(b"x" * 5_000_000)
            time.sleep(0.01)
    assert len(held) * 5_000_000 < 1_000_000_000


def test_work_within_its_memory_is_left_alone() -> None:
    with within(5, grown_bytes=500_000_000):
        time.sleep(0.25)


def test_outside_the_main_thread_work_has_no_limit() -> None:
    ended: list[bool] = []

    def work() -> None:
        with within(0.01):
            time.sleep(0.1)
        ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ended == [True]
