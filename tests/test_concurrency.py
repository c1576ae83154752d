"""Parsing in threads and in processes at once gives the bytes that parsing one after the other gives."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from minutes_cli import parse, to_json

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
PICKED = SAMPLES[::3]


def read(path: str) -> bytes:
    return to_json(parse(Path(path).read_text("utf-8")))


def test_threads_and_processes_at_once_give_the_same_bytes() -> None:
    paths = [str(path) for path in PICKED]
    alone = [read(path) for path in paths]
    fresh = multiprocessing.get_context("spawn")  # processes that have learnt nothing yet
    with ThreadPoolExecutor(4) as threads, ProcessPoolExecutor(2, mp_context=fresh) as processes:
        in_processes = [processes.submit(read, path) for path in paths]
        in_threads = [threads.submit(read, path) for _ in range(3) for path in paths]
        assert [job.result() for job in in_processes] == alone
        assert [job.result() for job in in_threads] == alone * 3


def test_threads_that_begin_together_give_the_same_bytes() -> None:
    code = """
import sys, threading
from pathlib import Path
from minutes_cli import parse, to_json
text = Path(sys.argv[1]).read_text("utf-8")
start, found = threading.Barrier(4), []
def work():
    start.wait()
    found.append(to_json(parse(text)))
workers = [threading.Thread(target=work) for _ in range(4)]
[worker.start() for worker in workers]
[worker.join() for worker in workers]
assert len(found) == 4 and len(set(found)) == 1
sys.stdout.buffer.write(found[0])
"""
    done = subprocess.run([sys.executable, "-c", code, str(PICKED[0])], capture_output=True, check=True)
    assert done.stdout == read(str(PICKED[0]))
