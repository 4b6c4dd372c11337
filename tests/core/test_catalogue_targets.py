"""Targets against scalar definitions written anew, and class sets against their geometry."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from core.catalogue.evaluate import evaluate
from core.catalogue.features import FEATURES, Feature
from core.catalogue.regions import draw, region
from core.catalogue.targets import ARMS, TARGETS, Target, classes_of

ROWS = {row.id: row for row in TARGETS}
FUNCTIONS = [row for row in TARGETS if row.kind == "function"]
SETS = [row for row in TARGETS if row.kind == "set"]


def fancy_sine(a: float, b: float) -> float:
    if a < 0.1 or a > 0.9 or b < 0.1 or b > 0.9:
        return max(a, b)
    return abs(math.sin(6 * a)) * abs(math.sin(6 * b))


def tiled_root(a: float, b: float) -> float:
    if 0.4 <= a <= 0.6 and 0.4 <= b <= 0.6:
        return 1.0
    return math.sqrt(math.fmod(4 * a, 1) * math.fmod(4 * b, 1))


SCALARS: dict[str, Callable[[float, float], float]] = {
    "logic_or": lambda a, b: float(a > 0.5 or b > a),
    "product": lambda a, b: a * b,
    "maximum": lambda a, b: a if a > b else b,
    "minimum": lambda a, b: b if a > b else a,
    "fancy_sine": fancy_sine,
    "tiled_root": tiled_root,
    "bowl": lambda a, b: max(abs(2 * a - 1), abs(2 * b - 1)) ** 1.5,
    "ridges": lambda a, b: float(int(5 * a) % 2 == 1 or int(5 * b) % 2 == 1),
    "xor": lambda a, b: float((a < 0.5) != (b > 0.5)),
    "wave": lambda a, b: (1 + math.sin(9 * a)) / 2,
    "checkerboard": lambda a, b: float((min(int(4 * a), 3) + min(int(4 * b), 3)) % 2),
}


@pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: row.id)
def test_a_target_is_what_the_ancestor_computes(row: Target) -> None:
    rng = np.random.default_rng(4)
    edges = np.array([0, 0.1, 0.2, 0.25, 0.4, 0.5, 0.6, 0.75, 0.8, 0.9, 1])
    points = np.concatenate([rng.random((3000, 2)), np.stack(np.meshgrid(edges, edges), -1).reshape(-1, 2)])
    found = evaluate(row.value, a=points[:, 0], b=points[:, 1])
    wanted = [SCALARS[row.id](float(a), float(b)) for a, b in points]
    np.testing.assert_allclose(found, wanted, atol=1e-12)


@pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: row.id)
def test_a_target_of_the_square_stays_within_0_and_1(row: Target) -> None:
    axis = np.linspace(0, 1, 101, dtype=np.float32)
    a, b = (grid.ravel() for grid in np.meshgrid(axis, axis))
    values = evaluate(row.value, a=a, b=b)
    assert np.isfinite(values).all()
    assert values.min() >= 0
    assert values.max() <= 1
    if row.classes:
        assert set(np.unique(values)) == {0, 1}


def test_targets_state_their_classes() -> None:
    assert {row.id for row in TARGETS if row.classes == 2} == {
        "logic_or", "ridges", "xor", "circles", "moons", "checkerboard",
    }  # fmt: skip
    assert {row.id for row in TARGETS if row.classes == ARMS} == {"spirals", "blobs"}
    assert classes_of(ROWS["spirals"], 4) == 4
    assert classes_of(ROWS["xor"], 4) == 2
    assert classes_of(ROWS["product"], 4) == 0


@pytest.mark.parametrize("row", SETS, ids=lambda row: row.id)
@pytest.mark.parametrize("arms", [2, 3, 5])
def test_a_class_set_draws_each_class_equally_often_within_the_square(row: Target, arms: int) -> None:
    classes = classes_of(row, arms)
    points, labels = draw(row, np.random.default_rng(8), 6000, arms)
    assert points.dtype == np.float32
    assert points.shape == (6000, 2)
    margin = 0.15 if row.id == "blobs" else 0  # a normal cloud has no edge
    assert points.min() >= -margin
    assert points.max() <= 1 + margin
    counts = np.bincount(labels, minlength=classes)
    assert counts.size == classes
    assert np.abs(counts - 6000 / classes).max() < 5 * math.sqrt(6000 / classes)


@pytest.mark.parametrize("row", SETS, ids=lambda row: row.id)
def test_a_seed_repeats_its_examples_to_the_bit(row: Target) -> None:
    first, again = (draw(row, np.random.default_rng(2), 50, 3) for _ in range(2))
    assert first[0].tobytes() == again[0].tobytes()
    assert first[1].tolist() == again[1].tolist()


@pytest.mark.parametrize("row", SETS, ids=lambda row: row.id)
@pytest.mark.parametrize("arms", [2, 5])
def test_examples_without_noise_lie_in_the_region_of_their_class(row: Target, arms: int) -> None:
    points, labels = draw(row, np.random.default_rng(9), 4000, arms)
    right = np.mean(region(row, points, arms) == labels)
    # Blobs are normal: neighbours of five overlap by some 0.6%.
    assert right > (0.99 if row.id == "blobs" else 0.9999)


def test_circles_are_told_apart_by_the_radius() -> None:
    points, labels = draw(ROWS["circles"], np.random.default_rng(1), 2000, 2)
    radius = np.hypot(*(points.astype(float) - 0.5).T)
    assert radius[labels == 1].max() <= 0.2 + 1e-6
    assert radius[labels == 0].min() >= 0.32 - 1e-6
    assert radius[labels == 0].max() <= 0.42 + 1e-6
    # The disc is filled evenly: half of it lies within radius 0.2 / sqrt(2).
    assert abs(np.mean(radius[labels == 1] < 0.2 / math.sqrt(2)) - 0.5) < 0.08


def test_moons_are_half_circles() -> None:
    points, labels = draw(ROWS["moons"], np.random.default_rng(1), 2000, 2)
    for label, centre in ((0, (0.35, 0.425)), (1, (0.65, 0.575))):
        offsets = points[labels == label].astype(float) - centre
        np.testing.assert_allclose(np.hypot(*offsets.T), 0.3, atol=1e-6)
        assert (offsets[:, 1] * (1 if label == 0 else -1) > -1e-6).all()


@pytest.mark.parametrize("arms", [2, 3, 4, 5])
def test_spirals_are_turned_copies_of_each_other(arms: int) -> None:
    points, labels = draw(ROWS["spirals"], np.random.default_rng(1), 3000, arms)
    offsets = points.astype(float) - 0.5
    radius = np.hypot(*offsets.T)
    turns = np.arctan2(offsets[:, 1], offsets[:, 0]) / (2 * math.pi)
    expected = labels / arms + (radius - 0.06) / 0.38
    difference = np.abs(turns - expected)
    np.testing.assert_allclose(np.abs(difference - np.rint(difference)), 0, atol=1e-5)


@pytest.mark.parametrize("arms", [2, 3, 5])
def test_blobs_are_normal_around_places_on_a_circle(arms: int) -> None:
    points, labels = draw(ROWS["blobs"], np.random.default_rng(1), 9000, arms)
    for label in range(arms):
        cloud = points[labels == label].astype(float)
        angle = 2 * math.pi * label / arms + 0.5
        centre = np.array([0.5 + 0.28 * math.cos(angle), 0.5 + 0.28 * math.sin(angle)])
        assert np.abs(cloud.mean(axis=0) - centre).max() < 5 * 0.06 / math.sqrt(len(cloud))
        assert np.abs(cloud.std(axis=0) / 0.06 - 1).max() < 5 / math.sqrt(2 * len(cloud))


def test_the_region_of_a_function_is_its_value() -> None:
    points = np.array([[0.1, 0.9], [0.9, 0.9], [0.9, 0.1]], np.float32)
    assert region(ROWS["xor"], points, 2).tolist() == [0, 1, 0]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda row: row.id)
def test_a_feature_reads_no_more_inputs_than_it_says(feature: Feature) -> None:
    inputs = {"a": np.array([0.25, 0.5, 1], np.float32), "b": np.array([0.5, 0.25, 0], np.float32)}
    used = dict(list(inputs.items())[: feature.inputs])
    values = evaluate(feature.value, **used)
    assert values.dtype == np.float32
    assert np.abs(values).max() <= 1 + 1e-6
