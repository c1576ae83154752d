"""Persons: who is named, who they are, and what rolls and sentences say of their presence."""
