"""The addresses of this room: the front door of the program, and below each cooperative its register."""

from django.urls import path

from rochdale.membership import views

app_name = "membership"

# Outside of all cooperatives. The language comes before web's own switch, and does the same and more.
FRONT = [
    path("", views.front_door, name="front-door"),
    path("join/", views.where_to_join, name="where-to-join"),
    path("language/<slug:language>", views.choose_language, name="choose-language"),
]

# Below /account/, outside of all cooperatives: one sign-in serves several.
ACCOUNT = [
    path("security/", views.security, name="mfa_index"),
    path("second-factor/", views.second_factor_wanted, name="account_second_factor"),
    path("address/", views.change_address, name="account_address"),
    path("address/<str:token>/", views.confirm_address, name="account_address_confirm"),
    path("sessions/", views.sessions, name="usersessions_list"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("register/", views.register, name="register"),
    path("register/<int:number>/", views.member, name="member"),
    path("register/<int:number>/particulars/", views.member_particulars, name="member-particulars"),
    path("register/<int:number>/history/", views.member_history, name="member-history"),
    path("register/<int:number>/class/", views.member_class, name="member-class"),
    path("register/<int:number>/bond/", views.member_bond, name="member-bond"),
    path("register/<int:number>/out-of-bond/", views.member_out_of_bond, name="member-out-of-bond"),
    path("register/<int:number>/representative/", views.member_representative, name="member-representative"),
    path("register/<int:number>/guardian/", views.member_guardian, name="member-guardian"),
    path("register/<int:number>/stands/<uuid:stand_id>/", views.end_stand, name="end-stand"),
    path("register/<int:number>/suspend/", views.member_suspend, name="member-suspend"),
    path("suspensions/<uuid:suspension_id>/", views.lift_suspension, name="lift-suspension"),
    path("lists/", views.lists, name="lists"),
    path("lists/register/", views.register_list, name="register-list"),
    path("lists/notice/", views.notice_list, name="notice-list"),
    path("lists/movements/", views.movements, name="movements"),
    path("persons/<uuid:person_id>/", views.person, name="person"),
    path("persons/<uuid:person_id>/particulars/", views.person_particulars, name="person-particulars"),
    path("my-file/", views.my_file, name="my-file"),
    path("my-file/history/", views.my_history, name="my-history"),
    path("my-file/leave/", views.leave, name="leave"),
    path("register/<int:number>/leaving/<slug:cause>/", views.begin_departure, name="begin-departure"),
    path("leaving/", views.departures, name="departures"),
    path("leaving/<uuid:departure_id>/", views.departure, name="departure"),
    path("leaving/<uuid:departure_id>/<slug:step>/", views.departure_step, name="departure-step"),
    path("my-file/programs/", views.tokens, name="tokens"),
    path("my-file/programs/new/", views.make_token, name="make-token"),
    path("my-file/programs/<uuid:token_id>/revoke/", views.revoke_token, name="revoke-token"),
    path("letters/", views.letters, name="letters"),
    path("letters/letters.pdf", views.letters_paper, name="letters-pdf"),
    path("letters/posted/", views.letters_posted, name="letters-posted"),
    path("letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("letters/<uuid:letter_id>/letter.pdf", views.letter_paper, name="letter-pdf"),
    path("my-file/consents/", views.my_consents, name="my-consents"),
    path("persons/<uuid:person_id>/consents/", views.person_consents, name="person-consents"),
    path("my-file/my-file.json", views.my_file_json, name="my-file-json"),
    path("my-file/my-file.pdf", views.my_file_pdf, name="my-file-pdf"),
    path("my-file/papers/<uuid:document_id>/", views.my_paper, name="my-paper"),
    path("persons/<uuid:person_id>/file.pdf", views.person_file_pdf, name="person-file-pdf"),
    path("my-file/contact/", views.my_contact, name="my-contact"),
    path("my-file/name/", views.my_name, name="my-name"),
    path("corrections/", views.name_requests, name="name-requests"),
    path("corrections/<uuid:request_id>/", views.name_decision, name="name-decision"),
    path("persons/<uuid:person_id>/counter/", views.at_counter, name="at-counter"),
    path("retention/", views.retention, name="retention"),
    path("persons/<uuid:person_id>/blank/", views.blank, name="blank-person"),
    path("my-file/looked/", views.my_views, name="my-views"),
    path("persons/<uuid:person_id>/looked/", views.person_views, name="person-views"),
    path("my-file/letters/", views.my_letters, name="my-letters"),
    path("hat/", views.change_hat, name="hat"),
    path("join/", views.join, name="join"),
    path("join/bylaws/", views.join_bylaws, name="join-bylaws"),
    path("join/apply/", views.apply, name="apply"),
    path("join/apply/<slug:step>/", views.apply_step, name="apply-step"),
    path("join/papers/<uuid:document_id>/", views.own_document, name="own-document"),
    path("join/mine/", views.my_application, name="my-application"),
    path("join/mine/steps/<slug:step>/", views.my_application_step, name="my-application-step"),
    path("join/mine/lost/", views.lost_link, name="lost-link"),
    path("join/link/<slug:token>/", views.application_link, name="application-link"),
    path("applications/", views.applications, name="applications"),
    path("applications/new/", views.enter_application, name="enter-application"),
    path("applications/figures/", views.application_figures, name="application-figures"),
    path("applications/<uuid:application_id>/", views.application, name="application"),
    path(
        "applications/<uuid:application_id>/papers/<uuid:document_id>/",
        views.application_document,
        name="application-document",
    ),
    path(
        "applications/<uuid:application_id>/persons/<uuid:person_id>/",
        views.application_person,
        name="application-person",
    ),
    path("applications/<uuid:application_id>/<slug:step>/", views.application_step, name="application-step"),
]
