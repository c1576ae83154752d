"""Bytes become text, or one line that says why not."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_cli.errors import SourceError
from minutes_cli.source import decode, printable, read

POUND = "Cllr Ó Briain – £5\u00a0m"

DECODED = [
    ("empty", b"", "", "utf-8"),
    ("ascii", b"Minutes", "Minutes", "utf-8"),
    ("utf-8", POUND.encode(), POUND, "utf-8"),
    ("utf-8 with a mark", b"\xef\xbb\xbf" + POUND.encode(), POUND, "utf-8-sig"),
    ("utf-16, little end first", b"\xff\xfe" + POUND.encode("utf-16-le"), POUND, "utf-16"),
    ("utf-16, big end first", b"\xfe\xff" + POUND.encode("utf-16-be"), POUND, "utf-16"),
    ("utf-32, little end first", b"\xff\xfe\0\0" + POUND.encode("utf-32-le"), POUND, "utf-32"),
    ("utf-32, big end first", b"\0\0\xfe\xff" + POUND.encode("utf-32-be"), POUND, "utf-32"),
    ("cp1252", POUND.encode("cp1252"), POUND, "cp1252"),
    ("cp1252 quotes", b"\x93Noted\x94 \x80 5", "“Noted” € 5", "cp1252"),
    ("bytes that cp1252 lacks", b"a\x81\x8d\x8f\x90\x9d\xe9", "a\x81\x8d\x8f\x90\x9dé", "cp1252"),
    ("only a mark", b"\xef\xbb\xbf", "", "utf-8-sig"),
    ("a second mark is text", b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa", "utf-8-sig"),
    ("a mark that is not kept", b"\xef\xbb\xbfa\xffb", "a\ufffdb", "utf-8-sig"),
    ("utf-16 cut in a character", b"\xff\xfea\0b", "a\ufffd", "utf-16"),
    ("half of a pair in utf-16", b"\xff\xfe\0\xd8a\0", "\ufffda", "utf-16"),
    ("a NUL that is text in utf-16", b"\xff\xfea\0\0\0", "a\0", "utf-16"),
    ("every line end", b"a\rb\nc\r\nd\x0ce\x85", "a\rb\nc\r\nd\x0ce…", "cp1252"),
    ("every line end in utf-8", "a\rb\nc\r\nd\x0ce\u2028".encode(), "a\rb\nc\r\nd\x0ce\u2028", "utf-8"),
]

PDF = "this is a PDF; extract its text first: pdftotext -layout {} -"
ZIP = "this is a zip archive, as .docx and .odt files are; unpack it, or save the document as plain text"
GZIP = "this is compressed with gzip; unpack it first: gunzip -c {} | minutes parse -"
OLE = "this is a Word document of the old kind; save it as plain text, or extract its text: antiword {}"
PICTURE = "this is a picture; read the words in it first: tesseract {} -"
NUL = "this is no text: byte 3 is NUL; if it is UTF-16 without a mark, convert it first: iconv -f UTF-16LE -t UTF-8 {}"

REFUSED = [
    ("a PDF", b"%PDF-1.7\n", PDF),
    ("a zip archive or DOCX", b"PK\x03\x04\x14\0", ZIP),
    ("an empty zip archive", b"PK\x05\x06\0\0", ZIP),
    ("gzip", b"\x1f\x8b\x08\0", GZIP),
    ("an old Word document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    ("PNG", b"\x89PNG\r\n\x1a\n", PICTURE),
    ("JPEG", b"\xff\xd8\xff\xe0", PICTURE),
    ("a NUL", b"abc\0", NUL),
    ("a NUL after a mark of utf-8", b"\xef\xbb\xbf\0", NUL),
]


@pytest.mark.parametrize(("data", "text", "encoding"), [c[1:] for c in DECODED], ids=[c[0] for c in DECODED])
def test_bytes_decode_by_mark_then_utf8_then_cp1252(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(("data", "text", "encoding"), [c[1:] for c in DECODED], ids=[c[0] for c in DECODED])
def test_the_encoding_named_gives_the_same_text_in_python(data: bytes, text: str, encoding: str) -> None:
    if any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d") and encoding == "cp1252":
        pytest.skip("Python's cp1252 has no such bytes")
    assert data.decode(encoding, "replace") == text


@pytest.mark.parametrize(("data", "line"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_binary_data_is_refused_with_the_fix(data: bytes, line: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert str(caught.value) == line.format("FILE")


@given(st.binary())
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    with suppress(SourceError):
        text, encoding = decode(data)
        text.encode()
        assert encoding in {"utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"}


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf8_comes_back_to_the_letter(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


def test_a_file_is_read_with_its_name_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "item 7.txt"
    path.write_bytes(b"\xef\xbb\xbfNoted.\r\n")
    raw = read(path)
    assert (raw.name, raw.text, raw.encoding) == ("item 7.txt", "Noted.\r\n", "utf-8-sig")
    assert raw.sha256 == sha256(path.read_bytes()).hexdigest()
    assert read(str(path)) == raw


def _refused(path: Path | str) -> str:
    with pytest.raises(SourceError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    assert _refused(path) == f"{path}: no such file"


def test_a_folder_is_refused_with_the_fix(tmp_path: Path) -> None:
    assert _refused(tmp_path) == f"{tmp_path}: this is a folder; name the files in it, as in {tmp_path}/*.txt"


def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "shut.txt"
    path.touch(mode=0)
    if os.access(path, os.R_OK):
        pytest.skip("root may read every file")
    assert _refused(path) == f"{path}: permission denied"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that fails when it is read")
def test_a_file_that_fails_while_it_is_read_is_named() -> None:
    assert _refused("/proc/self/mem") == "/proc/self/mem: input/output error"


def test_a_name_that_no_file_can_have_is_refused() -> None:
    assert _refused("a\0b") == "a\\x00b: embedded null byte"


def test_a_binary_file_is_refused_by_name_with_a_command_to_copy(tmp_path: Path) -> None:
    path = tmp_path / "agenda pack.gz"
    path.write_bytes(b"\x1f\x8b\x08\0")
    assert _refused(path) == f"{path}: {GZIP.format(repr(str(path)))}"


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31mb.txt", "a\udcffb.txt"])
def test_a_name_is_printed_on_one_line_without_control_characters(name: str) -> None:
    assert printable(name).isprintable()


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names of any bytes")
def test_a_name_that_is_not_utf8_is_kept_as_far_as_json_can_hold_it(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"Noted.")
    assert read(os.fsdecode(path)).name == "caf\ufffd.txt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_a_pipe_with_a_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = Thread(target=path.write_bytes, args=(b"Noted.",))
    writer.start()
    assert read(path).text == "Noted."
    writer.join()
