"""The unit square as a small picture, a to the right and b upwards, with the crosshair that is moved on it."""

from app.dom import element, image, listen, replace

STEP = 0.01
KEYS = {"ArrowLeft": (-STEP, 0), "ArrowRight": (STEP, 0), "ArrowUp": (0, STEP), "ArrowDown": (0, -STEP)}


class Square:
    """A canvas of `side` x `side` pixels; `point(a, b)` hears where the crosshair is put."""

    def __init__(self, root, side: int, name: str, point) -> None:
        self.side, self.point = side, point
        self.at = (0.5, 0.5)
        self.name = name
        self.canvas = element("canvas", width=side, height=side, tabindex="0", role="img")
        self.describe("")
        self.context = self.canvas.getContext("2d")
        self.cross = element("div", class_="cross")
        replace(root, self.canvas, self.cross)
        for event in ("pointerdown", "pointermove"):
            listen(self.canvas, event, self._pointed)
        listen(self.canvas, "keydown", self._key)

    def paint(self, colours) -> None:
        """Paint RGBA bytes whose first row lies at b = 0: the style sheet turns the canvas over."""
        self.context.putImageData(image(colours, self.side, self.side), 0, 0)

    def describe(self, words: str) -> None:
        """Say in words what is seen, where it is not seen."""
        words = f"{words} " if words else ""
        self.canvas.setAttribute("aria-label", f"{self.name}. {words}Arrow keys move the crosshair.")

    def mark(self, a: float, b: float) -> None:
        """Put the crosshair at a point of the square."""
        self.at = (a, b)
        self.cross.style.left = f"{a * 100:.2f}%"
        self.cross.style.top = f"{(1 - b) * 100:.2f}%"

    def _pointed(self, event) -> None:
        if event.type == "pointermove" and not event.buttons & 1:
            return
        box = self.canvas.getBoundingClientRect()
        across, up = (event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height
        self.point(within(across), within(up))

    def _key(self, event) -> None:
        if event.key in KEYS:
            event.preventDefault()
            event.stopPropagation()
            across, up = KEYS[event.key]
            self.point(within(self.at[0] + across), within(self.at[1] + up))


def within(share: float) -> float:
    """The share, no less than 0 and no more than 1."""
    return max(0.0, min(1.0, share))
