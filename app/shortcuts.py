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
"""Elements in which one types: a drop-down, too, looks for the letters."""

PRESSES = ("BUTTON", "SUMMARY", "A")
"""Elements that Space activates; letters and arrows are free there."""

NUMBER = "number"
"""The kind of an input in which a number is typed: it uses no letter but the e of 1e-3."""

USED = {"range": ("Arrow",), "checkbox": (" ",), "radio": (" ", "Arrow")}
"""How the keys begin that an input uses in which nothing is typed."""


def verb(key: str, tag: str, kind: str, moved: bool, held: bool) -> str:
    """The verb of a key, or an empty text.

    `tag` and `kind` are the focused element's, the latter an input's type or NUMBER; `moved` that it is focused to be
    moved on (a canvas, a list), `held` that Ctrl, Alt or Meta is, or that a dialog lies over the page.
    """
    if held or uses(key, tag, kind, moved):
        return ""
    for own, _, name, _ in KEYS:
        if key == own or (len(own) == 1 and key.lower() == own):
            return name
    return ""


def uses(key: str, tag: str, kind: str, moved: bool) -> bool:
    """Whether the focused element has its own use for a key."""
    if tag == "INPUT" and kind == NUMBER:
        return not ("a" <= key.lower() <= "z") or len(key) > 1 or key.lower() == "e"
    if tag in WRITES:
        return tag != "INPUT" or kind not in USED or any(key.startswith(start) for start in USED[kind])
    if key == " ":
        return moved or tag in PRESSES
    return moved and key.startswith("Arrow")
