"""The addresses of this room: below /vote/ what needs no register, and votes below a cooperative."""

from django.urls import include, path

from rochdale.assembly import views
from rochdale.assembly.views import elections, my_roll, roll_lines, roll_lists, rolls

app_name = "assembly"

urlpatterns = [
    path("check/", views.check, name="check"),
    path("practice/", views.practice, name="practice"),
    path("practice/ballots/", views.practice_ballot, name="practice-ballot"),
    path("trustee/", views.trustee, name="trustee"),
]

_ROLL = "meetings/<int:number>/roll/"
ROLLS = [
    path(_ROLL, rolls.roll, name="roll"),
    path(f"{_ROLL}draw/", rolls.draw_roll, name="draw-roll"),
    path(f"{_ROLL}freeze/", rolls.freeze_roll, name="freeze-roll"),
    path(f"{_ROLL}list/", roll_lists.roll_list, name="roll-list"),
    path(f"{_ROLL}roll.txt", roll_lists.roll_text, name="roll-text"),
    path(f"{_ROLL}members/<int:member_number>/", roll_lines.roll_line, name="roll-line"),
    path(f"{_ROLL}challenges/<int:challenge>/", roll_lines.answer_challenge, name="answer-challenge"),
    path(f"{_ROLL}mine/", my_roll.my_roll, name="my-roll"),
    path(f"{_ROLL}mine/challenge/", my_roll.challenge_other, name="challenge-other"),
    path(f"{_ROLL}mine/<int:member_number>/challenge/", my_roll.challenge_own, name="challenge-own"),
]

VOTES = include(
    (
        [
            *ROLLS,
            path("elections/", elections.elections, name="elections"),
            path("elections/<slug:uuid>/", elections.election, name="election"),
            path("elections/<slug:uuid>/<slug:same>.bel", elections.archive, name="archive"),
        ],
        "assembly-votes",
    )
)
