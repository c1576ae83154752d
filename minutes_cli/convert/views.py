"""The views of the database: what people ask of minutes, with names in the place of ids."""

from __future__ import annotations

_MEETING = 'm."organization", m."body", m."date"'
_ITEM = 'i."number" AS item_number, i."title" AS item'
_PLACE = 'x."line", x."page"'
_COUNTS = 'v."for", v."against", v."abstain", v."unanimous"'
_JOINS = """
    JOIN meetings m ON m."document" = x."document"
    LEFT JOIN items i ON i."document" = x."document" AND i."id" = x."item\""""


def _person(alias: str, column: str, row: str = "x") -> str:
    """The join that fetches an attendee by an id in a row."""
    return f"""
    LEFT JOIN attendees {alias} ON {alias}."document" = {row}."document"
        AND {alias}."id" = {row}."{column}\""""


VIEWS = {
    "question_answer": f"""
    SELECT x."document", {_MEETING}, {_ITEM},
           x."id" AS question, asker."name" AS asked_by, x."speaker_text" AS asked_by_text,
           x."text" AS question_text, r."id" AS response, answerer."name" AS answered_by,
           r."speaker_text" AS answered_by_text, r."text" AS response_text, {_PLACE}
    FROM questions x{_JOINS}{_person("asker", "speaker")}
    LEFT JOIN response_answers a ON a."document" = x."document" AND a."question" = x."id"
    LEFT JOIN responses r ON r."document" = x."document" AND r."id" = a."response"
    {_person("answerer", "speaker", "r")}
    ORDER BY x."document", x."position", r."position\"""",
    "unanswered_questions": """
    SELECT * FROM question_answer WHERE response IS NULL""",
    "decisions": f"""
    SELECT x."document", {_MEETING}, {_ITEM}, x."id" AS resolution, x."decision", x."text",
           mover."name" AS moved_by, seconder."name" AS seconded_by, {_COUNTS}, {_PLACE}
    FROM resolutions x{_JOINS}
    LEFT JOIN motions o ON o."document" = x."document" AND o."id" = x."motion"
    {_person("mover", "moved_by", "o")}{_person("seconder", "seconded_by", "o")}
    LEFT JOIN votes v ON v."document" = x."document" AND v."resolution" = x."id"
    ORDER BY x."document", x."position\"""",
    "motion_votes": f"""
    SELECT x."document", {_MEETING}, {_ITEM}, x."id" AS motion, x."text", mover."name" AS moved_by,
           seconder."name" AS seconded_by, x."outcome", {_COUNTS}, {_PLACE}
    FROM motions x{_JOINS}{_person("mover", "moved_by")}{_person("seconder", "seconded_by")}
    LEFT JOIN votes v ON v."document" = x."document" AND v."motion" = x."id"
    ORDER BY x."document", x."position\"""",
    "recorded_votes": f"""
    SELECT x."document", {_MEETING}, {_ITEM}, x."id" AS vote_id,
           coalesce(p."name", b."text") AS voter, b."vote", x."motion", x."resolution", {_PLACE}
    FROM votes x{_JOINS}
    JOIN vote_voters b ON b."document" = x."document" AND b."vote_id" = x."id"
    {_person("p", "attendee", "b")}
    ORDER BY x."document", x."position", b."position\"""",
    "tasks": f"""
    SELECT x."document", {_MEETING}, {_ITEM}, x."id" AS action, x."text", owner."name" AS owner,
           x."owner_text", x."due", x."due_text", {_PLACE}
    FROM actions x{_JOINS}{_person("owner", "owner")}
    ORDER BY x."document", x."position\"""",
    "lacking": """
    SELECT m."document", m."characters", m."date" IS NULL AS no_date,
           NOT EXISTS (SELECT 1 FROM items i WHERE i."document" = m."document") AS no_items,
           NOT EXISTS (SELECT 1 FROM attendees a
                       WHERE a."document" = m."document" AND a."name" IS NOT NULL) AS no_people
    FROM meetings m WHERE no_date OR no_items OR no_people ORDER BY m."document\"""",
    "people": """
    SELECT a."name", count(DISTINCT a."document") AS meetings,
           sum(a."status" IN ('present', 'in_attendance', 'substitute')) AS present,
           sum((SELECT count(*) FROM questions q
                WHERE q."document" = a."document" AND q."speaker" = a."id")) AS questions,
           sum((SELECT count(*) FROM responses r
                WHERE r."document" = a."document" AND r."speaker" = a."id")) AS responses,
           sum((SELECT count(*) FROM motions o
                WHERE o."document" = a."document" AND o."moved_by" = a."id")) AS moved
    FROM attendees a WHERE a."name" IS NOT NULL GROUP BY a."name" ORDER BY a."name\"""",
}
