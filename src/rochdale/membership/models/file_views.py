"""Who has looked at whose file: a line for each time that an officer opened a page of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class FilePart(models.TextChoices):
    """What was opened."""

    MEMBER = "member", _("the member’s page")
    PERSON = "person", _("the person’s page")
    PARTICULARS = "particulars", _("the particulars, to correct them")
    CONSENTS = "consents", _("the consents")
    DEPARTURE = "departure", _("a departure")
    LETTER = "letter", _("a letter")
    DOCUMENTS = "documents", _("documents")
    ACCOUNT = "account", _("an account")
    WHOLE = "whole", _("the whole file")


class FileView(Walled):
    """One look at a file. `offices` are the codes of the offices under which it was opened, with commas."""

    person_id = models.UUIDField()
    viewer_id = models.UUIDField()
    offices = models.TextField()
    part = models.TextField(choices=FilePart)
    on_date = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(part__in=FilePart.values), name="membership_fileview_part"),
            models.CheckConstraint(
                condition=~Q(viewer_id=F("person_id")) & ~Q(offices=""), name="membership_fileview_viewer"
            ),
        ]
        indexes = [models.Index(fields=["cooperative_id", "person_id", "id"], name="membership_fileview_of")]
