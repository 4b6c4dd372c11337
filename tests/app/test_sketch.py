"""Sketches of presets: those of one target differ. Runs on CPython and on MicroPython."""

from app.plot import path
from app.sketch import sketch
from core.shared.consistency import row_of
from core.shared.link import from_link


def test_no_two_presets_have_the_same_pictures(choices: dict) -> None:
    seen = []
    for row in choices["presets"]:
        config, _ = from_link(row["link"], choices)
        other = row_of(choices, "targets", row["about"])
        faces = (config.target, other["id"] if other else sketch(row["about"], config, choices))
        assert faces not in seen, row["id"]
        seen.append(faces)


def test_a_sketch_says_what_a_preset_is_about(choices: dict) -> None:
    config, _ = from_link("layers=8.relu.zeros&batch=1&horizon=7300&l2=0.001&features=product_ab", choices)
    for about, said in (
        ("batch", "<b>1</b>"), ("horizon", "<b>7,300</b>"), ("l2", "<b>0.001</b>"), ("features", "<b>a b</b>"),
        ("weights", "<b>All 0</b>"), ("activation", "<small>ReLU</small>"), ("layers", "<small>layers</small>"),
    ):  # fmt: skip
        assert said in sketch(about, config, choices), about
    assert sketch("", config, choices) == ""


def test_a_schedule_is_drawn_from_its_first_step_to_its_horizon(choices: dict) -> None:
    config, _ = from_link("schedule=linear&horizon=1000", choices)
    assert path([(0, 1)], 44, 28)[1:] in sketch("schedule", config, choices)
    assert path([(1, 0)], 44, 28)[1:] in sketch("schedule", config, choices)
