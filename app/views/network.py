"""The network as cards from the inputs to the output, where layers are added, changed, moved and taken out."""

from app import choices
from app.dom import button, delegate, element, enable, listen, replace
from core.shared.config import Config
from core.shared.layer import LAYERS, NEURONS, Layer

HUES = 6
NEW = Layer(8, "sigmoid")
PARTS = (("weights", "Weights start"), ("biases", "Biases start"))


def hue(index: int) -> str:
    """The style that gives a hidden layer (from 0) its colour."""
    return f"--hue: var(--layer-{index % HUES + 1})"


class Network:
    """Draws the cards and sends intentions: `change(key, value, gesture)` for `layers` and `output`."""

    def __init__(self, root, offered: dict, change, point_at) -> None:
        self.offered, self.change, self.point_at = offered, change, point_at
        self.config = Config()
        self.cards: list = []
        self.made_for = None
        self.inputs = element("span", class_="shape")
        self.list = element("div")
        self.add = button("Add layer", "add", "Add layer", data_do="add")
        self.output = None
        self.problem = element("p", class_="problem", role="alert")
        top = element("div", element("div", element("b", "Inputs"), self.inputs, class_="title"), class_="layer fixed")
        self.last = element("div")
        root.append(
            element("div", element("h2", "Network"), top, self.list, self.problem, self.add, self.last, class_="group")
        )
        delegate(root, "click", "do", self._do)
        delegate(root, "change", "part", self._part)
        delegate(root, "mouseover", "layer", lambda place, _node, _event: self._hover(place))
        listen(root, "mouseleave", lambda _event: point_at(0))

    def show(self, config) -> None:
        """Show a Config's layers; cards are made anew only if their number or the offered formulas changed."""
        self.config = config
        if self.made_for != (len(config.layers), names(config)):
            self.made_for = (len(config.layers), names(config))
            self._make(config)
        self.inputs.textContent = ", ".join(["a, b"] if config.inputs == 2 else [f"{config.inputs} numbers"])
        for index, layer in enumerate(config.layers):
            self._fill(self.cards[index], layer)
            enable(self.cards[index].querySelector('[data-do^="delete"]'), len(config.layers) > 0)
        self._fill(self.last.firstElementChild, config.output)
        enable(self.add, len(config.layers) < LAYERS[1])
        self.problem.textContent = ""

    def light(self, layer: int) -> None:
        """Light up the card of a layer, from 1 to the output's; 0 is none."""
        for index, card in enumerate(self.cards + [self.last.firstElementChild]):
            card.classList.toggle("lit", index + 1 == layer)

    def _hover(self, place: str) -> None:
        self.point_at(len(self.config.layers) + 1 if place == "output" else int(place) + 1)

    def _make(self, config) -> None:
        self.cards = [self._card(index, config) for index in range(len(config.layers))]
        replace(self.list, *self.cards)
        replace(self.last, self._output_card(config))

    def _card(self, index: int, config):
        name = f"Layer {index + 1}"
        buttons = [
            button(f"Move {name} up", "up", class_="icon plain", data_do=f"up {index}"),
            button(f"Move {name} down", "down", class_="icon plain", data_do=f"down {index}"),
            button(f"Duplicate {name}", "duplicate", class_="icon plain", data_do=f"duplicate {index}"),
            button(f"Delete {name}", "delete", class_="icon plain", data_do=f"delete {index}"),
        ]
        enable(buttons[0], index > 0)
        enable(buttons[1], index < len(config.layers) - 1)
        neurons = element(
            "input", type="number", min=str(NEURONS[0]), max=str(NEURONS[1]), step="1",
            data_part=f"neurons {index}", aria_label=f"{name} neurons", title="Neurons",
        )  # fmt: skip
        title = element("div", element("b", name), *buttons, class_="title")
        parts = [title, self._activation(name, index, config), neurons, self._starts(name, index)]
        return element(
            "div", *parts, class_="layer", role="group", aria_label=name, data_layer=str(index), style=hue(index)
        )

    def _output_card(self, config):
        title = element("div", element("b", "Output"), class_="title")
        parts = [title, self._activation("Output", "output", config), self._starts("Output", "output")]
        return element("div", *parts, class_="layer fixed", role="group", aria_label="Output", data_layer="output")

    def _activation(self, name: str, index, config):
        rows = choices.options(self.offered, "activations", config)
        return select(rows, f"{name} activation", f"activation {index}")

    def _starts(self, name: str, index):
        rows = choices.options(self.offered, "initializers", self.config)
        fields = []
        for part, title in PARTS:
            made = select(rows, f"{name} {title.lower()}", f"{part} {index}")
            fields.append(element("div", element("span", title, class_="soft"), made, class_="field"))
        return element("details", element("summary", "Start"), *fields)

    def _fill(self, card, layer) -> None:
        for node in card.querySelectorAll("[data-part]"):
            part = node.dataset.part.split(" ")[0]
            node.value = str(getattr(layer, part))
            if part == "activation":
                node.title = choices.hint(self.offered, "activations", layer.activation)
        words = "Start: " + choices.label(self.offered, "initializers", layer.weights)
        card.querySelector("summary").textContent = words

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
        old = self.config.output if place == "output" else self.config.layers[int(place)]
        try:
            new = changed(old, part, node.value)
        except ValueError:
            self.problem.textContent = f"A layer has {NEURONS[0]} to {NEURONS[1]} neurons."
            return
        if place == "output":
            self.change("output", new, None)
            return
        layers = list(self.config.layers)
        layers[int(place)] = new
        self.change("layers", tuple(layers), None)


def changed(layer: Layer, part: str, text: str) -> Layer:
    """The layer with one part set from a control's text; ValueError for a number of neurons that cannot be."""
    if part == "neurons":
        return layer.replace(neurons=int(text))
    if part == "activation":
        return layer.replace(activation=text)
    return layer.replace(weights=text) if part == "weights" else layer.replace(biases=text)


def names(config) -> tuple:
    """Which formulas a Config has: they are offered as activations."""
    return tuple(getattr(config, f"f{number}") != "" for number in range(1, 10))


def select(rows, name: str, part: str):
    """A drop-down of (id, label) rows, heard by `data-part`."""
    made = [element("option", label, value=id) for id, label in rows]
    return element("select", *made, aria_label=name, data_part=part)
