"""The addresses of this room: below /vote/ what needs no register, and votes below a cooperative."""

from django.urls import include, path

from rochdale.assembly import views
from rochdale.assembly.views import elections, floor, minutes, minutes_editing, taking_part

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
            path("meetings/<int:number>/floor/", floor.floor, name="floor"),
            path(
                "meetings/<int:number>/floor/officers/", floor.name_floor_officer, name="name-floor-officer"
            ),
            path("meetings/<int:number>/floor/items/<int:place>/", floor.put, name="put"),
            path("meetings/<int:number>/floor/votes/<int:vote>/close/", floor.close_vote, name="close-vote"),
            path(
                "meetings/<int:number>/floor/votes/<int:vote>/withdraw/",
                floor.withdraw_vote,
                name="withdraw-vote",
            ),
            path("meetings/<int:number>/desk/", floor.desk, name="desk"),
            path("meetings/<int:number>/now/", taking_part.now, name="now"),
            path("meetings/<int:number>/now/come/", taking_part.come, name="come"),
            path("meetings/<int:number>/votes/<int:vote>/", taking_part.vote, name="vote"),
            path("meetings/<int:number>/votes/<int:vote>/cast/", taking_part.cast, name="cast"),
            path("meetings/<int:number>/votes/<int:vote>/count/", taking_part.count, name="count"),
            path("meetings/<int:number>/wall/", taking_part.wall, name="wall"),
            path("minutes/", minutes.minutes_book, name="minutes-book"),
            path("meetings/<int:number>/minutes/", minutes.minutes, name="minutes"),
            path("meetings/<int:number>/minutes/edit/", minutes_editing.edit, name="edit-minutes"),
            path("meetings/<int:number>/minutes/draft/", minutes.draft, name="draft-minutes"),
            path("meetings/<int:number>/minutes/sign/", minutes.sign, name="sign-minutes"),
            path("meetings/<int:number>/minutes/approve/", minutes.approve, name="approve-minutes"),
            path("meetings/<int:number>/minutes/<slug:language>.pdf", minutes.paper, name="minutes-paper"),
            path("meetings/<int:number>/state/", taking_part.floor_state, name="floor-state"),
        ],
        "assembly-votes",
    )
)
