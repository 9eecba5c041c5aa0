"""The error that every modelled operation raises and the wire turns into AWS's JSON."""


class AwsError(Exception):
    """An error answer of the service: `code` as boto3 shows it, `message`, HTTP `status`, further members."""

    def __init__(self, code: str, message: str, status: int = 400, **members: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
        self.members = members
