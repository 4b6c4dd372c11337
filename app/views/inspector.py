"""The inspector: tabs of layers, one neuron's numbers and the network's health, over the program, always in sight."""

from app.dom import button, delegate, element, replace, seconds, watch_visible
from app.pace import Pace
from app.views.graph import LIMIT, Graph
from app.views.health import Health
from app.views.layers import Layers
from app.views.legend import Legend
from app.views.neuron import Neuron
from app.views.neuron_tab import NeuronTab
from app.views.program import Program
from app.views.splitter import Splitter

TABS = (("layers", "Layers"), ("neuron", "Neuron"), ("health", "Health"))
EVERY = 0.1
"""Seconds between two looks at the layers and the picked neuron while the network trains."""

STEPS = {"ArrowLeft": -1, "ArrowRight": 1}


class Inspector:
    """Holds the tabs and the program.

    `asks` has what the views ask for: `point(a, b)`, `changed()` for another frame, `light(subject)` for what a line
    is about, `point_at(subject)` for what is pointed at in a picture, `keep(name, text)` for a file,
    `operate(name, arguments, then)` on the network, `mend(remedy)`, `undo()`, `note(words, examples)` for a finding.
    """

    def __init__(self, root, asks: dict) -> None:
        self.changed = asks["changed"]
        self.pace = Pace(EVERY, seconds)
        self.run, self.asked = 0, 0
        self.visible = True
        self.shown: tuple = ()
        self.spread_out = False
        self.panels = {name: element("div", **panel_attributes(name)) for name, _ in TABS}
        self.tabs = {name: button(title, **tab_attributes(name)) for name, title in TABS}
        self.square = element("div", class_="neuron")
        cells, graph, listing = element("div"), element("div", class_="graph"), element("div", class_="listing")
        table = button("Table", class_="plain", title="Outputs and weights in numbers", data_table="layers")
        legend = Legend()
        legend.warn(True)
        self.hint = element("p", f"Weights are drawn up to {LIMIT} neurons a layer.", class_="soft hint", hidden=True)
        below = element("div", legend.node, table, self.hint, class_="below")
        self.panels["layers"].append(element("div", graph, cells, below), self.square)
        tablist = element(
            "div", *[self.tabs[name] for name, _ in TABS], class_="segments", role="tablist", aria_label="Inspector"
        )
        body = element("div", *[self.panels[name] for name, _ in TABS], class_="tab")
        replace(root, element("div", tablist, class_="head"), body, Splitter(root).node, listing)
        self.graph = Graph(graph, self.pick, self.changed, asks["point_at"], lambda layer: self.layers.name(layer))
        self.layers = Layers(cells, self.pick, asks["point_at"])
        self.neuron = Neuron(self.square, asks["point"])
        self.numbers = NeuronTab(self.panels["neuron"], self.changed, self.pick, asks["operate"], asks["point_at"])
        self.health = Health(self.panels["health"], asks, self._count)
        self.program = Program(listing, asks)
        delegate(tablist, "click", "tab", lambda name, _node, _event: self.choose(name))
        delegate(tablist, "keydown", "tab", self._key)
        watch_visible(body, self._seen)
        self.choose("layers")

    def choose(self, tab: str) -> None:
        """Show a tab; the picked neuron's square stands in the first two."""
        self.shown = (tab,)
        for name, panel in self.panels.items():
            panel.hidden = name != tab
            self.tabs[name].setAttribute("aria-selected", "true" if name == tab else "false")
            self.tabs[name].setAttribute("tabindex", "0" if name == tab else "-1")
        self._place_square()
        self.poke()

    def spread(self, tabs: tuple) -> list:
        """Show these tabs' panels at once, without the tabs; the panels, for the caller to place."""
        self.spread_out, self.visible, self.shown = True, True, tabs
        self._place_square()
        for name in tabs:
            panel = self.panels[name]
            panel.hidden = False
            for attribute in ("role", "aria-labelledby", "tabindex"):
                panel.removeAttribute(attribute)
            watch_visible(panel, lambda visible, name=name: self._spread(name, visible))
        return [self.panels[name] for name in tabs]

    def build(self, sizes: list) -> None:
        """Make room for a network of so many neurons a layer, the inputs first; the picked neuron stays if it can."""
        self.layers.build(sizes)
        self.graph.build(sizes)
        self.hint.hidden = max(sizes) <= LIMIT
        self.numbers.build(sizes)
        self.health.build([self.layers.name(number) for number in range(1, len(sizes))])
        layer, index = self.neuron.picked or (max(1, len(sizes) - 2), 0)
        layer = min(layer, len(sizes) - 1)
        self.pick(layer, min(index, sizes[layer] - 1))

    def pick(self, layer: int, index: int) -> None:
        """Show a neuron; layer 0 holds the inputs."""
        self.layers.mark(layer, index)
        self.graph.mark(layer, index)
        self.neuron.pick(layer, index, self.layers.name(layer))
        self.numbers.pick(layer, index)
        self.pace.poke()
        self.changed()

    def mark(self, crosshair) -> None:
        """Put the crosshair where it is."""
        self.neuron.mark(crosshair)
        self.pace.poke()
        self.numbers.poke()

    def poke(self) -> None:
        """Draw at once what the network is now."""
        for view in (self.pace, self.graph, self.numbers, self.health):
            view.poke()
        self.changed()

    def light(self, subject: dict) -> None:
        """Light up what is pointed at, wherever it is drawn here."""
        self.layers.light(subject)
        self.graph.light(subject)

    def take_back(self, _verb: str) -> None:
        """Undo the last change by hand."""
        self.numbers.hands.do("undo")

    def wants(self, asked: dict) -> None:
        """Add what the shown tabs draw to what the page asks of the next frame; health is watched from every tab.

        The first frame of a run brings response and cost alone, so that these are there at once.
        """
        self.asked = asked["run"]
        if self.asked != self.run:
            return
        self.program.wants(asked)
        if not self.visible:
            return
        if self._watches_health():
            self.health.wants(asked, "health" in self.shown)
        if self._shows_example() and self.pace.due():
            self.layers.wants(asked)
            self.neuron.wants(asked)
        if "layers" in self.shown:
            self.graph.wants(asked)
        if "neuron" in self.shown:
            self.numbers.wants(asked)

    def draw(self, frame) -> None:
        """Draw what a frame brought of what is asked for now: a view that asks for nothing must not wait for it."""
        if self.asked != self.run:
            self.run = self.asked
            self.changed()
        self.program.draw(frame)
        if not self.visible:
            return
        if self._watches_health():
            self.health.draw(frame)
        if self._shows_example():
            self.layers.draw(frame)
            self.neuron.draw(frame)
            if self.pace.behind(frame.facts, "cells"):
                self.changed()
        if "layers" in self.shown:
            self.graph.draw(frame)
        if "neuron" in self.shown:
            self.numbers.draw(frame)

    def _watches_health(self) -> bool:
        """Whether findings are counted: from every tab, but of panels that stand apart only from its own."""
        return "health" in self.shown or not self.spread_out

    def _shows_example(self) -> bool:
        """Whether the layers' outputs and the picked neuron are to be seen."""
        return "layers" in self.shown or "neuron" in self.shown

    def _place_square(self) -> None:
        if "neuron" in self.shown:
            self.numbers.place.append(self.square)
        elif "layers" in self.shown:
            self.panels["layers"].append(self.square)

    def _count(self, findings: int) -> None:
        words = f"Health: {findings}" if findings else "Health"
        if self.tabs["health"].textContent != words:
            self.tabs["health"].textContent = words
            self.tabs["health"].classList.toggle("alarm", findings > 0)

    def _seen(self, visible: bool) -> None:
        self.visible = visible or self.spread_out
        self.poke()

    def _spread(self, name: str, visible: bool) -> None:
        rest = tuple(other for other in self.shown if other != name)
        self.shown = rest + (name,) if visible else rest
        self.poke()

    def _key(self, name: str, _node, event) -> None:
        if event.key in STEPS:
            names = [tab for tab, _ in TABS]
            chosen = names[(names.index(name) + STEPS[event.key]) % len(names)]
            self.choose(chosen)
            self.tabs[chosen].focus()
            event.preventDefault()
            event.stopPropagation()


def tab_attributes(name: str) -> dict:
    """What makes a button a tab."""
    return {"role": "tab", "id": "tab-" + name, "aria_controls": "panel-" + name, "data_tab": name}


def panel_attributes(name: str) -> dict:
    """What makes an element a tab's panel."""
    return {
        "role": "tabpanel",
        "id": "panel-" + name,
        "aria_labelledby": "tab-" + name,
        "class_": "panel",
        "tabindex": "0",
    }
