"""What goes out, ends and is due, day by day."""
