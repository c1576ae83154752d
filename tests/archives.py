"""Archives for the tests, most of them made to do harm; all are small, and made when they are needed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
from collections.abc import Mapping

MINUTES = b"Present: Councillor J Poole\n\n1. Minutes\nResolved: that the minutes be approved.\n"
Content = bytes | tarfile.TarInfo


def zipped(members: Mapping[str, bytes], *, mode: int = 0) -> bytes:
    """A zip archive; `mode` is that of all members, as Unix has it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return file.getvalue()


def tarred(members: Mapping[str, Content]) -> bytes:
    """A tar archive of files, and of whatever else is given by its header."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, content in members.items():
            if isinstance(content, tarfile.TarInfo):
                archive.addfile(content)
                continue
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """The header of a link, a device or a pipe."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def harmful_members() -> dict[str, tuple[bytes, str, str]]:
    """Archives by name: their bytes, the path of what is at fault in them, and the kind of fault."""
    zeros = bytes(24_000_000)
    good = {"good.txt": MINUTES}
    return {
        "ratio.zip": (zipped({**good, "zeros.txt": zeros}), "ratio.zip/zeros.txt", "limit"),
        "size.zip": (zipped({**good, "zeros.txt": bytes(70_000_000)}), "size.zip/zeros.txt", "limit"),
        "many.zip": (zipped({f"{n}.txt": zeros for n in range(6)}), "many.zip", "limit"),
        "deep.zip": (
            zipped({**good, "a.zip": zipped({"b.zip": zipped(good)})}),
            "deep.zip/a.zip/b.zip",
            "limit",
        ),
        "bombs.zip": (
            zipped({**good, "a.zip": zipped({"b.txt": zeros})}),
            "bombs.zip/a.zip/b.txt",
            "limit",
        ),
        "link.zip": (
            zipped({"passwd.txt": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777),
            "link.zip/passwd.txt",
            "link",
        ),
        "device.zip": (
            zipped({"null.txt": b""}, mode=stat.S_IFCHR | 0o666),
            "device.zip/null.txt",
            "special",
        ),
        "locked.zip": (_flagged(zipped(good), 0x1), "locked.zip/good.txt", "encrypted"),
        "method.zip": (_method(zipped(good), 98), "method.zip/good.txt", "unsupported"),
        "lies.zip": (_lying(zipped({"zeros.txt": zeros}), 10), "lies.zip/zeros.txt", "broken"),
        "short.zip": (zipped(good)[:-30], "short.zip", "broken"),
        "damaged.zip": (zipped(good).replace(b"good.txt", b"\xff" * 8, 1), "damaged.zip/good.txt", "broken"),
        "link.tar": (
            tarred({**good, "l.txt": special("l.txt", tarfile.SYMTYPE, "/etc/passwd")}),
            "link.tar/l.txt",
            "link",
        ),
        "hard.tar": (
            tarred({**good, "l.txt": special("l.txt", tarfile.LNKTYPE, "../../x")}),
            "hard.tar/l.txt",
            "link",
        ),
        "pipe.tar": (
            tarred({**good, "p.txt": special("p.txt", tarfile.FIFOTYPE)}),
            "pipe.tar/p.txt",
            "special",
        ),
        "device.tar": (
            tarred({**good, "d.txt": special("d.txt", tarfile.CHRTYPE)}),
            "device.tar/d.txt",
            "special",
        ),
        "holes.tar": (tarred({**good, "h.txt": _sparse("h.txt")}), "holes.tar/h.txt", "special"),
        "ratio.tar.gz": (gzip.compress(tarred({**good, "z.txt": zeros})), "ratio.tar.gz", "limit"),
        "ratio.tar.xz": (lzma.compress(tarred({**good, "z.txt": zeros})), "ratio.tar.xz", "limit"),
        "ratio.tar.bz2": (bz2.compress(tarred({**good, "z.txt": zeros})), "ratio.tar.bz2", "limit"),
        "short.tar.gz": (gzip.compress(tarred(good))[:-40], "short.tar.gz", "broken"),
        "short.tar": (tarred({"good.txt": MINUTES, "b.txt": MINUTES * 20})[:1900], "short.tar", "broken"),
        "header.tar": (_damaged(tarred({**good, "b.txt": MINUTES})), "header.tar", "broken"),
        "notes.tar": (_long_notes(), "notes.tar", "limit"),
        "text.tar": (MINUTES * 20, "text.tar", "broken"),
        "packed.tar.zst": (b"\x28\xb5\x2f\xfd" + bytes(20), "packed.tar.zst", ""),
    }


def harmful_names() -> dict[str, str]:
    """Names of members that lead elsewhere, each with the name that it has as a document."""
    return {
        "../../up.txt": "up.txt",
        "/etc/root.txt": "etc/root.txt",
        "C:\\drive.txt": "drive.txt",
        "a/../../b.txt": "a/b.txt",
        "..\\..\\back.txt": "back.txt",
        "line\nbreak.txt": "line\ufffdbreak.txt",
        "long/" + "n" * 250 + ".txt": "long/" + "n" * 250 + ".txt",
    }


def _flagged(archive: bytes, flag: int) -> bytes:
    return _patched(archive, 8, struct.pack("<H", flag))


def _method(archive: bytes, method: int) -> bytes:
    return _patched(archive, 10, struct.pack("<H", method))


def _lying(archive: bytes, size: int) -> bytes:
    """An archive that says another size of its member."""
    return _patched(archive, 24, struct.pack("<I", size))


def _patched(archive: bytes, offset: int, value: bytes) -> bytes:
    """An archive with a field of its directory changed, and of the first head, where it is 2 bytes nearer."""
    data = bytearray(archive)
    directory = data.index(b"PK\x01\x02")
    data[directory + offset : directory + offset + len(value)] = value
    head = offset - 2
    data[head : head + len(value)] = value
    return bytes(data)


def _sparse(name: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = tarfile.GNUTYPE_SPARSE
    return info


def _damaged(archive: bytes) -> bytes:
    """An archive whose second header is no header."""
    data = bytearray(archive)
    data[1024 + 148 : 1024 + 156] = b"\xff" * 8
    return bytes(data)


def _long_notes() -> bytes:
    """A tar whose only member has a header with megabytes of notes."""
    info = tarfile.TarInfo("notes")
    info.type, info.size = tarfile.XHDTYPE, 3_000_000
    return info.tobuf(tarfile.GNU_FORMAT) + b"20 comment=" + b"x" * 2_999_989 + bytes(2048)
