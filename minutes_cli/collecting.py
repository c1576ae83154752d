"""Collecting: how often a process of our own looks for garbage in cycles.

Reading makes many small records that live until their text is done, and no cycles; at Python's own pace a fifth
of the time goes into looking for some. So the collector rests while a text is read; a process that only called
`parse` has its own pace again when that is done.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RECORDS = 100_000  # made and not yet let go of, at which the collector looks at the youngest


def leave() -> None:
    """Let the collector pass over all that there is: what a process holds at its end goes with the process."""
    gc.freeze()


def seldom() -> None:
    """Let the collector look seldom from now on, in the whole process."""
    gc.set_threshold(max(_RECORDS, gc.get_threshold()[0]))


@contextmanager
def paused() -> Iterator[None]:
    """Let the collector rest for a while; one that was off before stays off."""
    if not gc.isenabled():  # another thread may be reading too: who put it off puts it on
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
