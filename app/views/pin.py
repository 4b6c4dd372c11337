"""The pin on the surface: a stem from the floor at the crosshair, with a ring where it meets the response."""

from pyscript.js_modules import vendor

from app.dom import element
from app.extent import SIDE
from app.views.axes import RELIEF


class Pin:
    """Stands at `at`, a point (a, b) of the square."""

    def __init__(self, stage, scene, to_array) -> None:
        self.at = (0.5, 0.5)
        self.material = vendor.LineBasicMaterial.new()
        geometry = vendor.BufferGeometry.new()
        geometry.setAttribute("position", vendor.Float32BufferAttribute.new(to_array([0, 0, 0, 0, 1, 0]), 3))
        self.stem = vendor.LineSegments.new(geometry, self.material)
        self.stem.frustumCulled = False
        scene.add(self.stem)
        self.seen = vendor.Vector3.new()
        self.ring = element("span", class_="cross", aria_hidden="true")
        stage.append(self.ring)

    def stand(self, heights, aims, low: float, span: float) -> None:
        """Reach up to the surface of these heights, or of their difference from `aims` where those are given.

        The box goes from `low` to `low + span`.
        """
        a, b = self.at
        place = int(b * (SIDE - 1) + 0.5) * SIDE + int(a * (SIDE - 1) + 0.5)
        value = heights[place]
        if aims is not None:
            value = value - aims[place]
        # The end of the pin is where the shader has the surface, also of what is not a number.
        known = value - value == 0
        up = ((value if known else 0.0) - low) / span
        up = max(-1.0, min(2.0, up)) if known else max(0.0, min(1.0, up))
        self.stem.position.set(a - 0.5, 0, 0.5 - b)
        self.stem.scale.set(1, up * RELIEF, 1)

    def place(self, camera, width: float, height: float) -> None:
        """Put the ring where the camera sees the end of the stem."""
        foot = self.stem.position
        self.seen.set(foot.x, self.stem.scale.y, foot.z).project(camera)
        x, y = (self.seen.x + 1) / 2 * width, (1 - self.seen.y) / 2 * height
        self.ring.style.transform = f"translate({x:.1f}px,{y:.1f}px)"
