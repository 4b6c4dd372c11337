"""Numbers as people read them, and which of many to show. Plain Python."""

PLACES = 4


def number(value: "float | str | None", places: int = PLACES) -> str:
    """A number with so many significant digits: `0.1235`, `-12.30`, `1.235e-7`; words for what is none."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if value == 0:
        return "0"
    if not 1e-4 <= abs(value) < 1e5:
        mantissa, exponent = f"{value:.{places - 1}e}".split("e")
        return mantissa + "e" + str(int(exponent))
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    zeros = 0
    while not whole and abs(value) * 10 ** (zeros + 1) < 1:
        zeros += 1
    return f"{value:.{max(0, places - whole + zeros)}f}"


def largest(values: list, count: int) -> list[int]:
    """The indices of the `count` values that are largest in size, the largest first."""
    return sorted(range(len(values)), key=lambda index: -abs(values[index]))[:count]


def percent(share: float) -> str:
    """A share with one decimal: `97.3%`."""
    return f"{100 * share:.1f}%"
