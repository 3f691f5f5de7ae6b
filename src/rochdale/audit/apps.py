"""Tells Django that this room exists."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rochdale.audit"
    label = "audit"
