"""What a person's own file says of the register: every change, who stands for whom, rights suspended, what was asked.

Beside it the offices that were held and the programs that were let in (rule V-4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rochdale.cooperatives.queries import office_history
from rochdale.membership.models import (
    Guardian,
    Member,
    NameRequest,
    Representative,
    RequestOutcome,
    Right,
    Suspension,
)
from rochdale.membership.queries.application_section import (
    ANSWERS_SECTION,
    APPLICATION_SECTION,
    PAPERS_SECTION,
)
from rochdale.membership.queries.history import Change, history
from rochdale.membership.queries.names import spoken_name
from rochdale.membership.queries.persons import names_of
from rochdale.membership.queries.tokens import tokens_of
from rochdale.membership.queries.whole_file import FileSection, Record, offer_section


class StandRelation(TextChoices):
    """Which way somebody stands for another."""

    REPRESENTED_BY = "represented_by", _("represented by")
    REPRESENTS = "represents", _("represents")
    WARD_OF = "ward_of", _("has as guardian")
    GUARDIAN_OF = "guardian_of", _("is guardian of")


def _history(person_id: UUID, _on: date) -> Iterator[Record]:
    """Every change once: those of the person, and those of each membership."""
    lines = Member.objects.filter(person_id=person_id).order_by("number").values_list("id", flat=True)
    told: dict[tuple[object, ...], Change] = {}
    for member_id in [None, *lines]:
        for change in history(person_id=person_id, member_id=member_id):
            told[change.what, change.place, change.recorded_at, str(change.after)] = change
    for change in sorted(told.values(), key=lambda each: (each.recorded_at, each.place)):
        yield {
            "what": change.what,
            "before": change.before,
            "after": change.after,
            "effective_from": change.effective_from,
            "recorded_at": change.recorded_at,
            "reason": change.reason,
        }


_RELATIONS: Final = (
    (Representative, "organization_id", "person_id", StandRelation.REPRESENTED_BY),
    (Representative, "person_id", "organization_id", StandRelation.REPRESENTS),
    (Guardian, "ward_id", "person_id", StandRelation.WARD_OF),
    (Guardian, "person_id", "ward_id", StandRelation.GUARDIAN_OF),
)


def _stands(person_id: UUID, _on: date) -> list[Record]:
    found = [
        (relation, getattr(row, other), row)
        for model, own, other, relation in _RELATIONS
        for row in model.objects.filter(**{own: person_id}).order_by("from_on", "id")
    ]
    names = names_of(person_ids=[other for _relation, other, _row in found])
    return [
        {
            "relation": relation,
            "name": names.get(other, ""),
            "from_on": row.from_on,
            "until_on": row.until_on,
            "ended_on": row.ended_on,
            "mandate": row.mandate,
        }
        for relation, other, row in found
    ]


def _suspensions(person_id: UUID, _on: date) -> list[Record]:
    return [
        {
            "rights": tuple(right for right in Right if right.value in row.rights),
            "ground": row.ground,
            "words": row.words,
            "from_on": row.from_on,
            "until_on": row.until_on,
            "votes_for": row.votes_for,
            "votes_against": row.votes_against,
            "votes_abstained": row.votes_abstained,
            "directors": row.directors,
            "lifted_on": row.lifted_on,
            "lifted_words": row.lifted_words,
        }
        for row in Suspension.objects.filter(person_id=person_id).order_by("from_on", "id")
    ]


def _name_requests(person_id: UUID, _on: date) -> list[Record]:
    return [
        {
            "asked_on": row.asked_on,
            "name": spoken_name(row.given_names, row.family_name),
            "birth_date": row.birth_date,
            "words": row.words,
            "outcome": RequestOutcome(row.outcome) if row.outcome else None,
            "decided_at": row.decided_at,
        }
        for row in NameRequest.objects.filter(person_id=person_id).order_by("id")
    ]


def _offices(person_id: UUID, _on: date) -> list[Record]:
    return [
        {"office": each.office, "since_on": each.since_on, "until_on": each.until_on}
        for each in office_history(person_id)
    ]


def _programs(person_id: UUID, _on: date) -> list[Record]:
    return [
        {
            "name": each.name,
            "permissions": _listed(permission.value for permission in each.permissions),
            "is_own": each.is_own,
            "made_at": each.made_at,
            "expires_at": each.expires_at,
            "last_used_at": each.last_used_at,
            "revoked_at": each.revoked_at,
        }
        for each in tokens_of(person_id=person_id)
    ]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


_DAYS: Final = {"from_on": _("From"), "until_on": _("Until"), "ended_on": _("Ended on")}
_SECTIONS: Final = (
    FileSection(
        "history",
        _("Changes"),
        {
            "what": _("What"),
            "before": _("Before"),
            "after": _("After"),
            "effective_from": _("From which day"),
            "recorded_at": _("Written down"),
            "reason": _("Why"),
        },
        lambda person_id, on: list(_history(person_id, on)),
    ),
    FileSection(
        "stands",
        _("Who stands for whom"),
        {"relation": _("How"), "name": _("Name"), **_DAYS, "mandate": _("By what")},
        _stands,
    ),
    FileSection(
        "suspensions",
        _("Rights suspended"),
        {
            "rights": _("Rights"),
            "ground": _("Ground"),
            "words": _("Words"),
            **_DAYS,
            "votes_for": _("Votes for it"),
            "votes_against": _("Votes against it"),
            "votes_abstained": _("Abstentions"),
            "directors": _("Directors of the board"),
            "lifted_on": _("Given back on"),
            "lifted_words": _("Why they were given back"),
        },
        _suspensions,
    ),
    FileSection(
        "name_requests",
        _("Corrections asked for"),
        {
            "asked_on": _("When"),
            "name": _("Name"),
            "birth_date": _("Date of birth"),
            "words": _("Words"),
            "outcome": _("What became of it"),
            "decided_at": _("Decided"),
        },
        _name_requests,
    ),
    FileSection(
        "offices",
        _("Offices held"),
        {"office": _("Office"), "since_on": _("From"), "until_on": _("Until")},
        _offices,
    ),
    FileSection(
        "programs",
        _("Programs let in"),
        {
            "name": _("Name"),
            "permissions": _("What it may do by office"),
            "is_own": _("Own matters"),
            "made_at": _("When"),
            "expires_at": _("Until"),
            "last_used_at": _("Last used"),
            "revoked_at": _("Revoked"),
        },
        _programs,
    ),
)


def offer_register_sections() -> None:
    """Let these sections be part of everybody's file. Called when the room is made ready."""
    for section in (*_SECTIONS, APPLICATION_SECTION, ANSWERS_SECTION, PAPERS_SECTION):
        offer_section(section=section)
