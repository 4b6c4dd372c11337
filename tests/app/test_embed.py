"""What an address asks of an embedded page. Runs on CPython and on MicroPython."""

from app import embed
from app.embed import CONTROLS, DEFAULT, PANES, Embed
from core.shared.config import Config

PAGE = "https://example.org/explorer/"


def asked(search: str, hash: str, choices: dict) -> tuple:
    """What an address that embeds asks for, and the problems."""
    found, problems = embed.read(search, hash, choices)
    assert found is not None
    return found, problems


def parts(address: str) -> tuple:
    """The query and the hash of an address."""
    whole, mark, hash = address.partition("#")
    return whole[whole.index("?") :], mark + hash


def test_an_address_without_embed_shows_the_whole_page(choices: dict) -> None:
    for search, hash in (("", ""), ("", "#target=xor"), ("?embed=0&panes=cost", ""), ("?theme=dark", "#seed=4")):
        assert embed.read(search, hash, choices) == (None, ())


def test_embed_alone_shows_response_and_cost_with_the_run_buttons(choices: dict) -> None:
    for search, hash in (("?embed=1", ""), ("", "#embed=1&seed=4"), ("?embed", "")):
        found, problems = asked(search, hash, choices)
        assert problems == ()
        assert found == Embed(("response", "cost"), "run", "seen", "", False, "response")


def test_the_panes_come_in_the_order_of_the_address(choices: dict) -> None:
    for panes in (PANES, tuple(reversed(PANES)), ("neuron", "cost", "layers"), ("health",)):
        found, problems = asked("?embed=1&panes=" + ",".join(panes), "", choices)
        assert (found.panes, problems) == (panes, ())
    found, _ = asked("?embed=1&panes=cost%2Cmap", "", choices)
    assert found.panes == ("cost", "map")


def test_a_pane_named_twice_is_shown_once(choices: dict) -> None:
    found, problems = asked("?embed=1&panes=cost,map,cost", "", choices)
    assert (found.panes, problems) == (("cost", "map"), ())


def test_what_cannot_be_used_is_told_and_the_rest_holds(choices: dict) -> None:
    text = "?embed=1&panes=cost,sound&controls=many&start=never&theme=pink"
    found, problems = asked(text, "", choices)
    assert found == Embed(("cost",), "run", "seen", "", False, "response")
    assert [problem.partition("=")[0] for problem in problems] == ["panes", "controls", "start", "theme"]
    assert "sound" in problems[0]
    assert all(problem.endswith(".") for problem in problems)


def test_any_text_at_all_is_read(choices: dict) -> None:
    for text in (
        "?embed=1&panes=%",
        "?embed=1&panes=,,,",
        "?embed=1&&&==&panes",
        "?embed=%C3&view=\u0000",
        "?&embed=1",
    ):
        found, problems = asked(text, text, choices)
        assert found.panes == ("response", "cost")
        assert all(" " <= sign <= "~" for problem in problems for sign in problem)


def test_the_query_holds_before_the_hash(choices: dict) -> None:
    found, _ = asked("?embed=1&controls=none", "#controls=all&panes=map", choices)
    assert (found.controls, found.panes) == ("none", ("map",))


def test_the_ancestors_constrained_layout_is_an_accordion_of_everything(choices: dict) -> None:
    found, problems = asked("?preset=4-layer-neuron-response&constrainedLayout", "", choices)
    assert problems == ()
    assert (found.panes, found.controls, found.folded, found.view) == (PANES, "all", True, "layers")
    found, _ = asked("?preset=gcu-small&constrainedLayout", "", choices)
    assert found.view == "response"


def test_an_address_that_embeds_says_what_it_was_made_from(choices: dict) -> None:
    for panes in (("response", "cost"), ("health", "map"), PANES):
        for controls in CONTROLS:
            wanted = Embed(panes, controls, "click", "dark", False, "response")
            address = embed.address(PAGE, wanted, Config(target="xor", seed=5))
            search, hash = parts(address)
            assert address.startswith(PAGE + "?embed=1")
            assert hash == "#target=xor&seed=5"
            assert asked(search, hash, choices) == (wanted, ())


def test_an_address_of_defaults_is_short(choices: dict) -> None:
    assert embed.address(PAGE, DEFAULT, Config()) == PAGE + "?embed=1"


def test_the_snippet_is_one_lazy_titled_frame() -> None:
    html = embed.snippet(PAGE + "?embed=1#f1=a<b", 'Xor & "or"', 420)
    assert html.startswith("<iframe ") and html.endswith("></iframe>")
    assert html.count("<") == 2
    assert 'src="https://example.org/explorer/?embed=1#f1=a&lt;b"' in html
    assert 'title="Xor &amp; &quot;or&quot;"' in html
    assert 'loading="lazy"' in html
    assert 'height="420"' in html


def test_a_frame_that_fits_brings_the_script_for_it() -> None:
    plain, fitting = (embed.snippet(PAGE, "Xor", 420, fit) for fit in (False, True))
    assert "<script" not in plain
    assert fitting.startswith(plain)
    assert fitting.count("<script>") == fitting.count("</script>") == 1
