"""Tells Django that this room exists."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "rochdale.tenancy"
    label = "tenancy"
