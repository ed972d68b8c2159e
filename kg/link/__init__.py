"""Which entity a name means, here and then."""
