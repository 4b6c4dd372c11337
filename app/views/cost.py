"""The cost against examples on a log axis, drawn by uPlot: of the training and, where there is one, of the test set."""

import json

import js
from pyscript.ffi import create_proxy
from pyscript.js_modules import bridge, vendor

from app.dom import button, element, listen, replace, seconds, watch_size, watch_visible
from app.pace import Pace
from app.player import count
from app.views.chart import options_for
from app.views.column import Column
from app.views.marks import Marks
from core.shared.digits import cost

EMPTY, EMPTY_TOO = "[[0], [null]]", "[[0], [null], [null]]"
NAMES = ["Training", "Test"]
AXES = "over examples, log scale"
"""What the head says while nobody points at the curve."""

EVERY = 0.2
"""Seconds between two looks at the curve while the network trains."""

SAY_EVERY = 2.0
"""Seconds between two changes of the text alternative while the network trains."""

STEPS = 50
"""Strokes of an arrow key from one end of the curve to the other."""

ROWS = 40
"""Most rows of the table, marks aside."""


class Cost:
    """Draws a frame's `costs` and `test_costs`; to the keyboard a slider over the points of the curve.

    `changed()` asks for another frame.
    """

    def __init__(self, root, changed) -> None:
        self.root, self.changed, self.plot = root, changed, None
        self.pace = Pace(EVERY, seconds)
        self.train, self.test = Column("costs"), Column("test_costs")
        self.has_test = False
        self.data = js.JSON.parse(EMPTY)
        self.chart = element("div", class_="chart", role="slider", tabindex="0", aria_valuemin=0)
        self.value = element("span", AXES, class_="number", aria_hidden="true")
        self.empty = element("p", "Train to see the cost fall.", class_="empty")
        lines = (element("i"), "training", element("i", class_="test"), "test")
        self.key = element("span", *lines, class_="key", hidden=True)
        table = button("Table", class_="plain", data_table="cost")
        head = element("div", element("h2", "Cost"), self.value, self.key, table, class_="head")
        replace(root, head, element("div", self.chart, self.empty, class_="framed"))
        self.size = None
        self.at: int | None = None
        self.written = 0.0
        self.hooks = js.JSON.parse("{}")
        self.marks = Marks()
        self.hooks.draw = js.Array.of(create_proxy(self.marks.draw))
        self.hooks.setCursor = js.Array.of(create_proxy(self._hovered))
        self.visible = True
        listen(self.chart, "keydown", self._key)
        self._say("")
        watch_size(self.chart, self._resize)
        watch_visible(root, self._seen)

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame, five times a second."""
        if self.visible and self.pace.due():
            asked["costs"] = self.train.revision
            if self.has_test:
                asked["test_costs"] = self.test.revision

    def draw(self, frame) -> None:
        """Take the points that a frame brought, and paint."""
        if frame.facts["shown"] is None and self.marks.here is not None:
            self.look(None)
        if self.visible and self.pace.behind(frame.facts, "costs"):
            self.changed()
        if frame.array("costs.examples") is None:
            return
        self.train.take(frame)
        self.test.take(frame)
        self.empty.hidden = self.train.end > 0
        if self.train.end:
            self._paint()
            if frame.facts["state"] != "running" or seconds() - self.written > SAY_EVERY:
                self.written = seconds()
                self._say(f"{cost(frame.facts['cost'])} after {count(frame.facts['examples'])} examples, ")

    def begin(self, has_test: bool) -> None:
        """Forget the curves of an old run; `has_test`: the new one has a test set."""
        self.marks.clear()
        self._empty(has_test)

    def go_back(self, examples: int) -> None:
        """Forget what came after so many examples; the frames bring the curves anew."""
        self.marks.cut(examples)
        self._empty(self.has_test)

    def look(self, examples: "int | None") -> None:
        """Show at which number of examples the other pictures stand; None is the present."""
        self.marks.here = examples
        if self.plot:
            self.plot.redraw(False)

    def table(self) -> tuple:
        """The curve in numbers: the heads of its columns, and rows of texts."""
        marks = [(at, kind, words) for at, words, kind in self.marks.marks]
        rows = [(self.train.examples[place], "", "") for place in self.train.places(ROWS)] + marks
        found = []
        for examples, _, words in sorted(rows):
            costs = [self._cost_at(column, examples) for column in self._columns()]
            found.append([count(examples)] + costs + [words])
        return ["Examples"] + NAMES[: len(self._columns())] + ["Mark"], found

    def _empty(self, has_test: bool) -> None:
        self.train.clear()
        self.test.clear()
        self.pace.poke()
        self.at = None
        other, self.has_test = has_test != self.has_test, has_test
        self.empty.hidden = False
        self.key.hidden = not has_test
        self.data = js.JSON.parse(EMPTY_TOO if has_test else EMPTY)
        if self.plot and other:
            self._make()
        elif self.plot:
            bridge.attempt(self.plot.setData.bind(self.plot), self.data)

    def light(self, on: bool) -> None:
        """Light up the curve, or let it be."""
        self.root.classList.toggle("lit", on)

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
        self.pace.poke()
        self.changed()

    def _say(self, words: str) -> None:
        """Say in words what is seen, where it is not seen."""
        self.chart.setAttribute("aria-label", f"Cost: {words}on a log axis; arrow keys read the curve")
        self.chart.setAttribute("aria-valuemax", str(max(0, self.train.end - 1)))
        if self.at is None:
            self.chart.setAttribute("aria-valuenow", str(max(0, self.train.end - 1)))
            self.chart.setAttribute("aria-valuetext", words.rstrip(", ") or "nothing yet")

    def _columns(self) -> list:
        return [self.train, self.test] if self.has_test else [self.train]

    def _cost_at(self, column: Column, examples: float) -> str:
        place = column.last_until(examples)
        return cost(None if place is None else column.mean[place])

    def _hovered(self, plot) -> None:
        """Write the values at the cursor; there is a mark close by, say so."""
        index = plot.cursor.idx
        if not isinstance(index, int) or not self.train.end:
            self.value.textContent = AXES
            return
        examples = self.data[0][index]
        costs = [self._cost_at(column, examples) for column in self._columns()]
        words = f"at {count(examples)} examples: {' · test '.join(costs)}"
        near = self.marks.near(examples, self.train.examples[self.train.end - 1])
        self.value.textContent = f"{words} · {near}" if near else words
        if self.at is not None:
            self.chart.setAttribute("aria-valuenow", str(self.at))
            self.chart.setAttribute("aria-valuetext", self.value.textContent)

    def _key(self, event) -> None:
        """Move the cursor along the curve."""
        last = self.train.end - 1
        step = max(1, (last + 1) // STEPS)
        now = last if self.at is None else min(self.at, last)
        places = {"ArrowLeft": now - step, "ArrowRight": now + step, "Home": 0, "End": last}
        if event.key not in places or not self.plot or last < 0:
            return
        event.preventDefault()
        event.stopPropagation()
        self.at = max(0, min(last, places[event.key]))
        left = self.plot.valToPos(self.train.examples[self.at], "x")
        self.plot.setCursor(js.JSON.parse(json.dumps({"left": left, "top": 0})))

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
