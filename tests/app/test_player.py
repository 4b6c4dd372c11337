"""What a run's status means to people. Runs on CPython and on MicroPython."""

from app import player


def status(**changes: object) -> dict:
    """A status as the engine gives it."""
    found = {
        "run": 1, "state": "ready", "step": 0, "examples": 0, "cost": None, "rate": 0.6,
        "examples_per_second": 0, "goal": None, "begun": 0, "message": "",
    }  # fmt: skip
    found.update(changes)
    return found


def test_counts_mark_their_thousands() -> None:
    texts = [player.count(n) for n in (0, 7, 999, 1000, 65432, 1000000, 123456789012)]
    assert texts == ["0", "7", "999", "1,000", "65,432", "1,000,000", "123,456,789,012"]


def test_figures_are_examples_speed_and_cost() -> None:
    told = player.figures(status(examples=1000000, examples_per_second=1549600.2, cost=0.0042))
    assert told == ("1,000,000", "1,550,000", "0.0042")


def test_the_buttons_of_every_state_are_known_buttons() -> None:
    for state in ("loading", "ready", "running", "paused", "finished", "failed"):
        assert set(player.buttons(state)) <= set(player.BUTTONS)


def test_pause_works_while_running_and_only_then() -> None:
    assert "pause" in player.buttons("running")
    for state in ("loading", "ready", "paused", "finished", "failed"):
        assert "pause" not in player.buttons(state)


def test_a_failed_run_can_be_reset_but_not_trained() -> None:
    works = player.buttons("failed")
    assert "reset" in works
    assert "train" not in works


def test_the_status_speaks_at_each_change_of_state_and_every_ten_seconds_between() -> None:
    speaker, spoken = player.Speaker(), []
    for tenth in range(350):
        state = "ready" if tenth < 10 else "running" if tenth < 345 else "paused"
        words = speaker.hear(status(state=state, examples=tenth * 1000, cost=0.01), tenth / 10)
        if words:
            spoken.append(tenth)
    assert spoken == [0, 10, 110, 210, 310, 345]


def test_a_new_run_is_announced_though_the_state_is_the_same() -> None:
    speaker = player.Speaker()
    assert speaker.hear(status(run=1), 0) == "Ready to train."
    assert speaker.hear(status(run=1), 1) == ""
    assert speaker.hear(status(run=2), 2) == "Ready to train."


def test_a_run_that_is_rebuilt_while_it_trains_is_not_announced() -> None:
    speaker = player.Speaker()
    assert speaker.hear(status(run=1, state="running"), 0) == "Training."
    assert [speaker.hear(status(run=run, state="running", cost=0.1), run) for run in range(2, 10)] == [""] * 8
    assert speaker.hear(status(run=9, state="running", cost=0.1), 10).startswith("Training: ")


def test_a_failure_is_told_in_the_engines_words() -> None:
    told = player.Speaker().hear(status(state="failed", message="The cost is infinite: lower the rate."), 0)
    assert told == "The cost is infinite: lower the rate."


def test_the_end_says_how_far_training_came_and_says_it_once() -> None:
    cases = (
        ("Trained 2,000 examples.", "Trained 2,000 examples. Cost 0.0065."),
        ("Trained 1,000 examples.", "Trained 1,000 examples. 2,000 examples in all, cost 0.0065."),
        ("Stopped after 2,000 examples, as asked.", "Stopped after 2,000 examples, as asked. Cost 0.0065."),
        (
            "Stopped: the cost fell below 0.01.",
            "Stopped: the cost fell below 0.01. 2,000 examples in all, cost 0.0065.",
        ),
        ("", "Finished. 2,000 examples in all, cost 0.0065."),
    )
    for message, told in cases:
        ended = status(state="finished", examples=2000, cost=0.0065, message=message)
        assert player.Speaker().hear(ended, 0) == told


def test_progress_runs_from_where_training_began_to_its_goal() -> None:
    share, left = player.progress(status(begun=1000, goal=5000, examples=2000, examples_per_second=100))
    assert share == 0.25
    assert left == "30 s left"


def test_training_without_end_has_no_progress() -> None:
    assert player.progress(status(examples=2000, examples_per_second=100)) == (0, "")


def test_durations_are_short_words() -> None:
    assert [player.duration(s) for s in (0, 0.4, 59.6, 99, 150, 3600)] == [
        "1 s",
        "1 s",
        "60 s",
        "99 s",
        "3 min",
        "60 min",
    ]
