"""The forms of this room."""

from rochdale.membership.forms.corrections import ContactForm, NameDecisionForm, NameForm
from rochdale.membership.forms.departures import (
    EndForm,
    ExclusionForm,
    FreeWordsForm,
    HearingForm,
    LeaveForm,
    OfficerLeaveForm,
    TellForm,
    VoteForm,
    WordsForm,
)
from rochdale.membership.forms.particulars import ParticularsForm
from rochdale.membership.forms.sign_in import (
    AddressForm,
    AuthenticatorForm,
    ChangePasswordForm,
    CodeAgainForm,
    CodeForm,
    NewPasswordForm,
    NewPasswordRequestForm,
    PasskeyForm,
    PasswordAgainForm,
    SignInForm,
)

__all__ = [
    "AddressForm",
    "AuthenticatorForm",
    "ChangePasswordForm",
    "CodeAgainForm",
    "CodeForm",
    "ContactForm",
    "EndForm",
    "ExclusionForm",
    "FreeWordsForm",
    "HearingForm",
    "LeaveForm",
    "NameDecisionForm",
    "NameForm",
    "NewPasswordForm",
    "NewPasswordRequestForm",
    "OfficerLeaveForm",
    "ParticularsForm",
    "PasskeyForm",
    "PasswordAgainForm",
    "SignInForm",
    "TellForm",
    "VoteForm",
    "WordsForm",
]
