"""Where formulas of one's own stand in a Config. Runs on CPython and on MicroPython."""

from app import formulas
from core.shared.config import Config
from core.shared.fields import FORMULA_NAMES
from core.shared.layer import Layer


def test_a_formula_comes_to_its_place_and_is_read_there() -> None:
    for place, key in (("target", "target"), ("0", "layers"), ("1", "layers"), ("output", "output")):
        config, changed, value = formulas.placed(Config(), place, "sin(6*a)*b")
        assert changed == key
        assert formulas.text_at(config.replace(**{key: value}), place) == "sin(6*a)*b"


def test_own_features_come_one_after_the_other_beside_the_catalogues() -> None:
    config = Config(features=("product_ab",))
    for number, text in enumerate(("a*a", "cos(b)")):
        config, key, value = formulas.placed(config, f"feature {number}", text)
        config = config.replace(**{key: value})
    assert config.features == ("product_ab", "f1", "f2")
    config, _, value = formulas.placed(config, "feature 0", "a-b")
    assert (value, config.f1, config.f2) == (config.features, "a-b", "cos(b)")
    assert formulas.text_at(config, "feature 1") == "cos(b)"
    assert formulas.text_at(config, "feature 2") == ""


def test_a_formula_is_written_over_where_it_stands_alone() -> None:
    config = Config(target="f3", f3="a", f1="b")
    config, _, value = formulas.placed(config, "target", "a+b")
    assert (value, config.f3, config.f1) == ("f3", "a+b", "b")


def test_a_formula_that_stands_elsewhere_too_is_left_alone() -> None:
    config = Config(layers=(Layer(2, "f1"), Layer(2, "f1")), f1="x*x")
    config, _, layers = formulas.placed(config, "1", "x")
    assert [layer.activation for layer in layers] == ["f1", "f2"]
    assert (config.f1, config.f2) == ("x*x", "x")


def test_names_that_hold_another_text_are_taken_last() -> None:
    held = {name: "a" for name in FORMULA_NAMES if name != "f9"}
    assert formulas.placed(Config(**held), "target", "b")[2] == "f9"
    held["f9"] = "a"
    assert formulas.placed(Config(**held), "target", "b")[2] == "f1"


def test_a_tenth_formula_is_refused_in_a_sentence() -> None:
    config = Config(layers=tuple([Layer(2, name) for name in FORMULA_NAMES]), **dict.fromkeys(FORMULA_NAMES, "x"))
    said = ""
    try:
        formulas.placed(config, "target", "a")
    except ValueError as error:
        said = error.args[0]
    assert said == formulas.ALL_IN_USE


def test_a_formula_is_offered_where_it_means_something() -> None:
    config = Config(target="f1", layers=(Layer(2, "f2"),), features=("f3",), f1="a", f2="x", f3="b", f4="1")
    assert formulas.offered(config, "targets") == ["f1", "f4"]
    assert formulas.offered(config, "activations") == ["f2", "f4"]


def test_a_caret_stands_under_the_column_of_the_fault() -> None:
    assert formulas.pointed("sin(6*b", 3) == "   ^"
    text = "a+b*" * 30 + "@" + "+a" * 20
    for column in range(len(text) + 1):
        piece, caret = formulas.pointed(text, column).split("\n")
        assert len(piece) == formulas.SHOWN
        at = caret.index("^")
        assert piece[at:] == text[column:][: len(piece) - at]
