"""Conversions beyond one machine: a real scheduler with two workers, and sources and outputs at addresses."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import archives
import pytest

from minutes_cli.cli import run

pytest.importorskip("distributed")
SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler to which two workers listen."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    told = ["--scheduler-file", str(file)]
    calls = [["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *told]]
    calls += [["distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard", *told]] * 2
    processes = [
        subprocess.Popen([sys.executable, "-m", *call], cwd=folder, stdout=log, stderr=log)
        for call in calls
        for log in [subprocess.DEVNULL]
    ]
    try:
        deadline = time.monotonic() + 120
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        yield json.loads(file.read_bytes())["address"]
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources") / "year"
    folder.mkdir()
    for path in SAMPLES[:4]:
        (folder / path.name).write_bytes(path.read_bytes())
    members: dict[str, archives.Content] = {path.name: path.read_bytes() for path in SAMPLES[4:10]}
    (folder / "more.tar").write_bytes(archives.tarred({**members, "pad.txt": archives.MINUTES * 7000}))
    (folder / "binary.txt").write_bytes(b"\0")
    (folder / "x.jpg").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, year: Path) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("local") / "a.ndjson"
    assert run(["convert", str(year), "-o", str(out)]) == 1
    return written(out)


def written(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.parent.iterdir() if path.is_file()}


def test_a_cluster_gives_the_same_bytes_and_resumes(
    tmp_path: Path, year: Path, expected: dict[str, bytes], scheduler: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.ndjson"
    call = ["convert", str(year), "-o", str(out), "--scheduler", scheduler]
    assert run(call) == 1
    assert written(out) == expected
    assert "left out" in capfd.readouterr().err
    assert run(call) == 1
    assert written(out) == expected
    assert "11 of them from an earlier run" in capfd.readouterr().err


def test_a_cluster_writes_to_addresses(
    tmp_path: Path, year: Path, expected: dict[str, bytes], scheduler: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.ndjson"
    call = ["convert", f"file://{year}", "-o", f"file://{out}", "--scheduler", scheduler]
    assert run(call) == 1
    assert written(out) == expected
    capfd.readouterr()
    assert run(call) == 1
    assert "11 of them from an earlier run" in capfd.readouterr().err


def test_no_scheduler_is_one_line(tmp_path: Path, year: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.ndjson"
    assert run(["convert", str(year), "-o", str(out), "--scheduler", "tcp://127.0.0.1:9"]) == 1
    line = capfd.readouterr().err.splitlines()[-1]
    assert line.startswith("minutes: tcp://127.0.0.1:9: no scheduler answers there: ")


def test_sources_and_outputs_are_at_any_address(year: Path, expected: dict[str, bytes]) -> None:
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    files.put(str(year), "/archive/year", recursive=True)
    for _ in range(2):
        assert run(["convert", "memory://archive/year", "-o", "memory://out/a.ndjson"]) == 1
        assert files.cat("/out/a.ndjson") == expected["a.ndjson"]
        assert files.cat("/out/a.ndjson.errors.ndjson") == expected["a.ndjson.errors.ndjson"]
    assert run(["convert", "memory://archive/year/more.tar", "-o", "memory://out/tree", "--to", "json"]) == 0
    assert len(files.find("/out/tree")) == 7


def test_an_address_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    out = tmp_path / "a.ndjson"
    assert run(["convert", "memory://gone/a.txt", "-o", str(out)]) == 1
    assert b'"kind":"missing"' in (tmp_path / "a.ndjson.errors.ndjson").read_bytes()
