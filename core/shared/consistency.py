"""Consistency: what in a Config must fit together, and how it is made to fit.

A rule looks at a Config and returns nothing, or the changes that mend it and a sentence for the user. `mend` is for the
page after each change of a control, and for links; a Config that it leaves alone is one that can be trained.
"""

from core.shared.config import Config
from core.shared.fields import FORMULA_NAMES, field
from core.shared.layer import Layer

# The catalogue as core.catalogue.describe gives it: plain dicts, lists, texts and numbers.
Choices = dict
Fix = tuple  # (changes, sentence)
ARMS = -1


def mend(config: Config, choices: Choices) -> tuple[Config, tuple[str, ...]]:
    """The nearest Config whose parts fit together, and a sentence for each thing that was changed."""
    problems: list[str] = []
    for rule in RULES:
        fix = rule(config, choices)
        if fix:
            config = config.replace(**fix[0])
            problems.append(fix[1])
    return config, tuple(problems)


def row_of(choices: Choices, table: str, id: str) -> dict | None:
    """A row of the catalogue, or None (for a formula's name)."""
    for row in choices["kinds"][table]:
        if row["id"] == id:
            return row
    return None


def classes_of(config: Config, choices: Choices) -> int:
    """How many classes the Config's target has; 0 for a regression, and for a formula."""
    row = row_of(choices, "targets", config.target)
    if row is None:
        return 0
    return config.arms if row["classes"] == ARMS else row["classes"]


def is_missing(config: Config, name: str) -> bool:
    """Whether the name is that of a formula without text."""
    return name in FORMULA_NAMES and not config.formula(name).strip()


def target_has_its_formula(config: Config, choices: Choices) -> Fix | None:
    """A target by a formula's name needs the formula."""
    if not is_missing(config, config.target):
        return None
    default = field("target").default
    return ({"target": default}, f"target={config.target} has no formula, so target is {default}.")


def layers_have_their_formulas(config: Config, choices: Choices) -> Fix | None:
    """An activation by a formula's name needs the formula."""
    missing = [layer.activation for layer in config.all_layers() if is_missing(config, layer.activation)]
    if not missing:
        return None
    mended = [mended_layer(config, layer, "leaky_relu") for layer in config.layers]
    output = mended_layer(config, config.output, "sigmoid")
    sentence = f"The activation {missing[0]} has no formula, so its layers use a built-in one."
    return ({"layers": tuple(mended), "output": output}, sentence)


def mended_layer(config: Config, layer: Layer, activation: str) -> Layer:
    """The layer, with the activation where its own has no formula."""
    return layer.replace(activation=activation) if is_missing(config, layer.activation) else layer


def features_can_be_computed(config: Config, choices: Choices) -> Fix | None:
    """A feature needs its formula, and as many inputs as it reads."""
    kept = [name for name in config.features if not is_missing(config, name) and reads(choices, name) <= config.inputs]
    if len(kept) == len(config.features):
        return None
    lost = [name for name in config.features if name not in kept]
    return ({"features": tuple(kept)}, f"features={','.join(lost)} cannot be computed from {config.inputs} inputs.")


def reads(choices: Choices, feature: str) -> int:
    """The least number of inputs that a feature needs."""
    row = row_of(choices, "features", feature)
    return row["inputs"] if row else 1


def inputs_reach_the_target(config: Config, choices: Choices) -> Fix | None:
    """A target needs the inputs that it reads."""
    row = row_of(choices, "targets", config.target)
    if row is None or row["inputs"] <= config.inputs:
        return None
    needed = row["inputs"]
    return ({"inputs": needed}, f"target={config.target} reads {needed} inputs, so inputs is {needed}.")


def outputs_fit_the_classes(config: Config, choices: Choices) -> Fix | None:
    """Each class needs an output of its own; two classes can share one."""
    classes = classes_of(config, choices)
    if classes == 0 or config.outputs == classes or (classes == 2 and config.outputs == 1):
        return None
    outputs = 1 if classes == 2 else classes
    return ({"outputs": outputs}, f"target={config.target} has {classes} classes, so outputs is {outputs}.")


def loss_fits_the_target(config: Config, choices: Choices) -> Fix | None:
    """A softmax needs classes, and more than one output."""
    row = row_of(choices, "losses", config.loss)
    if row is None or row["kind"] != "row" or (classes_of(config, choices) and config.outputs > 1):
        return None
    if classes_of(config, choices):
        sentence = f"loss={config.loss} needs an output for each class, so loss is binary_cross_entropy."
        return ({"loss": "binary_cross_entropy"}, sentence)
    return ({"loss": "squared"}, f"loss={config.loss} needs a target with classes, so loss is squared.")


RULES = (
    target_has_its_formula,
    layers_have_their_formulas,
    inputs_reach_the_target,
    features_can_be_computed,
    outputs_fit_the_classes,
    loss_fits_the_target,
)
