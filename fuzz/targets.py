"""What is fuzzed: functions of bytes that raise whatever the documentation does not allow."""

from __future__ import annotations

import functools
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from minutes_cli import parse as parsed
from minutes_cli import to_json
from minutes_cli.codec import from_json
from minutes_cli.errors import SourceError
from minutes_cli.limits import Limits
from minutes_cli.readers import ReadDocument, read_document

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from invariants import Node, faults, gaps, unresolved

Target = Callable[[bytes], None]

LIMITS = Limits(max_bytes=1 << 20, max_pages=20, max_nesting=100, max_seconds=20, max_characters=100_000)
"""Small ones, so that inputs come near them."""
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = f'<w:document xmlns:w="{_SPACE}"><w:body>'.encode()
_FOOT = b"</w:body></w:document>"


def parse(data: bytes) -> None:
    """Any text is read, and what holds for every reading holds."""
    text = data.decode("utf-8", "replace")
    found = to_json(parsed(text))
    again = from_json(found)
    assert to_json(again) == found, "JSON, records and JSON again give other bytes"
    tree: Node = json.loads(found)
    wrong = [*gaps(text, tree["blocks"]), *faults(text, tree), *unresolved(tree)]
    assert not wrong, wrong[:3]


def decoding(data: bytes) -> None:
    """Any bytes under any name are read or refused."""
    for name in ("FILE", "a.txt", "a.md", "a.html"):
        _read(name, data)


def html(data: bytes) -> None:
    """Any page is read or refused."""
    _read("a.html", b"<!DOCTYPE html>" + data)


def pdf(data: bytes) -> None:
    """Any PDF is read or refused."""
    _read("a.pdf", data if data.startswith(b"%PDF-") else b"%PDF-1.4\n" + data)


def docx(data: bytes) -> None:
    """Any zip archive is read or refused, and so is a document with any body."""
    _read("a.docx", data if data.startswith(b"PK") else _with_body(data))


def _read(name: str, data: bytes) -> None:
    try:
        found = read_document(name, data, LIMITS)
    except SourceError as fault:
        refusal = str(fault)
    else:
        _fits(found)
        return
    assert "\n" not in refusal, "a refusal is one line"


def _fits(found: ReadDocument) -> None:
    """Assert what holds for any document that was read."""
    assert list(found.pages or ()) == sorted(found.pages or ()), "pages out of order"
    assert all(0 <= at <= len(found.text) for at in found.pages or ()), "a page outside the text"
    found.text.encode("utf-8")  # no half of a surrogate pair


def _with_body(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in _empty().items():
            archive.writestr(name, _HEAD + data + _FOOT if name == "word/document.xml" else part)
    return file.getvalue()


@functools.cache
def _empty() -> dict[str, bytes]:
    """The parts of an empty document."""
    import docx as word

    file = io.BytesIO()
    word.Document().save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


TARGETS: dict[str, Target] = {f.__name__: f for f in (parse, decoding, html, pdf, docx)}
