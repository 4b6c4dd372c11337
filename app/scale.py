"""The scales as the page draws them: stops for shaders and legends, turned over in a dark theme."""

from core.shared.scales import ERROR_STOPS, LIMIT, STEEPNESS, VALUE_STOPS, turned


def stops(dark: bool, errors: bool = False) -> tuple[tuple[int, ...], ...]:
    """The colours from -LIMIT to LIMIT, or those of errors from 0 to 1, for a light or dark page."""
    known = ERROR_STOPS if errors else VALUE_STOPS
    return tuple(turned(stop) for stop in known) if dark else known


def gradient(colours: tuple) -> str:
    """Colours as the list of a CSS gradient, to be worn under --picture."""
    return ", ".join("rgb({},{},{})".format(*colour) for colour in colours)


__all__ = ("LIMIT", "STEEPNESS", "gradient", "stops", "turned")
