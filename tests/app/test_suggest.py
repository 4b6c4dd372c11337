"""Words that go on from what is typed. Runs on CPython and on MicroPython."""

from app.suggest import MOST, insertion, matching, prefix_at

WORDS = ["a", "b", "pi", "sigmoid", "sign", "sin", "sqrt"]


def test_the_word_at_the_caret_is_what_goes_on() -> None:
    assert prefix_at("a*si", 4) == "si"
    assert prefix_at("sin(6*a)*b", 3) == "sin"
    assert prefix_at("sin(6*a)*b", 2) == "si"
    assert prefix_at("2*x1", 4) == "x1"
    assert prefix_at("6a", 2) == "a"
    assert prefix_at("6", 1) == ""
    assert prefix_at("a+", 2) == ""
    assert prefix_at("", 0) == ""


def test_words_that_begin_so_are_offered_unless_the_word_stands_there_already() -> None:
    assert matching(WORDS, "si") == ["sigmoid", "sign", "sin"]
    assert matching(WORDS, "sin") == []
    assert matching(WORDS, "tan") == []
    assert matching(WORDS, "") == WORDS
    assert len(matching(["s" + str(number) for number in range(40)], "s")) == MOST


def test_a_function_brings_its_bracket() -> None:
    assert insertion("sin", ["sin"], "") == "sin("
    assert insertion("sin", ["sin"], "(a)") == "sin"
    assert insertion("a", ["sin"], "") == "a"
