"""The least that the pages of `web` need: no database, no session, no other room."""

from pathlib import Path

import rochdale

PACKAGE = Path(rochdale.__file__).parent
SECRET_KEY = "tests only"
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INSTALLED_APPS = ["django.contrib.staticfiles", "rochdale.web"]
MIDDLEWARE = [
    "rochdale.web.http.CompressedStatic",
    "rochdale.web.http.SecurityHeaders",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ROOT_URLCONF = "web.page_urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "rochdale.web.context.page",
            ],
        },
    }
]
LANGUAGE_CODE = "en"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "America/Toronto"
STATIC_URL = "/static/"
