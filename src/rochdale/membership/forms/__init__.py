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
    ChangePasswordForm,
    NewPasswordForm,
    NewPasswordRequestForm,
    SignInForm,
)

__all__ = [
    "ChangePasswordForm",
    "EndForm",
    "ExclusionForm",
    "FreeWordsForm",
    "HearingForm",
    "LeaveForm",
    "NewPasswordForm",
    "NewPasswordRequestForm",
    "OfficerLeaveForm",
    "ParticularsForm",
    "SignInForm",
    "TellForm",
    "VoteForm",
    "WordsForm",
]
