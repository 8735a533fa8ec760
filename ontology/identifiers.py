"""Normalise the identifiers of authorities: OVO, KBO, NIS and ELI.

Step on the line: between reading a cell and minting or linking with it. Pure functions
that either return the one normal form or raise with what would be right.

Source:
    Organisation register Wegwijs (OVO), Crossroads Bank for Enterprises (KBO), Statbel
    REFNIS, European Legislation Identifier as the Belgian Official Gazette mints it.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

OVO_NAMESPACE = "https://data.vlaanderen.be/id/organisatie/"
ELI_NAMESPACE = "http://www.ejustice.just.fgov.be/eli/"
KBO_NAMESPACE = "https://org.belgif.be/id/CbeRegisteredEntity/"

_OVO = re.compile(r"ovo[ -]?(\d{6})", re.IGNORECASE | re.ASCII)
_OVO_IRI = re.compile(
    r"https?://data\.vlaanderen\.be/(?:id|doc)/organisatie/(OVO\d{6})/?",
    re.IGNORECASE | re.ASCII,
)
_ELI = re.compile(
    r"https?://www\.ejustice\.just\.fgov\.be/eli/"
    r"(?P<type>[a-z_]+)/(?P<date>\d{4}/\d{2}/\d{2})/(?P<numac>[0-9]{4}[0-9A-Z]\d{5})(?:/justel)?/?",
    re.ASCII,
)


class IdentifierError(ValueError):
    """Say why a text is no identifier of the kind asked for."""


def parse_ovo(text: str) -> str:
    """Return the OVO code in a text or in any of its IRI spellings.

    Raises:
        IdentifierError: The text is not ``OVO`` and six digits.

    >>> parse_ovo("http://data.vlaanderen.be/doc/organisatie/ovo002949")
    'OVO002949'
    """
    trimmed = text.strip()
    if match := _OVO_IRI.fullmatch(trimmed):
        return match[1].upper()
    if match := _OVO.fullmatch(trimmed):
        return f"OVO{match[1]}"
    raise IdentifierError(f"{text!r} is no OVO code: expected OVO and six digits, OVO002949")


def organisation_iri(ovo: str) -> str:
    """Return the authority's IRI of an organisation.

    >>> organisation_iri("ovo 002949")
    'https://data.vlaanderen.be/id/organisatie/OVO002949'
    """
    return OVO_NAMESPACE + parse_ovo(ovo)


def enterprise_iri(kbo: str) -> str:
    """Return the authority's IRI of a registered entity.

    >>> enterprise_iri("0207.437.468")
    'https://org.belgif.be/id/CbeRegisteredEntity/0207437468'
    """
    return KBO_NAMESPACE + parse_kbo(kbo)


def organisation_spellings(ovo: str) -> tuple[str, ...]:
    """Return the four IRIs under which an OVO organisation is found, the canonical one first.

    >>> organisation_spellings("OVO002949")[1]
    'http://data.vlaanderen.be/id/organisatie/OVO002949'
    """
    code = parse_ovo(ovo)
    return tuple(
        f"{scheme}://data.vlaanderen.be/{kind}/organisatie/{code}"
        for kind in ("id", "doc")
        for scheme in ("https", "http")
    )


def parse_kbo(text: str) -> str:
    """Return a KBO enterprise number as ten digits.

    Dots, spaces and a leading BE are forgiven, as is the missing first zero of a number of
    nine digits; the check digits are not.

    Raises:
        IdentifierError: Not ten digits that start with 0 or 1, or a wrong checksum.

    Source:
        KBO: the last two digits are 97 minus the first eight modulo 97.

    >>> parse_kbo("BE 0207.437.468")
    '0207437468'
    """
    digits = re.sub(r"^BE", "", re.sub(r"[\s.\-]", "", text).upper())
    if re.fullmatch(r"\d{9}", digits, re.ASCII):
        digits = f"0{digits}"
    if not re.fullmatch(r"[01]\d{9}", digits, re.ASCII):
        raise IdentifierError(
            f"{text!r} is no KBO number: expected ten digits that start with 0 or 1, 0207437468"
        )
    check = 97 - int(digits[:8]) % 97
    if check != int(digits[8:]):
        raise IdentifierError(
            f"{text!r} is no KBO number: its last two digits are {digits[8:]}, "
            f"the first eight ask for {check:02d}"
        )
    return digits


def parse_nis(text: str) -> str:
    """Return a NIS (REFNIS) code as five digits.

    Raises:
        IdentifierError: Not four or five digits.

    >>> parse_nis(" 11002 ")
    '11002'
    """
    digits = text.strip()
    if not re.fullmatch(r"\d{4,5}", digits, re.ASCII):
        raise IdentifierError(f"{text!r} is no NIS code: expected five digits, 11002")
    return digits.zfill(5)


def parse_eli(text: str) -> str:
    """Return the canonical ELI of an act in the Belgian Official Gazette, or an EU one.

    The expression (``/justel``), a final slash and https are dropped, for the publisher's own
    IRIs are http; the French twin (``/eli/decret/``) stays what it is.

    Raises:
        IdentifierError: Not an ELI of a known form.

    >>> parse_eli("https://www.ejustice.just.fgov.be/eli/decreet/2018/12/07/2018032457/justel")
    'http://www.ejustice.just.fgov.be/eli/decreet/2018/12/07/2018032457'
    """
    trimmed = text.strip()
    if match := _ELI.fullmatch(trimmed):
        path = f"{match['type']}/{match['date']}/{match['numac']}"
        return f"http://www.ejustice.just.fgov.be/eli/{path}"
    if re.fullmatch(r"https?://data\.europa\.eu/eli/[a-z_]+/\d{4}/\d+/oj", trimmed, re.ASCII):
        return "http://" + trimmed.partition("://")[2]
    raise IdentifierError(
        f"{text!r} is no ELI: expected "
        "http://www.ejustice.just.fgov.be/eli/decreet/2018/12/07/2018032457"
    )


NORMALISERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"ovo": parse_ovo, "kbo": parse_kbo, "nis": parse_nis, "eli": parse_eli}
)
"""What the schema annotation ``normalise`` may name."""
