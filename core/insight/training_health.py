"""What the training itself does wrong: it diverges, or it learns noise by heart."""

from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.remedy import Remedy, better_start, remedy, slower
from core.insight.truth import judged
from core.shared.config import Config
from core.shared.digits import brief, cost
from core.training.usual import AS_LONG_AS_THE_GRADIENT, usual_rate

PATIENCE = 1000
OVERFITTED = 2.0
MORE_EXAMPLES = 8
ENOUGH_EXAMPLES = 1_000


def divergence(evidence: Evidence) -> list[Finding]:
    """Find a run that has ended in numbers without bounds."""
    ending, config = evidence.moment.ending, evidence.config
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
            [slower(config, 10, restart=True), *other_than_slower(config)],
        )
    ]


def other_than_slower(config: Config) -> list[Remedy]:
    """Return what else keeps a run from diverging: a limit, or else a better start, unless it has that already.

    A limit does nothing for optimizers that divide by the gradient's size, and cannot shorten a step below the rate.
    """
    if config.clip or config.optimizer not in AS_LONG_AS_THE_GRADIENT:
        better = better_start(config)
        return [better] if better.fields not in ([], ["rate"]) else []
    rate = min(config.rate, usual_rate(config))
    at = f" at a rate of {brief(rate)}" if rate < config.rate else ""
    return [remedy(config, f"Limit the gradient to 1{at} and start again", restart=True, clip=1.0, rate=rate)]


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
            "The network has learned the noise of its few examples; that does not carry over to new ones.",
            [
                remedy(config, f"Take {more:,} examples", examples=more),
                remedy(config, "Pull the weights towards zero (L2 of 0.003)", l2=0.003),
            ],
        )
    ]
