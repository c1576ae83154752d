"""Cleaning: artefacts of web pages, Markdown and OCR made harmless, each character replaced by one character.

The cleaned text has the length of the text, so offsets in one are offsets in the other. Lines end in a line
feed only. Within a word that an escape interrupts (`4\\.`, `24^th^`) characters move together and leave
spaces behind.
"""

from __future__ import annotations

import re

from minutes_cli import kept

_PLAIN = {
    **dict.fromkeys("\t\xa0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\u200b\u200c\u200d\ufeff\xad", " "),
    **dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2019": "'",
    "\u201b": "\u2018",
    "\u201e": "\u201c",
    "\uf0b7": "\u2022",
    "\uf0a7": "\u2022",
    "\uf0d8": "\u2022",
    "\u2219": "\u2022",
    "\x00": " ",
}
_ODD = kept.compile(f"[{''.join(map(re.escape, _PLAIN))}]")
_RETURNS = kept.compile(r"\r\n?")
_ENTITY = kept.compile(r"&(?:nbsp|amp|quot|lt|gt|#160|#39|#8217);", re.IGNORECASE)
_ENTITIES = {"&amp;": "&", "&quot;": '"', "&lt;": "<", "&gt;": ">", "&#39;": "'", "&#8217;": "'"}
_QUOTED = kept.compile(r"^[ ]{0,3}(?:>[ ]?)+(?:\[![A-Za-z]+\][-+]?)?", re.MULTILINE)
_BULLET = kept.compile(r"^[ ]*\\\*(?=[ ])", re.MULTILINE)
_ESCAPE = kept.compile(r"\\([!-/:-@\[-`{-~])")
_BROKEN = kept.compile(r"\\$", re.MULTILINE)
_RAISED = kept.compile(r"\^([a-z]{1,3})\^")
_LINK = kept.compile(r"\[([^\[\]\n]*)\]\((<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)?)\)")
_EMPHASIS = kept.compile(r"\*(?:\*+|(?<=\S\*)|(?=\S))")  # what is looked for comes first: that is fast
_ITALIC = kept.compile(r"_(?:(?<![\w_]_)(?=[^\s_])|(?<=[^\s_]_)(?![\w_]))")
_NUMBERED_HEAD = kept.compile(r"^( *\**\d+[.)]?\**[ ]+)(#+)(?= )", re.MULTILINE)
_TAG = kept.compile(
    r"<(/?)(a|b|blockquote|br|center|div|em|font|h[1-6]|hr|i|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead"
    r"|tr|u|ul|AI\d+)(?:\s[^<>\n]{0,400})?/?>",
    re.IGNORECASE,
)
_PARAGRAPHS = frozenset(["blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "ul"])


def clean(text: str) -> str:
    """The text with artefacts replaced, one character for one; table bars and `#` of headings are kept."""
    if "\r" in text:  # first, for what becomes a line feed below belongs to no carriage return
        text = _RETURNS.sub(lambda m: " \n" if len(m[0]) == 2 else "\n", text)
    text = _ODD.sub(lambda m: _PLAIN[m[0]], text)
    if "&" in text:
        text = _ENTITY.sub(lambda m: _ENTITIES.get(m[0].lower(), " ").ljust(len(m[0])), text)
    if ">" in text:
        text = _QUOTED.sub(_blank, text)
    if "](" in text:
        text = _LINK.sub(lambda m: f" {m[1]} ".ljust(len(m[0])), text)
    if "\\" in text:
        text = _BULLET.sub(lambda m: m[0][:-2] + "* ", text)
        text = _ESCAPE.sub(r"\1 ", text)
        text = _BROKEN.sub(" ", text)
    if "^" in text:
        text = _RAISED.sub(r"\1  ", text)
    if "#" in text:
        text = _NUMBERED_HEAD.sub(lambda m: m[1] + " " * len(m[2]), text)
    if "_" in text:
        text = _ITALIC.sub(" ", text)
    if "*" in text:
        text = _EMPHASIS.sub(_blank, text)
    if "<" in text:  # last, for what a tag leaves blank would make a bullet of a star
        text = _without_tags(text)
    return text


def _without_tags(text: str) -> str:
    """The text with each tag of a web page replaced by what it stands for.

    Rows begin a line, cells end in a bar, list items get a dash; a paragraph in mid-line begins a line
    where it is in no cell.
    """
    parts, at, cell = [], 0, False
    for tag in _TAG.finditer(text):
        name, closing = tag[2].lower(), bool(tag[1])
        stand = ""
        if name in ("td", "th"):
            cell, stand = not closing, "|" if closing else ""
        elif name == "tr":
            cell, stand = False, "" if closing else "\n"
        elif name == "li" and not closing:
            stand = "\n- "
        elif name in _PARAGRAPHS and not cell and not _at_edge(text, tag):
            stand = "\n"
        parts += [text[at : tag.start()], stand.ljust(len(tag[0]))]
        at = tag.end()
    return "".join([*parts, text[at:]])


def _at_edge(text: str, tag: re.Match[str]) -> bool:
    """Whether a tag stands at the start or the end of a line, which parts paragraphs already."""
    return text[tag.start() - 1 : tag.start()] in ("", "\n", ">") or text[tag.end() : tag.end() + 1] in (
        "",
        "\n",
    )


def read_bars(clean: str, bar: re.Pattern[str]) -> str:
    """The text with each bar that OCR made of an `I` put right: one that stands alone in its line."""
    if "|" not in clean:
        return clean
    parts, at, done = [], 0, 0
    for found in bar.finditer(clean):
        if found.start() < done:  # each line is looked at once
            continue
        first = clean.rfind("\n", 0, found.start()) + 1
        last = clean.find("\n", found.end())
        done = last if last >= 0 else len(clean)
        if clean.count("|", first, done) == 1:
            parts += [clean[at : found.start()], "I"]
            at = found.end()
    return "".join([*parts, clean[at:]])


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
