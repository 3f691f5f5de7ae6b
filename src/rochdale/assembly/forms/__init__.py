"""What people fill in here."""

from rochdale.assembly.forms.checking import (
    CheckForm,
)
from rochdale.assembly.forms.meetings import (
    HandoverForm,
    ItemForm,
    MeetingPaperForm,
    PlanForm,
    RequisitionForm,
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
    "AnswerForm",
    "ChallengeForm",
    "ChallengeOtherForm",
    "CheckForm",
    "CorrectionForm",
    "DelegatesForm",
    "HandoverForm",
    "ItemForm",
    "MeetingPaperForm",
    "PlanForm",
    "RequisitionForm",
    "RollListForm",
    "SittingForm",
    "WordsForm",
    "item_forms",
    "sitting_forms",
]
