"""How files are called on the command line and in messages; light, for every command imports it."""

from __future__ import annotations

STDIN = "-"

_REASONS = {
    FileNotFoundError: "no such file",
    IsADirectoryError: "this is a folder; name the files in it, as in {name}/*.txt",
    PermissionError: "permission denied",
}


def printable(name: str) -> str:
    """A file's name on one line: control characters and undecodable bytes are escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def reason(fault: OSError, name: str) -> str:
    """What the system says against a file, in our words where we have some; `name` is for the fix."""
    own = _REASONS.get(type(fault))
    return own.format(name=name.rstrip("/")) if own else (fault.strerror or str(fault)).lower()
