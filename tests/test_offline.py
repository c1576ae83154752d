"""No command of the program asks for the network: with every socket to the network barred, it works as ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent.parent / "samples" / "first-look.txt"
BARRED = r'''
import socket
import sys

def barred(*_args, **_more):
    sys.stderr.write("NETWORK")
    raise OSError("the network is barred")

class Barred(socket.socket):
    """Only pipes between processes of one machine are left."""

    def __init__(self, family=-1, kind=-1, proto=-1, fileno=None):
        if family != socket.AF_UNIX:
            barred()
        super().__init__(family, kind, proto, fileno)

socket.socket = Barred
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = barred
'''
COMMANDS = {
    "parse": ("parse", str(SAMPLE)),
    "show": ("show", str(SAMPLE)),
    "schema": ("schema",),
    "dialects": ("dialects",),
    "convert": ("convert", str(SAMPLE.parent), "--output", "out.ndjson"),
}


def run(tmp_path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, and in those that it starts, without the network."""
    (tmp_path / "sitecustomize.py").write_text(BARRED, "utf-8")
    path = os.pathsep.join([str(tmp_path), str(SAMPLE.parent.parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_works_without_the_network(command: tuple[str, ...], tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "minutes_cli", *command)
    assert done.returncode == 0, done.stderr
    assert "NETWORK" not in done.stderr
    assert done.stdout or (tmp_path / "out.ndjson").stat().st_size > 0


def test_the_bar_holds(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert done.returncode != 0
    assert "NETWORK" in done.stderr
