"""The share link: a Config as readable text and back.

`to_link` writes what differs from the default, in field order: `target=xor&layers=8.tanh&rate=0.3`. `from_link` reads
any text at all; what it cannot use keeps its default and is told in a sentence. Published links work for ever.

A fault, in here, is what is wrong with a part of a link, and what a reader of the link makes of that: two pieces of one
sentence.
"""

from core.shared.config import DEFAULT, Config, formula_fault, formulas_in_network, range_of
from core.shared.consistency import Choices, is_missing, mend
from core.shared.fields import FIELDS, FORMULA_NAMES, KEYS, Field, field
from core.shared.layer import NEURONS, Layer
from core.shared.number import is_digits, parse_float, parse_int, to_text
from core.shared.percent import quote, unquote

# What a page's address may also hold; it is not part of the experiment.
PAGE_KEYS = ("preset", "theme", "embed", "panes", "controls", "start", "view", "constrainedLayout")
NAMED_BY_FORMULAS = ("targets", "activations", "features")
PROBLEMS = 12
Fault = tuple  # (what is wrong, what is made of it)
LONGEST = 60_000  # 128 layers and nine formulas of encoded letters have less
SHOWN = 40


def to_link(config: Config) -> str:
    """The Config's link, without a leading #; empty for the default one."""
    return "&".join(
        row.key + "=" + quote(value_text(row, getattr(config, row.key)))
        for row in FIELDS
        if differs(row, config, DEFAULT)
    )


def differs(row: Field, config: Config, default: Config) -> bool:
    """Whether a field must be written; the output's neurons are written as `outputs`."""
    if row.key == "output":
        return config.output.parts()[1:] != default.output.parts()[1:]
    return getattr(config, row.key) != getattr(default, row.key)


def value_text(row: Field, value: object) -> str:
    """A field's value as it stands in a link, before percent-encoding."""
    if row.kind == "int" or row.kind == "float":
        return to_text(value)  # type: ignore[arg-type]
    if row.kind == "ids":
        return ",".join(value)  # type: ignore[arg-type]
    if row.kind == "layers":
        return ",".join(layer_text(layer) for layer in value) or "none"  # type: ignore[attr-defined]
    if row.kind == "layer":
        return parts_text(value, row.default)  # type: ignore[arg-type]
    return str(value)


def layer_text(layer: Layer) -> str:
    """A hidden layer as `neurons.activation[.weights[.biases]]`."""
    return f"{layer.neurons}." + parts_text(layer, Layer(1, "identity"))


def parts_text(layer: Layer, default: Layer) -> str:
    """`activation[.weights[.biases]]`, without what the default says anyway."""
    if layer.biases != default.biases:
        return f"{layer.activation}.{layer.weights}.{layer.biases}"
    if layer.weights != default.weights:
        return f"{layer.activation}.{layer.weights}"
    return layer.activation


def from_link(text: str, choices: Choices) -> tuple[Config, tuple[str, ...]]:
    """The Config that a link describes, and a sentence for each thing in it that could not be used.

    choices is the catalogue as `core.catalogue.describe` gives it. A leading # or ? is ignored; `preset=id` starts from
    that preset. Never raises.
    """
    config, faults = read_parts(text, choices)
    config, conflicts = mend(config, choices)
    return config, few([what + so + "." for what, so in faults] + list(conflicts))


def refusals(text: str, choices: Choices) -> tuple[str, ...]:
    """For who takes a link whole or not at all: a sentence for each part that is wrong, none if it can be taken."""
    config, faults = read_parts(text, choices)
    used = (config.target,) + formulas_in_network(config)
    faults.extend([(f"{name} has no formula", "") for name in used if is_missing(config, name)])
    return few([what + ", so nothing was changed." for what, _ in faults])


def few(sentences: list[str]) -> tuple[str, ...]:
    """The sentences, of many only the first."""
    if len(sentences) <= PROBLEMS:
        return tuple(sentences)
    return tuple(sentences[:PROBLEMS]) + (f"{len(sentences) - PROBLEMS} more parts of the link could not be used.",)


def read_parts(text: str, choices: Choices) -> tuple[Config, list[Fault]]:
    """The Config of a link's good parts, which may not fit together yet, and the faults of the others."""
    if len(text) > LONGEST:
        return Config(), [(f"The link has more than {LONGEST} characters", ", so it is left out")]
    parts = [part for part in text.strip().lstrip("#?").split("&") if part]
    base, faults = preset_of(parts, choices)
    values: dict[str, object] = {}
    for part in parts:
        faults.extend(read_part(part, values, choices))
    return base.replace(**values), faults


def preset_of(parts: list[str], choices: Choices) -> tuple[Config, list[Fault]]:
    """The Config of the preset that the last `preset=id` names, or the default one; the fault of a strange name."""
    names = [part[len("preset=") :] for part in parts if part.startswith("preset=")]
    if not names:
        return Config(), []
    for row in choices["presets"]:
        if row["id"] == names[-1]:
            return from_link(row["link"], choices)[0], []
    return Config(), [(f"preset={shown(names[-1])} is no preset", ", so the default is taken")]


def read_part(part: str, values: dict[str, object], choices: Choices) -> list[Fault]:
    """Reads one `key=value` into values; its faults."""
    key, mark, raw = part.partition("=")
    try:
        key, raw = unquote(key), unquote(raw)
    except ValueError:
        return [(f"{shown(part)} is no text in UTF-8", ", so it is left out")]
    if key in PAGE_KEYS:
        return []
    if key not in KEYS:
        return [(f"{shown(part)} sets nothing: there is no {shown(key)}", "")]
    return read_value(field(key), mark, raw, values, choices)


def read_value(row: Field, mark: str, raw: str, values: dict[str, object], choices: Choices) -> list[Fault]:
    """Reads the value of a known key into values; its faults."""
    if not mark:
        return [(f"{row.key} has no value: write {row.key}={value_text(row, row.default)}, for example", "")]
    try:
        value = parse(row, raw, choices)
    except ValueError as error:
        kept = value_text(row, values.get(row.key, row.default))
        return [(f"{row.key}={shown(raw)} {error.args[0]}", f", so {row.key} is {kept or 'empty'}")]
    twice = row.key in values and values[row.key] != value
    values[row.key] = value
    return [(f"{row.key} is given twice", f"; {row.key}={shown(raw)} holds")] if twice else []


def parse(row: Field, text: str, choices: Choices) -> object:
    """The value that a field's text writes; ValueError with the rest of the sentence `key=text ...`."""
    if row.kind == "int" or row.kind == "float":
        return parse_number(row, text)
    if row.kind == "formula":
        return parse_formula(row, text)
    if row.kind == "id":
        return parse_id(row.table, text, choices)
    if row.kind == "ids":
        return parse_ids(row, text, choices)
    if row.kind == "layers":
        return parse_layers(row, text, choices)
    return parse_output(row, text, choices)


def parse_number(row: Field, text: str) -> float:
    """A number within the field's range."""
    value = parse_int(text) if row.kind == "int" else parse_float(text)
    if not row.low <= value <= row.high:
        raise ValueError(f"is out of range: it goes from {range_of(row)}")
    return value


def parse_formula(row: Field, text: str) -> str:
    """A formula's text; whether it is a formula is for the compiler to say."""
    fault = formula_fault(text, row.high)
    if fault:
        raise ValueError(fault)
    return text


def parse_id(table: str, text: str, choices: Choices) -> str:
    """The id of a row of a table, or a formula's name where a formula may stand."""
    ids = [row["id"] for row in choices["kinds"][table]]
    if text in ids or (table in NAMED_BY_FORMULAS and text in FORMULA_NAMES):
        return text
    raise ValueError(f"is not one of the {table}: {', '.join(ids)}")


def parse_ids(row: Field, text: str, choices: Choices) -> tuple[str, ...]:
    """Ids separated by commas, each at most once."""
    ids = tuple(parse_id(row.table, part, choices) for part in text.split(",")) if text else ()
    if len(ids) > row.high:
        raise ValueError(f"has more than {row.high} entries")
    if len(set(ids)) < len(ids):
        raise ValueError("names one twice")
    return ids


def parse_layers(row: Field, text: str, choices: Choices) -> tuple[Layer, ...]:
    """Hidden layers separated by commas, or `none`."""
    parts = () if text == "none" else text.split(",")
    if len(parts) > row.high:
        raise ValueError(f"has more than {row.high} layers")
    return tuple(parse_hidden(part, choices) for part in parts)


def parse_hidden(text: str, choices: Choices) -> Layer:
    """One hidden layer: `neurons.activation[.weights[.biases]]`."""
    count, mark, rest = text.partition(".")
    low, high = NEURONS
    if not mark or not is_digits(count):
        raise ValueError("is unclear: a layer looks like 64.leaky_relu or 8.tanh.he_normal.zeros")
    neurons = parse_int(count)
    if not low <= neurons <= high:
        raise ValueError(f"is out of range: a layer has {low} to {high} neurons")
    return parse_layer(rest, Layer(neurons, "identity"), choices)


def parse_output(row: Field, text: str, choices: Choices) -> Layer:
    """The output layer: `activation[.weights[.biases]]`."""
    return parse_layer(text, row.default, choices)


def parse_layer(text: str, default: Layer, choices: Choices) -> Layer:
    """A layer like the default one with the activation, weights and biases that the text names."""
    parts = text.split(".")
    if len(parts) > 3:
        raise ValueError("has too many dots: a layer looks like 64.leaky_relu or 8.tanh.he_normal.zeros")
    tables = ("activations", "initializers", "initializers")
    named = [parse_id(table, part, choices) for table, part in zip(tables, parts)]  # noqa: B905
    named = named + [default.weights, default.biases][len(named) - 1 :]
    return Layer(default.neurons, named[0], named[1], named[2])


def shown(text: str) -> str:
    """A piece of a link as a sentence may quote it: short, and without what cannot be drawn."""
    clean = "".join(c if " " <= c <= "~" else "?" for c in text)
    return clean if len(clean) <= SHOWN else clean[:SHOWN] + "..."
