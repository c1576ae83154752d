"""Questions and answers under heads of their own: `Question 1 from X to Y:`, `REPLY:`, words quoted in full."""

from __future__ import annotations

from minutes_cli.drafts import Said, Span
from minutes_cli.persons.person import Person
from minutes_cli.speech.sentences import Act, Sentence
from minutes_cli.speech.speech import heads, in_first_person, interrupts, is_about_questions, is_heading
from minutes_cli.speech.thread import Thread, named_at
from minutes_cli.speech.turns import Turn

_BEGINNING = frozenset(
    [
        "THE",
        "IT",
        "THIS",
        "THERE",
        "WHO",
        "GROUP",
        "STAFF",
        "CAP",
        "MOD",
        "ORG",
        "COLL",
        "HEAD",
        "A",
        "PRON",
        "THEY",
        "OFFICE",
    ]
)


class Formal:
    """Follows heads and what stands under them; writes to the thread."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread
        self.stop()

    def stop(self) -> None:
        """Nothing goes on."""
        self._led: Said | None = None  # a row whose words go on in the quotation that follows
        self._replying: Said | None = None  # the headed answer that paragraphs go on with
        self._reply: tuple[Person | None, Span | None] | None = None  # an answer that a head announces

    def title(self, act: Act) -> None:
        """An item's title that names who asks: `Question submitted by Councillor X`."""
        thread = self._thread
        thread.put = (thread.persons(act.refs)[0], thread.persons(act.by)[0])

    def leads(self, row: Said) -> None:
        """A row that ended with a colon: its words may go on in a quotation."""
        self._led = row

    def takes(self, sentences: list[Sentence], *, stopped: bool) -> bool:
        """Whether a paragraph goes on with what a head announced; if so it has been read.

        `stopped` says that the paragraph before it came to an end.
        """
        if not sentences or interrupts(sentences):
            self.stop()
            return False
        place = (sentences[0].start, sentences[-1].end)
        current = self._thread.current
        if self._reply is not None and heads(sentences[0]) is None:
            self.quotation(*place)
            self._replying = self._led
        elif current is not None and current.rule == "first" and heads(sentences[0]) is None:
            self._after_question(current, sentences, place, stopped=stopped)
        elif self._replying is not None and not (is_heading(sentences) and is_about_questions(sentences[0])):
            self._replying.end = place[1]
        else:
            self.stop()
            return False
        return True

    def _after_question(self, question: Said, sentences: list[Sentence], place: Span, *, stopped: bool) -> None:
        """A question as it was handed in goes on in small letters; what begins anew is its answer, without a head."""
        if not stopped or sentences[0].tokens[0].type not in _BEGINNING:
            question.end = place[1]
            return
        self._reply = (self._thread.put[1], None)
        self.quotation(*place)
        self._replying = self._led

    def read(self, act: Act, sentence: Sentence, end: int) -> bool:
        """Read a head; whether the rest of its paragraph, up to `end`, was the answer that it heads."""
        if act.form == "put":
            self._question(act, sentence)
            return False
        thread = self._thread
        who = thread.persons(act.refs)[0]
        after = next(
            (a for a in sentence.acts if a.at == act.end_at and a.form == "clause" and a.subject == "WHO"), None
        )
        if who is None and after is not None:  # Response: The Clerk said that it was
            who = thread.persons(after.refs)[0]
        speaker = who or (thread.open[-1].addressee if thread.open else None) or thread.put[1]
        self._reply, self._led = (speaker, named_at(act)), None
        rest = sentence.tokens[act.end_at].start if act.end_at < len(sentence.tokens) else sentence.end
        if rest >= end:
            return False
        self.quotation(rest, end)
        self._replying = self._led
        return True

    def _question(self, act: Act, sentence: Sentence) -> None:
        thread = self._thread
        who, to = thread.persons(act.refs)[0], thread.persons(act.by)[0]
        thread.stop()
        if act.tree.leaf("REPLYV") is not None:  # Answered by: Councillor B
            thread.put = (thread.put[0], who)
            return
        thread.put, thread.asker = (who, to), who
        thread.remember(who)
        behind = sentence.tokens[act.end_at : act.end_at + 1]
        if behind and behind[0].type in ("COLON", "DASH"):  # its words stand there or below
            question = thread.say(
                "question", (sentence.start, sentence.end), "put", (who, (), False), words=named_at(act)
            )
            question.addressee = to
            thread.open, thread.current = [question], question

    def first_person(self, turn: Turn) -> None:
        """`I will ask at the next meeting …`: by the member whom the heading names."""
        thread = self._thread
        asker, to = thread.put
        question = thread.say("question", (turn.start, turn.end), "first", (asker, (), True))
        question.addressee = to
        thread.open, thread.asker, thread.current = [question], asker, question

    def quotation(self, start: int, end: int) -> None:
        """Words quoted in full: the question, the answer or the statement that the line before led to."""
        thread, led = self._thread, self._led
        if self._reply is not None:
            speaker, words = self._reply
            led = thread.say("response", (start, end), "reply", (speaker, (), words is None), words=words)
            thread.settle(led, thread.waiting)
            self._reply, thread.current = None, led
        elif led is not None and led.kind == "statement" and thread.waiting:
            led.kind, led.start, led.end = "response", start, end
            thread.settle(led, list(thread.open))
        elif led is not None:
            if led.kind == "response" and not led.quoted:
                led.start = start
            led.end = end
        if led is not None:
            led.quoted = True
        self._led = led


def asks_in_first_person(turn: Turn) -> bool:
    """`I will ask …` in a question as it was handed in; what it asks may have a subject of its own."""
    first = next((a for a in turn.acts if in_first_person(a)), None)
    return first is not None and (turn.head is None or first.at < turn.head.at)
