"""Run files, whatever is wrong with them: refused with a sentence, or a run that trains."""

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.takeaway import safetensors, saved
from core.training.trainer import Trainer
from tests.core.takeaway.conftest import LINKS, trained
from tests.fuzz.mutations import STRANGE, damaged, spoiled
from tests.fuzz.size import tries

SENTENCE = re.compile(r"(This|A) [^\n]{10,500}")


class File(bytes):
    """A file's content, which no failure prints."""

    def __repr__(self) -> str:
        return f"<file of {len(self)} bytes>"


FILES = [saved.save(trained(link, 40)) for link in LINKS]


def opened(content: bytes) -> Trainer | None:
    """The run of a file that is not refused; it has trained two steps."""
    try:
        trainer = saved.opened(content)
    except ValueError as refusal:
        sentence = str(refusal)
    else:
        trainer.ending = None
        trainer.advance(2)
        return trainer
    assert SENTENCE.fullmatch(sentence), sentence
    return None


@tries(200, 1_000)
@given(st.sampled_from(range(len(FILES))).flatmap(lambda at: st.tuples(st.just(at), damaged(FILES[at]).map(File))))
def test_damaged_bytes_are_refused_unless_they_say_the_same(file: tuple[int, bytes]) -> None:
    at, content = file
    if run := opened(content):
        assert run.digest() == trained(LINKS[at], 42).digest()


@st.composite
def forged(draw: st.DrawFn) -> bytes:
    """A file whose tree of values was changed by somebody who knew how to make the digest fit."""
    arrays, told = safetensors.unpack(draw(st.sampled_from(FILES)))
    tree: Any = json.loads(told["run"])
    for _ in range(draw(st.integers(1, 3))):
        parent, key = tree, draw(st.sampled_from(sorted(tree)))
        while isinstance(parent[key], dict | list) and parent[key] and draw(st.integers(0, 3)):
            parent = parent[key]
            key = draw(st.sampled_from(sorted(parent) if isinstance(parent, dict) else range(len(parent))))
        node = parent[key]
        if isinstance(node, str):
            parent[key] = draw(spoiled(st.just(node), st.sampled_from(STRANGE)))
        else:
            parent[key] = draw(st.sampled_from((None, -1, 0, 2**70, 1e308, "", [], {}, True)))
    return File(saved.sealed(arrays, {**told, "run": json.dumps(tree)}))


@tries(200, 1_000)
@given(forged())
def test_forged_trees_are_refused_or_train(content: bytes) -> None:
    opened(content)
