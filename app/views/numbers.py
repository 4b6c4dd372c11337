"""One neuron's arithmetic for the example under the crosshair: what makes its output, and its next change."""

from app.digits import largest, number
from app.dom import button, delegate, element, replace, seconds
from app.markup import escaped
from app.pace import Pace

ROWS = 8
EVERY = 0.2
HEAD = "<tr><th>input</th><th>x</th><th>w</th><th>w · x</th><th>gradient</th><th>next change</th></tr>"


class Numbers:
    """Draws a frame's `numbers` for a neuron; `check(layer, index, weight)` asks for a gradient check."""

    def __init__(self, root, check) -> None:
        self.pace = Pace(EVERY, seconds)
        self.picked: tuple | None = None
        self.strongest = 0
        self.forward = element("p", class_="equation")
        self.backward = element("p", class_="equation")
        self.table = element("table", class_="terms")
        self.checked = element("p", class_="soft", aria_live="polite")
        ask = button("Check gradient", data_check="yes", title="Compare backpropagation with a difference of costs")
        replace(root, self.forward, self.table, self.backward, element("div", ask, self.checked, class_="check"))
        delegate(root, "click", "check", lambda _value, _node, _event: self._ask(check))

    def pick(self, layer: int, index: int) -> None:
        """Show this neuron from now on; the inputs (layer 0) have no arithmetic."""
        self.picked = (layer, index) if layer else None
        self.checked.textContent = ""
        self.pace.poke()
        if not layer:
            self.forward.textContent = "An input is what it is: pick a neuron of a layer to see its arithmetic."
            self.backward.textContent = self.table.innerHTML = ""

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame, a few times a second."""
        if self.picked and self.pace.due():
            asked["numbers"] = list(self.picked)

    def draw(self, frame) -> None:
        """Write a frame's numbers, if it brought some."""
        facts = frame.facts.get("numbers")
        if not facts or not self.picked:
            return
        ahead, back = facts["forward"], facts["backward"]
        terms = list(frame.array("numbers.forward.terms"))
        shown = largest(terms, ROWS)
        self.strongest = shown[0]
        self.forward.innerHTML = (
            f"z = Σ w·x + b = {number(sum(terms))} + {number(ahead['bias'])} = <b>{number(ahead['sum'])}</b>"
            f"<br>a = {escaped(ahead['activation'])}(z) = <b>{number(ahead['value'])}</b>"
        )
        self.table.innerHTML = HEAD + self._rows(frame, terms, shown, ahead, back)
        self.backward.innerHTML = backward_html(ahead, back)

    def say(self, facts: dict) -> None:
        """Tell the result of a gradient check."""
        same = "They agree" if facts["agrees"] else "They differ"
        self.checked.textContent = (
            f"Backpropagation {number(facts['backpropagation'])}, difference {number(facts['difference'])}: {same} "
            f"(relative error {number(facts['relative_error'])}). {facts['reason']}"
        )

    def _ask(self, check) -> None:
        if self.picked:
            check(self.picked[0], self.picked[1], self.strongest)

    def _rows(self, frame, terms: list, shown: list, ahead: dict, back: dict | None) -> str:
        x, w = frame.array("numbers.forward.inputs"), frame.array("numbers.forward.weights")
        gradient, change = (
            frame.array("numbers.backward.weight_gradients"),
            frame.array("numbers.backward.weight_changes"),
        )
        rows = []
        for index in shown:
            learns = (at(gradient, index), at(change, index))
            rows.append(row(str(index + 1), (x[index], w[index], terms[index]) + learns))
        rest = len(terms) - len(shown)
        if rest:
            small = sum(terms) - sum(terms[index] for index in shown)
            rows.append(row(f"{rest} more", (None, None, small, None, None)))
        learns = (back["bias_gradient"], back["bias_change"]) if back else (None, None)
        rows.append(row("bias", (None, ahead["bias"], ahead["bias"]) + learns))
        return "".join(rows)


def at(values, index: int) -> float | None:
    """A value of an array that may be missing or empty."""
    return values[index] if values is not None and values.length else None


def row(name: str, values: tuple) -> str:
    """A row of the table."""
    return f"<tr><th>{name}</th>" + "".join(f"<td>{number(value)}</td>" for value in values) + "</tr>"


def backward_html(ahead: dict, back: dict | None) -> str:
    """The way back in a line: arriving error, slope, delta."""
    if not back:
        return "The target is random: no error is known, so nothing comes back."
    if back["arriving"] is None:
        return f"δ = output − target = <b>{number(back['delta'])}</b>, the slope of the cost by z"
    arriving, slope = number(back["arriving"]), number(ahead["slope"])
    return f"δ = arriving error · slope = {arriving} · {slope} = <b>{number(back['delta'])}</b>"
