"""Input features of the user's own: a formula each, beside the ready-made ones."""

from app.dom import button, delegate, element
from app.formulas import FEATURE, own_features, text_at
from app.views.formula import FormulaField
from core.shared.config import Config


class Features:
    """Draws the formulas and sends `change('features', names, None)`, or `write(place, formula)`; see FormulaField."""

    def __init__(self, change, examine, write) -> None:
        self.change, self.examine, self.write = change, examine, write
        self.config = Config()
        self.fields: list = []
        self.rows: list = []
        self.list = element("div")
        self.add = button("Add your own feature", "add", "Add your own feature", class_="plain", data_feature="add")
        self.node = element("div", self.list, self.add, class_="features")
        delegate(self.node, "click", "feature", lambda what, _node, _event: self._do(what))

    def show(self, config) -> None:
        """Show a Config's own features."""
        self.config = config
        count = len(own_features(config))
        for number in range(count):
            self._field(number).show(text_at(config, f"{FEATURE}{number}"))
        for number, row in enumerate(self.rows):
            row.hidden = number >= count

    def _do(self, what: str) -> None:
        names = own_features(self.config)
        if what == "add":
            field = self._field(len(names))
            self.rows[len(names)].hidden = False
            field.show("")
            field.input.focus()
        elif int(what) < len(names):
            kept = [name for name in self.config.features if name != names[int(what)]]
            self.change("features", tuple(kept), None)
        else:
            self.rows[int(what)].hidden = True
            self.add.focus()

    def _field(self, number: int) -> FormulaField:
        """The field of a feature, from 0; made when it is first needed."""
        while len(self.fields) <= number:
            place = len(self.fields)
            label = f"Your own feature {place + 1}"
            field = FormulaField(f"{FEATURE}{place}", "feature", label, self.examine, self._own)
            remove = button(f"Remove your own feature {place + 1}", "delete", class_="icon plain", data_feature=place)
            self.fields.append(field)
            self.rows.append(element("div", field.node, remove, class_="feature"))
            self.list.append(self.rows[-1])
        return self.fields[number]

    def _own(self, place: str, text: str, _answer) -> str:
        """Take over a formula that is good."""
        return self.write(place, text)
