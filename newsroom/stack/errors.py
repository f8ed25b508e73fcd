"""What the stack says when it cannot go on."""


class StackError(Exception):
    """Something that a person must put right; the text says what and how."""
