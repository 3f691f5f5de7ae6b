"""Questions of this room: meetings, what a ballot paper says, what an archive proves, which votes are published."""

from rochdale.assembly.models import (
    ItemKind,
    Majority,
    MeetingGround,
    MeetingKind,
    MeetingMode,
    MeetingStepKind,
)
from rochdale.assembly.queries import practice
from rochdale.assembly.queries.agendas import ItemProposed, proposed_agenda, proposed_title
from rochdale.assembly.queries.calling import (
    FRAME,
    Required,
    Window,
    annual_due,
    call_faults,
    call_laws,
    required_business,
)
from rochdale.assembly.queries.checking import Checked, Place, check_archive
from rochdale.assembly.queries.convening import may_follow
from rochdale.assembly.queries.documents import (
    DocumentFile,
    DocumentSeen,
    OpenedFile,
    document_file,
    documents,
)
from rochdale.assembly.queries.elections import (
    ElectionListed,
    PublishedElection,
    election_archive,
    elections,
    published_election,
)
from rochdale.assembly.queries.lists import (
    MEETINGS_PAGE,
    MeetingLine,
    MeetingPage,
    meetings_coming,
    meetings_over,
)
from rochdale.assembly.queries.meetings import (
    ItemSeen,
    MeetingSeen,
    SittingSeen,
    StepSeen,
    in_language,
    meeting,
)
from rochdale.assembly.queries.notices import (
    NOTICE_LINES,
    NoticeFigures,
    NoticeLine,
    NoticePage,
    NoticeSeen,
    notice_figures,
    notice_letters,
    notices,
)
from rochdale.assembly.queries.papers import Paper, PaperAnswer, PaperQuestion, paper
from rochdale.assembly.queries.readiness import (
    Readiness,
    entitled_to_notice,
    is_of_members,
    readiness,
)
from rochdale.assembly.queries.requisitions import (
    RequisitionSeen,
    requisition,
    requisition_of,
    requisitions,
    signatures_needed,
)

__all__ = [
    "FRAME",
    "MEETINGS_PAGE",
    "NOTICE_LINES",
    "Checked",
    "DocumentFile",
    "DocumentSeen",
    "ElectionListed",
    "ItemKind",
    "ItemProposed",
    "ItemSeen",
    "Majority",
    "MeetingGround",
    "MeetingKind",
    "MeetingLine",
    "MeetingMode",
    "MeetingPage",
    "MeetingSeen",
    "MeetingStepKind",
    "NoticeFigures",
    "NoticeLine",
    "NoticePage",
    "NoticeSeen",
    "OpenedFile",
    "Paper",
    "PaperAnswer",
    "PaperQuestion",
    "Place",
    "PublishedElection",
    "Readiness",
    "Required",
    "RequisitionSeen",
    "SittingSeen",
    "StepSeen",
    "Window",
    "annual_due",
    "call_faults",
    "call_laws",
    "check_archive",
    "document_file",
    "documents",
    "election_archive",
    "elections",
    "entitled_to_notice",
    "in_language",
    "is_of_members",
    "may_follow",
    "meeting",
    "meetings_coming",
    "meetings_over",
    "notice_figures",
    "notice_letters",
    "notices",
    "paper",
    "practice",
    "proposed_agenda",
    "proposed_title",
    "published_election",
    "readiness",
    "required_business",
    "requisition",
    "requisition_of",
    "requisitions",
    "signatures_needed",
]
