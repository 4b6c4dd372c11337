"""The target: a combobox in the top bar, whose list shows each one with its picture, and a formula of one's own.

It is the ARIA practices' combobox that only selects: the focus stays in it while keys walk the list.
https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-select-only/
"""

import js
from pyscript.js_modules import bridge

from app import choices
from app.dom import NEAREST, delegate, element, listen, replace, seconds
from app.formulas import text_at
from app.listbox import sought, walked
from app.views.formula import FormulaField, paint

SIDE = 24
"""Samples along each edge of a picture in the catalogue."""

LIST, NAME = "target-list", "target-name"
OPENS = ("ArrowDown", "ArrowUp", "Enter", " ", "Home", "End")
TAKES = ("Enter", " ", "Tab")
FORGET = 0.8
"""Seconds after which a typed letter begins another word."""


def thumbnail(row: dict):
    """The small picture of a target of the catalogue."""
    picture = canvas()
    paint(picture, bridge.alphas(row["picture"]), SIDE)
    return picture


class Target:
    """Draws the picker and sends `change('target', id, None)`, or `write('target', formula)`; see FormulaField."""

    def __init__(self, root, offered: dict, change, examine, write) -> None:
        self.offered, self.change, self.write = offered, change, write
        self.target = self.painted = self.typed = ""
        self.typed_at = 0.0
        self.at = 0
        self.own = FormulaField("target", "target", "Your own formula for the target", examine, self._own)
        self.rows = {row["id"]: row for row in offered["kinds"]["targets"]}
        self.offers: list = []
        self.items: list = []
        self.thumb, self.value = canvas(), element("span")
        self.box = element(
            "div", self.thumb, self.value, role="combobox", tabindex="0", class_="choice", aria_labelledby=NAME,
            aria_haspopup="listbox", aria_expanded="false", aria_controls=LIST,
        )  # fmt: skip
        self.list = element("div", id=LIST, role="listbox", aria_label="Targets")
        own = element("div", element("b", "Your own formula of a and b"), self.own.node, class_="own")
        self.menu = element("div", own, self.list, class_="menu", hidden=True)
        replace(root, element("span", "Target", id=NAME, class_="soft"), self.box, self.menu)
        delegate(self.list, "click", "pick", lambda id, _node, _event: self._pick(id))
        listen(self.list, "mousedown", lambda event: event.preventDefault())  # the focus stays in the combobox
        listen(self.box, "click", lambda _event: self._toggle(self.menu.hidden))
        listen(self.box, "keydown", self._key)
        listen(self.menu, "keydown", self._escape)
        listen(root, "focusout", lambda event: self._left(root, event.relatedTarget))
        listen(js.document, "pointerdown", lambda event: self._left(root, event.target))

    def show(self, config) -> None:
        """Show a Config's target."""
        offers = choices.options(self.offered, "targets", config)
        if offers != self.offers:
            self.offers, self.items = offers, []
        self.target = config.target
        row = self.rows.get(config.target)
        self.value.textContent = row["label"] if row else config.formula(config.target)
        self.box.title = choices.hint(self.offered, "targets", config.target)
        if row and config.target != self.painted:
            self.painted = config.target
            self.thumb.className = ""
            paint(self.thumb, bridge.alphas(row["picture"]), SIDE)
        if not self.menu.hidden:
            self._list()
        self.own.show(text_at(config, "target"))

    def _index(self) -> int:
        """Where the target stands among the offers; 0 for a formula that also stands where another kind is meant."""
        ids = [id for id, _ in self.offers]
        return ids.index(self.target) if self.target in ids else 0

    def _own(self, place: str, text: str, answer) -> str:
        """Take over a formula that is good, and show it."""
        problem = self.write(place, text)
        if not problem:
            self.painted, self.thumb.className = "", "own"
            paint(self.thumb, answer.array("rgba"), answer.facts["size"])
        return problem

    def _toggle(self, wanted: bool) -> None:
        self.menu.hidden = not wanted
        self.box.setAttribute("aria-expanded", "true" if wanted else "false")
        if wanted:
            self._list()
        else:
            self.box.removeAttribute("aria-activedescendant")

    def _list(self) -> None:
        """List the offers, made when they are first seen, with the target as the selected one."""
        if not self.items:
            self.items = [self._item(id, label) for id, label in self.offers]
            replace(self.list, *self.items)
        for item in self.items:
            selected = item.getAttribute("data-pick") == self.target
            item.setAttribute("aria-selected", "true" if selected else "false")
        self._walk(self._index())

    def _item(self, id: str, label: str):
        row = self.rows.get(id)
        picture = thumbnail(row) if row else element("i")
        title = row["help"] if row else None
        return element("div", picture, label, role="option", id="target-" + id, data_pick=id, title=title)

    def _walk(self, index: int) -> None:
        """Make an option the active one."""
        self.items[min(self.at, len(self.items) - 1)].classList.remove("active")
        self.at = index
        item = self.items[index]
        item.classList.add("active")
        item.scrollIntoView(NEAREST)
        self.box.setAttribute("aria-activedescendant", item.id)

    def _take(self, leaves: bool) -> None:
        """Choose the active option; by a key that leaves the combobox, a formula is not begun."""
        id = self.offers[self.at][0]
        if leaves and id == choices.OWN:
            self._toggle(False)
        else:
            self._pick(id)

    def _pick(self, id: str) -> None:
        if id == choices.OWN:
            self.own.input.focus()
            return
        self._toggle(False)
        self.box.focus()
        self.change("target", id, None)

    def _left(self, root, other) -> None:
        """Close the list when something else than the picker is pointed at or focused."""
        if not self.menu.hidden and other and not root.contains(other):
            self._toggle(False)

    def _escape(self, event) -> None:
        if event.key == "Escape":
            self._toggle(False)
            self.box.focus()

    def _key(self, event) -> None:
        if event.ctrlKey or event.metaKey or not self._uses(event.key, event.altKey):
            return
        event.stopPropagation()
        if event.key != "Tab":
            event.preventDefault()

    def _uses(self, key: str, alt: bool) -> bool:
        """Do what a key asks of the combobox; whether it asks for anything."""
        if self.menu.hidden:
            if key not in OPENS and len(key) > 1:
                return False
            self._toggle(True)
            if key in OPENS[:4]:
                return True
        elif key == "Escape":
            self._toggle(False)
            return True
        elif key in TAKES or (alt and key == "ArrowUp"):
            self._take(key == "Tab")
            return True
        index = self._sought(key) if len(key) == 1 else walked(key, self.at, len(self.items), self._rows())
        if index is not None:
            self._walk(index)
        return index is not None or len(key) == 1

    def _sought(self, letter: str) -> "int | None":
        """The option that begins with the letters typed in a row."""
        now = seconds()
        self.typed = letter if now - self.typed_at > FORGET else self.typed + letter
        self.typed_at = now
        return sought([label for _, label in self.offers], self.at, self.typed)

    def _rows(self) -> int:
        """How many options stand in the first column."""
        left = self.items[0].offsetLeft
        return len([item for item in self.items if item.offsetLeft == left])


def canvas():
    """An empty picture of a target."""
    return element("canvas", width=SIDE, height=SIDE, aria_hidden="true")
