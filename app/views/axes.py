"""The box around the surface: floor lines in three.js, and tick labels as text over the canvas."""

from pyscript.js_modules import vendor

from app.dom import element

RELIEF = 0.58
"""Height of the value 1 above the floor, where the square's side is 1."""

TICKS = (0, 0.25, 0.5, 0.75, 1)


def lines() -> list[float]:
    """Ends of the box's lines, x y z each: a grid on the floor and on the two far walls."""
    points = []
    for tick in TICKS:
        at, high = tick - 0.5, tick * RELIEF
        points += [at, 0, -0.5, at, 0, 0.5, -0.5, 0, at, 0.5, 0, at]
        points += [-0.5, high, -0.5, 0.5, high, -0.5, -0.5, high, -0.5, -0.5, high, 0.5]
        points += [at, 0, -0.5, at, RELIEF, -0.5, -0.5, 0, at, -0.5, RELIEF, at]
    return points


def labels() -> list[tuple[str, tuple[float, float, float], str]]:
    """Text, place and class of each label: ticks along the near edges, and the axes' names."""
    found = []
    for tick in (0, 0.5, 1):
        text = str(tick)
        found.append((text, (tick - 0.5, 0, 0.56), ""))
        found.append((text, (0.56, 0, 0.5 - tick), ""))
        found.append((text, (-0.5, tick * RELIEF, 0.56), ""))
    found.append(("a", (0.25, 0, 0.6), "axis"))
    found.append(("b", (0.6, 0, -0.25), "axis"))
    return found


class Axes:
    """Draws its labels at the places where the camera sees them."""

    def __init__(self, stage, scene, to_array) -> None:
        self.material = vendor.LineBasicMaterial.new()
        geometry = vendor.BufferGeometry.new()
        geometry.setAttribute("position", vendor.Float32BufferAttribute.new(to_array(lines()), 3))
        scene.add(vendor.LineSegments.new(geometry, self.material))
        self.layer = element("div", class_="ticks", aria_hidden="true")
        self.points = []
        for text, place, kind in labels():
            label = element("span", text, class_=kind or None)
            self.layer.append(label)
            self.points.append((vendor.Vector3.new(*place), vendor.Vector3.new(), label))
        stage.append(self.layer)

    def place(self, camera, width: float, height: float) -> None:
        """Move the labels to where the camera sees their points."""
        for point, seen, label in self.points:
            seen.copy(point).project(camera)
            x, y = (seen.x + 1) / 2 * width, (1 - seen.y) / 2 * height
            label.style.transform = f"translate({x:.1f}px,{y:.1f}px) translate(-50%,-50%)"
