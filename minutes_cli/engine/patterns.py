"""Patterns: the terminals of the document grammar, made ready to be tried on lines."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from minutes_cli import kept
from minutes_cli.engine.dispatch import Dispatch
from minutes_cli.engine.grammar import Patch, Table, table
from minutes_cli.engine.needed import Words, has, kept_words

MARKS = ("ITEM_WORD", "COMPOUND", "ARABIC", "ROMAN", "LETTER", "BULLET")
"""Terminals of the numbers and bullets that may stand before a segment's words, in the order of trying."""

HELPERS = frozenset(
    {
        *MARKS,
        "CUT",
        "SET_OFF",
        "TITLE_END",
        "SUBJECT",
        "TALK",
        "FORMAL",
        "INSERTED",
        "NUMBERED_MATTER",
        "SETTLES",
        "ASKS",
        "BARE_VERB",
        "BEFORE_MINUTES",
        "CALLED_FOR",
        "CALLED_TO",
        "MATTER_END",
        "NO_MATTER",
        "WIDE_GAP",
        "PART",
        "OPENED",
        "TITLED_NAME",
        "TOLD",
        "SHORT_ANSWER",
        "SHORT_TEXT",
        "PRESENT",
        "BODY_NAME",
        "COMMON",
        "MEETING_HELD",
        "TITLE_RUN",
        "RUN_IN",
        "DANGLING",
        "UNFINISHED",
        "CONDITIONS",
        "CONDITIONAL",
        "BODY_LEAD",
        "CLAUSE_VERB",
        "FILE",
        "SIZE",
        "LISTED_FILE",
        "STANDARD",
        "META",
        "CODED",
        "CARRIED",
        "REPORTED",
        "PROPOSED",
        "WORDED",
        "MARGIN",
        "ENDS_IN_TIME",
        "END_OWNER",
        "FILE_ITEM",
        "FILE_REST",
        "LABEL_VERB",
        "NUMBER_FIRST",
        "NUMBER_INSIDE",
        "VIEW_MORE",
        "NEXT_TASK",
        "LONE_OWNER",
        "NO_OWNER",
        "NO_TASK",
        "TASK_BRACKET",
        "TASK_COLUMN",
        "TASK_DATE",
        "TASK_DONE",
        "TASK_DUE",
        "TASK_MARK",
        "TASK_OWNER",
        "OWNER_COLUMN",
        "DUE_COLUMN",
        "DONE",
    }
    | {"MEETING_OF", "OCR_I", "OPENING_SENTENCE"}
)
"""Terminals that type no segment."""

LABELS = frozenset(
    [
        "MINUTES",
        "DISCUSSION",
        "DECISION",
        "RECOMMENDATION",
        "REASON",
        "DOCUMENTS",
        "ACTION",
        "REPLY",
        "QUESTION",
        "NOTE",
        "ROLL",
        "FIELD",
    ]
)
"""Types whose first words are a label."""


class _Compiled(dict[str, re.Pattern[str]]):
    """Patterns by name, each compiled when it is first asked for."""

    def __init__(self, named: Mapping[str, str]) -> None:
        super().__init__()
        self._named = named

    def __missing__(self, name: str) -> re.Pattern[str]:
        made = self[name] = kept.compile(self._named[name])
        return made


class Patterns:
    """The terminals of a document grammar, ready to be tried on a text."""

    def __init__(self, table: Table) -> None:
        """Take the terminals of a grammar."""
        named = {t.name: t.pattern for t in table.terminals}
        self._named = named
        self._needed: dict[str, tuple[tuple[Words, ...], tuple[Words, ...]]] = {}
        order = sorted(table.terminals, key=lambda t: (-t.priority, t.name))
        kinds = [t for t in order if t.name not in HELPERS]
        starts = [t for t in order if t.name not in HELPERS or t.name in MARKS]
        self.one = _Compiled(named)
        self.kind = Dispatch(((t.name, t.pattern) for t in kinds), self.one)
        self.start = Dispatch(((t.name, t.pattern) for t in starts), self.one)
        self.mark = kept.compile("|".join(f"(?P<{name}>{named[name]})" for name in MARKS)).match

    def may(self, name: str, text: str) -> bool:
        """Whether a text has the words without which a terminal stands nowhere in it."""
        words = self._needed.get(name)
        if words is None:
            pattern = self._named[name]
            words = self._needed[name] = kept_words(pattern, fold=False), kept_words(pattern, fold=True)
        return has(text, words[0]) and has(text.lower(), words[1])


@functools.lru_cache(maxsize=16)
def patterns(patches: tuple[Patch, ...] = ()) -> Patterns:
    """The compiled terminals of the document grammar under patches."""
    return Patterns(table("document", patches))
