from __future__ import annotations

import subprocess
import sys


def _last_line(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def test_the_command_line_collects_seldom() -> None:
    code = """
import contextlib, gc, sys
from minutes_cli.__main__ import main
before = gc.get_threshold()[0]
sys.argv[1:] = ["--version"]
with contextlib.suppress(SystemExit):
    main()
print(gc.get_threshold()[0] > before)
"""
    assert _last_line(code) == "True"


def test_a_program_that_parses_keeps_its_own_pace() -> None:
    code = """
import gc
from minutes_cli import parse
gc.set_threshold(77)
parse("Present: A. Reed")
print(gc.get_threshold()[0])
"""
    assert _last_line(code) == "77"


def test_a_slower_pace_that_was_chosen_stays() -> None:
    code = """
import gc
from minutes_cli import collecting
gc.set_threshold(900_000)
collecting.seldom()
print(gc.get_threshold()[0])
"""
    assert _last_line(code) == "900000"


def test_a_worker_of_a_cluster_collects_seldom() -> None:
    code = """
import gc, io, pickle, sys, tempfile
from minutes_cli.convert import portion
from minutes_cli.convert.work import Job
before = gc.get_threshold()[0]
own = sys.stdout
with tempfile.TemporaryDirectory() as folder:
    data = pickle.dumps(portion.Portion(files=(), job=Job(shards=folder)))
    sys.stdin, sys.stdout = io.TextIOWrapper(io.BytesIO(data)), io.TextIOWrapper(io.BytesIO())
    portion.main()
print(gc.get_threshold()[0] > before, file=own)
"""
    assert _last_line(code) == "True"


def test_the_collector_rests_while_a_text_is_read_and_is_on_again_behind_it() -> None:
    code = """
import gc
from minutes_cli import parse
parse("Present: A. Reed")
gc.set_threshold(50)
began = []
gc.callbacks.append(lambda phase, info: began.append(phase))
parse("Present: A. Reed" * 50)
print(len(began) <= 4, gc.isenabled())
"""
    assert _last_line(code) == "True True"


def test_a_collector_that_is_off_stays_off() -> None:
    code = """
import gc
from minutes_cli import parse
gc.disable()
parse("Present: A. Reed")
print(gc.isenabled())
"""
    assert _last_line(code) == "False"
