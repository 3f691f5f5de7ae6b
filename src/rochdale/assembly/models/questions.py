"""The question box of a meeting: what members ask before it or during it, and what is answered to all."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rochdale.tenancy.models import Walled


class Question(Walled):
    """What a member asks, by its number in the meeting.

    `is_unnamed` keeps the author from the other members, not from the secretary: the row knows who asked.
    """

    meeting_id = models.UUIDField()
    number = models.PositiveIntegerField()
    person_id = models.UUIDField()
    language = models.TextField()
    words = models.TextField()
    is_unnamed = models.BooleanField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "number"], name="assembly_question_number"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="assembly_question_words"),
        ]


class Answer(Walled):
    """What was answered, in its place from 1: in writing, or at the meeting, where `words` say what was said."""

    question_id = models.UUIDField()
    place = models.PositiveIntegerField()
    words = models.TextField()
    was_at_meeting = models.BooleanField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "question_id", "place"], name="assembly_answer_place"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="assembly_answer_words"),
        ]
