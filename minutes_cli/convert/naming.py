"""What documents are called, in the output and in the files made of them."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import PurePosixPath

_LONGEST = 180  # bytes of a part of a path; file systems take 255, and suffixes are added
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MACOS = ("__MACOSX", ".DS_Store")


def shared_folder(paths: Sequence[str]) -> str:
    """The folder that all sources, given from the root, share; names of documents are paths from there."""
    return os.path.commonpath([os.path.dirname(path) for path in paths])


def relative(path: str, folder: str) -> str:
    """A path from a folder with `/` between its parts; bytes that are not UTF-8 become U+FFFD."""
    name = os.path.relpath(path, folder).replace(os.sep, "/")
    return readable(os.fsencode(name).decode("utf-8", "replace"))


def readable(name: str) -> str:
    """A name without halves of surrogate pairs and control characters."""
    return _CONTROL.sub("\ufffd", name.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))


def inside(member: str) -> str:
    """The name of an archive's member as a path that leads nowhere else: no root, no drive, no `..`."""
    parts = re.split(r"[/\\]", readable(member))
    kept = [part for part in parts if part.strip() and part not in (".", "..")]
    if kept and re.fullmatch(r"[A-Za-z]:", kept[0]) and len(kept) > 1:
        kept = kept[1:]
    return "/".join(kept) or "unnamed"


class Names:
    """Hands out names, each once: a second document of one name is called `name~2`."""

    def __init__(self) -> None:
        """Begin with no name taken."""
        self._used: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """The name itself, or the first numbered form of it that is free."""
        count = self._used.get(name, 0) + 1
        while count > 1 and f"{name}~{count}" in self._used:
            count += 1
        self._used[name] = count
        if count == 1:
            return name
        self._used[f"{name}~{count}"] = 1
        return f"{name}~{count}"


def hidden(name: str) -> bool:
    """Whether a file is a system's own: its name, or that of a folder it is in, begins with a dot."""
    return any(part.startswith(".") or part in _MACOS for part in name.split("/"))


def matches(name: str, globs: Sequence[str]) -> bool:
    """Whether a name, or the last part of it, is as one of some patterns; `*` stands for `/` too."""
    last = name.rpartition("/")[2]
    return any(fnmatchcase(name, glob) or fnmatchcase(last, glob) for glob in globs)


def file_path(name: str, suffix: str) -> PurePosixPath:
    """Where the file made of a document stands in a folder; never outside it, whatever the name."""
    parts = [_part(part) for part in name.split("/") if part not in ("", ".", "..")]
    parts[-1:] = [_part(parts[-1] if parts else "unnamed") + suffix]
    return PurePosixPath(*parts)


def _part(part: str) -> str:
    """One part of a path that all file systems take; a changed one keeps a mark of what it was."""
    safe = _UNSAFE.sub("_", part).rstrip(". ") or "_"
    cut = safe.encode()[:_LONGEST].decode("utf-8", "ignore")
    return cut if cut == part else f"{cut}-{sha256(part.encode()).hexdigest()[:8]}"
