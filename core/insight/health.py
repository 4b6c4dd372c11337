"""Health: what is wrong with a network in training, how one sees it, why it is so, and what mends it."""

from collections.abc import Callable

from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.gradient_health import exploding_gradient, vanishing_gradient
from core.insight.limit_health import limited_output
from core.insight.neuron_health import equal_neurons, saturated_neurons, silent_neurons
from core.insight.output_health import flat_output, stuck_output
from core.insight.penalty_health import heavy_penalty
from core.insight.rate_health import wrong_rate
from core.insight.schedule_health import spent_schedule
from core.insight.training_health import divergence, overfitting

Check = Callable[[Evidence], list[Finding]]

# Of these groups the first that finds something has the word: what comes later would only be its consequence.
CHECKS: tuple[tuple[Check, ...], ...] = (
    (limited_output, divergence),
    (heavy_penalty,),
    (silent_neurons, saturated_neurons, equal_neurons, vanishing_gradient, exploding_gradient, stuck_output),
    (spent_schedule,),
    (overfitting, wrong_rate, flat_output),
)


REHEARSING = (spent_schedule, wrong_rate)
REHEARSED = ("schedule", "rate_high", "rate_low")
"""The findings of the checks that try the next steps at other rates, which takes as long as some hundred steps."""


def findings(evidence: Evidence, rehearsed: bool = True) -> list[Finding]:
    """Return what is wrong, the gravest first; nothing for a network in good health.

    Without `rehearsed` the next steps are not tried at other rates.
    """
    for group in CHECKS:
        checks = [check for check in group if rehearsed or check not in REHEARSING]
        found = [finding for check in checks for finding in check(evidence)]
        if found:
            return [with_effect(finding) for finding in found]
    return []


def with_effect(finding: Finding) -> Finding:
    """Return a finding without remedies that would change nothing."""
    return finding._replace(remedies=[remedy for remedy in finding.remedies if remedy.fields])
