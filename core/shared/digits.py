"""Digits: numbers as texts. The page and the worker's sentences share them, so that one number reads one way.

Runs on CPython and on MicroPython. A number may come as text where it is none, since JSON has no `nan` and no `inf`.
The last digit is rounded, so a sum or product of what is shown agrees with what is shown of the result within the
halves of the last digits.
"""

from core.shared.number import rounded, to_text

NOTHING = "–"
NOT_FINITE = ("not a number", "infinite", "minus infinite")
PLACES = 4
DECIMALS = 6


def number(value: "float | str | None", places: int = PLACES) -> str:
    """A number with so many significant digits: `0.1235`, `-12.30`, `1.235e-7`; words for what is none."""
    known = finite(value)
    if known is None:
        return lost(value)
    if known == 0:
        return "0"
    if not 1e-4 <= abs(known) < 1e5:
        return scientific(known, places - 1)
    whole = len(str(int(abs(known)))) if abs(known) >= 1 else 0
    zeros = 0
    while not whole and abs(known) * 10 ** (zeros + 1) < 1:
        zeros += 1
    return f"{known:.{max(0, places - whole + zeros)}f}"


def brief(value: "float | str | None", places: int = 2) -> str:
    """A number of a sentence, with at most so many significant digits and no idle zeros: `0.6`, `1200`, `6e-5`."""
    known = finite(value)
    return lost(value) if known is None else to_text(rounded(float(f"{known:.{places}g}")))


def cost(value: "float | str | None") -> str:
    """A cost as text: `0.0042`, `3.1e-5` where four decimals say too little; words for what is no number."""
    known = finite(value)
    if known is None:
        return lost(value)
    return scientific(known, 1) if known >= 1000 or 0 < known < 0.001 else f"{known:.4f}"


def digits(value: "float | str | None") -> str:
    """A number of a table: at most nine characters, so many decimals that columns line up; words for what is none."""
    known = finite(value)
    if known is None:
        return lost(value)
    if known == 0:
        return "0"
    if not 1e-3 <= abs(known) < 1e5:
        return scientific(known, 3)
    whole = len(f"{abs(known):.0f}")
    return f"{known:.{DECIMALS + 1 - whole}f}"


def percent(share: float) -> str:
    """A share with one decimal: `97.3%`."""
    return f"{100 * share:.1f}%"


def scientific(value: float, decimals: int) -> str:
    """A number as mantissa and shortest exponent: `-3.12e-7`."""
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return mantissa + "e" + str(int(exponent))


def finite(value: "float | str | None") -> "float | None":
    """The number if it is a finite one, else None."""
    known = None if value is None else float(value)
    return known if known is not None and known - known == 0 else None


def lost(value: "float | str | None") -> str:
    """The words for what is no finite number."""
    if value is None:
        return NOTHING
    known = float(value)
    return NOT_FINITE[0] if known != known else NOT_FINITE[1 if known > 0 else 2]
