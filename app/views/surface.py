"""The response as a surface over the unit square, turned by mouse, touch and keys, under the translucent target."""

from math import atan, ceil, cos, degrees, radians, tan

import js
from pyscript.ffi import to_js
from pyscript.js_modules import bridge, vendor

from app.dom import colour, is_dark, listen, watch_size
from app.extent import SIDE
from app.scale import stops
from app.views.axes import RELIEF, Axes
from app.views.pin import Pin
from app.views.shaders import RESPONSE, TARGET, VERTEX
from app.views.uniforms import srgb, uniforms

TURN = 0.1
KEYS = {"ArrowLeft": (-TURN, 0), "ArrowRight": (TURN, 0), "ArrowUp": (0, -TURN), "ArrowDown": (0, TURN)}
START = (1.15, 1.1, 1.45)
USUAL_POLAR, RISEN = 1.0, 0.6
"""Up to which angle from straight above the picture holds the box, and by how much more it holds straight above."""


class Surface:
    """A frame's `surface` and `surface_target` in 3-D; `usable(drawn)` hears whether the browser can draw them."""

    def __init__(self, stage, canvas, usable) -> None:
        self.stage, self.canvas = stage, canvas
        self.size = (1, 1)
        self.scene = vendor.Scene.new()
        self.camera = vendor.PerspectiveCamera.new(38, 1, 0.1, 20)
        self.camera.position.set(*START)
        self.renderer = vendor.WebGLRenderer.new(to_js({"canvas": canvas, "antialias": False, "alpha": True}))
        self.controls = vendor.OrbitControls.new(self.camera, canvas)
        self.controls.enablePan = False
        self.controls.minDistance, self.controls.maxDistance = 1, 4
        self.controls.maxPolarAngle = 1.7
        self.controls.target.set(0, RELIEF * 0.24, 0)
        self.axes = Axes(stage, self.scene, to_js)
        self.pin = Pin(stage, self.scene, to_js)
        self.heights = attribute()
        self.aims = attribute()
        self.difference = False
        self.room, self.unit, self.box = (0.0, 1.0, 0.5), 1.0, (0.0, 1.0)
        self.response = self._mesh(RESPONSE, self.heights)
        self.target = self._mesh(TARGET, self.aims)
        self.target.material.transparent = True
        self.target.material.depthWrite = False
        self.target.renderOrder = 1
        self.controls.update()
        self.target_due, self.target_on = True, True
        self.recolour()  # paints, too, ahead of the first heights: a driver compiles what is drawn for the first time
        self.response.visible = self.target.visible = False
        self.paint()
        watch_size(stage, self._resize)
        listen(self.controls, "change", self._turned)
        listen(canvas, "keydown", self._key)
        # After the renderer's own listeners, which make all of the context anew.
        listen(canvas, "webglcontextlost", lambda _event: usable(False))
        listen(canvas, "webglcontextrestored", lambda _event: usable(True))

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        asked["surface"] = SIDE
        if self.target_due:
            asked["surface_target"] = SIDE

    def draw(self, frame) -> None:
        """Take a frame's heights, if it brought any, and paint."""
        heights = frame.array("surface.heights")
        if heights is not None:
            self._take(self.heights, heights)
            self.response.visible = True
        aims = frame.array("surface_target.heights")
        if aims is not None:
            self._take(self.aims, aims)
            self.target_due, self.target.visible = False, self.target_on
        if heights is not None or aims is not None:
            self._pin()
            self.paint()

    def mark(self, crosshair) -> None:
        """Put the pin at the crosshair, and call the axes by their names."""
        self.pin.at = crosshair.at()
        self.axes.call(crosshair.axis_names())
        self._pin()
        self.paint()

    def show(self, **uniforms) -> None:
        """Set uniforms of the response (`wire`, `by_error`, `difference`), or `target`: whether the target is drawn."""
        for name, value in uniforms.items():
            if name == "target":
                self.target_on = value
                self.target.visible = value and not self.target_due
                continue
            for mesh in (self.response, self.target):
                if name != "by_error" or mesh is self.response:
                    getattr(mesh.material.uniforms, name).value = value
        self.difference = uniforms.get("difference", 0) > 0
        self._lift()
        self.paint()

    def fit(self, room: tuple, unit: float) -> None:
        """Make room for values (low, high, step), and count colours in a unit; see app.extent."""
        self.room, self.unit = room, unit
        self._lift()

    def _lift(self) -> None:
        """Let the box go from end to end of the room, or as far below zero as above it."""
        low, high, step = self.room
        if self.difference:
            half = step * ceil((high - low) / step / 2)
            low, high = -half, half
        self.box = (low, high - low)
        for mesh in (self.response, self.target):
            held = mesh.material.uniforms
            held.low.value, held.span.value, held.unit.value = low, high - low, self.unit
        self.axes.lift(low, high, step)
        self.axes.place(self.camera, *self.size)
        self._pin()

    def recolour(self) -> None:
        """Take the theme's colours."""
        dark = is_dark()
        for name, errors in (("stops", False), ("faults", True)):
            colours = [vendor.Vector3.new(*[part / 255 for part in stop]) for stop in stops(dark, errors)]
            getattr(self.response.material.uniforms, name).value = to_js(colours)
        ink = vendor.Color.new(colour("soft"))
        self.target.material.uniforms.ink.value = vendor.Vector3.new(*srgb(ink))
        self.target.material.uniforms.opacity.value = 0.16 if dark else 0.13
        self.axes.material.color = vendor.Color.new(colour("line"))
        self.pin.material.color = vendor.Color.new(colour("ink"))
        self.paint()

    def paint(self) -> None:
        """Render once; a failure of the driver ends as a rejected promise, not in Python."""
        bridge.attempt(self.renderer.render, self.scene, self.camera)

    def _mesh(self, fragment, heights):
        geometry = vendor.PlaneGeometry.new(1, 1, SIDE - 1, SIDE - 1)
        geometry.setAttribute("height", heights)
        geometry.setAttribute("aim", self.aims)
        geometry.deleteAttribute("normal")
        options = {"vertexShader": VERTEX, "fragmentShader": fragment, "side": vendor.DoubleSide}
        material = vendor.ShaderMaterial.new(to_js(options))
        material.uniforms = to_js({name: {"value": value} for name, value in uniforms().items()})
        mesh = vendor.Mesh.new(geometry, material)
        mesh.frustumCulled = False
        self.scene.add(mesh)
        return mesh

    def _take(self, held, values) -> None:
        held.array = values
        held.needsUpdate = True

    def _resize(self, width, height) -> None:
        if width < 2 or height < 2:
            return
        self.size = (width, height)
        self.renderer.setPixelRatio(min(2, js.window.devicePixelRatio))
        self.renderer.setSize(width, height, False)
        self.camera.aspect = width / height
        self._turned(None)

    def _turned(self, _event) -> None:
        self.camera.fov = field_of_view(self.camera.aspect, self.controls.getPolarAngle())
        self.camera.updateProjectionMatrix()
        self.camera.updateMatrixWorld()  # else labels stand where the camera was at the last rendering
        self.axes.place(self.camera, *self.size)
        self.pin.place(self.camera, *self.size)
        self.paint()

    def _pin(self) -> None:
        """Set the pin on the surface as it is."""
        self.pin.stand(self.heights.array, self.aims.array if self.difference else None, *self.box)
        self.pin.place(self.camera, *self.size)

    def _key(self, event) -> None:
        if event.key not in KEYS:
            return
        event.preventDefault()
        across, up = KEYS[event.key]
        around = vendor.Spherical.new().setFromVector3(self.camera.position.clone().sub(self.controls.target))
        around.theta += across
        around.phi = max(0.15, min(1.7, around.phi + up))
        self.camera.position.setFromSpherical(around).add(self.controls.target)
        self.controls.update()


def field_of_view(aspect: float, polar: float) -> float:
    """Degrees from top to bottom within which the whole box is seen in a picture of this width to height.

    The box comes nearer, and stands on a corner, as the camera rises: `polar` is its angle from straight above, in
    radians.
    """
    usual = max(39, 2 * degrees(atan(tan(radians(23)) / aspect)))
    return usual * (1 + RISEN * max(0, cos(polar) - cos(USUAL_POLAR)))


def attribute():
    """A height for each sample, all zero."""
    held = vendor.BufferAttribute.new(js.Float32Array.new(SIDE * SIDE), 1)
    held.setUsage(vendor.DynamicDrawUsage)
    return held
