"""What a choice brings along. These tests run on CPython and on the page's MicroPython."""

from core.shared.choice import choose
from core.shared.config import Config
from core.shared.consistency import mend


def test_a_plain_choice_changes_one_field(choices: dict) -> None:
    assert choose(Config(), "rate", 0.25, choices) == (Config(rate=0.25), ())
    assert choose(Config(), "target", "xor", choices) == (Config(target="xor"), ())
    assert choose(Config(), "optimizer", "sgd", choices) == (Config(), ())


def test_an_optimizer_brings_the_rate_that_suits_it(choices: dict) -> None:
    for row in choices["kinds"]["optimizers"]:
        config, problems = choose(Config(rate=3.0, optimizer="rmsprop"), "optimizer", row["id"], choices)
        assert problems == ()
        if row["id"] != "rmsprop":
            assert [getattr(config, key) for key, _ in row["suggests"]] == [value for _, value in row["suggests"]]


def test_choosing_the_optimizer_in_force_keeps_the_users_rate(choices: dict) -> None:
    config = Config(optimizer="adam", rate=0.02)
    assert choose(config, "optimizer", "adam", choices) == (config, ())


def test_leaving_an_optimizer_takes_back_what_it_had_suggested(choices: dict) -> None:
    there = choose(Config(), "optimizer", "adamw", choices)[0]
    assert there.decay == 0.01
    assert choose(there, "optimizer", "sgd", choices) == (Config(), ())
    assert choose(there.replace(decay=0.2), "optimizer", "sgd", choices)[0].decay == 0.2


def test_many_classes_bring_outputs_and_a_softmax(choices: dict) -> None:
    config, problems = choose(Config(arms=3), "target", "spirals", choices)
    assert (config.outputs, config.loss) == (3, "cross_entropy")
    assert len(problems) == 1
    more = choose(config, "arms", 5, choices)[0]
    assert (more.outputs, more.loss) == (5, "cross_entropy")


def test_a_regression_takes_the_softmax_back(choices: dict) -> None:
    spirals = choose(Config(arms=3), "target", "spirals", choices)[0]
    config = choose(spirals, "target", "bowl", choices)[0]
    assert (config.target, config.loss) == ("bowl", "squared")


def test_every_choice_of_a_row_fits(choices: dict) -> None:
    for key, table in (("target", "targets"), ("loss", "losses"), ("optimizer", "optimizers"), ("data", "data")):
        for row in choices["kinds"][table]:
            for start in (Config(), Config(outputs=4, arms=4, inputs=1)):
                config = choose(start, key, row["id"], choices)[0]
                assert mend(config, choices) == (config, ()), row["id"]
