"""The layout: a text taken apart into blocks and items, with what labels and columns tell."""
