def block(x, f, norm):
    x += f(norm(x))
    return x


def block_backward(dy, df, dnorm):
    return dy + df(dnorm(dy))
