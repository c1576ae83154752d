"""The house style of a text is told by its signs: on our samples, and on how many of the corpus it is told right."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes_cli import parse

SAMPLES = Path(__file__).parent.parent / "samples"
CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
TOLD = 0.95  # of the texts of the corpus must be told right

STYLES = {
    "burton-cum-walden": {"parish"},
    "ccc-tac": {"board"},
    "fowd": {"board", "northamerica"},
    "govan": {"scotland"},
    "kingston": {"moderngov"},
    "limerick": {"ireland"},
    "london-ontario": {"northamerica"},
    "manordeilo-salem": {"parish"},
    "moderngov": {"moderngov"},
    "owasp": {"board"},
    "perth-artifactory": {"board"},
    "rtd-denver": {"board", "northamerica"},
    "sheet": {"parish"},
    "sjusd": {"board", "northamerica"},
    "smfd": {"board", "northamerica"},
    "souldern": {"parish"},
    "steep": {"parish"},
    "stoke-ferry": {"parish"},
    "village-liaison": {"parish"},
    "west-dereham": {"parish"},
    "wretton": {"parish"},
}


def corpus() -> Iterator[tuple[str, Path]]:
    """The texts of each folder of the corpus, with the folder's name."""
    for folder in sorted(STYLES):
        yield from ((folder, path) for path in sorted((CORPUS / folder).glob("*.txt")))


@pytest.mark.parametrize(
    ("sample", "style"),
    [
        ("meeting-county-printed", "county"),
        ("meeting-irish-district", "ireland"),
        ("meeting-parish-initials", "parish"),
        ("meeting-scottish-community", "scotland"),
        ("meeting-city-council-yeas-nays", "northamerica"),
        ("item-scrutiny-nbsp", "moderngov"),
    ],
)
def test_a_sample_is_told_by_its_signs(sample: str, style: str) -> None:
    assert parse((SAMPLES / f"{sample}.txt").read_text("utf-8")).source.dialect == style


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus lies beside the repository, not in it")
def test_most_texts_of_the_corpus_are_told_right() -> None:
    told = [(folder, path, parse(path.read_text("utf-8")).source.dialect) for folder, path in corpus()]
    wrong = [f"{path.name}: {style}" for folder, path, style in told if style not in STYLES[folder]]
    assert len(told) > len(STYLES), "the corpus has more than one text a folder"
    assert len(wrong) <= len(told) * (1 - TOLD), os.linesep.join([f"{len(wrong)} of {len(told)}:", *wrong])
