"""The pure part: no Kafka, web, Presidio or spaCy."""
