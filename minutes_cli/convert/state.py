"""The state of a conversion: the shards beside the output, from which a run that was stopped goes on.

What may be used again is decided by content: the digest of a document's bytes, and that of all that decides
how it is read (the program, its grammars, the user's grammar, the dialect).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

import msgspec

import minutes_cli
from minutes_cli.convert.shard import SUFFIX, Place, places
from minutes_cli.errors import GrammarError, OutputError
from minutes_cli.source import printable, reason

_READERS = ("selectolax", "pypdfium2", "python-docx", "lxml")  # what text is taken from may change with them
_RUNNING = "another run is writing there; wait until it is done, or name another output"


def fingerprint(dialect: str | None, grammar: Path | None) -> str:
    """The digest of all that decides what is read in a text."""
    digest = sha256()
    for part in (metadata.version("minutes-parser"), dialect or "", *map(_version, _READERS)):
        digest.update(part.encode() + b"\0")
    for path in _program():
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    if grammar is not None:
        try:
            digest.update(grammar.read_bytes())
        except OSError as fault:
            raise GrammarError(f"{grammar}: cannot read the grammar: {fault.strerror}") from fault
    return digest.hexdigest()[:32]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


def _program() -> list[Path]:
    """The files of this program and its grammars, where they are files."""
    from importlib import resources

    homes = [Path(home) for home in minutes_cli.__path__]
    with suppress(TypeError):  # grammars in a zip
        homes.append(Path(str(resources.files("minutes_cli.grammars"))))
    found = {path for home in homes for path in (*home.rglob("*.py"), *home.rglob("*.lark"))}
    return sorted(found)


class State:
    """The folder of the shards; holds a lock until it is closed, which the end of the process does too."""

    def __init__(self, folder: Path, key: str, *, resume: bool) -> None:
        """Open the state of an output, new or left by an earlier run; OutputError where that cannot be."""
        self._folder = folder
        self.shards = folder / key
        self._lock: BinaryIO | None = None
        self._known: dict[tuple[str, str], Place] = {}
        label = printable(str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(folder / "lock", label)
            for old in folder.iterdir():
                if old.is_dir() and (not resume or old != self.shards):
                    shutil.rmtree(old)
            self.shards.mkdir(exist_ok=True)
            for shard in sorted(self.shards.glob(f"*{SUFFIX}")):
                self._known.update(((p.entry.document, p.entry.sha256), p) for p in places(shard))
        except OSError as fault:
            self.close()
            raise OutputError(f"{label}: cannot be written: {reason(fault, label)}") from fault

    def find(self, document: str, digest: str, *, with_text: bool) -> Place | None:
        """What an earlier run has read of a document with these bytes; None where it must be read anew."""
        place = self._known.get((document, digest))
        return None if place and with_text and place.entry.text is None else place

    def known(self, *, with_text: bool) -> frozenset[tuple[str, str]]:
        """The names and digests of all documents that earlier runs have read."""
        return frozenset(pair for pair in self._known if self.find(*pair, with_text=with_text))

    def draft(self, name: str) -> Path:
        """A path in the state folder for what is moved to its place when it is whole; nothing is there."""
        path = self._folder / f"draft-{name}"
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        return path

    def listed(self, name: str) -> set[str]:
        """The files of an output that is a folder, as far as earlier runs wrote them."""
        try:
            names = msgspec.json.decode((self._folder / f"files-{name}.json").read_bytes(), type=list[str])
        except (FileNotFoundError, msgspec.MsgspecError):
            return set()
        return {name for name in names if not Path(name).is_absolute() and ".." not in Path(name).parts}

    def list(self, name: str, files: Sequence[str]) -> None:
        """Remember which files of an output are ours."""
        path, draft = self._folder / f"files-{name}.json", self.draft("list")
        draft.write_bytes(msgspec.json.encode(files))
        draft.replace(path)

    def prune(self, used: set[Path]) -> None:
        """Remove shards of which nothing is in use any longer."""
        for shard in self.shards.glob(f"*{SUFFIX}"):
            if shard not in used:
                shard.unlink(missing_ok=True)

    def close(self) -> None:
        """Let the next run in."""
        if self._lock is not None:
            self._lock.close()


def _locked(path: Path, label: str) -> BinaryIO:
    """A file that only one process holds open; there is no lock where the system has none of this kind."""
    file = path.open("wb")
    try:
        import fcntl  # not on Windows
    except ImportError:
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        file.close()
        raise OutputError(f"{label}: {_RUNNING}") from fault
    return file
