"""Real minutes, where they lie beside the repository: each is read, and holds what any text holds."""

from __future__ import annotations

import html
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import invariants
import pytest

from minutes_cli import parse

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
Texts = Iterator[tuple[str, str]]  # a text and its name

_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


def decode(raw: bytes) -> str:
    """The text of a file as the program would decode it, in the encodings that occur here."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def in_folder(folder: Path) -> Texts:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md"):
            yield path.name, decode(path.read_bytes())
        elif path.suffix in (".html", ".htm"):
            yield path.name, html.unescape(_TAG.sub("", decode(path.read_bytes())))


def in_zip(path: Path) -> Texts:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith((".txt", ".md")):
                yield name, decode(archive.read(name))


def in_tar(path: Path) -> Texts:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.name.endswith((".txt", ".md")) and (file := archive.extractfile(member)):
                yield member.name, decode(file.read())


OPENERS: dict[str, Callable[[Path], Texts]] = {".zip": in_zip, ".gz": in_tar, "": in_folder}
PLACES = [
    path
    for group in ("corpus", "archives")
    for path in sorted((SHARED / group).glob("*"))
    if path.suffix in OPENERS and "pdf" not in path.name  # pictures of pages are not read
]


def test_the_texts_beside_the_repository_are_found() -> None:
    if not SHARED.is_dir():
        pytest.skip("there is no ../shared with real minutes beside the repository")
    assert len(PLACES) > 20


@pytest.mark.parametrize("place", PLACES, ids=[path.name for path in PLACES])
def test_every_real_text_is_read_whole(place: Path) -> None:
    count, wrong = 0, []
    for name, text in OPENERS[place.suffix](place):
        count += 1
        try:
            invariants.check(text, parse(text, name=name))
        except Exception as problem:  # all that are wrong are told, not the first alone
            wrong.append(f"{name}: {type(problem).__name__}: {str(problem)[:300]}")
    assert not wrong, "\n".join(wrong)
    assert count, f"{place.name} holds no text"
