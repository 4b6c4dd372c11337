"""The colour scales of values, errors and classes, for the pictures of core and for the page's legends and shaders.

Each stop is red, green, blue from 0 to 255; stops lie at even distances along their scale.
"""

LIMIT = 2.5  # values beyond are drawn as if they lay here
STEEPNESS = 0.8  # a value v lies at tanh(STEEPNESS v) / tanh(STEEPNESS LIMIT) on its scale, from -1 to 1

VALUE_STOPS = (
    (8, 41, 88), (0, 91, 150), (59, 150, 200), (160, 208, 232), (246, 245, 242),
    (250, 205, 150), (240, 150, 50), (196, 88, 6), (104, 38, 0),
)  # fmt: skip
ERROR_STOPS = ((250, 248, 252), (214, 193, 226), (164, 122, 190), (107, 55, 143), (46, 8, 74))
CLASS_COLOURS = (
    (0, 114, 178), (213, 94, 0), (0, 158, 115), (240, 228, 66), (204, 121, 167),
    (86, 180, 233), (230, 159, 0), (0, 0, 0), (110, 110, 110), (190, 190, 190),
)  # fmt: skip
LOST_COLOURS = ((84, 84, 92), (176, 176, 184))
"""The two greys of the stripes that stand for what is not a number, or infinite: no scale has them."""

# CSS's hue-rotate(180deg) as a matrix (Filter Effects Module, feColorMatrix); after invert(1) it turns lightness over.
HALF_TURN = ((-0.574, 1.43, 0.144), (0.426, 0.43, 0.144), (0.426, 1.43, -0.856))


def turned(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    """The colour for a dark ground: its lightness turned over, its hue kept, as the style sheet's --picture does it."""
    inverted = [255 - part for part in colour]
    mixed = [sum([row[i] * inverted[i] for i in range(3)]) for row in HALF_TURN]
    red, green, blue = [max(0, min(255, int(part + 0.5))) for part in mixed]
    return red, green, blue
