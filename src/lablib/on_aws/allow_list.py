"""The one place where AWS is switched on: a file, written by hand, that names accounts and regions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

EXAMPLE = '[[account]]\nid = "123456789012"\nregions = ["eu-central-1"]\n'


class NotAllowed(ValueError):
    """An account or region that nobody has allowed."""


def allowed(path: Path) -> dict[str, list[str]]:
    """The regions by account. Raises NotAllowed, with what to write, if the file is missing or wrong."""
    how = f"Remedy: write the account and the region that you mean into {path}:\n\n{EXAMPLE}"
    if not path.exists():
        raise NotAllowed(f"no AWS account is allowed, so nothing is done. {how}")
    try:
        accounts = tomllib.loads(path.read_text(encoding="utf-8"))["account"]
        regions = {str(each["id"]): _listed(each["regions"]) for each in accounts}
    except (KeyError, OSError, TypeError, ValueError) as error:
        raise NotAllowed(f"{path} can't be read ({error}). {how}") from error
    if wrong := [account for account in regions if not re.fullmatch(r"\d{12}", account)]:
        raise NotAllowed(
            f"{wrong[0]!r} in {path} is no account id: an account id has 12 digits, in quotes. {how}"
        )
    return regions


def _listed(regions: object) -> list[str]:
    if not isinstance(regions, list):
        raise TypeError(f"regions is {regions!r}, and has to be a list")
    return [str(region) for region in regions]


def require_allowed(path: Path, account: str, region: str) -> None:
    """Raises NotAllowed unless the file names this account with this region."""
    regions = allowed(path)
    if account not in regions:
        raise NotAllowed(
            f"account {account} isn't in {path}, so nothing is done. Remedy: write it there, if you mean it."
        )
    if region not in regions[account]:
        raise NotAllowed(
            f"region {region!r} isn't named for account {account} in {path}, so nothing is done. "
            f"Named are: {', '.join(regions[account]) or 'none'}."
        )
