"""Ending sessions of a sign-in: all but one, or one."""

from __future__ import annotations

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest


def end_sessions(*, sign_in_id: UUID, but: str = "") -> int:
    """End every session of a sign-in but the one with the key `but`; answers with how many were ended."""
    return _end(UserSession.objects.filter(user_id=sign_in_id).exclude(session_key=but))


def end_session(*, sign_in_id: UUID, session_id: int) -> int:
    """End one session of a sign-in; nothing happens where it is not one of its own, or has ended."""
    return _end(UserSession.objects.filter(user_id=sign_in_id, id=session_id))


def note_session(*, request: HttpRequest) -> None:
    """Write down the session of a request under the key that it has now."""
    UserSession.objects.create_from_request(request)


def _end(sessions: QuerySet[UserSession]) -> int:
    with transaction.atomic():
        keys = list(sessions.values_list("session_key", flat=True))
        ended, _kinds = Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(session_key__in=keys).delete()
    return ended
