"""Everything that can go wrong with what lies outside, as exceptions with a code and parameters.

A person never reads ``str(error)``: ``service.wording`` renders ``code`` and ``params`` in the reader's language, with a remedy.
"""


class NaryadError(Exception):
    """The root: ``code`` names the sentence, ``params`` fill it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code} {params}" if params else code)
        self.code = code
        self.params = params


class WorkbookError(NaryadError):
    """Anything about the workbook."""


class WorkbookUnavailable(WorkbookError):  # noqa: N818 - a state of the world, named as one
    """Not there, no right, disk full, network away: try again later; the last good state is kept."""


class WorkbookUnreadable(WorkbookError):  # noqa: N818
    """It is there but cannot be understood: half-written, corrupt, HTML, a password, a zip bomb."""


class WorkbookBusy(WorkbookError):  # noqa: N818
    """Somebody holds it open: writes wait."""


class WorkbookChanged(WorkbookError):  # noqa: N818
    """It is no longer what was read: read again, decide again."""


class EditRefused(WorkbookError):  # noqa: N818
    """An edit cannot be done without damage (hostile characters, a row that is not there …); nothing was written."""


class StoreUnavailable(NaryadError):  # noqa: N818
    """The folders of orders cannot be reached."""


class JournalUnavailable(NaryadError):  # noqa: N818
    """The journal's database does not serve: disk full, no right, busy too long, corrupt, made by a newer program."""
