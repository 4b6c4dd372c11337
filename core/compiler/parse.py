"""Formulas: text to expressions, through Python's own parser and a white list.

The text is never evaluated: `ast` turns it into a tree, and only nodes that the reader knows are turned into our own.
Everything else is a FormulaError that says what is refused, where, and what was expected instead.
"""

import ast
import re
import warnings
from collections.abc import Sequence
from functools import lru_cache

from core.compiler.expression import Expression
from core.compiler.language import DEEPEST
from core.compiler.reader import Parts, Reader
from core.compiler.refusal import FormulaError, unreadable
from core.shared.fields import FORMULA_LENGTH


@lru_cache(256)  # a network that is built says most of its rules as the one before
def parse(text: str, variables: tuple[str, ...], free_powers: bool = False) -> Expression:
    """The expression that the text says, a number for every value of the variables; FormulaError if it says none.

    With `free_powers`, for the catalogue's own rules, an exponent may be any expression.
    """
    return located(text, variables, free_powers)[0]


def located(text: str, variables: Sequence[str], free_powers: bool = False) -> tuple[Expression, Parts]:
    """The expression that `parse` returns, and where its parts are in the text."""
    _check_text(text)
    lead = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        column = lead + error.offset - 1 if error.offset else len(text)
        raise unreadable(text, column, error.msg) from None
    except (MemoryError, RecursionError, ValueError):
        sentence = f"The formula that begins at position {lead + 1} is nested too deeply: a shorter one is expected."
        raise FormulaError(sentence, lead) from None
    reader = Reader(text, tuple(variables), free_powers, lead)
    return reader.number(tree, 0), reader.parts


def _check_text(text: str) -> None:
    """FormulaError for a text that is too long, empty, not ASCII or too deeply nested to be parsed at all."""
    if len(text) > FORMULA_LENGTH:
        sentence = (
            f"From position {FORMULA_LENGTH + 1} on this formula is too long: at most {FORMULA_LENGTH} characters are "
            f"expected, and it has {len(text)}."
        )
        raise FormulaError(sentence, FORMULA_LENGTH)
    if not text.strip():
        raise FormulaError("A formula is expected at position 1, for example sin(6*a)*b.")
    odd = re.search(r"[^ -~]|#", text)
    if odd:
        raise FormulaError(
            f"The character {odd.group()!r} at position {odd.start() + 1} means nothing in a formula: expected are the "
            "letters, digits and signs of plain ASCII.",
            odd.start(),
        )
    depth = 0
    for column, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if depth > DEEPEST:
            sentence = f"The bracket at position {column + 1} is nested too deeply: {DEEPEST} may be."
            raise FormulaError(sentence, column)
    signs = re.search(r"(?:[-+~]\s*){9}|(?:\bnot\s+){9}", text)
    if signs:
        raise FormulaError(f"Too many signs in a row at position {signs.start() + 1}: one is enough.", signs.start())
