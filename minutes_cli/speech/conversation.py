"""Paragraph by paragraph through an item: what goes on with what, and what belongs to the list that a row led in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutes_cli.drafts import Said, Task
from minutes_cli.persons.people import Registry
from minutes_cli.persons.person import Person
from minutes_cli.speech.exchange import Exchange
from minutes_cli.speech.formal import Formal
from minutes_cli.speech.sentences import Act, Sentence
from minutes_cli.speech.speech import heads, is_about_questions, is_heading, is_labelled, is_marker, leads_on
from minutes_cli.speech.thread import Thread
from minutes_cli.speech.turns import REPORTS, turns

_RUNS_INTO = frozenset({"IT", "BE", "AND", "COMMA", "ADV"})  # a decision: and it was | RESOLVED


class Conversation:
    """Reads the paragraphs of one item after the other; `said` and `tasks` are what it found."""

    def __init__(self, registry: Registry) -> None:
        self._thread = Thread(registry)
        self._formal = Formal(self._thread)
        self._exchange = Exchange(self._thread, self._formal)
        self.begin(None)

    @property
    def said(self) -> list[Said]:
        """Questions, responses and statements, in the order of the text."""
        return self._thread.said

    @property
    def tasks(self) -> list[Task]:
        """What somebody took on."""
        return self._thread.tasks

    @property
    def reporter(self) -> Person | None:
        """Whose report the paragraphs belong to, by the heading above them."""
        return self._thread.reporter

    @reporter.setter
    def reporter(self, person: Person | None) -> None:
        self._thread.reporter = person

    def begin(self, item: int | None) -> None:
        """A new item: nobody has spoken yet."""
        self._thread.begin(item)
        self._formal.stop()
        self._group = -1
        self._style = ""  # of the markers of the list in progress
        self._asks = False  # it told of questions: the list is of them
        self._colon = False  # the paragraph before ended with a colon: a list follows
        self._leading: Said | None = None  # the row that the colon ended: the list is its own
        self._stopped = False  # the paragraph before ended with a full stop

    def title(self, act: Act) -> None:
        """The item's title names who asks."""
        self._formal.title(act)

    def stop(self) -> None:
        """A heading, a decision or a vote stands between: nothing goes on over it."""
        self._thread.stop()
        self._formal.stop()

    def quotation(self, start: int, end: int) -> None:
        """A paragraph of a quotation that is set apart."""
        self._formal.quotation(start, end)

    def paragraph(self, sentences: Iterable[Sentence], *, group: int, marker: str | None) -> None:
        """Read one paragraph; `marker` is its bullet or number in a list, `group` that of the list and its lead-in."""
        sentences = list(sentences)
        if not sentences:
            return
        if sentences[0].taken:
            self.stop()
        stopped, self._stopped = self._stopped, sentences[-1].tokens[-1].type in ("DOT", "QMARK")
        if self._formal.takes(sentences, stopped=stopped):
            return
        if marker is None and self._leads_question(sentences):
            return
        within = self._in_list(marker, group)
        led = within and self._leading is not None and self._thread.current is self._leading
        if (not within or stopped) and not led and is_heading(sentences):
            self.stop()
            return
        current = self._thread.current
        self._thread.point = marker is not None and not self._colon and not led
        topic = current is not None and current.rule == "report_head" and self._thread.point
        if topic or not self._goes_on(sentences, within):  # each point of a report is a topic of its own
            self._thread.current = None
        self._sentences(sentences, within, led=within and not self._is_beside())
        self._colon = leads_on(sentences)
        self._asks = is_about_questions(sentences[-1]) if self._colon else self._asks and within
        last = self.said[-1] if self.said else None
        if self._colon:
            self._leading = self._thread.current
        if self._colon and last is not None and sentences[-1].start <= last.end <= sentences[-1].end:
            self._formal.leads(last)

    def _leads_question(self, sentences: list[Sentence]) -> bool:
        """Whether a paragraph is the question that a line with a colon led in; if so it is a part of it."""
        leading = self._leading if self._colon else None
        if leading is None or leading.kind != "question" or leading.answered or leading.rule in ("first", "put"):
            return False
        told = any(a.form == "clause" and a.deed in REPORTS for s in sentences for a in s.acts)
        quoted = all(t.type in ("QUOTE", "DOT") for s in sentences for t in s.tokens)
        if told or not (quoted or sentences[-1].asks):
            return False
        leading.end, self._thread.current, self._colon = sentences[-1].end, leading, False
        return True

    def _sentences(self, sentences: list[Sentence], within: bool, *, led: bool) -> None:
        headed = -1  # up to where the paragraph was the answer that a head announced
        for at, sentence in enumerate(sentences):
            if sentence.taken or (at and sentence.first):  # or a decision stands before it
                self.stop()
            if sentence.taken or {t.type for t in sentence.tokens} <= _RUNS_INTO:
                continue
            if sentence.start < headed:
                continue
            head = heads(sentence)
            if head is not None:
                after = next((s.start for s in sentences[at + 1 :] if heads(s) or is_labelled(s)), 0)
                end = next((s.end for s in reversed(sentences) if not after or s.end <= after), sentence.end)
                if self._formal.read(head, sentence, end):
                    headed = end
                continue
            asked = self._thread.current
            if at and asked is not None and asked.rule == "first":  # the question as it was handed in goes on
                asked.end = sentence.end
                continue
            if within and self._asks and sentence.first:
                sentence.asks = sentence.asks or sentence.tokens[0].type == "QWORD"
            for turn in turns(sentence):
                self._exchange.read(turn, within=led)

    def _is_beside(self) -> bool:
        """Whether the question in progress is itself a point of a list: the points after it are not its own."""
        current = self._thread.current
        return current is not None and current.kind == "question" and not self._colon and current is not self._leading

    def _in_list(self, marker: str | None, group: int) -> bool:
        """Whether a list item belongs to the list that the paragraph before it led in."""
        if marker is None:
            self._style, self._group = "", group
            return False
        style = _style(marker)
        within = group == self._group or style == self._style or self._colon
        self._style = style if within else ""
        self._group = group
        return within

    def _goes_on(self, sentences: list[Sentence], within: bool) -> bool:
        """Whether a paragraph goes on with the row before it."""
        current = self._thread.current
        if current is None:
            return False
        begun = turns(sentences[0])
        if is_marker(begun[0]):
            return True  # (Councillor X) below a question
        first = [t.head for t in begun]
        lone = all(h is None for h in first)
        if within and current.kind != "question":
            return lone or first[0] is None or first[0].deed not in REPORTS or self._is_own(first[0], current)
        if within:
            return lone and (self._colon or current is self._leading)
        if self._colon and lone and current.rule not in ("first", "put"):
            return True  # … replied as follows:
        if first[0] is not None and first[0].subject == "PRON":
            return True
        if current.kind != "response":
            return False
        acts = [a for s in sentences for a in s.acts if a.form in ("clause", "passive", "lead")]
        return all(a.subject in ("PRON", "IT") for a in acts) and any(a.subject == "PRON" for a in acts)

    def _is_own(self, head: Act, current: Said) -> bool:
        """Whether the point of a list that somebody has led in names him again."""
        if current is not self._leading or current.speaker is None or head.subject != "WHO":
            return False
        return self._thread.persons(head.refs)[0] is current.speaker


def _style(marker: str) -> str:
    """The kind of a list marker: `a)` and `b)` are of one list, `8.` of another."""
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "1", marker)))
