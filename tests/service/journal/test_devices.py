"""Who may enter."""

import re
import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from service.journal.devices import WRONG_CODES
from service.journal.schema import devices as devices_table
from service.journal.schema import invitations

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def devices(database):
    return database.devices


@pytest.fixture
def invited(devices):
    return devices.invite("Мария", "офис", NOW, DAY)


def wrong(invitation, nth=1):
    return f"{(int(invitation.code) + nth) % 10**8:08}"


@pytest.mark.parametrize("secret", ["link_token", "code"])
def test_an_invitation_lets_one_device_in_by_link_or_by_code(devices, invited, secret):
    token = devices.redeem(getattr(invited, secret), "Телефон Марии", NOW)
    device = devices.device(token, NOW)
    assert (device.person, device.role, device.label) == ("Мария", "офис", "Телефон Марии")
    assert (device.created_at, device.last_seen_at, device.revoked_at) == (NOW, NOW, None)


def test_a_used_invitation_opens_nothing_by_either_way(devices, invited):
    devices.redeem(invited.code, "first", NOW)
    assert devices.redeem(invited.code, "second", NOW) is None
    assert devices.redeem(invited.link_token, "second", NOW) is None
    assert len(devices.all()) == 1


def test_a_late_invitation_opens_nothing(devices, invited):
    assert devices.redeem(invited.link_token, "late", NOW + DAY) is None
    assert devices.redeem(invited.code, "late", NOW + DAY) is None


def test_a_code_is_eight_digits_and_may_be_typed_in_groups(devices, invited):
    assert re.fullmatch(r"\d{8}", invited.code)
    assert devices.redeem(f" {invited.code[:4]}-{invited.code[4:]} ", "phone", NOW)


@pytest.mark.parametrize("nonsense", ["", "x", "1234567", "123456789", "'; --", "\ud800", "٠١٢٣٤٥٦٧", "а" * 9000])
def test_nonsense_opens_nothing(devices, invited, nonsense):
    assert devices.redeem(nonsense, "x", NOW) is None
    assert devices.device(nonsense, NOW) is None


def test_many_wrong_codes_kill_the_code_but_not_the_link(devices, invited):
    for nth in range(1, WRONG_CODES + 1):
        assert devices.redeem(wrong(invited, nth), "guess", NOW) is None
    assert devices.redeem(invited.code, "phone", NOW) is None
    assert devices.redeem(invited.link_token, "phone", NOW)


def test_a_few_wrong_codes_are_forgiven(devices, invited):
    for nth in range(1, WRONG_CODES):
        devices.redeem(wrong(invited, nth), "typo", NOW)
    assert devices.redeem(invited.code, "phone", NOW)


def test_an_invitation_made_after_the_guesses_is_not_harmed_by_them(devices, invited):
    for nth in range(1, WRONG_CODES + 1):
        devices.redeem(wrong(invited, nth), "guess", NOW)
    assert devices.redeem(devices.invite("Пётр", "рабочий", NOW, DAY).code, "phone", NOW)


def test_a_revoked_device_is_out_at_once_and_for_good(devices, invited):
    token = devices.redeem(invited.code, "phone", NOW)
    (device,) = devices.all()
    devices.revoke(device.id, NOW)
    devices.revoke(device.id, NOW + DAY)
    assert devices.device(token, NOW) is None
    assert [shown.revoked_at for shown in devices.all()] == [NOW]


def test_the_last_visit_is_noted_but_not_at_every_click(devices, invited):
    token = devices.redeem(invited.code, "phone", NOW)
    devices.device(token, NOW + timedelta(minutes=4))
    assert devices.all()[0].last_seen_at == NOW
    devices.device(token, NOW + timedelta(minutes=6))
    assert devices.all()[0].last_seen_at == NOW + timedelta(minutes=6)


def test_no_secret_is_stored(database, devices, invited):
    token = devices.redeem(invited.link_token, "phone", NOW)
    with database.engine.connect() as connection:
        stored = str(connection.execute(select(invitations)).all()) + str(
            connection.execute(select(devices_table)).all()
        )
    assert not [secret for secret in (token, invited.link_token, invited.code) if secret in stored]


def test_no_secret_is_in_what_a_log_would_print(invited):
    assert invited.code not in repr(invited)
    assert invited.link_token not in repr(invited)


def test_of_many_who_use_one_invitation_at_once_one_enters(devices, invited):
    tokens, start = [], threading.Barrier(8)

    def enter():
        start.wait()
        tokens.append(devices.redeem(invited.code, "phone", NOW))

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tokens) == 8
    assert len([token for token in tokens if token]) == 1


def test_devices_are_shown_newest_first(devices):
    for name in ("а", "б", "в"):
        devices.redeem(devices.invite(name, "рабочий", NOW, DAY).code, "", NOW)
    shown = devices.all()
    assert [device.person for device in shown] == ["в", "б", "а"]
    assert all(first.id > second.id for first, second in pairwise(shown))
