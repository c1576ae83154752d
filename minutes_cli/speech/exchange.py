"""Who answers what and who says something: turns linked into questions, answers and statements.

What the words do not say is concluded here, from the turn before: `She added` is the last speaker, `He replied` the
one who was asked, an answer without a name goes on with the answer before it. Whatever is concluded has the basis
`derived`.
"""

from __future__ import annotations

from minutes_cli.drafts import Said, Task
from minutes_cli.persons.person import Person
from minutes_cli.speech import speech
from minutes_cli.speech.asking import Asking
from minutes_cli.speech.formal import Formal, asks_in_first_person
from minutes_cli.speech.thread import Speakers, Thread, named_at
from minutes_cli.speech.turns import Turn

_NEAR = 12  # characters at most between a row and what goes on with it over a paragraph's end
_FEELING = frozenset({"spoke", "was", "would", "felt", "will"})


class Exchange:
    """Reads turns one after the other; `within` says that a turn stands in a list which a row has led in."""

    def __init__(self, thread: Thread, formal: Formal) -> None:
        self._thread = thread
        self._formal = formal
        self._asking = Asking(thread)

    def read(self, turn: Turn, *, within: bool) -> None:
        """Read one turn."""
        head = turn.head
        if speech.is_pressed(turn) and self._thread.waiting and head is not None:
            self._answer(turn, self._pressed(turn))
        elif speech.answers_itself(turn) and turn.lead is not None:
            self._asking.reported(turn, turn.lead)
            self._thread.current = None
            if head is not None:
                self._answer(turn, self._thread.speakers(turn))
        elif speech.is_reported(turn) and head is not None and not self._thread.waiting:
            self._asking.answered(turn, head)
            if turn.sentence.tokens[-1].type == "COLON":  # the answers follow
                self._thread.current = None
                return
            self._answer(turn, self._thread.speakers(turn))
        elif speech.is_marker(turn):
            self._asking.marker(turn)
        elif asks_in_first_person(turn):
            self._formal.first_person(turn)
        elif speech.is_question(turn):
            self._asking.clause(turn)
        elif turn.asks and head is None and not (within and turn.begins and self._states()):
            self._asking.direct(turn)
        elif head is None or turn.subject == "THEY":
            self._nobody(turn, within)
        elif head.deed == "was_told" and turn.subject == "WHO" and not head.by:
            self._collective(turn, within)
        elif turn.subject == "WHO" or (head.deed == "was_told" and head.by) or (head.form == "told" and head.refs):
            self._named(turn, within)
        elif turn.subject == "PRON":
            self._pronoun(turn)
        else:
            self._collective(turn, within)

    # ---- by subject

    def _named(self, turn: Turn, within: bool) -> None:
        thread = self._thread
        who = thread.speakers(turn)
        speaker = who[0]
        if "was_tasked" in turn.deeds:
            self._undertake(turn, speaker)
        elif self._orders(turn, speaker):
            thread.remember(speaker)
            if "invited" in turn.deeds:
                self._give_the_floor(turn)
            thread.current = None
        elif "requested" in turn.deeds and not (
            thread.open and speaker is not thread.asker and "replied" in turn.deeds
        ):
            self._state(turn, who)
            thread.request = thread.current
        elif self._accepts(turn, speaker):
            self._accept(turn, speaker)
        elif self._may_answer(turn, speaker):
            self._answer(turn, who)
        elif speech.takes_on(turn):
            self._undertake(turn, speaker)
        elif speech.speaks(turn):
            self._state(turn, who)
        elif within and thread.current is not None and thread.current.kind == "statement":
            thread.current.end = turn.end
        elif (
            thread.reporter is not None
            and speech.may_report(turn)
            and (speaker is thread.reporter or not speech.is_of_the_meeting(turn))
        ):
            self._report(turn)
        else:
            thread.remember(speaker)
            thread.current = None

    def _pronoun(self, turn: Turn) -> None:
        thread, current = self._thread, self._thread.current
        if turn.deeds & {"motion", "declared", "conduct"}:
            return
        asked = thread.open[-1].addressee if thread.waiting else None
        feels = asked is not None and asked is not thread.asker and bool(turn.deeds & _FEELING)
        if thread.waiting and (turn.deeds & {"replied", "said", "was_told"} or speech.is_short(turn) or feels):
            speaker = asked or thread.answerer
            if "was_told" in turn.deeds or speaker is thread.asker:
                speaker = None
            self._answer(turn, (speaker, (), speaker is not None))
        elif current is None and thread.latest is None:
            if thread.reporter is not None:
                self._report(turn)
        elif "requested" in turn.deeds and current is not None and current.kind == "statement":
            current.end = turn.end
            thread.request = current
        elif current is not None and current.kind != "question":
            current.end = max(current.end, turn.end)
            if speech.takes_on(turn):
                thread.task((turn.start, turn.end), turn, current.speaker)
        elif current is not None or turn.deeds & (speech.REPLYING | _FEELING):
            speaker = current.speaker if current is not None else thread.latest
            if speaker is not None and speech.takes_on(turn):
                self._undertake(turn, speaker)
            elif speaker is not None:
                self._state(turn, (speaker, (), True))

    def _nobody(self, turn: Turn, within: bool) -> None:
        """A sentence without a subject that speaks: it goes on with the row before, or is a bare answer."""
        thread, current = self._thread, self._thread.current
        if current is not None and current.kind == "question" and not current.answered:
            answered = current.rule == "direct_question" and turn.begins  # the next point of a list answers it
            if speech.is_bare_answer(turn) or answered:
                self._answer(turn, (current.addressee, (), current.addressee is not None))
                return
            if not within:
                thread.current = None if turn.begins else current
                return
        if current is not None:
            current.end = max(current.end, turn.end)
        elif thread.reporter is not None and speech.may_report(turn):
            self._report(turn)
        if current is None or current.kind == "response":
            self._impersonal_task(turn)

    def _impersonal_task(self, turn: Turn) -> None:
        if any(a.form == "promise" and a.tree.leaf("PROMISED") and a.tree.leaf("WILL") for a in turn.acts):
            self._thread.tasks.append(Task(turn.start, turn.end, "promise", self._thread.item))

    def _collective(self, turn: Turn, within: bool) -> None:
        """Members were advised; it was noted; a Member said: an answer where a question waits, else nobody's words."""
        thread, head, current = self._thread, turn.head, self._thread.current
        assert head is not None
        waiting = thread.waiting
        if head.refs and head.form == "passive":
            self._named(turn, within)
        elif head.form == "passive" and current is not None and current.kind == "response" and not turn.begins:
            current.end = turn.end
        elif thread.request is not None and head.subject == "STAFF" and turn.deeds & {"agreed", "undertaken"}:
            self._accept(turn, None)
        elif "requested" in turn.deeds or (head.form == "passive" and head.tree.leaf("REQV") is not None):
            thread.open, thread.current = [], None
            thread.request = Said("statement", turn.start, turn.end, head.deed, thread.item)  # of nobody: no row yet
        elif waiting and speech.tells(turn) and (not turn.begins or within or turn.start - waiting[-1].end < _NEAR):
            self._answer(turn, (None, (), False))
        elif thread.reporter is not None and speech.may_report(turn) and not speech.is_of_the_meeting(turn):
            self._report(turn)
        elif current is not None and current.kind == "statement" and not turn.begins and speech.is_standing(turn):
            current.end = turn.end  # … gave her report. The Council had met ten times.
        else:
            thread.open, thread.current, thread.request = [], None, None

    # ---- by what it is

    @staticmethod
    def _orders(turn: Turn, speaker: Person | None) -> bool:
        """Whether a turn conducts the meeting: moves, declares, invites from the chair."""
        if "invited" in turn.deeds and speaker is not None and speaker.presides:
            return True
        return bool(turn.deeds & speech.PROCEDURE) and not turn.deeds & {"replied", "said", "thanked"}

    def _give_the_floor(self, turn: Turn) -> None:
        """`invited Mr Pell to speak`: whom `he` means in the sentence after it."""
        thread, head = self._thread, turn.head
        assert head is not None
        named = [t.value for t in turn.sentence.tokens[head.end_at :] if t.type == "WHO" and t.start < turn.end]
        if named and isinstance(named[-1], tuple):
            thread.answerer = thread.persons(named[-1])[0]
            thread.remember(thread.answerer)

    def _pressed(self, turn: Turn) -> Speakers:
        """Who answers when pressed: `he` is not who asked."""
        thread, who = self._thread, self._thread.speakers(turn)
        if turn.subject != "PRON":
            return who
        speaker = thread.waiting[-1].addressee or thread.answerer
        return speaker, (), speaker is not None

    def _may_answer(self, turn: Turn, speaker: Person | None) -> bool:
        """Whether a person's turn answers the question before it."""
        thread, head = self._thread, turn.head
        if not thread.open or head is None or (speaker is not None and speaker is thread.asker):
            return False
        if head.deed == "thanked" and not turn.deeds & speech.REPLYING:
            return False
        opening = turn.sentence.tokens[0].type
        if "replied" in turn.deeds or opening == "INREPLY":
            return True
        last = thread.open[-1]
        if last.addressee is speaker and not last.answered:
            return True
        if speaker is None:
            return False
        if speaker.presides:
            return not last.answered and not turn.begins and head.deed == "said"
        if not last.answered:
            direct = last.rule == "direct_question" and not speaker.is_member
            return bool(speaker.role) or speaker is thread.answerer or not turn.begins or direct
        if turn.begins:
            return head.tree.leaf("ADDEDV") is not None or opening == "ADV"
        plain = speaker.is_member and not speaker.role
        return not plain and not speech.takes_on(turn)

    def _answer(self, turn: Turn, who: Speakers) -> None:
        thread, head = self._thread, turn.head
        rule = head.deed if head else "bare_answer"
        response = thread.say("response", (turn.start, turn.end), rule, who, words=named_at(head) if head else None)
        thread.settle(response, list(thread.open))
        thread.current, thread.answerer, thread.request = response, who[0], None
        if speech.takes_on(turn) or "given" in turn.deeds:
            thread.task((turn.start, turn.end), turn, who[0])

    def _state(self, turn: Turn, who: Speakers) -> None:
        thread, head, speaker = self._thread, turn.head, who[0]
        assert head is not None
        current = thread.current or self._just_before(turn)
        if speaker is None or not speaker.presides or turn.begins:
            thread.open = []
        thread.request = None
        if current is not None and current.kind == "statement" and current.speaker is speaker and speaker is not None:
            current.end = turn.end
            thread.current = current
            return
        thread.current = thread.say("statement", (turn.start, turn.end), head.deed, who, words=named_at(head))

    def _states(self) -> bool:
        """Whether a statement is in progress."""
        return self._thread.current is not None and self._thread.current.kind == "statement"

    def _report(self, turn: Turn) -> None:
        """What is told under a heading that says whose report it is."""
        thread, reporter, current = self._thread, self._thread.reporter, self._thread.current
        current = current or self._just_before(turn)
        thread.open, thread.request = [], None
        if current is not None and current.kind == "statement" and current.speaker is reporter is not None:
            current.end = turn.end
            thread.current = current
            return
        thread.current = thread.say("statement", (turn.start, turn.end), "report_head", (reporter, (), True))

    def _just_before(self, turn: Turn) -> Said | None:
        """The statement just before, where nothing but white space lies between."""
        last = self._thread.said[-1] if self._thread.said else None
        if last is None or last.item != self._thread.item or last.kind != "statement":
            return None
        if self._thread.point and turn.begins:
            return None  # each point of a list is a topic of its own
        return last if turn.start - last.end < _NEAR else None

    def _accepts(self, turn: Turn, speaker: Person | None) -> bool:
        request = self._thread.request
        agreeing = turn.deeds & {"agreed", "undertaken", "promised"}
        if request is None or turn.begins or speaker is request.speaker:
            return False
        return bool(agreeing)

    def _accept(self, turn: Turn, speaker: Person | None) -> None:
        """A request that somebody agrees to is a task of theirs, and no statement."""
        thread, request = self._thread, self._thread.request
        assert request is not None
        task = thread.task((request.start, turn.end), turn, speaker)
        cut = turn.sentence.start if not turn.whole else request.start
        if request not in thread.said:
            pass
        elif request.start >= cut:
            thread.said.remove(request)
        else:
            request.end = min(request.end, turn.sentence.start)
            task.start = turn.sentence.start
        thread.remember(speaker)
        thread.open, thread.current, thread.request = [], None, None

    def _undertake(self, turn: Turn, speaker: Person | None) -> None:
        thread = self._thread
        thread.task((turn.start, turn.end), turn, speaker)
        thread.remember(speaker)
        thread.open, thread.request, thread.current = [], None, None
