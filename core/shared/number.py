"""Numbers as text: the same text from CPython and MicroPython, and exact both ways.

A float of a Config has at most nine significant digits, so that its text is exact and short.
"""


def rounded(value: float) -> float:
    """The value at nine significant digits; never a negative zero."""
    return float(f"{value:.9g}") + 0.0


def to_text(value: float) -> str:
    """The shortest text of an int or a rounded float: `30000`, `0.6`, `1e-7`."""
    if isinstance(value, int):
        return str(value)
    if value == int(value) and abs(value) < 1e9:
        return str(int(value))
    mantissa, mark, exponent = f"{value:.9g}".partition("e")
    return mantissa + "e" + str(int(exponent)) if mark else mantissa


def is_digits(text: str) -> bool:
    """Whether the text is made of decimal digits, and nothing else."""
    return bool(text) and all(c in "0123456789" for c in text)


def parse_int(text: str) -> int:
    """The whole number that the text writes; ValueError if it writes none."""
    digits = text[1:] if text[:1] in ("-", "+") else text
    if not is_digits(digits):
        raise ValueError("is no whole number")
    # Longer numbers are out of every range, and CPython refuses to read very long ones.
    return int(text[:20])


def parse_float(text: str) -> float:
    """The number that the text writes, rounded; infinite if it is too large; ValueError if it writes none."""
    head = text.lower().partition("e")[0].lstrip("+-")
    # Python alone would also read 1_000 and nan, and MicroPython e5.
    if not is_digits(head.replace(".", "")) or any(c not in "0123456789+-.eE" for c in text):
        raise ValueError("is no number")
    try:
        return rounded(float(text))
    except ValueError:
        raise ValueError("is no number") from None
