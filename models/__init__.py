"""The name model: corpus, training, and the detector that runs it."""
