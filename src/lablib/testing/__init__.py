"""Your own producer and handler under test: what the pytest plugin gives, and the asserts that go with it.

from lablib.testing import assert_handled_within, assert_no_duplicates, assert_nothing_lost

The plugin itself is `lablib_pytest`, beside this package.
"""

from lablib.testing.asserts import assert_handled_within, assert_no_duplicates, assert_nothing_lost

__all__ = ["assert_handled_within", "assert_no_duplicates", "assert_nothing_lost"]
