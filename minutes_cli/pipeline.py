"""From a text to its records: the stages in order."""

from __future__ import annotations

from hashlib import sha256 as digest
from pathlib import Path

from minutes_cli.model import Minutes, Source


def parse(
    text: str,
    *,
    name: str | None = None,
    dialect: str | None = None,
    grammar: Path | str | None = None,
    sha256: str | None = None,
    encoding: str = "utf-8",
) -> Minutes:
    """Read minutes from a text; offsets in the result count its code points.

    `grammar` is a patch of the user's own; `sha256` is that of the bytes the text came from, of its UTF-8 form
    where it came from none. Raises GrammarError for a faulty patch and DialectError for an unknown dialect.
    """
    key = sha256 or digest(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Minutes(source=Source(name=name, sha256=key, encoding=encoding, characters=len(text), dialect=dialect))
