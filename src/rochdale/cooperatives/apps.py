"""Tells Django that this room exists."""

from django.apps import AppConfig


class CooperativesConfig(AppConfig):
    name = "rochdale.cooperatives"
    label = "cooperatives"
