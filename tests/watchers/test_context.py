"""Numbers of rows are given once."""

from watchers.context import Numbers


def test_a_number_is_given_once_and_those_seen_are_stepped_over():
    numbers = Numbers({"orders": 5})
    numbers.seen("orders", [9, 3])
    numbers.seen("orders", [])
    assert [numbers.take("orders"), numbers.take("orders"), numbers.take("payments")] == [10, 11, 1]
