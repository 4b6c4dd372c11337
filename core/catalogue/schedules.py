"""Schedules: what share of the learning rate a step uses.

`value` is an expression in the compiler's language over numbers: step (0 in the first step after the warm-up), cuts
(how often a plateau was met), horizon, every, factor, and least, the Config's `floor`.
"""

from typing import NamedTuple

from core.shared import schedule as shared
from core.shared.config import Config


class Schedule(NamedTuple):
    """One schedule; knobs are the keys of a Config that it reads."""

    id: str
    label: str
    help: str
    formula: str
    knobs: tuple[str, ...]
    value: str
    reference: str


SHARE = "min(step / horizon, 1)"
HALF_WAVE = "0.5 * (1 + cos(pi * {}))"
RISE = f"1 - (1 - max(least, 0.04)) * {HALF_WAVE.format('step / horizon / 0.3')}"
FALL = f"least + (1 - least) * {HALF_WAVE.format(f'({SHARE} - 0.3) / 0.7')}"

SCHEDULES = (
    Schedule(
        "constant", "Constant", "The rate stays as it is.", "1", (), "1",
        "Rumelhart, Hinton and Williams, Nature 323, 1986",
    ),
    Schedule(
        "step", "Steps", "Cut by the factor every so many steps.", "factor^floor(step / every), at least the floor",
        ("every", "factor", "floor"), "max(least, factor ** floor(step / every))",
        "He, Zhang, Ren and Sun, CVPR 2016",
    ),
    Schedule(
        "exponential", "Exponential", "Shrinks smoothly, by the factor in every so many steps.",
        "factor^(step / every), at least the floor", ("every", "factor", "floor"),
        "max(least, factor ** (step / every))", "Senior and others, ICASSP 2013",
    ),
    Schedule(
        "cosine", "Cosine", "Falls along half a cosine until the horizon: slow, fast, slow.",
        "floor + (1 - floor) (1 + cos(pi step / horizon)) / 2", ("horizon", "floor"),
        f"least + (1 - least) * {HALF_WAVE.format(SHARE)}", "Loshchilov and Hutter, ICLR 2017",
    ),
    Schedule(
        "linear", "Linear", "Falls in a straight line until the horizon.",
        "1 - (1 - floor) step / horizon", ("horizon", "floor"), f"1 - (1 - least) * {SHARE}",
        "Devlin and others, NAACL 2019",
    ),
    Schedule(
        "one_cycle", "One cycle", "Rises for three tenths of the horizon, then falls for the rest.",
        "from 0.04, or the floor if higher, up to 1, then down to the floor, each along half a cosine",
        ("horizon", "floor"),
        f"where(step < 0.3 * horizon, {RISE}, {FALL})",
        "Smith and Topin, arXiv 1708.07120, 2017; its shape as in fastai and PyTorch",
    ),
    Schedule(
        "plateau", "Reduce on plateau", "Cut by the factor whenever the cost stops falling.",
        "factor^cuts, at least the floor", ("patience", "factor", "floor"), "max(least, factor ** cuts)",
        "Chollet and others, Keras, 2015",
    ),
)  # fmt: skip


def share(config: Config, step: int, cuts: int = 0) -> float:
    """The share of the rate that step number `step`, from 0, uses, after `cuts` cuts on a plateau; 0 to 1."""
    row = next(row for row in SCHEDULES if row.id == config.schedule)
    return shared.share(config, row.value, step, cuts)


class Plateau(NamedTuple):
    """What reduce-on-plateau remembers: the best cost, the step that saw it or that cut last, and the cuts so far."""

    best: float = float("inf")
    step: int = 0
    cuts: int = 0


def watch(plateau: Plateau, cost: float, step: int, patience: int) -> Plateau:
    """The plateau after a look at the (smoothed) cost: a cut more if none was better by 0.1% for `patience` steps."""
    if cost < plateau.best * 0.999:
        return Plateau(cost, step, plateau.cuts)
    if step - plateau.step >= patience:
        return Plateau(plateau.best, step, plateau.cuts + 1)
    return plateau
