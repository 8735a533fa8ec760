import pytest

from queries.reader import read_queries
from server.query_columns import COLUMN_WORDS, to_heading

COLUMNS = sorted({column for query in read_queries() for column in query.columns})


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_a_shipped_query_has_words_in_both_languages(column):
    assert column.removesuffix("Label") in COLUMN_WORDS


def test_every_word_is_that_of_a_column():
    assert {column.removesuffix("Label") for column in COLUMNS} == COLUMN_WORDS.keys()


@pytest.mark.parametrize("query", read_queries(), ids=lambda query: query.name)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_columns_of_a_query_have_one_heading(query, language):
    headings = [to_heading(column, language, query.columns) for column in query.columns]

    assert len(set(headings)) == len(headings)
