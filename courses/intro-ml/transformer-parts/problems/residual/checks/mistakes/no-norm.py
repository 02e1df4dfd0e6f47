"""The norm is not used."""


def block(x, f, norm):
    return x + f(x)


def block_backward(dy, df, dnorm):
    return dy + df(dy)
