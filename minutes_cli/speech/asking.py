"""Questions: asked in a clause, in words of their own, or only reported by the sentence that answers."""

from __future__ import annotations

from minutes_cli.drafts import Said
from minutes_cli.speech.sentences import Act, named
from minutes_cli.speech.speech import named_ahead, named_behind, topic
from minutes_cli.speech.thread import Speakers, Thread, named_at
from minutes_cli.speech.turns import Turn

_BREATH = 4  # characters at most between two questions of one breath


class Asking:
    """Adds questions to the thread and says which wait for one answer."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread

    def reported(self, turn: Turn, lead: Act) -> None:
        """In response to a question from X: the words that report it are the question."""
        thread = self._thread
        asker, others, derived = *thread.persons(lead.refs)[:2], False
        if not lead.subject and thread.put[0] is not None:
            asker, derived = thread.put[0], True
        if lead.subject == "POSSPRON":
            asker, derived = thread.latest or thread.asker, True
        question = thread.say("question", topic(turn, lead), lead.deed, (asker, others, derived), words=named_at(lead))
        question.reported = lead.deed == "lead_question"
        thread.open, thread.asker = [question], asker

    def answered(self, turn: Turn, head: Act) -> None:
        """Mr Tate answered a question from X, or it was answered by him: up to the next comma, that is the question."""
        thread, tokens = self._thread, turn.sentence.tokens
        if head.form == "answered_by":
            place, refs = (head.start, tokens[_before_verb(turn, head)].end), head.by
        else:
            question, asker = head.tree.find("question"), head.tree.all("subject")[1:]
            assert question is not None
            stop = next((t for t in tokens[head.at + question.end :] if t.type in ("COMMA", "DOT", "COLON")), None)
            place = (tokens[head.at + question.start].start, stop.start if stop else turn.end)
            refs = named(tokens, head.at, asker[0].leaves("WHO", "WHOS")) if asker else ()
        row = thread.say("question", place, "lead_question", (*thread.persons(refs)[:2], False))
        row.reported = True
        thread.open, thread.asker = [row], row.speaker

    def clause(self, turn: Turn) -> None:
        """Councillor X asked whether; it was asked; clarification was sought."""
        thread, head = self._thread, turn.head
        assert head is not None
        who = self._asker(turn, head)
        current = thread.current
        same = current is not None and current.speaker is who[0] and who[0] is not None
        if current is not None and same and current.kind == "question" and not current.answered and not turn.begins:
            current.end = turn.end  # goes on asking
            return
        spoke = thread.latest
        question = thread.say("question", (turn.start, turn.end), head.deed, who, words=self._named_at(turn, head))
        target = head.refs if head.deed == "was_asked" else head.target
        if target:
            question.addressee = thread.persons(target)[0]
        elif head.deed == "was_asked" and head.subject == "PRON":  # Mr Pell reported that …. He was asked
            question.addressee = thread.current.speaker if thread.current else spoke
        self._queue(turn, head, question)
        thread.asker, thread.answerer = who[0], question.addressee or thread.answerer
        thread.current = question

    def _asker(self, turn: Turn, head: Act) -> Speakers:
        thread = self._thread
        if head.deed == "was_asked":  # its subject is who was asked
            if not head.by and thread.put[0] is not None:
                return thread.put[0], (), True
            return *thread.persons(head.by)[:2], False
        if head.deed == "it_asked":
            return thread.persons(head.refs)
        if head.subject in ("THEY", "IT", "GROUP") and turn.self_asked:
            return (thread.current.speaker if thread.current else thread.latest), (), True
        return thread.speakers(turn, asking=True)

    @staticmethod
    def _named_at(turn: Turn, head: Act) -> tuple[int, int] | None:
        if head.deed != "was_asked":
            return named_at(head)
        by, tokens = head.tree.all("subject")[1:], turn.sentence.tokens[head.at :]
        return (tokens[by[0].start].start, tokens[by[0].end - 1].end) if by else None

    def _queue(self, turn: Turn, head: Act, question: Said) -> None:
        """Put a question behind those that wait for the same answer."""
        thread = self._thread
        if any(q.answered for q in thread.open):
            thread.open = []
        if turn.begins or thread.current is None or thread.current.kind != "question":
            pressed = head.tree.leaf("PRESSV") is not None  # for an answer to the question before
            near = [q for q in thread.waiting if q.end <= question.start < q.end + _BREATH]
            thread.open = near if pressed or not turn.begins else []
        thread.open.append(question)

    def direct(self, turn: Turn) -> None:
        """A question put in its own words: by whoever was speaking, or by whom brackets name behind it."""
        thread, current = self._thread, self._thread.current
        if current is not None and current.kind == "question" and not current.answered and not turn.begins:
            current.end = turn.end
            return
        headed = thread.open[-1] if thread.open and turn.begins else None
        if headed is not None and headed.rule == "put" and not headed.answered and not headed.quoted:
            headed.end, headed.quoted, thread.current = turn.end, True, headed
            return
        speaking = current is not None and current.kind != "response" and not turn.begins
        speaker, derived = (current.speaker if current is not None and speaking else None), True
        marked = named_behind(turn) or named_ahead(turn)
        if marked is not None:
            speaker, derived = thread.persons(marked)[0], False
        if speaker is None and current is None and thread.put[0] is not None and thread.latest in (None, thread.put[0]):
            speaker, derived = thread.put[0], True  # under the head that names who asks
        who = (speaker, (), derived and speaker is not None)
        question = thread.say("question", (turn.start, turn.end), "direct_question", who)
        thread.open, thread.asker, thread.current = [question], speaker, question

    def marker(self, turn: Turn) -> None:
        """(Councillor Rahimi) behind a question names the asker."""
        thread, token = self._thread, turn.sentence.tokens[1]
        person = thread.persons(token.value)[0] if isinstance(token.value, tuple) else None
        current = thread.current
        if current is not None and current.kind == "question" and current.speaker is None:
            current.speaker, current.derived, current.words = person, False, (token.start, token.end)
            thread.asker = person


def _before_verb(turn: Turn, head: Act) -> int:
    """The last word of `A question from Councillor Birch about the cost` before `was answered by`."""
    return next(i for i in range(head.at, head.end_at) if turn.sentence.tokens[i].type == "BE") - 1
