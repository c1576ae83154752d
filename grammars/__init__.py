"""The grammars, as data: read with importlib.resources."""
