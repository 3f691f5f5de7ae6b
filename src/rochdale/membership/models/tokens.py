"""Access tokens: by which a program acts for one person, in one cooperative, within narrow bounds."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rochdale.tenancy.models import Walled


class AccessToken(Walled):
    """A token that one person gave to a program (INV-79). The token itself is kept nowhere: only its hash is.

    `permissions` are those of offices that it may use; they count only while `authenticator_id`, the second
    factor by which it was made, is one of the sign-in. `is_own` says whether it may look after the person's own
    matters. `expires_at` is the first instant at which it opens nothing.
    """

    person_id = models.UUIDField()
    sign_in_id = models.UUIDField()
    name = models.TextField()
    token_hash = models.BinaryField()
    permissions = ArrayField(models.TextField())
    is_own = models.BooleanField()
    authenticator_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    act_id = models.UUIDField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_act_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "token_hash"], name="membership_token_hash"),
            models.CheckConstraint(condition=~Q(name=""), name="membership_token_name"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="membership_token_term"),
            models.CheckConstraint(
                condition=Q(permissions__len=0) | Q(authenticator_id__isnull=False),
                name="membership_token_factor",
            ),
            models.CheckConstraint(
                condition=Q(is_own=True) | Q(permissions__len__gt=0), name="membership_token_scope"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_act_id__isnull=True)
                | Q(revoked_at__gte=F("made_at"), revoked_act_id__isnull=False),
                name="membership_token_revoked",
            ),
        ]
        indexes = [models.Index(fields=["cooperative_id", "person_id"], name="membership_token_of")]
