"""Reader: from Python's syntax tree to our expressions, through a white list.

Only nodes that are named here are turned into our own; everything else is refused with its place.
"""

import ast
from collections.abc import Callable, Sequence
from typing import TypeAlias

from core.compiler.expression import ONE, ZERO, Call, Expression, Name, Number, call
from core.compiler.language import (
    CONSTANTS,
    DEEPEST,
    FUNCTIONS,
    LARGEST,
    LARGEST_EXPONENT,
    MOST_NODES,
    SHORTHANDS,
    WORDS,
)
from core.compiler.operations import OPERATIONS
from core.compiler.refusal import INSTEAD, KINDS, OPERATORS, FormulaError, column_of, expected, kind_of, short
from core.compiler.simplify import simplify

_BINARY = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide", ast.Pow: "power"}
_COMPARISONS = {
    ast.Lt: "less", ast.LtE: "less_equal", ast.Gt: "greater", ast.GtE: "greater_equal",
    ast.Eq: "equal", ast.NotEq: "not_equal",
}  # fmt: skip


Parts: TypeAlias = dict[Expression, tuple[int, int]]
"""Where in the text each part of a formula is read first: its beginning and its end."""


def is_truth(expression: Expression) -> bool:
    """Whether the expression is true or false, rather than a number."""
    return isinstance(expression, Call) and OPERATIONS[expression.operation].truth


class Reader:
    """Turns an ast tree into our nodes and counts them."""

    def __init__(self, text: str, variables: tuple[str, ...], free_powers: bool, lead: int) -> None:
        self.text = text
        self.variables = variables
        self.free_powers = free_powers
        self.lead = lead
        self.count = 0
        self.parts: Parts = {}

    def error(self, node: ast.expr, sentence: str, column: int | None = None) -> FormulaError:
        """The error at a node, or at a column of the tree's text; {} in the sentence is where it is."""
        place = self.lead + (column_of(node) if column is None else column)
        return FormulaError(sentence.format(f"at position {place + 1}"), place)

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
        expression = reader(self, node, depth + 1)
        known = self.parts.get(expression)
        if known is None or node.col_offset + self.lead < known[0]:
            self.parts[expression] = self.lead + node.col_offset, self.lead + (node.end_col_offset or 0)
        return expression

    def unexpected(self, node: ast.expr, what: str = "") -> FormulaError:
        """The error for a node that is not on the list: `what` it is, and what is expected."""
        what = (what or kind_of(node)).replace("{", "{{").replace("}", "}}")
        return self.error(node, f"{what} is not allowed {{}}: expected are {self.expected()}.")

    def expected(self) -> str:
        """What the formula may consist of."""
        return expected(self.variables, tuple(CONSTANTS), WORDS)

    def operator(self, node: ast.expr, operator: ast.AST, left: ast.expr | None) -> FormulaError:
        """The error for an operator behind `left`, or at the node, that is not on the list."""
        sign = OPERATORS[type(operator)]
        start = (left.end_col_offset or 0) if left else node.col_offset
        column = self.text.index(sign.partition(" ")[0], self.lead + start) - self.lead
        instead = INSTEAD.get(sign) or f"expected are {self.expected()}"
        return self.error(node, f"The operator {sign} is not allowed {{}}: {instead}.", column)

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
        if node.id in WORDS:
            raise self.error(node, f"The function {node.id} {{}} is expected to have its arguments in brackets.")
        raise self.unexpected(node, f"The name {short(node.id)}")

    def binary(self, node: ast.BinOp, depth: int) -> Expression:
        """An operation with two sides."""
        operation = _BINARY.get(type(node.op))
        if operation is None:
            raise self.operator(node, node.op, node.left)
        right = self.number(node.right, depth)
        if operation == "power" and not self.free_powers:
            right = self.exponent(node.right, right)
        return call(operation, self.number(node.left, depth), right)

    def exponent(self, node: ast.expr, exponent: Expression) -> Number:
        """An exponent that is a number of a sane size, be it written as a quotient."""
        exponent = simplify(exponent)
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
            raise self.operator(node, node.op, None)
        operand = self.number(node.operand, depth)
        return operand if isinstance(node.op, ast.UAdd) else call("negative", operand)

    def comparison(self, node: ast.Compare, depth: int) -> Expression:
        """a < b, or a chain a < b < c, which is a < b and b < c."""
        nodes = [node.left, *node.comparators]
        for operator, left in zip(node.ops, nodes, strict=False):
            if type(operator) not in _COMPARISONS:
                raise self.operator(node, operator, left)
        sides = [self.number(side, depth) for side in nodes]
        links = [
            call(_COMPARISONS[type(operator)], left, right)
            for operator, left, right in zip(node.ops, sides, sides[1:], strict=False)
        ]
        return self.joined("logical_and", links)

    def logic(self, node: ast.BoolOp, depth: int) -> Expression:
        """`and`, `or` of any number of truths."""
        operation = "logical_and" if isinstance(node.op, ast.And) else "logical_or"
        return self.joined(operation, [self.truth(part, depth) for part in node.values])

    def joined(self, operation: str, parts: Sequence[Expression]) -> Expression:
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
        if type(node.func) in KINDS:
            raise self.unexpected(node.func)
        word = node.func.id if isinstance(node.func, ast.Name) else ""
        if not word or word in self.variables or word in CONSTANTS:
            bracket = self.text.index("(", self.lead + (node.func.end_col_offset or 0)) - self.lead
            sentence = "A sign is missing before the bracket {}: a product is written 2*(a + b)."
            raise self.error(node, sentence, bracket)
        if word not in WORDS:
            raise self.unexpected(node, f"A call of {short(word)}")
        odd = [part.col_offset for part in (*node.keywords, *node.args) if isinstance(part, ast.keyword | ast.Starred)]
        if odd:
            sentence = f"The argument {{}} of {word} is expected to be a value without a name or a star."
            raise self.error(node, sentence, min(odd))
        arity = SHORTHANDS[word][0] if word in SHORTHANDS else OPERATIONS[FUNCTIONS[word]].arity
        if len(node.args) != arity:
            needed = "1 argument" if arity == 1 else f"{arity} arguments"
            raise self.error(node, f"{word} {{}} is expected to have {needed}.")
        if word == "where":
            return call("where", self.truth(node.args[0], depth), *(self.number(part, depth) for part in node.args[1:]))
        arguments = [self.number(part, depth) for part in node.args]
        return SHORTHANDS[word][1](*arguments) if word in SHORTHANDS else call(FUNCTIONS[word], *arguments)


_READERS: dict[type[ast.expr], Callable[..., Expression]] = {
    ast.Constant: Reader.constant, ast.Name: Reader.name, ast.BinOp: Reader.binary, ast.UnaryOp: Reader.unary,
    ast.Compare: Reader.comparison, ast.BoolOp: Reader.logic, ast.IfExp: Reader.choice, ast.Call: Reader.function,
}  # fmt: skip
