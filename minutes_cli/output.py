"""The way out: bytes to standard output, or to a file that is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, TextIO

from minutes_cli.errors import OutputError
from minutes_cli.labels import printable, reason

if TYPE_CHECKING:
    from pathlib import Path


@contextmanager
def whole(name: str) -> Iterator[BinaryIO]:
    """Open an output whose file appears, or is replaced, only when all of it is on disk.

    Until then it is a hidden file in the same folder, removed when the body fails or writes nothing. A link
    is followed; permissions of a file that is replaced are kept. What is no file (a pipe, a device) is
    written directly. Raises OutputError, one line, as soon as something cannot be written.
    """
    from pathlib import Path  # takes long to import, and standard output needs none

    path = Path(name)
    label = printable(str(path))
    try:
        if _is_special(path):
            with path.open("wb") as file:
                yield file
        else:
            target = Path(os.path.realpath(path))
            with _replacing(target) as file:
                yield file
    except BrokenPipeError:
        raise
    except IsADirectoryError as fault:
        raise OutputError(f"{label}: this is a folder; name a file in it") from fault
    except FileNotFoundError as fault:
        raise OutputError(f"{label}: no such folder") from fault
    except OSError as fault:
        raise OutputError(f"{label}: cannot be written: {reason(fault, label)}") from fault


@contextmanager
def stdout() -> Iterator[BinaryIO]:
    """Open standard output for bytes, whatever the locale.

    Raises OutputError, one line, where it takes no more, and BrokenPipeError where nobody reads any longer.
    """
    if sys.stdout is None:
        raise OutputError("standard output: it is closed")
    try:
        yield sys.stdout.buffer
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as fault:
        let_go(sys.stdout)
        raise OutputError(f"{fault.filename or 'standard output'}: {reason(fault, '')}") from fault


def let_go(stream: TextIO) -> None:
    """Point a standard stream at nothing, so that what is left in its buffer causes no error at exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _is_special(path: Path) -> bool:
    """Whether the path is there and is no file; a rename would put a file in the place of a device."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(path)
    return not stat.S_ISREG(mode)


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """Write beside the target, then rename; an empty file replaces nothing."""
    if target.exists() and not os.access(target, os.W_OK):  # a rename would not ask
        raise PermissionError(target)
    draft = target.with_name(f".minutes-{os.urandom(6).hex()}.tmp")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            written = file.tell() > 0
        if written:
            if target.exists():
                draft.chmod(stat.S_IMODE(target.stat().st_mode))
            draft.replace(target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
