"""Formulas, whatever is typed: a meaning, or a sentence with a place; and never anything else that happens."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compiler import formula
from core.compiler.printing import to_formula
from core.insight.typed import typed
from tests.core.compiler.strategies import expressions
from tests.fuzz.mutations import STRANGE, spoiled
from tests.fuzz.size import tries

HOSTILE = (
    "__import__('os').system('ls')",
    "a.__class__.__mro__",
    "[x for x in (1,)]",
    "(lambda: a)()",
    "9**9**9**9",
    "open('/etc/passwd')",
    "exec('a')",
    "f'{a}'",
    "a if a else",
    "ａ",
    "(" * 90 + "a" + ")" * 90,
    "a and b or not a",
    "x1 := 3",
)
PIECES = st.sampled_from((*STRANGE, *HOSTILE, "sin(", "**", "//", "pi", "x64", "0x1F", "1_0", "'", '"', "\n", "\t"))
TEXTS = spoiled(expressions().map(to_formula) | st.sampled_from(HOSTILE), PIECES)
FORBIDDEN = ("open", "import", "os.", "subprocess.", "socket.", "ctypes.", "shutil.")

events: list[str] = []
listening = False


def hear(event: str, _arguments: tuple[object, ...]) -> None:
    """Note what Python is asked to do for a formula; a hook cannot be taken away again, so it can be deaf."""
    if listening and event.startswith(FORBIDDEN):
        events.append(event)


sys.addaudithook(hear)


@contextmanager
def watched() -> Iterator[None]:
    """Fail if files, modules, processes or sockets are asked for inside."""
    global listening
    events.clear()
    listening = True
    try:
        yield
    finally:
        listening = False
    assert events == []


@pytest.mark.parametrize("kind", formula.KINDS)
@tries(150, 5_000)
@given(TEXTS)
def test_a_formula_means_something_or_is_refused_at_a_place(kind: str, text: str) -> None:
    with watched():
        answer = typed(text, kind, 2)
    if answer["problem"]:
        assert answer["problem"].endswith((".", ")"))
        assert len(answer["problem"]) < 1_000
        assert answer["column"] is None or 0 <= answer["column"] <= len(text)
    else:
        pictured = answer["curve"]["value"] if kind == "activation" else answer["values"]
        assert np.asarray(pictured).dtype.kind == "f"


def test_what_would_open_a_file_is_heard() -> None:
    with pytest.raises(AssertionError), watched():
        open(__file__).close()  # noqa: PTH123 - as a formula would
