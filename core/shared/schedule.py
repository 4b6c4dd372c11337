"""The share of the learning rate that a step uses, computed alike by the page's curve and by the trainer."""

from math import cos, floor, pi

from core.shared.config import Config

FUNCTIONS = {
    "where": lambda condition, yes, no: yes if condition else no,
    "min": min,
    "max": max,
    "floor": floor,
    "cos": cos,
    "pi": pi,
}


def share(config: Config, value: str, step: int, cuts: int = 0) -> float:
    """The share of the Config's rate that step number `step`, from 0, uses.

    value is the expression of its schedule as the catalogue has it, never a text from anywhere else; cuts is how often
    a plateau was met.
    """
    names = {
        "step": max(0, step - config.warmup),
        "cuts": cuts,
        "horizon": config.horizon,
        "every": config.every,
        "factor": config.factor,
        "least": config.floor,
    }
    names.update(FUNCTIONS)
    return float(eval(value, names)) * warmup_share(config, step)


def warmup_share(config: Config, step: int) -> float:
    """How far the warm-up has come in step number `step`, from 0: 1 / warmup, 2 / warmup, ... 1."""
    return min(1.0, (step + 1) / config.warmup) if config.warmup else 1.0
