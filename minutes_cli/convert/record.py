"""A record on its way to an output: one document's minutes, as JSON and as records."""

from __future__ import annotations

import msgspec

from minutes_cli.codec import from_json
from minutes_cli.convert import shard
from minutes_cli.model import Minutes


class Record(msgspec.Struct, frozen=True):
    """The minutes of a document, as one line of JSON, and its text where that is kept."""

    document: str
    json: bytes
    text: str | None = None

    @property
    def minutes(self) -> Minutes:
        """The minutes, read from the JSON each time."""
        return from_json(self.json)


def fetch(place: shard.Place) -> Record:
    """The record at a place of a shard."""
    data, text = shard.read(place)
    return Record(place.entry.document, data, text)
