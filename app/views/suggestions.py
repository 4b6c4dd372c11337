"""The words of a formula as a list under its field, walked by arrow keys: a combobox as the ARIA practices have it.

One list serves all fields: it stands under the one that has the focus.
https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
"""

from pyscript import document

from app.dom import NEAREST, delegate, element, listen
from app.markup import escaped
from app.suggest import insertion, matching, prefix_at
from app.views.formula import FIELDS, NAME, FormulaField

STEPS = {"ArrowDown": 1, "ArrowUp": -1}


class Suggestions:
    """Hears all fields of FIELDS by their `data-typed`, whose text it also hands to them while it is typed."""

    def __init__(self) -> None:
        self.list = element("ul", id=NAME, role="listbox", aria_label="Words of a formula", hidden=True)
        self.field: FormulaField | None = None
        self.words: list = []
        self.active = -1
        delegate(document, "input", "typed", lambda place, _node, _event: self._typed(place))
        delegate(document, "focusin", "typed", lambda place, _node, _event: FIELDS[place].learn(lambda: None))
        delegate(document, "focusout", "typed", lambda _place, _node, _event: self._close())
        delegate(self.list, "mousedown", "word", self._pressed)
        listen(document, "keydown", self._key, True)

    def _typed(self, place: str) -> None:
        field = FIELDS[place]
        field.typed(field.input.value)
        self._offer(field, bool(prefix_at(field.input.value, field.input.selectionStart)))

    def _offer(self, field, wanted: bool) -> None:
        """Offer a field's words that go on from what stands before the caret, if they are wanted."""
        prefix = prefix_at(field.input.value, field.input.selectionStart)
        self.words = matching(field.words, prefix) if wanted else []
        if not self.words:
            self._close()
            return
        self.field, self.active = field, -1
        rows = []
        for index, word in enumerate(self.words):
            known = f"<b>{escaped(prefix)}</b>{escaped(word[len(prefix) :])}"
            rows.append(f'<li role="option" id="{NAME}-{index}" data-word="{index}" aria-selected="false">{known}</li>')
        self.list.innerHTML = "".join(rows)
        field.input.after(self.list)
        self.list.hidden = False
        field.input.setAttribute("aria-expanded", "true")
        field.input.removeAttribute("aria-activedescendant")

    def _step(self, field: FormulaField, by: int) -> None:
        """Go to the next word of a field, or the one before; where none are offered yet, offer them."""
        if self.field is not field:
            self._offer(field, True)
        if self.field is field:
            self._walk(field, by)

    def _close(self) -> None:
        if self.field:
            self.field.input.setAttribute("aria-expanded", "false")
            self.field.input.removeAttribute("aria-activedescendant")
        self.list.hidden, self.field = True, None

    def _walk(self, field: FormulaField, by: int) -> None:
        """Make the next word of a field, or the one before, the active one."""
        for node in self.list.querySelectorAll('[aria-selected="true"]'):
            node.setAttribute("aria-selected", "false")
        start = -1 if by > 0 else 0
        self.active = (max(self.active, start) + by) % len(self.words)
        node = self.list.querySelector(f"#{NAME}-{self.active}")
        node.setAttribute("aria-selected", "true")
        node.scrollIntoView(NEAREST)
        field.input.setAttribute("aria-activedescendant", f"{NAME}-{self.active}")

    def _put(self, field: FormulaField, index: int) -> None:
        """Put a word into a field, in the place of its beginning."""
        end = field.input.selectionStart
        start = end - len(prefix_at(field.input.value, end))
        text = insertion(self.words[index], field.functions, field.input.value[end:])
        self._close()
        field.input.setRangeText(text, start, end, "end")
        field.typed(field.input.value)

    def _pressed(self, index: str, _node, event) -> None:
        event.preventDefault()  # the focus stays in the field
        if self.field:
            self._put(self.field, int(index))

    def _key(self, event) -> None:
        place = event.target.getAttribute("data-typed")
        if place is None:
            return
        if event.key in STEPS:
            event.preventDefault()
            FIELDS[place].learn(lambda: self._step(FIELDS[place], STEPS[event.key]))
        elif self.field and event.key == "Escape":
            self._close()
            event.stopPropagation()
            event.preventDefault()
        elif self.field and event.key in ("Enter", "Tab") and self.active >= 0:
            self._put(self.field, self.active)
            event.preventDefault()
