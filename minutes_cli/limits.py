"""What one document may cost before it is refused."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds on one document, each far above what minutes need.

    `max_bytes` bounds the bytes of a document as it is read, unpacked where it was packed; `max_ratio` how many
    times larger than its packed form it may become, once it is beyond a mebibyte; `max_pages` the pages of
    a PDF; `max_depth` how many archives may stand within each other; `max_nesting` how deep the elements of
    a page of HTML or XML may; `max_seconds` the time of reading and parsing together; `max_characters` the
    length of the text.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_ratio: int = 200
    max_pages: int = 2_000
    max_depth: int = 2
    max_nesting: int = 512
    max_seconds: float = 300.0
    max_characters: int = 10_000_000


MOST_CHARACTERS = 5_000_000
"""What is read of one text; the rest is kept in a block, with a warning."""
MOST_TOKENS = 3_000
"""What is read of one sentence, which no sentence has; the rest is prose, with a warning."""

DEFAULTS = Limits()
