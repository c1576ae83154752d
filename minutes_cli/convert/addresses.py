"""Addresses: files that fsspec reaches, such as `s3://minutes/2019.zip`; plain paths are read without it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from minutes_cli.errors import MissingExtraError, SourceError

_MISSING = "addresses need another package: pip install 'minutes-parser[dask]'"


def is_address(path: str) -> bool:
    """Whether a path is for fsspec."""
    return "://" in path


def system(address: str) -> tuple[Any, str]:
    """The file system of an address, as fsspec has it, and the path in it."""
    try:
        from fsspec.core import url_to_fs  # an extra
    except ImportError as fault:
        raise MissingExtraError(_MISSING) from fault
    try:
        files, root = url_to_fs(address)
    except (ImportError, ValueError, OSError) as fault:
        raise SourceError(f"{address}: {fault}") from fault
    return files, str(root)


def root(path: str) -> str:
    """A path from the root of its file system, with which paths can be compared."""
    return "/" + system(path)[1].lstrip("/") if is_address(path) else os.path.abspath(path)


def listed(address: str) -> list[str] | None:
    """The addresses of all files below a folder; None where the address is no folder."""
    files, path = system(address)
    if not files.isdir(path):
        return None
    return [str(files.unstrip_protocol(name)) for name in files.find(path)]


def size(address: str) -> int:
    """The size of a file in bytes; OSError where there is none."""
    files, path = system(address)
    return int(files.size(path) or 0)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a file for reading, wherever it is."""
    if is_address(path):
        files, inner = system(path)
        with files.open(inner, "rb") as file:
            yield file
    else:
        with open(path, "rb") as file:
            yield file


def fetch(address: str, folder: Path) -> None:
    """Copy what is at an address into a folder, under its own name; nothing where there is nothing."""
    files, path = system(address)
    target = folder / path.rstrip("/").rpartition("/")[2]
    for name in files.find(path):
        local = target / name.removeprefix(path).lstrip("/")
        local.parent.mkdir(parents=True, exist_ok=True)
        files.get_file(name, str(local))


def store(local: Path, address: str) -> None:
    """Copy a file, or a folder with all in it, to an address, over what is there."""
    files, path = system(address)
    if not local.is_dir():
        files.put_file(str(local), path)
        return
    for inner in sorted(local.rglob("*")):
        target = f"{path}/{inner.relative_to(local).as_posix()}"
        if inner.is_dir():
            files.makedirs(target, exist_ok=True)
        else:
            files.makedirs(target.rpartition("/")[0], exist_ok=True)
            files.put_file(str(inner), target)


def remove(address: str) -> None:
    """Remove a file or a folder, if it is there."""
    files, path = system(address)
    if files.exists(path):
        files.rm(path, recursive=True)
