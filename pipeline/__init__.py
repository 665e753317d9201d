"""The way of a message, from Kafka topic to Kafka topic."""
