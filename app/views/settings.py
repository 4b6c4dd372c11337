"""The settings: all fields of the Config that are no part of the network's shape, in groups, the rarer ones folded."""

from pyscript.js_modules import bridge

from app import choices
from app.dom import delegate, element, listen
from app.views.features import Features
from app.views.field import FieldRow
from app.views.schedule import Schedule
from core.shared.config import Config

MORE = "optimizer, batch, data, seed …"
"""The best known of what is folded."""


class Settings:
    """Draws the fields and sends intentions: `change(key, value, gesture)`, gesture naming a slider being dragged."""

    def __init__(self, root, offered: dict, change, examine, write) -> None:
        self.change = change
        self.rows = {}
        self.config = Config()
        first = element("div", element("h2", "Training"), class_="group")
        more = element("details", element("summary", element("b", "More"), element("span", MORE)), class_="more")
        for group, title in choices.GROUPS:
            rows = [FieldRow(row, offered) for row in choices.fields_of(group)]
            folded = [row.node for row in rows if not row.row.first]
            for row in rows:
                self.rows[row.row.key] = row
                if row.node not in folded:
                    first.append(row.node)
            if folded:
                more.append(element("div", element("h2", title), *folded, class_="group"))
        self.schedule = Schedule(offered)
        self.rows["rate"].node.after(self.schedule.node)
        self.features = Features(change, examine, write)
        self.rows["features"].node.after(self.features.node)
        root.append(first, element("div", more, class_="group"))
        more.open = bridge.recall("more") == "open"
        listen(more, "toggle", lambda _event: bridge.remember("more", "open" if more.open else ""))
        delegate(root, "change", "field", self._typed)
        delegate(root, "change", "box", self._boxed)
        delegate(root, "input", "slide", self._slid)
        delegate(root, "change", "slide", self._slid)

    def show(self, config) -> None:
        """Show a Config's values."""
        self.config = config
        for row in self.rows.values():
            row.show(config)
        self.schedule.show(config)
        self.features.show(config)

    def note(self, keys: tuple, sentence: str) -> None:
        """Say beside these controls what happened to them; the others fall silent."""
        for key, row in self.rows.items():
            row.tell(sentence if key in keys else "")

    def _typed(self, key, node, _event) -> None:
        row = self.rows[key]
        row.touch()
        if row.select:
            self.change(key, node.value, None)
            return
        value, problem = choices.read(key, node.value)
        row.refuse(problem)
        if not problem:
            self.change(key, value, None)

    def _boxed(self, what, node, _event) -> None:
        key, _, id = what.partition(" ")
        self.rows[key].touch()
        self.change(key, choices.toggled(self.config, id, node.checked), None)

    def _slid(self, key, node, event) -> None:
        value = choices.value_at(key, int(node.value))
        self.rows[key].touch()
        self.change(key, value, key if event.type == "input" else None)
