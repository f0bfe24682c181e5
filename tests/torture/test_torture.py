"""The torture run as tests: twenty seconds of it in the fast suite, three minutes in the long one."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def torture(*arguments: str) -> None:
    """Run it as ``make torture-workbook`` does; a fault fails with the table and the stories."""
    command = [sys.executable, "-m", "tests.torture", *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"


def test_twenty_seconds_of_torture_find_nothing():
    torture("--seconds", "20")


@pytest.mark.long
def test_three_minutes_of_torture_find_nothing():
    torture("--minutes", "3", "--seed", "100")
