"""Links. These tests run on CPython and on the page's MicroPython."""

from core.shared.config import Config
from core.shared.fields import FIELDS, FORMULA_NAMES
from core.shared.layer import Layer
from core.shared.link import from_link, refusals, to_link
from core.shared.percent import quote, unquote

DEFAULT_LAYERS = "layers is 64.leaky_relu,32.leaky_relu."


def the_problem(link: str, choices: dict) -> str:
    config, problems = from_link(link, choices)
    assert config == Config(), link
    assert len(problems) == 1, problems
    return problems[0]


def test_the_default_config_has_an_empty_link(choices: dict) -> None:
    assert to_link(Config()) == ""
    assert from_link("", choices) == (Config(), ())


def test_a_link_reads_like_the_experiment() -> None:
    config = Config(target="xor", layers=(Layer(64, "relu"), Layer(3, "tanh", "zeros")), rate=0.3, batch=64, seed=7)
    assert to_link(config) == "target=xor&layers=64.relu,3.tanh.zeros&rate=0.3&batch=64&seed=7"


def test_each_field_survives_its_link_at_both_ends_of_its_range(choices: dict) -> None:
    for row in FIELDS:
        for value in (row.low, row.high) if row.kind in ("int", "float") else ():
            config = Config(target="wave", **{row.key: value})  # it fits any number of inputs and outputs
            assert from_link(to_link(config), choices) == (config, ()), row.key


def test_every_id_survives_its_link(choices: dict) -> None:
    for row in FIELDS:
        for piece in choices["kinds"][row.table] if row.kind == "id" else ():
            config = Config(outputs=2, **{row.key: piece["id"]})
            assert getattr(from_link(to_link(config), choices)[0], row.key) in (piece["id"], "squared"), piece["id"]


def test_layers_write_only_what_is_not_the_default(choices: dict) -> None:
    layers = (
        Layer(1, "tanh"),
        Layer(512, "relu", "ones"),
        Layer(3, "gcu", "uniform_tenth", "zeros"),
        Layer(4, "f1", "orthogonal", "ones"),
    )
    config = Config(layers=layers, f1="x", output=Layer(1, "identity", "uniform_one", "ones"))
    link = "layers=1.tanh,512.relu.ones,3.gcu.uniform_tenth.zeros,4.f1.orthogonal.ones&output=identity.uniform_one.ones"
    assert to_link(config) == link + "&f1=x"
    assert from_link(link + "&f1=x", choices) == (config, ())


def test_no_hidden_layer_is_written_as_none(choices: dict) -> None:
    assert to_link(Config(layers=())) == "layers=none"
    assert from_link("layers=none", choices) == (Config(layers=()), ())


def test_formulas_keep_their_text(choices: dict) -> None:
    for text in ("a*b", "a < b & c", "100%", "%41", "a=b", "x+1", "é²", "\U0001f600", "#?", "sin(6*a)**2", " "):
        for name in FORMULA_NAMES:
            config = Config(**{name: text})
            assert from_link("#" + to_link(config), choices) == (config, ()), text


def test_only_what_must_be_encoded_is(choices: dict) -> None:
    assert to_link(Config(f1="abs(sin(6*a)*sin(6*b))**1.5+x1/2")) == "f1=abs(sin(6*a)*sin(6*b))**1.5+x1/2"
    assert to_link(Config(f1="a < b")) == "f1=a%20%3C%20b"


def test_a_plus_in_a_link_is_a_plus(choices: dict) -> None:
    assert from_link("f1=a+b", choices)[0].f1 == "a+b"


def test_a_leading_mark_and_empty_parts_are_ignored(choices: dict) -> None:
    for link in ("seed=3", "#seed=3", "?seed=3", "#?seed=3", "&&seed=3&", " seed=3 ", "s%65ed=%33"):
        assert from_link(link, choices) == (Config(seed=3), ()), link


def test_the_pages_own_keys_are_no_problem(choices: dict) -> None:
    assert from_link("theme=dark&embed=1&view=layers&constrainedLayout&seed=3", choices) == (Config(seed=3), ())


def test_a_preset_is_where_the_link_starts(choices: dict) -> None:
    for row in choices["presets"]:
        config, problems = from_link("?preset=" + row["id"] + "&seed=12", choices)
        assert config == from_link(row["link"], choices)[0].replace(seed=12), row["id"]
        assert problems == ()


def test_an_unknown_preset_is_told(choices: dict) -> None:
    assert the_problem("preset=lost", choices) == "preset=lost is no preset, so the default is taken."


def test_a_number_out_of_range_keeps_the_default_and_names_the_range(choices: dict) -> None:
    for row in FIELDS:
        if row.kind in ("int", "float"):
            for value in ("-1", "99999999999999999999", "1" + "0" * 400):
                sentence = the_problem(row.key + "=" + value, choices)
                assert sentence.startswith(row.key + "=" + value[:40]), sentence
                assert " is out of range: it goes from " in sentence, sentence
                assert "so " + row.key + " is " in sentence, sentence
    wanted = "rate=20 is out of range: it goes from 1e-6 to 10, so rate is 0.6."
    assert the_problem("rate=20", choices) == wanted


def test_text_that_is_no_number_is_told(choices: dict) -> None:
    assert the_problem("rate=fast", choices) == "rate=fast is no number, so rate is 0.6."
    assert the_problem("seed=1.5", choices) == "seed=1.5 is no whole number, so seed is 1."
    for text in ("nan", "inf", "-inf", "1_0", "0x1", "", "1e", "%D9%A3"):
        assert "rate is 0.6" in the_problem("rate=" + text, choices)


def test_an_unknown_id_is_told_with_those_that_exist(choices: dict) -> None:
    sentence = the_problem("loss=cubed", choices)
    assert sentence.startswith("loss=cubed is not one of the losses: squared, absolute, huber,"), sentence
    assert "loss=f1 is not one of the losses" in the_problem("loss=f1", choices)


def test_an_unknown_key_is_told(choices: dict) -> None:
    assert the_problem("colour=red", choices) == "colour=red sets nothing: there is no colour."


def test_a_key_without_a_value_is_told(choices: dict) -> None:
    assert the_problem("batch", choices) == "batch has no value: write batch=32, for example."


def test_a_key_given_twice_is_told_and_the_last_holds(choices: dict) -> None:
    config, problems = from_link("seed=3&seed=4", choices)
    assert config.seed == 4
    assert problems == ("seed is given twice; seed=4 holds.",)
    assert from_link("seed=3&seed=3", choices) == (Config(seed=3), ())


def test_a_link_that_is_taken_whole_or_not_at_all_is_refused_for_each_wrong_part(choices: dict) -> None:
    assert refusals("target=xor&rate=0.25&theme=dark&preset=dying-relu", choices) == ()
    assert refusals("rate=20&seed=5&target=lost", choices)[0] == (
        "rate=20 is out of range: it goes from 1e-6 to 10, so nothing was changed."
    )
    for wrong in ("target=lost", "rate=20", "colour=red", "batch", "preset=lost", "seed=3&seed=4", "a" * 60_001,
                  "f1=%FF", "target=f1", "features=f2"):  # fmt: skip
        sentences = refusals("seed=8&" + wrong, choices)
        assert sentences[0].endswith(", so nothing was changed."), sentences
    assert "targets: logic_or, product," in refusals("target=lost", choices)[0]


def test_parts_that_do_not_fit_together_can_be_mended_and_are_no_refusal(choices: dict) -> None:
    assert refusals("target=blobs&arms=4", choices) == ()
    assert from_link("target=blobs&arms=4", choices)[0].outputs == 4


def test_bad_layers_keep_the_default_whole(choices: dict) -> None:
    for text in ("8", "tanh", "8.tanh,", ",", "", "8.", ".tanh", "8.8", "-1.tanh", "8.tanh.zeros.zeros.zeros",
                 "0.tanh", "513.tanh", "8.tanh.f1", "8.softmax", "9999999999999.tanh", "None",
                 ",".join(["1.tanh"] * 129)):  # fmt: skip
        sentence = the_problem("layers=" + text, choices)
        assert sentence.endswith(DEFAULT_LAYERS), sentence
    assert "a layer looks like 64.leaky_relu" in the_problem("layers=8", choices)
    assert "a layer has 1 to 512 neurons" in the_problem("layers=0.tanh", choices)
    assert "more than 128 layers" in the_problem("layers=" + ",".join(["1.tanh"] * 129), choices)


def test_bad_outputs_and_features_keep_the_default(choices: dict) -> None:
    for text in ("output=", "output=8.tanh", "output=tanh.none", "features=cube", "features=square_a,square_a",
                 "features=,", "features=square_a,"):  # fmt: skip
        assert text.partition("=")[0] + " is " in the_problem(text, choices)


def test_a_formula_that_is_no_text_keeps_the_default(choices: dict) -> None:
    assert "f1" in the_problem("f1=%0A", choices)
    assert "f1" in the_problem("f1=" + "a" * 401, choices)


def test_bytes_that_are_no_text_are_told(choices: dict) -> None:
    for part in (
        "f1=%FF",
        "%80=3",
        "f1=%C3",
        "f1=%ED%A0%80",
        "f1=%C1%81",
        "f1=%C0%80",
        "f1=%F5%80%80%80",
        "f1=%E0%81%81",
        "f1=%80",
        "f1=%F4%90%80%80",
    ):
        assert "is no text in UTF-8" in the_problem(part, choices), part


def test_a_problem_is_short_and_plain_however_long_the_link(choices: dict) -> None:
    config, problems = from_link("&".join(["k%d=%s" % (i, "é\x00" * 100) for i in range(100)]), choices)  # noqa: UP031
    assert config == Config()
    assert len(problems) == 13
    assert problems[-1] == "88 more parts of the link could not be used."
    for sentence in problems:
        assert len(sentence) < 200
        assert all(" " <= c <= "~" for c in sentence), sentence


def test_a_link_longer_than_any_real_one_is_left_out(choices: dict) -> None:
    layers = [Layer(512, "leaky_relu", "glorot_uniform", "glorot_uniform")] * 128
    config = Config(layers=layers, **dict.fromkeys(FORMULA_NAMES, "\U0001f600" * 400))
    assert from_link(to_link(config), choices) == (config, ())
    assert the_problem("seed=3&" * 10_000, choices) == "The link has more than 60000 characters, so it is left out."


def test_percent_encoding_survives_all_of_ascii() -> None:
    text = "".join(chr(i) for i in range(128))
    assert unquote(quote(text)) == text
    assert "&" not in quote(text)
    for stray in ("%", "%%", "100%", "%4", "%zz", "a%", "%+1"):
        assert unquote(stray) == stray
