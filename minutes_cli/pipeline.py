"""From a text to its records: the stages in order."""

from __future__ import annotations

import functools
from os import PathLike

from minutes_cli import collecting, excess, kept
from minutes_cli.digest import digest
from minutes_cli.engine import dialect as dialects
from minutes_cli.engine.grammar import Patch, check, read_patch
from minutes_cli.layout import layout as layouts
from minutes_cli.layout.casing import Casing, is_loud
from minutes_cli.layout.cleaning import clean
from minutes_cli.limits import MOST_CHARACTERS
from minutes_cli.model import Minutes, Source
from minutes_cli.reading import Reader


@collecting.paused()
def parse(
    text: str,
    *,
    name: str | None = None,
    dialect: str | None = None,
    grammar: str | PathLike[str] | None = None,
    sha256: str | None = None,
    encoding: str = "utf-8",
    most: int = MOST_CHARACTERS,
) -> Minutes:
    """Read minutes from a text; offsets in the result count its code points.

    `dialect` is recognised from the text where none is given; `grammar` is a patch of the user's own; `sha256` is
    that of the bytes the text came from, of its UTF-8 form where it came from none. What stands behind the first
    `most` characters is kept in a block and not read, with a warning. Raises GrammarError for a faulty patch and
    DialectError for an unknown dialect.
    """
    end = excess.ending(text, most)
    cleaned = _cased(clean(text[:end]))
    house = dialect or dialects.detect(cleaned)
    patches: tuple[Patch, ...] = (dialects.load(house).patch,) if house else ()
    if grammar is not None:
        own = read_patch(grammar)
        check(own, patches)
        patches += (own,)
    key = sha256 or digest(text.encode("utf-8", "surrogatepass"))
    layout = layouts.read(text[:end], patches, cleaned=cleaned)
    source = Source(
        name=name, sha256=key, encoding=encoding, characters=len(text), dialect=house, cut_off=layout.cut_off
    )
    minutes = _reader(patches).read(layout, source)
    kept.save()
    return minutes if end == len(text) else excess.keep(minutes, text, end)


@functools.lru_cache(maxsize=8)
def _reader(patches: tuple[Patch, ...]) -> Reader:
    return Reader(patches)


def _cased(cleaned: str) -> str:
    """The cleaned text, with small letters where it is all in capitals."""
    return Casing().read(cleaned) if is_loud(cleaned) else cleaned
