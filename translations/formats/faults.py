"""Why a file is not read."""


class FileError(ValueError):
    """A file that cannot be read, or must not be; says what to do.

    The sentence is an entry of the catalogue.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message, self.values = message, values
