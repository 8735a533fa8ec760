"""Tell which tags are languages, and which one was meant by what is none.

Step on the line: beside :mod:`linkml_schemas.modelling.element`, for whoever writes or chooses
texts by language. Pure.

Source:
    ISO 639-1 (the codes of two letters); BCP 47, section 2.1 (the form of a tag).
"""

import re
from difflib import get_close_matches

_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li
ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa
pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg
th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_TWO_LETTERS = frozenset(_CODES.split())

_NAMES = {
    "dutch": "nl", "nederlands": "nl", "flemish": "nl", "vlaams": "nl", "english": "en",
    "engels": "en", "french": "fr", "frans": "fr", "français": "fr", "german": "de",
    "duits": "de", "deutsch": "de", "frisian": "fy", "fries": "fy", "frysk": "fy",
    "spanish": "es", "spaans": "es", "español": "es", "italian": "it", "italiaans": "it",
    "portuguese": "pt", "portugees": "pt", "polish": "pl", "pools": "pl",
}  # fmt: skip
"""What people write in the place of a tag."""

_FORM = re.compile(r"([a-z]{2,3})(-[a-z0-9]{2,8})*", re.IGNORECASE)


def is_language(tag: str) -> bool:
    """Tell whether a tag is one of BCP 47 whose language of two letters exists.

    >>> is_language("pt-BR"), is_language("xx"), is_language("dutch")
    (True, False, False)
    """
    match = _FORM.fullmatch(tag)
    if not match:
        return False
    code = match[1].lower()
    return code in _TWO_LETTERS or (len(code) == 3 and code != "xxx")


def meant_language(written: str) -> str:
    """Return the tag that was meant, in lower case with hyphens; empty if nothing is like it.

    >>> meant_language("Dutch"), meant_language("en_GB"), meant_language("xx")
    ('nl', 'en-gb', '')
    """
    lower = written.lower().replace("_", "-")
    if is_language(lower):
        return lower
    near = get_close_matches(lower, _NAMES, n=1, cutoff=0.8)
    return _NAMES[near[0]] if near else ""
