"""The tables of this room: meetings, their rolls, what they decided, and votes that are closed."""

from rochdale.assembly.models.documents import MeetingDocument
from rochdale.assembly.models.elections import Election
from rochdale.assembly.models.meetings import (
    AgendaItem,
    ItemKind,
    Majority,
    Meeting,
    MeetingGround,
    MeetingKind,
    MeetingMode,
    MeetingStep,
    MeetingStepKind,
    MeetingVersion,
    Sitting,
)
from rochdale.assembly.models.notices import Notice, NoticeHandover, NoticeLetter
from rochdale.assembly.models.requisitions import (
    Requisition,
    RequisitionMeeting,
    RequisitionOverdue,
    RequisitionReached,
    RequisitionSignature,
)
from rochdale.assembly.models.resolutions import CastingVote, Resolution, VoteBasis
from rochdale.assembly.models.rolls import (
    Roll,
    RollAnswer,
    RollChallenge,
    RollCorrection,
    RollFreeze,
    RollLine,
)

__all__ = [
    "AgendaItem",
    "CastingVote",
    "Election",
    "ItemKind",
    "Majority",
    "Meeting",
    "MeetingDocument",
    "MeetingGround",
    "MeetingKind",
    "MeetingMode",
    "MeetingStep",
    "MeetingStepKind",
    "MeetingVersion",
    "Notice",
    "NoticeHandover",
    "NoticeLetter",
    "Requisition",
    "RequisitionMeeting",
    "RequisitionOverdue",
    "RequisitionReached",
    "RequisitionSignature",
    "Resolution",
    "Roll",
    "RollAnswer",
    "RollChallenge",
    "RollCorrection",
    "RollFreeze",
    "RollLine",
    "Sitting",
    "VoteBasis",
]
