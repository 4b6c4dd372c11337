"""The page's address. Runs on CPython and on MicroPython."""

from app import link
from core.shared.config import Config


def test_an_address_brings_back_the_config_that_it_was_written_from(choices: dict) -> None:
    config = Config(target="xor", rate=0.3, batch=64, seed=7)
    assert link.read("", link.written(config), choices) == (config, ())


def test_the_default_experiment_has_an_empty_hash(choices: dict) -> None:
    assert link.written(Config()) == ""
    assert link.read("", "#", choices) == (Config(), ())


def test_the_query_may_name_a_preset_and_the_hash_change_it(choices: dict) -> None:
    config, problems = link.read("?preset=dying-relu", "#rate=0.25", choices)
    assert problems == ()
    assert config.layers[0].activation == "relu"
    assert config.rate == 0.25


def test_a_bad_part_is_told_and_the_rest_works(choices: dict) -> None:
    config, problems = link.read("", "#rate=99999&seed=5", choices)
    assert config == Config(seed=5)
    assert len(problems) == 1


def test_the_pages_own_wishes_are_read_from_query_and_hash() -> None:
    assert link.wish("?theme=dark", "", "theme") == "dark"
    assert link.wish("", "#seed=4&embed=1", "embed") == "1"
    assert link.wish("?a=b", "#seed=4", "theme") == ""


def test_an_unknown_wish_is_a_mistake_of_ours() -> None:
    try:
        link.wish("", "", "rate")
    except KeyError:
        return
    raise AssertionError("rate is no wish of the page.")


def test_a_view_is_asked_for_by_itself_or_by_a_preset(choices: dict) -> None:
    assert link.view("?preset=dying-relu", "", choices) == "layers"
    assert link.view("?preset=dying-relu", "#view=health", choices) == "health"
    assert link.view("", "#seed=4", choices) == ""
    assert link.view("?view=nonsense", "", choices) == ""


def test_every_preset_has_a_view_that_the_page_can_show(choices: dict) -> None:
    for row in choices["presets"]:
        assert link.view("?preset=" + row["id"], "", choices) == row["view"]


def test_a_query_loses_its_preset_and_keeps_the_rest() -> None:
    assert link.query("?theme=dark&preset=gcu-small&embed=1") == "?theme=dark&embed=1"
    assert link.query("?preset=gcu-small") == link.query("") == ""
