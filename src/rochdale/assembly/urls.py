"""The addresses of this room: below /vote/ what needs no register, and votes below a cooperative."""

from django.urls import include, path

from rochdale.assembly import views
from rochdale.assembly.views import elections

app_name = "assembly"

urlpatterns = [
    path("check/", views.check, name="check"),
    path("practice/", views.practice, name="practice"),
    path("practice/ranking/", views.practice, {"ranks": True}, name="practice-ranking"),
    path("practice/ballots/", views.practice_ballot, name="practice-ballot"),
    path("trustee/", views.trustee, name="trustee"),
]

VOTES = include(
    (
        [
            path("elections/", elections.elections, name="elections"),
            path("elections/<slug:uuid>/", elections.election, name="election"),
            path("elections/<slug:uuid>/<slug:same>.bel", elections.archive, name="archive"),
            path("elections/<slug:uuid>/documents/<slug:kind>", elections.document, name="document"),
        ],
        "assembly-votes",
    )
)
