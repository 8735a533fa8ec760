"""Pair the elements of two versions of a schema, those that got another name included.

Step on the line: the first of a comparison. A rename is recognised by a successor or alias
that the schema itself names, by an equal IRI, or by likeness; where two would do, none does.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from linkml_schemas.modelling.element import ElementModel

LIKE = 0.8
"""From which likeness, of 1, two elements count as one with another name."""

MOST_COMPARED = 20_000
"""Pairs that are at most compared by likeness; beyond it nothing is guessed."""

Element = TypeVar("Element", bound=ElementModel)


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Element]):
    """Which element of one version is which of the other.

    Shape:
        ``both`` goes from name before to name after, equal or not; ``added`` and ``removed``
        are the names that have no other side.
    """

    both: Mapping[str, str]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    def after(self, name: str) -> str:
        """Return the name after of a name before; a removed one stays as it is."""
        return self.both.get(name, name)


@dataclass(frozen=True, slots=True)
class Recognition(Generic[Element]):
    """How elements of one kind are recognised under another name.

    Args:
        identity: What two names of one thing share; None for what has no identity.
        likeness: From 0 to 1; 1 is equal.
    """

    identity: Callable[[Element], Hashable]
    likeness: Callable[[Element, Element], float]


def pair_elements(
    old: Mapping[str, Element],
    new: Mapping[str, Element],
    recognition: Recognition[Element],
    may_guess: Callable[[str, str], bool] = lambda before, after: True,
) -> Pairing[Element]:
    """Return the pairs of elements by name, else by what tells that one was renamed.

    Args:
        old: The elements before, by name.
        new: The elements after.
        recognition: How a renamed one is known.
        may_guess: Whether likeness may make a pair of two names.
    """
    both = {name: name for name in old if name in new}
    gone = {name: each for name, each in old.items() if name not in both}
    fresh = {name: each for name, each in new.items() if name not in both}
    for finder in (_by_words, _by_identity, _by_likeness):
        found = dict(finder(gone, fresh, recognition, may_guess))
        both |= found
        gone = {name: each for name, each in gone.items() if name not in found}
        fresh = {name: each for name, each in fresh.items() if name not in found.values()}
    return Pairing(both, tuple(fresh), tuple(gone))


def text_likeness(old: ElementModel, new: ElementModel, least: float = LIKE) -> float:
    """Return how alike the texts of two elements are; their names where neither has a text.

    Args:
        old: An element before.
        new: An element after.
        least: The likeness below which 0 will do; finding out is cheap then.
    """
    before, after = _words(old), _words(new)
    if not before and not after:
        return _ratio(old.name, new.name, least)
    return _ratio(before, after, least)


def joint_likeness(old: ElementModel, new: ElementModel, parts: tuple[set[str], set[str]]) -> float:
    """Return the mean of how many parts two elements share and of how alike their texts are.

    Shape:
        That neither has parts makes them no more alike: their texts decide.
    """
    if not any(parts):
        return text_likeness(old, new)
    shared = overlap(*parts)
    least = 2 * LIKE - shared
    return (shared + text_likeness(old, new, least)) / 2 if least <= 1 else 0


def overlap(old: set[str], new: set[str]) -> float:
    """Return which share of two sets, of which one has something, is in both.

    >>> overlap({"a", "b"}, {"b"})
    0.5
    """
    return len(old & new) / len(old | new)


Finder = Iterator[tuple[str, str]]


def _by_words(
    gone: Mapping[str, Element],
    fresh: Mapping[str, Element],
    recognition: Recognition[Element],
    may_guess: Callable[[str, str], bool],
) -> Finder:
    """Yield what a successor or an alias says, where just one says so."""
    stated: set[tuple[str, str]] = set()
    for name, each in gone.items():
        stated |= {(name, said) for said in _said(each) if said in fresh}
    for name, each in fresh.items():
        stated |= {(said, name) for said in _said(each) if said in gone}
    yield from _unambiguous(sorted(stated))


def _by_identity(
    gone: Mapping[str, Element],
    fresh: Mapping[str, Element],
    recognition: Recognition[Element],
    may_guess: Callable[[str, str], bool],
) -> Finder:
    """Yield those of which the identity is the same, and nothing else has it."""
    after = {name: recognition.identity(each) for name, each in fresh.items()}
    pairs = []
    for name, each in gone.items():
        identity = recognition.identity(each)
        if identity is not None:
            pairs += [(name, other) for other, its in after.items() if its == identity]
    yield from _unambiguous(pairs)


def _by_likeness(
    gone: Mapping[str, Element],
    fresh: Mapping[str, Element],
    recognition: Recognition[Element],
    may_guess: Callable[[str, str], bool],
) -> Finder:
    """Yield those that are alike, the most alike first; a draw makes no pair."""
    if len(gone) * len(fresh) > MOST_COMPARED:
        return
    scores = [
        (score, name, other)
        for name, each in gone.items()
        for other, its in fresh.items()
        if may_guess(name, other) and (score := recognition.likeness(each, its)) >= LIKE
    ]
    best: dict[tuple[int, str], list[float]] = {}
    for score, name, other in scores:
        best.setdefault((0, name), []).append(score)
        best.setdefault((1, other), []).append(score)
    tops = {key: (max(found), found.count(max(found))) for key, found in best.items()}
    for score, name, other in sorted(scores, key=lambda item: item[1:]):
        if tops[0, name] == tops[1, other] == (score, 1):
            yield name, other


def _unambiguous(pairs: list[tuple[str, str]]) -> Finder:
    before = Counter(one for one, _ in pairs)
    after = Counter(other for _, other in pairs)
    for one, other in pairs:
        if before[one] == after[other] == 1:
            yield one, other


def _said(element: ElementModel) -> set[str]:
    """Return the names that an element itself says it has had or will have."""
    return {*element.aliases, element.replaced_by or ""}


def _words(element: ElementModel) -> str:
    texts = (*element.titles.values(), *element.descriptions.values())
    return " ".join(texts)


def _ratio(one: str, other: str, least: float) -> float:
    if one == other:
        return 1.0
    first, second = sorted((one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()
