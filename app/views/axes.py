"""The box around the surface: floor and far walls in three.js, and tick labels as text over the canvas."""

from pyscript.js_modules import vendor

from app.dom import element

RELIEF = 0.58
"""Height of the value 1 above the floor, where the square's side is 1."""

TICKS = (0, 0.25, 0.5, 0.75, 1)
LABELLED = (0, 0.5, 1)
NEAR, NAME = 0.56, 0.62
"""How far from the middle of the square ticks and names of its axes are."""

BESIDE = 0.6

HALF = 12
"""Half the width of the widest label, in CSS pixels."""


def floor() -> list:
    """Ends of the floor's lines, x y z each."""
    points = []
    for tick in TICKS:
        at = tick - 0.5
        points += [at, 0, -0.5, at, 0, 0.5, -0.5, 0, at, 0.5, 0, at]
    return points


def wall(side: float, across: bool) -> list:
    """Ends of the lines of a wall at x = side, or, if it runs across, at z = side."""
    points = []
    for tick in TICKS:
        at, high = tick - 0.5, tick * RELIEF
        for along, up, end, top in ((-0.5, high, 0.5, high), (at, 0, at, RELIEF)):
            points += [along, up, side, end, top, side] if across else [side, up, along, side, top, end]
    return points


class Axes:
    """Draws its labels where the camera sees them, along the near edges, and only the walls behind the surface."""

    def __init__(self, stage, scene, to_array) -> None:
        self.material = vendor.LineBasicMaterial.new()
        self.walls = []
        for points, axis, side in [(floor(), None, 0)] + [
            (wall(side, axis == "z"), axis, side) for axis in "xz" for side in (-0.5, 0.5)
        ]:
            geometry = vendor.BufferGeometry.new()
            geometry.setAttribute("position", vendor.Float32BufferAttribute.new(to_array(points), 3))
            lines = vendor.LineSegments.new(geometry, self.material)
            scene.add(lines)
            if axis:
                self.walls.append((lines, axis, side))
        self.layer = element("div", class_="ticks", aria_hidden="true")
        self.seen = vendor.Vector3.new()
        self.ticks = [(axis, tick, self._label(str(tick), None)) for axis in "xyz" for tick in LABELLED]
        self.names = [(axis, self._label(name, "axis")) for axis, name in (("x", "a"), ("z", "b"))]
        stage.append(self.layer)

    def call(self, names: list) -> None:
        """Give the square's axes their names."""
        for index, (_, label) in enumerate(self.names):
            label.textContent = names[index]

    def lift(self, lowest: float) -> None:
        """Let the heights begin at this value."""
        for axis, tick, label in self.ticks:
            if axis == "y":
                label.textContent = f"{tick + lowest:g}"

    def place(self, camera, width: float, height: float) -> None:
        """Move the labels to where the camera sees their points, and hide the walls before the surface."""
        near = {"x": 0.5 if camera.position.x > 0 else -0.5, "z": 0.5 if camera.position.z > 0 else -0.5}
        for lines, axis, side in self.walls:
            lines.visible = side != near[axis]
        corners = [(-near["x"], near["z"]), (near["x"], -near["z"])]
        places = [self._seen_at((x, 0, z), camera, width, height)[0] for x, z in corners]
        x, z = corners[0 if places[0] < places[1] else 1]
        for axis, tick, label in self.ticks:
            if axis == "x":
                at = (tick - 0.5, 0, 2 * NEAR * near["z"])
            elif axis == "z":
                at = (2 * NEAR * near["x"], 0, 0.5 - tick)
            else:
                at = (2 * BESIDE * x, tick * RELIEF, 2 * BESIDE * z)
            self._move(label, self._seen_at(at, camera, width, height), width)
        for axis, label in self.names:
            at = (0.25, 0, 2 * NAME * near["z"]) if axis == "x" else (2 * NAME * near["x"], 0, -0.25)
            self._move(label, self._seen_at(at, camera, width, height), width)

    def _label(self, text: str, kind: "str | None"):
        label = element("span", text, class_=kind)
        self.layer.append(label)
        return label

    def _seen_at(self, at: tuple, camera, width: float, height: float) -> tuple:
        """Where in the picture the camera sees a point."""
        self.seen.set(*at).project(camera)
        return (self.seen.x + 1) / 2 * width, (1 - self.seen.y) / 2 * height

    def _move(self, label, place: tuple, width: float) -> None:
        """Put the middle of a label at a place, a little further in where the picture's edge would cut it."""
        x, y = place
        if -HALF < x < HALF:
            x = HALF
        elif width - HALF < x < width + HALF:
            x = width - HALF
        label.style.transform = f"translate({x:.1f}px,{y:.1f}px) translate(-50%,-50%)"
