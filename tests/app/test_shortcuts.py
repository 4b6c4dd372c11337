"""Keys that work anywhere on the page. Runs on CPython and on MicroPython."""

from app.shortcuts import KEYS, NUMBER, PRESSES, USED, WRITES, uses, verb


def test_every_key_does_its_verb_where_nothing_is_focused() -> None:
    for key, _, name, _ in KEYS:
        assert verb(key, "BODY", "", False, False) == name


def test_letters_work_in_both_cases() -> None:
    assert verb("R", "BODY", "", False, False) == verb("r", "BODY", "", False, False) == "reset"


def test_no_key_works_while_something_is_typed_or_a_modifier_or_a_dialog_holds_them() -> None:
    for key, _, _, _ in KEYS:
        for tag in WRITES:
            assert verb(key, tag, "text", False, False) == ""
        assert verb(key, "BODY", "", False, True) == ""


def test_space_is_left_to_what_it_presses_and_arrows_to_what_they_move() -> None:
    for tag in PRESSES:
        assert verb(" ", tag, "", False, False) == ""
        assert verb("ArrowRight", tag, "", False, False) == "step"
    assert verb("ArrowRight", "CANVAS", "", True, False) == ""
    assert verb("r", "CANVAS", "", True, False) == "reset"


def test_an_input_in_which_nothing_is_typed_keeps_only_the_keys_that_it_uses() -> None:
    free = {kind: [name for key, _, name, _ in KEYS if verb(key, "INPUT", kind, False, False) == name] for kind in USED}
    letters = ["reset", "undo", "redo", "take_back", "help"]
    assert free["range"] == ["toggle"] + letters  # noqa: RUF005 - MicroPython has no [*a]
    assert free["checkbox"] == ["step"] + letters  # noqa: RUF005
    assert free["radio"] == letters


def test_where_a_number_is_typed_letters_are_free_that_are_in_no_number() -> None:
    free = [name for key, _, name, _ in KEYS if verb(key, "INPUT", NUMBER, False, False) == name]
    assert free == ["reset", "undo", "redo", "take_back"]
    for key in ("e", "E", "-", ".", "7", " ", "ArrowRight", "Enter"):
        assert uses(key, "INPUT", NUMBER, False)


def test_other_keys_do_nothing() -> None:
    for key in ("a", "Enter", "Tab", "ArrowLeft", "", "Escape"):
        assert verb(key, "BODY", "", False, False) == ""
