"""What the training itself does wrong: it diverges, or it learns noise by heart."""

from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.rehearsal import bears
from core.insight.remedy import Remedy, better_start, remedy, slower
from core.insight.truth import judged
from core.shared.config import Config
from core.shared.digits import brief, cost
from core.training.usual import AS_LONG_AS_THE_GRADIENT, calmer_rate, usual_rate

PATIENCE = 1000
OVERFITTED = 2.0
MORE_EXAMPLES = 8
ENOUGH_EXAMPLES = 1_000


def divergence(evidence: Evidence) -> list[Finding]:
    """Find a run that has ended in numbers without bounds."""
    ending = evidence.moment.ending
    if ending is None or ending.state != "failed":
        return []
    return [
        Finding(
            "diverged",
            "The run has diverged",
            ending.layer,
            [],
            ending.message,
            "Each step overshot further than the one before, until the numbers left all bounds.",
            steadier(evidence),
        )
    ]


def steadier(evidence: Evidence) -> list[Remedy]:
    """Return what keeps a run from diverging: a lower rate, or other ways where that is not enough.

    A limit does nothing for optimizers that divide by the gradient's size, and cannot shorten a step below the rate.
    """
    config, better = evidence.config, better_start(evidence.config)
    long = config.optimizer in AS_LONG_AS_THE_GRADIENT
    others = [limited(config)] if long and not config.clip else []
    if not evidence.has_targets or bears(evidence.moment, evidence.examples, calmer_rate(config, 10)):
        others = others or ([better] if better.fields not in ([], ["rate"]) else [])
        return [slower(config, 10, restart=True), *others]
    return [*(others or [slower(config, 1000, restart=True)]), better]


def limited(config: Config) -> Remedy:
    """Return the remedy of a limit to the gradient, at a rate that is not above what is usual."""
    rate = min(config.rate, usual_rate(config))
    at = f" at a rate of {brief(rate)}" if rate < config.rate else ""
    return remedy(config, f"Limit the gradient to 1{at} and start again", restart=True, clip=1.0, rate=rate)


BY_HEART = "The network has learned {}; that does not carry over to new ones."


def overfitting(evidence: Evidence) -> list[Finding]:
    """Find networks that know their training set by heart."""
    data, config = evidence.bound.data, evidence.config
    if data is None or not len(data.test_inputs) or evidence.moment.step < PATIENCE:
        return []
    parts = judged(evidence.bound)
    training, testing = (evidence.bound.cost(*parts[name]) for name in ("train", "test"))
    if not testing > OVERFITTED * training:
        return []
    more = min(100_000, max(ENOUGH_EXAMPLES, MORE_EXAMPLES * config.examples))
    return [
        Finding(
            "overfitting",
            "Overfitting",
            0,
            [],
            f"The cost is {cost(training)} on the training set and {cost(testing)} on the test set.",
            BY_HEART.format("the noise of its few examples" if config.noise else "its few examples by heart"),
            [
                remedy(config, f"Take {more:,} examples", examples=more),
                remedy(config, "Pull the weights towards zero (L2 of 0.003)", l2=0.003),
            ],
        )
    ]
