"""The tab of health: what is wrong with a network that does not learn, with remedies; how errors and values flow."""

from app.dom import button, delegate, element, listen, pressed, replace, seconds
from app.lines import NOTHING, subject
from app.markup import escaped
from app.pace import Pace
from app.player import count
from app.views.flow import Flow
from app.views.strips import Strips

EVERY = 1.0
EVERY_BEHIND = 3.0
"""Seconds between two looks while another tab is shown."""

REST = 12
"""How many times as long as a look took nothing is looked at: a look at a large network takes a while."""

SOON, SOON_BEHIND = 0.3, 1.0
"""Seconds from the start of a run that trains to the first look, and while another tab is shown."""

FINE = "Nothing is wrong that can be seen so far: signals pass through all layers."


class Health:
    """Draws a frame's `health`; `tell(findings)` hears how many there are.

    Of `asks` it takes `changed()` for another frame, `mend(remedy)`, `undo()` for one that is taken back,
    `note(words, examples)` for a new finding, and `point_at(subject)` for the layer of the one that is pointed at.
    """

    def __init__(self, root, asks: dict, tell) -> None:
        self.mend, self.undo, self.note, self.tell = asks["mend"], asks["undo"], asks["note"], tell
        self.pace, self.behind = Pace(EVERY, seconds), Pace(EVERY_BEHIND, seconds)
        self.changed, self.shown = asks["changed"], False
        self.asked_at = 0.0
        self.written = ""
        self.remedies: list = []
        self.known: list = []
        self.made: str | None = None
        self.list = element("div", class_="findings", aria_live="polite")
        self.applied = element("span")
        back = button("Take it back", data_back="yes")
        self.banner = element("p", self.applied, back, class_="applied", hidden=True)
        flow, strips = element("div"), element("div")
        replace(root, self.banner, self.list, flow, strips)
        self.flow, self.strips = Flow(flow), Strips(strips)
        delegate(root, "click", "remedy", lambda index, _node, _event: self._apply(self.remedies[int(index)]))
        delegate(self.banner, "click", "back", lambda _value, _node, _event: self._back())
        point_at = asks["point_at"]
        delegate(self.list, "mouseover", "of", lambda layer, _node, _event: point_at(subject(int(layer) or None)))
        listen(self.list, "mouseleave", lambda _event: point_at(NOTHING))

    def build(self, names: list) -> None:
        """Show another run from now on, whose layers, from 1, have these names."""
        self.known = []
        self.flow.name(names)
        self.strips.name(names)
        self.strips.poke()
        self.pace.ease(SOON)
        self.behind.ease(SOON_BEHIND)

    def suit(self, link: str) -> None:
        """Offer to take a remedy back for as long as the Config, here its link, is the one that it made."""
        self.banner.hidden = link != self.made

    def poke(self) -> None:
        """Let the next frame bring what is shown here."""
        self.pace.poke()
        self.strips.poke()

    def wants(self, asked: dict, shown: bool) -> None:
        """Add what this view draws to what the page asks of the next frame: behind other tabs just the findings."""
        self.shown = shown
        if (self.pace if shown else self.behind).due():
            asked["health"] = True
            self.asked_at = seconds()
        if shown:
            self.strips.wants(asked)

    def draw(self, frame) -> None:
        """Write a frame's findings, if it brought some that differ from those on the page."""
        self.strips.draw(frame)
        undated = self.shown and is_undated(frame.facts)
        if self.pace.behind(frame.facts, "health") or undated:
            self.pace.poke()
            self.behind.poke()
            self.changed()
        if self.shown and self.strips.behind(frame.facts):
            self.changed()
        facts = frame.facts.get("health")
        if facts is None:
            return
        if pressed(self.list):
            self.poke()
            self.changed()
            return
        if not undated:  # else the next look follows at once
            self._rest(seconds() - self.asked_at)
        self.flow.draw(frame)
        self._note(facts["findings"])
        self.remedies = []
        parts = [self._finding(finding, frame) for finding in facts["findings"]]
        html = "".join(parts) or f'<p class="soft">{FINE}</p>'
        self.tell(len(parts))
        if html != self.written:
            self._write(html)

    def _write(self, html: str) -> None:
        """Write the list anew; the focus stays on the remedy that has it."""
        focused = self.list.querySelector("[data-remedy]:focus")
        place = focused.getAttribute("data-remedy") if focused else None
        self.written = html
        self.list.innerHTML = html
        again = self.list.querySelector(f'[data-remedy="{place}"]')
        if again:
            again.focus()

    def _rest(self, took: float) -> None:
        """Look again after a while that suits how long this look took."""
        self.pace.ease(max(EVERY, REST * took))
        self.behind.ease(max(EVERY_BEHIND, REST * took))

    def _note(self, findings: list) -> None:
        """Tell of each finding, once it is known since when it holds."""
        settled = [finding for finding in findings if finding["complete"]]
        for finding in settled:
            if (finding["id"], finding["layer"]) not in self.known:
                self.note(finding["label"], finding["since_examples"])
        self.known = [(finding["id"], finding["layer"]) for finding in settled]

    def _finding(self, finding: dict, frame) -> str:
        buttons = []
        for remedy in finding["remedies"]:
            label = escaped(remedy["label"])
            buttons.append(f'<button type="button" data-remedy="{len(self.remedies)}">{label}</button>')
            self.remedies.append(remedy)
        head = f"<h3>{escaped(finding['label'])} <small>{since(finding)}</small></h3>"
        shares = frame.array(f"health.layers.{finding['layer'] - 1}.silent_share") if finding["neurons"] else None
        drawn = neurons(finding, shares.length) if shares else ""
        reason = f'<p class="soft">{escaped(finding["reason"])}</p>'
        evidence = f"<p>{escaped(finding['evidence'])}</p>"
        remedies = f'<div class="remedies">{"".join(buttons)}</div>'
        told = head + lasted(finding, frame.facts["examples"]) + evidence + drawn + reason
        return f'<article data-of="{finding["layer"]}">{told}{remedies}</article>'

    def _apply(self, remedy: dict) -> None:
        again = " The run began anew; to take it back begins it anew, too." if remedy["restart"] else ""
        self.applied.textContent = f"Applied: {remedy['label']}.{again}"
        self.made = remedy["link"]
        self.banner.hidden = False
        self.mend(remedy)
        self.poke()

    def _back(self) -> None:
        self.undo()
        self.poke()


def since(finding: dict) -> str:
    """Since when a finding holds, as those of the run's snapshots say that were judged so far."""
    about = "" if finding["complete"] else "about "
    if finding["since"] == 0:
        return "since the start, it seems" if about else "since the start"
    return f"since {about}{count(finding['since_examples'])} examples (step {count(finding['since'])})"


def is_undated(facts: dict) -> bool:
    """Whether a run that stands still has findings of which it is not known yet since when they hold."""
    findings = facts["health"]["findings"] if "health" in facts else []
    return facts["state"] != "running" and any(not finding["complete"] for finding in findings)


def lasted(finding: dict, examples: float) -> str:
    """The run as a bar, filled from where the finding holds; for the eye: the heading says it in words."""
    share = finding["since_examples"] / examples if examples else 0
    return f'<div class="lasted" style="--from:{100 * min(share, 0.99):.1f}%"></div>'


def neurons(finding: dict, width: int) -> str:
    """A layer's neurons as a row of cells, in which those that a finding is about are filled."""
    hit = finding["neurons"]
    cells = "".join(f'<i class="{"hit" if index in hit else ""}"></i>' for index in range(width))
    names = ", ".join(str(index + 1) for index in hit)
    label = f"Neurons {names} of {width} in layer {finding['layer']}"
    return f'<div class="hits" role="img" aria-label="{label}">{cells}</div>'
