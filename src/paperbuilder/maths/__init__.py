"""Maths and chemistry, as authors type them between dollar signs.

In: TeX. Out: a formula checked, drawn, in words, and in one line of text. Fails with `FormulaError`.
"""
