"""What people do about translations, one verb a function."""
