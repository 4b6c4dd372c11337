"""The edge to the worker: the engine's verbs as coroutines, answers as plain Python beside typed arrays."""

import json

from pyscript import config
from pyscript.ffi import create_proxy
from pyscript.js_modules import bridge

NO_SIMD = (
    "This browser has no WebAssembly SIMD, which this page needs to compute. "
    "Please use a current Chrome, Edge, Firefox or Safari."
)
OTHER_BUILD = (
    "This page and its worker are of different builds. Reload the page; if that does not help, clear its cache."
)


class Refused(ValueError):
    """The engine's sentence for a call that it did not carry out."""


class Lost(Exception):
    """The worker ended before it answered; the reason is all that is known."""


class Frame:
    """An answer: `facts` are plain values; arrays stay JavaScript's, for canvases and libraries."""

    def __init__(self, facts, arrays) -> None:
        self.facts, self._arrays = facts, arrays

    def array(self, path: str):
        """The typed array of a dotted path, `cost.mean`, or None if the answer has none."""
        found = getattr(self._arrays, path, None)
        return found if found else None


async def load(report) -> None:
    """Start the worker; `report(share, words)` hears how far it is.

    Raises Refused, or JsException with a sentence, if this browser or this site cannot do it.
    """
    if not bridge.has_simd():
        raise Refused(NO_SIMD)
    build = await bridge.load(create_proxy(report))
    if build != config.get("build", build):
        raise Refused(OTHER_BUILD)


async def frame(wants: dict) -> Frame:
    """The run's status and what `wants` names; raises Refused with the reason if there is none."""
    return await call("frame", wants)


async def ask(name: str, *arguments):
    """The plain answer of a method of the engine; raises Refused with the sentence of a refusal."""
    return (await call(name, *arguments)).facts


async def call(name: str, *arguments) -> Frame:
    """The whole answer of a method of the engine.

    Raises Refused with the sentence of a refusal, Lost if the worker ends before it answers.
    """
    answer = await bridge.call(name, json.dumps(arguments))
    if answer.lost:
        raise Lost(answer.lost)
    if answer.problem:
        raise Refused(answer.problem)
    return Frame(json.loads(answer.facts), answer.arrays)


def sentence(error: BaseException) -> str:
    """What an error says to people; of a JavaScript error just its message."""
    if isinstance(error, Refused):
        return str(error)
    words = str(error.args[-1]) if error.args else ""
    return words if words.endswith((".", ")")) else f"The page failed: {type(error).__name__}: {words}. Reload it."
