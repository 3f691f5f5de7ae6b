"""The forms of this room."""

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
from rochdale.membership.forms.tokens import PERMISSION_WORDS, TokenForm

__all__ = [
    "PERMISSION_WORDS",
    "AddressForm",
    "AuthenticatorForm",
    "ChangePasswordForm",
    "CodeAgainForm",
    "CodeForm",
    "EndForm",
    "ExclusionForm",
    "FreeWordsForm",
    "HearingForm",
    "LeaveForm",
    "NewPasswordForm",
    "NewPasswordRequestForm",
    "OfficerLeaveForm",
    "ParticularsForm",
    "PasskeyForm",
    "PasswordAgainForm",
    "SignInForm",
    "TellForm",
    "TokenForm",
    "VoteForm",
    "WordsForm",
]
