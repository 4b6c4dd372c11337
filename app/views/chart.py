"""How uPlot draws the cost: its options in the colours of the theme as it is."""

from app.dom import colour


def options_for(size: tuple, has_test: bool) -> dict:
    """uPlot's options for this size (CSS pixels) in the theme as it is."""
    return {
        "width": size[0] - 12,
        "height": size[1] - 4,
        "padding": [8, 30, 0, 0],
        "legend": {"show": False},
        "cursor": {"y": False, "points": {"size": 7}},
        "scales": {"x": {"time": False}, "y": {"distr": 3}},
        "axes": [axis(26, 90), axis(52, 22)],
        "series": [{}, line("curve")] + ([line("curve-test")] if has_test else []),
    }


def axis(size: int, space: int) -> dict:
    """An axis of this many CSS pixels, whose ticks keep a distance."""
    rule = {"stroke": colour("line"), "width": 1}
    return {
        "stroke": colour("soft"),
        "font": "11px system-ui, sans-serif",
        "grid": rule,
        "ticks": {"stroke": colour("line"), "width": 1, "size": 4},
        "size": size,
        "space": space,
        "gap": 4,
    }


def line(name: str) -> dict:
    """A curve in one of the theme's colours."""
    return {"stroke": colour(name), "width": 1.5, "points": {"show": False}, "spanGaps": True}
