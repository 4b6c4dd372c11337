"""Pictures: all that shows the run, and the crosshair that it shares."""

from app import lines
from app.crosshair import Crosshair
from app.dom import find, listen
from app.views.cost import Cost
from app.views.inspector import Inspector
from app.views.marks import changed, told
from app.views.responses import WHOLE, Responses
from core.shared.consistency import classes_of
from core.shared.link import to_link


class Pictures:
    """Cost, inspector and response, each with `wants(asked)` and `draw(frame)`.

    `asks` has what pictures ask of the page (see Run) and gets what they ask of each other; `rewind` stands under the
    cost curve. `views` are the responses to be made, see Responses.
    """

    def __init__(self, choices: dict, asks: dict, rewind) -> None:
        self.choices, self.asks, self.changed = choices, asks, asks["changed"]
        asks.update({"point": self.aim, "look": self.turn, "note": self.note})
        self.crosshair = Crosshair()
        self.cost = Cost(find("#cost"), self.changed)
        self.cost.root.append(rewind.node)
        point_at = asks["point_at"]
        listen(self.cost.root, "mouseenter", lambda _event: point_at(lines.subject(cost=True)))
        listen(self.cost.root, "mouseleave", lambda _event: point_at(lines.NOTHING))
        self.inspector = Inspector(find("#inspector"), asks)
        self.views: tuple = WHOLE
        self.response: Responses | None = None

    def open(self) -> None:
        """Make the response, which takes longer than all else: the page is to be seen before."""
        self.response = Responses(self.views, self.crosshair, self.asks)

    def begin(self, config, layers: list) -> None:
        """Show another run from now on, with so many neurons a layer, the inputs first."""
        self.cost.begin(config.data == "finite" and config.split < 1)
        self.inspector.build(layers)
        self.suit(config)

    def suit(self, config) -> None:
        """Suit a Config with which the run goes on."""
        classes = classes_of(config, self.choices)
        self.crosshair.suit(config.inputs, config.outputs, classes)
        self._pointed()
        if self.response:
            self.response.suit(classes, config.data == "finite")
        self.inspector.program.poke()

    def mark(self, before, config, status, anew: bool, words: str) -> None:
        """Mark the cost curve where the Config changed: with the words of a remedy, or else with the fields."""
        keys = changed(before, config) if before else []
        if words or (keys and not anew):
            at = 0 if anew or not status else status["examples"]
            self.cost.marks.add(at, words or told(config, keys), words or keys[0])
        self.inspector.health.suit(to_link(config))

    def note(self, words: str, examples: float) -> None:
        """Mark the cost curve from where on something was found to be wrong."""
        self.cost.marks.add(examples, words, "finding")

    def light(self, subject: dict) -> None:
        """Light up in the pictures what is pointed at (see app.lines)."""
        self.inspector.light(subject)
        self.cost.light(subject["cost"])

    def aim(self, a: float, b: float) -> None:
        """Put the crosshair at a point: its example is the one that the layers show."""
        self.crosshair.move(a, b)
        self._pointed()

    def turn(self) -> None:
        """Look at the inputs and the output that the crosshair has now."""
        self._pointed()
        if self.response:
            self.response.turn()
        self.inspector.poke()

    def _pointed(self) -> None:
        """Show where the crosshair is."""
        self.inspector.mark(self.crosshair)
        if self.response:
            self.response.mark()
        self.changed()

    def recolour(self) -> None:
        """Take the colours of the theme."""
        self.cost.recolour()
        if self.response:
            self.response.recolour()
        self.inspector.poke()

    def wants(self, run: int) -> dict:
        """What the visible views show of the next frame, of this run."""
        asked = self.crosshair.wants()
        asked["run"] = run
        for view in self._all():
            view.wants(asked)
        return asked

    def draw(self, frame) -> None:
        """Show what a frame brought."""
        for view in self._all():
            view.draw(frame)

    def _all(self) -> tuple:
        return (self.cost, self.inspector) + ((self.response,) if self.response else ())
