"""Structured logs that hold no personal data, whatever a caller hands over.

Names, phones, addresses and tokens are masked by their key; phones and e-mail addresses also wherever they stand in a text.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any, Final, Literal, TextIO

import structlog
from structlog.typing import ExcInfo, Processor

from sheets_schema.errors import NaryadError

MASK: Final = "•••"

_TALKATIVE: Final = ("alembic", "apscheduler", "uvicorn")
"""Libraries that tell of every turn they take."""

PERSONAL: Final = frozenset(
    {
        *("phone", "name", "client", "worker", "person", "who", "email", "mail", "address", "fio", "comment", "note"),
        *("token", "secret", "password", "cookie", "authorization", "code_typed", "link", "value", "raw", "cells"),
    }
)
"""Words of a key that make its value personal: ``client_phone`` and ``to_address`` are masked too."""

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(
    r"(?<![\w.])(?:(?:\+\d|8|7)[ (\u00a0-]*)?\(?\d{3}[ )\u00a0-]*\d{3}[ \u00a0-]?\d{2}[ \u00a0-]?\d{2}(?![\w.]*\w)"
)
_MOBILES: Final = range(79_000_000_000, 80_000_000_000)


def without_personal_data(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask what must not be in a log: the structlog processor."""
    return {key: _masked(key, value) for key, value in event.items()}


def _masked(key: str, value: Any) -> Any:
    if value and not isinstance(value, bool) and PERSONAL & set(re.split(r"[^a-z]+", key.lower())):
        return MASK
    return redact(value)


def redact(value: Any) -> Any:
    """Return the value with phones and e-mail addresses masked in every text that it holds."""
    if isinstance(value, str):
        return _PHONE.sub(MASK, _EMAIL.sub(MASK, value))
    if isinstance(value, int) and value in _MOBILES:
        return MASK
    if isinstance(value, Mapping):
        return {key: _masked(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(item) for item in value]
    return value


def frames_only(exc_info: ExcInfo) -> str:
    """Return where an exception came from and its type, without its message: that may quote what a person typed."""
    kind, error, trace = exc_info
    code = f" {error.code}" if isinstance(error, NaryadError) else ""
    return "".join(traceback.format_tb(trace)) + kind.__name__ + code


def configure_logs(
    form: Literal["json", "console"], *, level: int = logging.INFO, stream: TextIO | None = None
) -> None:
    """Send our log events, and those of the libraries, through one chain to ``stream`` (standard error by default)."""
    stream = stream or sys.stderr
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else structlog.dev.ConsoleRenderer()
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(frames_only),
        without_personal_data,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=[_drop_record, renderer], foreign_pre_chain=shared)
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for talkative in _TALKATIVE:
        logging.getLogger(talkative).setLevel(max(level, logging.WARNING))


def _drop_record(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return structlog.stdlib.ProcessorFormatter.remove_processors_meta(logger, method, event)
