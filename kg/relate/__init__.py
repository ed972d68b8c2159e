"""Sentence frames that tie names together; one file a family of frames."""
