"""Refusals of formulas: each names what is refused and where, and says what is expected instead."""

import ast
import keyword
import re
from collections.abc import Sequence

LONGEST_NAME = 20
MOST_NAMES = 6
EXAMPLE = "one formula like sin(6*a)*b is expected."

KINDS: dict[type[ast.AST], str] = {
    ast.Attribute: "An attribute", ast.Subscript: "An index", ast.Slice: "A slice", ast.Starred: "A starred value",
    ast.Lambda: "A function definition (lambda)", ast.NamedExpr: "An assignment", ast.Await: "A statement (await)",
    ast.Yield: "A statement (yield)", ast.YieldFrom: "A statement (yield)", ast.JoinedStr: "A formatted text",
    ast.ListComp: "A comprehension", ast.SetComp: "A comprehension", ast.DictComp: "A comprehension",
    ast.GeneratorExp: "A comprehension", ast.List: "A list", ast.Tuple: "A tuple", ast.Set: "A set",
    ast.Dict: "A dictionary", ast.Call: "A call of a call's result",
}  # fmt: skip
CONSTANT_KINDS: dict[type, str] = {
    str: "A text", bytes: "A text", bool: "A truth value (True or False)", complex: "An imaginary number",
    type(None): "None", type(...): "An ellipsis",
}  # fmt: skip
OPERATORS: dict[type[ast.AST], str] = {
    ast.Mod: "%", ast.FloorDiv: "//", ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|",
    ast.BitAnd: "&", ast.BitXor: "^", ast.Invert: "~", ast.Is: "is", ast.IsNot: "is not", ast.In: "in",
    ast.NotIn: "not in",
}  # fmt: skip
INSTEAD = {
    "is": "a comparison is written with ==",
    "is not": "a comparison is written with !=",
    "%": "frac(a) gives what is behind the point",
    "//": "floor(a / b) rounds down",
    "^": "a power is written a**2",
    "|": "two conditions are joined by or",
    "&": "two conditions are joined by and",
    "~": "a condition is turned round by not",
}


class FormulaError(ValueError):
    """A formula that is not accepted; `column` (from 0) is where in its text, the message what to do.

    Sentences call it the position, counted from 1.
    """

    def __init__(self, sentence: str, column: int = 0) -> None:
        super().__init__(sentence)
        self.column = column


def expected(variables: Sequence[str], constants: Sequence[str], words: Sequence[str]) -> str:
    """What a formula may consist of, in words."""
    named = list(variables)
    if len(named) > MOST_NAMES:
        named = [*named[: MOST_NAMES - 2], "...", named[-1]]
    return (
        f"{', '.join(named)}, numbers, {', '.join(constants)}, + - * / **, the comparisons < <= > >= == !=, and, or, "
        f"not, x if c else y, and the functions {', '.join(words)}"
    )


def kind_of(node: ast.AST) -> str:
    """What a node is that no formula may hold, at the beginning of a sentence."""
    if isinstance(node, ast.Constant):
        return CONSTANT_KINDS[type(node.value)]
    return KINDS.get(type(node), "This")


def column_of(node: ast.expr) -> int:
    """Where a node begins that is refused; an attribute and an index begin behind what they are of."""
    if isinstance(node, ast.Attribute):
        return (node.end_col_offset or 0) - len(node.attr)
    return node.slice.col_offset if isinstance(node, ast.Subscript) else node.col_offset


def short(name: str) -> str:
    """A name as a sentence may quote it."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "..."


def unreadable(text: str, column: int, reason: str) -> FormulaError:
    """The error for a text in which Python's parser stopped at a column, for a reason in its own words."""
    opened = unclosed(text)
    if opened is not None:
        return FormulaError(f"The bracket at position {opened + 1} is not closed: a closing one is expected.", opened)
    product = re.search(r"(?<![\w.])(\d+(?:\.\d*)?)([A-Za-z]\w*)", text)
    if product and "literal" in reason and not keyword.iskeyword(product[2]):
        sentence = (
            f"A sign is missing at position {product.start(2) + 1}: a product is written {product[1]}*{product[2]}."
        )
        return FormulaError(sentence, product.start(2))
    rest, where = text[column:].strip(), f"at position {column + 1}"
    if not rest:
        end = len(text.rstrip())
        sentence = f"The formula ends too early at position {end + 1}: a number, a name or a bracket is expected there."
        return FormulaError(sentence, end)
    return FormulaError(unreadable_sentence(rest, where, reason), column)


def unreadable_sentence(rest: str, where: str, reason: str) -> str:
    """What is wrong with a text that cannot be read from `rest` on."""
    word = re.match(r"[A-Za-z]*", rest)
    name = word.group() if word else ""
    if rest[0] in "'\"":
        return f"A text is not allowed {where}: {EXAMPLE}"
    if rest[0] in ")]}":
        return f"The bracket {where} closes none: as many are expected to be opened as closed."
    if keyword.iskeyword(name) and name not in ("and", "or", "not", "if", "else"):
        return f"A statement ({name}) is not allowed {where}: {EXAMPLE}"
    if re.match(r":?=(?!=)", rest):
        return f"An assignment is not allowed {where}: a comparison is written with ==."
    if "literal" in reason:
        return f"The number {where} cannot be read: expected is one like 2, 0.5 or 1e-3."
    if "else" in reason:
        return f"The choice {where} is not finished: expected is x if c else y."
    return f"The formula cannot be read {where}, from {short(rest)} on: an operator is expected between two values."


def unclosed(text: str) -> int | None:
    """Where the last bracket is that is opened and not closed; None if there is none."""
    opened: list[int] = []
    for column, sign in enumerate(text):
        if sign in "([{":
            opened.append(column)
        elif sign in ")]}" and opened:
            opened.pop()
    return opened[-1] if opened else None
