"""Rates that are too high or too low: told by the next steps at other rates, or by how unusual they are."""

from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.rehearsal import Rehearsal, rehearse
from core.insight.remedy import annealed, far_too_high, far_too_low, faster, raised, slower
from core.shared.config import Config
from core.shared.digits import brief, cost
from core.training.usual import unbounded, usual_rate

MUCH_BETTER = 0.5
LEAST_GAIN = 0.03
FASTER = 4
PATIENCE = 1000
PATIENT_EXAMPLES = 32_000  # steps of single examples need more patience
MUCH_LEFT = 0.5
HASTY = 10  # times the usual rate


def wrong_rate(evidence: Evidence) -> list[Finding]:
    """Find rates that other ones would outdo by far in the next steps, or that are unusual and teach little."""
    if not evidence.has_targets or evidence.moment.step < PATIENCE:
        return []
    tried = rehearse(evidence.moment, evidence.examples)
    return (outdone(evidence, tried) if tried else []) or unusual(evidence)


def outdone(evidence: Evidence, tried: Rehearsal) -> list[Finding]:
    """Find rates at which the next steps do much worse than at a tenth or at ten times of it."""
    if not tried.tenth >= MUCH_BETTER * tried.same:  # so too where the costs are no numbers
        return [too_high(evidence, tried)]
    if tried.tenfold is not None and tried.now - tried.tenfold > max(
        LEAST_GAIN * tried.now, FASTER * (tried.now - tried.same)
    ):
        return [too_low(evidence, tried, tried.tenfold)]
    return []


def unusual(evidence: Evidence) -> list[Finding]:
    """Find rates that are far from what is usual, when much of what there is to learn is left.

    The next steps alone show neither: a network that a high rate has thrown far away does not come back within them,
    and on a plateau hardly any rate brings something soon.
    """
    if evidence.moment.examples < PATIENT_EXAMPLES or evidence.plain_cost is None:
        return []
    left = evidence.cost
    if not left > MUCH_LEFT * evidence.plain_cost:
        return []
    if is_hasty(evidence.config):
        return [hasty(evidence, left, evidence.plain_cost)]
    return [hesitant(evidence, left, evidence.plain_cost)] if far_too_low(evidence.config) else []


def is_hasty(config: Config) -> bool:
    """Return whether a rate is far too high without making the run diverge, as it does where nothing bounds a step."""
    return config.rate > HASTY * usual_rate(config) and not unbounded(config)


def hasty(evidence: Evidence, left: float, plain: float) -> Finding:
    """Return the finding of a rate that is far above the usual one."""
    return Finding(
        "rate_high",
        "A rate that is far too high",
        0,
        [],
        little(evidence, left, plain),
        "Steps this long throw the weights about, so that they never settle.",
        [slower(evidence.config, 10, restart=True)],
    )


def hesitant(evidence: Evidence, left: float, plain: float) -> Finding:
    """Return the finding of a rate that is far below the usual one."""
    usual = usual_rate(evidence.config)
    return Finding(
        "rate_low",
        "A rate that is too low",
        0,
        [],
        little(evidence, left, plain),
        "Steps this short take needlessly long to arrive.",
        [raised(evidence.config, usual), raised(evidence.config, usual / 4)],
    )


def little(evidence: Evidence, left: float, plain: float) -> str:
    """Return how little an unusual rate has taught."""
    config, moment = evidence.config, evidence.moment
    return (
        f"After {moment.step:,} steps the cost is {cost(left)}; that of always answering the target's mean is "
        f"{cost(plain)}. The rate is {brief(config.rate)}, where {brief(usual_rate(config))} is usual."
    )


def too_high(evidence: Evidence, tried: Rehearsal) -> Finding:
    """Return the finding of a rate that a tenth of it outdoes."""
    config = evidence.config
    return Finding(
        "rate_high",
        "A rate that is too high by now",
        0,
        [],
        sentence(evidence, tried, "a tenth of it", tried.tenth),
        "Steps this long jump over the valley that they should descend into.",
        [slower(config, 10, restart=far_too_high(config))]
        if far_too_high(config)
        else [
            slower(config, 10, restart=False),
            annealed(config, evidence.moment.step),
        ],
    )


def too_low(evidence: Evidence, tried: Rehearsal, tenfold: float) -> Finding:
    """Return the finding of a rate that ten times it outdoes."""
    return Finding(
        "rate_low",
        "A rate that is too low",
        0,
        [],
        sentence(evidence, tried, "ten times it", tenfold),
        "Steps this short take needlessly long to arrive.",
        [faster(evidence.config, 10), faster(evidence.config, 4)],
    )


def sentence(evidence: Evidence, tried: Rehearsal, other: str, reached: float) -> str:
    """Return what a rehearsal showed."""
    return (
        f"In the next {tried.steps} steps at {brief(evidence.moment.rate)} the cost goes from {cost(tried.now)} to "
        f"about {cost(tried.same)}; at {other} it goes to {cost(reached)}."
    )
