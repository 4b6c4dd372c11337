"""Small graphs of an activation: the curve from -4 to 4, and the two axes."""

from app.plot import path, svg

WIDTH, HEIGHT = 44, 28
REACH = 4.0
"""The curve's least and greatest x, and the largest y that is drawn."""


def drawn(curve: list) -> str:
    """An SVG of a curve of values at even steps from -REACH to REACH; too large ones end at the edge."""
    top = min(REACH, max(1.2, max(abs(value) for value in curve) * 1.05))
    last = len(curve) - 1
    points = [(index / last, (1 + max(-1.1, min(1.1, value / top))) / 2) for index, value in enumerate(curve)]
    axes = f"M0 {HEIGHT / 2}H{WIDTH}M{WIDTH / 2} 0V{HEIGHT}"
    return svg(WIDTH, HEIGHT, ("axes", axes), ("", path(points, WIDTH, HEIGHT)))
