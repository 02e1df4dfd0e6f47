"""Backwards the two paths are added: dy plus what comes back through layer and norm."""


def block_backward(dy, df, dnorm):
    return dy * dnorm(df(dy))
