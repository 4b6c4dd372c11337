"""One row of a setting: its label, its control and, under it, what is wrong with a text that was typed."""

from app import choices
from app.dom import element, select
from core.shared.number import to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

REBUILDS = "A change rebuilds the network from its start."


class FieldRow:
    """A field of the Config as a control; container listeners hear it by `data-field`."""

    def __init__(self, row, offered: dict) -> None:
        self.row, self.offered = row, offered
        self.name = "field-" + row.key
        self.slider: Any = None
        self.number: Any = None
        self.select: Any = None
        self.shown: tuple | None = None
        self.noted = ""
        self.problem = element("p", class_="problem", id=self.name + "-problem", aria_live="polite")
        self.note = element("p", class_="note")
        self.boxes: dict = {}
        parts = self._select() if row.kind == "id" else self._boxes() if row.kind == "ids" else self._number()
        help = row.help if row.live else f"{row.help} {REBUILDS}"
        look = "soft" if row.live else "soft rebuilds"
        if self.boxes:
            title = element("span", row.label, title=help, class_=look)
        else:
            title = element("label", row.label, for_=self.name, title=help, class_=look)
        kind = "field slider" if self.slider else "field several" if self.boxes else "field"
        self.node = element("div", title, *(parts + [self.problem, self.note]), class_=kind)

    def show(self, config) -> None:
        """Show the Config's value, and hide the row where it makes no difference."""
        value = getattr(config, self.row.key)
        matters = choices.matters(self.offered, config, self.row.key)
        possible = choices.computable(self.offered, config) if self.boxes else None
        if self.shown == (value, matters, possible):
            return
        self.shown = (value, matters, possible)
        self.node.hidden = not matters
        if possible is not None:
            for id, box in self.boxes.items():
                box.checked = id in value
                box.parentElement.hidden = id not in possible
            return
        if self.select:
            self.select.value = value
            self.select.title = choices.hint(self.offered, self.row.table, value)
            return
        self.number.value = to_text(value)
        if self.slider:
            self.slider.value = str(choices.position(self.row.key, value))
            self.slider.setAttribute("aria-valuetext", to_text(value))
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the text in the field; an empty sentence takes it back."""
        if sentence:
            self.touch()
        self.problem.textContent = sentence
        self.number.setAttribute("aria-invalid", "true" if sentence else "false")

    def touch(self) -> None:
        """Take note that the control may show something else than the Config: the next `show` writes it anew."""
        self.shown = None

    def tell(self, sentence: str) -> None:
        """Say what has happened to the field."""
        if sentence != self.noted:
            self.noted = self.note.textContent = sentence

    def _select(self) -> list:
        rows = self.offered["kinds"][self.row.table]
        self.select = select([(row["id"], row["label"]) for row in rows], id=self.name, data_field=self.row.key)
        return [self.select]

    def _boxes(self) -> list:
        labels = []
        for row in self.offered["kinds"][self.row.table]:
            self.boxes[row["id"]] = element("input", type="checkbox", data_box=f"{self.row.key} {row['id']}")
            labels.append(element("label", self.boxes[row["id"]], row["label"], title=row["help"]))
        return [element("div", *labels, id=self.name, role="group", aria_label=self.row.label, class_="boxes")]

    def _number(self) -> list:
        row = self.row
        self.number = element(
            "input", type="text", inputmode="decimal", id=self.name, data_field=row.key, class_="number",
            autocomplete="off", title=row.help, aria_describedby=self.name + "-problem",
        )  # fmt: skip
        if row.scale != "log":
            return [self.number]
        self.slider = element(
            "input",
            type="range",
            min="0",
            max=str(choices.SLIDER),
            step="1",
            data_slide=row.key,
            aria_label=row.label + " slider",
        )
        return [self.slider, self.number]
