"""The jobs room: what is asked for is made, but only if it has changed; here, on several cores, or on a cluster.

In: `Job`s. Out: a `Result` for each, in their order. Problems are in the results.
"""
