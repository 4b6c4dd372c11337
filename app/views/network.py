"""The network as cards from the inputs to the output, where layers are added, changed, moved and taken out."""

from app import choices
from app.dom import button, delegate, element, enable, listen
from app.formulas import layer_at
from app.views.card import OUTPUT, Card
from app.views.drag import Drag
from app.views.formula import FormulaField, curve_of
from core.shared.config import Config
from core.shared.layer import LAYERS, NEURONS, Layer

NEW = Layer(8, "sigmoid")
REBUILDS, REBUILT = "changes rebuild ↻", "rebuilt ↻"
TOO_MANY = f"A layer must have a whole number of neurons from {NEURONS[0]} to {NEURONS[1]}."
MOVES = {"up": -1, "down": 1}


class Network:
    """Draws the cards and sends intentions: `change(key, value, gesture)` for `layers` and `output`.

    Formulas go through `examine` and `write(place, text)`, see FormulaField; `point_at(layer)` hears of the pointer.
    """

    def __init__(self, root, offered: dict, change, point_at, examine, write) -> None:
        self.offered, self.change, self.point_at = offered, change, point_at
        self.examine, self.write = examine, write
        self.config = Config()
        self.curves: dict = {}
        self.formulas: list = choices.options(offered, "activations", self.config)
        self.cards: list = []
        self.inputs = element("span", class_="shape")
        self.list = element("div", class_="layers")
        self.add = button("Add layer", "add", "Add layer", data_do="add")
        self.output = self._card(OUTPUT)
        self.told = element("span", REBUILDS, class_="soft", title="A change here rebuilds the network from its start.")
        head = element("div", element("h2", "Network"), self.told, class_="group-head")
        top = element("div", element("div", element("b", "Inputs"), self.inputs, class_="title"), class_="layer fixed")
        root.append(element("div", head, top, self.list, self.add, self.output.node, class_="group"))
        Drag(self.list, self._move)
        delegate(root, "click", "do", self._do)
        delegate(root, "change", "part", self._part)
        delegate(root, "input", "slide-part", self._slid)
        delegate(root, "change", "slide-part", self._slid)
        delegate(root, "mouseover", "layer", lambda place, _node, _event: self._hover(place))
        listen(root, "mouseleave", lambda _event: point_at(0))

    def show(self, config) -> None:
        """Show a Config's layers."""
        self.config = config
        count = len(config.layers)
        while len(self.cards) < count:
            self.cards.append(self._card(str(len(self.cards))))
            self.list.append(self.cards[-1].node)
        while len(self.cards) > count:
            self.cards.pop().node.remove()
        self._offer_formulas()
        for index, layer in enumerate(config.layers):
            card = self.cards[index]
            card.show(config, layer)
            card.enable("up", index > 0)
            card.enable("down", index < count - 1)
        self.output.show(config, config.output)
        self.inputs.textContent = "a, b" if config.inputs == 2 else f"{config.inputs} numbers"
        enable(self.add, count < LAYERS[1])

    def light(self, layer: int) -> None:
        """Light up the card of a layer, from 1 to the output's; 0 is none."""
        for index, card in enumerate(self.cards + [self.output]):
            card.node.classList.toggle("lit", index + 1 == layer)

    def note(self, keys: tuple) -> None:
        """Say whether the change of these fields has rebuilt the network from here."""
        self.told.textContent = REBUILT if "layers" in keys or "output" in keys else REBUILDS

    def _card(self, place: str) -> Card:
        return Card(place, self.offered, self.formulas, self.curves, self._field)

    def _field(self, place: str, label: str) -> FormulaField:
        return FormulaField(place, "activation", label, self.examine, self._own)

    def _at(self, place: str) -> Card:
        return self.output if place == OUTPUT else self.cards[int(place)]

    def _hover(self, place: str) -> None:
        self.point_at(len(self.config.layers) + 1 if place == OUTPUT else int(place) + 1)

    def _offer_formulas(self) -> None:
        found = choices.options(self.offered, "activations", self.config)
        if self.formulas == found:
            return
        self.formulas = found
        for card in self.cards + [self.output]:
            card.offer(found)

    def _own(self, place: str, text: str, answer) -> str:
        """Take over a formula that is good, and show its curve."""
        self.curves[text] = curve_of(answer)
        self._at(place).touch()
        problem = self.write(place, text)
        self.show(self.config)
        return problem

    def _do(self, what: str, _node, _event) -> None:
        verb, _, place = what.partition(" ")
        layers = list(self.config.layers)
        index = int(place) if place else len(layers)
        if verb in MOVES:
            self._move(index, index + MOVES[verb])
            self.cards[index + MOVES[verb]].buttons[verb].focus()
            return
        if verb == "add":
            layers.append(NEW)
        elif verb == "delete":
            del layers[index]
        else:
            layers.insert(index, layers[index])
        self.change("layers", tuple(layers), None)

    def _move(self, source: int, target: int) -> None:
        """Move a hidden layer to another index."""
        layers = list(self.config.layers)
        layers.insert(target, layers.pop(source))
        self.change("layers", tuple(layers), None)

    def _part(self, what: str, node, _event) -> None:
        part, _, place = what.partition(" ")
        card, old = self._at(place), layer_at(self.config, place)
        card.touch()
        if node.value == choices.OWN:
            node.value = old.activation
            card.open().input.focus()
            return
        if part == "activation":
            card.close()
        try:
            new = changed(old, part, node.value)
        except ValueError:
            card.refuse(TOO_MANY)
            return
        if place == OUTPUT:
            self.change("output", new, None)
        else:
            self._put(int(place), new, None)

    def _slid(self, place: str, node, event) -> None:
        layer = self.config.layers[int(place)].replace(neurons=int(node.value))
        self._put(int(place), layer, "neurons " + place if event.type == "input" else None)

    def _put(self, index: int, layer: Layer, gesture: str | None) -> None:
        layers = list(self.config.layers)
        layers[index] = layer
        self.change("layers", tuple(layers), gesture)


def changed(layer: Layer, part: str, text: str) -> Layer:
    """The layer with one part set from a control's text; ValueError for a number of neurons that cannot be."""
    if part == "neurons":
        return layer.replace(neurons=int(text))
    if part == "activation":
        return layer.replace(activation=text)
    return layer.replace(weights=text) if part == "weights" else layer.replace(biases=text)
