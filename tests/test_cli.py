"""The commands as their users call them."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import click
import pytest

from minutes_cli import from_json, json_schema
from minutes_cli.cli import Code, commands, run
from minutes_cli.page.outline import LISTS

ROOT = Path(__file__).parent.parent
SAMPLE = sorted((ROOT / "samples").glob("*.txt"))[0]
COMMAND = [sys.executable, "-m", "minutes_cli"]
NO_CHANGE: Mapping[str, str] = MappingProxyType({})
PDF = "this PDF is damaged; repair it first: qpdf {} repaired.pdf"


def minutes(*args: str | Path, data: bytes = b"", env: Mapping[str, str] = NO_CHANGE) -> tuple[int, bytes, str]:
    """Run the command in a process of its own; returns its exit code, standard output and standard error."""
    done = subprocess.run([*COMMAND, *map(str, args)], input=data, capture_output=True, env={**os.environ, **env})
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    return Call(capfdbinary)


class Call:
    """Runs a command in this process, which is quicker."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self.capture = capture

    def __call__(self, *args: str | Path) -> tuple[int, bytes, str]:
        code = run([str(arg) for arg in args])
        out, err = self.capture.readouterr()
        return code, out, err.decode()


def note(folder: Path, name: str = "a.txt", data: bytes = b"Noted.\n") -> Path:
    """A small input."""
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_exit_codes_are_these() -> None:
    assert {code.name: code.value for code in Code} == {
        "DONE": 0,
        "FAILED": 1,
        "WRONG_CALL": 2,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize("file", ["README.md"])
def test_the_exit_codes_are_documented(file: str) -> None:
    table = re.findall(r"^\| (\d+) \|", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    assert [int(code) for code in table] == list(Code)


# What is printed


def test_one_input_gives_one_indented_object(call: Call, tmp_path: Path) -> None:
    path = note(tmp_path)
    code, out, err = call("parse", path)
    assert (code, err) == (0, "")
    assert out.startswith(b'{\n  "schema_version": "1",\n')
    assert out.endswith(b"}\n")
    found = from_json(out).source
    assert (found.name, found.sha256) == ("a.txt", sha256(b"Noted.\n").hexdigest())


@pytest.mark.parametrize("options", ["--compact", "--format ndjson", "--compact --format json"])
def test_one_input_can_be_one_line(call: Call, tmp_path: Path, options: str) -> None:
    path = note(tmp_path)
    _, long, _ = call("parse", path)
    code, out, _ = call("parse", *options.split(), path)
    assert code == 0
    assert out.count(b"\n") == 1
    assert json.loads(out) == json.loads(long)


def test_several_inputs_give_an_object_a_line_in_their_order(call: Call, tmp_path: Path) -> None:
    paths = [note(tmp_path, name) for name in ("b.txt", "a.txt", "c.txt")]
    code, out, err = call("parse", *paths)
    assert (code, err) == (0, "")
    assert [from_json(line).source.name for line in out.splitlines()] == ["b.txt", "a.txt", "c.txt"]


def test_an_input_that_cannot_be_read_is_reported_and_the_others_go_on(call: Call, tmp_path: Path) -> None:
    gone, pdf = tmp_path / "gone.txt", note(tmp_path, "b.pdf", b"%PDF-1.7")
    code, out, err = call("parse", note(tmp_path), gone, pdf, note(tmp_path, "c.txt"))
    assert code == 1
    assert [from_json(line).source.name for line in out.splitlines()] == ["a.txt", "c.txt"]
    assert err == f"minutes: {gone}: no such file\nminutes: {pdf}: {PDF.format(pdf)}\n"


@pytest.mark.parametrize("args", [[], ["-"]])
def test_standard_input_is_read_and_has_no_name(args: Sequence[str]) -> None:
    code, out, err = minutes("parse", *args, data="Noted: “it”.".encode())
    assert (code, err) == (0, "")
    found = from_json(out).source
    assert (found.name, found.characters) == (None, 12)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_encoding_is_read_and_named(call: Call, tmp_path: Path, encoding: str) -> None:
    text = "Resolved – that £5 be paid.\r\n"
    code, out, _ = call("parse", note(tmp_path, data=text.encode(encoding)))
    assert code == 0
    found = from_json(out).source
    assert (found.encoding, found.characters) == (encoding, len(text))


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file_gives_an_empty_result(call: Call, tmp_path: Path, data: bytes) -> None:
    code, out, err = call("parse", note(tmp_path, data=data))
    assert (code, err) == (0, "")
    assert from_json(out).blocks == ()


@pytest.mark.parametrize(
    "text",
    ["Minutes:\rThe report was noted.\rRESOLVED: that it be noted.\r", "Councillor Ab asked why. " * 400_000],
    ids=["lone carriage returns", "a line of 10 MB"],
)
def test_odd_texts_are_read(call: Call, tmp_path: Path, text: str) -> None:
    code, out, err = call("parse", note(tmp_path, data=text.encode()))
    assert (code, err) == (0, "")
    assert from_json(out).source.characters == len(text)


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
@pytest.mark.parametrize("command", [["parse"], ["show"], ["schema"], ["--help"]])
def test_output_is_the_same_in_every_locale(command: list[str], locale: dict[str, str]) -> None:
    args = [*command, str(SAMPLE)] if command[0] in {"parse", "show"} else command
    plain = minutes(*args, env={"PYTHONUTF8": "1"})
    assert plain[0] == 0
    assert minutes(*args, env={"PYTHONCOERCECLOCALE": "0", **locale}) == plain


def test_output_is_the_same_with_other_hashes() -> None:
    assert len({minutes("parse", SAMPLE, env={"PYTHONHASHSEED": seed}) for seed in "012"}) == 1


def test_the_schema_is_printed(call: Call) -> None:
    code, out, err = call("schema")
    assert (code, err) == (0, "")
    assert json.loads(out) == json_schema()


def test_the_version_is_printed(call: Call) -> None:
    code, out, err = call("--version")
    assert (code, err) == (0, "")
    assert re.fullmatch(rb"minutes, version \d+\.\d+\.\d+\S*\n", out)


# Show


def test_minutes_and_their_json_look_the_same(tmp_path: Path) -> None:
    parsed = minutes("parse", SAMPLE)[1]
    shown = minutes("show", SAMPLE)
    assert shown[0] == 0
    assert shown[1]
    for data in (parsed, parsed.replace(b"\n", b"\r\n"), minutes("parse", "--compact", SAMPLE)[1]):
        assert minutes("show", data=data) == shown
        assert minutes("show", note(tmp_path, "a.json", data)) == shown


def test_every_object_of_ndjson_is_shown(call: Call, tmp_path: Path) -> None:
    paths = [note(tmp_path, name) for name in ("a.txt", "b.txt")]
    each = [call("show", path)[1] for path in paths]
    both = note(tmp_path, "both.ndjson", call("parse", *paths)[1])
    assert call("show", both) == (0, b"".join(each), "")


def test_nothing_is_coloured_in_a_pipe() -> None:
    assert b"\x1b" not in minutes("show", SAMPLE)[1]


def test_bad_json_is_one_line_with_its_number(call: Call, tmp_path: Path) -> None:
    good = call("parse", "--compact", note(tmp_path))[1]
    path = note(tmp_path, "x.ndjson", good + b"\n" + b'{"source": 1}\n')
    code, _, err = call("show", path)
    assert code == 1
    assert err == (f"minutes: {path}: line 3: not the JSON of minutes: Expected `object`, got `int` - at `$.source`\n")


def test_bad_json_of_one_object_is_one_line(call: Call, tmp_path: Path) -> None:
    path = note(tmp_path, "x.json", b'{\n  "source": null\n}\n')
    code, out, err = call("show", path)
    assert (code, out) == (1, b"")
    assert err == f"minutes: {path}: not the JSON of minutes: Expected `object`, got `null` - at `$.source`\n"


def test_minutes_that_begin_with_a_brace_are_minutes(call: Call, tmp_path: Path) -> None:
    code, out, err = call("show", note(tmp_path, data=b"{Draft} minutes\n"))
    assert (code, err) == (0, "")
    assert out


def test_the_lists_that_only_takes_are_in_its_help(call: Call) -> None:
    _, out, _ = call("show", "-h")
    assert ", ".join(LISTS) in " ".join(out.decode().split())


def test_a_list_that_is_not_there_is_a_wrong_call(call: Call) -> None:
    code, out, err = call("show", "--only", "questions,votres", SAMPLE)
    assert (code, out) == (2, b"")
    lists = ", ".join(LISTS)
    assert err == f"minutes: no list is called 'votres'; the lists are {lists} (try: minutes show -h)\n"


def test_only_takes_spaces_and_capitals(call: Call) -> None:
    assert call("show", "--only", " Questions, ACTIONS ,", SAMPLE)[0] == 0


def test_an_item_that_is_not_there_is_a_wrong_call(call: Call) -> None:
    code, out, err = call("show", "--item", "no such", SAMPLE)
    assert (code, out) == (2, b"")
    assert re.fullmatch(r"minutes: .*no such.*\n", err)


# Help


def test_the_command_alone_prints_help(call: Call) -> None:
    code, out, err = call()
    assert (code, err) == (0, "")
    assert out.startswith(b"Usage: minutes [OPTIONS]")
    assert call("--help") == call("-h") == (0, out, "")


def _parameters() -> list[tuple[str, click.Parameter]]:
    return [(name, p) for name, command in commands.commands.items() for p in command.params]


def test_every_option_and_command_has_help() -> None:
    options = [(name, p) for name, p in _parameters() if isinstance(p, click.Option)]
    assert [name for name, p in options if not p.help] == []
    assert [name for name, command in commands.commands.items() if "\b\n" not in (command.help or "")] == []


def test_every_command_and_option_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    names = [f"minutes {name}" for name in commands.commands]
    names += [p.opts[-1] for _, p in _parameters() if isinstance(p, click.Option)]
    assert [name for name in names if name not in readme] == []


@pytest.mark.parametrize("args", [["--help"], ["parse", "--help"], ["show", "-h"], ["--version"]])
def test_help_imports_nothing_slow(args: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "minutes_cli", *args], capture_output=True, check=True
    )
    assert b"minutes_cli" in done.stderr
    assert re.findall(rb"\| +(lark|rich|msgspec)\b", done.stderr) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete(shell: str) -> None:
    _, out, _ = minutes(env={"_MINUTES_COMPLETE": f"{shell}_source"})
    assert b"_MINUTES_COMPLETE" in out
    asked = {"_MINUTES_COMPLETE": "zsh_complete", "COMP_WORDS": "minutes ", "COMP_CWORD": "1"}
    _, out, _ = minutes(env=asked)
    assert [name in out.split() for name in (b"parse", b"show", b"schema")] == [True] * 3


# Wrong calls

WRONG = [
    (["parse", "-", "-"], "Standard input can be read only once; give - once (try: minutes parse -h)"),
    (
        ["parse", "--format", "json", "a.txt", "b.txt"],
        "--format json holds one object; leave it out to get one object a line (try: minutes parse -h)",
    ),
    (
        ["parse", "--grammar", "gone.lark", "a.txt"],
        "Invalid value for '--grammar': File 'gone.lark' does not exist (try: minutes parse -h)",
    ),
]


@pytest.mark.parametrize(("args", "line"), WRONG)
def test_a_wrong_call_is_one_line(call: Call, args: list[str], line: str) -> None:
    assert call(*args) == (2, b"", f"minutes: {line}\n")


@pytest.mark.parametrize(
    ("args", "beginning"),
    [
        (["parse", "--fromat", "json"], "minutes: No such option"),
        (["parse", "--format", "xml", "a.txt"], "minutes: Invalid value for '--format': 'xml' is not one of"),
        (["prase"], "minutes: No such command 'prase'"),
        (["show", "--width", "5", "a.txt"], "minutes: Invalid value for '--width': 5 is not in the range"),
        (["show", "a.txt", "b.txt"], "minutes: Got unexpected extra argument (b.txt)"),
    ],
)
def test_what_click_refuses_is_one_line(call: Call, args: list[str], beginning: str) -> None:
    code, out, err = call(*args)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert err.startswith(beginning)
    assert err.endswith(" -h)\n")


def test_a_faulty_grammar_is_one_line_with_its_place(call: Call, tmp_path: Path) -> None:
    grammar = note(tmp_path, "ours.lark", b'// Our words.\n\n%extand VERB: "mooted"\n')
    code, out, err = call("parse", "--grammar", grammar, note(tmp_path), SAMPLE)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert err.startswith(f"minutes: {grammar}, line 3: ")


def test_an_unknown_dialect_is_one_line(call: Call, tmp_path: Path) -> None:
    code, out, err = call("parse", "--dialect", "no-such-house", note(tmp_path), SAMPLE)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert "no-such-house" in err


def test_a_wrong_call_leaves_no_output_file(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert call("parse", "--dialect", "no-such-house", SAMPLE, "-o", out)[0] == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["parse", "show"])
def test_no_input_at_a_terminal_is_a_wrong_call(call: Call, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "openpty"):
        pytest.skip("needs a terminal")
    ours, theirs = os.openpty()
    with os.fdopen(theirs) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        line = f"minutes: Missing FILE; name one, or give - to type the text (try: minutes {command} -h)\n"
        assert call(command) == (2, b"", line)
    os.close(ours)


# Bad input

NUL = "this is no text: byte 0 is NUL; if it is UTF-16 without a mark, convert it first: iconv -f UTF-16LE -t UTF-8 {}"
BAD = [
    ("a missing file", None, "no such file"),
    ("a PDF", b"%PDF-1.7", PDF),
    ("binary data", b"\0\1", NUL),
]


@pytest.mark.parametrize("command", ["parse", "show"])
@pytest.mark.parametrize(("data", "line"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_bad_input_is_one_line(call: Call, tmp_path: Path, command: str, data: bytes | None, line: str) -> None:
    path = tmp_path / "in.txt" if data is None else note(tmp_path, "in.txt", data)
    assert call(command, path) == (1, b"", f"minutes: {path}: {line.format(path)}\n")


@pytest.mark.parametrize("command", ["parse", "show"])
def test_a_folder_is_one_line(call: Call, tmp_path: Path, command: str) -> None:
    line = f"{tmp_path}: this is a folder; name the files in it, as in {tmp_path}/*.txt"
    assert call(command, tmp_path) == (1, b"", f"minutes: {line}\n")


def test_bad_standard_input_is_one_line() -> None:
    assert minutes("parse", data=b"%PDF-1") == (1, b"", f"minutes: standard input: {PDF.format('FILE')}\n")


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize(
    ("shell", "line"),
    [('"$0" -m minutes_cli parse - <&-', "standard input: it is closed"),
     ('"$0" -m minutes_cli parse "$1" >&-', "standard output: it is closed")],
)  # fmt: skip
def test_a_closed_stream_is_one_line(shell: str, line: str) -> None:
    done = subprocess.run(["sh", "-c", shell, sys.executable, SAMPLE], capture_output=True)
    assert (done.returncode, done.stderr.decode()) == (1, f"minutes: {line}\n")


# Output files


def test_an_output_file_holds_what_would_be_printed(call: Call, tmp_path: Path) -> None:
    path, out = note(tmp_path), tmp_path / "out.json"
    printed = call("parse", path)[1]
    assert call("parse", path, "-o", out) == (0, b"", "")
    assert out.read_bytes() == printed
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "out.json"]
    assert call("parse", path, "-o", "-") == (0, printed, "")


@pytest.mark.skipif(os.name != "posix", reason="needs permissions")
def test_an_output_file_has_usual_permissions_or_keeps_its_own(call: Call, tmp_path: Path) -> None:
    path, out, plain = note(tmp_path), tmp_path / "out.json", tmp_path / "plain"
    plain.touch()
    call("parse", path, "-o", out)
    assert stat.S_IMODE(out.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    out.chmod(0o640)
    call("parse", path, "-o", out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_link_as_output_stays_a_link(call: Call, tmp_path: Path) -> None:
    path, real, link = note(tmp_path), note(tmp_path, "real.json"), tmp_path / "link.json"
    link.symlink_to(real)
    assert call("parse", path, "-o", link)[0] == 0
    assert link.is_symlink()
    assert from_json(real.read_bytes())


def test_an_output_with_some_inputs_unread_holds_the_others(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "out.ndjson"
    code, _, err = call("parse", note(tmp_path), tmp_path / "gone.txt", "-o", out)
    assert (code, err) == (1, f"minutes: {tmp_path / 'gone.txt'}: no such file\n")
    assert from_json(out.read_bytes()).source.name == "a.txt"


def test_an_output_without_any_input_read_is_left_as_it_was(call: Call, tmp_path: Path) -> None:
    out = note(tmp_path, "out.json", b"before")
    assert call("parse", tmp_path / "gone.txt", "-o", out)[0] == 1
    assert out.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [out]


def test_an_output_that_cannot_be_written_is_told_before_anything_is_read(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "no" / "out.json"
    assert call("parse", tmp_path / "gone.txt", "-o", path) == (1, b"", f"minutes: {path}: no such folder\n")
    line = f"minutes: {tmp_path}: this is a folder; name a file in it\n"
    assert call("parse", tmp_path / "gone.txt", "-o", tmp_path) == (1, b"", line)


def test_an_output_below_a_file_is_one_line(call: Call, tmp_path: Path) -> None:
    path = note(tmp_path) / "out.json"
    line = f"minutes: {path}: cannot be written: not a directory\n"
    assert call("parse", note(tmp_path, "b.txt"), "-o", path) == (1, b"", line)


def test_an_output_without_permission_is_one_line(call: Call, tmp_path: Path) -> None:
    out = note(tmp_path, "out.json", b"before")
    out.chmod(0o444)
    if os.access(out, os.W_OK):
        pytest.skip("root may write every file")
    line = f"minutes: {out}: cannot be written: permission denied\n"
    assert call("parse", note(tmp_path), "-o", out) == (1, b"", line)
    assert out.read_bytes() == b"before"


@pytest.mark.parametrize("name", ["a.txt", "./a.txt", "link.txt"])
def test_an_output_that_is_an_input_is_refused(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    note(tmp_path)
    (tmp_path / "link.txt").symlink_to("a.txt")
    line = f"minutes: {name} is also an input; give -o another name (try: minutes parse -h)\n"
    assert call("parse", "b.txt", "a.txt", "-o", name) == (2, b"", line)
    assert (tmp_path / "a.txt").read_bytes() == b"Noted.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(call: Call, tmp_path: Path) -> None:
    path, full = note(tmp_path), os.strerror(errno.ENOSPC).lower()
    line = f"minutes: /dev/full: cannot be written: {full}\n"
    assert call("parse", path, "-o", "/dev/full") == (1, b"", line)
    assert not Path("/dev/full").is_file()
    for args in (["parse", str(path)], ["show", str(path)], ["schema"], ["--help"]):
        with Path("/dev/full").open("wb") as device:
            done = subprocess.run([*COMMAND, *args], stdout=device, stderr=subprocess.PIPE)
        assert (done.returncode, done.stderr.decode()) == (1, f"minutes: standard output: {full}\n")


# Interruptions


@pytest.mark.skipif(os.name != "posix", reason="needs pipes as POSIX has them")
@pytest.mark.parametrize("command", ["parse", "show", "schema", "-h", "--version"])
def test_a_closed_pipe_is_silent(command: str) -> None:
    args = [command, str(SAMPLE)] if command in {"parse", "show"} else [command]
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([*COMMAND, *args], stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="needs pipes as POSIX has them")
def test_errors_into_a_closed_pipe_are_silent(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    args = ["parse", str(tmp_path / "gone.txt")]
    done = subprocess.run([*COMMAND, *args], stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    assert (done.returncode, done.stdout) == (1, b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
@pytest.mark.parametrize("command", ["parse", "show"])
def test_an_interrupted_command_leaves_no_traceback_and_no_file(tmp_path: Path, command: str) -> None:
    pipe, out = tmp_path / "pipe", tmp_path / "out.json"
    os.mkfifo(pipe)
    options = ["-o", str(out)] if command == "parse" else []
    process = subprocess.Popen([*COMMAND, command, str(pipe), *options], stdout=-1, stderr=-1)
    with pipe.open("wb"):  # opens once the command reads
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr.strip()) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == [pipe]
