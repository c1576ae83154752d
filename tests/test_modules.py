"""Data flows one way: a module imports only from those above it in the table of CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "minutes_cli"
HOME = ROOT / PACKAGE
MODULES = {
    ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(HOME.rglob("*.py"))
}
"""The modules by their names within the package, `readers.pdf`; a package within it as `readers`."""
_TABLE = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("| module | what |")[1].split("\n\n")[0]
ORDER = re.findall(r"^\| `([\w.]+)` \|", _TABLE, re.MULTILINE)

HOMES = {
    "click": {"cli", "convert.command"},
    "rich": {"page.console", "page.columns", "page.entries", "convert.progress", "convert.summary"},
    "lark": {"engine.building", "engine.grammar"},
    "distributed": {"convert.cluster"},
    "docx": {"readers.docx"},
    "fsspec": {"convert.addresses"},
    "lxml": {"readers.docx"},
    "pypdfium2": {"readers.glyphs", "readers.pdf"},
    "pyarrow": {"convert.parquet"},
    "selectolax": {"readers.html"},
}


def imports(path: Path) -> Iterator[str]:
    """The modules that a file names in its imports, those inside functions too, as dotted names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: line {node.lineno}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(path: Path) -> set[str]:
    """The modules of the package that a file imports."""
    names = [name.split(".")[1:] for name in imports(path) if name.split(".")[0] == PACKAGE]
    return {next((m for m in map(".".join, _longest_first(parts)) if m in MODULES), "__init__") for parts in names}


def _longest_first(parts: list[str]) -> Iterator[list[str]]:
    """A dotted name and the names that hold it: `readers.pdf.read` is in `readers.pdf`, else in `readers`."""
    return (parts[:size] for size in range(len(parts), 0, -1))


def test_the_table_names_every_module_once() -> None:
    assert sorted(ORDER) == sorted(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_those_before_it(module: str) -> None:
    before = set(ORDER[: ORDER.index(module)]) if module in ORDER else set(ORDER)
    assert own(MODULES[module]) - before == set()


@pytest.mark.parametrize("package", HOMES)
def test_a_package_is_used_where_it_belongs(package: str) -> None:
    users = {name for name, path in MODULES.items() if any(i.split(".")[0] == package for i in imports(path))}
    assert users <= HOMES[package]
    assert users
