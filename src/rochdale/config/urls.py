"""Where each room's pages begin. What belongs to a cooperative is under its name.

Rooms stand in the order of the imports, the highest first: where two give a page to one address, as banking
does to a member's page once it can show accounts, the higher one is opened.
"""

from allauth.account import views as sign_in
from django.urls import URLPattern, URLResolver, include, path, re_path

from rochdale.membership import urls as membership

# Of allauth's pages only these: nobody signs up, and the address one signs in by is given at the counter.
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

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include(SIGN_IN)),
    path("", include(membership.FRONT)),
    path("", include("rochdale.web.urls")),
    path("<slug:cooperative>/", include("rochdale.banking.urls")),
    path("<slug:cooperative>/", include("rochdale.membership.urls")),
]
