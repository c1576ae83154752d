"""Archives read as streams: their members, one after the other, in memory."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from minutes_cli.convert.document import Document, LinkError, SpecialError, UnsupportedError, refused
from minutes_cli.convert.naming import inside
from minutes_cli.convert.unpacking import Metered, bounded, too_large
from minutes_cli.errors import BrokenError, EncryptedError, LimitError, SourceError
from minutes_cli.limits import Limits

SUFFIXES = (
    ".zip",
    ".tar",
    ".tar.bz2",
    ".tar.gz",
    ".tar.xz",
    ".tar.zst",
    ".tbz2",
    ".tgz",
    ".txz",
    ".tzst",
)
_HEADER = 1024 * 1024  # bytes that the names and notes of one member of a tar may take
# What the standard library raises for archives that are damaged or made to do harm.
_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

Wanted = Callable[[str], bool]


def is_archive(name: str) -> bool:
    """Whether a file is read as an archive, by its name."""
    return name.lower().endswith(SUFFIXES)


def members(
    file: BinaryIO, name: str, *, size: int, limits: Limits, wanted: Wanted, depth: int = 1
) -> Iterator[Document]:
    """The members of an archive that are wanted, in its order, those of archives within it too.

    What cannot be read is a document with a fault; where the archive itself is at fault, that comes last,
    under the name of the archive. `size` is that of the archive in bytes.
    """
    walk = _zip if name.lower().endswith(".zip") else _tar
    try:
        for member in walk(file, name, size, limits, wanted):
            if is_archive(member.name) and member.fault is None:
                yield from _nested(member, limits, wanted, depth)
            else:
                yield member
    except SourceError as fault:
        yield refused(name, fault)
    except _DAMAGE as fault:
        yield refused(name, _damaged(fault))


def _nested(member: Document, limits: Limits, wanted: Wanted, depth: int) -> Iterator[Document]:
    if depth >= limits.max_depth:
        text = f"an archive within {limits.max_depth} others; --max-depth raises the limit"
        yield refused(member.name, LimitError(text), weight=member.weight)
        return
    size = len(member.data)
    file = io.BytesIO(member.data)
    yield from members(file, member.name, size=size, limits=limits, wanted=wanted, depth=depth + 1)


def _damaged(fault: BaseException) -> BrokenError:
    said = " ".join(str(fault).split()) or type(fault).__name__
    return BrokenError(f"the archive is damaged: {said[:200]}")


def _zip(file: BinaryIO, name: str, size: int, limits: Limits, wanted: Wanted) -> Iterator[Document]:
    most, spent = max(limits.max_bytes, limits.max_ratio * size), 0
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            path = f"{name}/{inside(_zip_name(info))}"
            if info.is_dir() or not wanted(path):
                continue
            try:
                data = _zip_data(archive, info, limits)
            except SourceError as fault:
                spent += min(info.file_size, limits.max_bytes)
                yield refused(path, fault, weight=info.compress_size)
            except _DAMAGE as fault:
                yield refused(path, _damaged(fault), weight=info.compress_size)
            else:
                spent += len(data)
                yield Document(name=path, data=data, weight=info.compress_size)
            if spent > most:
                raise LimitError(f"all of it unpacks to more than {limits.max_ratio} times its size")


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name, as UTF-8 where it is that, though many programs forget to say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _zip_data(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    if info.flag_bits & 0x1:
        raise EncryptedError("it is locked with a password; unpack the archive with it first")
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        raise LinkError("it is a link, and links in archives are not followed")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise SpecialError("it is a device or a pipe, not a file")
    if info.file_size > limits.max_bytes:
        raise too_large(limits)
    try:
        with archive.open(info) as file:
            return bounded(file, limits, info.compress_size)
    except NotImplementedError as fault:
        raise UnsupportedError(f"it is compressed in a way that Python cannot read: {fault}") from fault


class _Header(tarfile.TarInfo):
    """The header of a member; one that is too long or damaged is an error, not the end of the archive."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _Header:
        try:
            return super().fromtarfile(archive)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as fault:  # type: ignore[attr-defined]  # not in the stubs
            raise BrokenError(f"the archive is damaged: {fault}") from fault

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        """Where the standard library reads what belongs to a header; open to subclasses."""
        if self.type in _NOTES and self.size > _HEADER:
            raise LimitError(f"the header of a member has {self.size:,} bytes")
        proceed: Callable[[tarfile.TarFile], tarfile.TarInfo] = super()._proc_member  # type: ignore[misc]  # not in the stubs
        return proceed(archive)


_NOTES = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)


def _tar(file: BinaryIO, name: str, size: int, limits: Limits, wanted: Wanted) -> Iterator[Document]:
    at = 0
    stream = Metered(file, limits)
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, errorlevel=1) as archive:  # type: ignore[call-overload]  # only read() is used
        for info in archive:
            path = f"{name}/{inside(info.name)}"
            if info.isdir() or not wanted(path):
                continue
            try:
                data = _tar_data(archive, info, limits)
            except SourceError as fault:
                document = refused(path, fault)
            else:
                document = Document(name=path, data=data, weight=max(0, file.tell() - at))
                at = file.tell()
            yield document


def _tar_data(archive: tarfile.TarFile, info: tarfile.TarInfo, limits: Limits) -> bytes:
    if info.issym() or info.islnk():
        raise LinkError("it is a link, and links in archives are not followed")
    if info.issparse():
        raise SpecialError("it is a file with holes, which is not read")
    file = archive.extractfile(info) if info.isreg() else None
    if file is None:
        raise SpecialError("it is a device or a pipe, not a file")
    if info.size > limits.max_bytes:
        raise too_large(limits)
    data = file.read()
    if len(data) < info.size:
        raise BrokenError("the archive breaks off in it")
    return data
