"""Django's settings. Every value that a place may change comes from the environment, and has a default.

`ROCHDALE_DATABASE_URL` is written by the launcher when the embedded server is used; see `database`.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from rochdale.config import mail, secret
from rochdale.web.http import add_static_headers
from rochdale.web.uploads import PART_BODY_BYTES_MAX

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("ROCHDALE_HOME", "var"))


def _database(url: str) -> dict[str, object]:
    """Django's words for a libpq address, `postgresql://role:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    options: dict[str, str] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Our statements are few and come again: let the server keep their plans.
        # Their parameters are arrays of any length: a plan by index probes is never bad, so it is made once.
        "OPTIONS": {"prepare_threshold": 3, "options": "-c plan_cache_mode=force_generic_plan", **options},
    }


DATABASE_URL = os.environ.get("ROCHDALE_DATABASE_URL", "postgresql://rochdale_app@/rochdale")
OWNER_DATABASE_URL = os.environ.get("ROCHDALE_OWNER_DATABASE_URL", "postgresql://rochdale_owner@/rochdale")
# The application's role owns no table; the owner's connection serves migrations and nothing else. Tries are counted
# apart: who is refused must not undo the count with the rest.
DATABASES = {
    "default": _database(DATABASE_URL),
    "owner": _database(OWNER_DATABASE_URL),
    "tries": _database(DATABASE_URL),
}

DEBUG = os.environ.get("ROCHDALE_DEBUG") == "1"
SECRET_KEY = secret.key(HOME)
# What seals the papers of applicants, and what makes their identity numbers comparable without being readable.
DOCUMENT_KEY = secret.derived_bare(secret.document_key(HOME), "documents")
IDENTITY_KEY = secret.derived_bare(secret.document_key(HOME), "identities")
ALLOWED_HOSTS = os.environ.get("ROCHDALE_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("ROCHDALE_ORIGINS", "").split(",") if origin]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CSRF_TRUSTED_ORIGINS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(CSRF_TRUSTED_ORIGINS)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "rochdale.web",
    "rochdale.tenancy",
    "rochdale.audit",
    "rochdale.cooperatives",
    "rochdale.ledger",
    "rochdale.membership",
    "rochdale.capital",
    "rochdale.banking",
    "rochdale.assembly",
    # After ours: the first template of a name is taken, and membership draws the pages of the sign-in.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rochdale.web.http.CompressedStatic",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rochdale.web.http.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rochdale.config.middleware.Reception",
]
ROOT_URLCONF = "rochdale.config.urls"
WSGI_APPLICATION = "rochdale.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rochdale.web.context.page",
            ],
        },
    }
]

AUTH_USER_MODEL = "membership.SignIn"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "rochdale.config.sign_in.MembersOnly"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letter to people whom no cooperative knows
ACCOUNT_EMAIL_NOTIFICATIONS = True  # who signs in hears of every change to how it is done
# Each limit per address of the network, and per account or person, counted in the cache below.
# How many people sign in from one place of the network within a minute: those in a hall share one.
SIGN_INS_PER_MINUTE = int(os.environ.get("ROCHDALE_SIGN_INS", "30"))
ACCOUNT_RATE_LIMITS = {
    "login": f"{SIGN_INS_PER_MINUTE}/m/ip",
    "login_failed": f"{max(SIGN_INS_PER_MINUTE // 3, 5)}/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "manage_email": "5/m/user",
    "certificate": "20/m/ip",  # a code has twenty digits: nobody tries them all
    "apply": "20/h/ip",
    "application_link": "20/h/ip,3/h/key",  # each sends a letter to somebody
    "check_archive": "30/h/ip",  # each may cost seconds of work
    "apply_paper": "60/h/ip",
}
# Behind a proxy the address of the network is the one that the proxy saw.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ROCHDALE_PROXIES", "1" if CSRF_TRUSTED_ORIGINS else "0"))
# Shared by all processes that serve: tries, and codes that were used.
CACHES = {"default": {"BACKEND": "rochdale.config.tries.Tries"}}
# How long an act that could do harm may come after one has shown who one is.
FRESH_MINUTES = int(os.environ.get("ROCHDALE_FRESH_MINUTES", "15"))
ACCOUNT_REAUTHENTICATION_TIMEOUT = FRESH_MINUTES * 60
# How many requests a program may send in a minute, and for how many days its keys and their answers are kept.
API_REQUESTS_PER_MINUTE = int(os.environ.get("ROCHDALE_API_REQUESTS", "600"))
API_ANSWER_DAYS = int(os.environ.get("ROCHDALE_API_ANSWER_DAYS", "7"))
# How many screens of meetings each process that serves tells at once what is new; beyond it they ask.
STREAMS_MAX = int(os.environ.get("ROCHDALE_STREAMS", "3000"))
CSRF_FAILURE_VIEW = "rochdale.config.api.pages.csrf_failure"
MFA_ADAPTER = "rochdale.config.sign_in.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = (
    "required"  # so that a passkey is two factors: the device, and who unlocks it
)
MFA_TOTP_ISSUER = "Rochdale"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: the counter has seen the person
MFA_FORMS = {
    "authenticate": "rochdale.membership.forms.CodeForm",
    "reauthenticate": "rochdale.membership.forms.CodeAgainForm",
    "activate_totp": "rochdale.membership.forms.AuthenticatorForm",
    "add_webauthn": "rochdale.membership.forms.PasskeyForm",
}
ACCOUNT_FORMS = {
    "reauthenticate": "rochdale.membership.forms.PasswordAgainForm",
    "login": "rochdale.membership.forms.SignInForm",
    "reset_password": "rochdale.membership.forms.NewPasswordRequestForm",
    "reset_password_from_key": "rochdale.membership.forms.NewPasswordForm",
    "change_password": "rochdale.membership.forms.ChangePasswordForm",
}
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/account/login/"
# Letters of cooperatives, and messages about signing in, leave by one way.
MAIL = mail.way(os.environ.get("ROCHDALE_MAIL", "file"))
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.is_tls, MAIL.is_starttls
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("ROCHDALE_MAIL_FROM", "Rochdale <rochdale@localhost>")
# Where people find the pages, for links in letters.
PUBLIC_URL = os.environ.get(
    "ROCHDALE_URL", CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else "http://127.0.0.1:8000"
).rstrip("/")
# Jobs are put off by our own action, and known to the worker alone.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

LANGUAGE_CODE = "en"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("ROCHDALE_TIME_ZONE", "America/Toronto")

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ADD_HEADERS_FUNCTION = add_static_headers

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What a trustee gives is the largest that is sent; less is allowed wherever less suffices (`web.api`).
DATA_UPLOAD_MAX_MEMORY_SIZE = PART_BODY_BYTES_MAX
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# What is sent never touches the disk in clear: no file is put aside, and what is too large is let go.
FILE_UPLOAD_HANDLERS = ["rochdale.web.uploads.InMemoryOnly"]
SILENCED_SYSTEM_CHECKS = [
    "models.W042",
]
