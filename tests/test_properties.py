"""What holds for every text: it is read, nothing of it is lost, and the same text gives the same bytes.

Texts are drawn from all of Unicode, from the words that the grammars know, and from the lines of the samples.
Draws are the same in every run, and a find stays as a case.
"""

from __future__ import annotations

import functools
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import invariants
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutes_cli import parse, to_json
from minutes_cli.engine import parts
from minutes_cli.engine.grammar import table
from minutes_cli.engine.lexicon import literals

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
MARKS = ("\n", "\n\n", "\t", "\xa0", "’s", "**", *"|:();-–.,?#“”'")
SHAPES = (
    "J.",
    "Ash",
    "Birch",
    "1.",
    "(a)",
    "(iv)",
    "•",
    "12/106",
    "7-0",
    "17",
    "£14.20",
    "7.30",
    "22nd",
    "May 2019",
)
MIXED = "aA1.:;,()[]|#*_-–'’“”\"&<>\\/ \t\n\r\xa0\u200b\ue000\ue001\x00"
FINDS = (
    "<table>\n<tr><td>Ash</td><td>Birch</td></tr>\n</table>\n\nThe end.\n",  # cells are lines of their own
    "\r\x0c0",  # a form feed behind a carriage return: two ends of lines, counted as one
    "Mr Ash was asked by a resident what the bridge had cost.",  # no lead-in: its clause has no comma
)
FED = ("words", "deciding", "declaring", "voting")  # the grammars whose terminals are words

deterministic = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=250,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

characters = st.characters(exclude_categories=["Cs"])  # but halves of surrogate pairs


@functools.cache
def vocabulary() -> tuple[str, ...]:
    """The words, phrases and marks that the grammars list, and what stands between them."""
    found = {word for part in FED for word in listed(part)} | set(labels())
    return (*sorted(found), *MARKS, *SHAPES)


def listed(part: str) -> list[str]:
    """The words and phrases of a grammar whose tokens are words."""
    return [word for t in table(part).terminals for word, _ in literals(t.pattern) or ()]


def labels() -> list[str]:
    """The words of labels, headings and marks in the margin, as they stand in their list."""
    return quoted(parts.read_file("lexicon/labels.lark"))


def quoted(text: str) -> list[str]:
    return re.findall(r'^[^/\n]*?"([^"\n]+)"', text, re.MULTILINE)


words = st.deferred(lambda: st.sampled_from(vocabulary()))
glue = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", ", ", ": "])
shuffles = st.lists(st.tuples(words, glue), max_size=120).map(lambda rows: "".join(a + b for a, b in rows))


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A sample with lines left out, doubled and moved, and cut off in the middle."""
    lines = draw(st.sampled_from(SAMPLES)).read_text("utf-8").splitlines(keepends=True)
    start = draw(st.integers(0, max(0, len(lines) - 1)))
    picked = draw(st.lists(st.sampled_from(lines), max_size=25))
    text = "".join(lines[start : start + 25] + picked)
    return text[: draw(st.integers(0, len(text)))]


def read(text: str) -> None:
    invariants.check(text, parse(text))


def test_the_grammars_have_words_to_draw_from() -> None:
    assert len(vocabulary()) > 1000
    assert len(SAMPLES) >= 8


@pytest.mark.parametrize("text", FINDS)
def test_a_text_that_was_once_read_wrongly_is_read(text: str) -> None:
    read(text)


@deterministic
@given(st.text(characters, max_size=400))
def test_any_text_is_read(text: str) -> None:
    read(text)


@deterministic
@given(st.text(st.sampled_from(MIXED), max_size=200))
def test_any_mix_of_the_marks_that_the_program_looks_at_is_read(text: str) -> None:
    read(text)


@settings(deterministic, max_examples=400)
@given(shuffles)
def test_any_shuffle_of_the_words_of_the_grammars_is_read(text: str) -> None:
    read(text)


@deterministic
@given(mangled())
def test_any_cutting_up_of_minutes_is_read(text: str) -> None:
    read(text)


def test_the_same_text_gives_the_same_bytes_in_another_process() -> None:
    texts = [path.read_text("utf-8") for path in SAMPLES]
    order = random.Random(7)
    texts += ["".join(f"{order.choice(vocabulary())} " for _ in range(200)) for _ in range(20)]
    here = b"\n".join(to_json(parse(text)) for text in texts)
    code = "import json, sys; from minutes_cli import parse, to_json; out = sys.stdout.buffer; "
    code += "out.write(b'\\n'.join(to_json(parse(text)) for text in json.load(sys.stdin)))"
    for seed in ("1", "271828"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(texts).encode(),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert done.stdout == here
