"""Durable background work: rows in PostgreSQL, with Celery as a doorbell."""
