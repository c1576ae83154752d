"""Moving: whether the words of a passage move a motion, or only speak of one."""

from __future__ import annotations

from minutes_cli.business.floor import Floor
from minutes_cli.business.passages import SECONDING, Found, Passage
from minutes_cli.engine.tokens import Token

MOVING = frozenset({"moved", "went_on", "both", "bracketed", "unnamed", "impersonal"})
_SETTLING = frozenset({"MOTION", "MATTER", "CARRIED", "AGREED", "MOVED"})
_OPENING = frozenset({"BE", "WAS", "ADV", "COMMA", "COLON", "DASH", "LPAR", "SEMI", "BAR", "DOT", "QUOTE"})
_NEAR = 2  # passages after a moving in which its seconding may stand, a list of its conditions aside
_LISTED = 12  # passages of such a list


def is_strange(floor: Floor, passage: Passage, island: Found) -> bool:
    """Whether who moves or seconds is a bare word that nobody is called by: Residents moved."""
    name = island.tree.find("surname")
    return name is not None and not floor.knows(named(passage, island, "surname"))


def is_moving(floor: Floor, passage: Passage, found: list[Found], at: int, soon: bool) -> bool:
    """Whether a motion is moved: `proposed` may be a mere suggestion, `moved` a change of place."""
    island, types = found[at], passage.types()
    later = found[at + 1 :]
    if island.name == "impersonal":
        return any(f.name == "result" and types[f.at] != "MOTION" for f in later)
    if island.name == "bracketed":
        return bool(_SETTLING & set(types[: island.at])) and all(
            floor.knows(named(passage, island, part)) for part in ("mover", "seconder")
        )
    if island.name == "went_on":
        begins = types[: island.at].count("WHO") == 1 and "WHO" in types[:2]
        return begins and (soon or any(f.name in SECONDING for f in later))
    if _is_spoken_of(passage, island, later, soon=soon):
        return False
    before = types[island.at - 1] if island.at else ""
    seconded = any(f.name in SECONDING - {"supported"} for f in later)
    if island.tree.leaf("TO") and not island.tree.leaf("MADE", "MOVED"):  # Motion to approve it by Councillor A
        return seconded or soon or any(f.name in ("result", "supported") for f in later)
    who = types[island.at] == "WHO" or island.tree.find("surname") is not None
    if island.name == "unnamed" or seconded or (island.name == "both" and who):
        return True
    if island.tree.leaf("MADE", "MOTION", "AMENDMENT") and (types[island.at] != "MOTION" or "MADE" in types):
        return True
    if not who and types[island.at] != "HE":
        return before in ("", *_OPENING) or (island.at == 1 and types[1] in ("MOTION", "AMENDMENT"))
    follows = types[island.end : island.end + 4]
    word = floor.word(passage.tokens[island.end - 1])
    if soon and follows[:1] != ["BY"] and types[island.at] != "HE":
        return True
    if any(f.name == "result" and types[f.at] not in ("MOTION", "AMENDMENT") for f in later):
        return True  # proposed that the item be deferred, and this was carried
    moves = word.startswith(("mov", "motion", "so "))
    return moves and (
        follows[:1] in (["THAT"], ["QUOTE"], ["COLON"])
        or follows[:2] == ["TO", "WORD"]
        or "MOTION" in follows
        or "AMENDMENT" in follows
    )


def _is_spoken_of(passage: Passage, island: Found, later: list[Found], *, soon: bool) -> bool:
    """Whether the words speak of what is moved already, or of something else: as proposed by; Proposed Visit."""
    types = passage.types()
    before = types[island.at - 1] if island.at else ""
    if types[island.at] == "AMENDMENT" and island.at and island.tree.leaf("MADE", "MOVED") is None:
        return True  # elsewhere the amendment by somebody is one already moved
    if types[island.end : island.end + 2] in (["NO", "MOTION"], ["NO", "AMENDMENT"]):
        return True  # moved no motion
    if island.tree.leaf("BAR", "COLON", "MOVER") is not None or types[island.at] != "MOVED":
        return False
    mover = island.tree.find("mover")
    bare = mover is not None and mover.find("bare") is not None
    line = passage.block.kind == "motion" and island.tree.leaf("BY") is not None and island.end == len(types)
    return before == "AS" or (bare and not line and not (later and later[0].name in SECONDING) and not soon)


def labels(passage: Passage, found: list[Found], at: int) -> bool:
    """Whether a `Prop` or `2nd` before a name is a label, not part of what is named: `the 2nd Report`."""
    island = found[at]
    if island.tree.leaf("MOVER", "SECONDER") is None or island.name == "unseconded":
        return True
    before = passage.tokens[island.at - 1].type if island.at else ""
    if before in ("", *_OPENING):
        return True
    beside = [*found[max(0, at - 1) : at], *found[at + 1 : at + 2]]
    return any(abs(f.end - island.at) <= 1 or abs(f.at - island.end) <= 1 for f in beside)


def seconding(found: list[Found]) -> bool:
    """Whether the next passages second what was moved, before they move anything else."""
    told = SECONDING - {"supported"}
    first = next((f for f in found if f.name in told or f.name in ("moved", "both", "unnamed")), None)
    return first is not None and first.name in told


def after(passages: list[Passage], number: int) -> list[int]:
    """The next passages of the item, those of a list between left out."""
    item, near = passages[number].block.item, list[int]()
    for at in range(number + 1, min(number + 1 + _LISTED, len(passages))):
        if passages[at].block.item != item or len(near) == _NEAR:
            break
        if passages[at].block.kind != "list_item" or passages[at].has("SECONDED", "SECONDER") or at == number + 1:
            near.append(at)
    return near


def named(passage: Passage, island: Found, part: str) -> list[Token]:
    """The tokens of the mover or the seconder that an island names."""
    tree = island.tree.find(part)
    return passage.tokens[island.at + tree.start : island.at + tree.end] if tree else []
