"""Presets: published experiments, each a link that teaches one thing. Ids are for ever, as links are.

What each `watch` promises is measured by tests/core/test_catalogue_presets.py.
"""

from typing import NamedTuple


class Preset(NamedTuple):
    """One preset; `watch` is two sentences on what to look at, `view` the part of the page that shows it best.

    `about` is what tells its picture from others of the same target, for app/sketch.py: a key of its Config,
    `activation` or `weights` of the first layer, or the target that comes next; empty where the target says enough.
    """

    id: str
    label: str
    watch: str
    link: str
    view: str = "response"
    about: str = ""


def repeated(layer: str, count: int) -> str:
    """The link of so many hidden layers alike."""
    return "layers=" + ",".join([layer] * count)


# The default network with all that a good start, Muon and one cycle of the rate bring; tests/bench measures it.
HORIZON = (
    "layers=64.leaky_relu.he_normal.zeros,32.leaky_relu.he_normal.zeros&output=sigmoid.glorot_normal"
    "&optimizer=muon&rate={}&schedule=one_cycle&horizon={}&batch={}"
)

PRESETS = (
    Preset(
        "4-layer-neuron-response", "Four layers, neuron by neuron",
        "Click neurons from the first layer to the last: each one's map is built from simpler ones before it. "
        "The last eight already look like pieces of the answer.",
        "target=tiled_root&layers=64.leaky_relu,32.leaky_relu,16.leaky_relu,8.leaky_relu&optimizer=adam&rate=0.003",
        "layers", about="layers",
    ),
    Preset(
        "dying-relu", "Dying ReLU",
        "At this rate the whole second layer falls silent within seconds, and the surface stays flat for ever: "
        "where a ReLU is off its slope is 0, so nothing can wake it. With leaky ReLU in both layers it learns.",
        "layers=54.relu,22.relu&rate=10", "layers", about="activation",
    ),
    Preset(
        "gcu-small", "Few neurons, many bends",
        "Sixteen growing cosines bend the surface into its hills with a fraction of the usual neurons. "
        "Give the first layer ReLU instead: some of it never speaks, and the cost stays about twice as high.",
        "layers=16.gcu,12.leaky_relu&optimizer=adam&rate=0.01", about="activation",
    ),
    Preset(
        "relu-output", "A ReLU output that is cut off",
        "The first steps throw the output below zero, and a ReLU there has slope 0: the cost stands still at 0.45. "
        "The next preset is the same network with a smaller rate.",
        "output=relu.uniform_one.ones", about="output",
    ),
    Preset(
        "relu-output-small-rate", "The small rate that saves it",
        "A sixth of the rate keeps the same ReLU output above zero, and it learns. "
        "Raise the rate in small steps and see where it falls.",
        "output=relu.uniform_one.ones&rate=0.1", about="rate",
    ),
    Preset(
        "vanishing-sigmoids", "Sigmoids that vanish",
        "A sigmoid's slope is at most a quarter, so after eight layers nothing of the error reaches the first: "
        "the surface stays flat. With tanh in all eight layers the same start learns.",
        repeated("16.sigmoid.glorot_normal", 8), "health", about="activation",
    ),
    Preset(
        "sixteen-layers", "Sixteen layers, well begun",
        "He's initial weights are as large as ReLUs need for signals to survive sixteen layers. "
        "Start all layers between -0.1 and 0.1 instead, and they never learn more than the mean.",
        repeated("32.leaky_relu.he_normal.zeros", 16) + "&rate=0.03", "layers", about="layers",
    ),
    Preset(
        "annealing", "Annealing that pays",
        "The rate rises, then falls until step 30,000, and the cost falls with it to less than half of what it "
        "was at its highest rate. Choose the constant schedule: it stays noisy and ends about twice as high.",
        "rate=2&schedule=one_cycle", about="schedule",
    ),
    Preset(
        "one-second", "All in one second",
        "Train to step 7,300, a second on a fast machine: the rate rises and falls, the cost ends below a thousandth. "
        "Choose SGD and reset: after as many steps the cost is still ten times that.",
        HORIZON.format(0.06, 7300, 256), about="horizon",
    ),
    Preset(
        "five-seconds", "Five seconds well spent",
        "Larger batches make steadier steps: by step 12,400 the cost is less than half of what one second brings. "
        "Cut the horizon to a tenth and reset: the same settings end with a cost that is three times as high.",
        HORIZON.format("0.08&beta1=0.95", 12400, 1024), about="horizon",
    ),
    Preset(
        "ten-seconds", "Ten seconds, to the last corner",
        "The same settings for twice as long: by step 24,800 even the frame around the hills has a sharp edge. "
        "Show the map's error: nearly all that is left of it lies along that edge.",
        HORIZON.format(0.06, 24800, 1024), about="horizon",
    ),
    Preset(
        "batch-of-one", "One example at a time",
        "Every single example moves the weights, so the cost falls with few examples, but trembles. "
        "Compare the cost after 250,000 examples with the next preset, and the examples per second.",
        "rate=0.1&batch=1", about="batch",
    ),
    Preset(
        "batch-of-512", "Five hundred at a time",
        "Each step is sure of its direction and far cheaper by the example, but there are few steps. "
        "After 250,000 examples the cost is still several times that of batches of one.",
        "batch=512", about="batch",
    ),
    Preset(
        "all-zeros", "All weights zero",
        "Every neuron of a layer is the same, gets the same gradient, and stays silent: only the output's bias learns. "
        "Random weights are what makes neurons differ; choose some under Start.",
        "layers=64.leaky_relu.zeros.zeros,32.leaky_relu.zeros.zeros&output=sigmoid.zeros", "layers", about="weights",
    ),
    Preset(
        "xor-without-hidden", "Xor without a hidden layer",
        "One neuron can only cut the square in two with a straight line, and for xor every cut is as bad: "
        "the cost stays at 0.25. The next two presets solve it in two ways.",
        "target=xor&layers=none", about="layers",
    ),
    Preset(
        "xor-with-hidden", "Xor with four hidden neurons",
        "Each hidden neuron makes a cut of its own, and the output combines them into the four corners. "
        "Click the four to see their cuts turn into place.",
        "target=xor&layers=4.tanh.uniform_one", "layers", about="layers",
    ),
    Preset(
        "xor-with-product", "Xor with a better input",
        "No hidden layer, but the product of the inputs beside them: now one cut is enough. "
        "A good feature replaces neurons, if someone finds it.",
        "target=xor&features=product_ab&layers=none&rate=5", about="features",
    ),
    Preset(
        "transfer", "What was learned before helps",
        "Train to the end of a million examples, then choose Tiled root as the target: the weights stay, and it is "
        "learned in far fewer steps. Press Reset and see how long the same takes from nothing.",
        "layers=48.leaky_relu,48.leaky_relu", about="tiled_root",
    ),
    Preset(
        "overfitted-noise", "Learning the noise by heart",
        "Fifty noisy examples for two thousand weights: the training cost falls towards 0 while the test cost rises. "
        "Every example gets a dent of its own in the surface.",
        "target=bowl&optimizer=adam&rate=0.003&data=finite&examples=100&noise=0.3&split=0.5", about="noise",
    ),
    Preset(
        "weight-penalty", "A price on large weights",
        "The same fifty noisy examples, but large weights now cost something: the surface stays smooth and the test "
        "cost stays down. Lower L2 and watch the dents come back.",
        "target=bowl&optimizer=adam&rate=0.003&data=finite&examples=100&noise=0.3&split=0.5&l2=0.001", about="l2",
    ),
    Preset(
        "three-arms", "Three arms, three outputs",
        "A softmax shares one certainty among three outputs, and the map shows which class wins where. "
        "Take one layer away and see the arms fray.",
        "target=spirals&outputs=3&layers=32.tanh.glorot_normal,32.tanh.glorot_normal&loss=cross_entropy"
        "&optimizer=adam&rate=0.005&batch=128&arms=3", about="outputs",
    ),
    Preset(
        "one-input", "Three neurons draw a wave",
        "With one input every neuron is a single bend of one curve, and three of them add up to one and a half waves. "
        "Take two away and see what one bend can do.",
        "target=wave&inputs=1&layers=3.tanh.uniform_one&optimizer=adam&rate=0.01", "layers", about="inputs",
    ),
    Preset(
        "nothing-to-learn", "Nothing to learn",
        "The target is noise, so the best answer is its mean: the surface settles at 0.5 and the cost at 1/12. "
        "No network of any size can do better on fresh examples.",
        "target=random",
    ),
)  # fmt: skip
