"""The target: a drop-down in the top bar, and beside it a small picture that opens all of them to choose from."""

import js
from pyscript.js_modules import bridge

from app import choices
from app.dom import button, delegate, element, listen, replace
from app.formulas import text_at
from app.markup import options
from app.views.formula import FormulaField, paint

SIDE = 24
"""Samples along each edge of a picture in the catalogue."""


def thumbnail(row: dict):
    """The small picture of a target of the catalogue."""
    picture = canvas()
    paint(picture, bridge.alphas(row["picture"]), SIDE)
    return picture


class Target:
    """Draws the picker and sends `change('target', id, None)`, or `write('target', formula)`; see FormulaField."""

    def __init__(self, root, offered: dict, change, examine, write) -> None:
        self.offered, self.change, self.write = offered, change, write
        self.target = self.painted = ""
        self.own = FormulaField("target", "target", "Your own formula for the target", examine, self._own)
        self.pictures = {row["id"]: row["picture"] for row in offered["kinds"]["targets"]}
        self.select = element("select", id="target-select", data_target="target")
        self.shown = None
        self.thumb = canvas()
        self.open = element(
            "button", self.thumb, type="button", class_="thumb", aria_label="Targets as pictures", aria_expanded="false"
        )
        self.menu = element("div", class_="menu", role="group", aria_label="Targets", hidden=True)
        label = element("label", "Target", for_="target-select", class_="soft")
        replace(root, self.open, element("div", label, self.select), self.menu)
        delegate(root, "change", "target", lambda _key, node, _event: self._chosen(node.value))
        delegate(root, "click", "pick", lambda id, _node, _event: self._pick(id))
        listen(self.open, "click", lambda _event: self._toggle(self.menu.hidden))
        listen(root, "keydown", self._key)
        listen(js.document, "pointerdown", lambda event: None if root.contains(event.target) else self._toggle(False))

    def show(self, config) -> None:
        """Show a Config's target."""
        rows = choices.options(self.offered, "targets", config)
        if rows != self.shown:
            self.shown = rows
            self.select.innerHTML = options(rows)
        self.target = self.select.value = config.target
        self.select.title = choices.hint(self.offered, "targets", config.target)
        if config.target in self.pictures and config.target != self.painted:
            self.painted = config.target
            self.thumb.className = ""
            self._paint(self.thumb, config.target)
        self._press()
        self.own.show(text_at(config, "target"))

    def _chosen(self, id: str) -> None:
        if id != choices.OWN:
            self.change("target", id, None)
            return
        self.select.value = self.target
        self._toggle(True)
        self.own.input.focus()

    def _own(self, place: str, text: str, answer) -> str:
        """Take over a formula that is good, and show it."""
        problem = self.write(place, text)
        if not problem:
            self.painted, self.thumb.className = "", "own"
            paint(self.thumb, answer.array("rgba"), answer.facts["size"])
        return problem

    def _toggle(self, wanted: bool) -> None:
        if wanted and not self.menu.childElementCount:
            title = element("b", "Your own formula of a and b")
            self.menu.append(element("div", title, self.own.node, class_="own"))
            self.menu.append(*[self._item(row) for row in self.offered["kinds"]["targets"]])
        self.menu.hidden = not wanted
        self.open.setAttribute("aria-expanded", "true" if wanted else "false")
        self._press()

    def _press(self) -> None:
        """Show which of the pictures is the target."""
        for item in self.menu.querySelectorAll("[data-pick]"):
            chosen = item.getAttribute("data-pick") == self.target
            item.setAttribute("aria-pressed", "true" if chosen else "false")

    def _item(self, row: dict):
        item = button(row["label"], data_pick=row["id"], title=row["help"])
        item.prepend(thumbnail(row))
        return item

    def _pick(self, id: str) -> None:
        self._toggle(False)
        self.open.focus()
        self.change("target", id, None)

    def _key(self, event) -> None:
        if event.key == "Escape" and not self.menu.hidden:
            self._toggle(False)
            self.open.focus()

    def _paint(self, node, id: str) -> None:
        paint(node, bridge.alphas(self.pictures[id]), SIDE)


def canvas():
    """An empty picture of a target."""
    return element("canvas", width=SIDE, height=SIDE, aria_hidden="true")
