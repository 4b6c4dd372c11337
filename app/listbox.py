"""How keys walk a list of options, as the ARIA practices have it. Plain Python.

https://www.w3.org/WAI/ARIA/apg/patterns/listbox/
"""

LEAP = 10
STEPS = {"ArrowDown": 1, "ArrowUp": -1, "PageDown": LEAP, "PageUp": -LEAP}
ENDS = ("Home", "End")
BESIDE = {"ArrowRight": 1, "ArrowLeft": -1}


def walked(key: str, at: int, count: int, rows: int) -> "int | None":
    """The option, from 0, to which a key leads from one; None if the key leads nowhere.

    `rows` is how many options stand below each other before the next column begins.
    """
    if key in ENDS:
        return count - 1 if key == "End" else 0
    if key in BESIDE:
        beside = at + BESIDE[key] * rows
        return beside if 0 <= beside < count else at
    if key not in STEPS:
        return None
    return max(0, min(count - 1, at + STEPS[key]))


def sought(labels: list, at: int, typed: str) -> "int | None":
    """The option whose label begins with what was typed, looked for from `at` on and round; None without one.

    One letter, also typed several times, leads to the next label that begins so.
    """
    typed = typed.lower()
    again = typed == typed[0] * len(typed)
    beginning = typed[0] if again else typed
    for step in range(len(labels)):
        index = (at + again + step) % len(labels)
        if labels[index].lower().startswith(beginning):
            return index
    return None
