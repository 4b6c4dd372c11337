"""The page's address: the experiment in the hash, the page's own wishes in the query or the hash."""

from core.shared.link import PAGE_KEYS, from_link, to_link

VIEWS = ("response", "layers", "neuron", "health")
"""What an address or a preset may bring into sight: the response, or a tab of the inspector."""


def read(search: str, hash: str, choices: dict) -> tuple:
    """The Config of an address, and a sentence for each part that could not be used. Query first, then hash."""
    parts = [part.lstrip("?#") for part in (search, hash)]
    return from_link("&".join(part for part in parts if part), choices)


def wish(search: str, hash: str, key: str) -> str:
    """The value of one of PAGE_KEYS in an address, or an empty text; KeyError for another key."""
    if key not in PAGE_KEYS:
        raise KeyError(key)
    for name, value in pairs(search, hash):
        if name == key:
            return value
    return ""


def pairs(search: str, hash: str) -> list:
    """The (key, value) pairs of an address as they stand in it, of the query first."""
    split = [part.partition("=") for part in (search.lstrip("?") + "&" + hash.lstrip("#")).split("&")]
    return [(name, value) for name, _, value in split]


def view(search: str, hash: str, choices: dict) -> str:
    """The one of VIEWS that an address asks for, itself or by its preset, or an empty text."""
    asked, preset = wish(search, hash, "view"), wish(search, hash, "preset")
    named = [row["view"] for row in choices["presets"] if row["id"] == preset]
    found = asked or (named[0] if named else "")
    return found if found in VIEWS else ""


def query(search: str) -> str:
    """The query of an address once its Config is in the hash: without a preset, which would change its meaning."""
    parts = [part for part in search.lstrip("?").split("&") if part and not part.startswith("preset=")]
    return "?" + "&".join(parts) if parts else ""


def written(config) -> str:
    """The hash of a Config, `#...`, or an empty text for the default one."""
    text = to_link(config)
    return "#" + text if text else ""
