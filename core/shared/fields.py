"""FIELDS: every choice of an experiment, a row each. Keys and defaults are part of published links: for ever.

kind says how a value is read and written: `id` (of a row of `table`, or a formula's name), `ids` (a tuple of them),
`int`, `float`, `layers` (a tuple of Layer), `layer` (the output), `formula` (text, at most `high` characters).
low and high are inclusive. live: it acts on a running network; the others rebuild it. first: a first visit sees it.
"""

from collections import namedtuple

from core.shared.layer import LAYERS, Layer

FORMULA_NAMES = ("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9")
FORMULA_LENGTH = 400
COUNT = 1_000_000_000  # still a small integer of MicroPython on wasm32

Field = namedtuple(
    "Field",
    ("key", "kind", "table", "default", "low", "high", "scale", "live", "first", "group", "label", "help"),
)


def identity(key: str, table: str, default: str, live: bool, first: bool, group: str, label: str, help: str) -> Field:
    """A row whose value is the id of a row of the catalogue's table."""
    return Field(key, "id", table, default, 0, 0, "", live, first, group, label, help)


def number(
    key: str,
    default: float,
    low: float,
    high: float,
    live: bool,
    group: str,
    label: str,
    help: str,
    scale: str = "linear",
    first: bool = False,
) -> Field:
    """A row whose value is a number of the type of its default; scale is that of its slider."""
    kind = "int" if isinstance(default, int) else "float"
    return Field(key, kind, "", default, low, high, scale, live, first, group, label, help)


def formula(key: str) -> Field:
    """A row whose value is a formula that the user typed."""
    help = "A formula of your own; choose it by its name as target, activation or feature."
    return Field(key, "formula", "", "", 0, FORMULA_LENGTH, "", True, False, "formulas", "Formula " + key[1:], help)


LAYERS_FIELD = Field(
    "layers", "layers", "", (Layer(64, "leaky_relu"), Layer(32, "leaky_relu")), LAYERS[0], LAYERS[1], "",
    False, True, "network", "Hidden layers", "The layers between the inputs and the output, first to last.",
)  # fmt: skip
OUTPUT_FIELD = Field(
    "output", "layer", "", Layer(1, "sigmoid", "uniform_one", "zeros"), 1, 1, "",
    False, False, "network", "Output layer", "The activation of the output, and how its weights and biases start.",
)  # fmt: skip
FEATURES_FIELD = Field(
    "features", "ids", "features", (), 0, 16, "",
    False, False, "data", "Input features",
    "Functions of the inputs, fed to the first layer beside the inputs themselves.",
)  # fmt: skip

CHOICES = (
    identity("target", "targets", "fancy_sine", True, True, "data", "Target",
             "What the network learns to compute from its inputs."),
    number("inputs", 2, 1, 64, False, "data", "Inputs",
           "How many numbers an example has; the pictures show two of them."),
    number("outputs", 1, 1, 10, False, "network", "Outputs",
           "How many numbers the network computes; one for each class, or one in all."),
    FEATURES_FIELD,
    LAYERS_FIELD,
    OUTPUT_FIELD,
    identity("loss", "losses", "squared", True, False, "training", "Loss",
             "How an error is counted; training makes its mean small."),
    identity("optimizer", "optimizers", "sgd", True, False, "training", "Optimizer",
             "How a gradient becomes a step of the weights."),
    number("rate", 0.6, 1e-6, 10.0, True, "training", "Learning rate",
           "How far each step goes along the gradient.", "log", True),
    number("momentum", 0.9, 0.0, 0.999, True, "training", "Momentum",
           "The share of the last step that the next one keeps."),
    number("beta1", 0.9, 0.0, 0.999, True, "training", "Beta 1",
           "How slowly the running mean of the gradient forgets."),
    number("beta2", 0.999, 0.0, 0.999999, True, "training", "Beta 2",
           "How slowly the running mean of the squared gradient forgets."),
    number("rho", 0.9, 0.0, 0.9999, True, "training", "Rho",
           "How slowly RMSprop's mean of the squared gradient forgets."),
    number("epsilon", 1e-7, 1e-12, 1.0, True, "training", "Epsilon",
           "Added to a divisor, so that a tiny gradient makes no huge step.", "log"),
    identity("schedule", "schedules", "constant", True, False, "schedule", "Schedule",
             "How the learning rate changes from step to step."),
    number("horizon", 30_000, 1, 10_000_000, True, "schedule", "Horizon",
           "The step at which a cosine, linear or one-cycle schedule ends.", "log"),
    number("every", 5_000, 1, 10_000_000, True, "schedule", "Every",
           "Steps between two cuts of the rate.", "log"),
    number("factor", 0.5, 0.001, 1.0, True, "schedule", "Factor",
           "What a cut multiplies the rate by."),
    number("floor", 0.0, 0.0, 1.0, True, "schedule", "Floor",
           "The share of the rate below which no schedule goes."),
    number("patience", 2_000, 1, 10_000_000, True, "schedule", "Patience",
           "Steps without a better cost before reduce-on-plateau cuts the rate.", "log"),
    number("warmup", 0, 0, 10_000_000, True, "schedule", "Warm-up",
           "Steps in which the rate grows from nothing, before any schedule."),
    number("batch", 32, 1, 4_096, True, "training", "Batch size",
           "How many examples a step takes the mean of.", "log"),
    identity("data", "data", "fresh", False, False, "data", "Examples",
             "New examples without end, or a finite set that is seen again and again."),
    number("examples", 1_000, 2, 100_000, False, "data", "Set size",
           "How many examples a finite set has, for training and test together.", "log"),
    number("noise", 0.0, 0.0, 1.0, False, "data", "Noise",
           "Standard deviation of what is added to a target's value, or to a class's position."),
    number("split", 0.8, 0.1, 1.0, False, "data", "Training share",
           "The share of a finite set that trains; the rest tests."),
    number("arms", 2, 2, 5, False, "data", "Arms",
           "How many arms the spirals have, or how many blobs there are: the number of classes."),
    number("decay", 0.0, 0.0, 1.0, True, "regularization", "Weight decay",
           "The share of each weight that a step of rate 1 takes away, apart from the gradient."),
    number("l1", 0.0, 0.0, 1.0, True, "regularization", "L1",
           "Added to the cost for each weight's size: makes small weights zero."),
    number("l2", 0.0, 0.0, 1.0, True, "regularization", "L2",
           "Added to the cost for half of each weight's square: keeps weights small."),
    number("clip", 0.0, 0.0, 1_000.0, True, "regularization", "Gradient limit",
           "The greatest norm of a step's gradient; 0 sets no limit."),
    number("dropout", 0.0, 0.0, 0.9, True, "regularization", "Dropout",
           "The share of hidden neurons that each training step leaves out."),
    number("seed", 1, 0, 999_999_999, False, "training", "Seed",
           "Where all random numbers begin; the same seed repeats the same run."),
    number("stop_cost", 0.0, 0.0, 1_000_000.0, True, "stop", "Stop at cost",
           "Training ends when the cost falls below this; 0 never stops."),
    number("stop_examples", 0, 0, COUNT, True, "stop", "Stop at examples",
           "Training ends after so many examples; 0 never stops."),
    number("stop_plateau", 0, 0, COUNT, True, "stop", "Stop on a plateau",
           "Training ends after so many examples without a better cost; 0 never stops."),
)  # fmt: skip
FIELDS = CHOICES + tuple(formula(name) for name in FORMULA_NAMES)

KEYS = tuple(row.key for row in FIELDS)


def field(key: str) -> Field:
    """The row of a key; KeyError if there is none."""
    for row in FIELDS:
        if row.key == key:
            return row
    raise KeyError(key)
