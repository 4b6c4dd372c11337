"""What the tests of health share: runs that are diagnosed, runs after a remedy, and what a remedy must say."""

import numpy as np

from core.catalogue.description import describe
from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.health import findings
from core.insight.moment import present
from core.insight.remedy import Remedy
from core.shared.config import Config, rebuilds
from core.shared.fields import KEYS
from core.shared.link import from_link
from core.shared.number import to_text
from core.training.trainer import Trainer

CHOICES = describe()
STEPS = 3000


def config_of(link: str) -> Config:
    config, problems = from_link(link, CHOICES)
    assert problems == ()
    return config


def trained(link: str, steps: int = STEPS) -> Trainer:
    trainer = Trainer(config_of(link))
    trainer.advance(steps)
    return trainer


def diagnose(trainer: Trainer) -> dict[str, Finding]:
    return {finding.id: finding for finding in findings(Evidence(present(trainer)))}


def judged(trainer: Trainer) -> float:
    """Return the cost that a remedy is to bring down: on new examples, so the test cost where there is one."""
    data = trainer.bound.data
    if data:
        return trainer.bound.cost(data.test_inputs, data.test_targets)
    cost = trainer.recent.mean()
    return np.inf if cost is None or np.isnan(cost) else cost


def mended_by(remedy: Remedy, link: str, broken: Trainer) -> Trainer:
    """Return the run that a remedy is applied to, before it goes on."""
    config = config_of(remedy.link)
    if remedy.restart:
        return Trainer(config)
    trainer = trained(link, broken.step)
    trainer.tune(config)
    return trainer


def assert_said(remedy: Remedy, broken: Config) -> None:
    """A remedy's label says all that it changes, and whether the run starts anew."""
    config = config_of(remedy.link)
    assert sorted(remedy.fields) == sorted(key for key in KEYS if getattr(config, key) != getattr(broken, key))
    for said in said_by(broken, config):
        assert said in remedy.label, (said, remedy.label)
    assert remedy.restart == ("start again" in remedy.label or bool(rebuilds(broken, config))), remedy.label


def said_by(before: Config, after: Config) -> set[str]:
    """Return what must be said of a change: the labels and numbers of all that is new."""
    words: set[str] = set()
    for key in ("rate", "clip", "decay", "l1", "l2", "seed"):
        words |= {to_text(getattr(after, key))} if getattr(before, key) != getattr(after, key) else set()
    for key in ("horizon", "examples"):
        words |= {f"{getattr(after, key):,}"} if getattr(before, key) != getattr(after, key) else set()
    pairs = [*zip(before.layers, after.layers, strict=False), (before.output, after.output)]
    for layer in after.layers[len(before.layers) :]:  # one that is new brings what suits it
        words |= {f"{layer.neurons} neurons", label_of("activations", layer.activation)}
    for old, new in pairs:
        words |= {label_of("activations", new.activation)} if old.activation != new.activation else set()
        words |= {f"{label_of('initializers', new.weights)} weights"} if old.weights != new.weights else set()
        words |= {"biases of 0"} if old.biases != new.biases else set()
    if before.optimizer != after.optimizer:
        words |= {label_of("optimizers", after.optimizer)}
    return words | ({after.schedule} if before.schedule != after.schedule else set())


def label_of(table: str, identity: str) -> str:
    return next(row["label"] for row in CHOICES["kinds"][table] if row["id"] == identity)
