"""The crosshair in numbers, for who would rather type than point; the inputs it moves along, and the output seen."""

from app.dom import delegate, element, listen, select
from app.markup import options
from core.shared.number import parse_float

PLACES = ("across", "up")


class Aim:
    """Shows where the crosshair is; `point(a, b)` hears where it is put, `look()` that it looks at something else."""

    def __init__(self, crosshair, point, look) -> None:
        self.crosshair, self.point, self.look = crosshair, point, look
        self.shape: tuple = ()
        self.names = [element("span") for _ in PLACES]
        self.choices = [select((), data_axis=index, aria_label=f"Input {name}") for index, name in enumerate(PLACES)]
        self.fields = [field(index) for index in range(len(PLACES))]
        self.output = select((), aria_label="Output that is shown")
        self.shown = element("label", "output", self.output)
        self.labels = [element("span", self.names[i], self.choices[i], self.fields[i]) for i in range(len(PLACES))]
        self.problem = element("span", class_="problem", aria_live="polite")
        parts = [self.problem, self.shown] + self.labels
        self.node = element("div", *parts, class_="aim", role="group", aria_label="Crosshair")
        delegate(self.node, "change", "place", self._typed)
        delegate(self.node, "change", "axis", self._chosen)
        listen(self.output, "change", lambda _event: self._viewed())

    def show(self) -> None:
        """Show where the crosshair is."""
        crosshair = self.crosshair
        self._offer(crosshair)
        at, names = crosshair.at(), crosshair.axis_names()
        for index, node in enumerate(self.fields):
            node.value = f"{at[index]:.3g}"
            node.setAttribute("aria-invalid", "false")
            node.setAttribute("aria-label", "Crosshair " + names[index])
            self.names[index].textContent = names[index]
            self.choices[index].value = str(crosshair.axes[index])
        self.output.value = str(crosshair.output)
        self.problem.textContent = ""

    def _offer(self, crosshair) -> None:
        """Offer the inputs and outputs that there are."""
        names, outputs = crosshair.names(), crosshair.outputs
        if self.shape == (len(names), outputs):
            return
        self.shape = (len(names), outputs)
        rows = options([(str(index), name) for index, name in enumerate(names)])
        for index, choice in enumerate(self.choices):
            choice.innerHTML = rows
            choice.hidden = len(names) <= 2
            self.names[index].hidden = len(names) > 2
        self.labels[1].hidden = len(names) < 2
        self.output.innerHTML = options([(str(index), name) for index, name in enumerate(outputs)])
        self.shown.hidden = len(outputs) < 2

    def _typed(self, place: str, node, _event) -> None:
        value = share_of(node.value)
        if value is None:
            node.setAttribute("aria-invalid", "true")
            self.problem.textContent = f"{self.crosshair.axis_names()[int(place)]} goes from 0 to 1."
            return
        at = list(self.crosshair.at())
        at[int(place)] = value
        self.point(at[0], at[1])

    def _chosen(self, place: str, node, _event) -> None:
        self.crosshair.span(int(place), int(node.value))
        self.look()

    def _viewed(self) -> None:
        self.crosshair.output = int(self.output.value)
        self.look()


def field(index: int):
    """The field of one axis."""
    return element("input", type="text", inputmode="decimal", autocomplete="off", data_place=index)


def share_of(text: str) -> "float | None":
    """The number from 0 to 1 that a text means, or None."""
    try:
        value = parse_float(text.strip())
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
