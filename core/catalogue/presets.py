"""Presets: published experiments, each a link that teaches one thing. Ids are for ever, as links are."""

from typing import NamedTuple


class Preset(NamedTuple):
    """One preset; `watch` is two sentences on what to look at, `view` the tab of the page that shows it best."""

    id: str
    label: str
    watch: str
    link: str
    view: str = "response"


PRESETS = (
    Preset(
        "4-layer-neuron-response", "Four layers, neuron by neuron",
        "Click neurons from the first layer to the last: each one's map is built from simpler ones before it. "
        "The last eight already look like pieces of the answer.",
        "target=tiled_root&layers=64.leaky_relu,32.leaky_relu,16.leaky_relu,8.leaky_relu&rate=0.08&batch=1", "layers",
    ),
    Preset(
        "dying-relu", "Dying ReLU",
        "Cells of the layers turn dark one after the other and stay so, whatever the crosshair chooses. "
        "A dead ReLU has slope 0 everywhere, so nothing can wake it: try leaky ReLU.",
        "layers=54.relu,22.relu&rate=0.15&batch=1", "layers",
    ),
    Preset(
        "gcu-small", "Few neurons, many bends",
        "Sixteen growing cosines draw hills that need many more ReLUs. "
        "Change the first layer to ReLU and see the surface turn coarse.",
        "layers=16.gcu,12.leaky_relu&rate=0.1&batch=1",
    ),
)  # fmt: skip
