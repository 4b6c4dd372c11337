"""Numbers as people read them. Runs on CPython and on MicroPython."""

from app.digits import largest, number, percent
from app.pace import Pace


def test_numbers_have_four_significant_digits() -> None:
    values = (0.123456, -12.3, 1.0, 1234.56, 99999.0, 0.00123456, 0)
    assert [number(v) for v in values] == ["0.1235", "-12.30", "1.000", "1235", "99999", "0.001235", "0"]


def test_very_large_and_small_numbers_have_an_exponent() -> None:
    assert number(1.23456e-7) == "1.235e-7"
    assert number(-3.2e8) == "-3.200e8"


def test_a_number_that_is_none_is_words() -> None:
    assert number(None) == "–"
    assert number("nan") == "nan"


def test_the_text_of_a_number_is_within_its_last_digit() -> None:
    for exponent in range(-9, 9):
        for mantissa in (1.0, 1.23456, 3.3333333, 9.87654):
            value = mantissa * 10**exponent
            assert abs(float(number(value)) - value) <= 0.0006 * value, value


def test_the_largest_terms_come_first_whatever_their_sign() -> None:
    assert largest([0.1, -5.0, 2.0, -0.3, 0.0], 3) == [1, 2, 3]
    assert largest([1.0], 8) == [0]


def test_shares_are_percentages() -> None:
    assert [percent(s) for s in (0, 0.9731, 1)] == ["0.0%", "97.3%", "100.0%"]


def test_a_pace_is_due_once_in_its_time_and_at_once_when_poked() -> None:
    now = [0.0]
    pace = Pace(2.0, lambda: now[0])
    due = []
    for tenth in range(50):
        now[0] = tenth / 10
        due.append(pace.due())
    assert [index for index, is_due in enumerate(due) if is_due] == [0, 20, 40]
    assert not pace.due()
    pace.poke()
    assert pace.due()
