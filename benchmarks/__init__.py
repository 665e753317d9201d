"""Measurements with Kafka, which need more than the installed program.

`python -m benchmarks` measures and writes docs/benchmarks.md: `plan` says what,
`series` lets one deployment grow, `fleet` runs its workers, `load` sends and reads,
`page` and `plots` show it, `sizing` reckons what a deployment needs.
"""
