"""Work: what a worker process does with one document after the other."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from minutes_cli import codec, collecting, paging, pipeline
from minutes_cli.convert.document import Document, Fault
from minutes_cli.convert.shard import SUFFIX, Place, Writer
from minutes_cli.convert.tally import count
from minutes_cli.errors import LimitError, MinutesError
from minutes_cli.limits import DEFAULTS, Limits
from minutes_cli.model import Minutes
from minutes_cli.readers import read_document

_TIRED = 100 * 1024 * 1024  # resident bytes at which a worker is replaced by a fresh one


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all documents: where shards are written, and how documents are read."""

    shards: str
    dialect: str | None = None
    grammar: str | None = None
    keep_text: bool = False
    limits: Limits = DEFAULTS


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document: the place of its record, or a fault.

    `known` is the digest of its bytes, where an earlier run has read them already, on a cluster.
    `stop` says why nothing more can be written.
    """

    name: str
    weight: int = 0
    place: Place | None = None
    known: str | None = None
    fault: Fault | None = None
    stop: str | None = None


def convert(document: Document, job: Job, writer: Writer) -> Outcome:
    """Read one document and write its record; whatever is wrong with it becomes a fault."""
    try:
        started = time.perf_counter()
        minutes, text = _read(document, job)
        tally = count(minutes, time.perf_counter() - started)
        data = codec.to_json(minutes)
    except MemoryError:
        return _failed(document, "memory", "there is not enough memory for it")
    except MinutesError as fault:
        return _failed(document, getattr(fault, "kind", "unreadable"), str(fault))
    except Exception as fault:  # a fault of ours must cost no more than the document
        return _failed(document, "internal", f"a fault of this program: {type(fault).__name__}: {fault}")
    try:
        place = writer.add(document.name, document.sha256, data, text if job.keep_text else None, tally)
    except OSError as fault:
        return Outcome(name=document.name, stop=(fault.strerror or str(fault)).lower())
    return Outcome(name=document.name, weight=document.weight, place=place)


def _read(document: Document, job: Job) -> tuple[Minutes, str]:
    found = read_document(document.name, document.data, job.limits)
    if len(found.text) > job.limits.max_characters:
        raise LimitError(f"its text has more than {job.limits.max_characters:,} characters")
    minutes = pipeline.parse(
        found.text,
        name=document.name,
        dialect=job.dialect,
        grammar=job.grammar,
        sha256=document.sha256,
        encoding=found.encoding,
    )
    source = msgspec.structs.replace(minutes.source, format=found.format)
    return paging.number(msgspec.structs.replace(minutes, source=source), found.pages), found.text


def _failed(document: Document, kind: str, message: str) -> Outcome:
    line = " ".join(message.split())
    fault = Fault(path=document.name, kind=kind, message=line)
    return Outcome(name=document.name, weight=document.weight, fault=fault)


def serve(pipe: Connection, job: Job, shard: str) -> None:
    """Convert what comes down a pipe until it is closed; the first thing sent back is that we are ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    collecting.seldom()
    writer = Writer(Path(job.shards) / f"{shard}{SUFFIX}")
    try:
        pipeline.parse("", dialect=job.dialect, grammar=job.grammar)  # the grammars are loaded
        pipe.send(None)
        while True:
            document: Document = pipe.recv()
            outcome = convert(document, job, writer)
            del document
            pipe.send((outcome, _resident() > _TIRED))
    except (EOFError, OSError):  # the parent has gone
        return
    finally:
        writer.close()


def _resident() -> int:
    """The memory that this process holds now, in bytes; 0 where that cannot be told."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
