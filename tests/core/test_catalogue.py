"""What holds for every table of the catalogue, and what the page reads of it."""

import base64
import json
import re
from typing import Any

import numpy as np
import pytest

from core.catalogue import describe
from core.catalogue.activations import ACTIVATIONS
from core.catalogue.features import FEATURES
from core.catalogue.losses import LOSSES
from core.catalogue.optimizers import OPTIMIZERS
from core.catalogue.schedules import SCHEDULES
from core.catalogue.targets import TARGETS
from core.compiler.parse import parse
from core.shared.fields import FIELDS, KEYS

DESCRIBED = describe()
TABLES = list(DESCRIBED["kinds"].items())
KNOBS = [(row.id, knob) for table in (OPTIMIZERS, SCHEDULES) for row in table for knob in row.knobs]
ELEMENTARY = ("wave", "checkerboard")  # nobody's invention
SCHEDULE_NAMES = ("step", "cuts", "horizon", "every", "factor", "least")
OPTIMIZER_NAMES = ("p", "g", "rate", "step", "momentum", "beta1", "beta2", "rho", "epsilon")


def expressions() -> list[tuple[str, str, tuple[str, ...]]]:
    """Every expression of the catalogue with its owner and the names that it may use."""
    found: list[tuple[str, str, tuple[str, ...]]] = [(row.id, row.value, ("x",)) for row in ACTIVATIONS]
    found += [(row.id, row.slope, ("x", "y")) for row in ACTIVATIONS]
    found += [(row.id, row.value, ("a", "b")) for row in (*TARGETS, *FEATURES) if row.value]
    found += [(row.id, place, ("c", "k", "u", "v")) for row in TARGETS for place in row.place if place]
    for row in LOSSES:
        names = ("t", row.by, *(("logsum", "p") if row.kind == "row" else ()))
        found += [(row.id, row.value, names), (row.id, row.slope, names)]
    found += [(row.id, row.value, SCHEDULE_NAMES) for row in SCHEDULES]
    for row in OPTIMIZERS:
        names = (*OPTIMIZER_NAMES, *row.state, *(name for name, _ in row.scalars))
        found += [(row.id, value, names) for _, value in row.scalars]
        found += [(row.id, line.partition(" = ")[2], names) for line in row.lines]
    return found


@pytest.mark.parametrize(("table", "rows"), TABLES)
def test_ids_are_unique_words_of_small_letters(table: str, rows: list[dict[str, Any]]) -> None:
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids) > 1
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) for name in ids)


@pytest.mark.parametrize(("table", "rows"), TABLES)
def test_rows_explain_themselves_in_a_line(table: str, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert row["label"], row["id"]
        assert row["help"].endswith("."), row["id"]
        assert len(row["help"]) <= 110, row["id"]
        assert row["formula"].strip(), row["id"]


@pytest.mark.parametrize(("table", "rows"), TABLES)
def test_rows_refer_to_where_they_come_from(table: str, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        dated = re.search(r"\b(1[789]|20)\d\d\b", row["reference"]) is not None
        assert dated == (row["id"] not in ELEMENTARY), row["id"]
        assert dated or row["reference"] == "elementary", row["id"]
        assert len(row["reference"]) <= 110, row["id"]


@pytest.mark.parametrize(("owner", "text", "names"), expressions())
def test_every_expression_is_one_of_the_compilers_language(owner: str, text: str, names: tuple[str, ...]) -> None:
    parse(text, names, free_powers=True)


def test_what_the_mission_names_is_there() -> None:
    wanted = {
        "activations": "identity sigmoid tanh relu leaky_relu gcu gaussian swish ameo elu selu gelu softplus mish "
        "softsign sine",
        "initializers": "zeros ones uniform_tenth uniform_one positive_tenth positive_one he_normal he_uniform "
        "glorot_normal glorot_uniform lecun_normal lecun_uniform orthogonal",
        "targets": "logic_or product maximum minimum fancy_sine tiled_root bowl random ridges xor circles moons "
        "spirals blobs checkerboard",
        "losses": "squared absolute huber binary_cross_entropy cross_entropy",
        "optimizers": "sgd momentum nesterov adagrad rmsprop adam adamw",
        "schedules": "constant step exponential cosine linear one_cycle plateau",
        "data": "fresh finite",
    }
    for table, ids in wanted.items():
        assert set(ids.split()) <= {row["id"] for row in DESCRIBED["kinds"][table]}, table


@pytest.mark.parametrize(("owner", "knob"), KNOBS)
def test_a_knob_is_a_field(owner: str, knob: str) -> None:
    assert knob in KEYS


def test_a_suggestion_is_a_value_that_its_field_allows() -> None:
    for row in OPTIMIZERS:
        for key, value in row.suggests:
            field = next(field for field in FIELDS if field.key == key)
            assert field.low <= value <= field.high, row.id
            assert key in ("rate", "decay", *row.knobs), row.id


def test_the_description_is_json_and_the_same_each_time() -> None:
    text = json.dumps(DESCRIBED, allow_nan=False)
    assert json.loads(text) == DESCRIBED
    assert json.dumps(describe(), allow_nan=False) == text


def test_a_field_of_ids_names_a_table() -> None:
    for row in DESCRIBED["fields"]:
        assert (row["table"] in DESCRIBED["kinds"]) == (row["kind"] in ("id", "ids")), row["key"]
        assert row["label"]
        assert row["help"].endswith("."), row["key"]


def test_a_first_visit_sees_target_layers_and_rate() -> None:
    first = [row["key"] for row in DESCRIBED["fields"] if row["first"]]
    assert first == ["target", "layers", "rate"]


def test_an_activations_curve_is_its_own() -> None:
    curves = {row["id"]: row for row in DESCRIBED["kinds"]["activations"]}
    assert all(len(row["curve"]) == len(row["slope_curve"]) == 49 for row in curves.values())
    assert curves["relu"]["curve"] == [max(0.0, round(-4 + i / 6, 4)) for i in range(49)]
    assert curves["tanh"]["slope_curve"][24] == 1.0
    assert curves["identity"]["slope_curve"] == [1.0] * 49


def test_a_targets_picture_has_its_first_row_at_b_0() -> None:
    targets = {row["id"]: row["picture"] for row in DESCRIBED["kinds"]["targets"]}
    pixels = {name: np.frombuffer(base64.b64decode(text), np.uint8) for name, text in targets.items()}
    assert all(picture.size == 24 * 24 for picture in pixels.values())
    product = pixels["product"].reshape(24, 24)
    assert product[0].max() == 0
    assert product[-1].tolist() == [round(255 * i / 23) for i in range(24)]
    assert pixels["wave"].reshape(24, 24)[3].tolist() == pixels["wave"].reshape(24, 24)[17].tolist()


def test_a_picture_shows_something_of_every_target() -> None:
    for row in DESCRIBED["kinds"]["targets"]:
        pixels = np.frombuffer(base64.b64decode(row["picture"]), np.uint8)
        assert pixels.max() - pixels.min() > 200, row["id"]


def test_presets_have_ids_of_their_own_and_two_sentences() -> None:
    ids = [row["id"] for row in DESCRIBED["presets"]]
    assert ids[:3] == ["4-layer-neuron-response", "dying-relu", "gcu-small"]
    assert len(set(ids)) == len(ids)
    for row in DESCRIBED["presets"]:
        assert re.fullmatch(r"[a-z0-9-]+", row["id"])
        assert len(re.findall(r"[.!?](?= |$)", row["watch"])) == 2, row["id"]
        assert row["view"] in ("response", "layers", "neuron", "health"), row["id"]
