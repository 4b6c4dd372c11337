"""Small graphs of an activation, as SVG: the curve from -4 to 4, and the two axes."""

WIDTH, HEIGHT = 44, 28
REACH = 4.0
"""The curve's least and greatest x, and the least range of y around zero that is drawn."""


def drawn(curve: list) -> str:
    """An SVG of a curve of values at even steps from -REACH to REACH; too large ones end at the edge."""
    top = min(REACH, max(1.2, max(abs(value) for value in curve) * 1.05))
    step = WIDTH / (len(curve) - 1)
    points = []
    for index, value in enumerate(curve):
        height = max(-1.1, min(1.1, value / top))
        points.append(f"{index * step:.1f} {HEIGHT / 2 * (1 - height):.1f}")
    axes = f"M0 {HEIGHT / 2}H{WIDTH}M{WIDTH / 2} 0V{HEIGHT}"
    line = "M" + "L".join(points)
    paths = f'<path class="axes" d="{axes}"/><path d="{line}"/>'
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{paths}</svg>'
