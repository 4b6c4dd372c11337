"""What is taken away, opened by others: csv, json, numpy.load and the safetensors package."""

import csv
import io
import json

import numpy as np
import pytest
import safetensors as package
from safetensors.numpy import load, save

from core.catalogue.description import describe
from core.engine import Engine
from core.insight import response
from core.insight.view import first_view, grid
from core.shared.fields import FIELDS
from core.shared.files import DATA, Data
from core.shared.link import from_link
from core.takeaway import safetensors, tables
from core.takeaway.export import MAKERS
from tests.core.takeaway.conftest import LINKS, trained


@pytest.mark.parametrize("link", LINKS)
def test_the_response_table_says_what_the_network_says(link: str) -> None:
    run = trained(link, 50)
    view = first_view(run.config)
    heads, *rows = csv.reader(io.StringIO(tables.response_csv(run, view)))
    values = np.array(rows, np.float32)
    assert heads == ["x1", "x2", *(f"output{n + 1}" for n in range(run.config.outputs)), "target1"]
    points = grid(view, tables.SIDE)
    np.testing.assert_array_equal(values[:, :2], points[:, :2])
    np.testing.assert_array_equal(values[:, 2:-1], run.bound.predict(points))
    np.testing.assert_array_equal(values[:, -1], response.targets(run.bound, view, tables.SIDE))


def test_the_history_table_has_every_point() -> None:
    run = trained("data=finite&examples=200", 400)
    rows = list(csv.DictReader(io.StringIO(tables.history_csv(run))))
    training = [row for row in rows if row["part"] == "training"]
    np.testing.assert_array_equal(np.array([row["mean"] for row in training], np.float32), run.costs.since().mean)
    assert float(training[-1]["examples"]) == run.examples
    assert [row["part"] for row in rows if row["part"] != "training"] == ["test"] * len(run.test_costs.since().mean)
    assert all(float(row["lowest"]) <= float(row["mean"]) <= float(row["highest"]) for row in rows)


@pytest.mark.parametrize("link", LINKS)
def test_the_json_of_a_config_has_every_field_and_the_link_back(link: str) -> None:
    config = trained(link, 0).config
    told = json.loads(tables.config_json(config))
    assert from_link(told["link"], describe()) == (config, ())
    assert list(told["fields"]) == [row.key for row in FIELDS]
    assert told["fields"]["rate"] == config.rate


@pytest.mark.parametrize("link", LINKS)
def test_weights_are_the_same_in_both_files(link: str) -> None:
    run = trained(link, 30)
    archive = np.load(io.BytesIO(tables.weights_npz(run)), allow_pickle=False)
    loaded = load(tables.weights_safetensors(run))
    assert sorted(archive) == sorted(loaded)
    for number, layer in enumerate(run.bound.layers, 1):
        for found in (archive, loaded):
            np.testing.assert_array_equal(found[f"layer{number}.weights"], layer.weights)
            np.testing.assert_array_equal(found[f"layer{number}.biases"], layer.biases.ravel())


ARRAYS = {
    "matrix": np.arange(6, dtype=np.float32).reshape(2, 3),
    "transposed": np.arange(6, dtype=np.float64).reshape(2, 3).T,
    "empty": np.empty((0, 4), np.float32),
    "whole": np.array([-(2**40)], np.int64),
    "bytes": np.arange(256, dtype=np.uint8),
    "flags": np.array([True, False]),
    "scalar": np.array(2.5, np.float32),
}


def test_the_package_reads_what_we_write() -> None:
    content = safetensors.pack(ARRAYS, {"für": "ü"})
    for name, array in load(content).items():
        np.testing.assert_array_equal(array, ARRAYS[name])
        assert array.dtype == ARRAYS[name].dtype
    assert dict(package.deserialize(content)).keys() == ARRAYS.keys()


def test_we_read_what_the_package_writes() -> None:
    given = {name: np.ascontiguousarray(array) for name, array in ARRAYS.items()}
    arrays, metadata = safetensors.unpack(save(given, {"format": "np"}))
    assert metadata == {"format": "np"}
    for name, array in arrays.items():
        np.testing.assert_array_equal(array, ARRAYS[name])


def test_a_type_that_the_format_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for complex128"):
        safetensors.pack({"z": np.array([1j])}, {})


@pytest.mark.parametrize("row", DATA, ids=lambda row: row.id)
def test_the_engine_hands_out_each_file_with_name_and_type(row: Data) -> None:
    engine = Engine(lambda: 0.0)
    engine.start("target=xor")
    engine.advance(12)
    file = engine.export(row.id)
    assert file["name"] == f"xor-12.{row.ending}"
    assert file["type"] == row.type
    assert file["content"].dtype == np.uint8
    assert file["content"].size > 100
    assert engine.export(row.id)["content"].tobytes() == file["content"].tobytes()


def test_each_file_on_offer_can_be_made_and_no_other() -> None:
    assert list(MAKERS) == [row.id for row in DATA]
    assert len({row.ending for row in DATA}) == len(DATA)


@pytest.mark.parametrize("row", DATA, ids=lambda row: row.id)
def test_what_shows_a_snapshot_is_taken_away_as_it_was_then(row: Data) -> None:
    engine = Engine(lambda: 0.0)
    engine.start("target=xor&optimizer=adam&rate=0.01")
    engine.advance(128)
    then = engine.export(row.id)
    engine.advance(300)
    now = engine.digest()
    engine.preview(128)
    file = engine.export(row.id)
    assert (file["name"], file["content"].tobytes()) == (then["name"], then["content"].tobytes())
    assert engine.status()["shown"] == 128
    engine.preview(None)
    assert engine.digest() == now


def test_another_export_is_refused_with_the_choices() -> None:
    engine = Engine(lambda: 0.0)
    engine.start("")
    with pytest.raises(ValueError, match="There is no export 'docx': choose response, history"):
        engine.export("docx")
