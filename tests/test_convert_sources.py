"""What is read of files, folders and archives, and under which names."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import archives
import pytest

from minutes_cli.convert.document import Document
from minutes_cli.convert.naming import file_path
from minutes_cli.convert.sources import Choice, documents, scan
from minutes_cli.limits import DEFAULTS, Limits

NOTE = archives.MINUTES
HARMFUL = archives.harmful_members()


def found(*paths: Path, choice: Choice | None = None, limits: Limits = DEFAULTS) -> list[Document]:
    """All documents of some sources."""
    choice = choice or Choice()
    return list(documents(scan([str(path) for path in paths], choice), choice, limits))


def names(*paths: Path, choice: Choice | None = None) -> list[str]:
    return [document.name for document in found(*paths, choice=choice)]


def write(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_a_folder_gives_all_documents_below_it_by_name(tmp_path: Path) -> None:
    write(tmp_path, year__b_dot_txt=NOTE, year__a_dot_md=NOTE, year__deep__c_dot_html=NOTE)
    assert names(tmp_path / "year") == ["year/a.md", "year/b.txt", "year/deep/c.html"]


def test_other_files_are_left_out_and_counted(tmp_path: Path) -> None:
    write(tmp_path, y__a_dot_txt=NOTE, y__b_dot_jpg=b"", y__c_dot_jpg=b"", y__d=b"")
    choice = Choice()
    assert names(tmp_path / "y", choice=choice) == ["y/a.txt"]
    assert dict(choice.left_out) == {".jpg": 2, "no ending": 1}


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, y__a_dot_txt=NOTE)
    write(tmp_path / "y" / ".git", a_dot_txt=NOTE)
    assert names(tmp_path / "y") == ["y/a.txt"]


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    write(tmp_path, notes=NOTE)
    assert names(tmp_path / "notes") == ["notes"]


def test_include_and_exclude_choose_by_path_or_last_part(tmp_path: Path) -> None:
    write(tmp_path, y__a_dot_txt=NOTE, y__b_dot_log=NOTE, y__draft__c_dot_log=NOTE)
    choice = Choice(include=["*.log"], exclude=["*/draft/*"])
    assert names(tmp_path / "y", choice=choice) == ["y/b.log"]
    (tmp_path / "z.zip").write_bytes(archives.zipped({"a.txt": NOTE, "b.log": NOTE}))
    assert names(tmp_path / "z.zip", choice=Choice(include=["b.*"])) == ["z.zip/b.log"]


def test_names_do_not_depend_on_order_or_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, x__a_dot_txt=NOTE, y__a_dot_txt=NOTE)
    monkeypatch.chdir(tmp_path / "x")
    expected = ["x/a.txt", "y/a.txt"]
    assert names(tmp_path / "x", tmp_path / "y") == expected
    assert names(tmp_path / "y" / "a.txt", Path("..") / "x") == expected


def test_a_document_that_two_sources_hold_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, y__a_dot_txt=NOTE)
    assert names(tmp_path / "y", tmp_path / "y" / "a.txt") == ["y/a.txt"]


def test_archives_are_read_within_folders_and_within_each_other(tmp_path: Path) -> None:
    write(tmp_path, y__z_dot_zip=archives.zipped({"a.txt": NOTE, "t.tar": archives.tarred({"b.txt": NOTE})}))
    assert [(d.name, d.data) for d in found(tmp_path / "y")] == [
        ("y/z.zip/a.txt", NOTE),
        ("y/z.zip/t.tar/b.txt", NOTE),
    ]


def test_two_members_of_one_name_are_two_documents(tmp_path: Path) -> None:
    path = tmp_path / "t.tar"
    path.write_bytes(archives.tarred({"a.txt": NOTE, "../a.txt": b"Noted."}))
    assert [(d.name, d.data) for d in found(path)] == [("t.tar/a.txt", NOTE), ("t.tar/a.txt~2", b"Noted.")]


@pytest.mark.parametrize(("given", "called"), archives.harmful_names().items())
def test_a_member_that_leads_elsewhere_is_read_under_a_name_that_does_not(
    tmp_path: Path, given: str, called: str
) -> None:
    for path, data in (
        (tmp_path / "a.zip", archives.zipped({given: NOTE})),
        (tmp_path / "a.tar", archives.tarred({given: NOTE})),
    ):
        path.write_bytes(data)
        (document,) = found(path)
        assert (document.name, document.data) == (f"{path.name}/{called}", NOTE)
        assert max(len(os.fsencode(part)) for part in file_path(document.name, ".json").parts) < 255


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "..", "", "a\\..\\x", "CON:x", "x" * 900])
def test_the_file_of_a_document_is_within_the_folder(name: str) -> None:
    path = file_path(name, ".json")
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert all(0 < len(part) < 255 and not set(part) & set(':\\\0"') for part in path.parts)


def test_files_of_different_documents_are_different() -> None:
    paths = {file_path(name, ".json") for name in ("a:b", "a?b", "a_b", "x" * 300, "x" * 301)}
    assert len(paths) == 5


@pytest.mark.parametrize("name", HARMFUL)
def test_what_does_harm_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    data, at_fault, kind = HARMFUL[name]
    path = tmp_path / name
    path.write_bytes(data)
    faults = {}
    for document in found(path):
        if document.fault is not None:
            faults[document.name] = document.fault
        else:
            assert document.data in (NOTE, NOTE * 20)
    assert at_fault in faults
    assert kind in ("", faults[at_fault].kind)
    assert faults[at_fault].message == " ".join(faults[at_fault].message.split())


def test_there_are_enough_harmful_archives() -> None:
    assert len(HARMFUL) >= 20


def test_what_stands_before_the_harm_is_read(tmp_path: Path) -> None:
    for name in ("ratio.tar.gz", "header.tar", "deep.zip", "link.tar", "pipe.tar"):
        path = tmp_path / name
        path.write_bytes(HARMFUL[name][0])
        assert f"{name}/good.txt" in [document.name for document in found(path) if document.fault is None]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in folders")
def test_a_pipe_in_a_folder_is_a_fault_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    (document,) = found(tmp_path)
    assert document.fault is not None
    assert document.fault.kind == "special"


def test_a_link_to_nothing_and_a_missing_file_are_faults(tmp_path: Path) -> None:
    write(tmp_path, y__a_dot_txt=NOTE)
    (tmp_path / "y" / "b.txt").symlink_to("nowhere")
    kinds = {d.name: d.fault and d.fault.kind for d in found(tmp_path / "y", tmp_path / "gone.txt")}
    assert kinds == {"gone.txt": "missing", "y/a.txt": None, "y/b.txt": "missing"}


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path, y__a_dot_txt=NOTE)
    (tmp_path / "y" / "again").symlink_to("..")
    assert names(tmp_path / "y") == ["y/a.txt"]


def test_formats_that_are_likely_minutes_and_not_read_are_faults(tmp_path: Path) -> None:
    write(tmp_path, y__a_dot_doc=NOTE, y__b_dot_odt=NOTE, y__c_dot_rtf=NOTE)
    faults = [document.fault for document in found(tmp_path / "y")]
    assert [fault.kind for fault in faults if fault] == ["unsupported"] * 3


def test_a_file_beyond_the_limit_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=NOTE)
    (document,) = found(tmp_path / "a.txt", limits=Limits(max_bytes=10))
    assert document.fault is not None
    assert document.fault.message == "it has more than 10 bytes; --max-bytes raises the limit"


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_an_archive_that_changes_while_it_is_read_is_a_fault(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    members = {f"{n}.txt": os.urandom(9000).hex().encode() for n in range(9)}
    path.write_bytes(archives.zipped(members) if name.endswith("zip") else archives.tarred(members))
    choice = Choice()
    reading = documents(scan([str(path)], choice), choice, DEFAULTS)
    next(reading)
    with path.open("ab") as file:
        file.write(b"more")
    (fault,) = [document.fault for document in reading if document.fault]
    assert (fault.path, fault.kind) == (name, "changed")


def test_names_in_a_zip_are_utf_8_though_it_does_not_say_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archives.zipped({"Llanf\u00e2n.txt": NOTE}).replace(b"\x00\x08", b"\x00\x00"))
    assert names(path) == ["a.zip/Llanf\u00e2n.txt"]


def test_all_packings_of_a_tar_are_read(tmp_path: Path) -> None:
    for packing in ("gz", "bz2", "xz"):
        path = tmp_path / f"a.tar.{packing}"
        with tarfile.open(path, f"w:{packing}") as archive:  # type: ignore[call-overload]  # one mode at a time
            archive.add(__file__, "b.txt")
        (document,) = found(path)
        assert document.data == Path(__file__).read_bytes()
