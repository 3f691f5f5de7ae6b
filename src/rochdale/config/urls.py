"""Where each room's pages begin. What belongs to a cooperative is under its name.

Rooms stand in the order of the imports, the highest first: where two give a page to one address, as banking
does to a member's page once it can show accounts, the higher one is opened.
"""

from allauth.account import views as sign_in
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse_lazy

from rochdale.assembly.urls import DECISIONS, VOTES
from rochdale.config import live
from rochdale.config.api import pages, rooms
from rochdale.membership import urls as membership
from rochdale.membership.views import second_factor

# Of allauth's pages only these: nobody signs up.
SIGN_IN = [
    path("login/", sign_in.login, name="account_login"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.account_inactive, name="account_inactive"),
    path("signup/", sign_in.signup, name="account_signup"),
    path("reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("password/change/", sign_in.password_change, name="account_change_password"),
    path("password/set/", sign_in.password_set, name="account_set_password"),
    path("password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("password/reset/done/", sign_in.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
SECURITY_PAGE = reverse_lazy("mfa_index")
SECOND_FACTOR = [
    path("2fa/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("reauthenticate/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("reauthenticate/passkey/", second_factor.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("2fa/app/", second_factor.set_up_app, name="mfa_activate_totp"),
    path("2fa/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path("2fa/passkeys/add/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path(
        "2fa/passkeys/<int:pk>/remove/",
        webauthn.RemoveWebAuthnView.as_view(success_url=SECURITY_PAGE),
        name="mfa_remove_webauthn",
    ),
    path("2fa/passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
]

# For programs: each room's `api`, and below them what explains them to people.
PROGRAMS: list[URLPattern | URLResolver] = [
    path("api/", pages.reference, name="api"),
    path("api/v1/openapi.json", pages.openapi, name="openapi"),
    path("api/v1/", include(rooms.urls())),
    path("api/<slug:part>/", pages.reference_part, name="api-part"),
    path("problems/", pages.problems, name="problems"),
    path("problems/<slug:code>", pages.one_problem, name="problem"),
]
handler400, handler403 = pages.malformed, pages.forbidden
handler404, handler500 = pages.not_found, pages.broken

urlpatterns: list[URLPattern | URLResolver] = [
    *PROGRAMS,
    path("account/", include([*SIGN_IN, *SECOND_FACTOR, *membership.ACCOUNT])),
    path("", include(membership.FRONT)),
    path("", include("rochdale.web.urls")),
    path("vote/live/<str:token>", live.look, name="live"),
    path("vote/stream/<str:token>", live.refuse_stream, name="stream"),
    path("vote/", include("rochdale.assembly.urls")),
    path("<slug:cooperative>/", VOTES),
    path("<slug:cooperative>/", DECISIONS),
    path("<slug:cooperative>/", include("rochdale.banking.urls")),
    path("<slug:cooperative>/", include("rochdale.capital.urls")),
    path("<slug:cooperative>/", include("rochdale.membership.urls")),
]
