"""What the run's status means to people: which buttons work, the figures as text, and when to speak.

Plain Python: no browser, no clock of its own. A status is the engine's dictionary: state, examples, cost, ...
"""

from core.shared.digits import cost

SPEAK_EVERY = 10.0
"""Seconds between two announcements of a run's progress."""

IDLE = ("ready", "paused", "finished")
BUTTONS = ("train", "pause", "step", "thousand", "million", "reset", "new_seed")
STATUS = (
    "run",
    "state",
    "step",
    "examples",
    "cost",
    "rate",
    "examples_per_second",
    "goal",
    "begun",
    "message",
    "shown",
)
AMOUNTS = {"train": None, "thousand": 1_000, "million": 1_000_000}


def status_of(facts: dict) -> dict:
    """The status in an answer that may hold more."""
    return {key: facts[key] for key in STATUS}


def buttons(state: str) -> tuple[str, ...]:
    """The run buttons that work in a state: loading, ready, running, paused, finished or failed."""
    if state in IDLE:
        return tuple(name for name in BUTTONS if name != "pause")
    if state == "running":
        return ("pause", "reset", "new_seed")
    return ("reset", "new_seed") if state == "failed" else ()


def count(number: float) -> str:
    """A whole number with its thousands marked: `1,000,000`."""
    digits = str(int(number))
    parts = []
    while len(digits) > 3:
        parts.append(digits[-3:])
        digits = digits[:-3]
    return ",".join([digits] + parts[::-1])


def figures(status: dict) -> tuple[str, str, str]:
    """The texts of examples, examples a second and cost."""
    speed = status["examples_per_second"]
    return count(status["examples"]), count(round(speed, -3) if speed > 100_000 else speed), cost(status["cost"])


def duration(seconds: float) -> str:
    """A time left in words: `3 s`, `2 min`."""
    if seconds < 99.5:
        return f"{max(1, int(seconds + 0.5))} s"
    return f"{int(seconds / 60 + 0.5)} min"


def progress(status: dict) -> tuple[float, str]:
    """The share done of a run towards its goal, and the time left in words; (0, '') for a run without end."""
    goal, begun = status["goal"], status["begun"]
    if not goal or goal <= begun:
        return 0.0, ""
    done = min(1.0, (status["examples"] - begun) / (goal - begun))
    speed = status["examples_per_second"]
    return done, duration((goal - status["examples"]) / speed) + " left" if speed and done < 1 else ""


class Speaker:
    """Chooses what the page says aloud: each change of state at once, progress every ten seconds, else nothing."""

    def __init__(self) -> None:
        self.state = ""
        self.run = None
        self.spoken = 0.0

    def hear(self, status: dict, now: float) -> str:
        """The sentence to say at `now` (seconds), or an empty text."""
        state = status["state"]
        # A run that is rebuilt while it trains trains on: a slider that is dragged would say so with each step.
        changed = state != self.state or (status["run"] != self.run and state != "running")
        if not changed and (state != "running" or now - self.spoken < SPEAK_EVERY):
            return ""
        self.state, self.run, self.spoken = state, status["run"], now
        return sentence(status, changed)


def sentence(status: dict, changed: bool) -> str:
    """What to say of a status; `changed`: its state is new."""
    state = status["state"]
    if state == "failed":
        return status["message"] or "Training failed. Reset starts anew."
    if state == "ready":
        return "Ready to train."
    if state == "running" and changed:
        return "Training."
    examples, reached = count(status["examples"]), cost(status["cost"])
    at = f"{examples} examples, cost {reached}."
    if state == "running":
        return "Training: " + at
    if state == "paused":
        return "Paused at " + at
    message = status["message"] or "Finished."
    if examples + " examples" in message:
        return f"{message} Cost {reached}."
    return f"{message} {examples} examples in all, cost {reached}."
