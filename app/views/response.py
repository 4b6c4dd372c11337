"""The response: one panel, as a surface or as a map, with the switches of what is drawn."""

from app.dom import button, delegate, element, replace, watch_visible
from app.views.aim import Aim
from app.views.legend import Legend
from app.views.map import Map
from app.views.quality import Quality
from app.views.radios import Radios
from app.views.surface import Surface

VIEWS = (("surface", "Surface"), ("map", "Map"))
SWITCHES = (("target", "Target"), ("wire", "Grid"), ("by_error", "Error"), ("difference", "Difference"))
MODES = (("value", "Value"), ("error", "Error"), ("target", "Target"), ("classes", "Classes"))
NO_WEBGL = "This browser has no WebGL, so the response is drawn flat."


class Response:
    """Shows the surface where there is WebGL, and the map where there is none or where it is chosen."""

    def __init__(self, root, has_webgl: bool, point, changed) -> None:
        self.changed = changed
        self.has_webgl = has_webgl
        self.view = None
        self.visible = True
        self.surface = None
        self.shown = {"target": True, "wire": True, "by_error": False, "difference": False}
        self.views = Radios("Surface or map", VIEWS, self.choose)
        self.modes = Radios("What the map shows", MODES, self.look)
        self.views.offer("surface", has_webgl)
        self.switches = [
            button(title, data_switch=name, aria_pressed=pressed(self.shown[name])) for name, title in SWITCHES
        ]
        self.shows = segments("What the surface shows", *self.switches)
        self.classes = 0
        self.legend = Legend()
        self.canvas = element(
            "canvas",
            tabindex="0",
            role="img",
            aria_label="Response as a surface over the unit square; arrow keys turn it",
        )
        self.solid = element("div", self.canvas, class_="stage")
        self.flat = element("div", class_="map")
        self.stage = element("div", self.flat, class_="stage", hidden=True)
        self.note = element("span", class_="soft")
        self.quality = Quality()
        head = element(
            "div",
            element("h2", "Response"),
            self.note,
            self.shows,
            self.modes.node,
            self.views.node,
            class_="head",
        )
        foot = element("div", self.legend.node, self.quality.words, class_="foot")
        self.aim = Aim(point)
        replace(root, head, self.solid, self.stage, self.aim.node, foot, self.quality.table)
        self.map = Map(self.flat, point)
        delegate(root, "click", "switch", lambda name, node, _event: self._switch(name, node))
        watch_visible(root, self._seen)
        self.choose("surface")

    def choose(self, name: str) -> None:
        """Show the surface or the map."""
        if name == "surface" and not self.has_webgl:
            self.note.textContent = NO_WEBGL
            name = "map"
        self.view = name
        self.solid.hidden, self.stage.hidden = name != "surface", name != "map"
        self.aim.node.hidden = name != "map"
        self.views.show(name)
        self.shows.hidden, self.modes.node.hidden = name != "surface", name != "map"
        self.look(self.map.mode)
        if name == "surface" and not self.surface:
            self.surface = Surface(self.solid, self.canvas)
            self.surface.show(**self.shown_now())
        self.changed()

    def look(self, mode: str) -> None:
        """Show the map's values, errors, target or classes; the surface always has its values."""
        self.map.mode = mode
        flat = self.view == "map"
        self.modes.offer("classes", bool(self.classes))
        self.modes.show(mode)
        self.legend.show(mode if flat else "value", self.classes)
        self.changed()

    def suit(self, classes: int) -> None:
        """Suit a target of so many classes, 0 for one of values; take its picture anew."""
        if bool(classes) != bool(self.classes):
            self.map.mode = "classes" if classes else "value"
        self.classes = classes
        self.look(self.map.mode)
        if self.surface:
            self.surface.target_due = True

    def shown_now(self) -> dict:
        """The switches as the surface takes them."""
        return {name: on if name == "target" else float(on) for name, on in self.shown.items()}

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        if self.visible:
            self._current().wants(asked)
            self.quality.wants(asked)

    def draw(self, frame) -> None:
        """Draw what a frame brought."""
        self._current().draw(frame)
        self.quality.draw(frame)

    def mark(self, a: float, b: float) -> None:
        """Put the crosshair at a point of the square."""
        self.map.square.mark(a, b)
        self.aim.show(a, b)

    def recolour(self) -> None:
        """Take the theme's colours."""
        if self.surface:
            self.surface.recolour()

    def _seen(self, visible: bool) -> None:
        self.visible = visible
        self.changed()

    def _current(self):
        return self.surface if self.surface and self.view == "surface" else self.map

    def _switch(self, name: str, node) -> None:
        self.shown[name] = not self.shown[name]
        node.setAttribute("aria-pressed", pressed(self.shown[name]))
        if self.surface:
            self.surface.show(**self.shown_now())


def pressed(on: bool) -> str:
    """The value of aria-pressed."""
    return "true" if on else "false"


def segments(name: str, *buttons):
    """Buttons that belong together, under a name."""
    return element("div", *buttons, class_="segments", role="group", aria_label=name)
