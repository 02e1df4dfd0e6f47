"""This is a post-norm block: the norm belongs before the layer, inside the branch, and not around the sum."""


def block(x, f, norm):
    return norm(x + f(x))
