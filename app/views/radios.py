"""One of several: radio buttons that look like one control, are walked by arrow keys and found by their names."""

from app.dom import element, listen

COUNT = [0]
"""How many groups there are: each has a name of its own in the document."""


class Radios:
    """Offers (id, label) rows under a name; `choose(id)` hears of the one that is picked."""

    def __init__(self, name: str, rows: tuple, choose) -> None:
        COUNT[0] += 1
        group = f"choice-{COUNT[0]}"
        self.inputs = {id: element("input", type="radio", name=group, value=id) for id, _ in rows}
        labels = [element("label", self.inputs[id], label) for id, label in rows]
        self.node = element("div", *labels, class_="segments", role="radiogroup", aria_label=name)
        listen(self.node, "change", lambda event: choose(event.target.value))

    def show(self, id: str) -> None:
        """Let this one be the picked one."""
        self.inputs[id].checked = True

    def offer(self, id: str, possible: bool) -> None:
        """Offer one of them, or not."""
        self.inputs[id].parentElement.hidden = not possible
