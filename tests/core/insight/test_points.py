"""Points: each example once, at its place, in its class's shape and colour."""

import re

import numpy as np
import pytest

from core.insight.points import LEVELS, Group, groups
from core.insight.view import first_view, moved
from core.shared.config import Config
from core.shared.layer import Layer
from core.shared.shapes import REACH, SHAPES, shape_of
from core.training.trainer import Trainer


def found(config: Config, most: int = 10_000, **wants: object) -> list[Group]:
    return groups(Trainer(config).bound, moved(first_view(config), config, wants), most)


def places(group: Group) -> list[list[int]]:
    return [[int(part) for part in place] for place in re.findall(r"M(-?\d+) (-?\d+)", group.path)]


def test_every_example_of_both_parts_is_drawn_where_it_lies() -> None:
    config = Config(target="moons", data="finite", examples=60, split=0.75, noise=0.05)
    data = Trainer(config).bound.data
    assert data
    drawn = found(config)
    for part, points in (("train", data.train_inputs), ("test", data.test_inputs)):
        expected = np.rint(1000 * points).astype(int) * [1, -1] + [0, 1000]
        seen = [place for group in drawn if group.part == part for place in places(group)]
        assert sorted(seen) == sorted(expected.tolist())


def test_each_class_has_a_shape_and_a_colour_of_its_own() -> None:
    config = Config(target="blobs", arms=5, outputs=5, output=Layer(5, "sigmoid"), data="finite", examples=200)
    for part in ("train", "test"):
        drawn = [group for group in found(config) if group.part == part]
        assert len({group.colour for group in drawn}) == 5
        for kind, group in enumerate(drawn):
            assert group.path.count(shape_of(kind)) == group.number == len(places(group))
        assert sum(group.number for group in drawn) == {"train": 160, "test": 40}[part]


def test_values_are_discs_on_the_scale_of_values() -> None:
    drawn = found(Config(target="product", data="finite", examples=400))
    assert len({group.colour for group in drawn}) > 4
    assert len(drawn) <= 2 * LEVELS
    assert all(shape_of(0) in group.path for group in drawn)


def test_at_most_so_many_points_of_a_part_are_drawn() -> None:
    drawn = found(Config(target="spirals", arms=3, outputs=3, output=Layer(3, "sigmoid")), most=50)
    assert {group.part for group in drawn} == {"fresh"}
    assert sum(group.number for group in drawn) == 50


def test_points_lie_on_the_inputs_that_the_square_spans() -> None:
    config = Config(target="product", inputs=5, data="finite", examples=10, split=1)
    data = Trainer(config).bound.data
    assert data
    drawn = [place for group in found(config, axes=[4, 2]) for place in places(group)]
    expected = np.rint(1000 * data.train_inputs[:, [4, 2]]).astype(int) * [1, -1] + [0, 1000]
    assert sorted(drawn) == sorted(expected.tolist())


def test_a_function_that_is_sampled_afresh_has_no_points() -> None:
    assert found(Config()) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_closed_and_stays_within_its_reach(shape: str) -> None:
    assert shape.endswith("z")
    x = y = 0.0
    for letter, numbers in re.findall(r"([mlhva])([^a-z]*)", shape):
        values = [float(value) for value in re.findall(r"-?\d+", numbers)]
        along = {"h": (values, [0]), "v": ([0], values), "a": (values[5::7], values[6::7])}
        for right, down in zip(*along.get(letter, (values[::2], values[1::2])), strict=True):
            x, y = x + right, y + down
            assert max(abs(x), abs(y)) <= REACH
