"""Choice: what changes together with a field that the user chooses, so that the next Config is one worth training."""

from core.shared.config import Config
from core.shared.consistency import Choices, classes_of, mend, row_of
from core.shared.fields import field


def choose(config: Config, key: str, value: object, choices: Choices) -> tuple[Config, tuple[str, ...]]:
    """The Config after the choice, and a sentence for each thing that had to be changed to fit it.

    An optimizer brings the rate that suits it, and a target of many classes the loss for them. Raises as Config does.
    """
    chosen = config.replace(**{key: value})
    if key == "optimizer":
        chosen = chosen.replace(**suggestions(config, chosen, choices))
    if key in ("target", "arms") and classes_of(chosen, choices) > 2:
        chosen = chosen.replace(loss="cross_entropy")
    return mend(chosen, choices)


def suggestions(old: Config, new: Config, choices: Choices) -> dict[str, float]:
    """What the new Config's optimizer suggests; what the old one had suggested goes back to its default."""
    if new.optimizer == old.optimizer:
        return {}
    changes: dict[str, float] = {}
    for key, value in suggested_by(old, choices):
        if getattr(old, key) == value:
            changes[key] = field(key).default
    changes.update(suggested_by(new, choices))
    return changes


def suggested_by(config: Config, choices: Choices) -> tuple[tuple[str, float], ...]:
    """The fields, and their values, that the Config's optimizer suggests."""
    row = row_of(choices, "optimizers", config.optimizer)
    return tuple((key, value) for key, value in row["suggests"]) if row else ()
