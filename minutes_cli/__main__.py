"""Lets `python -m minutes_cli` stand for the command."""

from minutes_cli.cli import main

main()
