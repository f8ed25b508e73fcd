"""What `manage.py` can do for the work list."""
