"""Faults that can be put into a module, one at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

TURNED: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
_NEGATED_BY_TURNING = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
_TOLD = ("annotation", "returns", "decorator_list", "type_params", "bases", "keywords", "ctx")  # and do not act
_LONG = 200  # a statement of more characters is shown by the place of the fault alone


@dataclass
class Fault:
    """One change of a module: where it is, and the code before and after it."""

    line: int
    last: int
    function: str
    was: str
    now: str
    code: CodeType

    @property
    def key(self) -> tuple[str, str, str]:
        return self.function, self.was, self.now


def faults(source: str) -> Iterator[Fault]:
    """Every fault of a module; each holds the compiled module that has it."""
    tree = ast.parse(source)
    for parent, field, index, statement, function in _places(tree):
        holder = getattr(parent, field)
        node = holder if index is None else holder[index]
        for changed in _changed(node, parent, field):
            ast.copy_location(changed, node)
            ast.fix_missing_locations(changed)
            was, short = _shown(statement), ast.unparse(node)
            _set(parent, field, index, changed)
            if statement is node:
                now = "pass" if isinstance(changed, ast.Pass) else _shown(changed)
            else:
                now = _shown(statement)
            if max(len(was), len(now)) > _LONG:
                was, now = short, ast.unparse(changed)
            code = compile(tree, f"<{function}>", "exec")
            _set(parent, field, index, node)
            yield Fault(node.lineno, node.end_lineno or node.lineno, function, was, now, code)


def _set(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _shown(statement: ast.AST) -> str:
    """A statement, or the head of one that has others below it."""
    text = ast.unparse(statement).strip()
    return text.split("\n")[0] if hasattr(statement, "body") else " ".join(text.split())


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, ast.stmt, str]]:
    """Each place of a module where a node stands that may be changed, with its statement and its function."""
    stack: list[tuple[ast.AST, ast.stmt | None, str]] = [(tree, None, "")]
    while stack:
        node, statement, function = stack.pop()
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            function = f"{function}.{node.name}".lstrip(".")
        below = []
        for field, value in ast.iter_fields(node):
            if field in _TOLD and (field != "keywords" or not isinstance(node, ast.Call)):
                continue
            for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
                if not isinstance(child, ast.AST) or _is_apart(child, node, index):
                    continue
                own = child if isinstance(child, ast.stmt) else statement
                if own is not None and hasattr(child, "lineno"):
                    yield node, field, index, own, function
                below.append((child, own, function))
        stack += reversed(below)


def _is_apart(node: ast.AST, parent: ast.AST, index: int | None) -> bool:
    """Whether a node is of no effect: imports, docstrings, what a type checker is told."""
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Assert)):
        return True
    if isinstance(node, ast.Assign) and isinstance(parent, ast.Module):
        names = [t.id for t in node.targets if isinstance(t, ast.Name)]
        return any(name.startswith("__") for name in names) or isinstance(node.value, ast.Subscript)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changed(node: ast.AST, parent: ast.AST, field: str) -> Iterator[ast.AST]:
    """What may stand in place of a node."""
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            twin = copy.copy(node)
            twin.ops = [*node.ops[:at], TURNED[type(op)](), *node.ops[at + 1 :]]
            yield twin
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(TURNED[type(node.op)](), node.values)
        for at in range(len(node.values)):
            rest = node.values[:at] + node.values[at + 1 :]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    if isinstance(node, ast.BinOp) and type(node.op) in TURNED:
        yield ast.BinOp(node.left, TURNED[type(node.op)](), node.right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    if field in ("test", "ifs") and isinstance(node, ast.expr) and not _is_turned(node):
        yield ast.UnaryOp(ast.Not(), node)
    if isinstance(node, ast.Constant) and not isinstance(parent, (ast.JoinedStr, ast.FormattedValue)):
        yield from _neighbours(node)
    if isinstance(node, (ast.Break, ast.Continue)):
        yield TURNED[type(node)]()
    if isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield ast.Pass()
    if isinstance(node, ast.Assign) and all(isinstance(t, (ast.Attribute, ast.Subscript)) for t in node.targets):
        yield ast.Pass()
    if isinstance(node, ast.Return) and not isinstance(parent, ast.FunctionDef):
        yield ast.Pass()


def _is_turned(node: ast.expr) -> bool:
    """Whether the negation of a condition is another of its faults."""
    if isinstance(node, ast.Compare):
        return len(node.ops) == 1 and isinstance(node.ops[0], _NEGATED_BY_TURNING)
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _neighbours(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node.value, str):
        yield ast.Constant(node.value + "~" if node.value else "~")
