"""A portion of the sources, converted in a process of its own on some machine.

A worker of a cluster starts this process for each portion, gives it on standard input and takes the outcomes
from standard output. So a document that kills the process that reads it costs neither the worker nor
the others.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from minutes_cli import collecting
from minutes_cli.convert import addresses
from minutes_cli.convert.document import Document
from minutes_cli.convert.pool import Pool
from minutes_cli.convert.sources import Choice, File, documents
from minutes_cli.convert.work import Job, Outcome

_COMMAND = [sys.executable, "-c", f"from {__name__} import main; main()"]


class Portion(msgspec.Struct, frozen=True, kw_only=True):
    """Some files, and which of their documents: each `parts`-th one, beginning with number `part`.

    `known` holds the names and digests of documents that an earlier run has read.
    """

    files: tuple[File, ...]
    part: int = 0
    parts: int = 1
    job: Job
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    known: frozenset[tuple[str, str]] = frozenset()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a portion: an outcome for each document, and the files left out by their endings."""

    outcomes: tuple[Outcome, ...]
    left_out: dict[str, int]


def send(portion: Portion) -> Report:
    """Convert a portion in a new process; called on a worker of a cluster."""
    done = subprocess.run(_COMMAND, input=pickle.dumps(portion), stdout=subprocess.PIPE, check=True)
    report = pickle.loads(done.stdout)  # from our own process
    assert isinstance(report, Report)
    return report


def convert(portion: Portion) -> Report:
    """Convert a portion here, with one worker, whose shard ends up where the job wants it."""
    choice = Choice(include=portion.include, exclude=portion.exclude)
    settled: list[Outcome] = []
    if not addresses.is_address(portion.job.shards):
        with Pool(1, portion.job) as pool:
            settled += pool.outcomes(_unknown(portion, choice, settled))
        return Report(outcomes=tuple(settled), left_out=dict(choice.left_out))
    with tempfile.TemporaryDirectory() as folder:
        with Pool(1, replace(portion.job, shards=folder)) as pool:
            settled += pool.outcomes(_unknown(portion, choice, settled))
        addresses.store(Path(folder), portion.job.shards)
    return Report(outcomes=tuple(settled), left_out=dict(choice.left_out))


def _unknown(portion: Portion, choice: Choice, settled: list[Outcome]) -> Iterator[Document]:
    """The documents that must be read; the outcomes of the others are added to `settled`."""
    for number, document in enumerate(documents(portion.files, choice, portion.job.limits)):
        if number % portion.parts != portion.part:
            continue
        digest = sha256(document.data).hexdigest()
        if document.fault is not None:
            settled.append(Outcome(name=document.name, weight=document.weight, fault=document.fault))
        elif (document.name, digest) in portion.known:
            settled.append(Outcome(name=document.name, weight=document.weight, known=digest))
        else:
            yield replace(document, sha256=digest)


def main() -> None:
    """Convert the portion that stands on standard input."""
    collecting.seldom()
    report = convert(pickle.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(pickle.dumps(report))
