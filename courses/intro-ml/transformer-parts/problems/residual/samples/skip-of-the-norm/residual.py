def block(x, f, norm):
    x = norm(x)
    return x + f(x)


def block_backward(dy, df, dnorm):
    return dnorm(dy + df(dy))
