"""Business: what is moved, voted, decided, declared and given to somebody to do."""
