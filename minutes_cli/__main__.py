"""The command: `minutes`, and `python -m minutes_cli`."""

from __future__ import annotations

from typing import NoReturn

from minutes_cli import collecting


def main() -> NoReturn:
    """Run the command line of this process, and exit."""
    collecting.seldom()
    from minutes_cli import cli  # late: what is imported makes much that lives, and no garbage

    cli.main()


if __name__ == "__main__":
    main()
