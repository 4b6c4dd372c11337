"""Small graphs as SVG. Plain Python."""


def path(points: list, width: float, height: float) -> str:
    """The path of points (x, y from 0 to 1, y upwards) in a box of this size."""
    return "M" + "L".join(f"{x * width:.1f} {(1 - y) * height:.1f}" for x, y in points)


def svg(width: int, height: int, *paths: tuple[str, str]) -> str:
    """An SVG of (class, path) pairs, for the eye only: its meaning stands beside it in words."""
    drawn = "".join(f'<path class="{kind}" d="{line}"/>' for kind, line in paths)
    return f'<svg viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>'
