"""Tells Django where the shared templates, static files and template filters are."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`: no tables."""

    name = "rochdale.web"
    label = "web"
