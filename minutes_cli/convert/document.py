"""One document on its way: where it is, what it holds or why it cannot be read."""

from __future__ import annotations

import msgspec

from minutes_cli.errors import SourceError


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Why a document is not in the output: its path, a word for the kind and one sentence."""

    path: str
    kind: str
    message: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one document, or the fault that kept them away.

    `name` is its path from the folder that all sources share, the same in every run; `sha256` the digest of
    its bytes, once it is known; `weight` the bytes that it takes up on disk.
    """

    name: str
    data: bytes = b""
    sha256: str = ""
    fault: Fault | None = None
    weight: int = 0


class ChangedError(SourceError):
    """A source changed while it was read."""

    kind = "changed"


class LinkError(SourceError):
    """A member of an archive that is a link."""

    kind = "link"


class SpecialError(SourceError):
    """A device, a pipe, or a file with holes."""

    kind = "special"


class UnsupportedError(SourceError):
    """A format or a compression that is not read."""

    kind = "unsupported"


class MissingError(SourceError):
    """A source that is not there."""

    kind = "missing"


def refused(name: str, error: SourceError, *, weight: int = 0) -> Document:
    """The document of a name that cannot be read."""
    return Document(name=name, fault=Fault(path=name, kind=error.kind, message=str(error)), weight=weight)
