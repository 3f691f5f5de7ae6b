"""Joining: from a draft under a secret link to a line of the register; each step an act, none undone.

Acceptance takes effect once the qualifying shares are paid: the verb that does both is capital's `pay_admission`.
"""

from rochdale.membership.actions.applications.deciding import (
    accept_application,
    decide_refusal_appeal,
    judge_match,
    refuse_application,
)
from rochdale.membership.actions.applications.drafts import (
    DRAFT_DAYS,
    begin_draft,
    drop_draft,
    drop_stale_drafts,
    write_draft,
)
from rochdale.membership.actions.applications.ending import (
    blank_ended_applications,
    lapse_overdue_applications,
)
from rochdale.membership.actions.applications.linking import send_link_anew
from rochdale.membership.actions.applications.papers import (
    DOCUMENTS_MAX,
    add_document,
    add_draft_document,
    open_document,
    remove_draft_document,
)
from rochdale.membership.actions.applications.registering import register_applicant
from rochdale.membership.actions.applications.sending import ApplicationRequest, Sent, send_application
from rochdale.membership.actions.applications.steps import (
    answer_application,
    appeal_refusal,
    ask_more,
    send_to_board,
    withdraw_application,
)
from rochdale.membership.actions.applications.taking import APPLICANT, hold_application
from rochdale.membership.actions.applications.telling import ApplicationLetter

__all__ = [
    "APPLICANT",
    "DOCUMENTS_MAX",
    "DRAFT_DAYS",
    "ApplicationLetter",
    "ApplicationRequest",
    "Sent",
    "accept_application",
    "add_document",
    "add_draft_document",
    "answer_application",
    "appeal_refusal",
    "ask_more",
    "begin_draft",
    "blank_ended_applications",
    "decide_refusal_appeal",
    "drop_draft",
    "drop_stale_drafts",
    "hold_application",
    "judge_match",
    "lapse_overdue_applications",
    "open_document",
    "refuse_application",
    "register_applicant",
    "remove_draft_document",
    "send_application",
    "send_link_anew",
    "send_to_board",
    "withdraw_application",
    "write_draft",
]
