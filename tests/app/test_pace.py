"""A pace: what is due now and then. Runs on CPython and on MicroPython."""

from app.pace import Pace


def test_a_pace_is_due_once_in_its_time_and_at_once_when_poked() -> None:
    now = [0.0]
    pace = Pace(2.0, lambda: now[0])
    due = []
    for tenth in range(50):
        now[0] = tenth / 10
        due.append(pace.due())
    assert [index for index, is_due in enumerate(due) if is_due] == [0, 20, 40]
    assert not pace.due()
    pace.poke()
    assert pace.due()


def test_a_pace_that_is_eased_rests_at_once_and_between() -> None:
    now = [0.0]
    pace = Pace(1.0, lambda: now[0])
    pace.ease(3.0)
    due = []
    for second in range(8):
        now[0] = float(second)
        due.append(pace.due())
    assert [index for index, is_due in enumerate(due) if is_due] == [3, 6]
