"""Keys that work anywhere on the page, except where the focused element has its own use for them.

Plain Python: what an event says goes in, the name of a verb comes out.
"""

KEYS = (
    (" ", "Space", "toggle", "Train or pause"),
    ("ArrowRight", "→", "step", "One step"),
    ("r", "R", "reset", "Reset to the same start"),
    ("z", "Z", "undo", "Undo a change"),
    ("y", "Y", "redo", "Redo it"),
    ("u", "U", "take_back", "Undo a change of a weight by hand"),
    ("?", "?", "help", "This help"),
)
"""The key of an event, how it is printed, the verb, and what it does."""

WRITES = ("INPUT", "SELECT", "TEXTAREA")
PRESSES = ("BUTTON", "SUMMARY", "A")
"""Elements that Space or Enter activates; letters and arrows are free there."""


def verb(key: str, tag: str, takes_keys: bool, modified: bool) -> str:
    """The verb of a key, or an empty text.

    `tag` is the focused element's, `takes_keys` that it is focused to be moved on (a canvas, a list), `modified`
    that Ctrl, Alt or Meta is held.
    """
    if modified or tag in WRITES:
        return ""
    for own, _, name, _ in KEYS:
        if key == own or (len(own) == 1 and key.lower() == own):
            if own == " " and (tag in PRESSES or takes_keys):
                return ""
            if own.startswith("Arrow") and takes_keys:
                return ""
            return name
    return ""
