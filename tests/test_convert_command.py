"""The command `minutes convert`, as its users call it."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from pathlib import Path

import archives
import click
import pytest

from minutes_cli.cli import run
from minutes_cli.convert.command import convert

ROOT = Path(__file__).parent.parent
NOTE = archives.MINUTES


@pytest.fixture
def year(tmp_path: Path) -> Path:
    folder = tmp_path / "year"
    folder.mkdir()
    (folder / "a.txt").write_bytes(NOTE)
    (folder / "b.md").write_bytes(NOTE)
    return folder


def names(out: Path) -> list[str]:
    return [json.loads(line)["source"]["name"] for line in out.read_bytes().splitlines()]


def faults(out: Path) -> dict[str, str]:
    lines = out.with_name(out.name + ".errors.ndjson").read_bytes().splitlines()
    return {fault["path"]: fault["kind"] for fault in map(json.loads, lines)}


def test_every_option_has_help_and_is_in_the_documentation() -> None:
    documented = (ROOT / "README.md").read_text("utf-8")
    for parameter in convert.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert f"`{parameter.opts[-1]}" in documented


def test_paths_can_come_from_standard_input(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = year.parent / "a.ndjson"
    for listed in (f"{year / 'a.txt'}\n{year / 'b.md'}\n", f"{year / 'a.txt'}\0{year / 'b.md'}\0"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(listed.encode())))
        assert run(["convert", "-", "-o", str(out)]) == 0
        assert names(out) == ["a.txt", "b.md"]


def test_outputs_that_lie_in_the_source_are_not_read(year: Path) -> None:
    out = year / "out.ndjson"
    for _ in range(2):
        assert run(["convert", str(year), "-o", str(out), "--keep-text"]) == 0
        assert names(out) == ["year/a.txt", "year/b.md"]


def test_the_kind_of_output_must_be_known(year: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", str(year), "-o", str(year.parent / "out")]) == 2
    assert "--to" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--dialect", "nowhere", "no dialect is called nowhere"), ("--grammar", "p.lark", "p.lark, line 1")],
)
def test_a_wrong_call_is_told_before_anything_is_read(
    year: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    option: str,
    value: str,
    said: str,
) -> None:
    monkeypatch.chdir(year.parent)
    Path("p.lark").write_text("nonsense")
    assert run(["convert", "year", "-o", "out.ndjson", option, value]) == 2
    assert said in capfd.readouterr().err
    assert not Path("out.ndjson.state").exists()


def test_nothing_to_convert_is_an_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "y").mkdir()
    assert run(["convert", str(tmp_path / "y"), "-o", str(tmp_path / "a.db")]) == 1
    line = "nothing to convert: no file of a kind that is read; --include names others"
    assert capfd.readouterr().err == f"minutes: {line}\n"


def test_fail_fast_stops_at_the_first_fault_and_writes_nothing(year: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (year / "0.txt").write_bytes(b"\0")
    out = year.parent / "a.ndjson"
    assert run(["convert", str(year), "-o", str(out), "--fail-fast"]) == 1
    assert "year/0.txt: " in capfd.readouterr().err
    assert not out.exists()


def test_the_summary_tells_what_was_read_and_what_was_not(year: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (year / "0.txt").write_bytes(b"\0")
    (year / "x.jpg").write_bytes(b"\xff\xd8\xff")
    out = year.parent / "a.ndjson"
    assert run(["convert", str(year), "-o", str(out)]) == 1
    shown = {line.split()[0]: line.split()[1:] for line in capfd.readouterr().err.splitlines() if line.strip()}
    assert shown["texts"] == ["2"]
    assert shown["faults"] == ["1", "1", "binary"]
    assert shown["left"] == ["out", "1", "1", ".jpg"]
    assert shown["resolutions"][0] == "2"


def test_harm_is_refused_within_its_limits_and_the_rest_is_read(tmp_path: Path) -> None:
    source, out = tmp_path / "harm", tmp_path / "out"
    source.mkdir()
    harmful = archives.harmful_members()
    for name, (data, _, _) in harmful.items():
        (source / name).write_bytes(data)
    hostile = dict.fromkeys(archives.harmful_names(), NOTE)
    (source / "names.zip").write_bytes(archives.zipped(hostile))
    (source / "names.tar").write_bytes(archives.tarred(dict(hostile)))
    (source / "nested.html").write_bytes(b"<html><body>" + b"<div>" * 100_000 + b"Noted.")
    (source / "large.docx").write_bytes(_docx(b"<w:p/>" * 12_000_000))
    (source / "pages.pdf").write_bytes(_pdf(10_000))
    started = time.monotonic()
    assert run(["convert", str(source), "-o", str(out), "--to", "json"]) == 1
    assert time.monotonic() - started < 120
    found = faults(out)
    for _, path, kind in harmful.values():
        assert kind in ("", found[f"harm/{path}"])
    assert {path for path in found if path.count("/") == 1} >= {
        "harm/large.docx",
        "harm/nested.html",
        "harm/pages.pdf",
    }
    written = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert written == {"harm", "out", "out.state", "out.errors.ndjson"}
    for kind in ("zip", "tar"):
        inside = out / "harm" / f"names.{kind}"
        assert len(list(inside.rglob("*.json"))) == len(hostile)


def _docx(body: bytes) -> bytes:
    """A Word document whose text is large, and packs well."""
    file = io.BytesIO()
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        xml = b'<w:document xmlns:w="' + space + b'"><w:body>' + body + b"</w:body></w:document>"
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def _pdf(pages: int) -> bytes:
    """A PDF with many empty pages."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{text}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    return data + f"{head}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()


@pytest.mark.skipif(os.name != "posix", reason="names that only POSIX allows")
def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "y")
    os.mkdir(folder)
    with open(folder + b"/caf\xe9.txt", "wb") as file:
        file.write(NOTE)
    out = tmp_path / "a.ndjson"
    assert run(["convert", str(tmp_path / "y"), "-o", str(out)]) == 0
    assert names(out) == ["y/caf\ufffd.txt"]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("-o", "-"), "Name a file or a folder: what was read is kept beside it"),
        (
            ("-o", "a.ndjson", "--max-seconds", "soon"),
            "Invalid value for '--max-seconds': 'soon' is not a valid number",
        ),
        (("-o", "a.ndjson", "--workers", "1.5"), "Invalid value for '--workers': '1.5' is not a valid whole number"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    year: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], options: tuple[str, ...], line: str
) -> None:
    monkeypatch.chdir(year.parent)
    assert run(["convert", "year", "--to", "ndjson", *options]) == 2
    assert capfd.readouterr().err == f"minutes: {line} (try: minutes convert -h)\n"
    assert [path.name for path in year.parent.iterdir()] == ["year"]
