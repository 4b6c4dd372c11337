"""One level of the program: phases and layers that fold, numbered lines, in colours that both levels share."""

from app.dom import delegate, element, listen, watch_size
from app.highlight import highlighted
from app.lines import alike, blocks, changed, stretches
from app.views.card import hue
from core.shared.digits import number

TITLES = {
    "setup": "Set up",
    "sample": "Sample a batch",
    "forward": "Forward",
    "loss": "Loss",
    "backward": "Backward",
    "update": "Update",
}
FOLDED = ("setup",)
KEYS = {"ArrowDown": 1, "ArrowUp": -1}
MOST_KNOWN = 4000
HEAD = 26
"""Height of a phase's heading, which stays in sight above its lines."""


class Listing:
    """Shows lines as the engine gives them; `point(listing, line or None)` hears of the pointer and of the focus."""

    def __init__(self, level: str, point) -> None:
        self.level, self.point = level, point
        name = f"{level} program; arrow keys walk its lines"
        self.node = element("div", class_="program", role="region", aria_label=name, tabindex="0", data_level=level)
        self.lines: list = []
        self.layers = 0
        self.seen, self.stale = False, False
        self.colours: dict = {}
        self.times: dict = {}
        self.new: set = set()
        self.folded: dict = dict.fromkeys(FOLDED, True)
        self.known: dict = {}
        for event in ("mouseover", "focusin"):
            delegate(self.node, event, "line", lambda index, _node, _event: point(self, self.lines[int(index)]))
        listen(self.node, "mouseleave", lambda _event: point(self, None))
        delegate(self.node, "click", "fold", self._fold)
        listen(self.node, "keydown", self._key)
        watch_size(self.node, self._sized)

    def show(self, lines: list, layers: int, colours: dict) -> None:
        """Write the lines of a network of so many hidden layers, marking for a moment those that are new."""
        before, self.new = self.lines, set(changed(self.lines, lines))
        stays = not (self.times or self.stale) and (layers, colours) == (self.layers, self.colours)
        self.lines, self.layers, self.colours, self.times = lines, layers, colours, {}
        if stays and alike(before, lines):
            self._rewrite([index for index, line in enumerate(lines) if line["text"] != before[index]["text"]])
            self._tag("new", self.new)
            self._tag_headings()
        else:
            self._write()

    def calm(self) -> None:
        """Let the new lines be like all others."""
        self.new = set()
        self._tag("new", self.new)

    def time(self, times: dict) -> None:
        """Write the microseconds of lines, by their numbers, into the margin."""
        self.times = times
        self._write()

    def mark(self, numbers: list, reveal: bool = True) -> None:
        """Light up the lines of these numbers and no others, and bring the first into sight."""
        lit = self._tag("lit", numbers)
        if lit and reveal:
            self._reveal(lit[0])

    def text(self) -> str:
        """The source, as a file holds it."""
        return "".join(("    " * line["indent"] + line["text"]).rstrip() + "\n" for line in self.lines)

    def _reveal(self, line) -> None:
        """Bring a line into sight by scrolling the listing alone: the page stays where it is."""
        box, place = self.node.getBoundingClientRect(), line.getBoundingClientRect()
        if not place.height:
            return
        if place.top < box.top + HEAD:
            self.node.scrollTop += place.top - box.top - HEAD
        elif place.bottom > box.bottom:
            self.node.scrollTop += place.bottom - box.bottom

    def _rewrite(self, places: list) -> None:
        """Write the source of some lines anew, where all else stays: the pointer and the folds stay where they are."""
        for index in places:
            code = self.node.querySelector(f'[data-line="{index}"] > code')
            if code:
                code.innerHTML = self._highlighted(self.lines[index]["text"])

    def _sized(self, width, _height) -> None:
        """Write what is only seen now: one level is out of sight where there is room for one."""
        self.seen = width > 0
        if self.seen and self.stale:
            self._write()

    def _write(self) -> None:
        """Write all lines anew if they can be seen; those of a folded phase when it is opened."""
        self.stale = not self.seen
        if self.stale:
            return
        self.node.classList.toggle("timed", bool(self.times))
        total, most = self._totals()
        parts = []
        for phase, start, end in stretches(self.lines):
            spent = sum(self.times.get(line["number"], 0) for line in self.lines[start:end])
            told = f" <u>{number(spent, 3)} µs, {100 * spent / total:.0f}%</u>" if spent else ""
            folded = self.folded.get(phase)
            body = f'<div data-body="{start} {end}"></div>' if folded else self._body(start, end, total, most)
            head = f'<summary data-fold="{phase}">{TITLES[phase]} <i>{end - start}</i>{told}</summary>'
            parts.append(f"<details{'' if folded else ' open'}>{head}{body}</details>")
        self.node.innerHTML = "".join(parts)
        self._tag_headings()

    def _tag_headings(self) -> None:
        """Mark the phases that have new lines: those of a folded one are out of sight."""
        for phase, start, end in stretches(self.lines):
            if any(line["number"] in self.new for line in self.lines[start:end]):
                self.node.querySelector(f'summary[data-fold="{phase}"]').classList.add("new")

    def _totals(self) -> tuple:
        """The microseconds of all lines, and of the one that takes longest."""
        times = list(self.times.values())
        return sum(times), max(times + [0])

    def _body(self, start: int, end: int, total: float, most: float) -> str:
        """The lines of a phase, those of a layer in a block that folds into its first."""
        parts = []
        for first, last in blocks(self.lines, start, end):
            rows = [self._line(index, total, most) for index in range(first, last)]
            if len(rows) == 1:
                parts.append(f"<div {rows[0]}</div>")
                continue
            name = f"{self.lines[first]['phase']} {self.lines[first]['layer']}"
            state = "" if self.folded.get(name) else " open"
            rest = "".join(f"<div {row}</div>" for row in rows[1:])
            more = f'data-fold="{name}" data-more="{len(rows) - 1} more"'
            parts.append(f"<details{state}><summary {more} {rows[0]}</summary>{rest}</details>")
        return "".join(parts)

    def _line(self, index: int, total: float, most: float) -> str:
        """A line as HTML without its tag; what a step does is drawn one level less deep than it stands."""
        line = self.lines[index]
        layer = line["layer"] or 0
        style = hue(layer - 1) + ";" if 0 < layer <= self.layers else ""
        if line["number"] in self.colours:
            style += f"--match:var(--match-{self.colours[line['number']] + 1});"
        pad = line["indent"] - (line["phase"] != "setup" and line["indent"] > 0)
        code = f'<code style="--pad:{2 * pad}ch">{self._highlighted(line["text"])}</code>'
        place = f'data-line="{index}" data-number="{line["number"]}" tabindex="-1" aria-describedby="line-note"'
        mark = " new" if line["number"] in self.new else ""
        return (
            f'class="line{mark}" {place} style="{style}"><i>{line["number"]}</i>{self._time(line, total, most)}{code}'
        )

    def _time(self, line: dict, total: float, most: float) -> str:
        """The margin of a line: its microseconds, and its share of them all, also as a bar."""
        spent = self.times.get(line["number"])
        if spent is None or not total:
            return "<u></u>"
        share = f"{100 * spent / total:.0f}%"
        return f'<u style="--share:{spent / most:.3f}">{number(spent, 3)} <b>{share}</b></u>'

    def _highlighted(self, text: str) -> str:
        """A line's source as HTML; most lines of a changed program are known from the last one."""
        if text not in self.known:
            if len(self.known) > MOST_KNOWN:
                self.known = {}
            self.known[text] = highlighted(text)
        return self.known[text]

    def _tag(self, name: str, numbers) -> list:
        """Give the lines of these numbers, and no others, a class."""
        for node in self.node.querySelectorAll("." + name):
            node.classList.remove(name)
        if not numbers:
            return []
        found = list(self.node.querySelectorAll(", ".join(f'[data-number="{number}"]' for number in numbers)))
        for node in found:
            node.classList.add(name)
        return found

    def _fold(self, name: str, node, _event) -> None:
        """Remember what is folded, and write the lines of a phase that is opened for the first time."""
        self.folded[name] = not self.folded.get(name)
        body = node.parentElement.querySelector("[data-body]")
        if body:
            start, end = [int(place) for place in body.getAttribute("data-body").split(" ")]
            total, most = self._totals()
            body.outerHTML = self._body(start, end, total, most)

    def _key(self, event) -> None:
        if event.key not in KEYS or not self.lines:
            return
        event.preventDefault()
        event.stopPropagation()
        by, here = KEYS[event.key], event.target.closest("[data-line]")
        place = int(here.getAttribute("data-line")) + by if here else 0
        while 0 <= place < len(self.lines):
            node = self.node.querySelector(f'[data-line="{place}"]')
            if node and node.checkVisibility():
                node.focus()
                return
            place += by
