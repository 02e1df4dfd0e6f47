"""The skip path is missing: the input itself, and in the backward pass dy itself, is added."""


def block(x, f, norm):
    return f(norm(x))


def block_backward(dy, df, dnorm):
    return dnorm(df(dy))
