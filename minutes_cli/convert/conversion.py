"""The conversion: from sources to one output, stage by stage."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from minutes_cli.convert import addresses, outputs, tree
from minutes_cli.convert.cluster import Cluster
from minutes_cli.convert.document import Document, Fault
from minutes_cli.convert.pool import Pool
from minutes_cli.convert.portion import Portion
from minutes_cli.convert.progress import Watch
from minutes_cli.convert.record import Record, fetch
from minutes_cli.convert.shard import Place
from minutes_cli.convert.sources import Choice, File, documents, scan
from minutes_cli.convert.state import State, fingerprint
from minutes_cli.convert.tally import Total
from minutes_cli.convert.work import Job, Outcome
from minutes_cli.engine import dialect as dialects
from minutes_cli.engine.grammar import check
from minutes_cli.engine.patches import read_patch
from minutes_cli.errors import OutputError, SourceError
from minutes_cli.limits import DEFAULTS, Limits
from minutes_cli.source import printable, reason

ERRORS = ".errors.ndjson"  # what is added to the name of the output
STATE = ".state"
TEXTS = ".texts"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """A conversion as it is asked for; what the fields mean, the command's help says."""

    sources: Sequence[str]
    out: Path
    kind: str
    workers: int
    resume: bool = True
    dialect: str | None = None
    grammar: Path | None = None
    fail_fast: bool = False
    keep_text: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    limits: Limits = DEFAULTS
    scheduler: str | None = None
    address: str | None = None  # where the output is to be, if not here; `out` is only its name then


class Result(msgspec.Struct, kw_only=True):
    """What came of a conversion: the numbers, the faults, and the files left out by their endings."""

    total: Total = msgspec.field(default_factory=Total)
    faults: list[Fault] = msgspec.field(default_factory=list)
    left_out: dict[str, int] = msgspec.field(default_factory=dict)


def run(options: Options) -> Result:
    """Convert all sources into the output, which appears when it is whole.

    Raises GrammarError and DialectError for a wrong call, OutputError where something cannot be written,
    and SourceError where there is nothing to convert, or at the first fault if that is asked for.
    """
    return _convert(options) if options.address is None else _elsewhere(options, options.address)


def _convert(options: Options) -> Result:
    """Convert all sources into an output here."""
    out = options.out
    _check_call(options)
    errors, texts, folder = (out.with_name(out.name + ending) for ending in (ERRORS, TEXTS, STATE))
    choice = Choice(include=options.include, exclude=options.exclude)
    files = scan(options.sources, choice, without=[str(path) for path in (out, errors, texts, folder)])
    if not files:
        raise SourceError("nothing to convert: no file of a kind that is read; --include names others")
    key = fingerprint(options.dialect, options.grammar)
    with closing(State(folder, key, resume=options.resume)) as state:
        stage = _Stage(options, state)
        with Watch(sum(file.size for file in files)) as watch:
            stage.convert(files, choice, watch)
        outputs.write(stage.records(), out, options.kind, state)
        if options.keep_text:
            outputs.publish(stage.records(), tree.write_texts, texts, state, folder=True)
        _report(stage.result.faults, errors, state)
        state.prune({place.shard for place in stage.places.values()})
    stage.result.left_out = dict(choice.left_out)
    return stage.result


def _elsewhere(options: Options, address: str) -> Result:
    """Convert into a folder here, and copy what comes of it to the address that the output is to have."""
    name = options.out.name
    with tempfile.TemporaryDirectory() as folder:
        addresses.fetch(address + STATE, Path(folder))
        try:
            result = _convert(replace(options, out=Path(folder) / name))
            addresses.remove(address + ERRORS)
        finally:  # what was read before a fault is kept too
            for local in Path(folder).iterdir():
                addresses.store(local, address + local.name.removeprefix(name))
    return result


def _check_call(options: Options) -> None:
    """Raise, before any work is done, what would fail in every worker or at the very end."""
    outputs.check(options.out, options.kind)
    if options.dialect is not None:
        dialects.load(options.dialect)
    if options.grammar is not None:
        check(read_patch(options.grammar))


class _Stage:
    """Documents become records, those of an earlier run and those that workers read now."""

    def __init__(self, options: Options, state: State) -> None:
        self._options, self._state = options, state
        self.places: dict[str, Place] = {}
        self.result = Result()

    def convert(self, files: Sequence[File], choice: Choice, watch: Watch) -> None:
        """Convert all documents, showing how far it is."""
        options, state = self._options, self._state
        job = Job(
            shards=str(state.shards.absolute()),
            dialect=options.dialect,
            grammar=None if options.grammar is None else str(options.grammar.absolute()),
            keep_text=options.keep_text,
            limits=options.limits,
        )
        if options.scheduler is None:
            with Pool(options.workers, job) as pool:
                found = documents(files, choice, options.limits)
                self._settle(pool.outcomes(self._unknown(found, watch)), watch)
            return
        if options.address is not None:
            job = replace(job, shards=f"{options.address}{STATE}/{state.shards.name}")
        portion = Portion(files=(), job=job, include=options.include, exclude=options.exclude)
        cluster = Cluster(address=options.scheduler, portion=portion, choice=choice)
        known = state.known(with_text=options.keep_text)
        self._settle(cluster.outcomes([_absolute(file) for file in files], known), watch)
        if options.address is not None:
            addresses.fetch(job.shards, state.shards.parent)

    def _settle(self, outcomes: Iterable[Outcome], watch: Watch) -> None:
        """Keep what was read, and what was not."""
        shards = self._state.shards
        for outcome in outcomes:
            if outcome.stop is not None:
                raise OutputError(f"{printable(str(shards))}: cannot be written: {outcome.stop}")
            if outcome.place is not None:  # written here, or to be fetched to here
                self._keep(replace(outcome.place, shard=shards / outcome.place.shard.name))
            if outcome.known is not None:
                self._recall(outcome.name, outcome.known)
            if outcome.fault is not None:
                self._fail(outcome.fault)
            watch.step(outcome.weight, outcome.fault)

    def _recall(self, name: str, digest: str) -> bool:
        """Use what an earlier run has read, if it has."""
        place = self._state.find(name, digest, with_text=self._options.keep_text)
        if place is not None:
            self._keep(place)
            self.result.total.known += 1
        return place is not None

    def _unknown(self, found: Iterator[Document], watch: Watch) -> Iterator[Document]:
        """The documents that workers must read; the others are settled here."""
        for document in found:
            if document.fault is not None:
                self._fail(document.fault)
                watch.step(document.weight, document.fault)
                continue
            digest = sha256(document.data).hexdigest()
            if self._recall(document.name, digest):
                watch.step(document.weight, None)
            else:
                yield replace(document, sha256=digest)

    def _keep(self, place: Place) -> None:
        self.places[place.entry.document] = place
        self.result.total.add(place.entry.document, place.entry.tally)

    def _fail(self, fault: Fault) -> None:
        if self._options.fail_fast:
            raise SourceError(f"{fault.path}: {fault.message} (stopped there, as --fail-fast asks)")
        self.result.faults.append(fault)
        self.result.total.faults[fault.kind] += 1

    def records(self) -> Iterator[Record]:
        """All records by the names of their documents."""
        return (fetch(self.places[name]) for name in sorted(self.places))


def _absolute(file: File) -> File:
    """A file by a path that is the same for a worker in another folder."""
    return file if addresses.is_address(file.path) else replace(file, path=os.path.abspath(file.path))


def _report(faults: Sequence[Fault], path: Path, state: State) -> None:
    """Write the faults, by path; a run without any leaves no file."""
    try:
        if not faults:
            path.unlink(missing_ok=True)
            return
        draft = state.draft("errors")
        ordered = sorted(faults, key=lambda fault: (fault.path, fault.kind, fault.message))
        draft.write_bytes(b"".join(msgspec.json.encode(fault) + b"\n" for fault in ordered))
        draft.replace(path)
    except OSError as fault:
        label = printable(str(path))
        raise OutputError(f"{label}: cannot be written: {reason(fault, label)}") from fault


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on all systems
        return os.cpu_count() or 1
