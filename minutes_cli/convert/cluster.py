"""The cluster: portions of the sources, converted by the workers of dask.distributed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from minutes_cli.convert.archives import is_archive
from minutes_cli.convert.document import Fault
from minutes_cli.convert.portion import Portion, Report, send
from minutes_cli.convert.sources import Choice, File
from minutes_cli.convert.work import Outcome
from minutes_cli.errors import MinutesError, MissingExtraError

_BYTES = 2_000_000  # bytes of files in a portion; a minute of work or so
_FILES = 200
_PACKED = 500_000  # bytes of an archive for each portion of it
_MISSING = "a cluster needs other packages: pip install 'minutes-parser[dask]'"


class ClusterError(MinutesError):
    """A scheduler cannot be reached."""


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Converts files with the workers of the scheduler at an address; they must see the files that we see."""

    address: str
    portion: Portion  # what is the same for all portions
    choice: Choice

    def outcomes(self, files: Sequence[File], known: frozenset[tuple[str, str]]) -> Iterator[Outcome]:
        """What becomes of all documents, a portion after the other as they are done."""
        try:
            from distributed import Client, as_completed  # an extra
        except ImportError as fault:
            raise MissingExtraError(_MISSING) from fault
        try:
            client = Client(self.address, timeout="20s", set_as_default=False)  # type: ignore[no-untyped-call]  # has no types
        except (OSError, ValueError) as fault:
            raise ClusterError(f"{self.address}: no scheduler answers there: {fault}") from fault
        with client:
            portions = {client.submit(send, portion, pure=False): portion for portion in self._portions(files, known)}
            for future in as_completed(portions, loop=client.loop):  # type: ignore[no-untyped-call]  # has no types
                if future.status == "finished":
                    yield from self._told(portions[future], future.result())
                else:
                    yield from _lost(portions[future], future.exception())

    def _told(self, portion: Portion, report: Report) -> Iterator[Outcome]:
        if portion.part == 0:  # all parts leave out the same
            self.choice.left_out.update(report.left_out)
        yield from report.outcomes

    def _portions(self, files: Sequence[File], known: frozenset[tuple[str, str]]) -> Iterator[Portion]:
        """Archives in parts, other files in groups."""
        group: list[File] = []
        for file in files:
            if is_archive(file.name):
                parts = 1 + file.size // _PACKED
                inside = frozenset(pair for pair in known if pair[0].startswith(f"{file.name}/"))
                for part in range(parts):
                    yield replace(self.portion, files=(file,), part=part, parts=parts, known=inside)
                continue
            group.append(file)
            if len(group) >= _FILES or sum(file.size for file in group) >= _BYTES:
                yield self._group(group, known)
                group = []
        if group:
            yield self._group(group, known)

    def _group(self, group: list[File], known: frozenset[tuple[str, str]]) -> Portion:
        names = {file.name for file in group}
        return replace(self.portion, files=tuple(group), known=frozenset(pair for pair in known if pair[0] in names))


def _lost(portion: Portion, error: BaseException) -> Iterator[Outcome]:
    """The files of a portion that no worker came to the end of."""
    said = " ".join(str(error).split())[:200]
    for file in portion.files:
        yield Outcome(
            name=file.name,
            fault=Fault(path=file.name, kind="died", message=f"the cluster did not convert it: {said}"),
        )
