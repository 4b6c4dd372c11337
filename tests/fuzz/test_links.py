"""Links, whatever is wrong with them: a network or a sentence, and the run that stood goes on."""

import re

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.description import describe
from core.engine import Engine
from core.shared.fields import KEYS
from core.shared.link import from_link, to_link
from tests.core.compiler.strategies import configs
from tests.fuzz.mutations import STRANGE, spoiled
from tests.fuzz.size import tries

SENTENCE = re.compile(r"[^\n]{5,400}[.)]")
CHOICES = describe()
PRESETS = [f"preset={row['id']}" for row in CHOICES["presets"]]
LINKS = spoiled(configs().map(to_link) | st.sampled_from(PRESETS), st.sampled_from((*STRANGE, *KEYS)))


@tries(800, 20_000)
@given(LINKS)
def test_a_link_is_a_config_and_sentences(link: str) -> None:
    config, problems = from_link(link, CHOICES)
    assert from_link(to_link(config), CHOICES) == (config, ())
    assert all(SENTENCE.fullmatch(problem) for problem in problems), problems


@tries(150, 20_000)
@given(LINKS)
def test_the_engine_trains_a_link_or_refuses_it_and_keeps_its_run(link: str) -> None:
    engine = Engine(lambda: 0.0)
    engine.start("layers=3.tanh")
    before = engine.digest()
    try:
        engine.start(link)
    except ValueError as refusal:
        sentence = str(refusal)
    else:
        engine.advance(2)
        assert engine.status()["state"] in ("paused", "finished", "failed")
        return
    assert SENTENCE.fullmatch(sentence), sentence
    assert (engine.run, engine.digest()) == (1, before)


def test_the_links_tried_are_good_and_bad_ones() -> None:
    """That the two tests above mean something: the strategy must hit both sides."""
    seen: set[bool] = set()

    @tries(200, 200)
    @given(LINKS)
    def look(link: str) -> None:
        seen.add(not from_link(link, CHOICES)[1])

    look()
    assert seen == {True, False}
