"""A conversion that is stopped, at whatever moment, goes on and ends as if nothing had been."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import archives
import pytest

from minutes_cli.cli import run
from minutes_cli.convert.document import Document
from minutes_cli.convert.pool import Pool
from minutes_cli.convert.shard import Writer, places
from minutes_cli.convert.tally import Tally
from minutes_cli.convert.work import Job, Outcome
from minutes_cli.limits import Limits

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
posix = pytest.mark.skipif(os.name != "posix", reason="kills processes as POSIX does")
NOTE = archives.MINUTES


def contents(out: Path) -> dict[str, bytes]:
    """All that a conversion wrote for its user, by name; what it keeps for itself is left out."""
    found = {}
    for path in sorted(out.parent.rglob("*")):
        name = path.relative_to(out.parent).as_posix()
        if path.is_file() and name.startswith(out.name) and not name.startswith(f"{out.name}.state"):
            found[name] = path.read_bytes()
    return found


def command(source: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "minutes_cli", "convert", str(source), "-o", str(out), *options]


def convert(source: Path, out: Path, *options: str) -> int:
    return run(["convert", str(source), "-o", str(out), *options])


def corpus(folder: Path) -> Path:
    """A small archive of minutes, with some faults in it."""
    source = folder / "minutes.tar"
    members: dict[str, archives.Content] = {path.name: path.read_bytes() for path in SAMPLES}
    source.write_bytes(archives.tarred({**members, "b.txt": b"\0", "c.txt": NOTE}))
    return source


@posix
@pytest.mark.parametrize(
    ("name", "options", "kills"), [("all.ndjson", (), 10), ("tree", ("--to", "json", "--keep-text"), 3)]
)
def test_a_run_that_is_killed_resumes_to_the_same_bytes(
    tmp_path: Path, name: str, options: tuple[str, ...], kills: int
) -> None:
    source = corpus(tmp_path)
    (tmp_path / "once").mkdir()
    (tmp_path / "killed").mkdir()
    started = time.monotonic()
    assert subprocess.run(command(source, tmp_path / "once" / name, *options), capture_output=True).returncode == 1
    took = time.monotonic() - started
    moments = random.Random(2026)
    out = tmp_path / "killed" / name
    for number in range(kills):
        process = subprocess.Popen(
            command(source, out, *options, "--workers", str(1 + number % 3)),
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.1, took))
        if number % 2:
            process.kill()  # and its workers find out
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for path, data in contents(out).items():  # nothing that is there is torn
            assert data == contents(tmp_path / "once" / name)[path]
    assert convert(source, out, *options) == 1
    assert contents(out) == contents(tmp_path / "once" / name)


@posix
def test_an_interrupted_run_says_how_to_go_on(tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_bytes(b"Councillor Ash asked whether it would rain.\n" * 40_000)
    process = subprocess.Popen(command(source, tmp_path / "a.ndjson"), stderr=subprocess.PIPE)
    while not list(tmp_path.glob("a.ndjson.state/*")):
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode() == "minutes: interrupted; the same command goes on from here\n"
    assert not (tmp_path / "a.ndjson").exists()


def known(err: str) -> bool:
    """Whether the summary says that texts were known from an earlier run."""
    return "from an earlier run" in err


def test_what_was_read_is_not_read_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "a.txt"
    note.write_bytes(NOTE)
    out = tmp_path / "a.ndjson"
    assert convert(note, out) == 0
    first = out.read_bytes()
    assert not known(capfd.readouterr().err)
    os.utime(note, (0, 0))  # time stamps do not count
    assert convert(note, out) == 0
    assert known(capfd.readouterr().err)
    assert out.read_bytes() == first
    assert convert(note, out, "--no-resume") == 0
    assert not known(capfd.readouterr().err)


def test_what_has_changed_is_read_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    note, patch, out = tmp_path / "a.txt", tmp_path / "p.lark", tmp_path / "a.ndjson"
    note.write_bytes(NOTE)
    patch.write_text("// nothing yet\n")
    assert convert(note, out, "--grammar", str(patch)) == 0
    capfd.readouterr()
    patch.write_text("// another grammar\n")
    assert convert(note, out, "--grammar", str(patch)) == 0
    assert not known(capfd.readouterr().err)
    note.write_bytes(b"Noted.\n")
    assert convert(note, out, "--grammar", str(patch)) == 0
    assert not known(capfd.readouterr().err)
    assert json.loads(out.read_bytes())["source"]["characters"] == 7
    assert convert(note, out, "--dialect", "parish") == 0
    assert not known(capfd.readouterr().err)
    assert convert(note, out, "--dialect", "parish", "--keep-text") == 0
    assert not known(capfd.readouterr().err)


def test_files_of_documents_that_are_gone_are_removed_and_no_others(tmp_path: Path) -> None:
    source, out = tmp_path / "y", tmp_path / "out"
    source.mkdir()
    for name in ("a.txt", "b.txt"):
        (source / name).write_bytes(NOTE)
    assert convert(source, out, "--to", "json") == 0
    (out / "mine.json").write_text("{}")
    (source / "a.txt").unlink()
    assert convert(source, out, "--to", "json") == 0
    assert sorted(contents(out)) == ["out/mine.json", "out/y/b.txt.json"]


def test_faults_that_are_mended_leave_no_list_of_faults(tmp_path: Path) -> None:
    note, out = tmp_path / "a.txt", tmp_path / "a.ndjson"
    note.write_bytes(b"\0")
    assert convert(note, out) == 1
    assert sorted(contents(out)) == ["a.ndjson", "a.ndjson.errors.ndjson"]
    note.write_bytes(NOTE)
    assert convert(note, out) == 0
    assert sorted(contents(out)) == ["a.ndjson"]


@pytest.mark.parametrize(("name", "kind"), [("a.ndjson", "ndjson"), ("a", "json"), ("a", "csv")])
def test_workers_and_order_make_no_difference(tmp_path: Path, name: str, kind: str) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
    for number, path in enumerate(SAMPLES[::4]):
        (tmp_path / "xy"[number % 2] / path.name).write_bytes(path.read_bytes())
    found = []
    for workers, order in (("1", "xy"), ("3", "yx")):
        out = tmp_path / workers / name
        out.parent.mkdir()
        paths = [str(tmp_path / folder) for folder in order]
        assert run(["convert", *paths, "-o", str(out), "--to", kind, "--workers", workers]) == 0
        found.append(contents(out))
    assert found[0] == found[1]
    assert found[0]


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_torn_record_is_no_record(tmp_path: Path, cut: int) -> None:
    shard = tmp_path / "a.shard"
    writer = Writer(shard)
    for name in ("a", "b"):
        writer.add(name, "0", NOTE * 9, "text", Tally(seconds=0.1, characters=9))
    writer.close()
    data = shard.read_bytes()
    shard.write_bytes(data[:-cut] if cut < 400 else data[: len(data) // 2 + 20])
    assert [place.entry.document for place in places(shard)] == ["a"]


# Workers that die


def pooled(folder: Path, documents: list[Document], *, limits: Limits, deaths: int = 0) -> list[Outcome]:
    """What a pool of one makes of documents when the worker at the first of them is killed so many times."""
    pool = Pool(1, Job(shards=str(folder), limits=limits))
    done = threading.Event()

    def kill() -> None:
        killed: set[int] = set()
        while len(killed) < deaths and not done.is_set():
            for worker in list(pool._workers):
                pid = worker.process.pid
                if worker.document is documents[0] and pid and pid not in killed:
                    killed.add(pid)
                    worker.process.kill()
            time.sleep(0.01)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        with pool:
            return list(pool.outcomes(iter(documents)))
    finally:
        done.set()
        killer.join()


def texts() -> Iterator[Document]:
    for name, data in (
        ("long.txt", b"Councillor Ash asked whether it would rain.\n" * 20_000),
        ("b.txt", NOTE),
    ):
        yield Document(name=name, data=data, sha256=sha256(data).hexdigest())


@posix
def test_a_worker_that_dies_twice_costs_only_its_document(tmp_path: Path) -> None:
    outcomes = pooled(tmp_path, list(texts()), limits=Limits(), deaths=2)
    faults = {outcome.name: outcome.fault for outcome in outcomes}
    assert faults["b.txt"] is None
    assert faults["long.txt"] is not None
    assert faults["long.txt"].kind == "died"


@posix
def test_a_document_is_tried_again_when_its_worker_died_once(tmp_path: Path) -> None:
    data = SAMPLES[0].read_bytes() * 40
    documents = [Document(name=name, data=data, sha256="0") for name in ("a.txt", "b.txt")]
    outcomes = pooled(tmp_path, documents, limits=Limits(), deaths=1)
    assert sorted(outcome.name for outcome in outcomes if outcome.place) == ["a.txt", "b.txt"]


def test_a_document_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    outcomes = pooled(tmp_path, list(texts()), limits=Limits(max_seconds=0.8))
    faults = {outcome.name: outcome.fault for outcome in outcomes}
    assert faults["b.txt"] is None
    assert faults["long.txt"] is not None
    assert faults["long.txt"].message == "it takes more than 0.8 seconds; --max-seconds raises the limit"


# Outputs that cannot be written


@posix
@pytest.mark.parametrize("kind", ["ndjson", "sqlite"])
def test_a_full_disk_is_one_clear_line_and_nothing_torn(tmp_path: Path, kind: str) -> None:
    import resource

    source, out = tmp_path / "y", tmp_path / "out"
    source.mkdir()
    for path in SAMPLES[:3]:
        (source / path.name).write_bytes(path.read_bytes())
    assert convert(source, out, "--to", kind) == 0
    before = out.read_bytes()
    limit = len(before) // 2

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(command(source, out, "--to", kind), capture_output=True, preexec_fn=full)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr.decode().splitlines()[-1]
    assert out.read_bytes() == before


def test_places_where_no_output_can_be_are_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "a.txt"
    note.write_bytes(NOTE)
    gone, below = tmp_path / "gone" / "a.ndjson", note / "a.ndjson"
    for out, kind, line in (
        (gone, "ndjson", f"{gone}: no such folder"),
        (below, "ndjson", f"{below}: no such folder"),
        (tmp_path, "sqlite", f"{tmp_path}: this is a folder; name a file in it"),
        (note, "csv", f"{note}: this is a file; csv needs a folder"),
    ):
        assert convert(note, out, "--to", kind) == 1
        assert capfd.readouterr().err == f"minutes: {line}\n"


@posix
def test_a_pipe_is_not_replaced_by_an_output(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    note, pipe = tmp_path / "a.txt", tmp_path / "pipe"
    note.write_bytes(NOTE)
    os.mkfifo(pipe)
    for kind in ("ndjson", "sqlite"):
        assert convert(note, pipe, "--to", kind) == 1
        assert capfd.readouterr().err == f"minutes: {pipe}: this is a device or a pipe; name a file\n"
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs permissions that are asked")
def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    note, shut = tmp_path / "a.txt", tmp_path / "shut"
    note.write_bytes(NOTE)
    shut.mkdir(mode=0o500)
    assert convert(note, shut / "a.ndjson") == 1
    label = f"{shut / 'a.ndjson'}.state"
    assert capfd.readouterr().err == f"minutes: {label}: cannot be written: permission denied\n"


@posix
def test_two_runs_do_not_write_to_one_place(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import fcntl

    note, out = tmp_path / "a.txt", tmp_path / "a.ndjson"
    note.write_bytes(NOTE)
    (tmp_path / "a.ndjson.state").mkdir()
    with (tmp_path / "a.ndjson.state" / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert convert(note, out) == 1
    line = "another run is writing there; wait until it is done, or name another output"
    assert capfd.readouterr().err == f"minutes: {out}.state: {line}\n"
