"""The addresses of this room: the design system, and the switch of language."""

from django.urls import path

from rochdale.web import http, views

app_name = "web"
urlpatterns = [
    path("language/<slug:language>", http.switch_language, name="language"),
    path("design", views.design, name="design"),
    path("design/<slug:screen>", views.screen, name="design-screen"),
]
