"""The grammars' engine: parts and patches made into tables, words into tokens, tokens into trees."""
