"""The outputs of a conversion say the same, each in its own way."""

from __future__ import annotations

import csv
import gzip
import json
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import archives
import pytest

from minutes_cli import from_json
from minutes_cli.cli import run
from minutes_cli.convert.naming import file_path
from minutes_cli.convert.tables import TABLES
from minutes_cli.convert.tally import LISTS

ROOT = Path(__file__).parent.parent
PAGE = "<html><body><h2>7. Bus routes</h2><p>Councillor Ash asked whether route 9 would run.</p></body></html>"
Node = dict[str, Any]  # an object of JSON
HOMES = {  # table of a list within rows: its list and field, and the column of its values where these are ids
    "attendee_mentions": ("attendees", "mentions", None),
    "question_co_speakers": ("questions", "co_speakers", "attendee"),
    "response_answers": ("responses", "answers", "question"),
    "response_co_speakers": ("responses", "co_speakers", "attendee"),
    "resolution_clauses": ("resolutions", "clauses", None),
    "statement_co_speakers": ("statements", "co_speakers", "attendee"),
    "vote_voters": ("votes", "voters", None),
}


def sources(folder: Path) -> Path:
    """A folder with texts, pages and archives, of which two cannot be read."""
    year = folder / "year"
    year.mkdir()
    samples = sorted((ROOT / "samples").glob("*.txt"))
    for path in samples[9:13]:
        (year / path.name).write_bytes(path.read_bytes())
    packed = {path.name: path.read_bytes() for path in samples[-2:]}
    (year / "more.zip").write_bytes(archives.zipped({**packed, "../../votes.txt": archives.MINUTES}))
    (year / "page.html").write_text(PAGE)
    (year / "binary.txt").write_bytes(b"\0\1")
    (year / "old.doc").write_bytes(b"\xd0\xcf")
    return year


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Converts the sources, each output once."""
    folder = tmp_path_factory.mktemp("convert")
    source = sources(folder)

    def convert(name: str, *options: str) -> Path:
        out = folder / name
        if not out.exists():
            assert run(["convert", str(source), "-o", str(out), *options]) == 1
        return out

    return convert


@pytest.fixture(scope="module")
def lines(converted: Callable[..., Path]) -> list[Node]:
    return [json.loads(line) for line in converted("all.ndjson").read_bytes().splitlines()]


@pytest.fixture(scope="module")
def base(converted: Callable[..., Path]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(converted("all.db", "--keep-text"))) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def counts(lines: list[Node]) -> Counter[str]:
    """How many rows each table must have."""
    found: Counter[str] = Counter({"meetings": len(lines)})
    for tree in lines:
        found.update({name: len(tree[name]) for name in LISTS})
        for table, (name, field, _) in HOMES.items():
            found[table] += sum(_size(row[field]) for row in tree[name])
    return found


def _size(rows: list[Any]) -> int:
    return len(rows) + sum(_size(row.get("clauses", [])) for row in rows if isinstance(row, dict))


def test_lines_are_the_minutes_by_the_names_of_their_documents(lines: list[Node]) -> None:
    names = [tree["source"]["name"] for tree in lines]
    assert names == sorted(names)
    assert "year/more.zip/votes.txt" in names
    assert "year/page.html" in names
    assert len(names) == 8


def test_packed_lines_are_the_same_lines(converted: Callable[..., Path]) -> None:
    packed = gzip.decompress(converted("packed.ndjson.gz").read_bytes())
    assert packed == converted("all.ndjson").read_bytes()


def test_a_tree_has_a_file_for_each_document(converted: Callable[..., Path], lines: list[Node]) -> None:
    out = converted("tree", "--to", "json")
    files = {path.relative_to(out).as_posix(): json.loads(path.read_bytes()) for path in out.rglob("*.json")}
    assert files == {file_path(tree["source"]["name"], ".json").as_posix(): tree for tree in lines}


def test_every_field_of_the_database_is_that_of_the_lines(base: sqlite3.Connection, lines: list[Node]) -> None:
    assert [rebuilt(base, tree["source"]["name"]) for tree in lines] == lines


def rebuilt(base: sqlite3.Connection, document: str) -> Node:
    """The JSON of a document, out of nothing but the database."""
    (meeting,) = base.execute("SELECT * FROM meetings WHERE document = ?", (document,))
    keys = meeting.keys()
    middle = keys.index("cut_off") + 1
    tree: Node = {"schema_version": meeting["schema_version"]}
    tree["source"] = {"name": document, **{key: meeting[key] for key in keys[2:middle]}}
    tree["source"]["cut_off"] = bool(tree["source"]["cut_off"])
    tree["meeting"] = {key: meeting[key] for key in keys[middle:]}
    for name in LISTS:
        tree[name] = [plain(row) for row in selected(base, name, document)]
    for table, (name, field, column) in HOMES.items():
        owners = {row["id"]: row for row in tree[name]}
        for row in owners.values():
            row[field] = []
        above: dict[tuple[str, int], Node] = {}
        for found in selected(base, table, document):
            owner = found[1]
            if column is not None:
                owners[owner][field].append(found[column])
                continue
            row = {key: found[key] for key in found.keys()[3:] if key != "upper"}
            if field == "clauses":
                row["clauses"] = []
                above[owner, found["position"]] = row
            upper = above.get((owner, dict(found).get("upper", -1)))
            (owners[owner] if upper is None else upper)[field].append(row)
    return tree


def selected(base: sqlite3.Connection, table: str, document: str) -> list[sqlite3.Row]:
    query = f'SELECT * FROM "{table}" WHERE document = ? ORDER BY document, position'
    return list(base.execute(query, (document,)))


def plain(row: sqlite3.Row) -> Node:
    """A row without what the database adds, its truths as JSON has them."""
    found = {key: row[key] for key in dict(row) if key not in ("document", "position")}
    return {key: bool(found[key]) if key in ("reported", "unanimous") else found[key] for key in found}


def test_all_formats_have_as_many_rows(
    base: sqlite3.Connection, lines: list[Node], converted: Callable[..., Path]
) -> None:
    expected = counts(lines)
    assert {t.name for t in TABLES} == {"meetings", *LISTS, *HOMES}
    stored = {t.name: base.execute(f'SELECT count(*) FROM "{t.name}"').fetchone()[0] for t in TABLES}
    assert stored == {name: expected[name] for name in stored}
    sheets = converted("sheets", "--to", "csv")
    assert {t.name: len(sheet(sheets / f"{t.name}.csv")) - 1 for t in TABLES} == stored


def sheet(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_sheets_hold_what_the_database_holds(base: sqlite3.Connection, converted: Callable[..., Path]) -> None:
    folder = converted("sheets", "--to", "csv")
    for table in TABLES:
        head, *rows = sheet(folder / f"{table.name}.csv")
        assert head == [column.name for column in table.columns]
        boolean = [column.kind == "boolean" for column in table.columns]
        stored = [
            [cell(value, is_bool) for value, is_bool in zip(row, boolean, strict=True)]
            for row in base.execute(f'SELECT * FROM "{table.name}"')
        ]
        assert sorted(rows) == sorted(stored)


def cell(value: str | int | None, boolean: bool) -> str:
    if value is None:
        return ""
    return ("false", "true")[int(value)] if boolean else str(value)


def test_parquet_holds_what_the_database_holds(base: sqlite3.Connection, converted: Callable[..., Path]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = converted("parquet", "--to", "parquet")
    for table in TABLES:
        found = parquet.read_table(folder / f"{table.name}.parquet")
        stored = base.execute(f'SELECT * FROM "{table.name}"').fetchall()
        assert found.column_names == [column.name for column in table.columns]
        rows = list(zip(*found.to_pydict().values(), strict=True))
        assert Counter(rows) == Counter(tuple(row) for row in stored)


def test_a_missing_extra_is_one_line_that_names_the_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    note = tmp_path / "a.txt"
    note.write_bytes(archives.MINUTES)
    assert run(["convert", str(note), "-o", str(tmp_path / "out"), "--to", "parquet"]) == 1
    assert capfd.readouterr().err == ("minutes: Parquet needs another package: pip install 'minutes-parser[parquet]'\n")


def test_every_reference_of_the_database_holds(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_the_database_is_searched_by_word(base: sqlite3.Connection) -> None:
    found = base.execute(
        "SELECT q.text FROM questions_fts JOIN questions q ON q.rowid = questions_fts.rowid "
        "WHERE questions_fts MATCH 'running route'"
    )
    assert [row[0] for row in found] == ["Councillor Ash asked whether route 9 would run."]
    pages = base.execute("SELECT count(*) FROM texts_fts WHERE texts_fts MATCH 'route'").fetchone()[0]
    assert pages >= 1


def test_questions_stand_beside_their_answers(base: sqlite3.Connection, lines: list[Node]) -> None:
    shown = base.execute("SELECT * FROM question_answer").fetchall()
    questions = sum(len(tree["questions"]) for tree in lines)
    assert len({(row["document"], row["question"]) for row in shown}) == questions
    assert any(row["asked_by"] and row["answered_by"] and row["response_text"] for row in shown)
    unanswered = base.execute("SELECT count(*) FROM unanswered_questions").fetchone()[0]
    assert unanswered == sum(row["response"] is None for row in shown)


def test_every_view_can_be_read(base: sqlite3.Connection) -> None:
    views = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert {"question_answer", "decisions", "motion_votes", "recorded_votes", "tasks", "people"} <= set(views)
    for view in views:
        base.execute(f'SELECT * FROM "{view}"').fetchall()


def test_the_database_opens_in_datasette(converted: Callable[..., Path]) -> None:
    app = pytest.importorskip("datasette.app")
    import asyncio

    async def pages() -> list[tuple[int, str]]:
        datasette = app.Datasette([str(converted("all.db", "--keep-text"))])
        paths = ("/all", "/all/questions?_search=route", "/all/question_answer.json?_shape=array")
        answers = [await datasette.client.get(path) for path in paths]
        return [(answer.status_code, answer.text) for answer in answers]

    answers = asyncio.run(pages())
    assert [status for status, _ in answers] == [200, 200, 200]
    assert "route 9 would run" in answers[1][1]


def test_kept_texts_are_what_offsets_point_into(converted: Callable[..., Path], lines: list[Node]) -> None:
    out = converted("all.db", "--keep-text")
    for tree in lines:
        path = out.with_name("all.db.texts") / file_path(tree["source"]["name"], ".txt")
        text = path.read_bytes().decode()
        assert len(text) == tree["source"]["characters"]
        for row in tree["questions"]:
            assert text[row["start"] : row["end"]] == row["text"]


def test_the_minutes_are_those_that_parse_gives(lines: list[Node], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    name = next(tree["source"]["name"] for tree in lines if "more" not in tree["source"]["name"])
    assert run(["parse", str(ROOT / "samples" / Path(name).name), "--compact"]) == 0
    tree = json.loads(capfdbinary.readouterr().out)
    tree["source"]["name"] = name
    assert tree == lines[0]
    assert from_json(json.dumps(tree)).source.name == name


def test_faults_are_listed_with_path_kind_and_a_sentence(converted: Callable[..., Path]) -> None:
    out = converted("all.ndjson")
    faults = [json.loads(line) for line in out.with_name("all.ndjson.errors.ndjson").read_bytes().splitlines()]
    assert [(fault["path"], fault["kind"]) for fault in faults] == [
        ("year/binary.txt", "binary"),
        ("year/old.doc", "unsupported"),
    ]
    assert all(fault["message"] and "\n" not in fault["message"] for fault in faults)


def test_nothing_is_written_anywhere_else(converted: Callable[..., Path]) -> None:
    out = converted("tree", "--to", "json")
    beside = {name for name in os.listdir(out.parent) if name.startswith("tree")}
    assert beside == {"tree", "tree.state", "tree.errors.ndjson"}
    assert set(os.listdir(out)) == {"year"}
