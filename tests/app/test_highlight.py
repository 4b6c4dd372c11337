"""The program's source as HTML. Runs on CPython and on MicroPython."""

from app.highlight import highlighted

SOURCE = (
    "import numpy as np",
    "a1 = np.maximum(z1, 0.01 * z1)",
    "W1[:] = np.float32(-1.5e-3) + rng.random((2, 64), np.float32)",
    'np.seterr(over="ignore")  # e^x may <overflow> & that is right',
    "print('it''s', 1_000)",
    "x" * 400 + " + '" + "y" * 400 + "'  # " + "z" * 400,
    "",
)


def plain(html: str) -> str:
    """The text of HTML."""
    for mark in ("b", "em", "q", "small"):
        html = html.replace(f"<{mark}>", "").replace(f"</{mark}>", "")
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def test_a_highlighted_line_has_the_text_of_the_line() -> None:
    for text in SOURCE:
        assert plain(highlighted(text)) == text


def test_numbers_words_strings_and_comments_are_told_apart() -> None:
    html = highlighted('for x in y2[1.5e-3]: "a#b"  # c')
    assert html == "<b>for</b> x <b>in</b> y2[<em>1.5e-3</em>]: <q>&quot;a#b&quot;</q>  <small># c</small>"


def test_a_minus_after_a_number_is_no_part_of_it() -> None:
    assert highlighted("1-x") == "<em>1</em>-x"
    assert highlighted("2.5+1e5") == "<em>2.5</em>+<em>1e5</em>"


def test_text_cannot_become_markup() -> None:
    html = highlighted('x < y & z > "<script>"')
    assert "<script>" not in html
    assert html == "x &lt; y &amp; z &gt; <q>&quot;&lt;script&gt;&quot;</q>"


def test_a_string_without_an_end_goes_on_to_the_end() -> None:
    assert highlighted("'abc & <b>") == "<q>'abc &amp; &lt;b&gt;</q>"
