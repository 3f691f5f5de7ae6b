"""The pages of `web` at the root, as the program has them, and the static files beside them."""

from django.contrib.staticfiles.views import serve
from django.urls import include, path

urlpatterns = [
    path("", include("rochdale.web.urls")),
    path("static/<path:path>", serve, {"insecure": True}),
]
