"""The steps of applying: which come in what order, the form of each, and what all of them make together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.membership.actions import ApplicationRequest
from rochdale.membership.forms import (
    AgreementForm,
    CooperativeForm,
    GuardianForm,
    IdentityForm,
    OrganizationForm,
    PersonForm,
    RepresentativeForm,
    SharesForm,
    StepForm,
    WhoForm,
)
from rochdale.membership.queries import (
    AdmissionTerms,
    Applicant,
    Draft,
    MemberClass,
    Particulars,
    PersonKind,
    age_years,
)

PAPERS: Final = "papers"
REVIEW: Final = "review"
LABELS: Final[Mapping[str, Promise]] = {
    "who": _("Who"),
    "particulars": _("Particulars"),
    "representative": _("Representative"),
    "guardian": _("Parent or guardian"),
    "identity": _("Identity"),
    PAPERS: _("Papers"),
    "shares": _("Shares"),
    "agreement": _("By-laws"),
    REVIEW: _("Review"),
}
_FORMS: Final[Mapping[str, type[StepForm]]] = {
    "who": WhoForm,
    "particulars": PersonForm,
    "representative": RepresentativeForm,
    "guardian": GuardianForm,
    "identity": IdentityForm,
    "shares": SharesForm,
    "agreement": AgreementForm,
}


@dataclass(frozen=True, slots=True)
class Wizard:
    """A draft on its way through the steps, on the terms of a day."""

    draft: Draft
    terms: AdmissionTerms
    on: date

    @property
    def is_organization(self) -> bool:
        """Whether an organization applies, a cooperative among them, as far as it is known."""
        return self._answer("who", "kind") in {PersonKind.ORGANIZATION.value, PersonKind.COOPERATIVE.value}

    @property
    def is_cooperative(self) -> bool:
        """Whether a cooperative applies to its federation."""
        return self._answer("who", "kind") == PersonKind.COOPERATIVE.value

    @property
    def steps(self) -> list[str]:
        """The steps in their order, by what was answered so far."""
        steps = ["who", "particulars"]
        if self.is_organization:
            steps.append("representative")
        elif self._is_minor():
            steps.append("guardian")
        return [*steps, "identity", PAPERS, "shares", "agreement", REVIEW]

    def _is_minor(self) -> bool:
        """Whether the applicant is below the age at which one joins alone (rule Q-17)."""
        try:
            born_on = date.fromisoformat(self._answer("particulars", "birth_date"))
        except ValueError:
            return False
        return age_years(born_on, self.on) < (self.terms.joining_age_years or 0)

    def _answer(self, step: str, name: str) -> str:
        told = self.draft.answers.get(step, {}).get(name) or [""]
        return str(told[0])

    def after(self, step: str) -> str:
        """The step that comes next."""
        steps = self.steps
        return steps[min(steps.index(step) + 1, len(steps) - 1)] if step in steps else self.first_open()

    def form(self, step: str, sent: MultiValueDict[str, str] | None = None, **options: Any) -> StepForm:
        """The form of a step: with what was sent, else with what was answered before, else empty."""
        make = _FORMS[step]
        if make is PersonForm and self.is_organization:
            make = CooperativeForm if self.is_cooperative else OrganizationForm
        if make is IdentityForm:
            options["for_organization"] = self.is_organization
        known = self.draft.answers.get(step)
        if sent is None and known is not None:
            sent = MultiValueDict({name: list(told) for name, told in known.items()})
        return (
            make(sent, terms=self.terms, **options) if sent is not None else make(terms=self.terms, **options)
        )

    def first_open(self) -> str:
        """The first step that is not whole yet; the review where all are."""
        for step in self.steps:
            if step in _FORMS and not (step in self.draft.answers and self.form(step).is_valid()):
                return step
        return REVIEW

    def whole_forms(self) -> Iterator[tuple[str, StepForm]]:
        """The forms of the steps, each of them valid."""
        for step in self.steps:
            if step in _FORMS:
                form = self.form(step)
                assert form.is_valid(), step
                yield step, form

    def request(self) -> ApplicationRequest:
        """What all steps make together; asked for once `first_open` is the review."""
        forms = dict(self.whole_forms())
        who, shares, agreement = forms["who"], forms["shares"], forms["agreement"]
        assert isinstance(who, WhoForm)
        return ApplicationRequest(
            applicant=_applicant(forms),
            bond=who.bond_chosen(),
            bylaw_version=agreement.cleaned_data["version"],
            shares=shares.cleaned_data["shares"],
            instalments=shares.cleaned_data.get("instalments", 1),
            member_class=MemberClass(who.cleaned_data["member_class"]),
        )


def _applicant(forms: Mapping[str, StepForm]) -> Applicant:
    particulars, identity = forms["particulars"], forms["identity"]
    representative, guardian = forms.get("representative"), forms.get("guardian")
    assert isinstance(particulars, PersonForm | OrganizationForm)
    assert isinstance(identity, IdentityForm)
    return Applicant(
        particulars=particulars.particulars(),
        identity=identity.identity(),
        representative=representative.companion() if isinstance(representative, RepresentativeForm) else None,
        guardian=guardian.companion() if isinstance(guardian, GuardianForm) else None,
        consents=tuple(forms["agreement"].cleaned_data.get("consents", ())),
    )


def offered(known: Particulars) -> dict[str, Any]:
    """What another cooperative knows of who is signed in, to begin the form with."""
    names = PersonForm.base_fields
    return {name: getattr(known, name) for name in names}
