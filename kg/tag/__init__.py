"""Names of the genre: recognised on the text, then carried by a spaCy Doc."""
