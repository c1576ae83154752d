"""Documents become text: web pages, PDFs and Word documents; what is hostile is refused within its limits."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Sequence
from time import monotonic

import docx
import pytest

from minutes_cli import parse, parse_file
from minutes_cli.errors import SourceError
from minutes_cli.limits import DEFAULTS, Limits
from minutes_cli.readers import ReadDocument, read_document

LONG = "The clerk reported that the hedge beside the old mill had been cut in time"


def read(data: bytes | str, name: str = "FILE", limits: Limits = DEFAULTS) -> ReadDocument:
    return read_document(name, data.encode() if isinstance(data, str) else data, limits)


def html(body: str) -> str:
    return read(f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>").text


def pdf(*pages: Sequence[tuple[float, float, str]], pack: int = 1, extra: bytes = b"") -> bytes:
    """A PDF by hand: for each page, texts at their places in points from its lower left."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
    kids = []
    for number, texts in enumerate(pages):
        page, content = 4 + 2 * number, 5 + 2 * number
        drawn = "".join(f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in texts).encode("latin-1")
        objects[content] = stream(drawn + extra, pack)
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            b"/Contents %d 0 R>>" % content
        )
        kids.append(b"%d 0 R" % page)
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % pair for pair in objects.items()) + TRAILER


TRAILER = b"trailer<</Root 1 0 R>>\n%%EOF"


def stream(data: bytes, pack: int) -> bytes:
    for _ in range(pack):
        data = zlib.compress(data)
    filters = b" ".join([b"/FlateDecode"] * pack)
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(data), filters, data)


def document(build: docx.document.Document) -> bytes:
    file = io.BytesIO()
    build.save(file)
    return file.getvalue()


def with_part(name: str, content: bytes, data: bytes | None = None) -> bytes:
    """A Word document one of whose parts is another."""
    file = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data or document(docx.Document())))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            archive.writestr(part, content if part == name else source.read(part))
    return file.getvalue()


def body(xml: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'{before}<w:document xmlns:w="{space}"><w:body>{xml}</w:body></w:document>'
    return with_part("word/document.xml", text.encode())


def refusal(data: bytes | str, name: str = "FILE", limits: Limits = DEFAULTS) -> tuple[str, str]:
    started = monotonic()
    with pytest.raises(SourceError) as caught:
        read(data, name, limits)
    assert "\n" not in str(caught.value)
    assert monotonic() - started < 10
    return caught.value.kind, str(caught.value)


FORMATS = [
    ("a text", "a.txt", b"Noted.", "text"),
    ("a text with tags in it", "a.txt", b"<b>Noted</b>", "text"),
    ("Markdown by its name", "a.md", b"Noted.", "markdown"),
    ("Markdown by its headings", "a", b"# Minutes\n\nNoted.", "markdown"),
    ("a page under any name", "a.txt", b" <!-- x --><!-- y -->\n<!DOCTYPE html><p>Noted.", "html"),
    ("a page with a mark", "a", "<html><p>Noted.".encode("utf-16"), "html"),
    ("part of a page", "a.html", b"Noted.<br>Agreed.", "html"),
    ("part of a page without a name", "FILE", b"<div>Noted.</div>", "html"),
    ("a PDF under any name", "a.txt", pdf([(72, 700, "Noted.")]), "pdf"),
    ("a Word document under any name", "a.pdf", document(docx.Document()), "docx"),
]


@pytest.mark.parametrize(("name", "data", "form"), [c[1:] for c in FORMATS], ids=[c[0] for c in FORMATS])
def test_the_content_tells_the_format(name: str, data: bytes, form: str) -> None:
    assert read(data, name).format == form


def test_a_text_comes_out_as_it_went_in() -> None:
    found = read("a\r\nb – c".encode("cp1252"), "a.txt")
    assert (found.text, found.encoding, found.pages) == ("a\r\nb – c", "cp1252", None)


def test_a_page_is_blocks_with_an_empty_line_between_them() -> None:
    page = "<h2>7  Finance</h2><p>The\n report was\n<b>noted</b>.<br>It was long.</p>"
    page += "<p>&nbsp;</p><div>Agreed.</div>"
    assert html(page) == "## 7 Finance\n\nThe report was noted.\nIt was long.\n\nAgreed.\n"


def test_lists_keep_their_markers() -> None:
    page = '<ul><li>one<li>two<ol type="a" start="3"><li>three<li value="9"><p>nine</p><p>more</p></ol></ul>'
    assert html(page) == "• one\n• two\n  c. three\n  i. nine\n\nmore\n"


def test_rows_of_a_table_have_bars_and_rows_that_place_blocks_have_none() -> None:
    table = "<table><tr><th>Ref</th><th>Address</th></tr><tr><td>24/1</td><td>The Lodge</td></tr>"
    places = "<tr><td>7.</td><td><p>Finance</p><p>It was noted.</p></td></tr></table>"
    assert html(table + places) == "Ref | Address\n\n24/1 The Lodge\n\n7. Finance\n\nIt was noted.\n"


def test_what_surrounds_the_words_of_a_page_is_left_out() -> None:
    page = (
        "<nav>Home</nav><header role=banner>Logo</header><script>x()</script><style>p{}</style>"
        '<p style="display: none">hid</p><p hidden>hid</p>'
        "<main><p>The report was noted.</p></main><footer>©</footer>"
    )
    assert html(page) == "The report was noted.\n"


def test_a_page_of_modern_gov_gives_its_items_and_labels() -> None:
    row = (
        '<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">{0}.</p></td><td>'
        '<p class="mgAiTitleTxt">{1}</p><div class="mgWordPara"><p>To consider it.</p></div>'
        '<p class="mgSubItemTitleTxt">Minutes:</p><p>Councillor Peel asked whether it was so.</p></td></tr>'
    )
    rows = row.format(7, "Flooding") + row.format(8, "Hedges")
    head = '<h1 class="mgMainTitleTxt">Minutes</h1><a href=x>Watch</a><p><span>Venue: </span>The Guildhall</p>'
    text = html(f'<ul><li>Home</ul><div id="modgov">{head}<table>{rows}</table></div>')
    assert text.startswith("Minutes\n\nVenue: The Guildhall\n\nAgenda item\n\n7. Flooding\n\nTo consider it.\n")
    minutes = parse(text)
    assert [(item.number, item.title) for item in minutes.items] == [("7", "Flooding"), ("8", "Hedges")]
    assert len(minutes.questions) == 2


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ('<html><meta charset="iso-8859-15"><p>\xa4 5'.encode("latin-1"), "€ 5\n", "iso-8859-15"),
        ('<html><meta charset="iso-8859-1"><p>\x93Noted\x94'.encode("latin-1"), "“Noted”\n", "cp1252"),
        ("<html><meta charset=latin1><p>£5".encode(), "£5\n", "utf-8"),
    ],
)
def test_a_page_is_read_in_its_encoding(data: bytes, text: str, encoding: str) -> None:
    found = read(data)
    assert (found.text, found.encoding) == (text, encoding)


def test_the_pages_of_a_pdf_begin_where_it_says() -> None:
    found = read(pdf([(72, 700, "Noted.")], [(72, 700, "Agreed.")]))
    assert found.text == "Noted.\n\fAgreed.\n\f"
    assert found.pages == (0, 8)


def test_the_words_of_a_pdf_stand_as_on_paper() -> None:
    texts = [(72, 700, "7. Finance"), (86, 686, "It was noted."), (300, 686, "AP"), (72, 640, "8. Hedges")]
    lines = read(pdf(texts)).text.splitlines()
    assert [line.strip() for line in lines if line.strip()] == ["7. Finance", lines[1].strip(), "8. Hedges"]
    assert lines[1].startswith("  ")
    assert lines[1].strip().split("   ")[0] == "It was noted."
    assert lines[1].endswith("   AP")
    assert "" in lines


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    texts = [(60.0, 800.0, f"{LONG}. {LONG}."), *columns("left", 60), *columns("right", 320)]
    lines = [line for line in read(pdf(texts)).text.splitlines() if line.strip()]
    assert [line.split()[0] for line in lines[1:]] == ["left"] * 12 + ["right"] * 12
    assert not lines[-1].startswith(" ")


def columns(word: str, x: float) -> list[tuple[float, float, str]]:
    return [(x, 760 - 14 * line, f"{word} the hedge beside the old mill had") for line in range(12)]


def test_names_beside_each_other_are_no_columns() -> None:
    names = [(x, 700 - 14 * line, f"Cllr {name}") for line in range(8) for x, name in ((60, "Peel"), (320, "Finch"))]
    lines = [line for line in read(pdf(names)).text.splitlines() if line.strip()]
    assert all("Peel" in line and "Finch" in line for line in lines)


def test_running_heads_are_lines_of_their_own() -> None:
    page = [(60, 800, "Minutes of 3 June"), (60, 786, "It was noted."), (60, 772, "It was agreed.")]
    assert read(pdf(page, [page[0], *page[2:], (60, 758, "It was late.")])).text.count("Minutes of 3 June\n\n") == 2


def test_a_word_cut_at_a_lines_end_is_joined_where_the_text_has_it_whole() -> None:
    texts = [
        (60, 700, "A finan-"),
        (60, 688, "cial report and a re-"),
        (60, 676, "port."),
        (60, 664, "The financial"),
    ]
    text = read(pdf([*texts, (60, 640, "well-"), (60, 628, "known")])).text
    assert text.startswith("A financial\nreport and a report.\n")
    assert "well-\nknown" in text


def test_words_on_a_page_that_lies_on_its_side_are_read() -> None:
    turned = b"BT /F 10 Tf 0 1 -1 0 300 72 Tm (It was noted.) Tj ET"
    assert read(pdf([], extra=turned)).text == "It was noted.\n\f"


def test_a_word_document_keeps_headings_numbers_and_tables() -> None:
    build = docx.Document()
    build.sections[0].header.paragraphs[0].text = "Northmoor Parish Council"
    build.add_heading("Minutes", 1)
    build.add_paragraph().add_run("Matters arising").bold = True
    for title in ("Apologies", "Hedges"):
        build.add_paragraph(title, style="List Number")
        build.add_paragraph("Present:\tCllr Peel")
    build.add_paragraph("The gate", style="List Bullet")
    build.add_paragraph("The stile", style="List Bullet")
    table = build.add_table(rows=2, cols=2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("Ref", "Place", "24/1", "Mill"), strict=True):
        cell.text = words
    assert read(document(build)).text == (
        "Northmoor Parish Council\n\n# Minutes\n\n**Matters arising**\n\n1. Apologies\n\n"
        "Present:    Cllr Peel\n\n"
        "2. Hedges\n\nPresent:    Cllr Peel\n\n• The gate\n• The stile\n\nRef | Place\n\n24/1 Mill\n"
    )


def test_what_was_struck_out_of_a_word_document_is_left_out_and_what_was_added_is_in() -> None:
    struck, added = "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>", "<w:r><w:t>Noted.</w:t></w:r>"
    xml = f"<w:p>{struck}<w:ins>{added}</w:ins></w:p>"
    assert read(body(xml)).text == "Noted.\n"


def test_parsing_a_pdf_gives_its_rows_their_pages(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "a.pdf"
    second = [(60.0, 700.0, "8. Hedges"), (60.0, 672.0, "Councillor Peel asked whether it was so.")]
    path.write_bytes(pdf([(60, 700, "7. Finance"), (60, 672, "The report was noted.")], second))
    minutes = parse_file(path)
    assert [question.page for question in minutes.questions] == [2]
    assert minutes.source.format == "pdf"


BOMB = b" " * (80 << 20)
REFUSED = [
    ("elements within each other", "<html>" + "<div>" * 100_000, "limit"),
    ("tables within each other", "<html>" + "<table><tr><td>" * 20_000, "limit"),
    ("lists within each other", "<html>" + "<ul><li>" * 20_000, "limit"),
    ("a page with a NUL", "<html>\0", "binary"),
    ("a page in no encoding", b"<html><meta charset=zip><p>\xe9", "encoding"),
    ("a zip archive", b"PK\x05\x06" + b"\0" * 18, "binary"),
    ("an archive cut off", document(docx.Document())[:4000], "broken"),
    ("XML that unpacks to too much", with_part("word/document.xml", BOMB), "limit"),
    ("XML that unpacks to much more", with_part("word/document.xml", BOMB[: 20 << 20]), "limit"),
    ("XML that is too deep", body("<w:ins>" * 5000 + "</w:ins>" * 5000), "broken"),
    ("XML that is no XML", with_part("word/document.xml", b"<w:p"), "broken"),
    ("RTF", rb"{\rtf1 Noted.}", "binary"),
    (
        "a locked Word document",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    ("a PDF cut off", b"%PDF-1.4\n1 0 obj", "broken"),
    ("a PDF without text", pdf([]), "scan"),
    ("a PDF of 10,000 pages", pdf(*[[]] * 10_000), "limit"),
    ("a stream that unpacks to too much", pdf([], extra=BOMB), "limit"),
    ("a stream packed twice", pdf([], extra=BOMB, pack=2), "limit"),
]


@pytest.mark.parametrize(("data", "kind"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_is_hostile_or_no_text_is_refused(data: bytes | str, kind: str) -> None:
    assert refusal(data)[0] == kind


HARMLESS = [
    (
        "a megabyte of attributes",
        "<html><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">Noted.</p>",
        "Noted.\n",
    ),
    ("one attribute of a megabyte", f'<html><p title="{"x" * 1_000_000}">Noted.</p>', "Noted.\n"),
    ("tags that are broken", "<html></div><p>Noted.</b></p></table><td>Agreed.", "Noted.\n\nAgreed.\n"),
    (
        "entities of a file",
        body(
            "<w:p><w:r><w:t>a&x;b</w:t></w:r></w:p>",
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        ),
        "a\n",
    ),
    ("pages within themselves", pdf([(72, 700, "Noted.")]).replace(b"Kids[", b"Kids[2 0 R "), "Noted.\n\f"),
    (
        "many beginnings of streams",
        pdf([(72, 700, "Noted.")]).replace(TRAILER, b"stream\n" * 200_000 + TRAILER),
        "Noted.\n\f",
    ),
    ("comments without end", "<!-- x -->" * 2000 + "<!--" * 2000, None),
]


@pytest.mark.parametrize(("data", "text"), [c[1:] for c in HARMLESS], ids=[c[0] for c in HARMLESS])
def test_what_only_looks_hostile_is_read(data: bytes | str, text: str | None) -> None:
    started = monotonic()
    assert text in (None, read(data).text)
    assert monotonic() - started < 10


PAGES = pdf([(72, 700, "Noted.")], [(72, 700, "Agreed.")])
WORDS = body("<w:p><w:r><w:t>Noted.</w:t></w:r></w:p>")
LIMITS = [
    ("bytes", b"Noted.", Limits(max_bytes=5), "more than the limit of 5 bytes", "--max-bytes"),
    ("unpacked bytes", WORDS, Limits(max_bytes=len(WORDS) + 1), "bytes", "--max-bytes"),
    ("characters of a text", b"Noted.", Limits(max_characters=5), "5 characters", "--max-characters"),
    ("characters of a page", b"<html>Noted.", Limits(max_characters=5), "5 characters", "--max-characters"),
    ("characters of a PDF", PAGES, Limits(max_characters=5), "5 characters", "--max-characters"),
    ("characters of a Word document", WORDS, Limits(max_characters=5), "5 characters", "--max-characters"),
    ("pages", PAGES, Limits(max_pages=1), "1 pages", "--max-pages"),
    ("seconds", PAGES, Limits(max_seconds=0), "0 seconds", "--max-seconds"),
    ("nesting", b"<html>" + b"<div>" * 9, Limits(max_nesting=5), "5 elements", "--max-nesting"),
    (
        "ratio",
        with_part("word/document.xml", b" " * (4 << 20)),
        Limits(max_ratio=20),
        "the limit is 20",
        "--max-ratio",
    ),
]


@pytest.mark.parametrize(("data", "limits", "said", "option"), [c[1:] for c in LIMITS], ids=[c[0] for c in LIMITS])
def test_each_limit_is_kept_and_named(data: bytes, limits: Limits, said: str, option: str) -> None:
    kind, line = refusal(data, limits=limits)
    assert kind == "limit"
    assert said in line
    assert option in line


@pytest.mark.parametrize(
    ("package", "extra", "data"),
    [("selectolax.lexbor", "html", b"<html>"), ("pypdfium2", "pdf", PAGES), ("docx.package", "docx", WORDS)],
)
def test_a_missing_package_is_one_line_with_the_command(
    package: str, extra: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    kind, line = refusal(data)
    assert kind == "missing-extra"
    assert line.endswith(f"pip install 'minutes-parser[{extra}]'")
