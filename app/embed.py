"""Embed: how the page shows itself inside another page, as its address asks. No part of the experiment.

`embed=1&panes=response,cost&controls=run&start=click`. Plain Python; reading an address never raises.
"""

from collections import namedtuple

from app import link
from app.markup import escaped
from core.shared.link import shown, to_link
from core.shared.percent import unquote

PANES = ("response", "map", "cost", "layers", "neuron", "program", "health")
CONTROLS = ("none", "run", "all")
STARTS = ("seen", "click")
THEMES = ("light", "dark")
KEYS = ("embed", "panes", "controls", "start", "theme", "constrainedLayout")
DEFAULT_PANES = ("response", "cost")

FIT = """
<script>
addEventListener('message', ({ source, data }) => {
  if (data?.explorer !== 1 || data.event !== 'height') return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.style.height = `${data.height}px`;
  }
});
</script>"""
"""What a page needs to give its frames the height of what is in them."""

Embed = namedtuple("Embed", ("panes", "controls", "start", "theme", "folded", "view"))
"""panes: what is shown, in this order; controls, start: a row of CONTROLS, STARTS; theme: empty, or one of THEMES.

folded: the panes are an accordion, of which `view` stands open (the ancestor's `constrainedLayout`).
"""
DEFAULT = Embed(DEFAULT_PANES, "run", "seen", "", False, "")


def read(search: str, hash: str, choices: dict) -> "tuple[Embed | None, tuple[str, ...]]":
    """What an address asks for, None without `embed=1`, and a sentence for each part that could not be used."""
    asked = wishes(search, hash)
    folded = "constrainedLayout" in asked
    if asked.get("embed", "0") == "0" and not folded:
        return None, ()
    problems: list[str] = []
    panes = chosen_panes(asked.get("panes", ""), PANES if folded else DEFAULT_PANES, problems)
    controls = one_of("controls", asked, CONTROLS, "all" if folded else DEFAULT.controls, problems)
    start = one_of("start", asked, STARTS, DEFAULT.start, problems)
    theme = one_of("theme", asked, THEMES, "", problems)
    view = link.view(search, hash, choices) or "response"
    return Embed(panes, controls, start, theme, folded, view), tuple(problems)


def wishes(search: str, hash: str) -> dict:
    """The values of KEYS in an address, of the query first; where a key stands twice, the first holds."""
    found: dict = {}
    for name, value in link.pairs(search, hash):
        if name in KEYS and name not in found:
            found[name] = plain(value)
    return found


def plain(value: str) -> str:
    """A value without percent-encoding, or as it is where that is no text."""
    try:
        return unquote(value)
    except ValueError:
        return value


def chosen_panes(text: str, default: tuple, problems: list) -> tuple:
    """The panes that a text names, each once, or the default ones; problems hears of what is none."""
    named = [name for name in text.split(",") if name]
    for name in named:
        if name not in PANES:
            problems.append(f"panes={shown(name)} is no pane: there are {', '.join(PANES)}.")
    kept: list[str] = []
    for name in named:
        if name in PANES and name not in kept:
            kept.append(name)
    return tuple(kept) or default


def one_of(key: str, asked: dict, allowed: tuple, default: str, problems: list) -> str:
    """The asked value of a key if it is allowed, else the default; problems hears of any other."""
    value = asked.get(key, "")
    if value in allowed:
        return value
    if value:
        problems.append(f"{key}={shown(value)} is not one of {', '.join(allowed)}.")
    return default


def address(page: str, embed: Embed, config) -> str:
    """The address that embeds a Config so; `page` is the explorer's, without query and hash."""
    parts = ["embed=1"]
    for key, default in (("controls", DEFAULT.controls), ("start", DEFAULT.start), ("theme", "")):
        if getattr(embed, key) != default:
            parts.append(key + "=" + getattr(embed, key))
    if embed.panes != DEFAULT_PANES:
        parts.append("panes=" + ",".join(embed.panes))
    if embed.folded:
        parts.append("constrainedLayout")
    return page + "?" + "&".join(parts) + hash_of(config)


def hash_of(config) -> str:
    """The hash of a Config, or nothing for the default one."""
    text = to_link(config)
    return "#" + text if text else ""


def snippet(source: str, title: str, height: int, fit: bool = False) -> str:
    """The HTML that shows an address in a page: a lazy, titled frame; `fit`: that has the height of what is in it."""
    attributes = (
        ("src", source),
        ("title", title),
        ("width", "100%"),
        ("height", str(height)),
        ("loading", "lazy"),
        ("allow", "fullscreen; clipboard-write"),
        ("style", "border: 0"),
    )
    written = " ".join(f'{name}="{escaped(value)}"' for name, value in attributes)
    return "<iframe " + written + "></iframe>" + (FIT if fit else "")
