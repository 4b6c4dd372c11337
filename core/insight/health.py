"""Health: what is wrong with a network in training, how one sees it, why it is so, and what mends it."""

from collections.abc import Callable

from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.gradient_health import exploding_gradient, vanishing_gradient
from core.insight.neuron_health import equal_neurons, saturated_neurons, silent_neurons
from core.insight.output_health import flat_output, stuck_output
from core.insight.training_health import divergence, overfitting, wrong_rate

Check = Callable[[Evidence], list[Finding]]

# Of these groups the first that finds something has the word: what comes later would only be its consequence.
CHECKS: tuple[tuple[Check, ...], ...] = (
    (divergence,),
    (silent_neurons, saturated_neurons, equal_neurons, vanishing_gradient, exploding_gradient, stuck_output),
    (overfitting, wrong_rate, flat_output),
)


def findings(evidence: Evidence) -> list[Finding]:
    """Return what is wrong, the gravest first; nothing for a network in good health."""
    for group in CHECKS:
        found = [finding for check in group for finding in check(evidence)]
        if found:
            return found
    return []
