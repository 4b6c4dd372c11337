"""A field in which a formula is typed: what it means, drawn as one types, or where it is at fault."""

from app.dom import element, image
from app.formulas import pointed
from app.views.curve import drawn
from core.shared.fields import FORMULA_LENGTH

EXAMPLES = {"target": "sin(6*a)*b", "activation": "x*sigmoid(2*x)", "feature": "a*b - 1/4"}
NAME = "formula-words"
"""The id of the list of words, which is one for all fields."""

FIELDS: dict = {}
"""The fields of the page by their places: Suggestions hears them all, and calls `typed`."""


class FormulaField:
    """The field of a place.

    `examine(place, kind, text, tell)` looks at a text, `accept(place, text, answer)` hears of one that is good and
    returns a sentence if it cannot be used; until then the last good one stays in force.
    """

    def __init__(self, place: str, kind: str, label: str, examine, accept) -> None:
        self.place, self.kind = place, kind
        self.examine, self.accept = examine, accept
        self.known = ""
        self.words: list = []
        self.functions: list = []
        FIELDS[place] = self
        name = "formula-" + place.replace(" ", "-")
        self.input = element(
            "input", type="text", id=name, maxlength=str(FORMULA_LENGTH), placeholder=EXAMPLES[kind],
            spellcheck="false", autocomplete="off", autocapitalize="off", aria_label=label, data_typed=place,
            aria_describedby=name + "-problem", role="combobox", aria_autocomplete="list", aria_expanded="false",
            aria_controls=NAME,
        )  # fmt: skip
        self.caret = element("pre", class_="caret", aria_hidden="true")
        self.problem = element("p", class_="problem", id=name + "-problem", aria_live="polite")
        self.picture = element("canvas", class_="own", hidden=True, role="img", aria_label="Picture of the formula")
        self.steps = element("ol")
        self.derivation = element("details", element("summary", "Derivative"), self.steps, hidden=True)
        parts = (self.input, self.caret, self.problem, self.picture, self.derivation)
        self.node = element("div", *parts, class_="formula")

    def show(self, text: str) -> None:
        """Show the formula that is in force, empty for none; what is being typed stays while that does not change."""
        if text != self.known:
            self.known = self.input.value = text
            self.typed(text)

    def typed(self, text: str) -> None:
        """Have a text looked at, or fall silent about an empty one."""
        self.refuse("", None)
        if text.strip():
            self.examine(self.place, self.kind, text, self._told)

    def learn(self, then) -> None:
        """Call `then()` once the words are known that a formula of this kind may hold."""
        if self.words:
            then()
            return

        def learned(text: str, answer) -> None:
            self._learned(text, answer)
            then()

        self.examine(self.place + " words", self.kind, self.input.value.strip() or "0", learned)

    def refuse(self, sentence: str, column: "int | None") -> None:
        """Say what is wrong, and at which column, from 0; an empty sentence takes it back."""
        self.problem.textContent = sentence
        self.caret.textContent = "" if column is None else pointed(self.input.value, column)
        self.input.setAttribute("aria-invalid", "true" if sentence else "false")

    def _learned(self, _text: str, answer) -> None:
        self.words, self.functions = answer.facts["words"], answer.facts["functions"]

    def _told(self, text: str, answer) -> None:
        if text != self.input.value:
            return
        facts = answer.facts
        self._learned(text, answer)
        if facts["problem"]:
            self.refuse(facts["problem"], facts["column"])
            return
        self._draw(facts, answer)
        self.known = text
        self.refuse(self.accept(self.place, text, answer), None)

    def _draw(self, facts: dict, answer) -> None:
        colours = answer.array("rgba")
        self.picture.hidden = colours is None
        if colours is not None:
            paint(self.picture, colours, facts["size"])
        self.derivation.hidden = not facts["steps"]
        self.steps.replaceChildren(*[step(row) for row in facts["steps"]])


def curve_of(answer) -> str:
    """The curve of an examined activation as an SVG."""
    return drawn(list(answer.array("curve.value")))


def paint(canvas, colours, side: int) -> None:
    """Paint RGBA bytes of a square picture, whatever size the canvas had."""
    canvas.width = canvas.height = side
    canvas.getContext("2d").putImageData(image(colours, side, side), 0, 0)


def step(row: dict):
    """One step of a derivation: the formula, and the rule that led to it."""
    return element("li", element("code", row["formula"]), element("span", row["rule"], class_="soft"))
