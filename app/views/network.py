"""The network as cards from the inputs to the output, where layers are added, changed, moved and taken out."""

from app import choices
from app.dom import button, delegate, element, enable, listen, select
from app.formulas import layer_at, text_at
from app.markup import options
from app.views.curve import drawn
from app.views.formula import FormulaField, curve_of
from core.shared.config import Config
from core.shared.consistency import row_of
from core.shared.layer import LAYERS, NEURONS, Layer

HUES = 6
SLIDER = 128
"""Most neurons that the slider sets; the number beside it goes on to the layer's own limit."""

VERBS = (("Move up", "up"), ("Move down", "down"), ("Duplicate", "duplicate"), ("Delete", "delete"))
NEW = Layer(8, "sigmoid")
PARTS = (("weights", "Weights start"), ("biases", "Biases start"))


def hue(index: int) -> str:
    """The style that gives a hidden layer (from 0) its colour."""
    return f"--hue: var(--layer-{index % HUES + 1})"


class Network:
    """Draws the cards and sends intentions: `change(key, value, gesture)` for `layers` and `output`.

    Formulas go through `examine` and `write(place, text)`, see FormulaField. A card belongs to a place, not to a
    layer: what changes is what it shows, so focus and folds stay where they are.
    """

    def __init__(self, root, offered: dict, change, point_at, examine, write) -> None:
        self.offered, self.change, self.point_at = offered, change, point_at
        self.examine, self.write = examine, write
        self.fields: dict = {}
        self.config = Config()
        self.curves: dict = {}
        self.formulas: list = []
        self.cards: list = []
        self.inputs = element("span", class_="shape")
        self.list = element("div")
        self.add = button("Add layer", "add", "Add layer", data_do="add")
        self.problem = element("p", class_="problem", role="alert")
        self.output = self._output_card()
        top = element("div", element("div", element("b", "Inputs"), self.inputs, class_="title"), class_="layer fixed")
        parts = (element("h2", "Network"), top, self.list, self.problem, self.add, self.output)
        root.append(element("div", *parts, class_="group"))
        delegate(root, "click", "do", self._do)
        delegate(root, "change", "part", self._part)
        delegate(root, "input", "formula", lambda place, node, _event: self.fields[place].typed(node.value))
        delegate(root, "input", "slide-part", self._slid)
        delegate(root, "change", "slide-part", self._slid)
        delegate(root, "mouseover", "layer", lambda place, _node, _event: self._hover(place))
        listen(root, "mouseleave", lambda _event: point_at(0))

    def show(self, config) -> None:
        """Show a Config's layers."""
        self.config = config
        count = len(config.layers)
        while len(self.cards) < count:
            self.cards.append(self._card(len(self.cards)))
            self.list.append(self.cards[-1])
        while len(self.cards) > count:
            self.cards.pop().remove()
            self.fields.pop(str(len(self.cards)), None)
        self._offer_formulas()
        for index, layer in enumerate(config.layers):
            self._fill(self.cards[index], layer, str(index))
            enable(self.cards[index].querySelector('[data-do^="down"]'), index < count - 1)
        self._fill(self.output, config.output, "output")
        self.inputs.textContent = "a, b" if config.inputs == 2 else f"{config.inputs} numbers"
        enable(self.add, count < LAYERS[1])
        self.problem.textContent = ""

    def light(self, layer: int) -> None:
        """Light up the card of a layer, from 1 to the output's; 0 is none."""
        for index, card in enumerate(self.cards):
            card.classList.toggle("lit", index + 1 == layer)
        self.output.classList.toggle("lit", layer == len(self.cards) + 1)

    def _hover(self, place: str) -> None:
        self.point_at(len(self.config.layers) + 1 if place == "output" else int(place) + 1)

    def _offer_formulas(self) -> None:
        found = choices.options(self.offered, "activations", self.config)
        if self.formulas == found:
            return
        self.formulas, rows = found, options(found)
        for card in self.cards + [self.output]:
            card.querySelector('[data-part^="activation"]').innerHTML = rows

    def _card(self, index: int):
        name = f"Layer {index + 1}"
        made = [button(f"{verb} {name}", icon, class_="icon plain", data_do=f"{icon} {index}") for verb, icon in VERBS]
        enable(made[0], index > 0)
        title = element("div", element("b", name), *made, class_="title")
        neurons = element(
            "input", type="number", min=NEURONS[0], max=NEURONS[1], step="1", data_part=f"neurons {index}",
            aria_label=f"{name} neurons", title="Neurons",
        )  # fmt: skip
        slider = element(
            "input", type="range", min=NEURONS[0], max=SLIDER, step="1", data_slide_part=index,
            aria_label=f"Slide neurons of {name.lower()}",
        )  # fmt: skip
        parts = (title,) + self._activation(name, index) + (slider, neurons, self._starts(name, index))
        return element("div", *parts, class_="layer", role="group", aria_label=name, data_layer=index, style=hue(index))

    def _output_card(self):
        title = element("div", element("b", "Output"), class_="title")
        parts = (title,) + self._activation("Output", "output") + (self._starts("Output", "output"),)
        return element("div", *parts, class_="layer", role="group", aria_label="Output", data_layer="output")

    def _activation(self, name: str, index) -> tuple:
        rows = choices.options(self.offered, "activations", self.config)
        chosen = select(rows, aria_label=f"{name} activation", data_part=f"activation {index}")
        own = element("div", class_="own", hidden=True)
        return chosen, element("span", class_="curve"), element("span", class_="brought soft"), own

    def _starts(self, name: str, index):
        rows = choices.options(self.offered, "initializers", self.config)
        fields = []
        for part, title in PARTS:
            made = select(rows, aria_label=f"{name} {title.lower()}", data_part=f"{part} {index}")
            fields.append(element("div", element("span", title, class_="soft"), made, class_="field"))
        return element("details", element("summary", "Start"), *fields, class_="start")

    def _fill(self, card, layer, place: str) -> None:
        for node in card.querySelectorAll("[data-part]"):
            node.value = str(getattr(layer, node.dataset.part.split(" ")[0]))
        slider = card.querySelector("[data-slide-part]")
        if slider:
            slider.value = str(layer.neurons)
        words = "Start: " + choices.label(self.offered, "initializers", layer.weights)
        card.querySelector(".start > summary").textContent = words
        chosen = card.querySelector('[data-part^="activation"]')
        loss = row_of(self.offered, "losses", self.config.loss)
        brought = loss["output"] if loss and place == "output" else ""
        chosen.disabled = bool(brought)
        chosen.title = choices.hint(self.offered, "activations", layer.activation)
        if brought:
            chosen.title = f"The loss makes the output a {brought}; choose another loss to choose its activation."
        text = "" if brought else text_at(self.config, place)
        card.querySelector(".brought").textContent = f"{brought}, by the loss" if brought else ""
        card.querySelector(".curve").innerHTML = (
            "" if brought == "softmax" else self._curve(text or brought or layer.activation)
        )
        if text:
            self._open(card, place).show(text)
        elif place in self.fields:
            self.fields[place].show("")

    def _curve(self, activation: str) -> str:
        """The curve of an activation's id, or of a formula that was examined."""
        if activation not in self.curves:
            row = row_of(self.offered, "activations", activation)
            if row is None:
                return ""
            self.curves[activation] = drawn(row["curve"])
        return self.curves[activation]

    def _open(self, card, place: str) -> FormulaField:
        """The field for a formula in a card."""
        room = card.querySelector(".own")
        if place not in self.fields:
            label = f"{card.getAttribute('aria-label')} own formula"
            self.fields[place] = FormulaField(place, "activation", label, self.examine, self._own)
            room.append(self.fields[place].node)
        room.hidden = False
        return self.fields[place]

    def _own(self, place: str, text: str, answer) -> str:
        """Take over a formula that is good, and show its curve."""
        self.curves[text] = curve_of(answer)
        problem = self.write(place, text)
        self.show(self.config)
        return problem

    def _do(self, what: str, _node, _event) -> None:
        verb, _, place = what.partition(" ")
        layers = list(self.config.layers)
        index = int(place) if place else len(layers)
        if verb == "add":
            layers.append(NEW)
        elif verb == "delete":
            del layers[index]
        elif verb == "duplicate":
            layers.insert(index, layers[index])
        else:
            layers.insert(index + (1 if verb == "down" else -1), layers.pop(index))
        self.change("layers", tuple(layers), None)

    def _part(self, what: str, node, _event) -> None:
        part, _, place = what.partition(" ")
        card = node.closest(".layer")
        if node.value == choices.OWN:
            node.value = layer_at(self.config, place).activation
            self._open(card, place).input.focus()
            return
        if part == "activation":
            card.querySelector(".own").hidden = True
        old = layer_at(self.config, place)
        try:
            new = changed(old, part, node.value)
        except ValueError:
            self.problem.textContent = f"A layer has {NEURONS[0]} to {NEURONS[1]} neurons."
            return
        if place == "output":
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
