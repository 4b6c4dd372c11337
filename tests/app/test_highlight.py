"""The program's source as HTML. Runs on CPython and on MicroPython."""

from app.highlight import highlighted, tokens

SOURCE = (
    "import numpy as np",
    "a1 = np.maximum(z1, 0.01 * z1)",
    "W1[:] = np.float32(-1.5e-3) + rng.random((2, 64), np.float32)",
    'np.seterr(over="ignore")  # e^x may <overflow> & that is right',
    "print('it''s', 1_000)",
    "",
)


def test_the_tokens_of_a_line_are_the_line() -> None:
    for text in SOURCE:
        assert "".join(token for _, token in tokens(text)) == text


def test_numbers_words_strings_and_comments_are_told_apart() -> None:
    found = tokens('for x in y2[1.5e-3]: "a#b"  # c')
    marked = [(kind, token) for kind, token in found if kind]
    assert marked == [("b", "for"), ("b", "in"), ("em", "1.5e-3"), ("q", '"a#b"'), ("small", "# c")]


def test_a_minus_after_a_number_is_no_part_of_it() -> None:
    assert ("em", "1") in tokens("1-x")
    assert ("em", "2.5") in tokens("2.5+1e5")


def test_text_cannot_become_markup() -> None:
    html = highlighted('x < y & z > "<script>"')
    assert "<script>" not in html
    assert html == "x &lt; y &amp; z &gt; <q>&quot;&lt;script&gt;&quot;</q>"


def test_a_string_without_an_end_goes_on_to_the_end() -> None:
    assert tokens("'abc") == [("q", "'abc")]
