"""Typed formulas as the page shows them while they are typed: read, derived, drawn, or refused with the place."""

from typing import Any

from core.compiler import formula
from core.compiler.language import WORDS
from core.compiler.refusal import FormulaError
from core.insight.colours import value_image

SIZE = 48


def typed(text: str, kind: str, inputs: int) -> dict[str, Any]:
    """Return what a formula of a kind (target, activation, feature) means, or why it is not accepted.

    Accepted: `formula`, `numpy`, `steps` of the derivation, and a `curve` (x, value, slope) or a picture
    (`size`, `values`, `rgba`). Refused: `problem`, one sentence, and `column` from 0, or None. `words` are
    all that a formula may hold, `functions` those that take arguments.
    """
    if kind not in formula.KINDS:
        raise ValueError(f"A formula is a {', '.join(formula.KINDS[:-1])} or {formula.KINDS[-1]}, not {kind!r}.")
    words = {"words": list(formula.suggestions(kind, inputs)), "functions": list(WORDS)}
    answer: dict[str, Any] = words | {"problem": "", "column": None}
    try:
        found = formula.examine(text, kind, inputs)
        drawn = curve(text) if kind == "activation" else picture(text, kind, inputs)
    except FormulaError as error:
        return answer | {"problem": str(error), "column": error.column}
    return answer | found._asdict() | {"steps": [step._asdict() for step in found.steps]} | drawn


def curve(text: str) -> dict[str, Any]:
    """Return an activation's curve."""
    x, value, slope = formula.curve(text)
    return {"curve": {"x": x, "value": value, "slope": slope}}


def picture(text: str, kind: str, inputs: int) -> dict[str, Any]:
    """Return a target's or a feature's picture over the square."""
    values = formula.picture(text, kind, inputs, SIZE)
    return {"size": SIZE, "values": values, "rgba": value_image(values, SIZE)}
