"""The tab of one neuron: its response, its arithmetic forward and backward, and what a hand can change of it."""

from app.dom import button, delegate, element, listen, replace, seconds, select
from app.lines import NOTHING, subject
from app.markup import options
from app.pace import Pace
from app.views.activation import Activation
from app.views.arithmetic import BIAS, Arithmetic
from app.views.equations import equations, outgoing, working
from app.views.intervention import Intervention

EVERY = 0.2
INPUTS = "An input is what it is: pick a neuron of a layer to see its arithmetic."


class NeuronTab:
    """Draws a frame's `ledger`; `pick(layer, index)` asks for another neuron, `operate` is Intervention's.

    `place` is where the neuron's response stands while this tab is shown; `point_at(subject)` hears of the pointer.
    """

    def __init__(self, root, changed, pick, operate, point_at) -> None:
        self.changed, self.ask_for = changed, pick
        self.pace = Pace(EVERY, seconds)
        self.sizes: list = []
        self.picked: tuple | None = None
        self.facts: dict | None = None
        self.choice = select((), aria_label="Layer of the neuron")
        self.index = element("input", type="number", min="1", step="1", value="1", aria_label="Neuron")
        self.of = element("span", class_="soft")
        steps = [button(name, icon, class_="icon plain", data_step=by) for name, icon, by in STEPS]
        picker = element("div", self.choice, self.index, self.of, *steps, class_="picker")
        self.place = element("div")
        self.graph = element("figure", class_="activation-of")
        self.activation = Activation(self.graph)
        self.named = element("figcaption")
        self.graph.append(self.named)
        self.equations = element("div", class_="equations")
        self.out = element("table", class_="ledger", aria_label="Errors that arrive from the next layer")
        self.out_title = element("h3", "Where the error comes from")
        self.out_box = element("div", self.out_title, element("div", self.out, class_="scroll", tabindex="0"))
        terms, hands = element("div"), element("div", class_="hands", role="group", aria_label="Change by hand")
        self.how = element("div", class_="working")
        self.how_of = element("summary")
        self.how_box = element("details", self.how_of, self.how, class_="rule")
        self.body = element("div", self.equations, terms, self.how_box, self.out_box, hands, class_="numbers")
        self.none = element("p", INPUTS, class_="soft", hidden=True)
        top = element("div", self.place, self.graph, class_="faces")
        replace(root, picker, top, self.none, self.body)
        self.hands = Intervention(hands, operate)
        self.arithmetic = Arithmetic(terms, self.poke, lambda: self._aim(True))
        listen(self.choice, "change", lambda _event: self._go(int(self.choice.value), 0))
        listen(self.how_box, "toggle", lambda _event: self.poke())
        listen(self.index, "change", lambda _event: self._typed())
        delegate(picker, "click", "step", lambda by, _node, _event: self._walk(int(by)))
        delegate(terms, "mouseover", "term", lambda _name, _node, _event: point_at(self._weights()))
        listen(terms, "mouseleave", lambda _event: point_at(NOTHING))

    def build(self, sizes: list) -> None:
        """Offer the neurons of a network of so many a layer, the inputs first."""
        self.sizes = sizes
        names = [f"Layer {number}" for number in range(1, len(sizes) - 1)] + ["Output"]
        self.choice.innerHTML = options([(str(number), name) for number, name in enumerate(names, 1)])
        self.hands.begin()

    def pick(self, layer: int, index: int) -> None:
        """Show this neuron from now on."""
        if (layer, index) != self.picked:
            self.arithmetic.chosen = BIAS if layer != (self.picked or (0, 0))[0] else self.arithmetic.chosen
        self.picked = (layer, index)
        self.body.hidden = self.graph.hidden = layer == 0 or self.facts is None
        self.none.hidden = layer > 0
        self.choice.value = str(layer)
        self.index.value = str(index + 1)
        self.index.max = str(self.sizes[layer])
        self.of.textContent = f"of {self.sizes[layer]}"
        self.hands.pick(layer, index, layer == len(self.sizes) - 1)
        self.poke()

    def poke(self) -> None:
        """Draw at once what is shown now."""
        self.pace.poke()
        self.changed()

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame, a few times a second."""
        if self.picked and self.picked[0] and self.pace.due():
            asked["ledger"] = self.arithmetic.want(self.picked[0], self.picked[1], self.how_box.open)

    def draw(self, frame) -> None:
        """Write a frame's ledger, if it brought one."""
        facts = frame.facts.get("ledger")
        self._settle(frame)
        if facts is None:
            return
        if (facts["layer"], facts["neuron"]) != self.picked:
            self.poke()
            return
        self.facts = facts
        self.arithmetic.draw(facts)
        self.activation.draw(facts, frame.array("ledger.curve.values"))
        self._write(facts)
        self._aim(False)
        self.body.hidden = self.graph.hidden = False

    def _settle(self, frame) -> None:
        """Ask for the last numbers of a run that stands still, where those on the page are older."""
        if self.pace.behind(frame.facts, "ledger") and self.picked and self.picked[0]:
            self.poke()

    def _write(self, facts: dict) -> None:
        html = equations(facts)
        if html != getattr(self, "equated", ""):
            self.equated = html
            self.equations.innerHTML = html
        caption = f"{facts['activation'].replace('_', ' ')}; silent at {100 * facts['silent']:.0f}% of the square"
        if self.named.textContent != caption:
            self.named.textContent = caption
        self.out_box.hidden = not facts["outgoing_count"]
        if facts["outgoing_count"]:
            self.out.innerHTML = outgoing(facts)
        self.how.innerHTML = working(facts["rule"])
        self.hands.tell(facts["ablated"])

    def _aim(self, afresh: bool) -> None:
        facts, place = self.facts, self.arithmetic.chosen
        if facts is None:
            return
        if isinstance(place, str) or place >= facts["count"]:
            self.arithmetic.chosen = BIAS
            self.how_of.textContent = "How the next change of the bias is made"
            position = facts["first"] + facts["count"] * facts["stride"]
            self.hands.aim("Bias", position, None, facts["sums"]["bias"], facts["bias_held"], afresh)
            return
        row = found(facts["terms"], place)
        if row is None:
            self.poke()  # these numbers were asked for before that weight was picked
            return
        self.how_of.textContent = f"How the next change of weight {row['name']} is made"
        position = facts["first"] + place * facts["stride"]
        self.hands.aim(f"Weight of {row['name']}", position, place, row["weight"], place in facts["held"], afresh)

    def _typed(self) -> None:
        if self.picked and self.index.value:
            self._go(self.picked[0], int(float(self.index.value)) - 1)

    def _weights(self) -> dict:
        """What lights up for a weight of the picked neuron: all that lead into its layer."""
        return subject(edges=(self.picked[0],)) if self.picked else NOTHING

    def _walk(self, by: int) -> None:
        if self.picked:
            self._go(self.picked[0], self.picked[1] + by)

    def _go(self, layer: int, index: int) -> None:
        if layer < len(self.sizes):
            self.ask_for(layer, max(0, min(self.sizes[layer] - 1, index)))


STEPS = (("Previous neuron", "up", -1), ("Next neuron", "down", 1))


def found(rows: list, place: int) -> dict | None:
    """The row of a weight, or None if it is not among the shown ones."""
    for row in rows:
        if row["place"] == place:
            return row
    return None
