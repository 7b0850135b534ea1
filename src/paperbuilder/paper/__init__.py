"""The paper room: the spec numbered, added up, cross-referenced and checked.

In: a spec with its source, the project's root, ladders. Out: a frozen `Paper`, and `CheckedSpec` around it. Fails with
`SpecError` holding all problems. It knows no layout.
"""
