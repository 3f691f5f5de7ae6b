"""Every refusal says in whole sentences, and in the reader's own dates, what happened."""

from __future__ import annotations

import inspect
import pickle
from datetime import date
from uuid import UUID

import pytest
from django.utils import translation

from rochdale.cooperatives import errors
from rochdale.kernel.errors import Fault

DAY, LATER, SOMEONE = date(2024, 2, 29), date(2024, 3, 1), UUID(int=7)
REFUSALS = [
    errors.BusinessDateNotLater(business_date=LATER, to=DAY),
    errors.BylawBackdated(effective_from=DAY, not_before=LATER),
    errors.BylawNotInForce(name="notice_min_days", on=DAY),
    errors.BylawNotYetAdopted(adopted_on=LATER, on=DAY),
    errors.BylawWithoutResolution(),
    errors.BylawsFaulty(source="x.toml", faults=[Fault("x.toml", 3, "rule_malformed", {"rule": "100 %"})]),
    errors.CooperativeExists(cooperative_id=SOMEONE),
    errors.CooperativeNotFound(cooperative="atlantis"),
    errors.FoundedLater(founded_on=LATER, business_date=DAY),
    errors.HolidaysUnknown(holidays="XX"),
    errors.LanguagesUnknown(languages=[]),
    errors.NameMissing(),
    errors.NotABusinessDay(day=DAY, next_business_day=LATER),
    errors.NotAllowed(person_id=SOMEONE, permission="close_day", on=DAY),
    errors.NotLetIn(),
    errors.NotSignedIn(),
    errors.RequestKeyReused(),
    errors.SecondFactorNeeded(),
    errors.TokenRefused(),
    errors.NotOwnProposal(proposal_id=SOMEONE),
    errors.OwnProposal(proposal_id=SOMEONE),
    errors.ProposalDecided(proposal_id=SOMEONE, outcome="refused"),
    errors.ProposalKeyReused(key="k"),
    errors.ProposalNotFound(proposal_id=SOMEONE),
    errors.ProposalReasonMissing(),
    errors.ProposerUnknown(),
    errors.OfficeAlreadyEnded(office_id=SOMEONE, until_on=DAY),
    errors.OfficeAlreadyHeld(person_id=SOMEONE, office="teller"),
    errors.OfficeBackdated(day=DAY, not_before=LATER),
    errors.OfficeForOneself(person_id=SOMEONE, office="chair"),
    errors.OfficeNotFound(office_id=SOMEONE),
    errors.OfficesIncompatible(person_id=SOMEONE, office="auditor"),
    errors.OtherHat(hat="member"),
    errors.OwnMatter(person_id=SOMEONE),
    errors.SignInStale(minutes=15),
    errors.PackNotFound(pack="atlantis"),
    errors.PackOfOtherCurrency(pack="quebec-caisse", pack_currency="CAD", currency="CZK"),
    errors.SlugMalformed(slug="É 100 %"),
    errors.SlugReserved(slug="static"),
    errors.SlugTaken(slug="moulins"),
    errors.TermEmpty(since_on=LATER, until_on=DAY),
    errors.TimeZoneUnknown(time_zone="Mars/Base"),
]


def test_every_refusal_of_the_room_is_here() -> None:
    named = {name for name, kind in inspect.getmembers(errors, inspect.isclass)} - {"CooperativesRefusal"}
    assert (
        {type(refusal).__name__ for refusal in REFUSALS}
        == named
        == set(errors.__all__) - {"CooperativesRefusal"}
    )
    assert len({refusal.code for refusal in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_speaks_in_sentences(refusal: errors.CooperativesRefusal, language: str) -> None:
    with translation.override(language):
        message = refusal.message()
    assert message.endswith(".")
    assert "%(" not in message
    assert "2024-0" not in message


def test_days_are_written_in_the_language_of_the_reader() -> None:
    refusal = errors.BusinessDateNotLater(business_date=LATER, to=DAY)
    with translation.override("en"):
        assert "29 February 2024" in refusal.message()
    with translation.override("fr"):
        assert "29 février 2024" in refusal.message()


def test_the_base_leaves_the_words_to_each_refusal() -> None:
    with pytest.raises(NotImplementedError):
        errors.CooperativesRefusal().message()


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_crosses_between_processes(refusal: errors.CooperativesRefusal) -> None:
    again = pickle.loads(pickle.dumps(refusal))  # noqa: S301  # our own bytes
    assert again.facts() == refusal.facts()
