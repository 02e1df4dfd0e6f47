"""Looks at what a rotation has to keep."""


def products(rope, q, k, m, n):
    """q at position m times k at position n, for q and k of shape (1, d)."""
    return (rope(q, [m]) * rope(k, [n])).sum()
