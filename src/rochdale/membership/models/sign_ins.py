"""Sign-ins, one for all cooperatives, and the doors that they open."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from rochdale.tenancy.models import UuidV7, Walled


class SignInManager(BaseUserManager["SignIn"]):
    """Makes sign-ins, with the e-mail address written in one way."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> SignIn:
        """A new sign-in; without a password nobody can come in by it yet."""
        sign_in = self.model(email=email.strip().lower(), **fields)
        sign_in.set_password(password)
        sign_in.save(using=self._db)
        return sign_in


class SignIn(AbstractBaseUser):
    """How one person comes in, to every cooperative of which that person is a member or an officer."""

    id = models.UUIDField(primary_key=True, db_default=UuidV7())
    email = models.EmailField(unique=True)
    language = models.CharField(max_length=5, default="fr")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects: ClassVar[SignInManager] = SignInManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="membership_signin_email"),
        ]


class Door(Walled):
    """A sign-in may enter this cooperative as this person (INV-33)."""

    sign_in_id = models.UUIDField()
    person_id = models.UUIDField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "sign_in_id"], name="membership_door_sign_in"),
            models.UniqueConstraint(fields=["cooperative_id", "person_id"], name="membership_door_person"),
        ]
        indexes = [models.Index(fields=["sign_in_id"], name="membership_door_mine")]
