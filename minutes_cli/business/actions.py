"""Actions: what a label, a margin or a sentence gives somebody to do, with whose it is and when it is due."""

from __future__ import annotations

from minutes_cli import kept
from minutes_cli.business.assignments import Assignments
from minutes_cli.business.due import Dues, iso
from minutes_cli.business.owners import active, owner
from minutes_cli.drafts import Said, Span, Task, Text
from minutes_cli.engine.grammar import Patch
from minutes_cli.engine.tokens import Lexer, Token, lexer
from minutes_cli.layout.layout import ActionDraft
from minutes_cli.spans import Spans
from minutes_cli.speech.sentences import Sentence

_HEADED = kept.compile(r"([A-Z][\w.' -]{1,40}):\s")  # Umar: circulate the accounts
_FIRST = 12  # characters before the owner who is named first
_CLAUSES = frozenset({"asked", "willing"})  # assignments whose place is their clause of a run-on
_LINE = 2_000  # characters of a line before a task in which it is looked how the line begins
_LABEL = 60  # characters at the start of a line in which a label stands
_OWN = frozenset({"agreed", "telegraphic", "undertaken", "was_tasked", "will", "willing"})  # they say who does it


def read(text: Text, patches: tuple[Patch, ...] = ()) -> None:
    """Add the tasks of labels, margins and sentences to those of the exchange; say when each is due."""
    named = Spans(t for t in text.named if isinstance(t.value, tuple))
    sentences = Spans(s for run in text.sentences.values() for s in run)
    labelled = [_labelled(text, draft, named, sentences) for draft in text.layout.actions]
    text.tasks = _merge(text.tasks, labelled)
    assignments = Assignments(text, patches)
    text.tasks = _merge(list(assignments.read()), text.tasks)
    over = Spans(assignments.over)
    text.tasks = [t for t in text.tasks if over.holding(t.end - 1, t.end) is None]
    words = lexer("tasking", patches)
    text.tasks = [t for t in text.tasks if not _is_beforehand(text.masked, t, words)]
    tasks = Spans(text.tasks)
    text.said = [s for s in text.said if not any(_told_twice(s, t) for t in tasks.near(s.start, s.end))]
    dues = Dues(patches)
    for task in text.tasks:
        active(task.owner)
        _date(text, task, dues)


def _merge(rows: list[Task], over: list[Task]) -> list[Task]:
    """Both lists; of two that are the same words the second is kept, with what only the first knows."""
    kept, known = list(over), Spans(over)
    for row in rows:
        twin = next((t for t in known.near(row.start, row.end) if _shared(row, t)), None)
        if twin is None:
            kept.append(row)
            continue
        named = row.owner is not None and (
            _holds(row.owner_words, twin.owner_words) or (twin.rule == "action_margin" and row.rule in _OWN)
        )
        if twin.owner_words is None or named:
            twin.owner, twin.owner_words = row.owner, row.owner_words or twin.owner_words
        if row.rule in _CLAUSES and abs(twin.end - row.end) < 3:
            twin.start = max(twin.start, row.start)
    return kept


def _is_beforehand(text: str, task: Task, words: Lexer) -> bool:
    """What was written before the meeting, and its line says so: `Background: Mr Ash will give a report.`"""
    least = max(task.start - _LINE, 0)
    line = max(text.rfind("\n", least, task.start) + 1, least)
    tokens = words.read(text, line, min(line + _LABEL, task.end))
    starts = line == 0 or text[line - 1] == "\n"
    return starts and bool(tokens) and tokens[0].type == "BACKGROUND"


def _holds(words: Span | None, inner: Span | None) -> bool:
    """Whether words name more owners than others: `Cllr Ash plus the Clerk` than `the Clerk`."""
    return words is not None and inner is not None and words[0] <= inner[0] and inner[1] <= words[1]


def _shared(a: Task, b: Task) -> bool:
    """Whether two tasks share most of the words of the shorter."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return 2 * common > min(a.end - a.start, b.end - b.start)


def _labelled(text: Text, draft: ActionDraft, named: Spans[Token], sentences: Spans[Sentence]) -> Task:
    task = Task(draft.start, draft.end, draft.rule, draft.item, owner_words=draft.owner)
    task.due_words = draft.due if draft.rule == "action_row" else None
    if draft.rule == "action_margin":
        task.start = _sentence_start(text, draft.start, sentences)
    headed = _HEADED.match(text.layout.clean, draft.start, draft.end) if draft.owner is None else None
    if draft.owner is not None:
        task.owner = owner(text, draft.owner, named)
    elif headed is not None:
        task.owner = owner(text, headed.span(1), named)
        task.owner_words = headed.span(1) if task.owner is not None else None
    return task


def _sentence_start(text: Text, at: int, sentences: Spans[Sentence]) -> int:
    """Where the sentence starts that a place cuts behind an abbreviation: `Cllr. | Ash was asked`."""
    sentence = sentences.holding(at, at + 1)
    if sentence is not None and text.masked[sentence.start : at].rstrip().endswith("."):
        return sentence.start
    return at


def _date(text: Text, task: Task, dues: Dues) -> None:
    """Set when a task is due, in its own words and as a date."""
    task.due_words = task.due_words or dues.find(text.masked, task.start, task.end)
    if task.due_words is None and task.lead is not None:
        task.due_words = dues.find(text.masked, *task.lead)
    if task.due_words is not None:
        task.due, _ = iso(text.layout.clean[slice(*task.due_words)], text.heading.date)


def _told_twice(said: Said, task: Task) -> bool:
    """Whether a statement is nothing but a task: `The Clerk will chase the contractor.`"""
    if said.kind != "statement" or said.end > task.end + 1:
        return False
    owner = task.owner_words[0] if task.owner_words else 0
    if said.start + _FIRST < owner < said.end and said.rule in ("said", "replied", "spoke"):
        return False  # one says it, and another is asked to do it
    inside = said.rule in ("would", "will") and said.start < task.start < said.end
    return inside or abs(task.start - said.start) < 4
