"""Python source as HTML: words, numbers, strings and comments in elements that the style sheet colours.

Plain Python. It knows as much of the language as the compiler writes: no strings over lines, no f-strings.
"""

from app.markup import escaped

KEYWORDS = ("import", "as", "for", "in", "def", "return", "if", "else", "from", "and", "or", "not", "range", "print")
WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"
DIGITS = "0123456789"


def highlighted(text: str) -> str:
    """A line of source as HTML: <b> keywords, <em> numbers, <q> strings, <small> comments."""
    parts = []
    for kind, token in tokens(text):
        safe = escaped(token)
        parts.append(f"<{kind}>{safe}</{kind}>" if kind else safe)
    return "".join(parts)


def tokens(text: str) -> list[tuple[str, str]]:
    """(element, token) of each piece of a line; together the tokens are the line."""
    found, start = [], 0
    while start < len(text):
        end, kind = piece(text, start)
        found.append((kind, text[start:end]))
        start = end
    return found


def piece(text: str, start: int) -> tuple[int, str]:
    """Where the token that begins at `start` ends, and its element, empty for plain text."""
    first = text[start]
    if first == "#":
        return len(text), "small"
    if first in "\"'":
        end = text.find(first, start + 1)
        return (end + 1 if end > 0 else len(text)), "q"
    if first in DIGITS:
        return number_end(text, start), "em"
    if first in WORD:
        end = start
        while end < len(text) and text[end] in WORD:
            end += 1
        return end, "b" if text[start:end] in KEYWORDS else ""
    return start + 1, ""


def number_end(text: str, start: int) -> int:
    """Where the number that begins at `start` ends: digits, a point, an exponent with its sign."""
    end = start
    while end < len(text):
        sign_of_exponent = text[end] in "+-" and text[end - 1] == "e"
        if not (text[end] in DIGITS or text[end] in "._e" or sign_of_exponent):
            break
        end += 1
    return end
