"""The optional statistical proposer: a model's names beside those of the rules, which keep their edges and types."""
