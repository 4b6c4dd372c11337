"""Numbers as texts. Runs on CPython and on MicroPython."""

from core.shared.digits import NOT_FINITE, brief, cost, digits, number, percent

LOST = (
    (float("nan"), "not a number"), ("nan", "not a number"), (float("inf"), "infinite"), ("inf", "infinite"),
    (float("-inf"), "minus infinite"), ("-inf", "minus infinite"), (None, "–"),
)  # fmt: skip


def test_numbers_have_four_significant_digits() -> None:
    values = (0.123456, -12.3, 1.0, 1234.56, 99999.0, 0.00123456, 0)
    assert [number(v) for v in values] == ["0.1235", "-12.30", "1.000", "1235", "99999", "0.001235", "0"]


def test_very_large_and_small_numbers_have_an_exponent() -> None:
    assert number(1.23456e-7) == "1.235e-7"
    assert number(-3.2e8) == "-3.200e8"
    assert digits(-3.1239e-5) == "-3.124e-5"


def test_the_text_of_a_number_is_within_its_last_digit() -> None:
    for exponent in range(-9, 9):
        for mantissa in (1.0, 1.23456, 3.3333333, 9.87654):
            value = mantissa * 10**exponent
            assert abs(float(number(value)) - value) <= 0.0006 * value, value
            assert abs(float(digits(value)) - value) <= 0.0006 * value, value


def test_a_cost_has_four_decimals_or_an_exponent() -> None:
    assert [cost(v) for v in (0.0, 0.25, 999.9, 0.001)] == ["0.0000", "0.2500", "999.9000", "0.0010"]
    assert [cost(v) for v in (4.66e27, 1000.0, 3.14e-5)] == ["4.7e27", "1.0e3", "3.1e-5"]


def test_a_brief_number_has_no_idle_zeros() -> None:
    assert [brief(v) for v in (0.6, 0.0, 1234.0, 6.04e-5, -0.126, 2.5e12)] == [
        "0.6", "0", "1200", "6e-5", "-0.13", "2.5e12"
    ]  # fmt: skip
    assert brief(0.12345, 3) == "0.123"


def test_what_is_no_number_is_said_in_words_by_every_writer() -> None:
    for write in (number, brief, cost, digits):
        for value, words in LOST:
            assert write(value) == words, (write, value)
    assert NOT_FINITE == ("not a number", "infinite", "minus infinite")


def test_shares_are_percentages() -> None:
    assert [percent(s) for s in (0, 0.9731, 1)] == ["0.0%", "97.3%", "100.0%"]
