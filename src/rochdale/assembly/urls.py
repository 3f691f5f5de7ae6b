"""The addresses of this room: below /vote/ what needs no register, and votes below a cooperative."""

from django.urls import include, path

from rochdale.assembly import views
from rochdale.assembly.views import elections, follow_ups, mandates, resolutions

app_name = "assembly"

urlpatterns = [
    path("check/", views.check, name="check"),
    path("practice/", views.practice, name="practice"),
    path("practice/ballots/", views.practice_ballot, name="practice-ballot"),
    path("trustee/", views.trustee, name="trustee"),
]

VOTES = include(
    (
        [
            path("elections/", elections.elections, name="elections"),
            path("elections/<slug:uuid>/", elections.election, name="election"),
            path("elections/<slug:uuid>/<slug:same>.bel", elections.archive, name="archive"),
        ],
        "assembly-votes",
    )
)

_RESOLUTION = "resolutions/<int:number>/"
_BODY = "bodies/<slug:code>/"
DECISIONS = include(
    (
        [
            path("resolutions/", resolutions.resolutions, name="resolutions"),
            path(_RESOLUTION, resolutions.resolution, name="resolution"),
            path(f"{_RESOLUTION}effect/", resolutions.run_effect, name="run-effect"),
            path(f"{_RESOLUTION}objection/", resolutions.object_to, name="object"),
            path(f"{_RESOLUTION}objections/", resolutions.object_for, name="object-for"),
            path(f"{_RESOLUTION}annulment/", resolutions.annul, name="annul"),
            path(f"{_RESOLUTION}follow-up/", follow_ups.add_follow_up, name="add-follow-up"),
            path("follow-ups/", follow_ups.follow_ups, name="follow-ups"),
            path("follow-ups/<uuid:follow_up_id>/", follow_ups.follow_up, name="follow-up"),
            path("board/", mandates.board, name="board"),
            path("bodies/", mandates.make_body, name="make-body"),
            path(_BODY, mandates.body, name="body"),
            path(f"{_BODY}seats/", mandates.open_seat, name="open-seat"),
            path(f"{_BODY}elected/", mandates.record_election, name="record-election"),
            path(f"{_BODY}in-office/", mandates.take_over, name="take-over"),
            path("seats/<uuid:seat_id>/", mandates.seat, name="seat"),
            path("mandates/<uuid:mandate_id>/end/", mandates.end_mandate, name="end-mandate"),
        ],
        "assembly-decisions",
    )
)
