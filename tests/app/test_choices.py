"""What controls mean for a Config. Runs on CPython and on MicroPython."""

from app import choices as offer
from core.shared.config import Config
from core.shared.fields import FIELDS, field


def numeric() -> list:
    """The keys of all fields that are numbers."""
    return [row.key for row in FIELDS if row.kind in ("int", "float")]


def test_every_field_is_in_a_group_of_the_settings_or_named_elsewhere() -> None:
    shown = [row.key for group, _ in offer.GROUPS for row in offer.fields_of(group)]
    for row in FIELDS:
        assert row.key in shown or row.key in offer.ELSEWHERE or row.kind == "formula", row.key


def test_a_slider_reaches_both_ends_of_its_field_and_never_leaves_it() -> None:
    for key in numeric():
        row = field(key)
        values = [offer.value_at(key, place) for place in range(0, offer.SLIDER + 1, 25)]
        assert values[0] == row.low
        assert values[-1] == row.high
        assert all(row.low <= value <= row.high for value in values)
        assert values == sorted(values)


def test_a_slider_stands_where_its_value_came_from() -> None:
    for key in ("rate", "batch", "dropout"):
        for place in range(0, offer.SLIDER + 1, 50):
            there = offer.position(key, offer.value_at(key, place))
            assert abs(there - place) <= 60, (key, place)


def test_the_values_of_whole_number_sliders_are_whole() -> None:
    for key in numeric():
        if field(key).kind == "int":
            assert all(isinstance(offer.value_at(key, place), int) for place in range(0, 1001, 37)), key


def test_what_people_type_is_read() -> None:
    assert offer.read("rate", "0.3") == (0.3, "")
    assert offer.read("rate", " 1e-3 ") == (0.001, "")
    assert offer.read("batch", "1,024") == (1024, "")


def test_a_number_out_of_range_is_refused_with_the_range() -> None:
    value, problem = offer.read("batch", "5000")
    assert value is None
    assert problem == "Batch size must be a whole number from 1 to 4,096."
    assert offer.read("rate", "77") == (None, "Learning rate must be a number from 0.000001 to 10.")
    assert offer.read("epsilon", "2") == (None, "Epsilon must be a number from 1e-12 to 1.")
    assert offer.read("beta2", "1") == (None, "Beta 2 must be a number from 0 to 0.999999.")


def test_what_is_no_number_is_refused_in_a_sentence() -> None:
    for text in ("", "many", "1.5", "0x10", "nan", "1e999"):
        value, problem = offer.read("batch", text)
        assert value is None
        assert problem == "Batch size must be a whole number from 1 to 4,096."


def test_only_the_knobs_of_the_chosen_optimizer_matter(choices: dict) -> None:
    rows = choices["kinds"]["optimizers"]
    knobs = {knob for row in rows for knob in row["knobs"]}
    for row in rows:
        config = Config(optimizer=row["id"])
        for knob in knobs:
            assert offer.matters(choices, config, knob) == (knob in row["knobs"]), (row["id"], knob)


def test_a_finite_sets_fields_matter_only_to_a_finite_set(choices: dict) -> None:
    for key in offer.FINITE:
        assert not offer.matters(choices, Config(data="fresh"), key)
        assert offer.matters(choices, Config(data="finite"), key)


def test_arms_matter_only_to_targets_that_have_them(choices: dict) -> None:
    assert offer.matters(choices, Config(target="spirals"), "arms")
    assert not offer.matters(choices, Config(target="fancy_sine"), "arms")
    assert not offer.matters(choices, Config(target="f1", f1="a*b"), "arms")


def test_a_formula_in_use_is_offered_where_one_may_stand(choices: dict) -> None:
    config = Config(f2="a*b")
    assert ("f2", config.formula("f2")) in offer.options(choices, "targets", config)
    assert ("f1", "Formula 1") not in offer.options(choices, "targets", config)
    assert ("f2", "Formula 2") not in offer.options(choices, "losses", config)


def test_an_input_feature_comes_and_goes_and_the_others_stay() -> None:
    config = Config(features=("square_a", "f1"), f1="a*b")
    assert offer.toggled(config, "sine_a", True) == ("square_a", "f1", "sine_a")
    assert offer.toggled(config, "square_a", True) == ("f1", "square_a")
    assert offer.toggled(config, "square_a", False) == ("f1",)


def test_features_of_two_inputs_are_not_offered_to_one(choices: dict) -> None:
    assert "product_ab" in offer.computable(choices, Config())
    assert "square_a" in offer.computable(choices, Config(inputs=1))
    assert "product_ab" not in offer.computable(choices, Config(inputs=1))
