"""Name what can be wrong with a parameter of a request.

Step on the line: beside ``problems``, which has all kinds together.
"""

from server.problem_base import RequestProblem
from server.saying.message import Message, Value, say


class BadParameter(RequestProblem):
    """A parameter of a named query is wrong; ``parameter``, ``value`` and ``expected`` say how."""

    slug = "bad-parameter"


def bad_parameter(
    key: str, name: str, value: str | None, expected: Message, **values: Value
) -> BadParameter:
    """Return the problem with a value of a parameter.

    Args:
        key: Of the message, which may name all that follows.
        name: Of the parameter.
        value: What was given, as much of it as is worth saying; None if nothing was.
        expected: What would be right, as the object of a sentence.
        values: What else the message names.
    """
    message = say(key, name=name, value=value or "", expected=expected, **values)
    return BadParameter(message, parameter=name, value=value, expected=expected.to_text("en"))
