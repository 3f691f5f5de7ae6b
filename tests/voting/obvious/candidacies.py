"""Why somebody may not stand, said once more: a list of sentences of the by-laws, each by itself."""

from __future__ import annotations

from datetime import date, timedelta

from rochdale.voting.candidacies import Candidacy, Laws, Reason


def reasons_of(one: Candidacy, laws: Laws) -> set[Reason]:
    sentences = {
        Reason.NO_MEMBER: one.joined_on is None,
        Reason.TOO_RECENT: one.joined_on is not None
        and one.joined_on + timedelta(days=laws.membership_days) > laws.held_on,
        Reason.TOO_YOUNG: one.born_on is not None and not is_of_age(one.born_on, laws),
        Reason.OFFICE_EXCLUDED: any(office in laws.offices_excluded for office in one.offices),
        Reason.SEAT_HELD: one.holds_seat_until is not None
        and not one.holds_seat_until <= laws.terms_begin_on,
        Reason.GROUP_WITHOUT_SEAT: all(group != one.electoral_group for group in laws.groups),
        Reason.NOT_OF_GROUP: one.is_of_group is False,
        Reason.TOO_LATE: not (
            one.nominated_on <= laws.closes_on or (laws.is_open_to_floor and one.is_from_floor)
        ),
        Reason.SECONDERS_MISSING: laws.seconders_needed > one.seconders,
        Reason.CONSENT_MISSING: one.has_consented is False,
        Reason.DECLARATION_MISSING: laws.needs_declaration and one.has_declared is False,
        Reason.TRAINING_MISSING: laws.needs_training and one.is_trained is False,
    }
    return set(one.missing) | {reason for reason, holds in sentences.items() if holds}


def is_of_age(born_on: date, laws: Laws) -> bool:
    """Counted birthday by birthday; one of 29 February comes on 1 March where there is none."""
    birthdays = 0
    for year in range(born_on.year + 1, laws.held_on.year + 1):
        try:
            birthday = born_on.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        birthdays += birthday <= laws.held_on
    return birthdays >= laws.age_years
