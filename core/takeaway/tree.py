"""Trees: nested plain values, named tuples and arrays as JSON text beside the arrays, and back, to the bit.

Only the types listed here can come out of a file, so a foreign one can run no code.
"""

from types import UnionType
from typing import Any, NamedTuple, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from core.catalogue.description import choices
from core.catalogue.schedules import Plateau
from core.compiler.program import State
from core.shared.config import Config
from core.shared.link import from_link, to_link
from core.training import history
from core.training.ending import Best, Ending
from core.training.record import Change, Kept, Progress
from core.training.snapshots import Snapshot


class Run(NamedTuple):
    """A run whole: what it began with, what it is, the costs of the block that it is in, and its end, if it has one."""

    first: Config
    snapshot: Snapshot[Kept]
    unfinished: NDArray[np.float64]
    ending: Ending | None


TUPLES: dict[str, Any] = {
    "best": Best,
    "change": Change,
    "ending": Ending,
    "history": history.Saved,
    "kept": Kept,
    "plateau": Plateau,
    "progress": Progress,
    "run": Run,
    "snapshot": Snapshot,
    "state": State,
}
NAMES = {kind: name for name, kind in TUPLES.items()}


class Named(Protocol):
    """What a named tuple has."""

    _fields: tuple[str, ...]


def taken_apart(value: Any, arrays: dict[str, NDArray[Any]]) -> Any:
    """A value of JSON for `value`; arrays go into `arrays` and leave their name. Raises TypeError for other types."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, np.ndarray):
        name = f"array{len(arrays)}"
        arrays[name] = value
        return {"array": name}
    if isinstance(value, Config):
        return {"config": to_link(value)}
    if isinstance(value, dict):
        return {"dict": {key: taken_apart(item, arrays) for key, item in value.items()}}
    if type(value) in NAMES:
        fields = {name: taken_apart(getattr(value, name), arrays) for name in value._fields}
        return {"tuple": NAMES[type(value)], "fields": fields}
    if type(value) in (tuple, list):
        return {type(value).__name__: [taken_apart(item, arrays) for item in value]}
    raise TypeError(f"A saved run has no place for {type(value).__name__}.")


def put_together(value: Any, arrays: dict[str, NDArray[Any]]) -> Any:
    """The value that `taken_apart` was given. Raises ValueError, KeyError or TypeError if it was another's."""
    if not isinstance(value, dict):
        return value
    if "fields" in value:
        fields = {name: put_together(item, arrays) for name, item in value["fields"].items()}
        return checked(TUPLES[value["tuple"]](**fields))
    ((kind, content),) = value.items()
    if kind == "array":
        return arrays[content]
    if kind == "config":
        return config_of(content)
    if kind == "dict":
        return {name: put_together(item, arrays) for name, item in content.items()}
    items = [put_together(item, arrays) for item in content]
    return {"tuple": tuple, "list": list}[kind](items)


def checked(value: Any) -> Any:
    """A named tuple, if each field holds what its annotation says. Raises TypeError if one does not."""
    for name, kind in get_type_hints(type(value)).items():
        if not fits(getattr(value, name), kind):
            raise TypeError(f"{name} of {NAMES[type(value)]} is of a wrong type")
    return value


def fits(value: Any, kind: Any) -> bool:
    """Whether a value is of an annotated type; a whole number is a float too, as in JSON."""
    if kind is Any or isinstance(kind, TypeVar):
        return True
    origin, inner = get_origin(kind) or kind, get_args(kind)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in inner)
    if origin is tuple and inner and isinstance(value, tuple):
        kinds = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        return len(kinds) == len(value) and all(map(fits, value, kinds))
    if origin in (int, float):
        return type(value) in (int, origin)
    return isinstance(value, origin)


def config_of(link: str) -> Config:
    """The Config of a link that must be right in every part."""
    config, problems = from_link(link, choices())
    if problems:
        raise ValueError(problems[0])
    return config
