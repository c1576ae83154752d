"""The page that people read: what it shows, in words, and how it is drawn."""
