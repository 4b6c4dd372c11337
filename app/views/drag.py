"""Drag: the cards of a list are taken by their grips, by mouse, pen or finger, and put down between others."""

from pyscript import document

from app.dom import NEAREST, delegate, listen

LIFTED = "lifted"
BEFORE, AFTER = "drop-before", "drop-after"


class Drag:
    """Hears `data-grip` (a card's index) in a list of cards; `drop(source, target)` hears of a new place for one.

    A line marks the gap where the card would come to lie. Escape lets it lie where it was.
    """

    def __init__(self, root, drop) -> None:
        self.root, self.drop = root, drop
        self.source: int | None = None
        self.gap = 0
        self.marked = None
        delegate(root, "pointerdown", "grip", self._take)
        listen(root, "pointermove", self._move)
        listen(root, "pointerup", lambda _event: self._put())
        listen(root, "pointercancel", lambda _event: self._end())
        listen(document, "keydown", lambda event: self._end() if event.key == "Escape" else None)

    def _take(self, place: str, grip, event) -> None:
        if event.button:
            return
        event.preventDefault()
        grip.setPointerCapture(event.pointerId)
        self.source = self.gap = int(place)
        self.root.children[self.gap].classList.add(LIFTED)

    def _move(self, event) -> None:
        if self.source is None:
            return
        box = self.root.getBoundingClientRect()
        under = document.elementFromPoint(box.left + box.width / 2, event.clientY)
        card = under.closest("[data-layer]") if under else None
        if card and card.parentElement.isSameNode(self.root):
            self._mark(self.source, int(card.dataset.layer), card, event.clientY)

    def _mark(self, source: int, index: int, card, height: float) -> None:
        """Mark the gap beside a card: the upper one where its upper half is pointed at."""
        box = card.getBoundingClientRect()
        below = height > box.top + box.height / 2
        self._unmark()
        self.gap = index + 1 if below else index
        self.marked = card
        if target(source, self.gap) != source:
            card.classList.add(AFTER if below else BEFORE)
        card.scrollIntoView(NEAREST)

    def _unmark(self) -> None:
        if self.marked:
            self.marked.classList.remove(BEFORE, AFTER)
            self.marked = None

    def _put(self) -> None:
        source, gap = self.source, self.gap
        self._end()
        if source is not None and target(source, gap) != source:
            self.drop(source, target(source, gap))

    def _end(self) -> None:
        if self.source is not None:
            self._unmark()
            self.root.children[self.source].classList.remove(LIFTED)
            self.source = None


def target(source: int, gap: int) -> int:
    """The index that a card has once it is moved from `source` into a gap; gap 0 is before the first."""
    return gap - 1 if gap > source else gap
