"""Other programs, run so that a failure becomes a sentence."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.build.failure import BuildError, tells_of_a_full_disk

Command = Sequence[str | Path]


def run(
    command: Command,
    advice: str,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> str:
    """The standard output of `command`.

    `environment` is added to ours; both outputs are also written to the file `log`, if given.
    Raises BuildError(`advice`, with the last line that the program said) when it fails.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildError(f"{advice} (there is no program {words[0]}: install it)") from error
    if log is not None:
        log.write_text(done.stdout + done.stderr)
    if done.returncode != 0:
        raise BuildError(sentence(advice, done.stdout + "\n" + done.stderr, log))
    return done.stdout


def sentence(advice: str, output: str, log: Path | None = None) -> str:
    """`advice` with what the program said last, or what a full disk asks for."""
    if tells_of_a_full_disk(output):
        return "The disk is full: free some space and run the command again."
    lines = [line.strip() for line in output.splitlines() if line.strip() and "complete log" not in line]
    last = next((line for line in reversed(lines) if "error" in line.lower()), lines[-1] if lines else "nothing")
    where = f"; all of it is in {log}" if log else ""
    return f"{advice} (it said: {last[:300]}{where})"
