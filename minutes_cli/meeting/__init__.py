"""The meeting as a whole: whose it is, when and where it was, who was in the chair."""
