"""What the templates of readers' pages may call."""
