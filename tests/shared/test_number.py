"""Numbers as text. These tests run on CPython and on the page's MicroPython."""

from core.shared.number import parse_float, parse_int, rounded, to_text


def is_refused(text: str, whole: bool) -> bool:
    try:
        parse_int(text) if whole else parse_float(text)
    except ValueError:
        return True
    return False


def test_numbers_are_written_short() -> None:
    wanted = (
        (0.6, "0.6"), (1e-7, "1e-7"), (1e-6, "1e-6"), (0.0001, "0.0001"), (0.0, "0"), (10.0, "10"), (-3, "-3"),
        (0.1 + 0.2, "0.3"), (1 / 3, "0.333333333"), (2.5e-5, "2.5e-5"), (1e12, "1e12"), (1e6, "1000000"),
    )  # fmt: skip
    for value, text in wanted:
        assert to_text(rounded(value) if isinstance(value, float) else value) == text, text


def test_a_rounded_number_survives_its_text() -> None:
    for index in range(400):
        value = rounded((index + 1) * 0.7309512 * 10.0 ** (index % 19 - 12))
        assert parse_float(to_text(value)) == value, value
        assert rounded(value) == value, value


def test_there_is_no_negative_zero() -> None:
    assert to_text(rounded(-0.0)) == "0"


def test_whole_numbers_are_read() -> None:
    assert parse_int("0") == 0
    assert parse_int("-12") == -12
    assert parse_int("+12") == 12
    assert parse_int("007") == 7
    assert parse_int("9" * 5000) > 10**9


def test_numbers_are_read() -> None:
    assert parse_float("1e3") == 1000.0
    assert parse_float(".5") == 0.5
    assert parse_float("1e999") == float("inf")
    assert parse_float("-1e999") == -float("inf")
    assert parse_float("1e-999") == 0.0


def test_what_is_no_number_is_refused() -> None:
    for text in (
        "",
        " ",
        "1 ",
        "1_000",
        "0x10",
        "nan",
        "inf",
        "1,5",
        "1e",
        "e5",
        "--1",
        "1-1",
        "1e5.5",
        ".",
        "\u0661",
        "\u00b2",
    ):
        assert is_refused(text, False), text
        assert is_refused(text, True), text
    for text in ("1.0", "1e3", "-", "+"):
        assert is_refused(text, True), text
