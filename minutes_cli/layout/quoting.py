"""Quotations masked: an old resolution or a letter that is quoted is none of this meeting's business."""

from __future__ import annotations

import re

from minutes_cli import kept

MASK = "\ue000"
STOP = "\ue001"  # the last place of a quotation that ends a sentence within its marks
# Each branch begins with its mark, and looks back over it: so the places to try are found fast.
# The title in front matter, `title: "Minutes of the Meeting held …"`, is no quotation.
_DOUBLE = kept.compile(r"“[^“”]{1,4000}”|\"(?<!\ntitle: \")(?<![\w\"]\")(?=\S)[^\"\n]{1,1500}\"")
_SINGLE = kept.compile(r"‘(?:[^‘'\n]|'(?=\w)){1,800}'(?!\w)|'(?<![\w']')(?=[A-Z])(?:[^'\n]|'(?=\w)){3,400}'(?!\w)")


def mask(clean: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with each quotation, its marks included, replaced one for one by a mask; and their places."""
    places: list[tuple[int, int]] = []

    def hide(found: re.Match[str]) -> str:
        places.append(found.span())
        ends = found[0][-2] in ".?!"
        return MASK * (len(found[0]) - ends) + STOP * ends

    text = _SINGLE.sub(hide, _DOUBLE.sub(hide, clean))
    return text, tuple(sorted(places))
