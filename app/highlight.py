"""Python source as HTML: words, numbers, strings and comments in elements that the style sheet colours.

Plain Python. It knows as much of the language as the compiler writes: no strings over lines, no f-strings.
"""

import re

from app.markup import escaped

KEYWORDS = ("import", "as", "for", "in", "def", "return", "if", "else", "from", "and", "or", "not", "range", "print")
PIECE = re.compile("#.*|\"[^\"]*\"?|'[^']*'?|[A-Za-z_][A-Za-z_0-9]*|[0-9][0-9._]*(e[-+]?[0-9]+)?|[&<>]")


def highlighted(text: str) -> str:
    """A line of source as HTML: <b> keywords, <em> numbers, <q> strings, <small> comments."""
    return PIECE.sub(marked, text)


def marked(found) -> str:
    """A piece of source, a match of PIECE, as HTML."""
    token = found.group(0)
    first = token[0]
    if first == "#":
        return f"<small>{escaped(token)}</small>"
    if first in "\"'":
        return f"<q>{escaped(token)}</q>"
    if first in "0123456789":
        return f"<em>{token}</em>"
    return f"<b>{token}</b>" if token in KEYWORDS else escaped(token)
