"""One layer of the network as a card: its neurons, its activation with the curve, and how its weights start."""

from app import choices
from app.dom import button, element, enable, select
from app.formulas import text_at
from app.markup import options
from app.views.curve import drawn
from core.shared.consistency import row_of
from core.shared.layer import NEURONS

HUES = 6
SLIDER = 128
"""Most neurons that the slider sets; the number beside it goes on to the layer's own limit."""

OUTPUT = "output"
"""The place of the output's card; a hidden layer's is its index."""

VERBS = (("Move up", "up"), ("Move down", "down"), ("Duplicate", "duplicate"), ("Delete", "delete"))
PARTS = (("weights", "Weights"), ("biases", "Biases"))
HELP = {
    "weights": "How the weights start.",
    "biases": "Biases start as the weights of a single input would: He and LeCun make them large.",
}
GRIP = '<svg aria-hidden="true"><use href="#grip"></use></svg>'


def hue(index: int) -> str:
    """The style that gives a hidden layer (from 0) its colour."""
    return f"--hue: var(--layer-{index % HUES + 1})"


class Card:
    """The card of a place; containers hear its controls by their `data-` attributes.

    `rows` are the activations' options, `curves` drawings by activation or formula, `make_field(place, label)` makes
    the field for a formula. A card belongs to a place, not to a layer: what changes is what it shows.
    """

    def __init__(self, place: str, offered: dict, rows: list, curves: dict, make_field) -> None:
        self.place, self.offered, self.curves, self.make_field = place, offered, curves, make_field
        self.name = "Output" if place == OUTPUT else f"Layer {int(place) + 1}"
        self.buttons: dict = {}
        self.neurons: list = []
        self.field = None
        self.shown: tuple | None = None
        self.activation = select(rows, aria_label=f"{self.name} activation", data_part="activation " + place)
        self.curve = element("span", class_="curve")
        self.brought = element("span", class_="brought soft")
        self.own = element("div", class_="own", hidden=True)
        self.problem = element("p", class_="problem", id=f"neurons-{place}-problem", aria_live="polite")
        self.summary = element("summary")
        self.starts = {part: self._start(part, title) for part, title in PARTS}
        parts = [self._title(), self.activation, self.curve, self.brought, self.own]
        style = None
        if place != OUTPUT:
            self.neurons = self._neurons()
            parts += self.neurons + [self.problem]
            style = hue(int(place))
        fields = [element("label", title, self.starts[part], class_="field") for part, title in PARTS]
        parts.append(element("details", self.summary, *fields, class_="start"))
        self.node = element(
            "div", *parts, class_="layer", role="group", aria_label=self.name, data_layer=place, style=style
        )

    def show(self, config, layer) -> None:
        """Show a Config's layer of this place."""
        text = text_at(config, self.place)
        if self.shown == (layer, text, config.loss):
            return
        self.shown = (layer, text, config.loss)
        self.activation.value = layer.activation
        for part, node in self.starts.items():
            node.value = getattr(layer, part)
        self.summary.textContent = "Start: " + choices.label(self.offered, "initializers", layer.weights)
        for node in self.neurons:
            node.value = str(layer.neurons)
        self.refuse("")
        brought = self._brought(config)
        text = "" if brought else text
        known = text or brought or layer.activation
        self.curve.innerHTML = "" if brought == "softmax" else self._drawn(known)
        if text:
            self.open().show(text)
        elif self.field:
            self.field.show("")

    def offer(self, rows: list) -> None:
        """Offer these activations; the next `show` chooses one."""
        self.touch()
        self.activation.innerHTML = options(rows)

    def enable(self, verb: str, possible: bool) -> None:
        """Let one of its buttons work, or not."""
        enable(self.buttons[verb], possible)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the number of neurons; an empty sentence takes it back."""
        if sentence:
            self.touch()
        if self.problem.textContent != sentence:
            self.problem.textContent = sentence
            self.neurons[1].setAttribute("aria-invalid", "true" if sentence else "false")

    def touch(self) -> None:
        """Take note that a control may show something else than the Config: the next `show` writes it anew."""
        self.shown = None

    def open(self):
        """The field for a formula, in sight."""
        if self.field is None:
            self.field = self.make_field(self.place, self.name + " own formula")
            self.own.append(self.field.node)
        self.own.hidden = False
        return self.field

    def close(self) -> None:
        """Put the field for a formula out of sight."""
        self.own.hidden = True

    def _brought(self, config) -> str:
        """The activation that the loss brings with it, or an empty text; the card says so."""
        loss = row_of(self.offered, "losses", config.loss)
        brought = loss["output"] if loss and self.place == OUTPUT else ""
        self.activation.disabled = bool(brought)
        self.activation.title = choices.hint(self.offered, "activations", self.activation.value)
        if brought:
            self.activation.title = (
                f"The loss makes the output a {brought}; choose another loss to choose its activation."
            )
        self.brought.textContent = f"{brought}, by the loss" if brought else ""
        return brought

    def _drawn(self, activation: str) -> str:
        """The curve of an activation's id, or of a formula that was examined."""
        if activation not in self.curves:
            row = row_of(self.offered, "activations", activation)
            if row is None:
                return ""
            self.curves[activation] = drawn(row["curve"])
        return self.curves[activation]

    def _title(self):
        name = element("b", self.name)
        if self.place == OUTPUT:
            return element("div", name, class_="title")
        grip = element("span", class_="grip", data_grip=self.place, title="Drag to move")
        grip.innerHTML = GRIP
        for verb, icon in VERBS:
            label = f"{verb} {self.name}"
            self.buttons[icon] = button(label, icon, class_="icon plain", data_do=f"{icon} {self.place}")
        return element("div", grip, name, *[self.buttons[icon] for _, icon in VERBS], class_="title")

    def _neurons(self) -> list:
        slider = element(
            "input", type="range", min=NEURONS[0], max=SLIDER, step="1", data_slide_part=self.place,
            aria_label=self.name + " neurons slider",
        )  # fmt: skip
        number = element(
            "input", type="number", min=NEURONS[0], max=NEURONS[1], step="1", data_part="neurons " + self.place,
            aria_label=f"{self.name} neurons", title="Neurons", aria_describedby=self.problem.id,
        )  # fmt: skip
        return [slider, number]

    def _start(self, part: str, title: str):
        rows = [(row["id"], row["label"]) for row in self.offered["kinds"]["initializers"]]
        name = f"{self.name} {title.lower()} start"
        return select(rows, aria_label=name, data_part=f"{part} {self.place}", title=HELP[part])
