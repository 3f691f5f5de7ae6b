"""What people fill in here."""

from rochdale.assembly.forms.checking import CheckForm
from rochdale.assembly.forms.decisions import (
    AnnulmentForm,
    ConfirmForm,
    FollowUpForm,
    FollowUpStepForm,
    ObjectionForm,
    OthersObjectionForm,
    RegisterForm,
)
from rochdale.assembly.forms.mandates import (
    AsOfForm,
    BodyForm,
    ElectedForm,
    EndMandateForm,
    OldMandateForm,
    SeatForm,
)

__all__ = [
    "AnnulmentForm",
    "AsOfForm",
    "BodyForm",
    "CheckForm",
    "ConfirmForm",
    "ElectedForm",
    "EndMandateForm",
    "FollowUpForm",
    "FollowUpStepForm",
    "ObjectionForm",
    "OldMandateForm",
    "OthersObjectionForm",
    "RegisterForm",
    "SeatForm",
]
