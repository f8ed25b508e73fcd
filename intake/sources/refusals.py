"""Why a file is not taken in."""


class IntakeRefused(Exception):  # noqa: N818 - refusals are not errors
    """A story is not taken in; one line says why and what to do."""


def refuse_over(most: int, number: int, *, name: str, what: str) -> None:
    """Refuse a file that holds more of something than any story does.

    Args:
        most: how many are taken in.
        number: how many there are.
        name: of the file.
        what: is counted, in the plural.

    Raises:
        IntakeRefused: there are more; says the limit.
    """
    if number > most:
        message = (
            f"{name} has over {most:,} {what}, more than any story. "
            "Save only the story."
        )
        raise IntakeRefused(message)
