"""Tells Django that this room exists."""

from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "rochdale.assembly"
    label = "assembly"
