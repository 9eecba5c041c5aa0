"""What a function may return by mistake, or out of spite."""

import itertools
import math
import sys
import time


class Raises:
    """An object of which one method raises."""

    def __repr__(self):
        return f"<{type(self).__name__}>"


def _raising(method):
    def raises(*_):
        raise LookupError(f"{method} was called")

    return type(f"Raises_{method.strip('_')}", (Raises,), {method: raises})()


class RaisesAnything(Raises):
    """One that can't be looked at in any way."""

    def _raises(self, *_):
        raise RuntimeError("don't look")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _raises
    __bool__ = __len__ = __iter__ = __getitem__ = __contains__ = __call__ = _raises
    __repr__ = __str__ = __format__ = __float__ = __int__ = __index__ = __add__ = __radd__ = _raises


PLAIN = {
    "None": None,
    "zero": 0,
    "a number": 7,
    "a negative number": -3,
    "a fraction": 0.5,
    "a bool": True,
    "a text": "text",
    "no text": "",
    "bytes": b"bytes",
    "an empty list": [],
    "a list of None": [None],
    "a list of numbers": [1, 2, 3],
    "a list of texts": ["one", "two"],
    "a list of lists": [[]],
    "a list of dicts": [{"a": 1}, {}],
    "a tuple": (1, "two", None),
    "an empty dict": {},
    "a dict": {"a": 1, None: []},
    "a set": {1, 2},
    "an object": object(),
    "a function": len,
    "a class": int,
    "nan": math.nan,
    "infinity": -math.inf,
    "a huge number": 10**400,
    "a huge text": "x" * 1_000_000,
    "a surrogate": "\ud800",
}
"""What learners return while they are at it: each gets a message that is about it."""
HOSTILE = {
    **{
        f"{method} raises": _raising(method)
        for method in ("__eq__", "__hash__", "__len__", "__iter__", "__bool__", "__getitem__", "__format__")
    },
    "repr raises": _raising("__repr__"),
    "anything raises": RaisesAnything(),
    "a list of what raises": [RaisesAnything()],
    "a dict of what raises": {"a": RaisesAnything()},
    "a number too long to be written": 10**5_000,
    "without end": itertools.count(),
}
"""What nobody returns by accident: it gets a verdict, and be it that there is none."""


class Silent(Exception):
    """An error whose words raise as well."""

    def __str__(self):
        raise LookupError("no words")


def _error(error):
    def raises(*_):
        raise error

    return raises


def _loops(*_):
    while True:
        pass


def _sleeps(*_):
    while True:
        time.sleep(600)


ENDINGS = {
    "an error": _error(ValueError("no luck")),
    "an error of many words": _error(KeyError("word " * 100_000)),
    "an error whose words raise": _error(Silent()),
    "StopIteration": _error(StopIteration()),
    "an exit": lambda *_: sys.exit("good bye"),
    "no end of computing": _loops,
    "no end of pauses": _sleeps,
    "more arguments than it takes": lambda: None,
    "a generator": lambda *_: (each for each in [1, 2]),
}
"""Functions that come to no good end."""
