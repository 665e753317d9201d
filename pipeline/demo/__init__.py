"""`maskstream demo`: the main job end to end, and a search for leaks."""
