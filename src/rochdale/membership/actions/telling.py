"""The letters of a departure: what who leaves is told at each step, written with the step."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import queries
from rochdale.membership.actions.letters import (
    Letter,
    LetterFact,
    LetterKind,
    postal,
    write_letter_to,
    write_letters,
)
from rochdale.membership.models import DepartureCause, DepartureStepKind
from rochdale.membership.queries import GROUND_WORDS, DepartureFile, TakenStep

_K = DepartureStepKind


def tell_notice_received(*, by: Acting, departure_id: UUID, act_id: UUID) -> None:
    """The receipt of a notice of leaving (rule Q-22)."""
    found = queries.departure(departure_id=departure_id)
    assert found.earliest_end is not None
    facts = {"asked_on": found.opened_on, "earliest": found.earliest_end}
    _write(by, found, LetterKind.NOTICE_RECEIVED, act_id, facts)


def tell_hearing(*, by: Acting, departure_id: UUID, act_id: UUID) -> None:
    """The notice of a hearing, with the ground and what is said (rule Q-19.2)."""
    found = queries.departure(departure_id=departure_id)
    assert found.last.named_date is not None
    facts = {
        "ground": _ground(found),
        "proposed_words": _step(found, _K.PROPOSED).words,
        "hearing_on": found.last.named_date,
        "words": found.last.words,
    }
    _write(by, found, LetterKind.HEARING_NOTICE, act_id, facts)


def tell_decided(*, by: Acting, departure_id: UUID, act_id: UUID) -> None:
    """An exclusion with its reasons, the day it takes effect, and the appeal (rule Q-19.5)."""
    found = queries.departure(departure_id=departure_id)
    decided = _step(found, _K.DECIDED)
    assert found.last.named_date is not None
    facts: dict[str, LetterFact] = {
        "ground": _ground(found),
        "words": found.last.words,
        "effective_on": found.last.named_date,
        "appeal_until": found.last.next_by or "",
        "votes_for": decided.votes_for or 0,
        "votes_against": decided.votes_against or 0,
        "directors": decided.directors or 0,
    }
    _write(by, found, LetterKind.EXCLUSION_DECIDED, act_id, facts)


def tell_dismissed(*, by: Acting, departure_id: UUID, act_id: UUID) -> None:
    """An exclusion that did not reach its majority."""
    found = queries.departure(departure_id=departure_id)
    _write(by, found, LetterKind.EXCLUSION_DISMISSED, act_id, {"words": found.last.words})


def tell_appeal_decided(*, by: Acting, departure_id: UUID, act_id: UUID) -> None:
    """What became of an appeal, with the reasons."""
    found = queries.departure(departure_id=departure_id)
    facts: dict[str, LetterFact] = {"words": found.last.words, "is_upheld": int(found.last.kind is _K.UPHELD)}
    _write(by, found, LetterKind.APPEAL_DECIDED, act_id, facts)


def tell_ended(*, by: Acting, departure_id: UUID, act_id: UUID) -> None:
    """The end of a membership: to who left, or on paper to the estate of who died."""
    found = queries.departure(departure_id=departure_id)
    assert found.last.named_date is not None
    facts: dict[str, LetterFact] = {"left_on": found.last.named_date}
    if found.cause is not DepartureCause.DEATH:
        _write(by, found, LetterKind.MEMBERSHIP_ENDED, act_id, facts)
        return
    known = queries.person(person_id=found.person_id).particulars
    with translation.override(known.language):
        estate = _("The estate of %(name)s") % {"name": known.name}
    letter = Letter(
        LetterKind.MEMBERSHIP_ENDED,
        known.language,
        "",
        found.person_id,
        {"number": found.member_number, "is_estate": 1, **facts},
        recipient=postal(name=estate, street=known.street, town=known.town, postal_code=known.postal_code),
        act_id=act_id,
    )
    write_letters(by=by, letters=[letter])


def _write(
    by: Acting, found: DepartureFile, kind: LetterKind, act_id: UUID, facts: Mapping[str, LetterFact]
) -> None:
    slug = cooperatives.cooperative(by.cooperative_id).slug
    told = {"number": found.member_number, "path": f"/{slug}/leaving/{found.id}/", **facts}
    write_letter_to(by=by, person_id=found.person_id, kind=kind, facts=told, act_id=act_id)


def _step(found: DepartureFile, kind: DepartureStepKind) -> TakenStep:
    return next(step for step in found.steps if step.kind is kind)


def _ground(found: DepartureFile) -> LetterFact:
    return GROUND_WORDS.get(found.ground, found.ground)
