"""The port that the pages are served on."""

import socket

from sheets_schema.errors import NaryadError


class PortTaken(NaryadError):  # noqa: N818 - a state of the machine, named as one
    """Another program listens there, or listening there is not allowed."""


def require_port(host: str, port: int) -> None:
    """Raise ``PortTaken`` when the pages could not be served there."""
    reason = why_not(host, port)
    if reason:
        raise PortTaken("port_taken", port=port, reason=reason, other=port + 1)


def why_not(host: str, port: int) -> str:
    """Return why nobody can listen there now, as the system says it; empty when one can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""
