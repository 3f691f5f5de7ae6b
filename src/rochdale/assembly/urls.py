"""The addresses of this room that belong to no cooperative: what needs no register to be tried or used."""

from django.urls import path

from rochdale.assembly import views

app_name = "assembly"

urlpatterns = [
    path("check/", views.check, name="check"),
    path("practice/", views.practice, name="practice"),
    path("practice/ballots/", views.practice_ballot, name="practice-ballot"),
    path("trustee/", views.trustee, name="trustee"),
]
