"""What people fill in here."""

from rochdale.assembly.forms.checking import CheckForm
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
    "RollListForm",
]
