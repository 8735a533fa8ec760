import threading

import pytest

from loaders.reading.ahead import ahead


def test_the_next_item_is_made_while_the_one_before_is_used():
    second = threading.Event()

    def items():
        yield 1
        second.set()
        yield 2

    for item in ahead(items()):
        assert item == 2 or second.wait(10)


def test_what_a_reader_raises_arrives_in_its_place():
    def items():
        yield 1
        raise ValueError("row 2")

    found = []
    with pytest.raises(ValueError, match="row 2"):
        found.extend(ahead(items()))

    assert found == [1]


def test_who_stops_early_waits_for_nothing_but_the_item_that_is_being_made():
    made = []

    def items():
        for number in range(100):
            made.append(number)
            yield number

    stream = ahead(items())
    assert next(stream) == 0
    stream.close()

    assert len(made) <= 3
