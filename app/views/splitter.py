"""The line between the inspector's tabs and the program: it is moved to give one of them more room."""

from pyscript.js_modules import bridge

from app.dom import element, listen

KEPT = "split"
"""Where the browser keeps how it was moved."""

LEAST, MOST, STEP = 12.0, 88.0, 4.0
"""Per cent of the height that the tabs may have, and how far a key moves the line."""

KEYS = {"ArrowUp": -STEP, "ArrowDown": STEP, "Home": -100.0, "End": 100.0}


class Splitter:
    """Sets `--tabs` of an element, the height of the tabs in it; until it is moved the style sheet has its way."""

    def __init__(self, root) -> None:
        self.root = root
        self.share = 50.0
        self.node = element(
            "div", class_="splitter", role="separator", tabindex="0", aria_orientation="horizontal",
            aria_label="Height of the tabs", aria_valuemin=int(LEAST), aria_valuemax=int(MOST), aria_valuenow=50,
            title="Drag to give the program more room; double-click for the usual",
        )  # fmt: skip
        listen(self.node, "pointerdown", lambda event: self.node.setPointerCapture(event.pointerId))
        listen(self.node, "pointermove", self._moved)
        listen(self.node, "keydown", self._key)
        listen(self.node, "dblclick", lambda _event: self._let())
        kept = bridge.recall(KEPT)
        if kept:
            self.move(float(kept))

    def move(self, share: float) -> None:
        """Give the tabs this share of the height, in per cent."""
        self.share = max(LEAST, min(MOST, share))
        self.root.classList.add("split")
        self.root.style.setProperty("--tabs", f"{self.share:.1f}%")
        self.node.setAttribute("aria-valuenow", str(int(self.share + 0.5)))
        bridge.remember(KEPT, f"{self.share:.1f}")

    def _let(self) -> None:
        self.root.classList.remove("split")
        bridge.remember(KEPT, "")

    def _moved(self, event) -> None:
        if event.buttons & 1:
            box = self.root.getBoundingClientRect()
            self.move(100 * (event.clientY - box.top) / box.height)

    def _key(self, event) -> None:
        if event.key in KEYS:
            event.preventDefault()
            event.stopPropagation()
            self.move(self.share + KEYS[event.key])
