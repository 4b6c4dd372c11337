"""The cost against examples on a log axis, drawn by uPlot."""

import json

import js
from pyscript.ffi import create_proxy
from pyscript.js_modules import bridge, vendor

from app.dom import colour, element, replace, watch_size, watch_visible
from app.player import cost, count

EMPTY = "[[0], [null]]"
CAPACITY = 8192


class Cost:
    """Draws a frame's `costs`: examples and the mean cost of each block of them."""

    def __init__(self, root) -> None:
        self.plot = None
        self.data = js.JSON.parse(EMPTY)
        self.columns = {"examples": js.Float64Array.new(CAPACITY), "mean": js.Float32Array.new(CAPACITY)}
        self.chart = element("div", class_="chart", role="img", aria_label="Cost against examples, on a log axis")
        self.value = element("span", class_="number", aria_hidden="true")
        self.empty = element("p", "Train to see the cost fall.", class_="empty")
        head = element("div", element("h2", "Cost"), self.value, class_="head")
        replace(root, head, element("div", self.chart, self.empty, class_="framed"))
        self.size = None
        self.hooks = js.JSON.parse("{}")
        self.hooks.setCursor = js.Array.of(create_proxy(self._hovered))
        self.visible = True
        watch_size(self.chart, self._resize)
        watch_visible(root, self._seen)
        self.revision = -1

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        if self.visible:
            asked["costs"] = self.revision

    def draw(self, frame) -> None:
        """Take the points that a frame brought, new or changed since the last one, and paint."""
        if frame.array("costs.examples") is None:
            return
        part = frame.facts["costs"]
        self.revision = part["revision"]
        end = part["start"] + frame.array("costs.examples").length
        for name, column in self.columns.items():
            column.set(frame.array("costs." + name), part["start"])
        self.empty.hidden = end > 0
        self.data = js.Array.of(*[column.subarray(0, end) for column in self.columns.values()])
        if self.plot and end:
            bridge.attempt(self.plot.setData.bind(self.plot), self.data)
            self._describe(frame.facts)

    def clear(self) -> None:
        """Forget the curve of an old run."""
        self.empty.hidden = False
        self.data = js.JSON.parse(EMPTY)
        self.revision = -1
        if self.plot:
            bridge.attempt(self.plot.setData.bind(self.plot), self.data)

    def recolour(self) -> None:
        """Take the theme's colours."""
        self._make()

    def _seen(self, visible: bool) -> None:
        self.visible = visible

    def _hovered(self, plot) -> None:
        index = plot.cursor.idx
        if not isinstance(index, int) or not self.data[1].length:
            self.value.textContent = ""
            return
        at = f"at {count(self.data[0][index])} examples: "
        self.value.textContent = at + cost(self.data[1][index])

    def _describe(self, facts) -> None:
        words = f"Cost {cost(facts['cost'])} after {count(facts['examples'])} examples, on a log axis"
        self.chart.setAttribute("aria-label", words)

    def _resize(self, width, height) -> None:
        if width < 20 or height < 20:
            return
        self.size = (width, height)
        if self.plot:
            self.plot.setSize(js.JSON.parse(json.dumps({"width": width - 12, "height": height - 4})))
        else:
            self._make()

    def _make(self) -> None:
        if not self.size:
            return
        if self.plot:
            self.plot.destroy()
        options = js.JSON.parse(json.dumps(options_for(self.size, colour)))
        options.hooks = self.hooks
        up = options.axes[1]
        up.values, up.grid.filter = bridge.short_numbers, bridge.decades
        self.plot = vendor.uPlot.new(options, self.data, self.chart)


def options_for(size, colour) -> dict:
    """uPlot's options for this size (CSS pixels) and theme."""
    axis = {
        "stroke": colour("soft"),
        "font": "11px system-ui, sans-serif",
        "grid": {"stroke": colour("line"), "width": 1},
        "ticks": {"stroke": colour("line"), "width": 1, "size": 4},
    }
    across = dict(axis)
    across.update({"size": 26, "space": 90, "gap": 4})
    up = dict(axis)
    up.update({"size": 52, "space": 22, "gap": 4})
    return {
        "width": size[0] - 12,
        "height": size[1] - 4,
        "padding": [8, 30, 0, 0],
        "legend": {"show": False},
        "cursor": {"y": False, "points": {"size": 7}},
        "scales": {"x": {"time": False}, "y": {"distr": 3}},
        "axes": [across, up],
        "series": [{}, {"stroke": colour("curve"), "width": 1.5, "points": {"show": False}}],
    }
