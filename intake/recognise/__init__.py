"""What stands around a story on a page: how each piece is recognised, a file each."""
