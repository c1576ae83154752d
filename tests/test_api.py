"""What other programs may rely on: the names, the JSON and its schema."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import jsonschema
import msgspec
import pytest

import minutes_cli
from minutes_cli import (
    Block,
    GrammarError,
    Item,
    Minutes,
    MinutesError,
    RecordError,
    Source,
    SourceError,
    Vote,
    from_json,
    json_schema,
    parse,
    parse_file,
    to_json,
)

FOLDER = Path(__file__).parent.parent / "samples"
SAMPLES = sorted(FOLDER.glob("*.txt"))

VOTE = Vote(id="v1", start=0, end=1, line=1, text="5", rule="tally", for_=5, against=3)
BY_HAND = Minutes(
    source=Source(name="é.txt", sha256="0" * 64, encoding="utf-8", characters=1),
    items=(Item(id="i1", start=0, end=1, line=1, text="5", rule="heading", title="“5”", section_end=1),),
    votes=(VOTE,),
    blocks=(Block(kind="paragraph", start=0, end=1, line=1),),
)


@pytest.fixture(params=["by hand", "empty", *(path.name for path in SAMPLES)])
def minutes(request: pytest.FixtureRequest) -> Minutes:
    if request.param == "by hand":
        return BY_HAND
    return parse("") if request.param == "empty" else parse_file(FOLDER / str(request.param))


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 8


def test_every_public_name_is_there() -> None:
    assert all(hasattr(minutes_cli, name) for name in minutes_cli.__all__)
    assert dir(minutes_cli) == sorted(minutes_cli.__all__)


def test_every_record_that_can_be_met_is_public() -> None:
    met = set(json_schema()["$defs"])  # type: ignore[call-overload]  # an object by the standard
    assert met <= set(minutes_cli.__all__)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'minutes_cli' has no attribute 'nothing'"):
        _ = minutes_cli.nothing


def test_the_version_is_that_of_the_distribution() -> None:
    assert minutes_cli.__version__ == version("minutes-parser")


@pytest.mark.parametrize("statement", ["import minutes_cli", "import minutes_cli.cli"])
def test_importing_is_light(statement: str) -> None:
    code = f"{statement}; import sys; print([m for m in ('lark', 'rich', 'msgspec') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"[]"]


def test_all_errors_have_one_base() -> None:
    errors = [getattr(minutes_cli, name) for name in minutes_cli.__all__ if name.endswith("Error")]
    assert all(issubclass(error, MinutesError) for error in errors)


def test_an_empty_text_gives_an_empty_result() -> None:
    lists = [value for value in msgspec.structs.asdict(parse("")).values() if isinstance(value, tuple)]
    assert len(lists) == 13
    assert not any(lists)


def test_parsing_a_text_keeps_the_name_it_is_given() -> None:
    found = parse("Noted.", name="item 7").source
    assert (found.name, found.encoding, found.characters) == ("item 7", "utf-8", 6)


def test_parsing_a_file_gives_its_name_digest_and_encoding(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("It was £5 – noted.\r".encode("cp1252"))
    found = parse_file(path).source
    assert (found.name, found.encoding, found.characters) == ("old.txt", "cp1252", 19)
    assert parse_file(str(path)) == parse_file(path)


def test_a_text_and_its_file_give_the_same_result(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_bytes("Noted: “it”.\n".encode())
    assert parse_file(path) == parse("Noted: “it”.\n", name="new.txt")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        parse_file(tmp_path / "gone.txt")


def test_a_missing_grammar_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GrammarError):
        parse("Noted.", grammar=tmp_path / "gone.lark")


def test_json_comes_back_as_the_same_records_and_bytes(minutes: Minutes) -> None:
    data = to_json(minutes)
    assert from_json(data) == minutes
    assert to_json(from_json(data)) == data
    assert from_json(data.decode()) == minutes


def test_indented_json_holds_the_same(minutes: Minutes) -> None:
    data = to_json(minutes, indent=2)
    assert from_json(data) == minutes
    assert json.loads(data) == json.loads(to_json(minutes))
    assert b"\n" not in to_json(minutes)


def test_json_fits_the_schema(minutes: Minutes) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(to_json(minutes)), schema)


def test_fields_are_named_as_in_the_json() -> None:
    vote = json.loads(to_json(BY_HAND))["votes"][0]
    assert (vote["for"], vote["against"], vote["abstain"]) == (5, 3, None)


def test_fields_that_are_not_known_are_ignored() -> None:
    data = json.loads(to_json(BY_HAND))
    data["later"] = data["items"][0]["later"] = data["source"]["later"] = {"x": [1]}
    assert from_json(json.dumps(data)) == BY_HAND


SOURCE = '"source":{"sha256":"","encoding":"utf-8","characters":0}'
BAD = [
    ("nothing", "", "not the JSON of minutes: Input data was truncated"),
    ("half", "{", "not the JSON of minutes: Input data was truncated"),
    ("no JSON", "Noted.", "not the JSON of minutes: JSON is malformed: invalid character (byte 0)"),
    ("a list", "[]", "not the JSON of minutes: Expected `object`, got `array`"),
    ("no source", "{}", "not the JSON of minutes: Object missing required field `source`"),
    (
        "a wrong type",
        f'{{{SOURCE},"items":[{{"id":1}}]}}',
        "not the JSON of minutes: Expected `str`, got `int` - at `$.items[0].id`",
    ),
    (
        "a value that is none of those allowed",
        f'{{{SOURCE},"attendees":[{{"id":"a1","status":"late"}}]}}',
        "not the JSON of minutes: Invalid enum value 'late' - at `$.attendees[0].status`",
    ),
    (
        "a later version",
        f'{{"schema_version":"2",{SOURCE}}}',
        "JSON of schema version '2'; this program reads version '1'",
    ),
    ("deep nesting", '{"x":' + "[" * 100_000, "not the JSON of minutes: it is nested too deeply"),
]


@pytest.mark.parametrize(("data", "line"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_bad_json_is_a_record_error_that_names_the_place(data: str, line: str) -> None:
    with pytest.raises(RecordError) as caught:
        from_json(data)
    assert str(caught.value) == line


def test_bytes_that_are_no_utf8_are_a_record_error() -> None:
    data = to_json(BY_HAND).replace("é".encode(), b"\xe9")
    with pytest.raises(RecordError, match="not the JSON of minutes: "):
        from_json(data)


def test_half_a_surrogate_pair_is_a_record_error() -> None:
    text = "\ud800"
    with pytest.raises(RecordError) as caught:
        to_json(parse(text, name=text))
    assert str(caught.value) == "the text holds half of a surrogate pair; replace it before parsing"


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys, minutes_cli as m;"
        "out = sys.stdout.buffer; out.write(repr(m.json_schema()).encode());"
        "[out.write(m.to_json(m.parse_file(path))) for path in sys.argv[1:]]"
    )
    command = [sys.executable, "-c", code, *map(str, SAMPLES)]
    outputs = {
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "2026")
    }
    assert len(outputs) == 1
    (output,) = outputs
    assert output.endswith(b"".join(to_json(parse_file(path)) for path in SAMPLES))
