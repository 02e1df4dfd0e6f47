def block(x, f, norm):
    return norm(x + f(x))


def block_backward(dy, df, dnorm):
    g = dnorm(dy)
    return g + df(g)
