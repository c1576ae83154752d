"""HTML: a web page's words, without what surrounds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from minutes_cli.errors import MissingExtraError
from minutes_cli.readers.bounds import Bounds
from minutes_cli.readers.elements import BLOCKS, DROPPED, HEADINGS, ROLES, VOID
from minutes_cli.readers.flow import Block, numeral, row_of, written

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_FURNITURE = frozenset(("mgLinks", "mgSectionTitle", "breadcrumb"))
"""Classes of what a ModernGov page has around its minutes."""
_ITEM_NUMBER = "mgItemNumberCell"
_ITEM_LABEL = "Agenda item"
"""The line that ModernGov puts above an item on a page of its own."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)([^<>]*)>?")
_NAMES = re.compile(r"\s+[^\s=>\"']+")
_MOST_NAMES = 64
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u2002-\u200a\u202f\u3000]+")
_BROKEN = re.compile(r" ?\x0b ?")


def charset(data: bytes) -> str | None:
    """The encoding that a page says it is in, None where it says none near its start."""
    found = _CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii", "replace") if found else None


def read(source: str, bounds: Bounds) -> str:
    """The words of a page: blocks with an empty line between them, lists with markers, tables with bars.

    Scripts, navigation and what a page hides are left out. Raises MissingExtraError without selectolax and
    LimitError where elements stand too deep within each other.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as fault:
        raise MissingExtraError(
            "this is a web page, and the package that reads it is missing: pip install 'minutes-parser[html]'"
        ) from fault
    tree = LexborHTMLParser(_tamed(source, bounds))
    root = _content(tree.css_first)
    return written(_Walk(bounds).read(root)) if root is not None else ""


def _tamed(source: str, bounds: Bounds) -> str:
    """The page without what costs the parser the square of its size: tags of endless attributes are bared.

    Depth is bounded here loosely, since a page need not close what it opens, and in the tree exactly.
    """
    depth = 0
    loose = bounds.limits.max_nesting * 4

    def tame(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() not in VOID:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > loose:
                bounds.nesting(depth)
        if len(tag[3]) > _MOST_NAMES * 2 and len(_NAMES.findall(tag[3])) > _MOST_NAMES and "=" in tag[3]:
            return f"<{tag[1]}{tag[2]}>"
        return tag[0]

    return _TAG.sub(tame, source)


def _content(first: Callable[[str], LexborNode | None]) -> LexborNode | None:
    """The element that holds what a page is about."""
    body = first("body")
    most = len(body.text()) if body is not None else 0
    for query in ("#modgov", "main", "[role=main]"):
        found = first(query)
        if found is not None and len(found.text()) * 5 > most:
            return found
    return body


class _Walk:
    """A walk over the elements of a page, without recursion, that collects its blocks."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.words: list[str] = []  # of the block that is open
        self.sinks: list[list[Block]] = [[]]  # where blocks go: the page's, or a cell's
        self.rows: list[list[list[Block]]] = []  # the rows that are open, with their cells
        self.lists: list[_List] = []
        self.size = 0
        self.plain = 0  # how many elements are open whose spaces count
        self.is_item = False  # whether the row that is open is an agenda item of ModernGov

    def read(self, root: LexborNode) -> list[Block]:
        """All blocks below an element."""
        node, depth, seen = root, 0, 0
        aside = root.attributes.get("id") == "modgov"  # where links that stand alone lead elsewhere
        while True:
            seen += 1
            if seen % 1024 == 0:
                self.bounds.time()
            child = None if aside and depth == 1 and node.tag == "a" else self._enter(node)
            if child is not None:
                node, depth = child, depth + 1
                self.bounds.nesting(depth)
                continue
            while True:
                if depth == 0:
                    self._flush()
                    return self.sinks[0]
                sibling = node.next
                if sibling is not None:
                    node = sibling
                    break
                parent = node.parent
                assert parent is not None  # the walk came from there
                node, depth = parent, depth - 1
                self._leave(node)

    def _enter(self, node: LexborNode) -> LexborNode | None:
        """Begin an element, and give its first child where that is to be walked."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return None
        if tag in ("br", "wbr"):
            self.words.append("\x0b" if tag == "br" else "")
            return None
        if tag.startswith("-") or tag in DROPPED or self._is_hidden(node):
            return None
        child = node.child
        if tag in BLOCKS:
            self._flush()
            if child is not None:
                self._open(tag, node)
        return child

    def _text(self, words: str) -> None:
        self.size += len(words)
        self.bounds.characters(self.size)
        self.words.append(words.replace("\x0b", " ").replace("\n", "\x0b") if self.plain else words)

    @staticmethod
    def _is_hidden(node: LexborNode) -> bool:
        names = node.attributes
        if not names:
            return False
        if "hidden" in names or names.get("role") in ROLES or _HIDDEN.search(names.get("style") or ""):
            return True
        classes = (names.get("class") or "").split()
        return not _FURNITURE.isdisjoint(classes) or (node.tag == "th" and "mgHide" in classes)

    def _open(self, tag: str, node: LexborNode) -> None:
        if tag in ("ul", "ol", "menu"):
            names = node.attributes
            self.lists.append(_List(tag, names.get("type") or "1", names.get("start")))
        elif tag == "li" and self.lists:
            self.lists[-1].next(node.attributes.get("value"))
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append([])
            self.sinks.append(self.rows[-1][-1])
            self.is_item |= _ITEM_NUMBER in (node.attributes.get("class") or "").split()
        elif tag == "pre":
            self.plain += 1

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag not in BLOCKS:
            return
        self._flush("" if _is_titled(node) else tag)
        if tag in ("ul", "ol", "menu"):
            self.lists.pop()
        elif tag == "tr":
            self.sinks[-1] += [Block(_ITEM_LABEL)] * self.is_item + row_of(self.rows.pop())
            self.is_item = False
        elif tag in ("td", "th") and self.rows:
            self.sinks.pop()
        elif tag == "pre":
            self.plain -= 1

    def _flush(self, tag: str = "") -> None:
        """End the block that is open; `tag` is the element that ends with it."""
        if not self.words:
            return
        words = _SPACE.sub(" ", "".join(self.words))
        self.words = []
        words = _BROKEN.sub("\n", words).strip(" \n")
        if not words:
            return
        marker = self.lists[-1].take() if self.lists else None
        if marker is not None:
            indent = "  " * (len(self.lists) - 1)
            self.sinks[-1].append(Block(f"{indent}{marker} {words}", "item"))
        elif tag in HEADINGS:
            self.sinks[-1].append(Block(f"{'#' * int(tag[1])} {words}"))
        else:
            self.sinks[-1].append(Block(words))


def _is_titled(node: LexborNode) -> bool:
    """Whether it is a title of ModernGov, whose lines are known without a heading's mark."""
    return (node.attributes.get("class") or "").startswith("mg")


class _List:
    """A list that is open: what stands before its next item."""

    def __init__(self, tag: str, form: str, start: str | None) -> None:
        self.ordered = tag == "ol"
        self.form = form
        self.count = int(start) - 1 if start and start.isdecimal() and len(start) < 6 else 0
        self.marker: str | None = None

    def next(self, value: str | None) -> None:
        """Begin an item."""
        self.count = int(value) if value and value.isdecimal() and len(value) < 6 else self.count + 1
        self.marker = f"{numeral(self.count, self.form)}." if self.ordered else "•"

    def take(self) -> str | None:
        """The marker of the item that is open, once."""
        marker, self.marker = self.marker, None
        return marker
