"""Homes to work on: made once, copied for each test."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from service.founding import Answers, found, found_demo
from service.home import Home
from service.journal import open_journal


@pytest.fixture(scope="session")
def _new_home(tmp_path_factory) -> Path:
    home = Home(tmp_path_factory.mktemp("new") / "home")
    found(home, Answers(firm="ООО «Свет»", phone="+7 912 345-67-89"), date(2026, 11, 24))
    return home.path


@pytest.fixture(scope="session")
def _demo_home(tmp_path_factory) -> Path:
    home = Home(tmp_path_factory.mktemp("demo") / "home")
    found_demo(home, 1, date(2026, 11, 24))
    return home.path


@pytest.fixture
def new_home(_new_home: Path, tmp_path: Path) -> Home:
    """A firm without orders, never polled."""
    return Home(Path(shutil.copytree(_new_home, tmp_path / "home")))


@pytest.fixture
def demo_home(_demo_home: Path, tmp_path: Path) -> Home:
    """The invented firm, never polled."""
    return Home(Path(shutil.copytree(_demo_home, tmp_path / "home")))


@pytest.fixture(scope="session")
def _started_home(_new_home: Path, tmp_path_factory) -> Path:
    path = Path(shutil.copytree(_new_home, tmp_path_factory.mktemp("started") / "home"))
    open_journal(path / ".naryad" / "journal.db").close()
    return path


@pytest.fixture
def started_home(_started_home: Path, tmp_path: Path) -> Home:
    """A firm without orders, with an empty journal."""
    return Home(Path(shutil.copytree(_started_home, tmp_path / "home")))
