"""The response as a flat picture of the unit square, a to the right and b upwards, with the crosshair on it."""

from app.dom import element, image, listen, replace

SIDE = 128
STEP = 0.01
KEYS = {"ArrowLeft": (-STEP, 0), "ArrowRight": (STEP, 0), "ArrowUp": (0, STEP), "ArrowDown": (0, -STEP)}


class Map:
    """Draws a frame's `map`; `point(a, b)` hears where the crosshair is put."""

    def __init__(self, root, point) -> None:
        self.point = point
        self.at = (0.5, 0.5)
        self.canvas = element(
            "canvas", width=str(SIDE), height=str(SIDE), tabindex="0", role="img",
            aria_label="Response over the unit square; arrow keys move the crosshair",
        )  # fmt: skip
        self.context = self.canvas.getContext("2d")
        self.cross = element("div", class_="cross")
        labels = element("div", class_="ticks", aria_hidden="true")
        replace(root, element("div", self.canvas, self.cross, labels, class_="square"))
        for event in ("pointerdown", "pointermove"):
            listen(self.canvas, event, self._pointed)
        listen(self.canvas, "keydown", self._key)
        self.mark(*self.at)

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        asked["map"] = SIDE

    def draw(self, frame) -> None:
        """Paint a frame's map, if it brought one."""
        colours = frame.array("map.rgba")
        if colours is not None:
            self.context.putImageData(image(colours, SIDE, SIDE), 0, 0)

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
        self.point(max(0, min(1, across)), max(0, min(1, up)))

    def _key(self, event) -> None:
        if event.key in KEYS:
            event.preventDefault()
            event.stopPropagation()
            across, up = KEYS[event.key]
            self.point(max(0, min(1, self.at[0] + across)), max(0, min(1, self.at[1] + up)))
