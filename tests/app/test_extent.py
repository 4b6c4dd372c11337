"""The room that a picture makes for values. Runs on CPython and on MicroPython."""

from math import sin

from app.extent import LIMIT, SPARE, Extent, around, followed, nice, suited, ticks

RANGES = [
    (low * size, (low + span) * size)
    for size in (1e-5, 0.03, 1.0, 7.0, 1234.0, 1e20)
    for low in (-3.0, -1.0, -0.37, 0.0, 0.2, 0.9)
    for span in (0.3, 1.0, 1.01, 2.4, 5.0, 8.1)
]


def near(found: tuple, wanted: tuple) -> bool:
    return all(abs(found[i] - wanted[i]) < 1e-9 for i in range(len(wanted)))


def test_targets_from_none_to_one_have_the_room_that_they_always_had() -> None:
    assert near(around(0.0, 1.0), (0, 1, 0.5))
    assert ticks((0.0, 1.0, 0.5)) == [0.0, 0.5, 1.0]
    extent = Extent()
    assert not extent.suit([0.0, 1.0])
    for value in (0.02, 0.5, 1.0, 1.15):
        assert not extent.see([-0.02, value])
    assert extent.unit == 1


def test_values_of_any_range_fit_and_fill_their_room_with_few_round_ticks() -> None:
    for low, high in RANGES:
        room = around(low, high)
        step = room[2]
        assert room[0] - SPARE * step <= low
        assert high <= room[1] + SPARE * step
        assert high - low >= 0.4 * (room[1] - room[0])
        marks = ticks(room)
        assert 2 <= len(marks) <= 6
        assert abs(marks[0] - room[0]) < 1e-6 * step
        assert abs(marks[-1] - room[1]) < 1e-6 * step
        assert followed(room, low, high) == room


def test_the_room_grows_at_once_and_shrinks_only_when_most_of_it_is_empty() -> None:
    extent = Extent()
    assert extent.see([-30.0, 12.0])
    assert extent.room[0] <= -30
    assert extent.room[1] >= 12 - SPARE * extent.room[2]
    grown = extent.room
    assert not extent.see([-25.0, 10.0])
    assert extent.room == grown
    assert extent.see([0.1, 0.9])
    assert near(extent.room, (0, 1, 0.5))


def test_a_response_that_sways_does_not_move_the_room() -> None:
    for low, high in RANGES:
        room = around(low, high)
        for step in range(40):
            sway = 0.04 * (high - low) * sin(step)
            assert followed(room, low - sway, high + sway) == room


def test_a_plane_is_seen_as_one() -> None:
    for value in (0.0, 0.3, -5.0, 1e12):
        low, high, step = around(value, value)
        assert low - SPARE * step <= value <= high + SPARE * step
        assert high - low >= 0.005 * abs(value)
        assert followed((low, high, step), value, value) == (low, high, step)


def test_the_unit_of_the_colours_changes_only_where_they_could_not_be_told_apart() -> None:
    assert [suited(1.0, largest) for largest in (0.0, 0.2, 1.0, 2.5)] == [1.0] * 4
    for largest in (1e-7, 0.01, 0.19, 2.6, 40.0, 3e8):
        unit = suited(1.0, largest)
        assert 0.2 * unit <= largest <= LIMIT * unit
        assert suited(unit, largest) == unit


def test_what_has_no_number_leaves_the_room_as_it_is() -> None:
    extent = Extent()
    extent.see([0.0, 80.0])
    assert not extent.see(None)
    extent.see([0.0, 1.0])
    assert not extent.suit(None)
    assert near(extent.room, (0, 1, 0.5))


def test_a_frame_is_heard_of_what_it_brings_and_the_target_is_asked_for_until_it_is_known() -> None:
    extent, asked = Extent(), {}
    assert not extent.hear({"state": "ready"}, "map")
    assert extent.hear({"map": {"extremes": [0.0, 30.0]}}, "map")
    assert not extent.hear({"map": {"extremes": [0.0, 900.0]}}, "surface")
    extent.wants(asked)
    assert extent.hear({"target_extremes": [-90.0, 0.0], "map": {"extremes": None}}, "map")
    assert extent.room[0] <= -80
    again: dict = {}
    extent.wants(again)
    assert (list(asked), list(again)) == (["target_extremes"], [])


def test_nice_numbers_are_the_next_larger_ones() -> None:
    for value, wanted in (
        (0.25, 0.5),
        (0.5, 0.5),
        (1.0, 1.0),
        (1.01, 2.0),
        (5.5, 10.0),
        (1000.0, 1000.0),
        (2e-7, 2e-7),
    ):
        assert abs(nice(value) / wanted - 1) < 1e-9
