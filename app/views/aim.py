"""The crosshair's two numbers as fields, for who would rather type than point."""

from app.dom import delegate, element
from core.shared.number import parse_float

AXES = ("a", "b")


class Aim:
    """Shows where the crosshair is; `point(a, b)` hears where it is put."""

    def __init__(self, point) -> None:
        self.point = point
        self.at = [0.5, 0.5]
        self.fields = [field(name, index) for index, name in enumerate(AXES)]
        labels = [element("label", name, self.fields[index]) for index, name in enumerate(AXES)]
        self.problem = element("span", class_="problem", aria_live="polite")
        self.node = element("div", self.problem, *labels, class_="aim", role="group", aria_label="Crosshair")
        delegate(self.node, "change", "axis", self._typed)

    def show(self, a: float, b: float) -> None:
        """Show a point."""
        self.at = [a, b]
        for index, node in enumerate(self.fields):
            node.value = f"{self.at[index]:.3g}"
            node.setAttribute("aria-invalid", "false")
        self.problem.textContent = ""

    def _typed(self, place: str, node, _event) -> None:
        value = share_of(node.value)
        if value is None:
            node.setAttribute("aria-invalid", "true")
            self.problem.textContent = f"{AXES[int(place)]} goes from 0 to 1."
            return
        self.at[int(place)] = value
        self.point(self.at[0], self.at[1])


def field(name: str, index: int):
    """The field of one axis."""
    return element(
        "input", type="text", inputmode="decimal", autocomplete="off", data_axis=index, aria_label="Crosshair " + name
    )


def share_of(text: str) -> "float | None":
    """The number from 0 to 1 that a text means, or None."""
    try:
        value = parse_float(text.strip())
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
