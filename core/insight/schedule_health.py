"""Schedules that have run out: the rate has fallen to nearly nothing before the network had time to learn."""

from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.rehearsal import later_cost
from core.insight.remedy import annealed, remedy
from core.shared.digits import brief, cost
from core.training.rates import rates

PATIENCE = 1000
SPENT = 0.01
MUCH_LEFT, MOST_LEFT = 0.25, 0.5
GAIN = 0.05
ENOUGH_EXAMPLES = 5_000  # at the full rate; after fewer nothing shows yet


def spent_schedule(evidence: Evidence) -> list[Finding]:
    """Find rates that are spent while much is left to learn, unless the schedule has done what it could."""
    config, moment = evidence.config, evidence.moment
    spent = moment.rate < SPENT * config.rate and moment.step >= max(PATIENCE, config.warmup)
    if not spent or not evidence.left > MUCH_LEFT or not was_hurried(evidence):
        return []
    return [
        Finding(
            "schedule",
            "A schedule that has run out",
            0,
            [],
            f"The rate has fallen from {brief(config.rate)} to {brief(moment.rate)}, and the cost over the probe is "
            f"still {cost(evidence.cost)}.",
            "Steps this short change nothing any more: the rate fell before the network had time to learn.",
            [
                remedy(config, f"Keep the rate constant at {brief(config.rate)}", schedule="constant"),
                annealed(config, moment.step),
            ],
        )
    ]


def was_hurried(evidence: Evidence) -> bool:
    """Return whether the full rate would still bring something, or the schedule gave too few steps to tell."""
    if evidence.left > MOST_LEFT and full_steps(evidence) * evidence.config.batch < ENOUGH_EXAMPLES:
        return True
    reached = later_cost(evidence.moment, evidence.noiseless, evidence.config.rate)
    return reached is not None and reached < (1 - GAIN) * evidence.bound.cost(*evidence.noiseless)


def full_steps(evidence: Evidence) -> float:
    """Return how many steps at the full rate would have gone as far, counted up to what is enough in any case."""
    config = evidence.config
    if config.schedule == "plateau":  # its cuts wait until the cost stands still
        return float(ENOUGH_EXAMPLES)
    return sum(rates(config, 0, min(evidence.moment.step, ENOUGH_EXAMPLES), 0)) / config.rate
