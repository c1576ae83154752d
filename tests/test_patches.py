"""Grammar patches of a user's own: what they change, and what is said of a faulty one, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_cli import GrammarError, Minutes, parse

FAULTS = {
    "a name that no grammar has": (
        '// Our words.\n\n%extend SAYVV: "mooted"\n',
        "line 3: no rule or terminal is called SAYVV; did you mean SAYV?",
    ),
    "a name like no other": (
        '%extend ZZZZ: "mooted"\n',
        "line 1: no rule or terminal is called ZZZZ; the grammars folder lists the names",
    ),
    "a name of another grammar": (
        '// grammar: voting\n%extend REPLYV: "rejoined"\n',
        "line 2: no rule or terminal is called REPLYV in the grammar voting; the grammars folder lists the names",
    ),
    "one name overridden twice": (
        '%override PRON: "he"i\n\n%override PRON: "she"i\n',
        "line 3: PRON is overridden twice",
    ),
    "an import": (
        "%import common.WORD\n",
        "line 1: expected %extend NAME: or %override NAME:, found '%import common.WORD'",
    ),
    "a rule of its own": (
        '%extend SAYV: "mooted"\nmooted: SAYV\n',
        "line 2: expected %extend NAME: or %override NAME:, found 'mooted: SAYV'",
    ),
    "a misspelt directive": (
        '%extand SAYV: "mooted"\n',
        "line 1: expected %extend NAME: or %override NAME:, found '%extand SAYV: \"mooted\"'",
    ),
    "a conflict": (
        '%extend SAYV: "mooted"\n\n// answers too\n%extend said: REPLYV\n',
        "line 4: said: the same words would be read in two ways, as <replied : REPLYV> and as <said : REPLYV>",
    ),
    "a part that nobody defines": (
        "%extend said: SAYW\n",
        "line 1: said: no rule or terminal is called SAYW",
    ),
    "a broken pattern": (
        "%extend SAYV: /(/\n",
        "line 1: SAYV: a regular expression is wrong, or a string is empty",
    ),
    "an open string": (
        '%extend SAYV: "mooted"\n    | "opined at\n',
        'line 2: SAYV: expected rules and terminals, "words" in quotation marks or /patterns/ between bars',
    ),
}


def patched(folder: Path, patch: str, text: str) -> Minutes:
    """A text read with a patch of the user's own."""
    path = folder / "ours.lark"
    path.write_text(patch, "utf-8")
    return parse(text, grammar=path)


@pytest.mark.parametrize(("patch", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_one_line_with_the_line_of_the_users_file(tmp_path: Path, patch: str, said: str) -> None:
    with pytest.raises(GrammarError) as caught:
        patched(tmp_path, patch, "")
    assert str(caught.value) == f"{tmp_path / 'ours.lark'}, {said}"


def test_an_open_end_is_told_by_the_rule_or_by_what_follows(tmp_path: Path) -> None:
    told = r"line 1: _advs: it is open whether (<_advs : .*>|what stands before ADV) has come to its end or goes on$"
    with pytest.raises(GrammarError, match=told):
        patched(tmp_path, "%extend _advs: _advs _advs\n", "")


def test_a_grammar_of_no_such_name_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(GrammarError, match=r"line 1: no grammar is called vote; there are .*, voting, .*words$"):
        patched(tmp_path, '// grammar: vote\n%extend CARRIED: "won the day"\n', "")


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(GrammarError) as caught:
        parse("", grammar=tmp_path / "gone.lark")
    assert str(caught.value) == f"{tmp_path / 'gone.lark'}: cannot read the grammar: No such file or directory"


def test_a_file_that_is_not_utf8_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ours.lark"
    path.write_bytes(b'%extend TITLE: "Comhairleoir B\xe9ara"\n')
    with pytest.raises(GrammarError) as caught:
        parse("", grammar=path)
    assert str(caught.value) == f"{path}: the grammar is not UTF-8 text"


def test_an_empty_patch_changes_nothing(tmp_path: Path) -> None:
    text = "Minutes:\n\nCouncillor Ash asked whether the bridge was safe.\n"
    assert patched(tmp_path, "// Nothing yet.\n", text) == parse(text)


def test_extending_twice_adds_both(tmp_path: Path) -> None:
    patch = '%extend QUERYV: "pondered aloud"\n%extend QUERYV: "fished for"\n'
    text = "Councillor Ash pondered aloud when it would end. Councillor Birch fished for the sum."
    assert [q.rule for q in patched(tmp_path, patch, text).questions] == ["asked", "asked"]
    assert parse(text).questions == ()


def test_an_overridden_list_holds_only_the_new_words(tmp_path: Path) -> None:
    text = "Councillor Ash queried the sum. Councillor Birch poked at the date."
    found = patched(tmp_path, '%override QUERYV: "poked at"\n', text).questions
    assert [q.speaker_text for q in found] == ["Councillor Birch"]


def test_a_comment_names_the_grammar_of_what_follows(tmp_path: Path) -> None:
    text = "Councillor Ash moved that the gate be painted. Councillor Birch seconded. The motion won the day.\n"
    patch = '// grammar: voting\n%extend CARRIED: "won the day"\n'
    assert [m.outcome for m in parse(text).motions] == [None]
    assert [m.outcome for m in patched(tmp_path, patch, text).motions] == ["carried"]
