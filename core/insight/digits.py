"""Digits: numbers as texts of at most nine characters, from which a reader can go on calculating.

Numbers of ordinary size have a fixed number of decimals, so that columns line up; small and large ones have four
significant digits and an exponent. The last digit is rounded, so a sum or product of what is shown agrees with what
is shown of the result within the halves of the last digits.
"""

import math

LEAST = 1e-3
LARGEST = 1e5
DECIMALS = 6


def digits(value: float | None) -> str:
    """Return a number as text: `-0.031234`, `123.4568`, `-3.124e-5`, `nan`; a dash for None."""
    if value is None:
        return "–"
    number = float(value)
    if not math.isfinite(number):
        return str(number)
    if number == 0:
        return "0"
    if LEAST <= abs(number) < LARGEST:
        whole = len(f"{abs(number):.0f}")
        return f"{number:.{DECIMALS + 1 - whole}f}"
    mantissa, exponent = f"{number:.3e}".split("e")
    return f"{mantissa}e{int(exponent)}"
