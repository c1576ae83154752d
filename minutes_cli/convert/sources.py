"""Sources: files, folders and archives, and the documents in them."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec
from msgspec.structs import replace

from minutes_cli.convert import archives
from minutes_cli.convert.addresses import is_address, listed, opened, root, size
from minutes_cli.convert.document import (
    ChangedError,
    Document,
    MissingError,
    SpecialError,
    UnsupportedError,
    refused,
)
from minutes_cli.convert.naming import Names, hidden, matches, relative, shared_folder
from minutes_cli.convert.unpacking import too_large
from minutes_cli.errors import SourceError
from minutes_cli.limits import Limits
from minutes_cli.source import reason

SUFFIXES = (".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt")
# Likely to be minutes, and not read: reported, never left out in silence.
_NOT_READ = {
    ".doc": "this is a Word document of the old kind; save it as .docx",
    ".odt": "this is an OpenDocument text; save it as .docx or as plain text",
    ".rtf": "this is rich text; save it as .docx or as plain text",
}


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file among the sources: where it is, what it is called and how many bytes it has."""

    path: str
    name: str
    size: int = 0
    fault: SourceError | None = None


class Choice(msgspec.Struct, kw_only=True):
    """Which files of folders and archives are documents; those left out are counted by their endings."""

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    left_out: Counter[str] = msgspec.field(default_factory=Counter)

    def takes(self, name: str) -> bool:
        """Whether a file is a document, or an archive of them."""
        if matches(name, self.exclude):
            return False
        suffix = os.path.splitext(name.lower())[1]
        if archives.is_archive(name):
            return not hidden(name.rpartition("/")[2])
        if self.include:
            return matches(name, self.include)
        if hidden(name):
            return False
        if suffix in SUFFIXES or suffix in _NOT_READ:
            return True
        self.left_out[suffix or "no ending"] += 1
        return False


def scan(paths: Sequence[str], choice: Choice, *, without: Sequence[str] = ()) -> list[File]:
    """All files of the sources, by their names; `without` are paths that are never read, and all in them.

    Files that are named are taken whatever they are called; those of folders as `choice` says. Links to
    folders are not followed.
    """
    folder = shared_folder([root(path) for path in paths])
    barred = [root(path) for path in without]
    found: dict[str, File] = {}
    for path in paths:
        inner = _listed(path)
        for each in inner or [path]:
            place = root(each)
            name = relative(place, folder)
            if inner is None or (choice.takes(name) and not _within_any(place, barred)):
                found[place] = _file(each, name)
    names = Names()
    ordered = sorted(found.values(), key=lambda file: (file.name, root(file.path)))
    return [replace(file, name=names.unique(file.name)) for file in ordered]


def _listed(path: str) -> list[str] | None:
    """All files below a folder; None where it is no folder."""
    if is_address(path):
        return listed(path)
    if not os.path.isdir(path):
        return None
    return [os.path.join(here, name) for here, _, files in os.walk(path) for name in files]


def _within_any(place: str, barred: Sequence[str]) -> bool:
    return any(place == path or place.startswith(path + os.sep) for path in barred)


def _file(path: str, name: str) -> File:
    if is_address(path):
        try:
            return File(path=path, name=name, size=size(path))
        except OSError as fault:
            return File(path=path, name=name, fault=_unreadable(fault, name))
    try:
        found = os.stat(path)
    except (OSError, ValueError) as fault:
        return File(path=path, name=name, fault=_unreadable(fault, name))
    if not stat.S_ISREG(found.st_mode):
        return File(path=path, name=name, fault=SpecialError("it is a device or a pipe, not a file"))
    return File(path=path, name=name, size=found.st_size)


def documents(files: Sequence[File], choice: Choice, limits: Limits) -> Iterator[Document]:
    """The documents of all files, each read when it is asked for, each under a name of its own."""
    for file in files:
        names = Names()
        for document in _of(file, choice, limits):
            name = names.unique(document.name)
            yield document if name == document.name else _renamed(document, name)


def _renamed(document: Document, name: str) -> Document:
    fault = document.fault
    if fault is not None:
        fault = type(fault)(path=name, kind=fault.kind, message=fault.message)
    return Document(name=name, data=document.data, fault=fault, weight=document.weight)


def _of(file: File, choice: Choice, limits: Limits) -> Iterator[Document]:
    suffix = os.path.splitext(file.name.lower())[1]
    fault = file.fault
    if fault is None and suffix in _NOT_READ:
        fault = UnsupportedError(_NOT_READ[suffix])
    if fault is not None:
        yield refused(file.name, fault, weight=file.size)
        return
    try:
        with opened(file.path) as data:
            before = _stamp(data)
            yield from _within(file, data, choice, limits)
            if _stamp(data) != before:
                raise ChangedError("it changed while it was read; convert again when it is at rest")
    except SourceError as problem:
        yield refused(file.name, problem)
    except (OSError, ValueError) as problem:
        yield refused(file.name, _unreadable(problem, file.name))


def _within(file: File, source: BinaryIO, choice: Choice, limits: Limits) -> Iterator[Document]:
    if archives.is_archive(file.name):
        yield from archives.members(source, file.name, size=file.size, limits=limits, wanted=choice.takes)
        return
    before = _stamp(source)
    data = source.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits)
    if _stamp(source) == before:  # if not, the fault that follows is all there is of it
        yield Document(name=file.name, data=data, weight=file.size)


def _stamp(file: BinaryIO) -> tuple[int, int]:
    """What changes with a file's content, in all likelihood; nothing is known of files elsewhere."""
    try:
        found = os.fstat(file.fileno())
    except (AttributeError, OSError):
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _unreadable(fault: OSError | ValueError, name: str) -> SourceError:
    if isinstance(fault, FileNotFoundError):
        return MissingError("no such file")
    return SourceError(reason(fault, name) if isinstance(fault, OSError) else str(fault))
