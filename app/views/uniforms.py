"""What the shaders of the surface are told: see app.views.shaders."""

from pyscript.js_modules import vendor

from app.scale import LIMIT, STEEPNESS
from app.views.axes import RELIEF


def uniforms() -> dict:
    """The uniforms of both surfaces, before the theme has its say."""
    return {
        "relief": RELIEF,
        "low": 0.0,
        "span": 1.0,
        "unit": 1.0,
        "difference": 0.0,
        "by_error": 0.0,
        "wire": 1.0,
        "lines": 25.0,
        "limit": LIMIT,
        "steepness": STEEPNESS,
        "opacity": 0.2,
        "ink": vendor.Vector3.new(0.5, 0.5, 0.5),
        "light": vendor.Vector3.new(-0.4, 0.7, 0.6),
        "stops": [],
        "faults": [],
    }


def srgb(held) -> tuple[float, float, float]:
    """The parts of a three.js colour as the screen has them: it keeps them linear."""
    bits = held.getHex()
    return (bits >> 16 & 255) / 255, (bits >> 8 & 255) / 255, (bits & 255) / 255
