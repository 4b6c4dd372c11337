"""The order of a figure: which one, how large, how fine, in which format and colours, and what is wrong with that."""

from app import takeaway
from app.dom import element, is_dark, listen, select
from app.views.radios import Radios
from core.shared.files import FIGURES, FORMATS, SIZES

THEMES = (("light", "Light"), ("dark", "Dark"))


class OrderForm:
    """The controls of a figure; `changed()` hears of every change."""

    def __init__(self, changed) -> None:
        self.changed = changed
        self.format, self.theme = "pdf", "light"
        usual = [(size.id, size.label) for size in SIZES]
        self.kind = select([(row.id, row.label) for row in FIGURES], id="figure-kind")
        self.size = select(usual + [(takeaway.OWN, "Another size")], id="figure-size")
        self.width, self.height, self.dpi = number("width"), number("height"), number("dpi")
        self.formats = Radios("Format", tuple([(row.id, row.label) for row in FORMATS]), self._format)
        self.themes = Radios("Colours", THEMES, self._theme)
        self.note = element("p", class_="note")
        self.problem = element("p", class_="problem", aria_live="polite", id="figure-problem")
        rows = (
            field("Figure", "figure-kind", self.kind),
            field("Size", "figure-size", self.size),
            field("Width, mm", "figure-width", self.width),
            field("Height, mm", "figure-height", self.height),
            field("Dots per inch", "figure-dpi", self.dpi),
            field("Format", None, self.formats.node),
            field("Colours", None, self.themes.node),
        )
        self.node = element("div", *rows, self.note, self.problem, class_="order", role="group", aria_label="Figure")
        self.dpi.value = "300"
        self.width.value, self.height.value = takeaway.sides("column")
        self._told()
        self.formats.show(self.format)
        listen(self.node, "change", self._change)
        listen(self.node, "input", self._typed)

    def begin(self) -> None:
        """Take the colours of the page."""
        self._theme("dark" if is_dark() else "light")
        self.themes.show(self.theme)

    def order(self):
        """The figure that is wanted, or None if there is something wrong, which is told beside it."""
        fields = (self.width.value, self.height.value, self.dpi.value)
        try:
            found, problem = takeaway.read(self.kind.value, self.format, *fields, self.theme == "dark"), ""
        except ValueError as error:
            found, problem = None, str(error)
        self.problem.textContent = problem
        for control in (self.width, self.height, self.dpi):
            control.setAttribute("aria-invalid", "true" if problem else "false")
        return found

    def _typed(self, event) -> None:
        """Follow what is typed; a list that is chosen from says so as a change, too, when its turn has come."""
        if event.target.tagName == "INPUT":
            self._told()

    def _change(self, event) -> None:
        if event.target.id == "figure-size" and self.size.value != takeaway.OWN:
            self.width.value, self.height.value = takeaway.sides(self.size.value)
        if event.target.id == "figure-kind":
            self.width.value, self.height.value = takeaway.fitting(self.kind.value, self.width.value, self.height.value)
        self._told()
        self.changed()

    def _told(self) -> None:
        self.size.value = takeaway.size_named(self.width.value, self.height.value)
        found = self.order()
        self.note.textContent = takeaway.told(found) if found else ""

    def _format(self, id: str) -> None:
        self.format = id
        self._told()

    def _theme(self, id: str) -> None:
        self.theme = id


def number(name: str):
    """A field for a number of the figure."""
    node = element("input", type="text", inputmode="decimal", id="figure-" + name, class_="number", autocomplete="off")
    node.setAttribute("aria-describedby", "figure-problem")
    return node


def field(label: str, control: "str | None", node):
    """A row of a label and its control; radio buttons have a name of their own."""
    title = element("label", label, for_=control) if control else element("span", label, class_="soft")
    return element("div", title, node, class_="field")
