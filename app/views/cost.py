"""The cost against examples on a log axis, drawn by uPlot: of the training and, where there is one, of the test set."""

import json

import js
from pyscript.ffi import create_proxy
from pyscript.js_modules import bridge, vendor

from app.dom import colour, element, replace, watch_size, watch_visible
from app.player import count
from app.views.marks import Marks
from core.shared.digits import cost

EMPTY = "[[0], [null]]"
EMPTY_TOO = "[[0], [null], [null]]"
CAPACITY = 8192
"""Points that a column has room for; the engine keeps about 1,000."""


class Column:
    """The points of one history, kept here so that each frame brings only new ones."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.examples = js.Float64Array.new(CAPACITY)
        self.mean = js.Float32Array.new(CAPACITY)
        self.clear()

    def clear(self) -> None:
        """Forget all points."""
        self.revision, self.end = -1, 0

    def take(self, frame) -> None:
        """Take the points that a frame brought, new or changed since the last one."""
        examples = frame.array(self.name + ".examples")
        if examples is None:
            return
        part = frame.facts[self.name]
        self.examples.set(examples, part["start"])
        self.mean.set(frame.array(self.name + ".mean"), part["start"])
        self.revision, self.end = part["revision"], part["start"] + examples.length

    def data(self):
        """The points as uPlot takes them."""
        return js.Array.of(self.examples.subarray(0, self.end), self.mean.subarray(0, self.end))


class Cost:
    """Draws a frame's `costs` and `test_costs`."""

    def __init__(self, root) -> None:
        self.plot = None
        self.train, self.test = Column("costs"), Column("test_costs")
        self.has_test = False
        self.data = js.JSON.parse(EMPTY)
        self.chart = element("div", class_="chart", role="img", aria_label="Cost against examples, on a log axis")
        self.value = element("span", class_="number", aria_hidden="true")
        self.empty = element("p", "Train to see the cost fall.", class_="empty")
        self.key = element(
            "span", element("i"), "training", element("i", class_="test"), "test", class_="key", hidden=True
        )
        head = element("div", element("h2", "Cost"), self.value, self.key, class_="head")
        replace(root, head, element("div", self.chart, self.empty, class_="framed"))
        self.size = None
        self.hooks = js.JSON.parse("{}")
        self.marks = Marks()
        self.hooks.draw = js.Array.of(create_proxy(self.marks.draw))
        self.hooks.setCursor = js.Array.of(create_proxy(self._hovered))
        self.visible = True
        watch_size(self.chart, self._resize)
        watch_visible(root, self._seen)

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        if self.visible:
            asked["costs"] = self.train.revision
            if self.has_test:
                asked["test_costs"] = self.test.revision

    def draw(self, frame) -> None:
        """Take the points that a frame brought, and paint."""
        if frame.array("costs.examples") is None:
            return
        self.train.take(frame)
        self.test.take(frame)
        self.empty.hidden = self.train.end > 0
        if self.train.end:
            self._paint()
            words = f"Cost {cost(frame.facts['cost'])} after {count(frame.facts['examples'])} examples, on a log axis"
            self.chart.setAttribute("aria-label", words)

    def begin(self, has_test: bool) -> None:
        """Forget the curves of an old run; `has_test`: the new one has a test set."""
        self.train.clear()
        self.test.clear()
        self.marks.clear()
        self.has_test = has_test
        self.empty.hidden = False
        self.key.hidden = not has_test
        self.data = js.JSON.parse(EMPTY_TOO if has_test else EMPTY)
        if self.plot:
            self._make()

    def recolour(self) -> None:
        """Take the theme's colours."""
        self._make()

    def _paint(self) -> None:
        self.data = self.train.data()
        if self.has_test:
            self.data = vendor.uPlot.join(js.Array.of(self.data, self.test.data()))
        if self.plot:
            bridge.attempt(self.plot.setData.bind(self.plot), self.data)

    def _seen(self, visible: bool) -> None:
        self.visible = visible

    def _hovered(self, plot) -> None:
        index = plot.cursor.idx
        if not isinstance(index, int) or not self.train.end:
            self.value.textContent = ""
            return
        at = f"at {count(self.data[0][index])} examples: "
        self.value.textContent = at + cost(self.data[1][index])

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
        options = js.JSON.parse(json.dumps(options_for(self.size, self.has_test)))
        options.hooks = self.hooks
        up = options.axes[1]
        up.values, up.grid.filter = bridge.short_numbers, bridge.decades
        self.plot = vendor.uPlot.new(options, self.data, self.chart)


def options_for(size: tuple, has_test: bool) -> dict:
    """uPlot's options for this size (CSS pixels) in the theme as it is."""
    return {
        "width": size[0] - 12,
        "height": size[1] - 4,
        "padding": [8, 30, 0, 0],
        "legend": {"show": False},
        "cursor": {"y": False, "points": {"size": 7}},
        "scales": {"x": {"time": False}, "y": {"distr": 3}},
        "axes": [axis(26, 90), axis(52, 22)],
        "series": [{}, line("curve")] + ([line("curve-test")] if has_test else []),
    }


def axis(size: int, space: int) -> dict:
    """An axis of this many CSS pixels, whose ticks keep a distance."""
    rule = {"stroke": colour("line"), "width": 1}
    return {
        "stroke": colour("soft"),
        "font": "11px system-ui, sans-serif",
        "grid": rule,
        "ticks": {"stroke": colour("line"), "width": 1, "size": 4},
        "size": size,
        "space": space,
        "gap": 4,
    }


def line(name: str) -> dict:
    """A curve in one of the theme's colours."""
    return {"stroke": colour(name), "width": 1.5, "points": {"show": False}, "spanGaps": True}
