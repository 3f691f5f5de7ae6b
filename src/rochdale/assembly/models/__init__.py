"""The tables of this room: meetings, their rolls, what they decided, and votes that are closed."""

from rochdale.assembly.models.effects import (
    Annulment,
    AnnulmentGround,
    EffectRun,
    FollowUp,
    FollowUpStep,
    FollowUpStepKind,
    Objection,
)
from rochdale.assembly.models.elections import Election
from rochdale.assembly.models.mandates import (
    Body,
    BodyKind,
    FilledBy,
    Mandate,
    MandateEndKind,
    MandateSource,
    Seat,
)
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
from rochdale.assembly.models.resolutions import CastingVote, Resolution, VoteBasis
from rochdale.assembly.models.rolls import Roll, RollFreeze, RollLine

__all__ = [
    "AgendaItem",
    "Annulment",
    "AnnulmentGround",
    "Body",
    "BodyKind",
    "CastingVote",
    "EffectRun",
    "Election",
    "FilledBy",
    "FollowUp",
    "FollowUpStep",
    "FollowUpStepKind",
    "ItemKind",
    "Majority",
    "Mandate",
    "MandateEndKind",
    "MandateSource",
    "Meeting",
    "MeetingGround",
    "MeetingKind",
    "MeetingMode",
    "MeetingStep",
    "MeetingStepKind",
    "MeetingVersion",
    "Objection",
    "Resolution",
    "Roll",
    "RollFreeze",
    "RollLine",
    "Seat",
    "Sitting",
    "VoteBasis",
]
