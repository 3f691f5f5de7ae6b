"""Tells Django that this room exists."""

from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "rochdale.membership"
    label = "membership"
