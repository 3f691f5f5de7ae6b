"""The texts that a ballot is bound to by their hashes: what the meeting was called for, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from rochdale.assembly.models import AgendaItem
from rochdale.assembly.queries.balloting import Asked, BallotDraft
from rochdale.assembly.queries.meetings import MeetingSeen, in_language
from rochdale.cooperatives import queries as cooperatives


def notice_text(seen: MeetingSeen, languages: Sequence[str], cooperative_id: UUID) -> str:
    """The meeting as it was called: where and when it sits, and its agenda, in each language."""
    own = cooperatives.cooperative(cooperative_id)
    zone = ZoneInfo(own.time_zone)
    lines = [own.name]
    for language in languages:
        lines += ["", seen.title(language)]
        for sitting in seen.sittings:
            places = (
                f"{sitting.starts_at.astimezone(zone):%Y-%m-%d %H:%M}",
                sitting.venue,
                sitting.online_url,
            )
            lines.append("  ".join(part for part in places if part))
        lines += [f"{item.place}. {item.title(language)}" for item in seen.items]
    return "\n".join(lines) + "\n"


def motions_text(item: AgendaItem, draft: BallotDraft) -> str:
    """What is asked, with the wording of the item, in each language."""
    lines: list[str] = []
    for language in draft.languages:
        lines += [draft.names[language], in_language(item.titles, language)]
        if item.texts:
            lines.append(in_language(item.texts, language))
        lines.append(draft.descriptions[language])
        for asked in draft.questions:
            lines += ["", *_question(asked, language)]
        lines.append("")
    return "\n".join(lines)


def _question(asked: Asked, language: str) -> Iterator[str]:
    worded = asked.worded(language)
    yield worded.question
    yield from (f"- {answer}" for answer in worded.answers)
    if asked.rule:
        yield f"({asked.rule}, {asked.seats})"
