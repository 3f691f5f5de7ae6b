"""The ways in which this room refuses, with their words."""

from rochdale.assembly.errors.elections import (
    ArchiveTooLarge,
    ArchiveTooSlow,
    CheckingBusy,
    ElectionNotFound,
    ElectionPublished,
    ElectionUnproven,
)
from rochdale.assembly.errors.meetings import (
    AgendaEmpty,
    AgendaItemNotFound,
    MeetingNotFound,
    MeetingStepOutOfOrder,
    MeetingUnderWay,
    SittingsMissing,
    TitleMissing,
)
from rochdale.assembly.errors.resolutions import QuorumMissing, ResolutionFound

__all__ = [
    "AgendaEmpty",
    "AgendaItemNotFound",
    "ArchiveTooLarge",
    "ArchiveTooSlow",
    "CheckingBusy",
    "ElectionNotFound",
    "ElectionPublished",
    "ElectionUnproven",
    "MeetingNotFound",
    "MeetingStepOutOfOrder",
    "MeetingUnderWay",
    "QuorumMissing",
    "ResolutionFound",
    "SittingsMissing",
    "TitleMissing",
]
