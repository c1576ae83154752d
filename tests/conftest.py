"""Options of the tests: how goldens are rewritten, and what commands are started with."""

from __future__ import annotations

import os
import signal

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "write what is read today to tests/goldens, for review; never in CI"
    parser.addoption("--rewrite-goldens", action="store_true", help=told)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--rewrite-goldens") and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        raise pytest.UsageError("goldens are never rewritten in CI: rewrite them at home and review the change")
    # A shell starts what runs behind it deaf to interrupts, and the commands that tests interrupt would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written rather than compared."""
    return bool(request.config.getoption("--rewrite-goldens"))
