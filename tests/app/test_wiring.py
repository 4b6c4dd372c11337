"""The graph's weights: what is pointed at is what is drawn there."""

from app.wiring import curve, neuron_at, risen, weight_at

LAYOUT: dict = {"side": 20, "lefts": [0, 100, 200], "tops": [[20, 60], [0, 40, 80], [40]], "sizes": [2, 3, 1]}


def along(path: str, t: float) -> tuple[float, float]:
    """The point of a path `M x y C x y x y x y` at t, by de Casteljau's rule."""
    numbers = [float(part) for part in path[1:].replace("C", " ").split()]
    points = [(numbers[i], numbers[i + 1]) for i in range(0, 8, 2)]
    while len(points) > 1:
        pairs = [(points[i], points[i + 1]) for i in range(len(points) - 1)]
        points = [((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1]) for a, b in pairs]
    return points[0]


def test_each_weight_is_found_at_every_third_of_its_curve() -> None:
    for layer in (1, 2):
        for source in range(LAYOUT["sizes"][layer - 1]):
            for neuron in range(LAYOUT["sizes"][layer]):
                for t in (0.08, 0.35, 0.92):
                    x, y = along(curve(LAYOUT, layer, source, neuron), t)
                    found = weight_at(LAYOUT, x, y)
                    assert found is not None
                    seen = along(curve(LAYOUT, found[0], found[1], found[2]), t)
                    assert abs(seen[1] - y) < 0.01  # curves cross: then both are there


def test_away_from_all_curves_there_is_no_weight() -> None:
    assert weight_at(LAYOUT, 60, 200) is None
    assert weight_at(LAYOUT, 10, 30) is None
    assert weight_at(LAYOUT, 300, 30) is None


def test_a_curve_rises_slowly_fast_and_slowly_again() -> None:
    assert risen(0.5) - 0.5 < 1e-5
    assert risen(0.0) < 1e-5
    assert risen(1.0) > 1 - 1e-5
    assert risen(0.1) < 0.1
    assert abs(risen(0.2) + risen(0.8) - 1) < 1e-5


def test_a_neuron_is_found_within_its_picture_only() -> None:
    assert neuron_at(LAYOUT, 105, 45) == (1, 1)
    assert neuron_at(LAYOUT, 105, 65) is None
    assert neuron_at(LAYOUT, 60, 45) is None
    assert neuron_at(LAYOUT, 220, 60) == (2, 0)
