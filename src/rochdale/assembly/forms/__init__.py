"""The forms of this room."""

from rochdale.assembly.forms.checking import CheckForm
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

__all__ = [
    "CheckForm",
    "HandoverForm",
    "ItemForm",
    "MeetingPaperForm",
    "PlanForm",
    "RequisitionForm",
    "SittingForm",
    "WordsForm",
    "item_forms",
    "sitting_forms",
]
