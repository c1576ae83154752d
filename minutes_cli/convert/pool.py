"""The pool: processes that convert documents side by side, of which any may die."""

from __future__ import annotations

import multiprocessing
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

import msgspec

from minutes_cli.convert.document import Document, Fault
from minutes_cli.convert.work import Job, Outcome, serve
from minutes_cli.errors import OutputError

_START = 120.0  # seconds that a worker may take to be ready
_STARTS = 3  # workers in a row that may die before they are ready
_SPAWN = multiprocessing.get_context("spawn")  # a fork would take our threads' locks and open files along


class _Worker(msgspec.Struct, kw_only=True):
    """A worker process, with the document that it is at and when it must be done."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    document: Document | None = None
    again: bool = False
    deadline: float = 0.0

    def end(self) -> None:
        """End the process at once."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Pool(msgspec.Struct):
    """Converts documents with `size` workers; use it as a context, which ends them."""

    size: int
    job: Job
    _workers: list[_Worker] = msgspec.field(default_factory=list)
    _retries: list[Document] = msgspec.field(default_factory=list)
    _failed_starts: int = 0

    def __enter__(self) -> Pool:
        """Nothing is started before the first document comes."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()

    def outcomes(self, documents: Iterator[Document]) -> Iterator[Outcome]:
        """What becomes of the documents, as they are done; one is read ahead while all workers are busy."""
        upcoming = next(documents, None)
        while upcoming or self._retries or any(worker.document for worker in self._workers):
            if (upcoming or self._retries) and len(self._workers) < self.size:
                self._workers.append(self._start())
            idle = next((w for w in self._workers if w.ready and w.document is None), None)
            if idle and self._retries:
                self._give(idle, self._retries.pop(), again=True)
            elif idle and upcoming:
                self._give(idle, upcoming)
                upcoming = next(documents, None)
            elif len(self._workers) == self.size or not upcoming:
                yield from self._collect()

    def _start(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=serve, args=(theirs, self.job, secrets.token_hex(8)), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process=process, pipe=ours, deadline=time.monotonic() + _START)

    def _give(self, worker: _Worker, document: Document, *, again: bool = False) -> None:
        worker.document, worker.again = document, again
        worker.deadline = time.monotonic() + self.job.limits.max_seconds
        with suppress(OSError):  # it has died, which is seen when its answer is waited for
            worker.pipe.send(document)

    def _collect(self) -> Iterator[Outcome]:
        """Wait for an answer, a death or a deadline."""
        busy = [worker for worker in self._workers if worker.document or not worker.ready]
        until = min(worker.deadline for worker in busy)
        answered = wait([worker.pipe for worker in busy], max(0.0, until - time.monotonic()))
        for worker in busy:
            if worker.pipe in answered:
                yield from self._answer(worker)
            elif time.monotonic() >= worker.deadline:
                yield from self._overdue(worker)

    def _answer(self, worker: _Worker) -> Iterator[Outcome]:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._dead(worker)
            return
        if answer is None:
            worker.ready, self._failed_starts = True, 0
            return
        outcome, tired = answer
        worker.document = None
        if tired:
            self._drop(worker)
        yield outcome

    def _dead(self, worker: _Worker) -> Iterator[Outcome]:
        """A worker died: its document is tried once more, for another may have taken all memory."""
        document = worker.document
        self._drop(worker)
        if document is None:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise OutputError("the worker processes die as soon as they start")
        elif worker.again:
            code = worker.process.exitcode
            yield _lost(document, "died", f"the worker that read it died twice (exit code {code})")
        else:
            self._retries.append(document)

    def _overdue(self, worker: _Worker) -> Iterator[Outcome]:
        document = worker.document
        self._drop(worker)
        if document is None:
            raise OutputError("the worker processes do not start")
        seconds = self.job.limits.max_seconds
        yield _lost(document, "limit", f"it takes more than {seconds:g} seconds; --max-seconds raises the limit")

    def _drop(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)


def _lost(document: Document, kind: str, message: str) -> Outcome:
    fault = Fault(path=document.name, kind=kind, message=message)
    return Outcome(name=document.name, weight=document.weight, fault=fault)
