"""What can be done on the website: keeping the search ready."""
