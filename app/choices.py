"""The choices that the page offers, from the catalogue, and what a control's position or text means for a Config.

Plain Python. `choices` is catalogue.json: {"kinds": {table: rows}, "fields": rows, "presets": rows}.
"""

from math import log

from app.formulas import offered
from app.player import count
from core.shared.consistency import ARMS, row_of
from core.shared.fields import FIELDS, field
from core.shared.number import parse_float, parse_int, rounded, to_text

SLIDER = 1000
"""Positions of a slider, from 0 to this."""

LEAST_PLAIN = 1e-6
"""The smallest size of a number that is written without a power of ten."""

GROUPS = (
    ("training", "Training"),
    ("schedule", "Schedule"),
    ("data", "Data"),
    ("network", "Network"),
    ("regularization", "Regularization"),
    ("stop", "Stop when"),
)
ELSEWHERE = ("target", "layers", "output")
KNOBS = (("optimizer", "optimizers"), ("schedule", "schedules"))
FINITE = ("examples", "split")
OWN = "own"
"""The option of a drop-down that opens a field for a formula."""


def options(choices: dict, table: str, config) -> list[tuple[str, str]]:
    """Id and label of each row of a table, and the formulas, with a way to another, where one may stand."""
    rows = [(row["id"], row["label"]) for row in choices["kinds"][table]]
    if table in ("targets", "activations"):
        rows += [(name, config.formula(name)) for name in offered(config, table)]
        rows.append((OWN, "Your own formula\u2026"))
    return rows


def label(choices: dict, table: str, id: str) -> str:
    """The label of a row; a formula's own name for a formula."""
    row = row_of(choices, table, id)
    return row["label"] if row else "Formula " + id[1:]


def hint(choices: dict, table: str, id: str) -> str:
    """What a row's choice means, in a line."""
    row = row_of(choices, table, id)
    return row["help"] if row else "A formula of your own."


def fields_of(group: str) -> tuple:
    """The rows of FIELDS that a group of the settings shows."""
    return tuple(row for row in FIELDS if row.group == group and row.key not in ELSEWHERE)


def matters(choices: dict, config, key: str) -> bool:
    """Whether a field makes a difference to this Config: knobs that nothing reads are not shown."""
    for chooser, table in KNOBS:
        readers = [row["id"] for row in choices["kinds"][table] if key in row["knobs"]]
        if readers:
            return getattr(config, chooser) in readers
    if key in FINITE:
        return config.data == "finite"
    if key == "arms":
        row = row_of(choices, "targets", config.target)
        return row is not None and row["classes"] == ARMS
    return True


def computable(choices: dict, config) -> list[str]:
    """The ids of the input features that so few inputs allow."""
    return [row["id"] for row in choices["kinds"]["features"] if row["inputs"] <= config.inputs]


def toggled(config, id: str, on: bool) -> tuple[str, ...]:
    """The input features with one more, or without one."""
    rest = tuple(name for name in config.features if name != id)
    return rest + (id,) if on else rest


def read(key: str, text: str) -> tuple:
    """The number that a field's text means and '', or None and the sentence that says what is allowed."""
    row = field(key)
    kind = "a whole number" if row.kind == "int" else "a number"
    sentence = f"{row.label} must be {kind} from {in_words(row.low)} to {in_words(row.high)}."
    text = text.strip().replace(",", "").replace("\u2212", "-")
    try:
        value = parse_int(text) if row.kind == "int" else parse_float(text)
    except ValueError:
        return None, sentence
    return (value, "") if row.low <= value <= row.high else (None, sentence)


def in_words(value: float) -> str:
    """A number as a sentence has it: thousands marked, and no power of ten for what has a few decimals."""
    if value == int(value):
        return count(value)
    return f"{value:.6f}".rstrip("0") if value >= LEAST_PLAIN else to_text(value)


def position(key: str, value: float) -> int:
    """Where a slider stands for a value, 0 to SLIDER."""
    row = field(key)
    if row.scale != "log":
        share = (value - row.low) / (row.high - row.low)
    else:
        share = log(value / row.low) / log(row.high / row.low)
    return max(0, min(SLIDER, int(share * SLIDER + 0.5)))


def value_at(key: str, place: int) -> float:
    """The value of a slider's position, to two significant digits; the ends are the field's own."""
    row = field(key)
    if place <= 0:
        return row.low
    if place >= SLIDER:
        return row.high
    share = place / SLIDER
    value = row.low * (row.high / row.low) ** share if row.scale == "log" else row.low + share * (row.high - row.low)
    value = float(f"{value:.2g}")
    return max(row.low, min(row.high, int(value + 0.5) if row.kind == "int" else rounded(value)))
