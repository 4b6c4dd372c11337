"""The response: one panel, as a surface or as a map, with the switches of what is drawn."""

from app.dom import button, delegate, element, replace, watch_visible
from app.extent import Extent
from app.views.aim import Aim
from app.views.legend import Legend
from app.views.map import Map
from app.views.points import KEY
from app.views.quality import Quality
from app.views.radios import Radios
from app.views.surface import Surface

VIEWS = (("surface", "Surface"), ("map", "Map"))
SWITCHES = (
    ("target", "Target", "The target as a grey, translucent surface"),
    ("wire", "Grid", "Lines along the inputs"),
    ("by_error", "Error", "Colours show how far the response is from the target"),
    ("difference", "Difference", "Heights show the response less the target"),
)
MODES = (("value", "Value"), ("error", "Error"), ("target", "Target"), ("classes", "Classes"))
NO_WEBGL = ("No WebGL: drawn flat", "This browser has no WebGL, so the response is drawn flat.")
LOST = (
    "WebGL lost: drawn flat",
    "The browser has lost its graphics processor: the response is drawn flat until that is back.",
)
"""Words that have room beside the switches, and the whole sentence."""
POINTS = "The data's examples: filled for training, open for the test"


class Response:
    """Shows the surface where there is WebGL, and the map where there is none or where it is chosen.

    Of `asks` it takes `point(a, b)` for the crosshair, `look()` when other inputs or another output are looked at, and
    `changed()` for another frame.
    """

    def __init__(self, root, has_webgl: bool, crosshair, asks: dict, view: str = "surface") -> None:
        self.crosshair, self.changed, self.has_webgl = crosshair, asks["changed"], has_webgl
        self.view = view
        self.visible = True
        self.surface = None
        self.interrupted = False
        self.classes, self.finite = 0, False
        self.words = ""
        self.extent = Extent()
        self.shown = {"target": True, "wire": True, "by_error": False, "difference": False, "points": True}
        self.views = Radios("Surface or map", VIEWS, self.choose)
        self.modes = Radios("What the map shows", MODES, self.look)
        self.views.offer("surface", has_webgl)
        self.shows = segments("What the surface shows", *[self._switch_for(*switch) for switch in SWITCHES])
        self.points = segments("Data", self._switch_for("points", "Points", POINTS))
        self.parts = element("span", class_="key", hidden=True)
        self.parts.innerHTML = KEY
        self.legend, self.quality, self.aim = Legend(), Quality(), Aim(crosshair, asks["point"], asks["look"])
        self.canvas = element("canvas", tabindex="0", role="img", aria_label="Response as a surface")
        self.solid = element("div", self.canvas, class_="stage")
        self.flat = element("div", class_="map")
        self.stage = element("div", self.flat, class_="stage", hidden=True)
        self.note = element("span", class_="soft")
        table = button("Table", class_="plain", data_table="response")
        parts = (
            element("h2", "Map" if view == "map" else "Response"),
            self.note,
            self.points,
            self.shows,
            self.modes.node,
            self.views.node,
            table,
        )
        seen = element("div", self.solid, self.stage, self.quality.table, class_="seen")
        foot = element("div", self.legend.node, self.parts, self.quality.words, self.aim.node, class_="foot")
        replace(root, element("div", *parts, class_="head"), seen, foot)
        self.map = Map(self.flat, asks["point"])
        delegate(root, "click", "switch", self._switch)
        watch_visible(root, self._seen)
        self.choose(view)

    def choose(self, name: str) -> None:
        """Show the surface or the map."""
        if name == "surface" and not self.has_webgl:
            self._note(NO_WEBGL)
            name = "map"
        self.view = name
        flat = name == "map"
        self.solid.hidden, self.stage.hidden = flat, not flat
        self.views.show(name)
        self.shows.hidden, self.modes.node.hidden = flat, not flat
        if not flat and not self.surface:
            self.surface = Surface(self.solid, self.canvas, self._use)
            self._fit()
        self._apply()
        self.mark()
        self.look(self.map.mode)

    def _use(self, drawn: bool) -> None:
        """Draw flat while the surface cannot be drawn, and return to it if that is what was shown."""
        self.has_webgl = drawn
        self.views.offer("surface", drawn)
        self._note(("", "") if drawn else LOST)
        interrupted, self.interrupted = self.interrupted, not drawn and self.view == "surface"
        if interrupted or self.interrupted:
            self.choose("surface" if drawn else "map")

    def _note(self, words: tuple) -> None:
        """Say beside the title why the response is flat."""
        self.note.textContent, self.note.title = words

    def look(self, mode: str) -> None:
        """Show the map's values, errors, target or classes; the surface always has its values."""
        self.map.mode = mode
        self.modes.offer("classes", bool(self.classes))
        self.modes.show(mode)
        self.points.hidden = self.view != "map" or not self.map.points.there
        self.parts.hidden = self.points.hidden or not self.finite or not self.shown["points"]
        self.legend.show(self.mode(), self.classes, self.extent.unit)
        self.quality.pace.poke()
        self.changed()

    def mode(self) -> str:
        """What is shown: value, error, target or classes."""
        if self.view == "map":
            return self.map.mode
        return "error" if self.shown["by_error"] else "value"

    def suit(self, classes: int, finite: bool) -> None:
        """Suit a target of so many classes, 0 for one of values, and whether its data is finite; draw anew."""
        if bool(classes) != bool(self.classes):
            self.map.mode = "classes" if classes else "value"
        self.classes = classes
        self.finite = finite
        self.map.points.renew(finite or classes > 0)
        self.extent.due = True
        if self.surface:
            self.surface.target_due = True
        self.mark()
        self.look(self.map.mode)

    def turn(self) -> None:
        """Look at the inputs and the output that the crosshair has now."""
        self.suit(self.classes, self.finite)

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        if self.visible:
            self._current().wants(asked)
            self.quality.wants(asked)
            self.extent.wants(asked)

    def draw(self, frame) -> None:
        """Draw what a frame brought."""
        if not self.visible:
            return
        if self.extent.hear(frame.facts, self.view):
            self._fit()
            self.changed()  # the worker colours the map
        self._current().draw(frame)
        if self.quality.draw(frame):
            self.changed()
        self._describe(frame.facts.get("words"))

    def _fit(self) -> None:
        """Bring the room and the unit of colours to the pictures."""
        self.map.unit = self.extent.unit
        self.legend.show(self.mode(), self.classes, self.extent.unit)
        if self.surface:
            self.surface.fit(self.extent.room, self.extent.unit)

    def mark(self) -> None:
        """Put the crosshair where it is."""
        self.aim.show()
        if self.view == "map":
            self.map.mark(self.crosshair)
        elif self.surface:
            self.surface.mark(self.crosshair)

    def recolour(self) -> None:
        """Take the theme's colours."""
        if self.surface:
            self.surface.recolour()

    def _describe(self, words) -> None:
        """Say in words what is seen."""
        if words and words["text"] != self.words:
            self.words = words["text"]
            self.canvas.setAttribute("aria-label", f"Response as a surface. {self.words} Arrow keys turn it.")
            self.map.square.describe(self.words)
            self.legend.warn(words["lost"] > 0)

    def _seen(self, visible: bool) -> None:
        self.visible = visible
        self.changed()

    def _current(self):
        return self.surface if self.surface and self.view == "surface" else self.map

    def _switch_for(self, name: str, title: str, hint: str):
        return button(title, data_switch=name, title=hint, aria_pressed="true" if self.shown[name] else "false")

    def _switch(self, name: str, node, _event) -> None:
        self.shown[name] = not self.shown[name]
        node.setAttribute("aria-pressed", "true" if self.shown[name] else "false")
        self._apply()
        self.look(self.map.mode)

    def _apply(self) -> None:
        """Bring the switches to the pictures."""
        self.map.points.show(self.shown["points"])
        if self.surface:
            wanted = {name: float(self.shown[name]) for name, _, _ in SWITCHES if name != "target"}
            self.surface.show(target=self.shown["target"], **wanted)


def segments(name: str, *buttons):
    """Buttons that belong together, under a name."""
    return element("div", *buttons, class_="segments", role="group", aria_label=name)
