"""Memory names: what the arrays that a fast program sets up are for, told by how they are called.

The letter says what of which layer: zi its sums, Ai and ai its activations, Wi its weights, and so on, as the
docstring of core.compiler.fast_network has it.
"""

import re

_OF_LAYER = re.compile(r"(?:block_|\w+_of_)?(direction|rotation|[AazydskGVW])([1-9]\d*)(?:T|_flat|_step|_cell)?(?!\w)")
_LAYER_KEYS = {
    "W": ("W",), "V": ("W",), "z": ("z",), "A": ("a",), "a": ("a",), "y": ("a",), "s": ("slope",), "k": ("keep",),
    "d": ("delta",), "G": ("dW", "db"), "direction": ("direction",), "rotation": ("direction",),
}  # fmt: skip
_EXAMPLES = {
    "raw": "x", "raw_columns": "x", "points": "x", "block_A0": "a0", "taken_A0": "a0", "features": "a0",
    "block_t": "t", "taken_t": "t", "block_t2": "t", "losses": "cost", "losses_rows": "cost", "costs": "cost",
    "is_weight": "penalty",
}  # fmt: skip


def layer_of(name: str) -> int | None:
    """The layer, from 1, that an array belongs to; None for what all layers share."""
    found = _OF_LAYER.match(name)
    return int(found[2]) if found else None


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of what an array holds; none for memory that different things share."""
    found = _OF_LAYER.match(name)
    if found and name.endswith("_step"):
        return (f"change{found[2]}",)
    if found and "_of_" in name:  # a part of a vector, from which the direction is made
        return (f"direction{found[2]}",)
    if found:
        return tuple(f"{key}{found[2]}" for key in _LAYER_KEYS[found[1]])
    known = _EXAMPLES.get(name.partition("[")[0])
    return (known,) if known else ()
