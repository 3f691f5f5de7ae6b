"""The steps on the way to a decision: more asked, answered, sent to the board, appealed, withdrawn."""

from __future__ import annotations

from uuid import UUID

from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.actions.applications.taking import next_step, require_words, take
from rochdale.membership.models import ApplicationStepKind
from rochdale.tenancy.actions import inside

_K = ApplicationStepKind


def ask_more(*, by: Acting, application_id: UUID, words: str) -> None:
    """Ask the applicant for something that is missing, in words.

    Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication, WordsMissing.
    """
    require_words(words)
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, _K.ASKED)
        take(by, found, _K.ASKED, terms, words=words)


def answer_application(*, by: Acting, application_id: UUID, words: str) -> None:
    """The applicant answers what was asked, within the by-law's time; or an officer writes the answer down.

    Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication, WordsMissing,
    AcceptanceLapsed.
    """
    require_words(words)
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, _K.ANSWERED)
        if found.last.next_by is not None and by.on > found.last.next_by:
            raise errors.AcceptanceLapsed(latest=found.last.next_by)
        take(by, found, _K.ANSWERED, terms, words=words)


def send_to_board(*, by: Acting, application_id: UUID, words: str = "") -> None:
    """Bring the application before the board, which alone decides from then on.

    Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication.
    """
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, _K.SENT)
        take(by, found, _K.SENT, terms, words=words)


def appeal_refusal(*, by: Acting, application_id: UUID, words: str) -> None:
    """The applicant appeals a refusal within the by-law's time, by the own act or through an officer.

    Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication, WordsMissing, AppealTooLate.
    """
    require_words(words)
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, _K.APPEALED)
        if found.last.next_by is not None and by.on > found.last.next_by:
            raise errors.AppealTooLate(latest=found.last.next_by)
        take(by, found, _K.APPEALED, terms, words=words)


def withdraw_application(*, by: Acting, application_id: UUID, words: str = "") -> None:
    """The applicant does not want to join any more; nobody asks why.

    Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication.
    """
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, _K.WITHDRAWN)
        take(by, found, _K.WITHDRAWN, terms, words=words)
