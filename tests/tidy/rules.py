"""A rule is a function from a Tree to lines that say what is wrong, and two sample trees."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tree import Tree


@dataclass
class Rule:
    says: str  # one sentence: the law
    check: Callable[[Tree], Iterator[str]]
    bad: dict[str, str]
    good: dict[str, str]


RULES: dict[str, Rule] = {}


def rule(name, says, bad, good):
    def register(check):
        RULES[name] = Rule(says, check, bad, good)
        return check

    return register
