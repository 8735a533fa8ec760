"""Check literals in lexical and value space, and write each value one way.

Step on the line: beneath the checks. Vectorised: a series of texts in, a series of canonical
texts out, null where a text is no value of the datatype. The canonical form is the one the
store keeps, so that a dump and the store never differ.

Source:
    XML Schema 1.1 Part 2, sections 3.3 and 3.4.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import polars as pl

from ontology.namespaces import PREFIXES

XSD = PREFIXES["xsd"]

Convert = Callable[[pl.Series], pl.Series]
Explain = Callable[[str], tuple[str, str]]

_OFFSET = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)"
_ZERO = r"[+-]00:00$"


@dataclass(frozen=True, slots=True)
class Datatype:
    """How the texts of a datatype are checked, written and explained."""

    convert: Convert
    explain: Explain


def evaluate(series: pl.Series, expression: pl.Expr) -> pl.Series:
    """Return what an expression over the column ``value`` makes of a series."""
    return series.rename("value").to_frame().select(expression.alias("value")).to_series()


def _where(condition: pl.Expr, value: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(value)


def _string(series: pl.Series) -> pl.Series:
    return series


def _integer(minimum: int | None = None, maximum: int | None = None) -> Convert:
    def convert(series: pl.Series) -> pl.Series:
        value = pl.col("value")
        number = _where(value.str.contains(r"^[+-]?[0-9]+$"), value).str.strip_prefix("+")
        cast = number.cast(pl.Int64, strict=False)
        fitting = pl.lit(value=True)
        if minimum is not None:
            fitting &= cast >= minimum
        if maximum is not None:
            fitting &= cast <= maximum
        return evaluate(series, _where(fitting, cast.cast(pl.String)))

    return convert


def _decimal(series: pl.Series) -> pl.Series:
    value = pl.col("value")
    valid = value.str.contains(r"^[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})$")
    sign = pl.when(value.str.starts_with("-")).then(pl.lit("-")).otherwise(pl.lit(""))
    digits = value.str.strip_chars_start("+-")
    whole = digits.str.extract(r"^([0-9]*)").str.strip_chars_start("0")
    part = digits.str.extract(r"\.([0-9]*)$").fill_null("").str.strip_chars_end("0")
    whole = pl.when(whole == "").then(pl.lit("0")).otherwise(whole)
    text = pl.when(part == "").then(whole).otherwise(pl.concat_str(whole, pl.lit("."), part))
    signed = pl.when(text == "0").then(text).otherwise(pl.concat_str(sign, text))
    return evaluate(series, _where(valid, signed))


def _boolean(series: pl.Series) -> pl.Series:
    forms = {"true": "true", "1": "true", "false": "false", "0": "false"}
    return evaluate(series, pl.col("value").replace_strict(forms, default=None))


def _is_day(value: pl.Expr) -> pl.Expr:
    day = value.str.slice(0, 10)
    return day.str.to_date("%Y-%m-%d", strict=False).is_not_null() & (day >= "0001")


def _date(series: pl.Series) -> pl.Series:
    value = pl.col("value")
    form = value.str.contains(rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_OFFSET}?$")
    return evaluate(series, _where(form & _is_day(value), value.str.replace(_ZERO, "Z")))


def _datetime(series: pl.Series) -> pl.Series:
    value = pl.col("value")
    form = value.str.contains(
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
        rf"(?:\.[0-9]{{1,18}})?{_OFFSET}?$"
    )
    tidy = value.str.replace(_ZERO, "Z").str.replace(r"(\.[0-9]*?)0+(Z|[+-]|$)", "${1}${2}")
    tidy = tidy.str.replace(r"\.(Z|[+-]|$)", "${1}")
    return evaluate(series, _where(form & _is_day(value), tidy))


def _year(series: pl.Series) -> pl.Series:
    value = pl.col("value")
    return evaluate(series, _where(value.str.contains(r"^[0-9]{4}$") & (value != "0000"), value))


def _explain_number(name: str, example: str) -> Explain:
    def explain(text: str) -> tuple[str, str]:
        if re.fullmatch(r"[+-]?[\d. ]+,\d+", text):
            plain = text.replace(".", "").replace(" ", "").replace(",", ".")
            return f"{text} is no {name}: the decimal sign is a point", f"write {plain}"
        return f"{text} is no {name}", f"write digits only, such as {example}"

    return explain


def _explain_boolean(text: str) -> tuple[str, str]:
    words = {"ja": "true", "yes": "true", "j": "true", "y": "true", "waar": "true"}
    words |= {"nee": "false", "no": "false", "n": "false", "neen": "false", "onwaar": "false"}
    right = words.get(text.lower())
    return f"{text} is neither true nor false", f"write {right or 'true or false'}"


def _explain_day(text: str) -> tuple[str, str]:
    if re.match(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        if re.match(r".{10}[T ]", text) and _is_calendar_day(text[:10]):
            return f"{text} is a day with a time, and a day is asked", f"write {text[:10]}"
        return f"{text} is no day in the calendar, or no time of the day", "write the right day"
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII):
        first, second, year = match.groups()
        days = (f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}")
        right = next((day for day in days if _is_calendar_day(day)), None)
        if right:
            return f"{text} is no ISO 8601 date", f"write {right}"
    return f"{text} is no ISO 8601 date", "write year-month-day, such as 2026-11-23"


def _is_calendar_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _explain_moment(text: str) -> tuple[str, str]:
    message, remedy = _explain_day(text)
    if "a day is asked" in message:
        return f"{text} is no time of the day", "write such as 2026-11-23T09:30:00Z"
    if "ISO" in message or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return f"{text} is no date with a time", "write such as 2026-11-23T09:30:00Z"
    return message, remedy


def _explain_year(text: str) -> tuple[str, str]:
    return f"{text} is no year", "write four digits, such as 2026"


_WHOLE = _explain_number("whole number", "42")

DATATYPES: Mapping[str, Datatype] = MappingProxyType(
    {
        f"{XSD}string": Datatype(_string, lambda text: (f"{text} is no text", "write text")),
        f"{XSD}integer": Datatype(_integer(), _WHOLE),
        f"{XSD}nonNegativeInteger": Datatype(_integer(0), _WHOLE),
        f"{XSD}positiveInteger": Datatype(_integer(1), _WHOLE),
        f"{XSD}int": Datatype(_integer(-(2**31), 2**31 - 1), _WHOLE),
        f"{XSD}long": Datatype(_integer(), _WHOLE),
        f"{XSD}decimal": Datatype(_decimal, _explain_number("decimal number", "12.50")),
        f"{XSD}boolean": Datatype(_boolean, _explain_boolean),
        f"{XSD}date": Datatype(_date, _explain_day),
        f"{XSD}dateTime": Datatype(_datetime, _explain_moment),
        f"{XSD}gYear": Datatype(_year, _explain_year),
    }
)
"""Every datatype that a plan may name."""
