"""Marks on the cost curve: where a setting changed, a remedy was applied, or something was found to be wrong."""

from pyscript import window

from app.dom import colour
from core.shared.fields import KEYS

MOST = 24
NEAR = 0.01
"""Marks of one kind that are nearer than this share of the run become one, so that a dragged slider leaves one."""


class Marks:
    """Draws dashed lines with a word each over a plot, and a solid one at `here`, where the other pictures stand."""

    def __init__(self) -> None:
        self.marks: list = []
        self.here: float | None = None

    def clear(self) -> None:
        """Forget all marks."""
        self.marks, self.here = [], None

    def cut(self, examples: float) -> None:
        """Forget the marks that came later."""
        self.marks, self.here = [mark for mark in self.marks if mark[0] <= examples], None

    def near(self, examples: float, span: float) -> str:
        """The words of the mark that is nearest, if it is close by in a curve of this length; else an empty text."""
        found = sorted((abs(at - examples), words) for at, words, _ in self.marks if abs(at - examples) <= NEAR * span)
        return found[0][1] if found else ""

    def add(self, examples: float, words: str, kind: str) -> None:
        """Mark this number of examples, in place of marks of the same kind close by."""
        kept = [mark for mark in self.marks if mark[2] != kind or abs(examples - mark[0]) > NEAR * examples]
        self.marks = sorted(kept + [(examples, words, kind)], key=lambda mark: mark[0])[-MOST:]

    def draw(self, plot) -> None:
        """Draw the marks on a plot of uPlot, in its pixels; a word that has no room is left out."""
        if not self.marks and self.here is None:
            return
        context, box = plot.ctx, plot.bbox
        scale = float(window.devicePixelRatio)
        context.save()
        context.font = f"{11 * scale}px system-ui, sans-serif"
        context.lineWidth, context.textAlign, context.textBaseline = scale, "left", "alphabetic"
        context.setLineDash(window.JSON.parse(f"[{3 * scale}, {3 * scale}]"))
        right = box.left
        for examples, words, kind in self.marks:
            context.strokeStyle = context.fillStyle = colour("bad" if kind == "finding" else "accent")
            place = plot.valToPos(examples, "x", True)
            if place > box.left + box.width:
                continue
            place = max(box.left, place)
            upright(context, place, box)
            width = context.measureText(words).width
            left = min(place + 4 * scale, box.left + box.width - width)
            if left >= right:
                context.fillText(words, left, box.top + 11 * scale)
                right = left + width + 8 * scale
        if self.here is not None:
            context.setLineDash(window.JSON.parse("[]"))
            context.strokeStyle, context.lineWidth = colour("ink"), 1.5 * scale
            upright(context, plot.valToPos(self.here, "x", True), box)
        context.restore()


def upright(context, place: float, box) -> None:
    """Draw a line from the bottom of a plot to its top."""
    context.beginPath()
    context.moveTo(place, box.top)
    context.lineTo(place, box.top + box.height)
    context.stroke()


def changed(before, after) -> list:
    """The keys of the fields in which two Configs differ."""
    return [key for key in KEYS if getattr(before, key) != getattr(after, key)]


def told(config, keys: list) -> str:
    """Fields with their values, as a mark has room for them: `rate 0.05`."""
    return ", ".join(f"{key} {getattr(config, key)}" for key in keys[:2])
