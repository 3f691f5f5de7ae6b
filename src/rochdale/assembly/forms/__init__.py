"""What people fill in here."""

from rochdale.assembly.forms.body_attendance import BodyAttendanceForm, BodyDecisionForm
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
    CloseSeatForm,
    ElectedForm,
    EndMandateForm,
    OldMandateForm,
    SeatForm,
)
from rochdale.assembly.forms.meetings import (
    HandoverForm,
    ItemForm,
    MeetingPaperForm,
    PlanForm,
    RequisitionForm,
    SignersCallForm,
    SittingForm,
    WordsForm,
    item_forms,
    sitting_forms,
)
from rochdale.assembly.forms.rolls import (
    AnswerForm,
    ChallengeForm,
    ChallengeOtherForm,
    CorrectionForm,
    DelegatesForm,
    RollListForm,
)

__all__ = [
    "AnnulmentForm",
    "AnswerForm",
    "AsOfForm",
    "BodyAttendanceForm",
    "BodyDecisionForm",
    "BodyForm",
    "ChallengeForm",
    "ChallengeOtherForm",
    "CheckForm",
    "CloseSeatForm",
    "ConfirmForm",
    "CorrectionForm",
    "DelegatesForm",
    "ElectedForm",
    "EndMandateForm",
    "FollowUpForm",
    "FollowUpStepForm",
    "HandoverForm",
    "ItemForm",
    "MeetingPaperForm",
    "ObjectionForm",
    "OldMandateForm",
    "OthersObjectionForm",
    "PlanForm",
    "RegisterForm",
    "RequisitionForm",
    "RollListForm",
    "SeatForm",
    "SignersCallForm",
    "SittingForm",
    "WordsForm",
    "item_forms",
    "sitting_forms",
]
