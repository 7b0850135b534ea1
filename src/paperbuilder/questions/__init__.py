"""The questions room: every kind of question or block, how each is solved, and what it prints.

In: what a teacher wrote of a question. Out: its `Solution`: what is printed, and what is right. Cannot fail: what is
wrong comes as `Fault`s. The kinds are in `kinds`; nothing outside that folder lists them.
"""
