"""Expressions: the nodes that formulas, activations, losses and update rules are made of.

Three kinds of immutable nodes: a Number, a Name, and a Call of an operation (core.compiler.operations). A comparison
is a Call like any other; whether a node is a truth or a number follows from its operation. In the algebra u, v, w are
the arguments of an operation and y its value.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias


class Number(NamedTuple):
    """A constant."""

    value: float


class Name(NamedTuple):
    """A variable."""

    id: str


class Call(NamedTuple):
    """An operation applied to its arguments."""

    operation: str
    arguments: tuple["Expression", ...]


Expression: TypeAlias = Number | Name | Call

ZERO = Number(0.0)
ONE = Number(1.0)


def call(operation: str, *arguments: Expression) -> Call:
    """The operation applied to the arguments."""
    return Call(operation, arguments)


def nodes(expression: Expression) -> Iterator[Expression]:
    """Every node, each before its arguments."""
    yield expression
    if isinstance(expression, Call):
        for argument in expression.arguments:
            yield from nodes(argument)


def names(expression: Expression) -> frozenset[str]:
    """The variables that occur."""
    return frozenset(node.id for node in nodes(expression) if isinstance(node, Name))


def substitute(expression: Expression, values: Mapping[str, Expression]) -> Expression:
    """The expression with some of its variables replaced."""
    if isinstance(expression, Name):
        return values.get(expression.id, expression)
    if isinstance(expression, Call):
        return Call(expression.operation, tuple(substitute(part, values) for part in expression.arguments))
    return expression
