"""Runs for the tests of what is taken away."""

from core.catalogue.description import describe
from core.shared.link import from_link
from core.training.trainer import Trainer

LINKS = (
    "layers=8.tanh",
    "target=spirals&arms=3&outputs=3&layers=8.tanh&output=identity&loss=cross_entropy&optimizer=adam&rate=0.01"
    "&data=finite&dropout=0.1",
    "layers=4.relu&optimizer=muon&schedule=plateau&patience=100&stop_plateau=100000",
    "target=f1&f1=a*b&layers=none&inputs=3&optimizer=momentum&batch=7&noise=0.1",
)


def trained(link: str, steps: int) -> Trainer:
    """The trainer of a link after so many steps."""
    config, problems = from_link(link, describe())
    assert not problems
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer
