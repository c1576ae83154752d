"""Who asks, who answers what, who says something: the turns of an item linked into questions, answers, statements.

What the words do not say is concluded here, from the turn before: `She added` is the last speaker, `He replied` the
one who was asked, an answer without a name goes on with the answer before it. Whatever is concluded has the basis
`derived`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutes_cli.drafts import Said, Task
from minutes_cli.names import Ref
from minutes_cli.people import Person, Registry
from minutes_cli.sentences import Act, Sentence
from minutes_cli.turns import REPORTS, Turn, turns

ASKING = frozenset({"asked", "it_asked", "was_asked", "sought", "sought_arose", "was_keen", "there"})
REPLYING = frozenset({"replied", "said", "it_said", "agreed", "undertaken", "was_told", "promised", "given", "said_colon"})
DOING = frozenset({"motion", "it_moved", "seconded", "declared", "conduct", "it_agreed", "resolved"})
_BARE = frozenset({"BE", "WOULD", "WILL", "VERBIRR", "HAD"})


class Exchange:
    """Reads the turns of one item after the other; `said` and `tasks` are what it found, in the order of the text."""

    def __init__(self, registry: Registry) -> None:
        self._people = registry
        self.said: list[Said] = []
        self.tasks: list[Task] = []
        self.begin(None)

    def begin(self, item: int | None) -> None:
        """A new item: nobody has spoken yet."""
        self._item = item
        self._recent: list[Person] = []  # who spoke, the latest last
        self._open: list[Said] = []  # questions of the exchange in progress
        self._current: Said | None = None  # the row that a sentence without a subject goes on with
        self._asker: Person | None = None
        self._answerer: Person | None = None
        self._request: Said | None = None  # a request that the next turn may agree to
        self._group = -1
        self._style = ""  # of the markers of the list in progress
        self._colon = False  # the paragraph before ended with a colon: a list follows
        self._stopped = False  # the paragraph before ended with a full stop
        self._put: tuple[Person | None, Person | None] = (None, None)  # asker and addressee that a heading names
        self._led: Said | None = None  # a row whose words go on in the quotation that follows
        self._replying: Said | None = None  # the headed answer that paragraphs go on with
        self._reply: tuple[Person | None, tuple[int, int] | None] | None = None  # an answer that a label heads

    def stop(self) -> None:
        """A heading, a decision or a vote stands between: nothing goes on over it."""
        self._open, self._current, self._asker, self._answerer, self._request = [], None, None, None, None
        self._replying = None

    def paragraph(self, sentences: Iterable[Sentence], *, group: int, marker: str | None) -> None:
        """Read one paragraph; `marker` is its bullet or number in a list, `group` that of the list and its lead-in."""
        listed = marker is not None
        sentences = list(sentences)
        if sentences and sentences[0].taken:
            self.stop()
        if self._reply is not None and sentences and not self._is_head(sentences) and not self._interrupts(sentences):
            self.quotation(sentences[0].start, sentences[-1].end)
            self._replying = self._led
            return
        current = self._current
        if current is not None and current.rule == "first" and sentences and not self._interrupts(sentences):
            if not any(_first_person(a) for a in sentences[0].acts):
                current.end = sentences[-1].end  # a question as it was handed in goes on until its answer
                return
        if self._replying is not None and sentences and not self._interrupts(sentences):
            self._replying.end = sentences[-1].end
            return
        self._led = self._reply = self._replying = None
        within = self._in_list(marker, group)
        stopped, self._stopped = self._stopped, bool(sentences) and sentences[-1].tokens[-1].type in ("DOT", "QMARK")
        if (not within or stopped) and self._is_heading(sentences):
            self.stop()
            return
        if not self._goes_on(sentences, within):
            self._current = None
        for sentence in sentences:
            if sentence.taken:
                self.stop()
                continue
            if sentence.acts and sentence.acts[0].form in ("put", "reply") and sentence.acts[0].at == 0:
                act = sentence.acts[0]
                self._headed(sentence, act)
                rest = sentence.tokens[act.end_at].start if act.end_at < len(sentence.tokens) else sentence.end
                if act.form == "reply" and rest < sentences[-1].end:
                    self.quotation(rest, sentences[-1].end)
                    self._replying = self._led
                    return
                continue
            for turn in turns(sentence):
                self._turn(turn, listed=listed, within=within)
        self._colon = bool(sentences) and sentences[-1].tokens[-1].type in ("COLON", "DASH")
        if self._colon and self.said:
            last = self.said[-1]
            self._led = last if sentences[-1].start <= last.end <= sentences[-1].end else self._led

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

    @staticmethod
    def _is_heading(sentences: list[Sentence]) -> bool:
        """A short paragraph that no full stop ends, and in which nobody does anything."""
        if len(sentences) != 1 or len(sentences[0].tokens) > 15 or sentences[0].acts:
            return False
        return sentences[0].tokens[-1].type not in ("DOT", "QMARK", "SEMI", "COLON", "QUOTE", "RPAR", "DASH", "COMMA")

    @staticmethod
    def _interrupts(sentences: list[Sentence]) -> bool:
        """Whether a paragraph behind a headed answer is another's: a member speaks, or Members do."""
        if any(_first_person(a) for a in sentences[0].acts):
            return True
        acts = [a for a in sentences[0].acts if a.form in ("clause", "passive", "put", "reply", "moved_by")]
        if not acts:
            return False
        return acts[0].form != "clause" or acts[0].subject in ("WHO", "ANON") or (acts[0].tree.leaf("GROUP") is not None and (
            acts[0].deed in REPORTS
        ))

    @staticmethod
    def _is_head(sentences: list[Sentence]) -> bool:
        first = sentences[0].acts[:1]
        return bool(first) and first[0].form in ("put", "reply")

    def heading(self, act: Act) -> None:
        """An item's heading that names who asks: `Question submitted by Councillor X`."""
        self._put = (self._persons(act.refs)[0], self._persons(act.by)[0])

    def _headed(self, sentence: Sentence, act: Act) -> None:
        """`Question 1 from X to Y:` and `Reply by Y:` head what follows."""
        who = self._persons(act.refs)[0]
        if act.form == "reply":
            speaker = who or (self._open[-1].addressee if self._open else None) or self._put[1]
            self._reply = (speaker, (act.subject_start, act.subject_end) if act.subject_end else None)
            self._led = None
            return
        to = self._persons(act.by)[0]
        self._put, self._asker, self._open = (who, to), who, []
        self._remember(who)
        self._current = None
        if sentence.tokens[-1].type in ("COLON", "DASH"):
            question = self._say("question", sentence.start, sentence.end, "put", who, (), derived=False)
            question.words = (act.subject_start, act.subject_end)
            question.addressee = to
            self._open, self._current = [question], question

    def quotation(self, start: int, end: int) -> None:
        """Words quoted in full: the question, the answer or the statement that the line before led to."""
        if self._reply is not None:
            speaker, words = self._reply
            row = self._say("response", start, end, "reply", speaker, (), derived=words is None)
            row.words, row.answers = words, [q for q in self._open if not q.answered]
            for question in self._open:
                question.answered = True
            self._reply, self._led, self._current = None, row, row
        elif self._led is not None and self._led.kind == "statement" and any(not q.answered for q in self._open):
            self._led.kind, self._led.start, self._led.end = "response", start, end
            self._led.answers = list(self._open)
            for question in self._open:
                question.answered = True
        elif self._led is not None:
            if self._led.kind == "response" and not self._led.quoted:
                self._led.start = start
            self._led.end = end
        if self._led is not None:
            self._led.quoted = True

    # ---- what a paragraph that names nobody belongs to

    def _goes_on(self, sentences: list[Sentence], within: bool) -> bool:
        """Whether a paragraph goes on with the row before it."""
        current = self._current
        if current is None:
            return False
        heads = [t.head for s in sentences[:1] for t in turns(s)]
        lone = all(h is None for h in heads)
        if within and current.kind != "question":
            return lone or heads[0] is None or heads[0].deed not in REPORTS
        if within:
            return lone
        first = sentences[0] if sentences else None
        if first and heads and heads[0] is not None and heads[0].subject == "PRON":
            return True
        if current.kind != "response":
            return False
        acts = [a for s in sentences for a in s.acts if a.form in ("clause", "passive", "lead")]
        return bool(acts) and all(a.subject in ("PRON", "IT") for a in acts) and any(a.subject == "PRON" for a in acts)

    # ---- one turn

    def _turn(self, turn: Turn, *, listed: bool, within: bool) -> None:
        lead = turn.lead
        if lead is not None and lead.deed in ("lead_question", "lead_asked") and not self._asks_itself(turn):
            self._answered_question(turn, lead)
        elif self._is_marker(turn):
            self._marker(turn)
        elif turn.head is None and any(_first_person(a) for a in turn.acts):
            self._first_person(turn)
        elif (turn.deeds & ASKING and not self._is_idle(turn)) or (turn.asks and "said_colon" in turn.deeds):
            self._question(turn)
        elif turn.asks and turn.head is None:
            self._direct(turn, listed)
        elif turn.head is None:
            self._nobody(turn, within)
        elif (turn.head.deed == "was_told" and turn.head.by) or (turn.head.form == "told" and turn.head.refs) or turn.subject == "WHO":
            self._named(turn, listed, within)
        elif turn.subject == "THEY":
            self._nobody(turn, within)
        elif turn.subject == "PRON":
            self._pronoun(turn)
        else:
            self._collective(turn, within)

    @staticmethod
    def _asks_itself(turn: Turn) -> bool:
        return bool(turn.deeds & ASKING) and turn.lead is not None and turn.lead.deed == "lead_question"

    def _answered_question(self, turn: Turn, lead: Act) -> None:
        """In response to a question from X, Y confirmed: a question and its answer in one sentence."""
        asker, others, _ = self._persons(lead.refs)
        derived = False
        if not lead.subject and self._put[0] is not None:
            asker, derived = self._put[0], True
        if lead.subject == "POSSPRON":
            asker, derived = self._latest() or self._asker, True
        start, end = self._topic(turn, lead)
        rule = lead.deed
        question = self._say("question", start, end, rule, asker, others, derived=derived)
        question.words = (lead.subject_start, lead.subject_end) if lead.subject_end else None
        question.reported = lead.deed == "lead_question"
        self._open, self._asker = [question], asker
        if turn.head is None:
            self._current = None
            return
        self._answer(turn, *self._speakers(turn), start=turn.start)

    @staticmethod
    def _topic(turn: Turn, lead: Act) -> tuple[int, int]:
        """The place of the words that report the question: from `a question` to the comma before the main clause."""
        tokens = turn.sentence.tokens
        question = lead.tree.find("question")
        first = lead.at + (question.start if question else 0)
        stop = turn.head.at if turn.head is not None and turn.head.at >= lead.end_at else len(tokens)
        if turn.head is None:
            stop = next((i for i in range(lead.end_at, len(tokens)) if tokens[i].type == "COMMA"), stop)
        if turn.head is not None and turn.head.at < lead.at < turn.head.end_at:
            inside = (i for i in range(turn.head.at, turn.head.end_at) if tokens[i].type in ("COMMA", "RPAR"))
            stop = max(inside, default=stop)
        last = stop
        if question is None and lead.deed == "lead_asked" and tokens[lead.at - 1].type == "COMMA":
            first = lead.at
        commas = [i for i in range(lead.end_at, stop) if tokens[i].type == "COMMA"]
        if commas and stop < len(tokens) and turn.head is not None and turn.head.at >= lead.end_at:
            last = commas[-1]
        while last > lead.end_at and tokens[last - 1].type in ("COMMA", "DOT", "COLON", "DASH"):
            last -= 1
        return tokens[first].start, tokens[max(last, first + 1) - 1].end

    @staticmethod
    def _is_idle(turn: Turn) -> bool:
        """`Members asked questions.` and `the following questions were asked:` tell of no question."""
        head = turn.head
        if head is None or turn.subject == "WHO" or not turn.deeds & {"asked", "sought", "there"}:
            return False
        if head.tree.leaf("QN") is None or turn.lead is not None:
            return False
        left = [t.type for t in turn.sentence.tokens[head.end_at :]]
        return not any(t in ("QWORD", "LEAD", "COLON") for t in left) or left[-1:] == ["COLON"]

    def _question(self, turn: Turn) -> None:
        speaker, others, derived = self._speakers(turn, asking=True)
        head = turn.head
        assert head is not None
        target = head.target
        if head.deed in ("was_asked", "it_asked"):
            if head.deed == "was_asked":
                target = head.refs
                speaker, others, derived = self._persons(head.by)
                if not head.by and self._put[0] is not None:
                    speaker, derived = self._put[0], True
            else:
                speaker, others, derived = self._persons(head.refs)
        if head.subject in ("THEY", "IT", "GROUP") and turn.self_asked:
            speaker, derived = (self._current.speaker if self._current else self._latest()), True
        start, end = turn.start, turn.end
        current = self._current
        goes_on = current is not None and current.kind == "question" and not current.answered and speaker is current.speaker
        if goes_on and speaker is not None and not turn.begins and current is not None:
            current.end = end
            return
        question = self._say("question", start, end, head.deed, speaker, others, derived=derived)
        question.words = (head.subject_start, head.subject_end) if head.subject_end else None
        if head.deed == "was_asked":  # its subject is who was asked
            by, tokens = head.tree.all("subject")[1:], turn.sentence.tokens[head.at :]
            question.words = (tokens[by[0].start].start, tokens[by[0].end - 1].end) if by else None
        if target:
            question.addressee = self._persons(target)[0]
        if self._open and any(q.answered for q in self._open):
            self._open = []
        if turn.begins or self._current is None or self._current.kind != "question":
            pressed = head.tree.leaf("PRESSV") is not None  # for an answer to the question before
            waiting = [q for q in self._open if not q.answered and self._same_breath(q, question)]
            self._open = waiting if pressed or not turn.begins else []
        self._open.append(question)
        self._asker, self._answerer = speaker, question.addressee or self._answerer
        self._current = question

    def _same_breath(self, earlier: Said, later: Said) -> bool:
        """Whether an unanswered question waits for the same answer as the next."""
        return earlier.end <= later.start and later.start - earlier.end < 4

    def _direct(self, turn: Turn, listed: bool) -> None:
        """A question put in its own words."""
        speaker = self._current.speaker if self._current and not turn.begins else None
        if self._current and self._current.kind == "response":
            speaker = None
        current = self._current
        if current is not None and current.kind == "question" and not current.answered and not turn.begins:
            current.end = turn.end
            return
        marked = self._named_behind(turn)
        if marked is not None:
            speaker = self._persons(marked)[0]
        question = self._say("question", turn.start, turn.end, "direct_question", speaker, (), derived=speaker is not None and not marked)
        self._open, self._asker, self._current = [question], speaker, question

    def _first_person(self, turn: Turn) -> None:
        """`I will ask at the next meeting …`: by the member whom the heading names."""
        asker, to = self._put
        question = self._say("question", turn.start, turn.end, "first", asker, (), derived=True)
        question.addressee = to
        self._open, self._asker, self._current = [question], asker, question

    @staticmethod
    def _named_behind(turn: Turn) -> tuple[Ref, ...] | None:
        """(Councillor Mannan) behind a question names the asker."""
        tokens = turn.sentence.tokens
        value = tokens[-2].value if len(tokens) > 2 and tokens[-1].type == "RPAR" else None
        return value if isinstance(value, tuple) else None

    @staticmethod
    def _is_marker(turn: Turn) -> bool:
        types = turn.sentence.types()
        return turn.whole and len(types) <= 4 and types[:2] == ["LPAR", "WHO"] and types[-1] in ("RPAR", "DOT")

    def _marker(self, turn: Turn) -> None:
        """(Councillor Mannan) behind a question names the asker."""
        value = turn.sentence.tokens[1].value
        person = self._persons(value)[0] if isinstance(value, tuple) else None
        current = self._current
        if current is not None and current.kind == "question" and current.speaker is None:
            current.speaker, current.derived = person, False
            current.words = (turn.sentence.tokens[1].start, turn.sentence.tokens[1].end)
            self._asker = person

    def _named(self, turn: Turn, listed: bool, within: bool) -> None:
        speaker, others, derived = self._speakers(turn)
        if speaker is None and turn.refs:
            self._current = None
            return
        if "was_tasked" in turn.deeds:
            self._undertake(turn, speaker)
            return
        if turn.deeds & {"motion", "seconded", "declared", "conduct", "it_moved", "it_agreed"} and not turn.deeds & {"replied"}:
            self._remember(speaker)
            self._current = None
            return
        if "requested" in turn.deeds and not (self._open and not self._is_asker(speaker) and "replied" in turn.deeds):
            self._request_of(turn, speaker, others)
        elif self._request is not None and turn.deeds & {"agreed", "undertaken", "promised"} and speaker is not self._request.speaker:
            self._accept(turn, speaker)
        elif self._may_answer(turn, speaker, listed):
            self._answer(turn, speaker, others, derived)
        elif self._takes_on(turn):
            self._undertake(turn, speaker)
        elif self._speaks(turn):
            self._state(turn, speaker, others, derived)
        elif within and self._current is not None and self._current.kind == "statement":
            self._current.end = turn.end
        else:
            self._remember(speaker)
            self._current = None

    @staticmethod
    def _speaks(turn: Turn) -> bool:
        """Whether what somebody does is speech: any verb is but for what people do without a word."""
        head = turn.head
        assert head is not None
        if turn.deeds & REPORTS or head.deed == "felt":
            return True
        spoke = head.tree.find("spoke")
        return spoke is not None and spoke.leaf("HAD") is None

    @staticmethod
    def _agrees_to(turn: Turn) -> bool:
        head = turn.head
        return head is not None and head.deed == "agreed" and head.tree.leaf("TO") is not None

    def _takes_on(self, turn: Turn) -> bool:
        if turn.deeds & {"undertaken", "promised"} or self._agrees_to(turn):
            return True
        head = turn.head
        return head is not None and head.deed == "will" and head.subject == "WHO" and head.tree.leaf("BE", "NOT") is None

    def _is_asker(self, person: Person | None) -> bool:
        return person is not None and person is self._asker

    def _may_answer(self, turn: Turn, speaker: Person | None, listed: bool) -> bool:
        if not self._open or self._is_asker(speaker):
            return False
        if "replied" in turn.deeds or turn.sentence.tokens[0].type == "INREPLY":
            return True
        last = self._open[-1]
        if last.addressee is speaker and not last.answered:
            return True
        head = turn.head
        assert head is not None
        if speaker is None:
            return False
        if speaker.presides:
            return not last.answered and not turn.begins and head.deed == "said"
        if not last.answered:
            known = speaker.role or speaker is self._answerer or not turn.begins
            known = known or (last.rule == "direct_question" and not speaker.is_member)
            return bool(known)
        if turn.begins:
            return head.tree.leaf("ADDEDV") is not None or turn.sentence.tokens[0].type in ("ADV", "INREPLY")
        plain = speaker.is_member and not speaker.role
        return not plain and not self._takes_on(turn)

    def _answer(self, turn: Turn, speaker: Person | None, others: tuple[Person, ...], derived: bool, *, start: int | None = None) -> None:
        head = turn.head
        response = self._say(
            "response", turn.start if start is None else start, turn.end, head.deed if head else "bare_answer", speaker, others,
            derived=derived,
        )  # fmt: skip
        if head is not None and head.subject_end:
            response.words = (head.subject_start, head.subject_end)
        response.answers = list(self._open)
        for question in self._open:
            question.answered = True
        self._current, self._answerer, self._request = response, speaker, None
        if self._takes_on(turn) or "given" in turn.deeds:
            self._task(turn.start, turn.end, turn, speaker)

    def _state(self, turn: Turn, speaker: Person | None, others: tuple[Person, ...], derived: bool) -> None:
        current = self._current or self._last_statement(turn)
        if speaker is None or not speaker.presides or turn.begins:
            self._open = []
        self._request = None
        head = turn.head
        assert head is not None
        if current is not None and current.kind == "statement" and current.speaker is speaker and speaker is not None:
            current.end = turn.end
            self._current = current
            return
        row = self._say("statement", turn.start, turn.end, head.deed, speaker, others, derived=derived)
        row.words = (head.subject_start, head.subject_end) if head.subject_end else None
        self._current = row

    def _last_statement(self, turn: Turn) -> Said | None:
        """The row just before, where nothing but white space lies between."""
        last = self.said[-1] if self.said else None
        return last if last is not None and last.item == self._item and last.kind == "statement" and turn.start - last.end < 12 else None

    def _request_of(self, turn: Turn, speaker: Person | None, others: tuple[Person, ...]) -> None:
        self._state(turn, speaker, others, False)
        self._request = self._current

    def _accept(self, turn: Turn, speaker: Person | None) -> None:
        """A request that somebody agrees to is a task of theirs, and no statement."""
        request = self._request
        assert request is not None
        task = self._task(request.start, turn.end, turn, speaker)
        cut = turn.sentence.start if not turn.whole else request.start
        if request.start >= cut and request in self.said:
            self.said.remove(request)
        else:
            request.end = min(request.end, turn.sentence.start)
            task.start = turn.sentence.start
        self._remember(speaker)
        self._open, self._current, self._request = [], None, None

    def _undertake(self, turn: Turn, speaker: Person | None) -> None:
        self._task(turn.start, turn.end, turn, speaker)
        self._remember(speaker)
        self._open, self._request, self._current = [], None, None

    def _task(self, start: int, end: int, turn: Turn, owner: Person | None) -> Task:
        head = turn.head
        task = Task(start, end, head.deed if head else "promise", self._item, owner)
        if head is not None and head.subject_end and head.subject not in ("PRON", "IT"):
            task.owner_words = (head.subject_start, head.subject_end)
        task.derived = head is not None and head.subject == "PRON"
        if owner is not None:
            owner.active = True
        self.tasks.append(task)
        return task

    def _pronoun(self, turn: Turn) -> None:
        head = turn.head
        assert head is not None
        waiting = [q for q in self._open if not q.answered]
        if turn.deeds & {"motion", "declared", "conduct"}:
            return
        if waiting and (turn.deeds & {"replied", "said", "was_told"} or self._is_bare(turn)):
            speaker = self._open[-1].addressee or self._answerer
            if "was_told" in turn.deeds or (speaker is not None and self._is_asker(speaker)):
                speaker = None
            self._answer(turn, speaker, (), speaker is not None)
            return
        current = self._current
        if current is None and self._latest() is None:
            return
        if "requested" in turn.deeds and current is not None and current.kind == "statement":
            current.end = turn.end
            self._request = current
        elif current is not None and current.kind in ("response", "statement"):
            current.end = max(current.end, turn.end)
            if self._takes_on(turn):
                self._task(turn.start, turn.end, turn, current.speaker)
        elif current is not None or turn.deeds & (REPLYING | {"spoke", "was", "would", "felt", "will"}):
            speaker = current.speaker if current is not None else self._latest()
            if speaker is None:
                return
            if self._takes_on(turn):
                self._undertake(turn, speaker)
            else:
                self._state(turn, speaker, (), True)

    @staticmethod
    def _is_bare(turn: Turn) -> bool:
        """`He was not.`"""
        types = turn.sentence.types()
        if types[:1] == ["DASH"]:
            return True
        return len(types) > 2 and types[1] in _BARE and (len(types) <= 5 or types[2] in ("COMMA", "NOT"))

    def _nobody(self, turn: Turn, within: bool) -> None:
        """A sentence without a subject that speaks: it goes on with the row before, or is a bare answer."""
        current = self._current
        types = turn.sentence.types()
        if current is not None and current.kind == "question" and not current.answered:
            if self._terse(types):
                addressee = current.addressee
                self._answer(turn, addressee, (), addressee is not None)
                return
            if not within:
                self._current = None if turn.begins else current
                return
        if current is not None:
            current.end = max(current.end, turn.end)
            if any(a.form == "promise" for a in turn.acts) and current.kind == "response":
                self._impersonal_task(turn)
        elif any(a.form == "promise" for a in turn.acts):
            self._impersonal_task(turn)

    def _impersonal_task(self, turn: Turn) -> None:
        if any(a.form == "promise" and a.tree.leaf("PROMISED") for a in turn.acts):
            self.tasks.append(Task(turn.start, turn.end, "promise", self._item))

    @staticmethod
    def _terse(types: list[str]) -> bool:
        """`It was not.`  `They were, from October.`  `This was given.`"""
        start = 1 if types[:1] == ["DASH"] else 0
        return len(types) > start + 1 and types[start] in ("IT", "PRON", "THEY", "THIS", "NO") and types[start + 1] in _BARE

    def _collective(self, turn: Turn, within: bool) -> None:
        """Members were advised; it was noted; a Member said: an answer where a question waits, else nobody's words."""
        head = turn.head
        assert head is not None
        if head.refs and head.form == "passive":
            self._named(turn, False, within)
            return
        waiting = [q for q in self._open if not q.answered]
        current = self._current
        if head.form == "passive" and current is not None and current.kind == "response" and not turn.begins:
            current.end = turn.end
            return
        if self._request is not None and head.subject == "STAFF" and turn.deeds & {"agreed", "undertaken"}:
            self._accept(turn, None)
            return
        if "requested" in turn.deeds:
            self._open, self._current = [], None
            return
        near = waiting and (not turn.begins or within or turn.start - waiting[-1].end < 12)
        if near and self._may_tell(turn):
            self._answer(turn, None, (), False)
            return
        self._open, self._current, self._request = [], None, None

    @staticmethod
    def _may_tell(turn: Turn) -> bool:
        """Officers said, it was explained, Members were advised or heard: an answer that names nobody."""
        head = turn.head
        assert head is not None
        if head.form == "told" or head.subject == "STAFF":
            return True
        if head.subject in ("GROUP", "ANON"):
            telling = head.deed == "was_told" or head.tree.leaf("HEARDV", "TELLV") is not None
            return telling or "replied" in turn.deeds
        return head.form == "passive" and head.deed == "it_said"

    # ---- persons

    def _persons(self, refs: tuple[Ref, ...]) -> tuple[Person | None, tuple[Person, ...], bool]:
        found = [p for p in (self._people.resolve(r, recent=self._recent) for r in refs) if p is not None]
        for person in found:
            person.active = True
        return (found[0] if found else None), tuple(found[1:]), bool(refs) and refs[0].vague

    def _speakers(self, turn: Turn, *, asking: bool = False) -> tuple[Person | None, tuple[Person, ...], bool]:
        head = turn.head
        if head is None:
            return None, (), False
        if head.deed == "was_told" and head.by:
            return self._persons(head.by)
        if head.refs:
            return self._persons(head.refs)
        if head.subject == "PRON":
            current = self._current
            if asking:
                if current is not None and current.kind != "response":
                    return current.speaker, (), True
                return self._asker or self._latest(), (), True
            return (current.speaker if current is not None else self._latest()), (), True
        return None, (), False

    def _latest(self) -> Person | None:
        return self._recent[-1] if self._recent else None

    def _remember(self, person: Person | None) -> None:
        if person is not None:
            person.active = True
            if person in self._recent:
                self._recent.remove(person)
            self._recent.append(person)

    def _say(self, kind: str, start: int, end: int, rule: str, speaker: Person | None, others: tuple[Person, ...], *, derived: bool) -> Said:
        row = Said(kind, start, end, rule, self._item, speaker, others, derived=derived)
        self._remember(speaker)
        for other in others:
            other.active = True
        self.said.append(row)
        return row


def _first_person(act: Act) -> bool:
    """`I will ask`; or `will ask` at the start, its pronoun lost in scanning."""
    return act.form == "first" or (act.form == "promise" and act.at == 0 and act.tree.leaf("ASKV") is not None)


def _style(marker: str) -> str:
    """The kind of a list marker: `a)` and `b)` are of one list, `8.` of another."""
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "1", marker)))
