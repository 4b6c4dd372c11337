"""The box around the surface: floor and far walls in three.js, and tick labels as text over the canvas."""

from pyscript.js_modules import vendor

from app.dom import element
from app.extent import ticks
from core.shared.digits import brief

RELIEF = 0.58
"""Height of the box, where the square's side is 1."""

TICKS = (0, 0.25, 0.5, 0.75, 1)
LABELLED = (0, 0.5, 1)
HEIGHTS = 6
"""Labels along the heights, at most."""

NEARLY = 3
"""Halves of a label by which its place may lie outside of the picture, and the label is still drawn."""

PLACES = 4
"""Digits of such a label."""

NEAR, NAME = 0.56, 0.62
"""How far from the middle of the square ticks and names of its axes are."""

BESIDE = 0.6

HALF, LETTER = 12, 3.5
"""Half the width of a label, at least, and of a letter of a longer one, in CSS pixels."""


def floor() -> list:
    """Ends of the floor's lines, x y z each."""
    points = []
    for tick in TICKS:
        at = tick - 0.5
        points += [at, 0, -0.5, at, 0, 0.5, -0.5, 0, at, 0.5, 0, at]
    return points


def wall(side: float, across: bool, levels: list) -> list:
    """Ends of the lines of a wall at x = side, or, if it runs across, at z = side; with levels at these heights."""
    lines = [(-0.5, high, 0.5, high) for high in levels] + [(tick - 0.5, 0, tick - 0.5, RELIEF) for tick in TICKS]
    points = []
    for along, up, end, top in lines:
        points += [along, up, side, end, top, side] if across else [side, up, along, side, top, end]
    return points


class Axes:
    """Draws its labels where the camera sees them, along the near edges, and only the walls behind the surface."""

    def __init__(self, stage, scene, to_array) -> None:
        self.to_array = to_array
        self.material = vendor.LineBasicMaterial.new()
        self.heights: tuple = ()
        self.marks: list = []
        self.walls = [(self._lines(scene, []), axis, side) for axis in "xz" for side in (-0.5, 0.5)]
        self._lines(scene, floor())
        self.layer = element("div", class_="ticks", aria_hidden="true")
        self.seen = vendor.Vector3.new()
        self.ticks = [(axis, tick, self._label(str(tick), None)) for axis in "xz" for tick in LABELLED]
        self.levels = [self._label("", "height") for _ in range(HEIGHTS)]
        self.names = [(axis, self._label(name, "axis")) for axis, name in (("x", "a"), ("z", "b"))]
        stage.append(self.layer)
        self.lift(0.0, 1.0, 0.5)

    def call(self, names: list) -> None:
        """Give the square's axes their names."""
        for index, (_, label) in enumerate(self.names):
            label.textContent = names[index]

    def lift(self, low: float, high: float, step: float) -> None:
        """Let the heights go from a value to another, with ticks so far apart, and a line half-way between two."""
        if self.heights == (low, high, step):
            return
        self.heights = (low, high, step)
        marks = ticks(self.heights)
        texts = [brief(value, PLACES) for value in marks]
        self.marks = [((marks[i] - low) / (high - low), max(HALF, LETTER * len(texts[i]))) for i in range(len(marks))]
        for index, label in enumerate(self.levels):
            label.textContent = texts[index] if index < len(texts) else ""
        lines = [index / (2 * len(marks) - 2) * RELIEF for index in range(2 * len(marks) - 1)]
        for wall_lines, axis, side in self.walls:
            wall_lines.geometry.dispose()
            wall_lines.geometry = self._geometry(wall(side, axis == "z", lines))

    def place(self, camera, width: float, height: float) -> None:
        """Move the labels to where the camera sees their points, and hide the walls before the surface."""
        near = {"x": 0.5 if camera.position.x > 0 else -0.5, "z": 0.5 if camera.position.z > 0 else -0.5}
        for lines, axis, side in self.walls:
            lines.visible = side != near[axis]
        corners = [(-near["x"], near["z"]), (near["x"], -near["z"])]
        places = [self._seen_at((x, 0, z), camera, width, height)[0] for x, z in corners]
        x, z = corners[0 if places[0] < places[1] else 1]
        for axis, tick, label in self.ticks:
            at = (tick - 0.5, 0, 2 * NEAR * near["z"]) if axis == "x" else (2 * NEAR * near["x"], 0, 0.5 - tick)
            self._move(label, self._seen_at(at, camera, width, height), width)
        for index, (mark, half) in enumerate(self.marks):
            at = (2 * BESIDE * x, mark * RELIEF, 2 * BESIDE * z)
            self._move(self.levels[index], self._seen_at(at, camera, width, height), width, half)
        for axis, label in self.names:
            at = (0.25, 0, 2 * NAME * near["z"]) if axis == "x" else (2 * NAME * near["x"], 0, -0.25)
            self._move(label, self._seen_at(at, camera, width, height), width)

    def _lines(self, scene, points: list):
        lines = vendor.LineSegments.new(self._geometry(points), self.material)
        scene.add(lines)
        return lines

    def _geometry(self, points: list):
        geometry = vendor.BufferGeometry.new()
        geometry.setAttribute("position", vendor.Float32BufferAttribute.new(self.to_array(points), 3))
        return geometry

    def _label(self, text: str, kind: "str | None"):
        label = element("span", text, class_=kind)
        self.layer.append(label)
        return label

    def _seen_at(self, at: tuple, camera, width: float, height: float) -> tuple:
        """Where in the picture the camera sees a point."""
        self.seen.set(*at).project(camera)
        return (self.seen.x + 1) / 2 * width, (1 - self.seen.y) / 2 * height

    def _move(self, label, place: tuple, width: float, half: float = HALF) -> None:
        """Put the middle of a label at a place, further in where the picture's edge would cut it or is just passed."""
        x, y = place
        if -NEARLY * half < x < half:
            x = half
        elif width - half < x < width + NEARLY * half:
            x = width - half
        label.style.transform = f"translate({x:.1f}px,{y:.1f}px) translate(-50%,-50%)"
