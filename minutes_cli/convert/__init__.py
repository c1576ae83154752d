"""Converting archives of minutes: from many documents to one output."""
