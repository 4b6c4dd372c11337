"""The page's own buttons: presets, files to take away, undo, redo, share, theme, help."""

from app.dom import button, delegate, enable

TOOLS = (
    ("undo", "Undo", "undo"),
    ("redo", "Redo", "redo"),
    ("share", "Share", "share"),
    ("theme", "Light or dark", "theme"),
    ("help", "Help", "help"),
)


class Tools:
    """Draws the buttons; `act(name)` hears of the ones that work."""

    def __init__(self, root, act) -> None:
        self.buttons = {name: button(label, icon, class_="icon plain", data_tool=name) for name, label, icon in TOOLS}
        presets = button("Presets", data_tool="presets", aria_haspopup="dialog")
        files = button("Take away", "takeaway", "Take away", data_tool="takeaway", aria_haspopup="dialog")
        root.append(presets, files, *[self.buttons[name] for name, _, _ in TOOLS])
        delegate(root, "click", "tool", lambda name, _node, _event: act(name))

    def show(self, history) -> None:
        """Let undo and redo work where there is something to go to."""
        enable(self.buttons["undo"], history.can_undo)
        enable(self.buttons["redo"], history.can_redo)
