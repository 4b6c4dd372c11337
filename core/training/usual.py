"""Usual rates: how high a learning rate an optimizer takes, of a network as its Config describes it."""

from core.catalogue.optimizers import OPTIMIZERS
from core.shared.config import Config

AS_LONG_AS_THE_GRADIENT = ("sgd", "momentum", "nesterov")
"""The optimizers whose step grows with the gradient; the others divide by its size."""
BOUNDED = ("sigmoid", "tanh", "softsign", "gaussian", "sine")
UNBOUNDED_SHARE = 0.1


def usual_rate(config: Config) -> float:
    """Return the highest rate that is usual for a Config's optimizer, output and momentum.

    The catalogue suggests rates for the default output, a sigmoid: its slope of at most a quarter and its bounds keep
    gradients small. Where nothing does, steps as long as the gradient have to be shorter. Momentum makes each step
    1 / (1 - momentum) times as long in the end.
    """
    suggested = suggestion(config.optimizer)
    if config.optimizer not in AS_LONG_AS_THE_GRADIENT:
        return suggested["rate"]
    share = UNBOUNDED_SHARE if unbounded(config) else 1.0
    if "momentum" in suggested:
        share *= min(1.0, (1 - config.momentum) / (1 - suggested["momentum"]))
    return float(f"{share * suggested['rate']:.2g}")


def unbounded(config: Config) -> bool:
    """Return whether nothing bounds a step: it is as long as the gradient, and that grows with the output."""
    bounded = config.loss == "squared" and config.output.activation in BOUNDED
    return config.optimizer in AS_LONG_AS_THE_GRADIENT and not bounded


def suggestion(optimizer: str) -> dict[str, float]:
    """Return what the catalogue suggests for an optimizer."""
    return dict(next(row for row in OPTIMIZERS if row.id == optimizer).suggests)


def calmer_rate(config: Config, divisor: float) -> float:
    """Return a rate that is lower by a divisor, and not above what is usual."""
    return float(f"{max(1e-6, min(config.rate / divisor, usual_rate(config))):.2g}")
