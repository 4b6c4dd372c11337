"""What a hand can do to a neuron while it learns: set or pin a weight, take the neuron out, undo, check a gradient."""

from app.dom import button, delegate, element, enable, listen, replace
from app.markup import escaped
from app.player import count
from core.shared.digits import NOT_FINITE, number


class Intervention:
    """Works on the weight that is picked in the neuron's table.

    `operate(name, arguments, then)` asks the engine, and `then` hears its answer.
    """

    def __init__(self, root, operate) -> None:
        self.operate = operate
        self.neuron: tuple | None = None
        self.position = 0
        self.weight: int | None = None
        self.is_held = self.is_typed = False
        self.undoable = 0
        self.name = element("b")
        self.field = element("input", type="number", step="any", aria_label="Value of the picked weight")
        self.set = button("Set", data_hand="set")
        self.hold = button(
            "Pin", data_hand="hold", title="Keep this value while the others learn", aria_pressed="false"
        )
        self.check = button(
            "Check gradient", data_hand="check", title="Compare backpropagation with a difference of costs"
        )
        self.cut = button("Ablate neuron", data_hand="ablate", title="Hold all its outgoing weights at 0")
        self.back = button("Undo", data_hand="undo", aria_label="Undo by hand")
        self.words = element("span", class_="soft", aria_live="polite")
        self.checked = element("p", class_="checked", aria_live="polite")
        one = element("div", self.name, self.field, self.set, self.hold, self.check)
        whole = element("div", self.cut, self.back, self.words)
        replace(root, one, self.checked, whole)
        delegate(root, "click", "hand", lambda verb, _node, _event: self.do(verb))
        listen(self.field, "input", lambda _event: self._typed(True))
        listen(self.field, "keydown", lambda event: self.do("set") if event.key == "Enter" else None)
        enable(self.back, False)

    def pick(self, layer: int, index: int, is_output: bool) -> None:
        """Work on this neuron from now on."""
        self.neuron = (layer, index)
        self.checked.textContent = ""
        enable(self.cut, not is_output)

    def aim(self, name: str, position: int, weight: int | None, value: str, held: bool, afresh: bool) -> None:
        """Work on the parameter at a position, of this name and value; `afresh`: it was picked just now."""
        self.position, self.weight, self.is_held = position, weight, held
        if self.name.textContent != name:
            self.name.textContent = name
        if afresh:
            self.checked.textContent = ""
        if afresh or not (self.is_typed or self.field.matches(":focus")):
            self.is_typed = False
            self.field.value = "" if value in NOT_FINITE else value
        pressed = "true" if held else "false"
        if self.hold.getAttribute("aria-pressed") != pressed:
            self.hold.setAttribute("aria-pressed", pressed)

    def tell(self, ablated: bool) -> None:
        """Say whether the neuron is taken out."""
        words = "Ablated" if ablated else "Ablate neuron"
        if self.cut.textContent != words:
            self.cut.textContent = words
            self.cut.setAttribute("aria-pressed", "true" if ablated else "false")

    def begin(self) -> None:
        """Forget what could be undone: this is another run."""
        self.undoable = 0
        enable(self.back, False)
        self.words.textContent = self.checked.textContent = ""

    def do(self, verb: str) -> None:
        """Do what a button says."""
        if self.neuron is None:
            return
        layer, index = self.neuron
        if verb == "check":
            self.operate("check_gradient", (layer, index, self.weight), self._tell_check)
        elif verb == "ablate":
            self.operate("ablate", (layer, index), self._told)
        elif verb == "undo":
            self.operate("undo", (), self._told)
        elif verb == "hold":
            self.operate("pin", (self.position, not self.is_held), self._told)
        elif self.field.value:
            self.operate("set_parameter", (self.position, float(self.field.value)), self._told)

    def _typed(self, typed: bool) -> None:
        """Keep what was typed until it is set, or another parameter is picked."""
        self.is_typed = typed

    def _told(self, facts: dict) -> None:
        self._typed(False)
        held, self.undoable = len(facts["pinned"]), facts["undo"]
        enable(self.back, self.undoable > 0)
        self.words.textContent = f"{held} pinned" if held else ""

    def _tell_check(self, facts: dict) -> None:
        verdict = "Both agree." if facts["agrees"] else facts["reason"]
        self.checked.innerHTML = (
            f"<span>at step <b>{count(facts['step'])}</b></span>"
            f"<span>backpropagation <b>{number(facts['backpropagation'])}</b></span>"
            f"<span>central difference <b>{number(facts['difference'])}</b></span>"
            f"<span>relative error <b>{number(facts['relative_error'])}</b></span>{escaped(verdict)}"
        )
