"""Formulas: text to expressions, through Python's own parser and a white list.

The text is never evaluated: `ast` turns it into a tree, and only nodes named here are turned into our own. Everything
else is a FormulaError that says where, and what was expected instead.
"""

import ast
import math
import re
import warnings
from collections.abc import Callable, Collection

from core.compiler.expression import ONE, ZERO, Call, Expression, Name, Number, call
from core.compiler.operations import OPERATIONS

LONGEST = 500
MOST_NODES = 300
DEEPEST = 24
LARGEST = 1e9
LARGEST_EXPONENT = 16.0

CONSTANTS = {"pi": math.pi, "e": math.e}
FUNCTIONS = {
    "abs": "absolute", "sign": "sign", "sqrt": "sqrt", "exp": "exp", "log": "log", "sin": "sin", "cos": "cos",
    "tan": "tan", "arctan": "arctan", "tanh": "tanh", "sigmoid": "sigmoid", "softplus": "softplus", "floor": "floor",
    "round": "round", "copysign": "copysign", "where": "where", "min": "minimum", "max": "maximum",
}  # fmt: skip
SHORTHANDS: dict[str, tuple[int, Callable[..., Expression]]] = {
    "relu": (1, lambda x: call("maximum", x, ZERO)),
    "frac": (1, lambda x: call("subtract", x, call("floor", x))),
    "clip": (3, lambda x, low, high: call("minimum", call("maximum", x, low), high)),
}
WORDS = tuple(sorted([*FUNCTIONS, *SHORTHANDS]))

_BINARY = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide", ast.Pow: "power"}
_COMPARISONS = {
    ast.Lt: "less", ast.LtE: "less_equal", ast.Gt: "greater", ast.GtE: "greater_equal",
    ast.Eq: "equal", ast.NotEq: "not_equal",
}  # fmt: skip


class FormulaError(ValueError):
    """A formula that is not accepted; `column` (from 0) is where in its text, the message what to do."""

    def __init__(self, sentence: str, column: int = 0) -> None:
        super().__init__(sentence)
        self.column = column


def parse(text: str, variables: Collection[str], free_powers: bool = False) -> Expression:
    """The expression that the text says, a number for every value of the variables; FormulaError if it says none.

    With `free_powers`, for the catalogue's own rules, an exponent may be any expression.
    """
    _check_text(text)
    lead = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        column = lead + max(0, (error.offset or 1) - 1)
        raise FormulaError(
            f"The formula cannot be read at column {column + 1}: one formula like sin(6*a)*b is expected.", column
        ) from None
    except (MemoryError, RecursionError, ValueError):
        raise FormulaError("This formula is nested too deeply: split or shorten it.") from None
    return _Reader(frozenset(variables), free_powers, lead).number(tree, 0)


def is_truth(expression: Expression) -> bool:
    """Whether the expression is true or false, rather than a number."""
    return isinstance(expression, Call) and OPERATIONS[expression.operation].truth


def _check_text(text: str) -> None:
    """FormulaError for a text that is too long, empty, not ASCII or too deeply nested to be parsed at all."""
    if len(text) > LONGEST:
        raise FormulaError(f"A formula has at most {LONGEST} characters, this one has {len(text)}.", LONGEST)
    if not text.strip():
        raise FormulaError("A formula is expected here, for example sin(6*a)*b.")
    odd = re.search(r"[^ -~]|#", text)
    if odd:
        raise FormulaError(
            f"The character {odd.group()!a} at column {odd.start() + 1} means nothing in a formula: expected are the "
            "letters, digits and signs of plain ASCII.",
            odd.start(),
        )
    depth = 0
    for column, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if depth > DEEPEST:
            raise FormulaError(f"Brackets may be nested {DEEPEST} deep: split or shorten the formula.", column)
    signs = re.search(r"(?:[-+~]\s*){9}|(?:\bnot\s+){9}", text)
    if signs:
        raise FormulaError("Too many signs in a row: one is enough.", signs.start())


class _Reader:
    """Turns an ast tree into our nodes and counts them."""

    def __init__(self, variables: frozenset[str], free_powers: bool, lead: int) -> None:
        self.variables = variables
        self.free_powers = free_powers
        self.lead = lead
        self.count = 0

    def error(self, node: ast.expr, sentence: str) -> FormulaError:
        """The error at a node; {} in the sentence is where it is."""
        column = self.lead + node.col_offset
        return FormulaError(sentence.format(f"at column {column + 1}"), column)

    def number(self, node: ast.expr, depth: int) -> Expression:
        """The node as a number: a truth counts as 1 or 0."""
        expression = self.either(node, depth)
        return call("where", expression, ONE, ZERO) if is_truth(expression) else expression

    def truth(self, node: ast.expr, depth: int) -> Expression:
        """The node as a truth: a number is true where it is not 0."""
        expression = self.either(node, depth)
        return expression if is_truth(expression) else call("not_equal", expression, ZERO)

    def either(self, node: ast.expr, depth: int) -> Expression:
        """The node as what it is."""
        self.count += 1
        if self.count > MOST_NODES or depth > 4 * DEEPEST:
            raise self.error(node, f"A formula has at most {MOST_NODES} parts, and this one goes on {{}}: shorten it.")
        reader = _READERS.get(type(node))
        if reader is None:
            raise self.unexpected(node)
        return reader(self, node, depth + 1)

    def unexpected(self, node: ast.expr, what: str = "This") -> FormulaError:
        """The error for a node that is not on the list."""
        names = ", ".join(sorted(self.variables))
        words = ", ".join(WORDS)
        return self.error(
            node, f"{what} {{}} is not allowed in a formula: use {names}, numbers, + - * / **, comparisons and {words}."
        )

    def constant(self, node: ast.Constant, _depth: int) -> Expression:
        """A number that is not too large."""
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self.unexpected(node)
        if not abs(node.value) <= LARGEST:  # also refuses inf
            raise self.error(node, "The number {} is too large: at most 1e9 is allowed.")
        return Number(float(node.value))

    def name(self, node: ast.Name, _depth: int) -> Expression:
        """A variable or a constant."""
        if node.id in self.variables:
            return Name(node.id)
        if node.id in CONSTANTS:
            return Number(CONSTANTS[node.id])
        raise self.unexpected(node, f"The name {node.id}")

    def binary(self, node: ast.BinOp, depth: int) -> Expression:
        """An operation with two sides."""
        operation = _BINARY.get(type(node.op))
        if operation is None:
            raise self.unexpected(node, "The operator")
        right = self.number(node.right, depth)
        if operation == "power" and not self.free_powers:
            right = self.exponent(node.right, right)
        return call(operation, self.number(node.left, depth), right)

    def exponent(self, node: ast.expr, exponent: Expression) -> Number:
        """An exponent that is a plain number of a sane size."""
        if isinstance(exponent, Call) and exponent.operation == "negative":
            inner = exponent.arguments[0]
            exponent = Number(-inner.value) if isinstance(inner, Number) else exponent
        if not isinstance(exponent, Number) or abs(exponent.value) > LARGEST_EXPONENT:
            raise self.error(
                node,
                "The exponent {} is expected to be a number from -16 to 16; for a variable one write exp(b*log(a)).",
            )
        return exponent

    def unary(self, node: ast.UnaryOp, depth: int) -> Expression:
        """A sign or `not`."""
        if isinstance(node.op, ast.Not):
            return call("logical_not", self.truth(node.operand, depth))
        if isinstance(node.op, ast.Invert):
            raise self.unexpected(node, "The operator ~")
        operand = self.number(node.operand, depth)
        return operand if isinstance(node.op, ast.UAdd) else call("negative", operand)

    def comparison(self, node: ast.Compare, depth: int) -> Expression:
        """a < b, or a chain a < b < c, which is a < b and b < c."""
        sides = [self.number(side, depth) for side in (node.left, *node.comparators)]
        links: list[Expression] = []
        for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
            if type(operator) not in _COMPARISONS:
                raise self.unexpected(node, "The comparison")
            links.append(call(_COMPARISONS[type(operator)], left, right))
        return self.joined("logical_and", links)

    def logic(self, node: ast.BoolOp, depth: int) -> Expression:
        """`and`, `or` of any number of truths."""
        operation = "logical_and" if isinstance(node.op, ast.And) else "logical_or"
        return self.joined(operation, [self.truth(part, depth) for part in node.values])

    def joined(self, operation: str, parts: list[Expression]) -> Expression:
        """The parts joined from the left."""
        result = parts[0]
        for part in parts[1:]:
            result = call(operation, result, part)
        return result

    def choice(self, node: ast.IfExp, depth: int) -> Expression:
        """`x if condition else y`."""
        return call(
            "where", self.truth(node.test, depth), self.number(node.body, depth), self.number(node.orelse, depth)
        )

    def function(self, node: ast.Call, depth: int) -> Expression:
        """A call of a function on the list, with the right number of plain arguments."""
        if not isinstance(node.func, ast.Name) or (word := node.func.id) not in WORDS:
            raise self.unexpected(node, "The function")
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise self.error(node, f"{word} {{}} takes plain arguments only.")
        arity = SHORTHANDS[word][0] if word in SHORTHANDS else OPERATIONS[FUNCTIONS[word]].arity
        if len(node.args) != arity:
            expected = "1 argument" if arity == 1 else f"{arity} arguments"
            raise self.error(node, f"{word} {{}} is expected to have {expected}.")
        if word == "where":
            return call("where", self.truth(node.args[0], depth), *(self.number(part, depth) for part in node.args[1:]))
        arguments = [self.number(part, depth) for part in node.args]
        return SHORTHANDS[word][1](*arguments) if word in SHORTHANDS else call(FUNCTIONS[word], *arguments)


_READERS: dict[type[ast.expr], Callable[..., Expression]] = {
    ast.Constant: _Reader.constant, ast.Name: _Reader.name, ast.BinOp: _Reader.binary, ast.UnaryOp: _Reader.unary,
    ast.Compare: _Reader.comparison, ast.BoolOp: _Reader.logic, ast.IfExp: _Reader.choice, ast.Call: _Reader.function,
}  # fmt: skip
