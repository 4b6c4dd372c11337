"""How weights, activations and gradients of layers were spread over the whole run, as strips of heat."""

from app.dom import button, element, image, replace, seconds
from app.pace import Pace
from app.player import count

EVERY, EVERY_MISSING = 1.5, 0.15
"""Seconds between two looks, and while earlier moments are still worked out."""

KINDS = (("weights", ("10", "0", "-10")), ("activations", ("10", "0", "-10")), ("gradients", ("1", "1e-4", "1e-8")))


class Strips:
    """Draws a frame's `strips`: time to the right, values upwards, dark where many are."""

    def __init__(self, root) -> None:
        self.slow, self.fast = Pace(EVERY, seconds), Pace(EVERY_MISSING, seconds)
        self.pace = self.slow
        self.names: list = []
        self.numbers: list = []
        self.rows: list = []
        self.columns = 0
        self.last = 0
        self.grid = element("div", class_="strips")
        self.span = element("p", class_="soft")
        table = button("Table", class_="plain", title="The spread in numbers", data_table="spread")
        head = element("div", element("h3", "Spread over the run"), table, class_="below")
        replace(root, head, self.grid, self.span)

    def poke(self) -> None:
        """Let the next frame bring the strips."""
        self.pace.poke()

    def behind(self, facts: dict) -> bool:
        """Whether a run that stands still has moved on since the strips came; the next frame then brings them."""
        if self.slow.behind(facts, "strips"):
            self.poke()
            return True
        return False

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame, now and then."""
        if self.pace.due():
            asked["strips"] = True

    def draw(self, frame) -> None:
        """Paint a frame's strips, if it brought some."""
        facts = frame.facts.get("strips")
        if facts is None:
            return
        self.pace = self.fast if facts["missing"] else self.slow
        numbers = [layer["layer"] for layer in facts["layers"]]
        if numbers != self.numbers or self.last != frame.facts["run"]:
            self._build(numbers)
        self.last = frame.facts["run"]
        columns, bins = facts["columns"], facts["bins"]
        for index, row in enumerate(self.rows):
            for place, canvas in enumerate(row):
                kind = KINDS[place][0]
                if canvas.width != columns:
                    canvas.width = columns
                colours = frame.array(f"strips.layers.{index}.{kind}")
                canvas.getContext("2d").putImageData(image(colours, columns, bins), 0, 0)
        words = f"From the start, at the left, to {count(facts['examples'])} examples; dark where many values are."
        if self.span.textContent != words:
            self.span.textContent = words

    def name(self, names: list) -> None:
        """Call the layers, from 1, by these names."""
        self.names = names
        self.numbers = []

    def _build(self, numbers: list) -> None:
        self.numbers, self.rows = numbers, []
        children = [element("span")] + [element("span", kind) for kind, _ in KINDS]
        for number in numbers:
            row = []
            children.append(element("b", self.names[number - 1]))
            for kind, marks in KINDS:
                label = f"{self.names[number - 1]}: {kind} over the run, from {marks[2]} up to {marks[0]}"
                canvas = element("canvas", width=1, height=40, role="img", aria_label=label)
                ends = element("i", *[element("span", mark) for mark in marks])
                row.append(canvas)
                children.append(element("div", canvas, ends))
            self.rows.append(row)
        replace(self.grid, *children)
