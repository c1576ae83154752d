"""The clauses of a decision, told by its list or by the letters in its sentence."""

from __future__ import annotations

from minutes_cli import kept
from minutes_cli.drafts import Decided, Span

_LETTERED = kept.compile(r":\s*\(?(?:[a1i])[).]\s+")  # that: a)
_CLAUSE = kept.compile(r"[;,.]\s+(?:and\s+)?\(?(?:[a-h]|\d|[iv]+)[).]\s+")  # ; and b)


def listed(text: str, decided: Decided) -> list[Span]:
    """The clauses of a decision: its list, or what stands behind `that: a)` and `; b)` in its sentence."""
    if len(decided.clauses) > 1:
        return [(clause.start, clause.end) for clause in decided.clauses]
    lead = _LETTERED.search(text, decided.start, decided.end)
    places = [m.span() for m in _CLAUSE.finditer(text, lead.end(), decided.end)] if lead else []
    if lead is None or not places:
        return []
    starts = [lead.end(), *(end for _, end in places)]
    return list(zip(starts, [*(start for start, _ in places), decided.end], strict=True))
