"""Undo and redo. Runs on CPython and on MicroPython."""

from app.history import LENGTH, History


def test_undo_and_redo_walk_the_same_way_back_and_forth() -> None:
    history = History(0)
    for value in range(1, 6):
        history.record(value)
    back = [history.undo() for _ in range(5)]
    forth = [history.redo() for _ in range(5)]
    assert back == [4, 3, 2, 1, 0]
    assert forth == [1, 2, 3, 4, 5]
    assert not history.can_redo


def test_a_new_value_ends_what_could_be_redone() -> None:
    history = History("a")
    history.record("b")
    history.undo()
    history.record("c")
    assert not history.can_redo
    assert history.undo() == "a"


def test_a_gesture_is_one_step_back() -> None:
    history = History(0.6)
    for value in (0.5, 0.4, 0.3):
        history.record(value, "rate")
    history.settle()
    history.record(0.2, "rate")
    assert history.undo() == 0.3
    assert history.undo() == 0.6


def test_two_gestures_are_two_steps() -> None:
    history = History((0.6, 32))
    history.record((0.5, 32), "rate")
    history.record((0.5, 64), "batch")
    history.record((0.5, 128), "batch")
    assert history.undo() == (0.5, 32)
    assert history.undo() == (0.6, 32)


def test_the_same_value_again_is_no_step() -> None:
    history = History(1)
    history.record(1)
    assert not history.can_undo


def test_nothing_to_undo_is_told_and_changes_nothing() -> None:
    history = History(1)
    for walk in (history.undo, history.redo):
        try:
            walk()
        except IndexError:
            assert history.present == 1
            assert not history.can_undo
            assert not history.can_redo
            continue
        raise AssertionError("There was nothing to go to.")


def test_only_the_last_values_are_kept() -> None:
    history = History(0)
    for value in range(1, LENGTH + 50):
        history.record(value)
    steps = 0
    while history.can_undo:
        history.undo()
        steps += 1
    assert steps == LENGTH
