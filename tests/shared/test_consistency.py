"""What must fit together. These tests run on CPython and on the page's MicroPython."""

from core.shared.config import Config
from core.shared.consistency import RULES, mend
from core.shared.layer import Layer


def mended(config: Config, choices: dict) -> Config:
    result, problems = mend(config, choices)
    assert len(problems) == 1, problems
    assert mend(result, choices) == (result, ())
    return result


def test_the_default_fits(choices: dict) -> None:
    assert mend(Config(), choices) == (Config(), ())


def test_every_preset_fits(choices: dict) -> None:
    from core.shared.link import from_link, to_link

    for row in choices["presets"]:
        config, problems = from_link(row["link"], choices)
        assert problems == (), row["id"]
        assert to_link(config) == row["link"], row["id"]


def test_a_name_needs_its_formula(choices: dict) -> None:
    assert mended(Config(target="f1", f2="a"), choices) == Config(f2="a")
    assert mended(Config(features=("f1", "square_a")), choices) == Config(features=("square_a",))
    wrong = Config(layers=(Layer(3, "f1", "zeros"), Layer(4, "tanh")), output=Layer(1, "f2"))
    right = Config(layers=(Layer(3, "leaky_relu", "zeros"), Layer(4, "tanh")), output=Layer(1, "sigmoid"))
    assert mended(wrong, choices) == right
    assert mended(Config(target="f1", f1="  "), choices) == Config(f1="  ")


def test_names_with_formulas_fit(choices: dict) -> None:
    config = Config(target="f1", f1="a", layers=(Layer(3, "f2"),), f2="x", features=("f3",), f3="a*a")
    assert mend(config, choices) == (config, ())


def test_a_target_gets_the_inputs_that_it_reads(choices: dict) -> None:
    assert mended(Config(inputs=1), choices).inputs == 2
    for config in (Config(inputs=1, target="wave"), Config(inputs=64), Config(inputs=1, target="f1", f1="a")):
        assert mend(config, choices) == (config, ())


def test_a_feature_that_reads_a_missing_input_goes(choices: dict) -> None:
    config = Config(inputs=1, target="wave", features=("square_a", "product_ab"))
    assert mended(config, choices).features == ("square_a",)


def test_each_class_gets_an_output(choices: dict) -> None:
    assert mended(Config(target="spirals", arms=4), choices).outputs == 4
    assert mended(Config(target="circles", outputs=3), choices).outputs == 1
    for outputs in (1, 2):
        config = Config(target="circles", outputs=outputs)
        assert mend(config, choices) == (config, ())
    assert mend(Config(outputs=10), choices) == (Config(outputs=10), ())


def test_a_softmax_needs_classes_and_outputs(choices: dict) -> None:
    assert mended(Config(loss="cross_entropy"), choices).loss == "squared"
    assert mended(Config(loss="cross_entropy", outputs=3), choices).loss == "squared"
    assert mended(Config(loss="cross_entropy", target="xor"), choices).loss == "binary_cross_entropy"
    config = Config(loss="cross_entropy", target="xor", outputs=2)
    assert mend(config, choices) == (config, ())


def test_one_round_of_mending_is_enough_whatever_is_combined(choices: dict) -> None:
    kinds = choices["kinds"]
    for target in [row["id"] for row in kinds["targets"]] + ["f1", "f2"]:
        for loss in [row["id"] for row in kinds["losses"]]:
            for outputs, inputs, arms in ((1, 1, 2), (2, 2, 3), (5, 3, 5), (10, 64, 2)):
                config = Config(target=target, loss=loss, outputs=outputs, inputs=inputs, arms=arms, f1="a",
                                features=("square_b", "f2"))  # fmt: skip
                result, problems = mend(config, choices)
                assert mend(result, choices) == (result, ()), (config, result)
                assert len(problems) <= len(RULES)
