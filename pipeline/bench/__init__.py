"""The project's yardstick: how fast, where the time goes, how much memory.

`plan` says what is measured and on which traffic, `speed` times whole rounds beside
stock Presidio, `stages` says where the time goes, `instructions` counts what doesn't
depend on how busy a machine is, `soak` watches memory.
"""
