"""The addresses of this room: below /vote/ what needs no register, and votes below a cooperative."""

from django.urls import include, path

from rochdale.assembly import views
from rochdale.assembly.views import (
    amended_effects,
    ballot_steps,
    ballot_trustee,
    ballot_voter,
    ballots,
    ballots_aloud,
    body_attendance,
    body_deciding,
    contests,
    desk,
    documents,
    elections,
    floor,
    follow_ups,
    item_effects,
    mandates,
    meetings,
    minutes,
    minutes_editing,
    motion_acts,
    motions,
    my_roll,
    nominations,
    nominations_checked,
    notices,
    order,
    planning,
    requisitions,
    resolutions,
    roll_calls,
    roll_lines,
    roll_lists,
    rolls,
    seats,
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
    path("words/<slug:language>.js", views.word_script, name="word-script"),
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
_BALLOT = "meetings/<int:number>/ballots/<int:ballot>/"
_PUBLIC_BALLOT = "ballots/<slug:uuid>/"
BALLOTS = [
    path("meetings/<int:number>/ballots/", ballots.meeting_ballots, name="ballots"),
    path("meetings/<int:number>/ballots/items/<int:place>/", ballots.new_ballot, name="new-ballot"),
    path(_BALLOT, ballots.ballot, name="ballot"),
    path(f"{_BALLOT}codes/", ballot_steps.make_codes, name="make-codes"),
    path(f"{_BALLOT}open/", ballot_steps.open_ballot, name="open-ballot"),
    path(f"{_BALLOT}close/", ballot_steps.close_ballot, name="close-ballot"),
    path(f"{_BALLOT}end-shuffles/", ballot_steps.end_shuffles, name="end-shuffles"),
    path(f"{_BALLOT}count/", ballot_steps.count_ballot, name="count-ballot"),
    path(f"{_BALLOT}seats/", ballot_steps.seat_by_ballot, name="seat-by-ballot"),
    path(f"{_BALLOT}give-up/", ballot_steps.give_up_ballot, name="give-up-ballot"),
    path(f"{_BALLOT}paper/", ballot_steps.ballot_paper, name="ballot-paper"),
    path(f"{_BALLOT}trustees/<int:place>/lost/", ballot_steps.lost_key, name="lost-key"),
    path(f"{_BALLOT}trustees/<int:place>/link/", ballot_steps.send_link, name="send-link"),
    path(f"{_BALLOT}mine/", ballot_voter.my_ballot, name="my-ballot"),
    path(f"{_BALLOT}papers/", ballot_voter.count_papers, name="count-papers"),
    path(_PUBLIC_BALLOT, ballot_voter.board_of_ballot, name="board-of-ballot"),
    path(f"{_PUBLIC_BALLOT}<slug:same>.bel", ballot_voter.ballot_archive, name="ballot-archive"),
    path(f"{_PUBLIC_BALLOT}booth/", ballot_voter.ballot_booth, name="ballot-booth"),
    path(f"{_PUBLIC_BALLOT}cast/", ballot_voter.cast_ballot, name="cast-ballot"),
    path(f"{_PUBLIC_BALLOT}trustee/", ballot_trustee.trustee, name="ballot-trustee"),
    path(f"{_PUBLIC_BALLOT}trustee/give/", ballot_trustee.give_part, name="give-part"),
    path(f"{_PUBLIC_BALLOT}trustee/lost/", ballot_trustee.say_key_lost, name="say-key-lost"),
    path(f"{_PUBLIC_BALLOT}trustee/rounds/<slug:part>/", ballot_trustee.trustee_round, name="trustee-round"),
    path(f"{_PUBLIC_BALLOT}trustee/<str:token>/", ballot_trustee.trustee_link, name="trustee-link"),
]

_ELECTION = "meetings/<int:number>/elections/<slug:code>/"
_NOMINATION = f"{_ELECTION}nominations/<int:nomination>/"
ELECTIONS = [
    path(_ELECTION, nominations.contest, name="contest"),
    path(f"{_ELECTION}seats/", nominations.call_nominations, name="call-nominations"),
    path(f"{_ELECTION}nominate/", nominations.nominate, name="nominate"),
    path(f"{_ELECTION}nominate-for/", nominations.nominate_for, name="nominate-for"),
    path(f"{_ELECTION}hold/", contests.hold_election, name="hold-election"),
    path(_NOMINATION, nominations.nomination, name="nomination"),
    path(f"{_NOMINATION}acts/", nominations.act_on_nomination, name="act-on-nomination"),
    path(f"{_NOMINATION}mine/", nominations.my_candidacy, name="my-candidacy"),
    path(f"{_NOMINATION}photo/<int:version>/", nominations.candidate_photo, name="candidate-photo"),
    path(f"{_NOMINATION}check/", nominations_checked.check_nomination, name="check-nomination"),
    path(f"{_NOMINATION}answer/", nominations_checked.answer_for_candidate, name="answer-for-candidate"),
    path(f"{_NOMINATION}training/", nominations_checked.record_training, name="record-training"),
    path("meetings/<int:number>/votes/<int:vote>/ballot/", contests.cast_election_vote, name="cast-election"),
    path("meetings/<int:number>/votes/<int:vote>/sheet/", contests.count_election, name="count-election"),
    path(
        "meetings/<int:number>/floor/votes/<int:vote>/close-election/",
        contests.close_election,
        name="close-election",
    ),
]

VOTES = include(
    (
        [
            *ROLLS,
            *BALLOTS,
            *ELECTIONS,
            path("elections/", elections.elections, name="elections"),
            path("elections/<slug:uuid>/", elections.election, name="election"),
            path("elections/<slug:uuid>/<slug:same>.bel", elections.archive, name="archive"),
            path("elections/<slug:uuid>/documents/<slug:kind>", elections.document, name="document"),
            path("meetings/<int:number>/floor/", floor.floor, name="floor"),
            path(
                "meetings/<int:number>/floor/officers/", floor.name_floor_officer, name="name-floor-officer"
            ),
            path(f"{_MEETING}floor/officers/undone/", floor.undo_naming, name="undo-naming"),
            path("meetings/<int:number>/floor/items/<int:place>/", floor.put, name="put"),
            path("meetings/<int:number>/floor/votes/<int:vote>/close/", floor.close_vote, name="close-vote"),
            path(
                "meetings/<int:number>/floor/votes/<int:vote>/withdraw/",
                floor.withdraw_vote,
                name="withdraw-vote",
            ),
            path("meetings/<int:number>/floor/order/", order.run_order, name="run-order"),
            path(
                "meetings/<int:number>/floor/items/<int:place>/motion/",
                motion_acts.take_item,
                name="take-item",
            ),
            path("meetings/<int:number>/now/speak/", order.speak, name="speak"),
            path("meetings/<int:number>/motions/", motions.motions, name="motions"),
            path("meetings/<int:number>/motions/new/", motions.move, name="move"),
            path("meetings/<int:number>/motions/<int:motion>/", motions.motion, name="motion"),
            path("meetings/<int:number>/motions/<int:motion>/mine/", motions.motion_mine, name="motion-mine"),
            path(
                "meetings/<int:number>/motions/<int:motion>/effect/",
                amended_effects.amended_effect,
                name="amended-effect",
            ),
            path(
                "meetings/<int:number>/motions/<int:motion>/chair/",
                motion_acts.motion_chair,
                name="motion-chair",
            ),
            path("meetings/<int:number>/questions/", order.questions, name="questions"),
            path("meetings/<int:number>/questions/ask/", order.ask_question, name="ask-question"),
            path(
                "meetings/<int:number>/questions/<int:question>/",
                order.answer_question,
                name="answer-question",
            ),
            path("meetings/<int:number>/desk/", desk.desk, name="desk"),
            path("meetings/<int:number>/entry/<str:code>/", desk.entry, name="entry"),
            path("meetings/<int:number>/now/", taking_part.now, name="now"),
            path("meetings/<int:number>/now/come/", taking_part.come, name="come"),
            path("meetings/<int:number>/votes/<int:vote>/", taking_part.vote, name="vote"),
            path("meetings/<int:number>/votes/<int:vote>/cast/", taking_part.cast, name="cast"),
            path("meetings/<int:number>/votes/<int:vote>/count/", taking_part.count, name="count"),
            path("meetings/<int:number>/votes/<int:vote>/names/", roll_calls.call_names, name="call-names"),
            path(
                "meetings/<int:number>/votes/<int:vote>/aloud/",
                ballots_aloud.call_ballots,
                name="call-ballots",
            ),
            path("meetings/<int:number>/wall/", taking_part.wall, name="wall"),
            path("minutes/", minutes.minutes_book, name="minutes-book"),
            path("meetings/<int:number>/minutes/", minutes.minutes, name="minutes"),
            path("meetings/<int:number>/minutes/edit/", minutes_editing.edit, name="edit-minutes"),
            path("meetings/<int:number>/minutes/draft/", minutes.draft, name="draft-minutes"),
            path("meetings/<int:number>/minutes/sign/", minutes.sign, name="sign-minutes"),
            path("meetings/<int:number>/minutes/approve/", minutes.approve, name="approve-minutes"),
            path("meetings/<int:number>/minutes/<slug:language>.pdf", minutes.paper, name="minutes-paper"),
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
            path(f"{_MEETING}notice/bounces/", notices.note_bounce, name="note-bounce"),
            path(f"{_MEETING}notice/handed-over/", notices.notice_handed_over, name="notice-handed-over"),
            path(f"{_MEETING}items/<int:place>/decide/", body_deciding.decide, name="decide-in-body"),
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
            path("seats/<uuid:seat_id>/close/", seats.close_seat, name="close-seat"),
            path("mandates/<uuid:mandate_id>/end/", mandates.end_mandate, name="end-mandate"),
        ],
        "assembly-decisions",
    )
)
