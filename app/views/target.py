"""The target: a drop-down in the top bar, beside a small picture of what is to be learned."""

from app import choices
from app.dom import delegate, element, replace


class Target:
    """Draws the picker and sends `change('target', id, None)`."""

    def __init__(self, root, offered: dict, change) -> None:
        self.offered = offered
        self.select = element("select", id="target-select", data_target="target")
        self.shown = None
        replace(root, element("label", "Target", for_="target-select", class_="soft"), self.select)
        delegate(root, "change", "target", lambda key, node, _event: change(key, node.value, None))

    def show(self, config) -> None:
        """Show a Config's target."""
        rows = choices.options(self.offered, "targets", config)
        if rows != self.shown:
            self.shown = rows
            replace(self.select, *[element("option", label, value=id) for id, label in rows])
        self.select.value = config.target
        self.select.title = choices.hint(self.offered, "targets", config.target)
