"""Titles before a name: which of them are one, and which are offices."""

from __future__ import annotations

PREFIXES = {"cllr": "Councillor", "cllr.": "Councillor", "cllrs": "Councillor", "councillors": "Councillor"}
PREFIXES |= {
    "clr": "Councillor",
    "cclr": "Councillor",
    "clrs": "Councillor",
    "cllrs.": "Councillor",
    "ccllr": "Councillor",
}
COUNCILLORS = frozenset({"Cmhlr", "Comhairleoir", "Cr", "Cyng", "Cynghorydd"})  # in other tongues
RANKS = frozenset(  # titles that tell who is meant where no name follows
    [
        "A/Superintendent",
        "Acting Superintendent",
        "Archdeacon",
        "Canon",
        "Captain",
        "Chief Inspector",
        "Chief Superintendent",
        "Colonel",
        "Commander",
        "Detective Inspector",
        "Detective Sergeant",
        "Detective Superintendent",
        "Imam",
        "Pastor",
        "Professor",
        "Rabbi",
        "Reverend",
        "Sergeant",
        "Superintendent",
    ]
)
PLURALS = {
    "crs": "Cr",
    "comhairleoirí": "Councillor",
    "council members": "Council Member",
    "messrs": "Mr",
    "messrs.": "Mr",
    "aldermen": "Alderman",
    "drs": "Dr",
    "misses": "Miss",
    "members": None,
}


def is_councillor(title: str) -> bool:
    """Whether a title is a councillor's of some council: County Councillor   Cty. Cllr."""
    return title.endswith("Councillor") or title.rstrip(".").endswith("Cllr")


def fold_prefix(words: list[str]) -> str | None:
    """Titles as one prefix: Cllr Mrs is Councillor Mrs."""
    return " ".join(PREFIXES.get(w.lower(), w.rstrip(".") if w.lower() != "rev'd" else w) for w in words) or None
