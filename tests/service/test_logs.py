import io
import json
import logging

import pytest
import structlog

from service.logs import MASK, configure_logs, redact
from sheets_schema.errors import NaryadError


@pytest.fixture
def lines():
    stream = io.StringIO()
    configure_logs("json", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.reset_defaults()
    logging.basicConfig(force=True)


@pytest.mark.parametrize(
    "key", ["phone", "client_phone", "name", "fio", "email", "to_address", "token", "Authorization", "comment"]
)
def test_a_personal_value_is_masked_by_its_key(lines, key):
    structlog.get_logger().info("row.read", **{key: "Иванов", "row": 17})
    assert lines()[0][key] == MASK
    assert lines()[0]["row"] == 17


@pytest.mark.parametrize(
    "text",
    [
        "+7 912 345-67-89",
        "8(912)345-67-89",
        "79123456789",
        "9123456789",
        "+7\u00a0912\u00a0345\u00a067\u00a089",
        "ivan.petrov@mail.ru",
        "иван@почта.рф",
    ],
)
def test_a_phone_or_address_is_masked_wherever_it_stands(text):
    assert redact(f"не прочитано: {text}, строка 17") == f"не прочитано: {MASK}, строка 17"
    assert redact({"cause": [text, {"deeper": text}]}) == {"cause": [MASK, {"deeper": MASK}]}


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-24T22:17:50Z",
        "Заказы",
        17,
        3.5,
        True,
        None,
        "deadbeef00112233445566778899",
        "1764022670123456789",
        "port 8000",
        "v1.2.3",
    ],
)
def test_what_is_not_personal_stays_as_it_is(value):
    assert redact(value) == value


def test_a_phone_as_a_number_is_masked():
    assert redact(79123456789) == MASK


def test_an_exception_is_logged_with_its_place_and_code_but_without_what_a_person_typed(lines):
    def misread(typed: str) -> None:
        raise NaryadError("phone_wrong", value=typed)

    try:
        misread("Иванов 8912")
    except NaryadError:
        structlog.get_logger().exception("poll.failed")
    logged = lines()[0]["exception"]
    assert "NaryadError phone_wrong" in logged
    assert "test_logs.py" in logged
    assert "value': 'Иванов" not in logged


def test_the_libraries_logs_go_through_the_same_chain(lines):
    logging.getLogger("uvicorn.error").warning("bad request from %s", "ivan@mail.ru")
    assert lines()[0]["event"] == f"bad request from {MASK}"
    assert lines()[0]["level"] == "warning"


def test_the_form_for_people_is_masked_too():
    stream = io.StringIO()
    configure_logs("console", stream=stream)
    structlog.get_logger().info("row.read", phone="79123456789")
    structlog.reset_defaults()
    assert "row.read" in stream.getvalue()
    assert "7912" not in stream.getvalue()
