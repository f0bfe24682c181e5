"""Houses and browsers for the tests of pages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.service.web.houses import TestHouse, build_house, entered, lived_in, moved

Model = tuple[TestHouse, Path]


def _model(build: Callable[[Path], TestHouse], home: Path) -> Model:
    house = build(home)
    house.journal.close()
    return house, home


@pytest.fixture(scope="session")
def demo_model(tmp_path_factory) -> Model:
    return _model(build_house, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def busy_model(tmp_path_factory) -> Model:
    return _model(lived_in, tmp_path_factory.mktemp("busy"))


@pytest.fixture
def made(demo_model, tmp_path) -> Iterator[TestHouse]:
    """A demo firm that was read twice."""
    house = moved(*demo_model, tmp_path)
    yield house
    house.journal.close()


@pytest.fixture
def busy(busy_model, tmp_path) -> Iterator[TestHouse]:
    """A firm in the middle of a working day."""
    house = moved(*busy_model, tmp_path)
    yield house
    house.journal.close()


@pytest.fixture
def empty(tmp_path) -> Iterator[TestHouse]:
    """A firm whose workbook was not read yet."""
    house = build_house(tmp_path, demo=False)
    yield house
    house.journal.close()


@pytest.fixture
def office(made) -> TestClient:
    """A browser of the office, logged in."""
    return entered(made)
