def block(x, f, norm):
    normed = norm(x)
    return x + f(normed)


def block_backward(dy, df, dnorm):
    through_layer = dnorm(df(dy))
    return dy + through_layer
