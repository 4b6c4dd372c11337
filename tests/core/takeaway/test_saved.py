"""Saved runs: they go on to the bit, and nothing else is opened."""

import base64
import json

import pytest

from core.engine import Engine
from core.shared.link import to_link
from core.takeaway import safetensors, saved
from core.training.trainer import Trainer
from tests.core.takeaway.conftest import LINKS, trained
from tests.core.training.replay import go_to

STEPS = (0, 1, 128, 333)


@pytest.mark.parametrize("steps", STEPS)
@pytest.mark.parametrize("link", LINKS)
def test_an_opened_run_goes_on_to_the_bit(link: str, steps: int) -> None:
    one = trained(link, steps)
    other = saved.opened(saved.save(one))
    assert (other.step, other.config, other.digest()) == (one.step, one.config, one.digest())
    for run in (one, other):
        run.advance(300)
    assert other.digest() == one.digest()
    assert other.recent.mean() == one.recent.mean()
    assert other.costs.since().mean.tolist() == one.costs.since().mean.tolist()
    assert other.progress == one.progress


def test_changes_on_the_way_are_part_of_the_file() -> None:
    one = trained("", 50)
    one.tune(one.config.replace(rate=0.1))
    one.edit(((0, 0.25),), ((1, 0.5),))
    one.advance(50)
    other = saved.opened(saved.save(one))
    assert other.changes == one.changes
    assert other.pins == one.pins
    other.advance(1)
    assert other.bound.parameters[1] == 0.5


def test_a_run_saved_while_dropout_is_off_goes_on_to_the_bit_when_it_is_on_again() -> None:
    one = trained("layers=8.tanh&dropout=0.3", 50)
    one.tune(one.config.replace(dropout=0.0))
    one.advance(20)
    other = saved.opened(saved.save(one))
    for run in (one, other):
        run.tune(run.config.replace(dropout=0.3))
        run.advance(20)
    assert other.digest() == one.digest()


def test_a_file_of_an_earlier_build_without_the_stream_of_dropout_opens_with_it_at_its_beginning() -> None:
    one = trained("layers=8.tanh", 50)
    arrays, told = safetensors.unpack(saved.save(one))
    tree = json.loads(told["run"])
    tree["fields"]["snapshot"]["fields"]["state"]["fields"]["bound"]["fields"]["dropout"] = None
    other = saved.opened(saved.sealed(arrays, {**told, "run": json.dumps(tree)}))
    for run in (one, other):
        run.tune(run.config.replace(dropout=0.3))
        run.advance(100)
    assert other.digest() == one.digest()
    other.restore(0)
    other.advance(50)
    other.tune(one.config)
    other.advance(100)
    assert other.digest() == one.digest()


def test_a_finished_run_opens_finished() -> None:
    one = trained("stop_examples=640", 100)
    assert one.ending is not None
    assert saved.opened(saved.save(one)).ending == one.ending


@pytest.mark.parametrize(
    "stop", ["stop_examples=8192", "stop_cost=0.5", "stop_plateau=4000&target=random&rate=0.000001"]
)
def test_a_run_saved_at_its_stop_goes_on_past_it_as_the_run_itself_does(stop: str) -> None:
    one = trained(f"layers=8.tanh&{stop}", 1000)
    assert one.ending is not None
    other = saved.opened(saved.save(one))
    later = one.step + 500
    assert go_to(other, later) == go_to(one, later)
    assert (other.digest(), other.progress) == (one.digest(), one.progress)


def test_a_file_of_an_earlier_build_that_knows_no_stop_at_a_low_cost_opens() -> None:
    one = trained("layers=8.tanh", 300)
    arrays, told = safetensors.unpack(saved.save(one))
    tree = json.loads(told["run"])
    del tree["fields"]["snapshot"]["fields"]["state"]["fields"]["progress"]["fields"]["low"]
    assert saved.opened(saved.sealed(arrays, {**told, "run": json.dumps(tree)})).progress == one.progress


@pytest.mark.parametrize("link", LINKS)
def test_going_back_to_where_a_run_was_opened_repeats_it_in_the_middle_of_a_block_too(link: str) -> None:
    one = saved.opened(saved.save(trained(link, 200)))
    one.advance(300)
    went = one.digest(), one.progress
    one.preview(200)
    other = saved.opened(saved.save(one))
    one.restore(200)
    for run in (one, other):
        run.advance(300)
        assert (run.digest(), run.progress) == went


def test_the_start_of_an_opened_run_can_be_gone_back_to() -> None:
    one = trained("", 200)
    other = saved.opened(saved.save(one))
    other.restore(0)
    assert other.digest() == Trainer(one.config).digest()


def test_a_run_is_saved_to_the_same_bytes() -> None:
    assert saved.save(trained("", 20)) == saved.save(trained("", 20))


@pytest.mark.parametrize("place", [0, 7, 100, 2000, -5000, -1])
def test_a_file_with_one_wrong_byte_is_refused(place: int) -> None:
    content = bytearray(saved.save(trained("", 40)))
    content[place] ^= 0x15
    with pytest.raises(ValueError, match=r"This file is no run|This saved run"):
        saved.opened(bytes(content))


@pytest.mark.parametrize("length", [0, 7, 8, 500, 5000, -1])
def test_a_file_that_ends_too_early_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match=r"no run saved by|is damaged"):
        saved.opened(saved.save(trained("", 40))[:length])


FOREIGN = {
    "weights": safetensors.pack({}, {"link": ""}),
    "an archive": b"PK\3\4" * 50,
    "text": b"target=xor" * 20,
    "nothing": b"",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no run saved by"):
        saved.opened(FOREIGN[name])


def forged(**changes: str) -> bytes:
    """A run's file with other metadata, and a digest that agrees with them."""
    arrays, told = safetensors.unpack(saved.save(trained("", 5)))
    told.update(changes)
    return saved.sealed(arrays, told)


def test_a_newer_version_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="newer version of the explorer: reload"):
        saved.opened(forged(version="2"))


TREES = ["1", "null", "{}", '{"tuple": "kept", "fields": {}}', '{"dict": {"first": {"config": "target=nothing"}}}']


@pytest.mark.parametrize("tree", TREES)
def test_a_file_that_holds_something_else_is_refused(tree: str) -> None:
    with pytest.raises(ValueError, match="This saved run cannot be opened"):
        saved.opened(forged(run=tree))


def test_no_array_of_another_shape_gets_into_a_network() -> None:
    arrays, told = safetensors.unpack(saved.save(trained("", 5)))
    name = next(name for name in arrays if arrays[name].size == Trainer(trained("", 0).config).bound.parameters.size)
    arrays[name] = arrays[name][:-1]
    with pytest.raises(ValueError, match="This saved run cannot be opened"):
        saved.opened(saved.sealed(arrays, told))


def test_the_engine_keeps_its_run_when_a_file_is_refused() -> None:
    engine = Engine(lambda: 0.0)
    engine.start("seed=5")
    engine.advance(10)
    before = engine.digest(), engine.run
    weights = engine.export("safetensors")["content"]
    for encoded in ("no base64!", base64.b64encode(b"foreign").decode(), base64.b64encode(weights).decode()):
        with pytest.raises(ValueError, match="no run saved by"):
            engine.open_run(encoded)
    assert (engine.digest(), engine.run) == before


def test_the_engine_opens_what_it_exported() -> None:
    engine = Engine(lambda: 0.0)
    engine.start("target=xor&seed=5")
    engine.advance(10)
    file = engine.export("run")
    digest = engine.digest()
    engine.start("")
    answer = engine.open_run(base64.b64encode(file["content"].tobytes()).decode())
    assert engine.digest() == digest
    assert answer["link"] == "target=xor&seed=5"
    assert answer["layers"] == [2, 64, 32, 1]
    assert (engine.run, engine.status()["step"]) == (3, 10)


def test_the_link_can_be_read_without_opening_the_run() -> None:
    one = trained("target=xor", 3)
    content = saved.save(one)
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    assert header["__metadata__"]["link"] == to_link(one.config)
