"""What is wrong with a network that does not learn: the finding, its evidence and reason, and remedies to press."""

from app.dom import delegate, element, replace, seconds
from app.markup import escaped
from app.pace import Pace

EVERY = 1.0
EVERY_BEHIND = 3.0
"""Seconds between two looks while another tab is shown."""

FINE = "Nothing is wrong that can be seen: signals pass, errors come back, and the cost can fall."


class Health:
    """Draws a frame's `health`; `mend(remedy)` hears of a remedy, `count(findings)` how many there are."""

    def __init__(self, root, mend, count) -> None:
        self.count = count
        self.pace, self.slow = Pace(EVERY, seconds), Pace(EVERY_BEHIND, seconds)
        self.written = ""
        self.remedies: list = []
        self.list = element("div", class_="findings", aria_live="polite")
        replace(root, self.list)
        delegate(root, "click", "remedy", lambda index, _node, _event: mend(self.remedies[int(index)]))

    def wants(self, asked: dict, shown: bool) -> None:
        """Add what this view draws to what the page asks of the next frame, more often while it is shown."""
        if (self.pace if shown else self.slow).due():
            asked["health"] = True

    def draw(self, frame) -> None:
        """Write a frame's findings, if it brought some that differ from those on the page."""
        facts = frame.facts.get("health")
        if facts is None:
            return
        self.remedies = []
        parts = [self._finding(finding) for finding in facts["findings"]]
        html = "".join(parts) or f'<p class="soft">{FINE}</p>'
        self.count(len(parts))
        if html != self.written:
            self.written = html
            self.list.innerHTML = html

    def _finding(self, finding: dict) -> str:
        buttons = []
        for remedy in finding["remedies"]:
            label = escaped(remedy["label"])
            buttons.append(f'<button type="button" data-remedy="{len(self.remedies)}">{label}</button>')
            self.remedies.append(remedy)
        words = f"<h3>{escaped(finding['label'])}</h3><p>{escaped(finding['evidence'])}</p>"
        reason = f'<p class="soft">{escaped(finding["reason"])}</p>'
        return f'<article>{words}{reason}<div class="remedies">{"".join(buttons)}</div></article>'
