"""Messages to an embedded explorer, whatever they are: what a good one asks for, or a sentence and nothing else."""

import json
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app import host, link
from app.rest import Rest
from core.build.paths import ROOT
from core.catalogue.description import describe
from core.shared.config import Config
from core.shared.fields import KEYS
from core.shared.link import from_link, refusals, to_link
from tests.core.compiler.strategies import configs
from tests.fuzz.mutations import STRANGE, spoiled
from tests.fuzz.size import tries

CHOICES = describe()
SENTENCE = re.compile(r"[^\n]{5,400}[.)]")
MOST = 1_000_000_000
"""Examples that README's `train` takes at most."""

LINKS = spoiled(configs().map(to_link), st.sampled_from((*STRANGE, *KEYS, "\ud800")))
NUMBERS = (0, 1, -1, 2, 1.5, 1e308, float("nan"), 2**53, 10**4000, MOST, MOST + 1)
ODD: tuple[Any, ...] = (None, True, False, *NUMBERS, "1", "set", "", "\ud83d", [], {}, [1])
JUNK = st.recursive(
    st.sampled_from(ODD) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
AMOUNTS = st.integers(1, MOST) | st.none()
SET = st.fixed_dictionaries({"do": st.just("set"), "config": LINKS}, optional={"anew": st.booleans()})
TRAIN = st.fixed_dictionaries({"do": st.just("train")}, optional={"examples": AMOUNTS})
GOOD = (SET | TRAIN | st.just({"do": "pause"})).map(lambda message: {"explorer": 1, **message})
NAMES = ("explorer", "do", "config", "anew", "examples", "__proto__", "link", "event", "origin")
UNREADABLE = (
    "",
    "nul",
    "{",
    "[" * 50_000,
    '{"explorer": 1, "do": "pause"}}',
    "\ud800",
    '{"explorer": 1}' + " " * 99_999,
    "9" * 5000,
)


@st.composite
def doubtful(draw: st.DrawFn) -> dict[str, Any]:
    """A good message of which up to three parts were taken away, or replaced with junk."""
    message = dict(draw(GOOD))
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)):
        if draw(st.booleans()):
            message.pop(name, None)
        else:
            message[name] = draw(JUNK)
    return message


TEXTS = (GOOD | doubtful() | JUNK).map(json.dumps) | st.sampled_from(UNREADABLE)


def asked_for(text: str) -> tuple[object, ...] | None:
    """What README's table says that a message asks for; None if it asks for nothing."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if type(message) is not dict or type(message.get("explorer")) is bool or message.get("explorer") != 1:
        return None
    match message:
        case {"do": "set", "config": str(wanted)} if message.get("anew", False) in (0, 1):
            return "set", wanted, bool(message.get("anew", False))
        case {"do": "train", "examples": int(amount)} if type(amount) is int and 1 <= amount <= MOST:
            return "train", amount
        case {"do": "train"} if message.get("examples") is None:
            return "train", None
        case {"do": "pause"}:
            return ("pause",)
    return None


class Page:
    """A page with a run of a million examples behind it, and what was asked of it."""

    def __init__(self) -> None:
        self.choices, self.config = CHOICES, Config(seed=77)
        self.asked: list[tuple[object, ...]] = []
        status = {"state": "running", "goal": None, "examples": 1_000_000}
        self.rest = Rest(lambda: status, lambda *verb: self.asked.append(verb))

    def set(self, wanted: str, anew: bool) -> tuple[str, ...]:
        self.config, problems = link.read("", "#" + wanted, CHOICES)
        self.asked.append(("want", anew))
        return problems

    def train(self, amount: int | None) -> None:
        self.rest.train(amount)

    def pause(self) -> None:
        self.rest.pause()


@tries(300, 2_000)
@given(TEXTS)
def test_a_message_does_what_it_says_or_is_refused_and_does_nothing(text: str) -> None:
    page = Page()
    told = host.obey(text, page)
    assert all(SENTENCE.fullmatch(sentence) for sentence in told), told
    wish = asked_for(text) if len(text) <= host.LONGEST else None
    match wish:
        case "set", str(wanted), _ if refusals(wanted, CHOICES):
            assert (page.config, page.asked, told) == (Config(seed=77), [], refusals(wanted, CHOICES))
        case "set", str(wanted), anew:
            assert (page.config, told) == from_link(wanted, CHOICES)
            assert page.asked == [("want", anew)]
            assert from_link(to_link(page.config), CHOICES) == (page.config, ())
        case None:
            assert (page.config, page.asked) == (Config(seed=77), [])
            assert told
        case _:
            assert (page.config, page.asked, told) == (Config(seed=77), [wish], ())


def test_the_messages_tried_are_good_and_bad_ones() -> None:
    """That the test above means something: the strategy must hit every verb and none."""
    seen: set[object] = set()

    @tries(200, 200)
    @given(TEXTS)
    def look(text: str) -> None:
        seen.add((asked_for(text) or [None])[0])

    look()
    assert seen == {"set", "train", "pause", None}


PLAIN = [ROOT / "core" / "__init__.py", *sorted((ROOT / "core" / "shared").glob("*.py"))]
PLAIN += [ROOT / "app" / f"{name}.py" for name in ("__init__", "host", "player", "link")]
MEANT = """
import json
from app import host
for text in json.loads({texts!r}):
    try:
        print(json.dumps(host.command(text)))
    except ValueError as error:
        print(json.dumps([str(error)]))
"""


def as_javascript_writes_it(message: object) -> str:
    """JSON of a message with JavaScript's numbers, and without halves of letters, which Node.js cannot print."""
    told = json.loads(json.dumps(message), parse_constant=lambda _name: None, parse_int=of_javascript)
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode()


def of_javascript(digits: str) -> float | None:
    """A whole number as JSON.stringify leaves it: beyond 2**53 rounded, beyond all floats none."""
    if len(digits) > 300:
        return None
    number = int(digits)
    return number if abs(number) < 10**21 else float(number)


def test_messages_mean_on_micropython_what_they_mean_here(micropython: Callable[..., str]) -> None:
    texts: list[str] = []

    @tries(150, 1_000)
    @given((GOOD | doubtful() | JUNK).map(as_javascript_writes_it))
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    printed = micropython(MEANT.format(texts=json.dumps(texts, ensure_ascii=False)), PLAIN)
    for text, line in zip(texts, printed.rstrip("\n").split("\n"), strict=True):
        try:
            meant = list(host.command(text))
        except ValueError as error:
            meant = [str(error)]
        assert json.loads(line) == json.loads(json.dumps(meant)), text
