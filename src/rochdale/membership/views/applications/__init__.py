"""The pages on which somebody becomes a member: the public ones, the applicant's own, and those of officers."""

from rochdale.membership.views.applications.applying import apply, apply_step
from rochdale.membership.views.applications.bylaws import bylaw_in_words, bylaw_word, join_bylaws
from rochdale.membership.views.applications.file import (
    application,
    application_context,
    application_document,
    application_person,
    application_step,
)
from rochdale.membership.views.applications.following import (
    application_link,
    my_application,
    my_application_step,
    own_document,
)
from rochdale.membership.views.applications.joining import join
from rochdale.membership.views.applications.lost_link import lost_link
from rochdale.membership.views.applications.queue import (
    application_fact,
    application_figures,
    applications,
    enter_application,
)

__all__ = [
    "application",
    "application_context",
    "application_document",
    "application_fact",
    "application_figures",
    "application_link",
    "application_person",
    "application_step",
    "applications",
    "apply",
    "apply_step",
    "bylaw_in_words",
    "bylaw_word",
    "enter_application",
    "join",
    "join_bylaws",
    "lost_link",
    "my_application",
    "my_application_step",
    "own_document",
]
