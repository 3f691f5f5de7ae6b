"""What is asked of somebody who wants to become a member: one form a step, in the order of the steps.

Only what admission needs is asked. Sex, origin, belief, family status and the like are not, by any form here.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from rochdale.membership.queries import (
    ANYONE,
    BOND_WORDS,
    IDENTITY_WORDS,
    OUTSIDE,
    WORDINGS,
    AdmissionTerms,
    Companion,
    ConsentPurpose,
    DocumentKind,
    Identity,
    MemberClass,
    Particulars,
    PersonKind,
)

_TEXT_LENGTH_MAX = 200
_WORDS_LENGTH_MAX = 2000
_SHARES_MAX = 10_000
_FIRST_YEAR = 1900
# The others are asked when they are needed: with a loan, at the counter.
OFFERED_CONSENTS = (
    ConsentPurpose.IDENTITY_CHECK,
    ConsentPurpose.ELECTRONIC_LETTERS,
    ConsentPurpose.NEWS_AND_EDUCATION,
)
_LAST_YEAR = 2200


def _text(label: Any, help_text: Any = "", *, required: bool = True, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_TEXT_LENGTH_MAX, widget=widget
    )


def _words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_WORDS_LENGTH_MAX, widget=widget
    )


def _day(label: Any, help_text: Any = "", *, required: bool = True, **attributes: str) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attributes})
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=widget,
        validators=[_of_our_time],
    )


def _of_our_time(value: date) -> None:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise forms.ValidationError(_("This year cannot be right."))


def _email(*, required: bool, help_text: Any = "") -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail address"),
        help_text=help_text,
        required=required,
        max_length=_TEXT_LENGTH_MAX,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def _one_of(label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=help_text, widget=forms.RadioSelect)


class StepForm(forms.Form):
    """One step of an application, asked on the terms of the day."""

    def __init__(self, *arguments: Any, terms: AdmissionTerms, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.terms = terms
        self.fit()

    def fit(self) -> None:
        """Leave out what the by-laws do not ask."""

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class WhoForm(StepForm):
    """Who applies, as what, and what ties them to the cooperative."""

    kind = _one_of(_("For whom is this?"))
    bond = _one_of(_("What ties you to us?"), _("One suffices."))
    member_class = _one_of(
        _("As what would you like to join?"),
        _("Full members vote and can be elected. Auxiliary members use the services and do not vote."),
    )

    def fit(self) -> None:
        """The grounds of the by-laws, and none where everybody may join."""
        if self.terms.is_of_cooperatives:
            kinds = [
                (PersonKind.COOPERATIVE.value, _("A cooperative")),
                (PersonKind.ORGANIZATION.value, _("Another organization")),
            ]
            self.fields["kind"].initial = PersonKind.COOPERATIVE.value
        else:
            kinds = [
                (PersonKind.NATURAL.value, _("A person")),
                (
                    PersonKind.ORGANIZATION.value,
                    _("An organization: a company, an association, a cooperative"),
                ),
            ]
        self._offer("kind", kinds)
        self._offer("member_class", [(each.value, capfirst(each.label)) for each in MemberClass])
        self.fields["member_class"].initial = MemberClass.FULL.value
        if ANYONE in self.terms.bond:
            del self.fields["bond"]
            return
        words = [*self.terms.bond, *([OUTSIDE] if self.terms.outside_cap else [])]
        self._offer("bond", [(each, capfirst(str(BOND_WORDS[each]))) for each in words])

    def bond_chosen(self) -> str:
        """The ground of the common bond."""
        return str(self.cleaned_data.get("bond", ANYONE))


class PersonForm(StepForm):
    """A person."""

    given_names = _text(_("Given names"), autocomplete="given-name")
    family_name = _text(_("Family name"), autocomplete="family-name")
    birth_date = _day(_("Date of birth"), autocomplete="bday")
    language = forms.ChoiceField(
        label=_("In which language may we write to you?"), choices=settings.LANGUAGES
    )
    email = _email(
        required=False,
        help_text=_("We write there how your application goes on, and you can sign in with it later."),
    )
    telephone = _text(_("Telephone"), required=False, inputmode="tel", autocomplete="tel")
    street = _text(_("Street and number"), autocomplete="street-address")
    town = _text(_("Town"), autocomplete="address-level2")
    postal_code = _text(_("Postal code"), autocomplete="postal-code")

    def particulars(self) -> Particulars:
        """What was answered."""
        return Particulars(kind=PersonKind.NATURAL, **self.cleaned_data)


class OrganizationForm(StepForm):
    """An organization."""

    family_name = _text(_("Name of the organization"), autocomplete="organization")
    language = forms.ChoiceField(
        label=_("In which language may we write to you?"), choices=settings.LANGUAGES
    )
    email = _email(required=False)
    telephone = _text(_("Telephone"), required=False, inputmode="tel", autocomplete="tel")
    street = _text(_("Street and number"), autocomplete="street-address")
    town = _text(_("Town"), autocomplete="address-level2")
    postal_code = _text(_("Postal code"), autocomplete="postal-code")

    def particulars(self) -> Particulars:
        """What was answered."""
        return Particulars(kind=PersonKind.ORGANIZATION, **self.cleaned_data)


class CooperativeForm(OrganizationForm):
    """A cooperative that joins its federation; it may be one whose books are kept on this server."""

    cooperative_slug = forms.ChoiceField(
        label=_("Is it kept here?"),
        help_text=_("Its entry then leads to its own pages. Nothing more is seen there than others see."),
        required=False,
    )
    field_order = ("cooperative_slug", "family_name")

    def fit(self) -> None:
        """The cooperatives here that may join."""
        self.fields["family_name"].label = _("Name of the cooperative")
        listed = [(each.slug, each.name) for each in self.terms.affiliates]
        self._offer("cooperative_slug", [("", _("No, or not yet")), *listed])
        if not listed:
            del self.fields["cooperative_slug"]

    def particulars(self) -> Particulars:
        """What was answered."""
        return Particulars(kind=PersonKind.COOPERATIVE, **self.cleaned_data)


class RepresentativeForm(StepForm):
    """Who acts for an organization."""

    given_names = _text(_("Given names of who represents it"), autocomplete="given-name")
    family_name = _text(_("Family name"), autocomplete="family-name")
    function = _text(
        _("Function"), _("For instance president, manager, treasurer."), autocomplete="organization-title"
    )
    birth_date = _day(
        _("Date of birth"), _("By it we know the person again at the counter."), autocomplete="bday"
    )
    email = _email(required=False)
    telephone = _text(_("Telephone"), required=False, inputmode="tel", autocomplete="tel")

    def companion(self) -> Companion:
        """What was answered."""
        return Companion(**self.cleaned_data)


class GuardianForm(StepForm):
    """Who acts for a minor."""

    given_names = _text(_("Given names of the parent or guardian"))
    family_name = _text(_("Family name"))
    birth_date = _day(_("Date of birth"), required=False)
    email = _email(required=False)
    telephone = _text(_("Telephone"), required=False, inputmode="tel")

    def companion(self) -> Companion:
        """What was answered."""
        return Companion(**self.cleaned_data)


class IdentityForm(StepForm):
    """The official paper by which the applicant is known."""

    kind = _one_of(_("Which paper shows who you are?"))
    number = _text(
        _("Its number"),
        _("It is kept so that nobody can read it from a copy of our files."),
        autocomplete="off",
    )
    place = _text(_("Where was it issued?"), _("The province or the country."), required=False)
    expires_on = _day(_("Valid until"), required=False)

    def __init__(self, *arguments: Any, for_organization: bool = False, **options: Any) -> None:
        self.for_organization = for_organization
        super().__init__(*arguments, **options)

    def fit(self) -> None:
        """An organization shows its number in a register."""
        words = dict(IDENTITY_WORDS)
        kinds = (
            ["registration"] if self.for_organization else [each for each in words if each != "registration"]
        )
        self._offer("kind", [(each, capfirst(str(words[each]))) for each in kinds])
        if self.for_organization:
            self.fields["kind"].initial = "registration"
            del self.fields["expires_on"]

    def identity(self) -> Identity:
        """What was answered."""
        return Identity(**self.cleaned_data)


class SharesForm(StepForm):
    """How many shares, and in how many parts they are paid."""

    shares = forms.IntegerField(
        label=_("How many qualifying shares?"),
        max_value=_SHARES_MAX,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    instalments = forms.IntegerField(
        label=_("In how many parts would you like to pay them?"),
        help_text=_("The first part is paid on joining."),
        min_value=1,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def fit(self) -> None:
        """The fewest shares of the by-laws, and instalments where they allow any."""
        shares, instalments = self.fields["shares"], self.fields["instalments"]
        assert isinstance(shares, forms.IntegerField)
        assert isinstance(instalments, forms.IntegerField)
        shares.initial = self.terms.shares_required
        _bound(shares, least=self.terms.shares_required, most=_SHARES_MAX)
        _bound(instalments, least=1, most=self.terms.instalments_max)
        if self.terms.instalments_max == 1:
            del self.fields["instalments"]


def _bound(field: forms.IntegerField, *, least: int, most: int) -> None:
    field.validators = [MinValueValidator(least), MaxValueValidator(most)]
    field.widget.attrs |= {"min": least, "max": most}


class AgreementForm(StepForm):
    """The undertaking to keep the by-laws, at their version, and the purposes to which one consents."""

    bylaws = forms.MultipleChoiceField(
        label=_("The by-laws"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("yes", _("I have read them and will keep to them."))],
    )
    truth = forms.MultipleChoiceField(
        label=_("My answers"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("yes", _("What I wrote is true."))],
    )
    consents = forms.MultipleChoiceField(
        label=_("What I allow besides"),
        help_text=_("None of these is needed to join, and each can be taken back later."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def fit(self) -> None:
        """The version in force, and the purposes that there are."""
        self.fields["version"].initial = self.terms.version
        self._offer("consents", [(each.value, WORDINGS[each].words) for each in OFFERED_CONSENTS])

    def clean_version(self) -> int:
        """Who accepted an older version reads the new one first."""
        version: int = self.cleaned_data["version"]
        if version != self.terms.version:
            raise forms.ValidationError(_("The by-laws have changed since. Please read them again."))
        return version


class PaperForm(forms.Form):
    """A paper to be added. What it is, its content says; its name says nothing."""

    kind = forms.ChoiceField(label=_("What does it show?"))
    paper = forms.FileField(
        label=_("The file"),
        help_text=_("A photo (JPEG or PNG) or a PDF, 5 MB at most."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        kinds = [(each.value, capfirst(str(each.label))) for each in DocumentKind]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a field of choices


class SaidForm(forms.Form):
    """Words that the other side reads."""

    words = _words(_("In your words"))


class SaidFreelyForm(forms.Form):
    """Words that may be left out."""

    words = _words(_("Would you like to say something to it?"), required=False)


class RefusalForm(forms.Form):
    """The ground of a refusal, from the by-laws, and why."""

    ground = forms.ChoiceField(label=_("On which ground of the by-laws?"), widget=forms.RadioSelect)
    words = _words(_("Why?"), _("The applicant reads this."))

    def __init__(self, *arguments: Any, grounds: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]  # a field of choices


APPLICATION_FORMS: Final[tuple[type[StepForm], ...]] = (
    WhoForm,
    PersonForm,
    OrganizationForm,
    RepresentativeForm,
    GuardianForm,
    IdentityForm,
    SharesForm,
    AgreementForm,
)
