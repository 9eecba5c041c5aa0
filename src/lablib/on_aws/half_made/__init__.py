"""An account with a stack that broke off half-made, played by moto: what lab 11 tears down."""

from lablib.on_aws.half_made.an_account import an_account
from lablib.on_aws.half_made.stack import Trouble, delete, find, make_stack

__all__ = ["Trouble", "an_account", "delete", "find", "make_stack"]
