"""One LibreOffice for all tests of this folder: starting it costs more than a test."""

from collections.abc import Iterator

import pytest

from tests.staff.office import Office, why_no_office


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    if reason := why_no_office():
        pytest.skip(reason)
    with Office() as running:
        yield running
