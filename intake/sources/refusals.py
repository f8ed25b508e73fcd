"""Why a file is not taken in."""


class IntakeRefused(Exception):  # noqa: N818 - refusals are not errors
    """A story is not taken in; one line says why and what to do."""
