"""The Django project: settings, wiring, the desk, start-up. Nobody imports it."""

from newsroom.celery import app as celery_app

__all__ = ["celery_app"]
