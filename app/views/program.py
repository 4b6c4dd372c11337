"""The program at both levels, readable and fast: linked to each other and to the pictures, timed, and taken away."""

import asyncio

from pyscript.js_modules import bridge

from app.dom import button, delegate, element, replace, seconds
from app.lines import NOTHING, colours, concerns, shared_times, subject_of
from app.markup import escaped
from app.pace import Pace
from app.views.listing import Listing
from app.views.radios import Radios
from core.shared.digits import number

HINT = "Point at a line, or walk the lines by ↑ and ↓, to read what it does."
LEVELS = (("readable", "Readable"), ("fast", "Fast"))
STEPS = 200
EVERY, REST = 0.3, 5
"""Seconds between two looks at the values of lines, and how many times as long as a look took there is none."""

MOMENT = 2.5
"""Seconds for which new lines are marked."""

FILES = {"program": "program.py", "notebook": "program.ipynb"}
BUSY = f"Timing {STEPS} steps\u2026"


class Program:
    """Two listings side by side where there is room, else one.

    Of `asks` it takes `light(subject)`, what of the pictures a line is about, `keep(name, text)` for a file,
    `operate(name, arguments, then)` for the engine, and `changed()` for another frame.
    """

    def __init__(self, root, asks: dict) -> None:
        self.light, self.keep = asks["light"], asks["keep"]
        self.operate, self.changed = asks["operate"], asks["changed"]
        self.pace = Pace(EVERY, seconds)
        self.ranges: dict = {}
        self.looked_at = 0.0
        self.wanted, self.asked, self.shown = 1, 0, 0
        self.layers = 0
        self.pointed: tuple | None = None
        self.named = ""
        self.step: float | None = None
        self.said = element("span", HINT)
        self.values = element("span", class_="values")
        note = element("p", self.said, self.values, class_="line-note", id="line-note")
        self.profile = button("Profile", data_do="profile", title=f"Time each line over {STEPS} steps")
        copy = button("Copy", data_do="copy", title="Copy the program that is shown")
        files = [download(kind, title) for kind, title in (("program", "program.py"), ("notebook", "notebook"))]
        self.listings = {level: Listing(level, self._point) for level, _ in LEVELS}
        self.radios = Radios("Level of the program", LEVELS, self.choose)
        head = element("div", element("h2", "Program"), self.radios.node, class_="head")
        head.append(element("div", self.profile, copy, *files, class_="takes"))
        self.timing = element("p", class_="timing", aria_live="polite")
        self.both = element("div", *[self.listings[level].node for level, _ in LEVELS], class_="levels")
        replace(root, head, self.timing, self.both, note)
        delegate(head, "click", "do", lambda what, _node, _event: self._do(what))
        self.choose("readable")

    def choose(self, level: str) -> None:
        """Show this level where there is room for one."""
        self.level = level
        self.both.setAttribute("data-shown", level)
        self.radios.show(level)

    def poke(self) -> None:
        """Ask the next frame for the program of what runs now."""
        self.wanted += 1

    def wants(self, asked: dict) -> None:
        """Add what is to be shown here to what the page asks of the next frame."""
        if self.shown != self.wanted:
            self.asked = self.wanted
            asked["program"] = True
        if self.pointed and self.pace.due():
            asked["ranges"] = self.pointed[0]
            self.looked_at = seconds()

    def draw(self, frame) -> None:
        """Show a frame's program, and the values of the line that is pointed at."""
        levels = frame.facts.get("program")
        if levels is not None:
            self.shown = self.asked
            self._show(levels)
        ranges = frame.facts.get("ranges")
        if ranges is not None:
            self.pace.ease(max(EVERY, REST * (seconds() - self.looked_at)))
            self.ranges[ranges["level"]] = ranges["lines"]
            self._tell()
        if self.pointed and self.pace.behind(frame.facts, "ranges"):
            self.changed()

    def mark(self, subject: dict) -> None:
        """Light up the lines at both levels that are about a subject, something that is pointed at in a picture."""
        for listing in self.listings.values():
            numbers = [line["number"] for line in listing.lines if concerns(line, subject)]
            listing.mark(numbers)
        if subject["note"] != self.named:
            self.named = subject["note"]
            self._say(escaped(self.named) or HINT)

    def _show(self, levels: dict) -> None:
        own, other = colours(levels["readable"])
        self.layers = max(line["layer"] or 0 for line in levels["readable"])
        for level, paint in (("readable", own), ("fast", other)):
            self.listings[level].show(levels[level], self.layers - 1, paint)
        self.pointed, self.ranges = None, {}
        self._say(HINT)
        self.timing.textContent = ""
        asyncio.create_task(self._calm(self.shown))

    async def _calm(self, shown: int) -> None:
        """After a moment, let new lines be like all others."""
        await asyncio.sleep(MOMENT)
        if shown == self.shown:
            for listing in self.listings.values():
                listing.calm()

    def _point(self, listing: Listing, line: "dict | None") -> None:
        if line is None:
            self.pointed = None
            self.light(NOTHING)
            self._say(HINT)
            for other in self.listings.values():
                other.mark([])
            return
        if self.pointed == (listing.level, line["number"]):
            return
        self.pointed = (listing.level, line["number"])
        self.light(subject_of(line, self.layers))
        shapes = "".join(f" <code>{escaped(name)} {shape_text(shape)}</code>" for name, shape in line["shapes"])
        self._say(escaped(line["note"] or line["text"]) + shapes)
        for other in self.listings.values():
            other.mark([line["number"]] if other is listing else line["partners"], other is not listing)
        if listing.level in self.ranges:
            self._tell()
        else:
            self.pace.poke()
        self.changed()

    def _say(self, html: str) -> None:
        self.said.innerHTML = html
        self.values.textContent = ""

    def _tell(self) -> None:
        """Say between which numbers the pointed line's values lie in this step."""
        if self.pointed and self.pointed[0] in self.ranges:
            level, number_of = self.pointed
            words = [range_text(row) for row in self.ranges[level] if row["number"] == number_of]
            self.values.textContent = "; ".join(words)

    def _do(self, what: str) -> None:
        if what == "profile":
            self.timing.textContent = BUSY
            self.operate("profile", (STEPS,), self._timed)
        elif what == "copy":
            asyncio.create_task(self._copy())
        elif what == "program":
            self.keep(FILES[what], self.listings["readable"].text())
        else:
            self.operate("notebook", (), lambda text: self.keep(FILES["notebook"], text))

    async def _copy(self) -> None:
        copied = await bridge.copy(self.listings[self.level].text())
        self.timing.textContent = "Copied." if copied else "This browser did not allow it: download program.py instead."

    def _timed(self, facts: dict) -> None:
        """Write the times into the margins, and their sum beside the step that was measured."""
        times = {row["number"]: row["microseconds"] for row in facts["lines"]}
        self.listings["fast"].time(times)
        self.listings["readable"].time(shared_times(self.listings["fast"].lines, times))
        before = f"; the last profile's took {number(self.step, 3)} µs" if self.step else ""
        total, self.step = number(sum(times.values()), 3), facts["step"]
        self.timing.textContent = f"Lines {total} µs in all; the measured step {number(facts['step'], 3)} µs{before}."


def download(kind: str, title: str):
    """The button that takes a file away."""
    name = "Download " + title
    return button(name, "download", title, title=name, aria_label=name, data_do=kind)


def shape_text(shape: list) -> str:
    """A shape as NumPy writes it: `(32, 64)`, `(64,)`."""
    return "(" + ", ".join(str(size) for size in shape) + (",)" if len(shape) == 1 else ")")


def range_text(row: dict) -> str:
    """The values of an array in words: `z1 from -0.31 to 0.52`, `cost = 0.097`."""
    low, high = number(row["low"]), number(row["high"])
    return f"{row['array']} = {low}" if low == high else f"{row['array']} from {low} to {high}"
