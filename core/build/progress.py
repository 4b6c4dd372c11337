"""Where long work is, in words: `step 3 of 9: NumPy, 41 s`.

A step inside another one adds its title: `step 3 of 9: NumPy: compile, 41 s`. A step that is done
within a second says nothing.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

QUIET_SECONDS = 1.0
TERMINAL_SECONDS = 1.0
LOG_SECONDS = 30.0


@dataclass
class _Work:
    total: int = 0
    number: int = 0
    titles: list[str] = field(default_factory=list)


_work = _Work()


def plan(total: int) -> None:
    """Say that `total` steps follow, which are not inside another one."""
    _work.total, _work.number = total, 0


@contextmanager
def step(title: str) -> Iterator[None]:
    """Count a step while the body runs, and print how long it has taken so far."""
    if not _work.titles:
        _work.number += 1
    _work.titles.append(title)
    label, started, finished = _label(), time.monotonic(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(label, started, finished), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
        _work.titles.pop()
    seconds = time.monotonic() - started
    if seconds >= QUIET_SECONDS:
        _say(sys.stdout, f"{label}, {seconds:.0f} s", "\n")


def _label() -> str:
    total = max(_work.total, _work.number)
    return f"step {_work.number} of {total}: {': '.join(_work.titles)}"


def _watch(label: str, started: float, finished: threading.Event) -> None:
    """Repeat the line while the step runs: in place on a terminal, now and then in a log."""
    terminal = sys.stdout.isatty()
    pause = TERMINAL_SECONDS if terminal else LOG_SECONDS
    while not finished.wait(pause):
        if label == _label():  # the innermost step speaks for those around it
            _say(sys.stdout, f"{label}, {time.monotonic() - started:.0f} s", "\r" if terminal else "\n")


def _say(out: TextIO, text: str, end: str) -> None:
    clear = "\x1b[K" if out.isatty() else ""
    out.write(f"{text}{clear}{end}")
    out.flush()
