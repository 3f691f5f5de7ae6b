"""The pages of the register and of persons, and the front door of the program."""

from rochdale.membership.views.address import change_address, confirm_address
from rochdale.membership.views.applications import (
    application,
    application_context,
    application_document,
    application_fact,
    application_figures,
    application_link,
    application_person,
    application_step,
    applications,
    apply,
    apply_step,
    bylaw_in_words,
    bylaw_word,
    enter_application,
    join,
    join_bylaws,
    lost_link,
    my_application,
    my_application_step,
    own_document,
)
from rochdale.membership.views.consents import my_consents, person_consents
from rochdale.membership.views.corrections import (
    at_counter,
    my_contact,
    my_name,
    name_decision,
    name_requests,
)
from rochdale.membership.views.delays import delays_shown
from rochdale.membership.views.departures import (
    begin_departure,
    departure,
    departure_context,
    departure_step,
    departures,
    leave,
    leave_context,
)
from rochdale.membership.views.file_views import my_views, person_views
from rochdale.membership.views.front_door import (
    choose_language,
    front_door,
    home,
    where_to_join,
)
from rochdale.membership.views.hats import change_hat, hat_in
from rochdale.membership.views.history import member_history, my_history
from rochdale.membership.views.letters import (
    letter,
    letter_paper,
    letters,
    letters_paper,
    letters_posted,
    my_letters,
)
from rochdale.membership.views.lists import lists, movements, notice_list, register_list
from rochdale.membership.views.looking import (
    by_departure,
    by_number,
    by_person,
    shows_file,
)
from rochdale.membership.views.member import member, member_context
from rochdale.membership.views.member_files import member_file
from rochdale.membership.views.my_file import my_file, my_paper
from rochdale.membership.views.particulars import particulars_shown
from rochdale.membership.views.persons import (
    member_particulars,
    person,
    person_file,
    person_particulars,
)
from rochdale.membership.views.register import register
from rochdale.membership.views.retention import blank, retention
from rochdale.membership.views.security import second_factor_wanted, security, sessions
from rochdale.membership.views.standing import (
    end_stand,
    lift_suspension,
    member_bond,
    member_class,
    member_guardian,
    member_out_of_bond,
    member_representative,
    member_suspend,
    voice_line,
)
from rochdale.membership.views.tokens import make_token, revoke_token, tokens
from rochdale.membership.views.whole_file import my_file_json, my_file_pdf, person_file_pdf

__all__ = [
    "application",
    "application_context",
    "application_document",
    "application_fact",
    "application_figures",
    "application_link",
    "application_person",
    "application_step",
    "applications",
    "apply",
    "apply_step",
    "at_counter",
    "begin_departure",
    "blank",
    "by_departure",
    "by_number",
    "by_person",
    "bylaw_in_words",
    "bylaw_word",
    "change_address",
    "change_hat",
    "choose_language",
    "confirm_address",
    "delays_shown",
    "departure",
    "departure_context",
    "departure_step",
    "departures",
    "end_stand",
    "enter_application",
    "front_door",
    "hat_in",
    "home",
    "join",
    "join_bylaws",
    "leave",
    "leave_context",
    "letter",
    "letter_paper",
    "letters",
    "letters_paper",
    "letters_posted",
    "lift_suspension",
    "lists",
    "lost_link",
    "make_token",
    "member",
    "member_bond",
    "member_class",
    "member_context",
    "member_file",
    "member_guardian",
    "member_history",
    "member_out_of_bond",
    "member_particulars",
    "member_representative",
    "member_suspend",
    "movements",
    "my_application",
    "my_application_step",
    "my_consents",
    "my_contact",
    "my_file",
    "my_file_json",
    "my_file_pdf",
    "my_history",
    "my_letters",
    "my_name",
    "my_paper",
    "my_views",
    "name_decision",
    "name_requests",
    "notice_list",
    "own_document",
    "particulars_shown",
    "person",
    "person_consents",
    "person_file",
    "person_file_pdf",
    "person_particulars",
    "person_views",
    "register",
    "register_list",
    "retention",
    "revoke_token",
    "second_factor_wanted",
    "security",
    "sessions",
    "shows_file",
    "tokens",
    "voice_line",
    "where_to_join",
]
