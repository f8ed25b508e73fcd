"""What can be done with copies: ordering and releasing them."""
