"""The norm is applied to what the layer returns; it belongs before the layer."""


def block(x, f, norm):
    return x + norm(f(x))


def block_backward(dy, df, dnorm):
    return dy + df(dnorm(dy))
