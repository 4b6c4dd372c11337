"""Host: what the page around an embedded one may ask, and what it hears. Plain Python; README documents it.

Messages are objects that carry `explorer: 1`, the version of this interface: commands say `do`, events say `event`.
"""

import json

from app.player import status_of
from core.shared.fields import COUNT
from core.shared.link import refusals

VERSION = 1
COMMANDS = ("set", "train", "pause")
LONGEST = 100_000
"""Characters of a message; a link of 128 layers and nine formulas has fewer."""
TOLD = ("state", "step", "examples", "cost", "rate")


def command(text: str) -> tuple:
    """A message from the host as (verb, argument): `set` has (link, anew), `train` a number or None, `pause` None.

    text: JSON. Raises ValueError with a sentence for anything else.
    """
    message = parsed(text)
    if not isinstance(message, dict) or message.get("explorer") is True or message.get("explorer") != VERSION:
        raise ValueError(f"A message is a short object with explorer: {VERSION}, the version spoken here.")
    verb = message.get("do")
    if verb not in COMMANDS:
        raise ValueError(f"A message says do: {' or '.join(COMMANDS)}.")
    return verb, ARGUMENTS[verb](message)


def obey(text: str, page) -> tuple:
    """Let `page` do what a message asks, and nothing else; a sentence for each part that could not be used.

    page: has `choices`, `set(link, anew)`, which returns what in a link without wrong parts had to be mended,
    `train(amount)` and `pause()`. A link with a wrong part leaves the run as it is.
    """
    try:
        verb, argument = command(text)
    except ValueError as error:
        return (str(error),)
    if verb == "set":
        return refusals(argument[0], page.choices) or page.set(*argument)
    if verb == "train":
        page.train(argument)
    else:
        page.pause()
    return ()


def parsed(text: str) -> object:
    """What a text says in JSON; None if it is none, too long, or nested deeper than Python goes."""
    try:
        return json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RuntimeError):
        return None


def wanted_of(message: dict) -> tuple:
    """The link of the Config to set, and whether its run begins anew even if the present one could go on."""
    link, anew = message.get("config"), message.get("anew", False)
    if link is None or not isinstance(link, str):
        raise ValueError("set needs config, the text of a link: target=xor&rate=0.3, for example.")
    if anew not in (True, False):
        raise ValueError("set takes anew, true or false.")
    return link, bool(anew)


def amount_of(message: dict) -> "int | None":
    """How many examples to train; None is without end."""
    amount = message.get("examples")
    if amount is None:
        return None
    if isinstance(amount, bool) or not isinstance(amount, int) or not 1 <= amount <= COUNT:
        raise ValueError(f"train takes examples, a whole number from 1 to {COUNT}, or none for training without end.")
    return amount


def nothing_of(_message: dict) -> None:
    """What a command without argument takes."""


ARGUMENTS = {"set": wanted_of, "train": amount_of, "pause": nothing_of}


def event(name: str, **facts: object) -> str:
    """An event for the host, as JSON."""
    return json.dumps(dict(facts, explorer=VERSION, event=name))


def step(status: dict) -> str:
    """The event of a run's progress: state, step, examples, cost and rate; a cost that is no number is null."""
    facts = {key: status[key] for key in TOLD}
    if isinstance(facts["cost"], str):
        facts["cost"] = None
    return event("step", **facts)


class Teller:
    """Chooses when the host hears of the run: at once where the state or the run changes, else five times a second."""

    EVERY = 0.2

    def __init__(self) -> None:
        self._last: tuple = ()
        self._heard: dict = {}
        self._next = 0.0

    def hear(self, status: dict, now: float) -> str:
        """The event to send at `now` (seconds), or an empty text."""
        status = status_of(status)
        place = (status["run"], status["state"])
        if status == self._heard or (place == self._last and status["state"] == "running" and now < self._next):
            return ""
        self._last, self._heard, self._next = place, status, now + self.EVERY
        return step(status)
