"""Good text and good bytes with something wrong in them."""

from hypothesis import strategies as st

STRANGE = (
    "",
    "\0",
    "é",
    "%",
    "%zz",
    "%00",
    "&",
    "=",
    "#",
    ".",
    ",",
    "-",
    "1e999",
    "nan",
    "inf",
    "9" * 40,
    "\u202e",
    "🙂",
)


@st.composite
def spoiled(draw: st.DrawFn, texts: st.SearchStrategy[str], pieces: st.SearchStrategy[str]) -> str:
    """A text of which up to four parts were cut, doubled, or replaced with a piece."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        part = draw(st.sampled_from(("", text[start:end] * 2)) | pieces)
        text = text[:start] + part + text[end:]
    return text


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes of which up to four places were overwritten, cut, or filled with others."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + draw(st.sampled_from((0, 1, 8, 5000))))))
        content = content[:start] + draw(st.binary(max_size=16)) + content[end:]
    return content
