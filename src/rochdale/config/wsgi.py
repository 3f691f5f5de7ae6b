"""The door for WSGI servers. A worker that was started by `rochdale serve` ends when that program does."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from rochdale.config.embedded import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
if os.environ.get("ROCHDALE_SERVED") == "1":
    die_with_parent()
application = get_wsgi_application()
# What was loaded stays: the collector need not go through all of it again and again while pages are made.
gc.freeze()
