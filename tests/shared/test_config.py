"""A Config is a value. These tests run on CPython and on the page's MicroPython."""

from core.shared.config import Config, rebuilds
from core.shared.fields import FIELDS, KEYS, field
from core.shared.layer import Layer


def refusal(kind: type[Exception], made: type, *parts: object, **changes: object) -> str:
    try:
        made(*parts, **changes)
    except kind as error:
        return str(error)
    raise AssertionError("nothing was refused")


def test_a_config_without_changes_has_the_defaults_of_the_fields() -> None:
    config = Config()
    for row in FIELDS:
        assert getattr(config, row.key) == row.default, row.key


def test_keys_are_unique() -> None:
    assert len(set(KEYS)) == len(KEYS)


def test_every_default_is_within_its_range() -> None:
    for row in FIELDS:
        if row.kind in ("int", "float"):
            assert row.low <= row.default <= row.high, row.key


def test_equal_configs_have_equal_hashes() -> None:
    one = Config(rate=0.25, layers=(Layer(3, "tanh"),))
    other = Config().replace(layers=[Layer(3, "tanh")]).replace(rate=0.25)
    assert one == other
    assert hash(one) == hash(other)
    assert one != Config()
    assert Config() != "a text"


def test_replace_leaves_the_old_config_alone() -> None:
    config = Config()
    assert config.replace(seed=5).seed == 5
    assert config == Config()


def test_an_attribute_cannot_be_set() -> None:
    for value, name in ((Config(), "rate"), (Layer(3, "tanh"), "neurons")):
        before = repr(value)
        sentence = ""
        try:
            setattr(value, name, 4)
        except AttributeError as error:
            sentence = str(error)
        assert f"replace({name}=...)" in sentence
        assert repr(value) == before


def test_the_output_layer_has_as_many_neurons_as_there_are_outputs() -> None:
    assert Config(outputs=4).output.neurons == 4
    assert Config(output=Layer(9, "tanh")).output == Layer(1, "tanh")


def test_an_unknown_name_is_refused() -> None:
    assert "colour" in refusal(TypeError, Config, colour=1)


def test_a_number_out_of_range_is_refused_with_its_range() -> None:
    for row in FIELDS:
        if row.kind in ("int", "float"):
            for value in (row.low - 1, row.high + 1):
                sentence = refusal(ValueError, Config, **{row.key: value})
                assert row.key in sentence
                assert "goes from" in sentence


def test_what_is_no_number_of_the_fields_kind_is_refused() -> None:
    assert "goes from" in refusal(ValueError, Config, rate=float("nan"))
    for value in ("1", None, True, 1.5):
        assert "is a number" in refusal(TypeError, Config, batch=value)


def test_wrong_types_are_refused() -> None:
    for changes in ({"layers": "8.tanh"}, {"layers": [8]}, {"output": 3}, {"target": 3}, {"features": "f1"}):
        refusal(TypeError, Config, **changes)
    refusal(ValueError, Config, layers=[Layer(1, "tanh")] * 129)
    refusal(ValueError, Layer, 0, "tanh")
    refusal(ValueError, Layer, 513, "tanh")


def test_a_formula_is_text_of_a_limited_length() -> None:
    assert Config(f3="a*b").formula("f3") == "a*b"
    assert Config().formula("f3") == ""
    refusal(ValueError, Config, f1="x" * (field("f1").high + 1))
    refusal(ValueError, Config, f1="a\nb")


def test_floats_keep_nine_digits() -> None:
    assert Config(rate=0.123456789123).rate == 0.123456789
    assert Config(rate=1).rate == 1.0


def test_a_layer_can_change_one_part() -> None:
    layer = Layer(3, "tanh").replace(neurons=4).replace(weights="zeros")
    assert layer == Layer(4, "tanh", "zeros", "uniform_tenth")
    assert repr(layer) == "Layer(4, 'tanh', 'zeros', 'uniform_tenth')"


def test_the_text_of_a_config_for_developers_names_what_differs() -> None:
    assert repr(Config()) == "Config()"
    assert repr(Config(seed=3, rate=0.5)) == "Config(rate=0.5, seed=3)"


def test_what_cannot_be_tuned_rebuilds() -> None:
    old = Config()
    assert rebuilds(old, old) == ()
    assert rebuilds(old, old.replace(rate=0.1, batch=8, target="xor", optimizer="adam", dropout=0.1)) == ()
    new = old.replace(seed=2, layers=(), rate=0.1, inputs=3)
    assert rebuilds(old, new) == ("inputs", "layers", "seed")
    assert rebuilds(new, old) == rebuilds(old, new)


def test_a_formula_rebuilds_where_the_network_is_made_of_it() -> None:
    old = Config(target="f1", f1="a", layers=(Layer(2, "f2"),), f2="x", features=("f3",), f3="a*a")
    assert rebuilds(old, old.replace(f1="b")) == ()
    assert rebuilds(old, old.replace(f2="x*x")) == ("f2",)
    assert rebuilds(old, old.replace(f3="b*b")) == ("f3",)
    assert rebuilds(old, old.replace(f9="b*b")) == ()
