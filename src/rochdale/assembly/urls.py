"""The addresses of this room: below /vote/ what needs no register, and votes below a cooperative."""

from django.urls import include, path

from rochdale.assembly import views
from rochdale.assembly.views import (
    body_attendance,
    documents,
    elections,
    floor,
    follow_ups,
    item_effects,
    mandates,
    meetings,
    minutes,
    minutes_editing,
    my_roll,
    notices,
    planning,
    requisitions,
    resolutions,
    roll_lines,
    roll_lists,
    rolls,
    steps,
    taking_part,
)

app_name = "assembly"

urlpatterns = [
    path("check/", views.check, name="check"),
    path("practice/", views.practice, name="practice"),
    path("practice/ranking/", views.practice, {"ranks": True}, name="practice-ranking"),
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
_MEETING = "meetings/<int:number>/"
_REQUISITION = "meetings/requisitions/<int:number>/"

VOTES = include(
    (
        [
            *ROLLS,
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
            path("meetings/<int:number>/state/mine/", taking_part.own_state, name="voter-state"),
            path("meetings/", meetings.meetings, name="meetings"),
            path("meetings/new/", planning.new_meeting, name="new-meeting"),
            path("meetings/requisitions/", requisitions.requisitions, name="requisitions"),
            path("meetings/requisitions/new/", requisitions.new_requisition, name="new-requisition"),
            path(_REQUISITION, requisitions.requisition, name="requisition"),
            path(f"{_REQUISITION}call/", requisitions.call_required, name="call-required"),
            path(f"{_REQUISITION}sign/", requisitions.sign_requisition, name="sign-requisition"),
            path(_MEETING, meetings.meeting, name="meeting"),
            path(f"{_MEETING}plan/", planning.plan, name="plan"),
            path(f"{_MEETING}items/<int:place>/effect/", item_effects.item_effect, name="item-effect"),
            path(f"{_MEETING}call/", steps.call, name="call"),
            path(f"{_MEETING}open/", steps.open_, name="open"),
            path(f"{_MEETING}adjourn/", steps.adjourn, name="adjourn"),
            path(f"{_MEETING}close/", steps.close, name="close"),
            path(f"{_MEETING}cancel/", steps.cancel, name="cancel"),
            path(f"{_MEETING}notice/", notices.notice, name="notice"),
            path(f"{_MEETING}notice/list/", notices.notice_list, name="notice-list"),
            path(f"{_MEETING}notice/letters.pdf", notices.notice_letters, name="notice-letters"),
            path(f"{_MEETING}notice/handed-over/", notices.notice_handed_over, name="notice-handed-over"),
            path(f"{_MEETING}attendance/<slug:code>/", body_attendance.attendance, name="body-attendance"),
            path(f"{_MEETING}papers/new/", documents.add_paper, name="add-paper"),
            path(
                f"{_MEETING}papers/<int:document>/<slug:language>/",
                documents.meeting_paper,
                name="meeting-paper",
            ),
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
