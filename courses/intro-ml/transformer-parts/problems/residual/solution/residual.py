def block(x, f, norm):
    return x + f(norm(x))


def block_backward(dy, df, dnorm):
    return dy + dnorm(df(dy))
